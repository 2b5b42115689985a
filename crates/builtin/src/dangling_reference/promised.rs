//! Particulars that the text says to give elsewhere, and does not give.

use clauselint_reading::{ConceptId, Reading, concept};
use clauselint_rule::Finding;
use clauselint_syntax::EntityKind;

use super::{finding, prose};

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let facts = &reading.facts;
    let dated = reading.document.entities.iter();
    let mut dated = dated.filter(|entity| matches!(entity.kind, EntityKind::Date(_)));
    let address = facts.contact.is_none().then(|| {
        first(
            reading,
            concept::PROMISED_CONTACT,
            "and no address is given",
        )
    });
    let date = (facts.effective_date.is_none() && dated.next().is_none()).then(|| {
        first(
            reading,
            concept::PROMISED_DATE,
            "and this policy bears no date",
        )
    });
    address.into_iter().chain(date).flatten().collect()
}

/// One finding at the first place, with the others.
fn first(reading: &Reading<'_>, promise: ConceptId, lacks: &str) -> Option<Finding> {
    let mut places = prose(reading).filter_map(|(_, passage)| {
        let mut hits = reading.of(passage, promise);
        let hit = hits.find(|hit| hit.start >= passage.lead_len())?;
        Some(reading.span(passage, hit))
    });
    let span = places.next()?;
    let words = reading.document.str(span);
    let mut finding = finding(format!("\"{words}\", {lacks}"), span, "not to be found");
    finding.related = places.map(|span| (span, "and again here".into())).collect();
    Some(finding)
}
