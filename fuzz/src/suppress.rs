//! Comments that suppress findings: read, and written.

use arbitrary::Unstructured;
use std::slice;

use clauselint_engine::{FileReport, Suppressor, comments, is_suppressible};
use clauselint_rule::{Edit, RuleId};

use crate::check::{lint, sound};
use crate::input::{Policy, format};
use crate::pool::linter;
use crate::words;

pub(crate) fn run(data: &[u8]) {
    if let Some(policy) = Policy::new(data) {
        check(&policy, false);
    }
}

pub(crate) fn words(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    check(&Policy::of(of, &words::policy(&mut choices, of)), true);
}

/// In markup that is broken a comment may be put where it is none, or end a tag
/// that nothing else ends, with all the words in it.
fn check(policy: &Policy, is_whole: bool) {
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
        let here = writes.here(at, rules, "reason");
        let after = edited(policy, &report, &here);
        assert!(after.is_some() || !is_whole, "a comment leaves it a policy");
        if let Some(after) = after.filter(|_| is_whole && !here.is_empty()) {
            let (before, left) = (count(&report, &found.rule), count(&after, &found.rule));
            assert!(left < before, "{} in {:?}", found.rule, after.source.text());
        }
        let edit = writes.everywhere(rules, "reason");
        let after = edited(policy, &report, &[edit]).expect("a comment leaves it a policy");
        assert_eq!(count(&after, &found.rule), 0, "{:?}", after.source.text());
    }
}

/// The report on the file with edits made.
fn edited(policy: &Policy, report: &FileReport, edits: &[Edit]) -> Option<FileReport> {
    let edits: Vec<_> = edits.iter().map(|edit| (edit.span, &*edit.text)).collect();
    for (span, _) in &edits {
        assert!(report.source.text().get(span.range()).is_some(), "{span:?}");
    }
    let bytes = report.source.patch(&policy.bytes, &edits).ok()?;
    let after = lint(linter(), policy.path, &bytes)?;
    sound(&after, &bytes);
    Some(after)
}

/// In how many places a rule finds something.
fn count(report: &FileReport, rule: &RuleId) -> usize {
    let found = report.diagnostics.iter();
    let found = found.filter(|found| found.rule == *rule);
    found.map(|found| found.places().count()).sum()
}
