//! Which part of a page is read.

use super::*;

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
fn ids_and_names_are_anchors_and_scripts_are_told() {
    let document = parse(
        "<body id=top><h2 id=rights>Rights</h2><a name=keep></a><p><a href='#' onclick=x()>a</a> <a href='#'>b</a> <a href='javascript:void(0)' id=z>c</a></p>",
    );
    assert_eq!(document.anchors, ["top", "rights", "keep", "z"]);
    let targets: Vec<&str> = document.links.iter().map(|link| &*link.target).collect();
    assert_eq!(targets, [crate::SCRIPTED, "#", crate::SCRIPTED]);
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
        "<p id=cookie-notice>Cookies stay.</p>",
    ] {
        check_page("", kept, "", &["Paragraph Cookies stay."]);
    }
    let consent = "<section id=cookie-consent><h2>Consent</h2><p>We ask for your consent before we set \
                   any cookie that the service does not need, and you may take it back at any time.</p></section>";
    check_page(
        "",
        "<h2 id=ccpa-notice>Notice</h2>",
        "",
        &["Heading2 Notice"],
    );
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
