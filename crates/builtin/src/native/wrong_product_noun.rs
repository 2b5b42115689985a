//! `wrong-product-noun`: "this website" in the policy of an app.

use clauselint_reading::{ConceptId, Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::BlockKind;

/// A kind of product: what titles call it, what the text calls it, and that it
/// is the thing at hand.
type Kind = (ConceptId, ConceptId, ConceptId, &'static str);

const KINDS: [Kind; 3] = [
    (
        concept::NOUN_APP_TITLE,
        concept::NOUN_APP,
        concept::THIS_APP,
        "an app",
    ),
    (
        concept::NOUN_SITE_TITLE,
        concept::NOUN_SITE,
        concept::THIS_SITE,
        "a website",
    ),
    (
        concept::NOUN_EXTENSION_TITLE,
        concept::NOUN_EXTENSION,
        concept::THIS_EXTENSION,
        "an extension",
    ),
];
/// The product is called by its noun in so many sentences.
const OFTEN: usize = 4;
/// The other noun in no more.
const SELDOM: usize = 2;

/// One finding for each other kind that the policy speaks of once or twice.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let Some(own) = kind(reading) else {
        return Vec::new();
    };
    let others = KINDS.iter().filter(|other| other.1 != own.1);
    others
        .filter_map(|other| fault(reading, own, other))
        .collect()
}

fn fault(reading: &Reading<'_>, own: &Kind, other: &Kind) -> Option<Finding> {
    let spoken = said(reading, other.1);
    let both = spoken
        .iter()
        .any(|(passage, _)| reading.has(passage, own.1));
    let wrong = said(reading, other.2);
    let ((_, span), more) = wrong.split_first()?;
    let words = reading.document.str(*span);
    (spoken.len() <= SELDOM && !both).then(|| Finding {
        message: format!("\"{words}\" in a policy that is of {}", own.3),
        span: *span,
        label: format!("the policy is of {}", own.3),
        related: more
            .iter()
            .map(|(_, span)| (*span, "and here".into()))
            .collect(),
        ..Finding::default()
    })
}

/// What the policy is of: its title names one kind and no other, and the text
/// calls it so again and again.
fn kind(reading: &Reading<'_>) -> Option<&'static Kind> {
    let document = reading.document;
    let title = document.title()?;
    let heading = document.sections[title as usize].heading?;
    let block = |passage: &&Passage| document.sentences[passage.sentence as usize].block == heading;
    let title = reading.passages.iter().find(block)?;
    let mut named = KINDS.iter().filter(|kind| reading.has(title, kind.0));
    let kind = named.next().filter(|_| named.next().is_none())?;
    (said(reading, kind.1).len() >= OFTEN).then_some(kind)
}

fn said<'r>(reading: &'r Reading<'_>, concept: ConceptId) -> Vec<(&'r Passage, Span)> {
    let prose = reading.passages.iter().filter(|passage| {
        let kind = reading.document.block_of(passage.sentence).kind;
        matches!(kind, BlockKind::Paragraph | BlockKind::Item)
    });
    let hits = prose.filter_map(|passage| {
        let mut hits = reading.of(passage, concept);
        let hit = hits.find(|hit| hit.start >= passage.lead_len())?;
        Some((passage, reading.span(passage, hit)))
    });
    hits.collect()
}
