//! What elements and line breaks make of text.

use super::*;

#[test]
fn headings_and_paragraphs() {
    check(
        "<H1 class=x>1. Who <em>we</em> are</H1><div>Text <b>in</b> a div<p>Para<section>More</section>tail</div>",
        &[
            "Heading1 #1 Who we are",
            "Paragraph Text in a div",
            "Paragraph Para",
            "Paragraph More",
            "Paragraph tail",
        ],
    );
    check(
        "<div role=heading aria-level=3>Scope</div><p>a",
        &["Heading3 Scope", "Paragraph a"],
    );
}

#[test]
fn a_paragraph_in_large_letters_is_no_heading() {
    let long = "we keep your data ".repeat(12);
    check(
        &format!("<h4>{long}</h4>"),
        &[&format!("Paragraph {}", long.trim())],
    );
}

#[test]
fn lists_have_depth_and_lead() {
    check(
        "<h2>Data</h2><ul><li>a</ul><p>We use:</p><ul><li>b<ol><li>c</ol></li><li><p>d</p><p>e</p></li></ul><ul><li>f</ul>",
        &[
            "Heading2 Data",
            "Item1 a",
            "Paragraph We use:",
            "Item1 b <- We use:",
            "Item2 c <- b",
            "Item1 d <- We use:",
            "Paragraph1 e <- d",
            "Item1 f <- We use:",
        ],
    );
}

#[test]
fn sections_may_be_list_items() {
    check(
        "<ol><li><h2>Scope</h2><p>We ask:</p><ul><li>a</ul></li><li><h2>Use</h2>b</ol>",
        &[
            "Heading2 Scope",
            "Paragraph We ask:",
            "Item1 a <- We ask:",
            "Heading2 Use",
            "Paragraph b",
        ],
    );
}

#[test]
fn terms_are_described() {
    check(
        "<dl><dt>Cookie<dd>A file.<dd>Small.<dt>Log<dd><p>Lines.</p></dl>",
        &[
            "Term Cookie",
            "Item1 A file. <- Cookie",
            "Item1 Small. <- Cookie",
            "Term Log",
            "Item1 Lines. <- Log",
        ],
    );
}

#[test]
fn tables_of_data_have_rows() {
    check(
        "<table><thead><tr><th>Data</th><th>Purpose</th></tr></thead><tbody>\
         <tr><td>Name</td><td><ul><li>Login</li><li>Mail</li></ul></td></tr></tbody></table>",
        &[
            "HeaderRow Data | Purpose",
            "Row Name | Login Mail <- Data | Purpose",
        ],
    );
    check(
        "<table><tr><td><b>Data</b><td><b>Use</b><tr><td>Name<td>Login</table>",
        &["HeaderRow Data | Use", "Row Name | Login <- Data | Use"],
    );
    check(
        "<table><tr><th>Name<td>Login<tr><th>Log<td>Safety</table>",
        &["Row Name | Login", "Row Log | Safety"],
    );
}

#[test]
fn tables_that_place_things_are_no_tables() {
    check(
        "<table><tr><td><p>a</p><p>b</p></td></tr></table>",
        &["Paragraph a", "Paragraph b"],
    );
    check(
        "<table><tr><td>Menu<td><h1>Privacy</h1>Text<table><tr><td>c<td>d<tr><td>e<td>f</table></table>",
        &[
            "Paragraph Menu",
            "Heading1 Privacy",
            "Paragraph Text",
            "Row c | d",
            "Row e | f",
        ],
    );
}

#[test]
fn quotes_are_marked_unless_they_only_indent() {
    let text = "Our own words are many more than these few here. ".repeat(3);
    let html = format!("<p>{text}</p><blockquote><p>Quoted.</p></blockquote>");
    let quoted: Vec<bool> = parse(&html)
        .blocks
        .iter()
        .map(|block| block.quoted)
        .collect();
    assert_eq!(quoted, [false, true]);
    let html = "<p>A</p><blockquote>All of the policy.</blockquote>";
    assert!(parse(html).blocks.iter().all(|block| !block.quoted));
}

#[test]
fn preformatted_text_is_prose_or_code() {
    check(
        "<pre>We keep your name and your mail.\nWe do not sell them.\n\n1. Scope\n\nWe keep logs:\n - one\n - two</pre>",
        &[
            "Paragraph We keep your name and your mail. We do not sell them.",
            "Heading2 #1 Scope",
            "Paragraph We keep logs:",
            "Item1 one <- We keep logs:",
            "Item1 two <- We keep logs:",
        ],
    );
    check(
        "<p>Run</p><pre>let x = { a: 1 };</pre>",
        &["Paragraph Run", "Code let x = { a: 1 };"],
    );
    check(
        "<p>Press <kbd>F5</kbd> or <code>q</code></p>",
        &["Paragraph Press F5 or q"],
    );
}

#[test]
fn line_breaks_part_lines_and_paragraphs() {
    let html = "<p>one<br>Two<br>\n<br/>three</p>";
    check(html, &["Paragraph one Two", "Paragraph three"]);
    assert_eq!(parse(html).breaks.len(), 1);
}

#[test]
fn blank_lines_part_paragraphs_however_lines_end() {
    for html in ["Acme\n\n<!>ours", "Acme\r\n\r\n<!>ours"] {
        check(html, &["Paragraph Acme", "Paragraph ours"]);
    }
}

#[test]
fn bullets_behind_line_breaks_are_items() {
    check(
        "<p>We collect:<br>- name<br>&bull;&nbsp;mail<br>&nbsp; * logs<br><br>That is all.</p>",
        &[
            "Paragraph We collect:",
            "Item1 name <- We collect:",
            "Item1 mail <- We collect:",
            "Item1 logs <- We collect:",
            "Paragraph That is all.",
        ],
    );
    check(
        "<p>We use it to:<br>1. log you in<br>2. bill you</p>",
        &[
            "Paragraph We use it to:",
            "Item1 log you in <- We use it to:",
            "Item1 bill you <- We use it to:",
        ],
    );
    check(
        "<p>We use:</p><p>• a</p><p>• b</p>",
        &[
            "Paragraph We use:",
            "Item1 a <- We use:",
            "Item1 b <- We use:",
        ],
    );
}

#[test]
fn bold_lines_are_headings() {
    check(
        "<h1>Privacy</h1><p><strong>What we collect</strong></p><p>Names.</p><div class=section-title>Use</div>a",
        &[
            "Heading1 Privacy",
            "Heading2 What we collect",
            "Paragraph Names.",
            "Heading2 Use",
            "Paragraph a",
        ],
    );
    check(
        "<p><b>Cookies</b><br>We set some.<br><b>Logs</b><br>We keep them.</p>",
        &[
            "Heading2 Cookies",
            "Paragraph We set some.",
            "Heading2 Logs",
            "Paragraph We keep them.",
        ],
    );
    check(
        "<p><b>We share your data with:</b></p><ul><li>no one</ul><p><b>Note</b> this.</p><p><b>We never sell it.</b></p>",
        &[
            "Paragraph We share your data with:",
            "Item1 no one <- We share your data with:",
            "Paragraph Note this.",
            "Paragraph We never sell it.",
        ],
    );
}

#[test]
fn numbered_and_loose_lines_are_headings() {
    check(
        "<p>a.</p> 1 Scope\n<p>b.</p><p>1.1 Data</p>c.",
        &[
            "Paragraph a.",
            "Heading2 #1 Scope",
            "Paragraph b.",
            "Heading3 #1.1 Data",
            "Paragraph c.",
        ],
    );
    check(
        "Privacy Policy <p>a.</p> Your rights <p>b.</p>",
        &[
            "Heading2 Privacy Policy",
            "Paragraph a.",
            "Heading2 Your rights",
            "Paragraph b.",
        ],
    );
}

#[test]
fn a_table_of_contents_is_no_row_of_headings() {
    check(
        "<p>1. Scope</p><p>2. Use</p> 1. Scope <p>a.</p><p>2. Use</p>b.",
        &[
            "Paragraph 1. Scope",
            "Paragraph 2. Use",
            "Heading2 #1 Scope",
            "Paragraph a.",
            "Heading2 #2 Use",
            "Paragraph b.",
        ],
    );
}

#[test]
fn links_lead_somewhere() {
    let html = "<p>See <a href='/x?a=1&amp;b=2'>our <b>site</b></a>, <a href=mailto:a@b.test> mail </a> or <a name=z>z</a>.\
                <div><a href=tel:123><p>call</p></a></div><a class=__cf_email__ data-cfemail=00 href=/cdn>[email&#160;protected]</a>";
    let document = parse(html);
    let links: Vec<_> = document
        .links
        .iter()
        .map(|l| (document.str(l.span), l.target.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("our site", "/x?a=1&b=2"),
            ("mail", "mailto:a@b.test"),
            ("call", "tel:123"),
            ("[email protected]", "/cdn"),
        ]
    );
}

#[test]
fn broken_markup_is_tolerated() {
    check(
        "<p>a</p></p>b</div> <my-box>c</my-box> d<p>e",
        &["Paragraph a", "Paragraph b c d", "Paragraph e"],
    );
    check("", &[]);
    check("< & <3 a<", &["Paragraph < & <3 a<"]);
}

#[test]
fn text_without_markup_is_parted_at_blank_lines() {
    check(
        "We keep\nyour name.\n\nWe sell <b>nothing</b>.\n\n1. Scope\n\nAll.",
        &[
            "Paragraph We keep your name.",
            "Paragraph We sell nothing.",
            "Heading2 #1 Scope",
            "Paragraph All.",
        ],
    );
}

#[test]
fn spans_lead_back_to_the_source() {
    let html = "<p>caf&eacute; &amp; „Größe“\r\n<b>x</b>&nbsp;y</p>";
    let document = parse(html);
    assert_eq!(
        document.str(document.blocks[0].span),
        "café & \"Größe\" x y"
    );
    let place = document.locate(document.blocks[0].span);
    assert_eq!(
        place.of(html),
        "caf&eacute; &amp; „Größe“\r\n<b>x</b>&nbsp;y"
    );
}
