//! Particulars that the text says to give elsewhere, and does not give.

use clauselint_reading::{ConceptId, PassageId, Reading, Topic, concept};
use clauselint_rule::Finding;
use clauselint_source::Span;
use clauselint_syntax::{Entity, EntityKind};

use super::{finding, prose, prose_with};

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let all = [address(reading), date(reading), exception(reading)];
    all.into_iter().flatten().collect()
}

/// "at the address below", and no way to reach anybody.
fn address(reading: &Reading<'_>) -> Option<Finding> {
    let promised = places(reading, concept::PROMISED_CONTACT);
    let lacks = reading.facts.contact.is_none();
    lacks.then(|| first(reading, promised, "and no address is given"))?
}

/// "the date at the top", and no date.
fn date(reading: &Reading<'_>) -> Option<Finding> {
    let dated = |entity: &Entity| matches!(entity.kind, EntityKind::Date(_));
    let lacks =
        reading.facts.effective_date.is_none() && !reading.document.entities.iter().any(dated);
    let promised = places(reading, concept::PROMISED_DATE);
    lacks.then(|| first(reading, promised, "and this policy bears no date"))?
}

/// "we share nothing except as described in this policy", and nothing more is
/// said of sharing.
fn exception(reading: &Reading<'_>) -> Option<Finding> {
    if !reading.contains(concept::EXCEPTED_ELSEWHERE) {
        return None;
    }
    let topics = ["sharing", "sale"].map(Topic::named);
    let shares = |at: usize| {
        let said = reading.topics(at as PassageId);
        topics.iter().flatten().any(|topic| said.contains(*topic))
    };
    // "against unauthorised disclosure" tells of no sharing.
    let told =
        prose(reading).filter(|(_, passage)| !reading.has(passage, concept::DISCLOSURE_PREVENTED));
    let mut told = told.filter(|(at, _)| shares(*at));
    let (_, passage) = told.next().filter(|_| told.next().is_none())?;
    let excepted = reading.of(passage, concept::EXCEPTED_ELSEWHERE).next()?;
    let span = reading.span(passage, excepted);
    first(
        reading,
        std::iter::once(span),
        "and nothing else here tells of sharing",
    )
}

/// Where a promise stands in the policy's own text.
fn places(reading: &Reading<'_>, promise: ConceptId) -> impl Iterator<Item = Span> {
    prose_with(reading, &[promise]).filter_map(move |(_, passage)| {
        let mut hits = reading.of(passage, promise);
        let hit = hits.find(|hit| hit.start >= passage.lead_len())?;
        Some(reading.span(passage, hit))
    })
}

/// One finding at the first place, with the others.
fn first(
    reading: &Reading<'_>,
    mut places: impl Iterator<Item = Span>,
    lacks: &str,
) -> Option<Finding> {
    let told = |span: Span| {
        let words = reading.document.str(span);
        finding(format!("\"{words}\", {lacks}"), span, "not to be found")
    };
    let mut first = told(places.next()?);
    places.for_each(|span| first.repeat(told(span), "and again here"));
    Some(first)
}
