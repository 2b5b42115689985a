//! A policy that wants to be more than text in the HTML report.

use clauselint_report::{Html, Reporter, Summary};
use html5gum::{Token, Tokenizer};

use crate::sample::{catalog, report};

const NAME: &str = "\"><script>alert(1)</script><x y='.md";

const POLICY: &str = "# </style></title><script>alert(1)</script> \u{202E}policy\n\n\
We share `<img src=x onerror=alert(1)>` your data with our partners \" onmouseover=\"alert(1)\" x='.\n\n\
&lt;script&gt;alert(2)&lt;/script&gt; </textarea></div></main></body> <!-- <iframe src=//evil.test> We keep data.\n\n\
| a | b |\n|---|---|\n| &lt;svg onload=alert(3)&gt; | javascript:alert(4) |\n\n\
    <object data=//evil.test></object>\n\n\
Write to \u{2066}privacy@acme.test\u{2069}, [here](javascript:alert(5)).\n";

const TAGS: [&str; 41] = [
    "a", "article", "aside", "body", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "html", "li", "main", "mark", "meta", "nav", "ol", "p",
    "pre", "q", "section", "span", "strong", "style", "table", "tbody", "td", "th", "thead",
    "time", "title", "tr", "ul",
];

const ATTRIBUTES: [&str; 13] = [
    "aria-hidden",
    "aria-label",
    "aria-level",
    "charset",
    "class",
    "colspan",
    "content",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "role",
];

fn page() -> String {
    let report = report(NAME, POLICY);
    let mut html = Html::new(catalog(), None);
    let mut out = Vec::new();
    html.file(&report, &mut out).unwrap();
    let mut summary = Summary::default();
    summary.add(&report);
    html.finish(&summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn markup_in_a_policy_stays_text() {
    let page = page();
    let mut depth = 0_i32;
    for token in Tokenizer::new(page.as_str()) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(TAGS.contains(&name.as_str()), "<{name}>");
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key).into_owned();
                    let value = String::from_utf8_lossy(value).into_owned();
                    let known = ATTRIBUTES.contains(&key.as_str())
                        || ["rel", "scope", "title"].contains(&key.as_str());
                    assert!(known, "{name} {key}={value}");
                    let leads = value.starts_with('#') || value.starts_with("https://");
                    assert!(key != "href" || leads, "{value}");
                }
                let void = ["meta", "br"].contains(&name.as_str());
                depth += i32::from(!void);
            }
            Token::EndTag(_) => depth -= 1,
            Token::Comment(comment) => panic!("{comment:?}"),
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
}

#[test]
fn nothing_is_loaded_and_nothing_turns_the_text_around() {
    let page = page();
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"));
    assert!(!page.contains(['\u{202E}', '\u{2066}', '\u{2069}']));
    assert!(!page.contains("url("));
    assert!(page.contains("&lt;script&gt;alert(2)&lt;/script&gt;"));
    // No day is known, so none is told.
    assert!(!page.contains("As of"));
}
