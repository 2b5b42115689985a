//! Where a finding stands, on a line.

use clauselint_engine::FileReport;
use clauselint_rule::Diagnostic;

use crate::printable::printable;
use crate::region::Region;

/// Characters of the words that are shown.
const WORDS: usize = 80;

/// `path:line:column: "words"`, the words cut where they are many.
#[must_use]
pub fn place(report: &FileReport, found: &Diagnostic) -> String {
    let start = Region::new(&report.source, found.span).start;
    let words = found.span.of(report.source.text());
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = printable(&words.join(" "));
    let cut: String = words.chars().take(WORDS).collect();
    let more = if cut.len() < words.len() { "…" } else { "" };
    format!(
        "{}:{}:{}: \"{cut}{more}\"",
        printable(&report.path),
        start.line,
        start.column
    )
}
