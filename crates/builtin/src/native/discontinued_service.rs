//! `discontinued-service`: a service that `rules/service` knows to have ended.

use clauselint_reading::{ConceptId, Passage, Reading, Vocabulary, concept};
use clauselint_rule::{Context, Finding};
use clauselint_syntax::Date;

use crate::native::sentence::states;
use crate::tables::SERVICES;

/// A service that has ended; dates are ISO 8601.
pub(crate) struct Service {
    /// The concept that names it.
    pub(crate) concept: &'static str,
    /// What it was.
    pub(crate) title: &'static str,
    /// Its last day.
    pub(crate) until: &'static str,
    /// What happened.
    pub(crate) ended: &'static str,
    /// What stands in its place; empty where nothing does.
    pub(crate) replaced: &'static str,
}

/// One finding a service, with the other places related to it.
pub(crate) fn check(reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
    let is_past = |end: Date| context.today.is_none_or(|today| end <= today);
    let found = |service: &Service| {
        Date::from_iso(service.until).filter(|end| is_past(*end))?;
        let named = Vocabulary::builtin().concept(service.concept)?;
        finding(reading, service, named)
    };
    let mut findings: Vec<Finding> = SERVICES.iter().filter_map(found).collect();
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

fn finding(reading: &Reading<'_>, service: &Service, named: ConceptId) -> Option<Finding> {
    let spoken = |passage: &&Passage| {
        states(reading, passage) && !reading.has(passage, concept::SERVICE_ENDED)
    };
    let mut places = reading
        .passages
        .iter()
        .filter(spoken)
        .filter_map(|passage| {
            let own = |hit: &&clauselint_reading::Hit| {
                hit.end > passage.lead_len() && !reading.is_denied(passage, hit)
            };
            let hit = reading.of(passage, named).find(own)?;
            Some(reading.span(passage, hit))
        });
    let span = places.next()?;
    let words = reading.document.str(span);
    let label = match service.replaced {
        "" => "gone; say what is used now".to_owned(),
        replaced => format!("now {replaced}"),
    };
    Some(Finding {
        message: format!(
            "\"{words}\" is no more: {} ended on {} ({})",
            service.title, service.until, service.ended
        ),
        span,
        label,
        related: places.map(|place| (place, "and here".into())).collect(),
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_service_is_named_by_the_word_lists() {
        for service in SERVICES {
            assert!(
                Vocabulary::builtin().concept(service.concept).is_some(),
                "{}",
                service.concept
            );
            let until = Date::from_iso(service.until);
            assert!(
                until.is_some_and(|date| date.day > 0),
                "{}",
                service.concept
            );
        }
    }
}
