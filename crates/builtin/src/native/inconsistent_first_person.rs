//! `inconsistent-first-person`: the policy speaks as "I" here and as "we" there.

use clauselint_reading::{ConceptId, Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Document, EntityKind};

/// A voice that is heard less often is a slip of another kind, or a quotation.
const HEARD: usize = 2;
/// Places of each voice that a finding shows.
const SHOWN: usize = 3;

/// One finding, at the first place of the voice that is heard less.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let one = heard(reading, concept::SPEAKS_AS_ONE);
    let many = heard(reading, concept::SPEAKS_AS_MANY);
    if one.len() < HEARD || many.len() < HEARD {
        return Vec::new();
    }
    let (less, more, first, second) = if one.len() <= many.len() {
        (one, many, "I", "we")
    } else {
        (many, one, "we", "I")
    };
    let others = less
        .iter()
        .skip(1)
        .take(SHOWN)
        .map(|span| (*span, format!("\"{first}\" here as well")));
    let against = more
        .iter()
        .take(1)
        .map(|span| (*span, format!("\"{second}\" here")));
    vec![Finding {
        message: format!(
            "the policy speaks as \"{second}\" in {} sentences and as \"{first}\" in {}",
            more.len(),
            less.len()
        ),
        span: less[0],
        label: format!("elsewhere \"{second}\""),
        related: against.chain(others).collect(),
        ..Finding::default()
    }]
}

/// Where a voice is heard, once a sentence; titles and questions are the
/// readers' own, quotations somebody else's.
fn heard(reading: &Reading<'_>, voice: ConceptId) -> Vec<Span> {
    let speaks = |passage: &&Passage| {
        let kind = reading.document.block_of(passage.sentence).kind;
        let words = reading.document.str(passage.span);
        matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Row
        ) && !words.ends_with('?')
            && !reading.has(passage, concept::OTHER_VOICE)
    };
    let document = reading.document;
    let voiced = reading.found(voice);
    let passages = voiced.map(|id| &reading.passages[id as usize]);
    let passages = passages.filter(speaks);
    let places = passages.filter_map(|passage| {
        let hits = reading
            .of(passage, voice)
            .filter(|hit| hit.start >= passage.lead_len());
        // "US" is a country more often than a shout.
        let span = hits
            .map(|hit| reading.span(passage, hit))
            .find(|span| document.str(*span) != "US")?;
        (!is_choice(document, span) && !is_quoted(reading, passage, span)).then_some(span)
    });
    places.collect()
}

/// Whether words stand in quotation marks of their sentence.
fn is_quoted(reading: &Reading<'_>, passage: &Passage, span: Span) -> bool {
    let before = Span::new(passage.span.start, span.start);
    reading.document.str(before).matches('"').count() % 2 == 1
}

/// Whether words are part of a choice that nobody has made yet: "[I/we]".
fn is_choice(document: &Document, span: Span) -> bool {
    let entities = &document.entities;
    let first = entities.partition_point(|entity| entity.span.end <= span.start);
    let mut near = entities[first..]
        .iter()
        .take_while(|entity| entity.span.start < span.end);
    near.any(|entity| entity.kind == EntityKind::Placeholder)
}
