//! How the controller can be reached.

use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use crate::lexicon::concept;
use crate::{Hit, Passage, Reading};

/// The first place that gives a way.
pub(super) fn find(reading: &Reading<'_>) -> Option<Span> {
    reading.passages.iter().find_map(|passage| {
        let block = reading.document.block_of(passage.sentence).kind;
        if block == BlockKind::Meta {
            return None;
        }
        written(reading, passage)
            .or_else(|| linked(reading, passage))
            .map(|hit| reading.span(passage, hit))
    })
}

/// A mail address, number or postal address of nobody else.
fn written<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> Option<&'r Hit> {
    let foreign = reading.has(passage, concept::FOREIGN_CONTACT);
    let own = |hit: &&Hit| {
        !foreign && !overlaps(reading, passage, hit, concept::COMPANY)
            && !overlaps(reading, passage, hit, concept::PLACEHOLDER)
    };
    let mail = [concept::EMAIL, concept::MAIL_LINK, concept::PHONE, concept::ADDRESS];
    reading
        .hits(passage)
        .iter()
        .filter(|hit| mail.contains(&hit.concept) && hit.end > passage.lead_len())
        .find(own)
}

/// A form, or a link behind "contact us".
fn linked<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> Option<&'r Hit> {
    if reading.has(passage, concept::FOREIGN_CONTACT) {
        return None;
    }
    let own = |hit: &&Hit| hit.end > passage.lead_len();
    let form = reading.of(passage, concept::CONTACT_FORM).find(own);
    let call = reading.has(passage, concept::CONTACT_CALL);
    let links = [concept::CONTACT_LINK, concept::LINK, concept::URL];
    let link = || {
        reading
            .hits(passage)
            .iter()
            .filter(own)
            .find(|hit| call && links.contains(&hit.concept))
    };
    form.or_else(link)
}

fn overlaps(reading: &Reading<'_>, passage: &Passage, hit: &Hit, concept: crate::ConceptId) -> bool {
    reading
        .of(passage, concept)
        .any(|other| other.start < hit.end && hit.start < other.end)
}
