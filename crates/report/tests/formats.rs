//! Every format, word for word, of files that are hard on formats: CRLF,
//! letters outside ASCII before a finding, findings over several lines, names
//! full of punctuation, a file without findings, and one that cannot be read.
//!
//! `SNAPSHOTS=overwrite cargo test -p clauselint-report` writes them anew; the
//! validators of tests/validators judge them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "formats/hostile.rs"]
mod hostile;
#[path = "formats/injection.rs"]
mod injection;
#[path = "formats/prints.rs"]
mod prints;
#[path = "formats/sample.rs"]
mod sample;

use std::path::Path;

use clauselint_report::{
    Checkstyle, Concise, CoverageJson, GitHub, GitLab, Html, JUnit, Json, JsonLines, Markdown,
    Rdjson, Rdjsonl, Reporter, Root, Sarif, Style, Summary, Text, coverage_markdown, coverage_text,
};
use clauselint_syntax::Date;
use snapbox::Data;

use sample::{catalog, fault, outcomes, report};

const PLAIN: Style = Style {
    color: false,
    width: 80,
};

/// What a reporter writes of the sample.
fn written(mut reporter: impl Reporter) -> String {
    let mut out = Vec::new();
    let mut summary = Summary::default();
    for outcome in &outcomes() {
        match outcome {
            Ok(report) => {
                summary.add(report);
                reporter.file(report, &mut out).unwrap();
            }
            Err(error) => reporter.failed(error, &mut out).unwrap(),
        }
    }
    reporter.finish(&summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected");
    let expected = Data::read_from(&path.join(name), None).raw();
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .eq(Data::text(actual.to_owned()).raw(), expected);
}

fn root() -> Root {
    Root::new(Path::new("/repo"), Path::new("/repo/web"))
}

#[test]
fn text() {
    check("report.txt", &written(Text::new(catalog(), PLAIN, false)));
}

#[test]
fn concise() {
    check("concise.txt", &written(Concise::new(false)));
}

#[test]
fn json() {
    check("report.json", &written(Json::new(catalog())));
}

#[test]
fn json_lines() {
    check("report.jsonl", &written(JsonLines::new(catalog())));
}

#[test]
fn sarif() {
    let rules = catalog().rules().collect();
    check(
        "report.sarif",
        &written(Sarif::new(catalog(), rules, root())),
    );
}

#[test]
fn github() {
    check("github.txt", &written(GitHub::new(root())));
}

#[test]
fn gitlab() {
    check("gitlab.json", &written(GitLab::new(catalog(), root())));
}

#[test]
fn junit() {
    let ids = catalog().rules().map(|info| info.id.clone());
    check("junit.xml", &written(JUnit::new(ids.collect())));
}

#[test]
fn checkstyle() {
    check("checkstyle.xml", &written(Checkstyle::default()));
}

#[test]
fn rdjson() {
    check("rdjson.json", &written(Rdjson::new(catalog())));
}

#[test]
fn rdjsonl() {
    check("rdjson.jsonl", &written(Rdjsonl::new(catalog())));
}

#[test]
fn markdown() {
    check("report.md", &written(Markdown::new(catalog())));
}

#[test]
fn html() {
    let day = Date::from_iso("2025-02-28");
    let page = written(Html::new(catalog(), day));
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    // A line a block, so that a change is seen where it is.
    let page = format!("{head}{body}")
        .replace("<div", "\n<div")
        .replace("<section", "\n<section");
    check("report.html", &page);
}

#[test]
fn coverage() {
    let report = report(sample::NAME, sample::POLICY);
    check("coverage.txt", &coverage_text(&catalog(), &report, PLAIN));
    check("coverage.md", &coverage_markdown(&catalog(), &report));
    let mut out = Vec::new();
    let mut json = CoverageJson::new(catalog());
    json.file(&report, &mut out).unwrap();
    json.finish(&mut out).unwrap();
    check("coverage.json", &String::from_utf8(out).unwrap());
}

/// Without a file there is still a whole document.
#[test]
fn nothing_at_all_is_well_formed_too() {
    let empty = |mut reporter: Box<dyn Reporter>| {
        let mut out = Vec::new();
        reporter.finish(&Summary::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    for reporter in [
        Box::new(Json::new(catalog())) as Box<dyn Reporter>,
        Box::new(Sarif::new(catalog(), Vec::new(), Root::default())),
        Box::new(GitLab::new(catalog(), Root::default())),
        Box::new(Rdjson::new(catalog())),
    ] {
        let written = empty(reporter);
        assert!(
            serde_json::from_str::<serde_json::Value>(&written).is_ok(),
            "{written}"
        );
    }
    assert_eq!(empty(Box::new(JsonLines::new(catalog()))), "");
    assert_eq!(empty(Box::new(Text::new(catalog(), PLAIN, false))), "");
    assert!(empty(Box::new(JUnit::new(Vec::new()))).ends_with("</testsuites>\n"));
    assert!(empty(Box::<Checkstyle>::default()).ends_with("</checkstyle>\n"));
}

#[test]
fn a_file_that_failed_alone_is_told() {
    let mut out = Vec::new();
    let mut sarif = Sarif::new(catalog(), Vec::new(), Root::default());
    sarif.failed(&fault(), &mut out).unwrap();
    sarif.finish(&Summary::default(), &mut out).unwrap();
    let log: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(
        invocation["toolExecutionNotifications"][0]["level"],
        "error"
    );
}

#[test]
fn a_comment_that_would_be_too_long_counts_what_it_leaves_out() {
    let policy = "We share your data with our partners.\n\n".repeat(2000);
    let report = report("long.md", &policy);
    let mut markdown = Markdown::new(catalog());
    let mut out = Vec::new();
    markdown.file(&report, &mut out).unwrap();
    let mut summary = Summary::default();
    summary.add(&report);
    markdown.finish(&summary, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.len() < 65_536, "{}", text.len());
    let shown = text.matches(".toml)").count();
    let left = report.diagnostics.len() - shown;
    assert!(text.ends_with(&format!("{left} more findings are left out here.\n")));
}
