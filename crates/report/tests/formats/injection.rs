//! A policy and a rule that want to be more than text, in every format: nothing
//! of it reaches a terminal, a forge's log, a page or a parser as anything else.

use clauselint_engine::{FileError, FileReport};
use clauselint_report::{
    Checkstyle, Concise, GitHub, JUnit, Markdown, Reporter, Root, Statistics, Style, Summary, Text,
    coverage_markdown, coverage_text,
};
use pulldown_cmark::{Event, Options, Parser, Tag};
use quick_xml::Reader;
use quick_xml::events;

use crate::sample::{catalog, report};

/// Ends lines, cells, elements and commands; moves the cursor, rings the bell,
/// turns the text around.
const HOSTILE: &str = "a\u{1b}[2J\u{9b}31m\u{7}\u{8}\u{202e}\r\n::error file=x::y\n##[error]z\n\
# heading\n| cell | <script>alert(1)</script> ]]> --> <img src=x onerror=alert(1)>\n\
![x](//evil.test/x) [y](javascript:alert(1)) `code` @everyone \u{FFFE}\u{0}%0A::error::w";

const POLICY: &str = "# Privacy \u{1b}]0;x\u{7}\n\n\
We share your \u{1b}[31mdata\u{9b}0m with our partners \u{202e}.\u{2066}\n\n\
<!-- clauselint-disable-next-line \u{1b}[2J -->\n\n::error::x\n";

fn hostile() -> (FileReport, FileError) {
    let mut report = report("a\u{1b}[2J\n::error::|`x`](y) <b>.md", POLICY);
    assert!(report.diagnostics.len() > 1);
    for found in &mut report.diagnostics {
        found.message = HOSTILE.into();
        found.label = HOSTILE.into();
        for related in &mut found.related {
            related.message = HOSTILE.into();
        }
        if let Some(fix) = &mut found.fix {
            fix.title = HOSTILE.into();
        }
    }
    let error = FileError {
        path: HOSTILE.into(),
        fault: std::io::Error::other(HOSTILE).into(),
    };
    (report, error)
}

fn written(mut reporter: impl Reporter) -> String {
    let (report, error) = hostile();
    let (mut out, mut summary) = (Vec::new(), Summary::default());
    summary.add(&report);
    reporter.file(&report, &mut out).unwrap();
    reporter.failed(&error, &mut out).unwrap();
    reporter.finish(&summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn text(color: bool) -> String {
    let style = Style { color, width: 80 };
    written(Text::new(catalog(), style, false).with_unsafe_fixes(true))
}

#[test]
fn nothing_that_a_terminal_acts_on_is_passed_on() {
    let ids = catalog().rules().map(|info| info.id.clone()).collect();
    let (report, _) = hostile();
    let plain = Style {
        color: false,
        width: 80,
    };
    for (name, page) in [
        ("text", text(false)),
        ("concise", written(Concise::new(false))),
        ("statistics", written(Statistics::new(false))),
        ("github", written(GitHub::new(Root::default()))),
        ("markdown", written(Markdown::new(catalog()))),
        ("junit", written(JUnit::new(ids))),
        ("checkstyle", written(Checkstyle::default())),
        ("coverage", coverage_text(&catalog(), &report, plain)),
        ("coverage", coverage_markdown(&catalog(), &report)),
    ] {
        let acts = |c: char| {
            let turns = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            turns || c.is_control() && c != '\n'
        };
        assert_eq!(page.chars().find(|c| acts(*c)), None, "{name}: {page:?}");
    }
    // Colours are ours, and nothing else is.
    let mut colored = text(true);
    while let Some(at) = colored.find("\u{1b}[") {
        let end = colored[at..].find(|c: char| c.is_ascii_alphabetic());
        let end = at + end.unwrap();
        assert_eq!(&colored[end..=end], "m", "{:?}", &colored[at..=end]);
        colored.replace_range(at..=end, "");
    }
    assert!(!colored.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']));
}

#[test]
fn a_workflow_command_holds_one_finding() {
    let log = written(GitHub::new(Root::default()));
    let (report, _) = hostile();
    assert_eq!(log.lines().count(), report.diagnostics.len() + 1);
    for line in log.lines() {
        let command = line.strip_prefix("::").unwrap();
        let (command, message) = command.split_once("::").unwrap();
        let (kind, properties) = command.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&kind), "{line}");
        let keys = properties
            .split(',')
            .map(|property| property.split_once('=').unwrap().0);
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        assert!(keys.into_iter().all(|key| known.contains(&key)), "{line}");
        assert!(!message.contains('\r'));
        // What was escaped is escaped again, so that it comes back as it was.
        assert!(!message.contains("%0A::error::w") || message.contains("%250A::error::w"));
    }
}

#[test]
fn markdown_holds_the_elements_that_we_write() {
    let (report, _) = hostile();
    for page in [
        written(Markdown::new(catalog())),
        coverage_markdown(&catalog(), &report),
    ] {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(&page, options) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let own = ["https://rules.test/", "https://law.test/"];
                    let leads = own.iter().any(|own| dest_url.starts_with(own));
                    assert!(leads, "{dest_url}");
                }
                Event::Start(tag @ (Tag::Image { .. } | Tag::CodeBlock(_) | Tag::List(_))) => {
                    panic!("{tag:?}: {page}");
                }
                // What keeps a forge from telling a user, and lines of a cell.
                Event::Html(html) | Event::InlineHtml(html) => {
                    assert!(["<!-- -->", "<br>"].contains(&&*html), "{html}: {page}");
                }
                _ => {}
            }
        }
        let ours = [
            "## clauselint",
            "## `",
            "### `",
            "### GDPR",
            "### CalOPPA",
            "### sample",
        ];
        for heading in page.lines().filter(|line| line.starts_with('#')) {
            assert!(ours.iter().any(|own| heading.starts_with(own)), "{heading}");
        }
    }
}

#[test]
fn xml_stays_well_formed() {
    let ids = catalog().rules().map(|info| info.id.clone()).collect();
    for page in [written(JUnit::new(ids)), written(Checkstyle::default())] {
        let allowed = |c: char| match c {
            '\t' | '\n' | '\r' => true,
            c => c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'),
        };
        assert_eq!(page.chars().find(|c| !allowed(*c)), None);
        let mut reader = Reader::from_str(&page);
        reader.config_mut().check_end_names = true;
        let mut names = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                events::Event::Eof => break,
                events::Event::Start(element) | events::Event::Empty(element) => {
                    for attribute in element.attributes() {
                        attribute.unwrap();
                    }
                    names.push(element.name().as_ref().to_owned());
                }
                event => assert!(!matches!(event, events::Event::CData(_)), "{event:?}"),
            }
        }
        names.sort();
        names.dedup();
        let known = [
            "checkstyle",
            "error",
            "failure",
            "file",
            "testcase",
            "testsuite",
            "testsuites",
        ];
        assert!(
            names.iter().all(|name| known.contains(&&**name)),
            "{names:?}"
        );
    }
}
