//! `conflicting-age-thresholds`: two ages where the policy can mean one.

use clauselint_reading::{ConceptId, Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::EntityKind;

/// One finding for each promise that is given for two ages.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let collected = conflict(
        reading,
        concept::NO_COLLECTION_BELOW,
        "nothing is collected of people below",
    );
    let audience = conflict(
        reading,
        concept::NO_AUDIENCE_BELOW,
        "users must not be below",
    );
    collected.into_iter().chain(audience).collect()
}

fn conflict(reading: &Reading<'_>, promise: ConceptId, says: &str) -> Option<Finding> {
    let ages = reading
        .passages
        .iter()
        .filter_map(|passage| age(reading, passage, promise));
    let ages: Vec<(Span, u16)> = ages.collect();
    let (first, years) = *ages.first()?;
    let (other, years_too) = *ages.iter().find(|(_, age)| *age != years)?;
    Some(Finding {
        message: format!("{says} {years_too} here, and below {years} elsewhere"),
        span: other,
        label: format!("{years_too} or {years}?"),
        related: vec![(first, format!("{years} here"))],
        ..Finding::default()
    })
}

/// The one age of a passage that makes the promise to everybody.
fn age(reading: &Reading<'_>, passage: &Passage, promise: ConceptId) -> Option<(Span, u16)> {
    let hit = reading
        .of(passage, promise)
        .find(|hit| hit.start >= passage.lead_len())?;
    if reading.has(passage, concept::AGE_ELSEWHERE) {
        return None;
    }
    let within = reading.document.entities_in(passage.span).iter();
    let mut ages = within.filter_map(|entity| match entity.kind {
        EntityKind::Age(years) => Some((entity.span, years)),
        _ => None,
    });
    let only = ages.next().filter(|_| ages.next().is_none())?;
    let span = reading.span(passage, hit);
    (span.start <= only.0.start && only.0.end <= span.end).then_some(only)
}
