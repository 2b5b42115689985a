//! `dangling-reference`: the text leads its readers to something that is not
//! there.
//!
//! Four ways of leading: [`links`], numbers and titles of [`sections`], words
//! that point further on ([`told`]), and particulars promised elsewhere
//! ([`promised`]).

mod links;
mod promised;
mod sections;
mod told;

use clauselint_reading::{ConceptId, Passage, Reading};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::BlockKind;

/// One finding for each thing that is not there.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let mut findings = links::check(reading);
    findings.extend(sections::check(reading));
    findings.extend(told::check(reading));
    findings.extend(promised::check(reading));
    findings.sort_by_key(|finding| finding.span);
    // What two ways find at one place is one fault.
    findings.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    findings
}

fn finding(message: String, span: Span, label: &str) -> Finding {
    Finding {
        message,
        span,
        label: label.into(),
        ..Finding::default()
    }
}

/// Sentences of the policy's own text; titles and labels only name things.
fn prose<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = (usize, &'r Passage)> {
    let passages = reading.passages.iter().enumerate();
    passages.filter(|(_, passage)| is_prose(reading, passage))
}

/// Those in which any of these concepts was found.
fn prose_with<'r, 'd>(
    reading: &'r Reading<'d>,
    concepts: &[ConceptId],
) -> impl Iterator<Item = (usize, &'r Passage)> + use<'r, 'd> {
    let found = reading.found_any(concepts).into_iter();
    let passages = found.map(|id| (id as usize, &reading.passages[id as usize]));
    passages.filter(|(_, passage)| is_prose(reading, passage))
}

fn is_prose(reading: &Reading<'_>, passage: &Passage) -> bool {
    matches!(
        reading.document.block_of(passage.sentence).kind,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Row
    )
}
