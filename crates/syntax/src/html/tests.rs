//! One test for each thing that a page may do.

use super::*;
use crate::dump::dump;

#[track_caller]
fn check(html: &str, blocks: &[&str]) {
    let document = parse(html);
    assert_eq!(dump(&document, html), blocks, "{html}");
    for block in &document.blocks {
        assert_words_stand(html, &document, block);
    }
}

/// Every word of a block that needed no decoding stands in its source range.
fn assert_words_stand(html: &str, document: &Document, block: &crate::document::Block) {
    let place = document.locate(block.span).of(html);
    let plain = |word: &&str| word.chars().all(|c| c.is_ascii_alphabetic());
    let words = document.str(block.span).split_whitespace().filter(plain);
    for word in words {
        assert!(place.contains(word), "{word:?} is not in {place:?}");
    }
}

/// A page whose text is long enough to be told from what stands around it.
fn page(before: &str, inside: &str, after: &str) -> String {
    let prose = "<p>We keep your name and your address for as long as your account is active.</p>";
    let prose = prose.repeat(4);
    format!("<body>{before}<div><h1>Privacy</h1>{inside}{prose}</div>{after}</body>")
}

/// The blocks of a [`page`] without its own.
#[track_caller]
fn check_page(before: &str, inside: &str, after: &str, others: &[&str]) {
    let html = page(before, inside, after);
    let document = parse(&html);
    let mut blocks = dump(&document, &html);
    let own = blocks.len();
    blocks.retain(|block| !block.contains("We keep your name") && block != "Heading1 Privacy");
    assert_eq!(own - blocks.len(), 5, "the page's own text is lost: {html}");
    assert_eq!(blocks, others, "{html}");
}

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
fn what_no_reader_sees_is_skipped() {
    for hidden in [
        "<script>var p = '<p>x</p>';</script>",
        "<style>p { color: red }</style>",
        "<noscript><p>Turn it on</p></noscript>",
        "<template><p>x</p></template>",
        "<svg><title>Icon</title><text>x</text></svg>",
        "<iframe src=x>frame</iframe>",
        "<form><label>Name</label><input value=x><select><option>A<option>B</select><textarea>t</textarea><button>Send</button></form>",
        "<p hidden>x</p>",
        "<p aria-hidden=true>x</p>",
        "<div style='display: none'><p>x</p></div>",
        "<div style=visibility:hidden>x</div>",
        "<img alt='A picture'>",
        "<!-- <p>x</p> -->",
        "<span class=sr-only>opens in a new tab</span>",
    ] {
        check_page("", hidden, "", &[]);
        check_page(hidden, "", hidden, &[]);
    }
}

#[test]
fn what_surrounds_the_policy_is_skipped() {
    for chrome in [
        "<nav><a href=/>Home</a></nav>",
        "<header>Acme</header>",
        "<footer><p>Acme Inc.</p></footer>",
        "<aside>More</aside>",
        "<dialog>Sign up</dialog>",
        "<div role=navigation>x</div>",
        "<div role=banner>x</div>",
        "<div role=contentinfo>x</div>",
        "<div role=search>x</div>",
        "<div role=complementary>x</div>",
        "<div class=cookie-banner><p>We use cookies.</p><button>Fine</button></div>",
        "<div id=cookieConsent>We use cookies.</div>",
        "<div class='gdpr-popup'>x</div>",
        "<ul class='navbar-nav'><li>x</ul>",
        "<div class=site-footer>x</div>",
        "<div class='breadcrumbs'>Home</div>",
        "<a class=skip-link href=#main>Skip</a>",
        "<div class=social-share>x</div>",
        "<div class=sidebar>x</div>",
        "<div class=pagination>1 2</div>",
    ] {
        check_page(chrome, "", chrome, &[]);
    }
}

#[test]
fn what_is_only_named_like_a_menu_stays() {
    for kept in [
        "<section class=cookie-policy>Cookies stay.</section>",
        "<section id=cookies>Cookies stay.</section>",
        "<div class='main-nav-offset content'>Cookies stay.</div>",
        "<div class=has-sidebar>Cookies stay.</div>",
        "<section id=data-sharing>Cookies stay.</section>",
    ] {
        check_page("", kept, "", &["Paragraph Cookies stay."]);
    }
    let consent = "<section id=cookie-consent><h2>Consent</h2><p>We ask for your consent before we set \
                   any cookie that the service does not need, and you may take it back at any time.</p></section>";
    let html = page("", consent, "");
    assert!(parse(&html).text.contains("take it back"));
}

#[test]
fn the_policy_is_never_skipped_for_its_surroundings() {
    let text = "<p>We keep your name.</p>";
    for html in [
        format!("<nav><h1>Privacy</h1>{text}</nav>"),
        format!("<div class=modal><h1>Privacy</h1>{text}</div>"),
        format!("<body class=menu><h1>Privacy</h1>{text}"),
        format!("<footer><h1>Privacy</h1>{text}</footer>"),
        format!("<div style=display:none><h1>Privacy</h1>{text}</div>"),
        format!("<header><h1>Privacy</h1></header>{text}"),
    ] {
        check(&html, &["Heading1 Privacy", "Paragraph We keep your name."]);
    }
}

#[test]
fn addresses_and_headers_within_the_policy_stay() {
    check_page(
        "",
        "<article><header><p>May 2024</p></header><address>Acme, 1 Road</address><footer>End</footer></article>",
        "",
        &[
            "Paragraph May 2024",
            "Paragraph Acme, 1 Road",
            "Paragraph End",
        ],
    );
}

#[test]
fn a_logo_is_no_title_and_a_callout_no_sidebar() {
    check_page(
        "<header><h1 class=logo>Acme</h1><p>Shop</p></header><div class=brand>Acme</div>",
        "",
        "",
        &[],
    );
    check_page(
        "",
        "<aside class=note>We never sell it.</aside>",
        "",
        &["Paragraph We never sell it."],
    );
}

#[test]
fn folded_parts_are_read() {
    check_page(
        "",
        "<div class=accordion><button>Your rights</button><div class=panel style=display:none>Ask us.</div></div>\
         <details><summary>Cookies</summary>None.</details><h3><button>Logs</button></h3>",
        "",
        &[
            "Heading2 Your rights",
            "Paragraph Ask us.",
            "Heading2 Cookies",
            "Paragraph None.",
            "Heading3 Logs",
        ],
    );
}

#[test]
fn the_main_element_is_the_policy() {
    let text =
        "<p>We keep your name and your mail until you close your account with us.</p>".repeat(3);
    let html = format!(
        "<div>Sign up for our news today and get ten percent off your order.</div><main><h1>Privacy</h1>{text}</main><p>Buy now</p>"
    );
    let document = parse(&html);
    assert_eq!(document.blocks.len(), 4);
    let html = format!(
        "<p>Shop</p><h1>Privacy Policy</h1><p>Updated in May</p><div class='policy-content'><h2>Data</h2>{text}</div><p>Buy</p>"
    );
    let lines = dump(&parse(&html), &html);
    assert_eq!(
        lines[..3],
        [
            "Heading1 Privacy Policy",
            "Paragraph Updated in May",
            "Heading2 Data"
        ]
    );
    assert_eq!(lines.len(), 6);
}

#[test]
fn sections_outside_a_named_element_are_not_lost() {
    let text = "<p>We keep your name and your mail until you close your account with us.</p>";
    let html = format!(
        "<h1>Privacy</h1><div class=content>{}</div><div>{text}</div>",
        text.repeat(3)
    );
    assert_eq!(parse(&html).blocks.len(), 5);
}

#[test]
fn the_title_heads_a_page_without_headings() {
    check(
        "<head><title>Privacy &ndash; Acme</title></head><p>We keep your name.</p>",
        &["Heading1 Privacy - Acme", "Paragraph We keep your name."],
    );
    check(
        "<title>Acme</title><h1>Privacy</h1><p>a.</p>",
        &["Heading1 Privacy", "Paragraph a."],
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

#[test]
fn depth_without_end_takes_time_in_proportion() {
    for piece in [
        "<div>a",
        "<ul>a",
        "<ul><li>a",
        "<b>a",
        "<table><tr><td>a",
        "<blockquote>a",
        "<pre>a",
        "<article>a",
        "<header>",
        "<p>1. A</p><b></b>",
        "<br>",
        "<h2>",
        "<a href=x>a",
        "<dl><dt>",
    ] {
        parse(&piece.repeat(50_000));
    }
}

#[test]
fn pages_are_told_from_other_text() {
    for html in [
        "<!DOCTYPE html><html>",
        "\u{feff}<!-- saved -->\n<?xml version=\"1.0\"?>\n<html lang=en>",
        "<h1>Privacy</h1>\n<p>a</p>\n<p>b</p>",
        " <div><p>a</p><ul><li>b</li></ul></div>",
    ] {
        assert!(looks_like(html), "{html}");
    }
    for other in [
        "# Privacy\n\n<p>a</p>",
        "Privacy",
        "",
        "<placeholder> is to be filled in </a></b></c></d>",
        "<p align=center>x</p>\n\n# Privacy\n\nWe </b></i></p>\n\n- a\n- b\n",
    ] {
        assert!(!looks_like(other), "{other}");
    }
}

#[test]
fn inline_tags_mean_little() {
    assert_eq!(
        inline("<a href=\"x&amp;y\">"),
        Inline::LinkStart("x&y".to_owned())
    );
    assert_eq!(inline("</a>"), Inline::LinkEnd);
    assert_eq!(inline("<BR />"), Inline::Break);
    assert_eq!(inline("<strong>"), Inline::StrongStart);
    assert_eq!(inline("</b>"), Inline::StrongEnd);
    for other in ["<a name=x>", "<span>", "</span>", "<!-- x -->", "<"] {
        assert_eq!(inline(other), Inline::Other, "{other}");
    }
}

#[test]
fn pieces_of_html_feed_a_builder() {
    let source = "text\n<div>a<p>b <script>x</script></div><nav>c</nav>";
    let mut builder = Builder::new(Format::Markdown, 0);
    builder.begin(
        crate::document::BlockKind::Paragraph,
        crate::builder::Place::default(),
    );
    builder.text("text", 0);
    feed(&mut builder, &source[5..], 5);
    assert!(!builder.is_open());
    let document = builder.finish();
    assert_eq!(
        dump(&document, source),
        ["Paragraph text", "Paragraph a", "Paragraph b"]
    );
    assert_eq!(document.locate(document.blocks[2].span).of(source), "b");
}
