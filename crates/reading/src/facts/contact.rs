//! How the controller can be reached.

use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use crate::lexicon::concept;
use crate::{ConceptId, Contact, Hit, Passage, Reading, Topic};

/// Written ways to reach somebody.
const WAYS: [ConceptId; 4] = [
    concept::EMAIL,
    concept::MAIL_LINK,
    concept::PHONE,
    concept::ADDRESS,
];
/// What leads to a way.
const LINKS: [ConceptId; 3] = [concept::CONTACT_LINK, concept::LINK, concept::URL];

/// The first way that the policy gives, else one that its page links to.
pub(super) fn find(reading: &Reading<'_>) -> Option<Contact> {
    said(reading)
        .map(Contact::Said)
        .or_else(|| around(reading).map(Contact::Linked))
}

fn said(reading: &Reading<'_>) -> Option<Span> {
    let leading = [WAYS.as_slice(), &LINKS, &[concept::CONTACT_FORM]].concat();
    reading.found_any(&leading).into_iter().find_map(|id| {
        let passage = &reading.passages[id as usize];
        let block = reading.document.block_of(passage.sentence).kind;
        if block == BlockKind::Meta {
            return None;
        }
        written(reading, passage)
            .or_else(|| linked(reading, passage))
            .map(|hit| reading.span(passage, hit))
    })
}

/// A contact page or mail address in the menu or foot of the page.
fn around(reading: &Reading<'_>) -> Option<String> {
    let leads = |target: &&String| {
        let target = target.to_ascii_lowercase();
        let own = target.starts_with("mailto:") || !target.contains("://");
        own && (target.starts_with("mailto:") || target.contains("contact"))
    };
    reading.document.around.iter().find(leads).cloned()
}

/// A mail address, number or postal address of nobody else.
fn written<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> Option<Hit> {
    let foreign = is_foreign(reading, passage);
    let own = |hit: &Hit| {
        let company = || overlaps(reading, passage, *hit, concept::COMPANY);
        let calls_us = || reading.has(passage, concept::CALLS_US);
        !foreign
            && !overlaps(reading, passage, *hit, concept::PLACEHOLDER)
            && !overlaps(reading, passage, *hit, concept::TEMPLATE_ADDRESS)
            && (calls_us() || !company())
    };
    reading
        .of_any(passage, &WAYS)
        .into_iter()
        .filter(|hit| hit.end > passage.lead_len())
        .filter(|hit| hit.concept != concept::PHONE || is_call(reading, passage, *hit))
        .find(own)
}

/// Digits are a telephone number where the text speaks of calling, below a
/// heading of contact, or with a country's code.
fn is_call(reading: &Reading<'_>, passage: &Passage, phone: Hit) -> bool {
    let section = reading.section(passage);
    let contact = Topic::named("contact");
    let headed = contact.is_some_and(|topic| reading.section_topics(section).contains(topic));
    let digits = reading.span(passage, phone);
    let before = reading.document.text[..digits.start as usize]
        .chars()
        .next_back();
    let called = [concept::CONTACT_CALL, concept::CALLS_US]
        .iter()
        .any(|c| reading.has(passage, *c));
    headed || called || before == Some('+')
}

/// A form, or a link behind "contact us".
fn linked<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> Option<Hit> {
    if is_foreign(reading, passage) {
        return None;
    }
    let own = |hit: &Hit| hit.end > passage.lead_len();
    let form = reading.of(passage, concept::CONTACT_FORM).find(own);
    let named = || {
        reading
            .of(passage, concept::LINK)
            .filter(own)
            .find(|link| overlaps(reading, passage, *link, concept::CONTACT_WORDS))
    };
    let call = reading.has(passage, concept::CALLS_US);
    let link = || {
        let hits = reading.of_any(passage, &LINKS).into_iter();
        hits.filter(|_| call).find(own)
    };
    form.or_else(named).or_else(link)
}

/// Whether the passage sends its readers to somebody else: an authority, a
/// company whose service is used.
fn is_foreign(reading: &Reading<'_>, passage: &Passage) -> bool {
    reading.has(passage, concept::FOREIGN_CONTACT) && !reading.has(passage, concept::CALLS_US)
}

fn overlaps(reading: &Reading<'_>, passage: &Passage, hit: Hit, concept: ConceptId) -> bool {
    reading
        .of(passage, concept)
        .any(|other| other.start < hit.end && hit.start < other.end)
}
