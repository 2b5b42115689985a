//! Comments that an editor writes for its user take effect, and on nothing else.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::slice;

use clauselint_builtin::rules;
use clauselint_engine::{FileReport, Linter, Selection, Suppressor, is_suppressible};
use clauselint_rule::{Context, Diagnostic, Edit, Rule, RuleId};
use clauselint_syntax::{Date, Format};

const FAULT: &str = "By using our website, you agree to this privacy policy.";
const COMMENT: &str = "<!-- clauselint-disable-next-line consent-by-use -- agreed -->";

/// The text of a report with edits made.
fn edited(report: &FileReport, edits: &[Edit]) -> String {
    let mut text = report.source.text().to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// Findings of other rules by rule and message, which stay where lines move.
fn others<'d>(diagnostics: &'d [Diagnostic], rule: &RuleId) -> Vec<(&'d RuleId, &'d str)> {
    let others = diagnostics.iter().filter(|found| found.rule != *rule);
    let mut others: Vec<_> = others.map(|found| (&found.rule, &*found.message)).collect();
    others.sort_unstable();
    others
}

fn linter(rules: &[Box<dyn Rule>]) -> Linter<'_> {
    let infos = rules.iter().map(|rule| rule.info());
    let selection = Selection::all(infos.filter(|info| info.default));
    let today = Date::from_iso("2025-02-28");
    Linter::new(rules, &selection, Context { today })
}

fn policies() -> Vec<std::path::PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let entries = std::fs::read_dir(corpus).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| Format::of_path(path).is_some() && !path.ends_with("README.md"));
    paths.sort();
    paths
}

#[test]
fn here_in_policies_of_every_kind() {
    let rules = rules();
    let linter = linter(&rules);
    let mut tried = 0;
    for path in policies() {
        let report = linter.lint(&path, std::fs::read(&path).unwrap()).unwrap();
        // A third of them, since each is a policy to lint.
        for found in report.diagnostics.iter().step_by(3) {
            if !is_suppressible(&found.rule) {
                continue;
            }
            let alone = slice::from_ref(&found.rule);
            let edits = Suppressor::new(&report).here(found.span.start, alone, "agreed");
            let text = edited(&report, &edits);
            let after = linter.lint(&path, text.into()).unwrap();
            let mut gone = after.suppressed.iter();
            let place = format!("{}: {}: {edits:?}", path.display(), found.message);
            assert!(
                gone.any(|it| it.diagnostic.message == found.message),
                "{place}"
            );
            let (before, after) = (&report.diagnostics, &after.diagnostics);
            assert_eq!(
                others(before, &found.rule),
                others(after, &found.rule),
                "{place}"
            );
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn in_a_whole_file() {
    let rules = rules();
    let linter = linter(&rules);
    for path in policies() {
        let report = linter.lint(&path, std::fs::read(&path).unwrap()).unwrap();
        let mut found = report.diagnostics.iter();
        let Some(found) = found.find(|found| is_suppressible(&found.rule)) else {
            continue;
        };
        let alone = slice::from_ref(&found.rule);
        let edit = Suppressor::new(&report).everywhere(alone, "agreed");
        let after = linter.lint(&path, edited(&report, &[edit]).into()).unwrap();
        let mut left = after.diagnostics.iter();
        assert!(
            left.all(|left| left.rule != found.rule),
            "{}",
            path.display()
        );
        assert_eq!(after.format, report.format);
    }
}

/// A text, with what is written to suppress the fault in it.
fn check(name: &str, text: &str, expected: &str) {
    check_rule("consent-by-use", name, text, expected);
}

fn check_rule(rule: &str, name: &str, text: &str, expected: &str) {
    let mut rules = rules();
    rules.retain(|known| known.info().id.as_str() == rule);
    let linter = linter(&rules);
    let report = linter.lint(Path::new(name), text.into()).unwrap();
    let found = report.diagnostics.first().expect("it is found");
    let alone = slice::from_ref(&found.rule);
    let edits = Suppressor::new(&report).here(found.span.start, alone, "agreed");
    let text = edited(&report, &edits);
    assert_eq!(text, expected);
    let after = linter.lint(Path::new(name), text.into()).unwrap();
    assert!(after.diagnostics.is_empty() && after.suppressed.len() == 1);
}

#[test]
fn lists_and_quotes_go_on() {
    let head = "# Privacy policy\n\nWe collect your name.\n\n";
    for (text, expected) in [
        (
            format!("- We keep it.\n- {FAULT}\n"),
            format!("- We keep it.\n  {COMMENT}\n- {FAULT}\n"),
        ),
        (format!("1. {FAULT}\n"), format!("{COMMENT}\n1. {FAULT}\n")),
        (
            format!("9. We keep it.\n10. {FAULT}\n"),
            format!("9. We keep it.\n    {COMMENT}\n10. {FAULT}\n"),
        ),
        (
            format!("- We say:\n  - {FAULT}\n"),
            format!("- We say:\n  {COMMENT}\n  - {FAULT}\n"),
        ),
        (format!("> {FAULT}\n"), format!("> {COMMENT}\n> {FAULT}\n")),
        (
            format!("    {FAULT}\n"),
            format!("{COMMENT}\n    {FAULT}\n"),
        ),
        (
            format!("We keep it\nfor long. {FAULT}\n"),
            format!("{COMMENT}\nWe keep it\nfor long. {FAULT}\n"),
        ),
    ] {
        check(
            "PRIVACY.md",
            &format!("{head}{text}"),
            &format!("{head}{expected}"),
        );
    }
}

#[test]
fn tables_stay_whole() {
    let head = "# Privacy policy\n\nWe collect your name.\n\n";
    let table = format!("| what | how |\n|---|---|\n| use | {FAULT} |\n| name | kept |\n");
    let on = "<!-- clauselint-disable consent-by-use -- agreed -->";
    let off = "<!-- clauselint-enable consent-by-use -->";
    check(
        "PRIVACY.md",
        &format!("{head}{table}\nWe keep it.\n"),
        &format!("{head}{on}\n{table}{off}\n\nWe keep it.\n"),
    );
}

#[test]
fn a_page_on_one_line_is_written_in() {
    let page = |fault: &str| {
        format!(
            "<h1>Privacy policy</h1><p>We collect your name.</p><p>{fault}</p><p>We keep it.</p>"
        )
    };
    let on = "<!-- clauselint-disable consent-by-use -- agreed -->";
    let off = "<!-- clauselint-enable consent-by-use -->";
    check(
        "privacy.html",
        &page(FAULT),
        &page(&format!("{on}{FAULT}{off}")),
    );
}

#[test]
fn plain_text_and_line_ends_stay_what_they_are() {
    let head = "PRIVACY POLICY\r\n\r\nWe collect your name.\r\n\r\n";
    let comment = "// clauselint-disable-next-line consent-by-use -- agreed";
    check(
        "privacy.txt",
        &format!("{head}{FAULT}\r\n"),
        &format!("{head}{comment}\r\n{FAULT}\r\n"),
    );
}

#[test]
fn the_title_of_a_page_holds_no_comment() {
    let page = |title: &str| {
        format!("<html><head>{title}</head><body><p>We collect your name.</p></body></html>")
    };
    let on = "<!-- clauselint-disable missing-security-measures -- agreed -->";
    let off = "<!-- clauselint-enable missing-security-measures -->";
    let title = "<title>Privacy policy</title>";
    check_rule(
        "missing-security-measures",
        "privacy.html",
        &page(title),
        &page(&format!("{on}{title}{off}")),
    );
}

#[test]
fn a_heading_of_markdown_is_no_comment() {
    let comment = "<!-- clauselint-disable-next-line missing-security-measures -- agreed -->";
    let text = "# clauselint-disable core: a privacy policy\n\nWe collect your name.\n";
    check_rule(
        "missing-security-measures",
        "PRIVACY.md",
        text,
        &format!("{comment}\n{text}"),
    );
}
