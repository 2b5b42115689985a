//! Line ends and spaces behind lines change no finding.

use std::collections::BTreeMap;

use arbitrary::Unstructured;
use clauselint_engine::FileReport;
use clauselint_rule::Diagnostic;
use clauselint_syntax::Format;

use crate::check::lint;
use crate::input::{Policy, format};
use crate::pool::linter;
use crate::words;

pub(crate) fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    if let Ok(text) = std::str::from_utf8(rest) {
        check(format(*first), text);
    }
}

pub(crate) fn words(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    let text = words::policy(&mut choices, of);
    check(of, &text);
}

fn check(of: Format, text: &str) {
    if text.contains('\r') {
        return;
    }
    same(of, text, &text.replace('\n', "\r\n"));
    if let Some(spaced) = spaced(of, text) {
        same(of, text, &spaced);
    }
}

fn same(of: Format, text: &str, other: &str) {
    let (plain, changed) = (found(of, text), found(of, other));
    let gone: Vec<_> = plain
        .iter()
        .filter(|one| changed.get(one.0) != Some(one.1))
        .collect();
    let new: Vec<_> = changed
        .iter()
        .filter(|one| plain.get(one.0) != Some(one.1))
        .collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "{text:?} {gone:?}\n{other:?} {new:?}"
    );
}

/// How often something is found on which line.
fn found(of: Format, text: &str) -> BTreeMap<(u32, String, String), usize> {
    let policy = Policy::of(of, text);
    let report = lint(linter(), policy.path, &policy.bytes);
    let mut found = BTreeMap::new();
    for (report, finding) in report.iter().flat_map(with) {
        let line = report.source.position(finding.span.start).line;
        let key = (line, finding.rule.to_string(), finding.message.clone());
        *found.entry(key).or_default() += 1;
    }
    found
}

fn with(report: &FileReport) -> impl Iterator<Item = (&FileReport, &Diagnostic)> {
    report.diagnostics.iter().map(move |found| (report, found))
}

/// The text with a space behind each line; none where that may mean something,
/// as within markup or behind a backslash.
fn spaced(of: Format, text: &str) -> Option<String> {
    let of = match of {
        Format::Text => Format::of_text(text),
        of => of,
    };
    let means = match of {
        Format::Text => text.contains(['<', '`']),
        Format::Markdown => {
            text.contains(['<', '\\', '`', '~']) || text.contains(" \n") || text.starts_with("---")
        }
        Format::Html => !text.lines().all(is_whole),
    };
    (!means).then(|| text.replace('\n', " \n"))
}

/// Whether every tag of a line, and every quote in one, ends on it.
fn is_whole(line: &str) -> bool {
    let (mut open, mut quotes) = (false, 0);
    line.chars().all(|c| {
        let whole = match c {
            '<' => !open,
            '>' => open && quotes % 2 == 0,
            _ => true,
        };
        quotes += u32::from(open && matches!(c, '"' | '\''));
        open = (open || c == '<') && c != '>';
        whole
    }) && !open
}
