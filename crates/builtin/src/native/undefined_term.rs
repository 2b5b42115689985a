//! `undefined-term`: a term is written like a defined one, and is not defined.

use std::collections::BTreeMap;

use clauselint_reading::{Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, EntityKind};

use crate::native::definitions::{Definitions, is_titled, singular};

/// A policy that defines so many terms leads its readers to expect the others.
const DEFINING: usize = 3;
/// Fewer uses may be a matter of taste.
const USED: usize = 3;

/// One finding for each such term, at its first use.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let document = reading.document;
    let titled = |span: Span| is_titled(document.str(span)) && document.str(span).contains(' ');
    let defined = document.entities.iter().filter(|entity| {
        entity.kind == EntityKind::DefinedTerm && is_titled(document.str(entity.span))
    });
    if defined.count() < DEFINING {
        return Vec::new();
    }
    let mut uses: BTreeMap<String, (Vec<Span>, usize)> = BTreeMap::new();
    for span in terms(reading) {
        let (capital, small) = uses.entry(singular(document.str(span))).or_default();
        if titled(span) {
            capital.push(span);
        } else {
            *small += 1;
        }
    }
    let steady = uses
        .into_values()
        .filter(|(capital, small)| capital.len() >= USED && *small == 0);
    let spans = steady.filter_map(|(capital, _)| capital.first().copied());
    let definitions = Definitions::of(document);
    let undefined = spans.filter(|span| {
        let term = document.str(*span);
        let bracketed = [")", " ("]
            .iter()
            .any(|mark| document.text.contains(&format!("{term}{mark}")));
        !bracketed && !definitions.has(*span, term)
    });
    undefined
        .map(|span| finding(document.str(span), span))
        .collect()
}

fn finding(term: &str, span: Span) -> Finding {
    Finding {
        message: format!("\"{term}\" is written like a defined term, and is not defined"),
        span,
        label: "what does it mean here?".into(),
        ..Finding::default()
    }
}

/// Where sentences use terms that policies define by habit.
fn terms<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Span> {
    let using = reading.found(concept::HABITUAL_TERM);
    let passages = using.map(|id| &reading.passages[id as usize]);
    let prose = passages.filter(|passage| {
        let kind = reading.document.block_of(passage.sentence).kind;
        let words = reading.document.str(passage.span);
        let loud = !words.contains(char::is_lowercase);
        matches!(kind, BlockKind::Paragraph | BlockKind::Item) && !loud
    });
    prose.flat_map(|passage: &'r Passage| {
        let hits = reading.of(passage, concept::HABITUAL_TERM);
        hits.filter(|hit| hit.start >= passage.lead_len())
            .map(|hit| reading.span(passage, hit))
    })
}
