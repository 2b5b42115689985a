//! All rules of all packs.

use std::path::Path;

use arbitrary::Unstructured;
use clauselint_engine::{FileReport, Linter};
use clauselint_report::{Json, Reporter, Summary};
use clauselint_rule::{Diagnostic, Edit};
use clauselint_source::{Encoding, Span};
use serde_json::Value;

use crate::input::{Policy, format, path};
use crate::pool::{catalog, linter};
use crate::words;

pub(crate) fn run(data: &[u8]) {
    if let Some(policy) = Policy::new(data) {
        check(policy.path, &policy.bytes);
    }
}

pub(crate) fn words(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    let text = words::policy(&mut choices, of);
    check(path(of), text.as_bytes());
}

/// What holds of every file that is linted.
pub(crate) fn check(path: &Path, bytes: &[u8]) {
    let Some(report) = lint(linter(), path, bytes) else {
        return;
    };
    sound(&report, bytes);
    let again = lint(linter(), path, bytes).expect("what can be read once can be read twice");
    assert_eq!(report.diagnostics, again.diagnostics);
    assert_eq!(report.suppressed, again.suppressed);
    let json = written(Json::new(catalog()), &report);
    assert_eq!(json, written(Json::new(catalog()), &again));
    let value: Value = serde_json::from_slice(&json).expect("the report is JSON");
    let found = value["files"][0]["diagnostics"].as_array();
    assert_eq!(found.map(Vec::len), Some(report.diagnostics.len()));
}

/// What comes of a file; nothing where it is no text.
pub(crate) fn lint(linter: &Linter<'_>, path: &Path, bytes: &[u8]) -> Option<FileReport> {
    linter.lint(path, bytes.to_vec()).ok()
}

/// What a reporter writes of a file.
pub(crate) fn written(mut reporter: impl Reporter, report: &FileReport) -> Vec<u8> {
    let mut out = Vec::new();
    let mut summary = Summary::default();
    summary.add(report);
    let done = reporter.file(report, &mut out);
    let done = done.and_then(|()| reporter.finish(&summary, &mut out));
    done.expect("memory can be written to");
    out
}

/// What holds of every report.
pub(crate) fn sound(report: &FileReport, bytes: &[u8]) {
    let failed = report
        .diagnostics
        .iter()
        .find(|found| found.label == "not checked");
    assert!(!report.failed, "{failed:?}");
    assert!(report.diagnostics.is_sorted());
    let suppressed = report.suppressed.iter().map(|found| &found.diagnostic);
    for found in report.diagnostics.iter().chain(suppressed) {
        of_finding(report, found, bytes);
    }
}

fn of_finding(report: &FileReport, found: &Diagnostic, bytes: &[u8]) {
    let text = report.source.text();
    let fits = |span: Span| {
        let words = text.get(span.range());
        let words = words.unwrap_or_else(|| panic!("{span:?} of {found:?}"));
        let place = report.source.file_span(span);
        let there = bytes.get(place.range());
        let there = there.unwrap_or_else(|| panic!("{place:?} of {found:?}"));
        if report.source.encoding() == Encoding::Utf8 {
            assert_eq!(there, words.as_bytes());
        }
    };
    assert!(!found.message.is_empty());
    fits(found.span);
    found.related.iter().for_each(|related| fits(related.span));
    let Some(fix) = &found.fix else {
        return;
    };
    assert!(!fix.edits.is_empty() && !fix.title.is_empty());
    fix.edits.iter().for_each(|edit| fits(edit.span));
    let apart = |pair: &[Edit]| pair[0].span.end <= pair[1].span.start;
    assert!(fix.edits.windows(2).all(apart), "edits overlap: {found:?}");
}
