//! What a saved page has around its policy: style sheets and data written into
//! it, menus with an icon at each entry. It is most of the page: 114 saved
//! policies of the web come to 15 MB, 130 KB each, of which 18 KB are text.

use std::fmt::{self, Write};

/// Rules of the style sheet in the head.
const STYLES: usize = 360;
/// Entries of the data in the head, and of that behind the page.
const DATA: [usize; 2] = [600, 150];
/// Entries of a menu.
const ENTRIES: usize = 60;

/// All that comes before the policy.
pub(crate) fn before(text: &mut String) -> fmt::Result {
    text.push_str(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Privacy Policy</title>\n<style>\n",
    );
    for at in 0..STYLES {
        writeln!(
            text,
            ".c{at} .x{at}{{margin:{at}px auto;color:#{at:06x};display:flex}}\n\
             @media (max-width:{at}px){{.c{at}{{padding:0 {at}px}}}}"
        )?;
    }
    text.push_str("</style>\n");
    data(text, DATA[0])?;
    text.push_str("</head>\n<body>\n");
    menu(text, "main")?;
    text.push_str("<main>\n");
    Ok(())
}

/// All that comes behind it.
pub(crate) fn behind(text: &mut String) -> fmt::Result {
    text.push_str("</main>\n<footer><p>All rights reserved.</p>\n");
    menu(text, "foot")?;
    text.push_str("</footer>\n");
    data(text, DATA[1])?;
    text.push_str("</body></html>\n");
    Ok(())
}

fn menu(text: &mut String, name: &str) -> fmt::Result {
    writeln!(text, "<nav class=\"menu menu--{name}\"><ul>")?;
    for at in 0..ENTRIES {
        writeln!(
            text,
            "<li class=\"menu__item menu__item--{at}\"><a class=\"menu__link\" href=\"/shelf/{at}\" \
             data-track=\"{name}-{at}\"><svg viewBox=\"0 0 24 24\"><path d=\"M12 2 2 7l10 5 10-5z\"/></svg>\
             <span>Shelf {at}</span></a></li>"
        )?;
    }
    writeln!(text, "</ul></nav>")
}

fn data(text: &mut String, entries: usize) -> fmt::Result {
    text.push_str("<script>window.shop = {\"items\":[");
    for at in 0..entries {
        let comma = if at > 0 { "," } else { "" };
        write!(
            text,
            "{comma}{{\"id\":{at},\"title\":\"Item {at}\",\"url\":\"/item/{at}\",\"price\":{at}.99}}"
        )?;
    }
    writeln!(text, "]}};</script>")
}
