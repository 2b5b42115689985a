//! Comments that suppress findings: read, and written.

use std::slice;

use clauselint_engine::{FileReport, Suppressor, comments, is_suppressible};
use clauselint_rule::{Edit, RuleId};

use crate::check::{lint, sound};
use crate::input::Policy;
use crate::pool::linter;

pub(crate) fn run(data: &[u8]) {
    let Some(policy) = Policy::new(data) else {
        return;
    };
    let Some(report) = lint(linter(), policy.path, &policy.bytes) else {
        return;
    };
    sound(&report, &policy.bytes);
    let text = report.source.text();
    for comment in comments(&report.source, report.document()) {
        let words = text
            .get(comment.span.range())
            .expect("a comment is one of the text");
        for (name, span) in &comment.names {
            assert!(comment.span.contains(*span), "{name} in {words}");
            assert_eq!(text.get(span.range()), Some(&**name));
        }
    }
    // One finding will do.
    let mut told = report.diagnostics.iter();
    if let Some(found) = told.find(|found| is_suppressible(&found.rule)) {
        let at = found.span.start;
        let (writes, rules) = (Suppressor::new(&report), slice::from_ref(&found.rule));
        edited(&policy, &report, &writes.here(at, rules, "reason"));
        let edit = writes.everywhere(rules, "reason");
        if let Some(after) = edited(&policy, &report, &[edit]) {
            silent(&after, &found.rule);
        }
    }
}

/// The report on the file with edits made.
fn edited(policy: &Policy, report: &FileReport, edits: &[Edit]) -> Option<FileReport> {
    let edits: Vec<_> = edits.iter().map(|edit| (edit.span, &*edit.text)).collect();
    for (span, _) in &edits {
        assert!(report.source.text().get(span.range()).is_some(), "{span:?}");
    }
    let bytes = report.source.patch(&policy.bytes, &edits).ok()?;
    let after = lint(linter(), policy.path, &bytes).expect("a comment leaves it a policy");
    sound(&after, &bytes);
    Some(after)
}

fn silent(report: &FileReport, rule: &RuleId) {
    let left = report.diagnostics.iter().find(|found| found.rule == *rule);
    assert!(left.is_none(), "{left:?} in {:?}", report.source.text());
}
