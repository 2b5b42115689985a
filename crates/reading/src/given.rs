//! Concepts that are found by other means than word lists: what the grammar
//! recognised, links, and names by their shape.

use clauselint_lexicon::{ConceptId, Hit, WordId};
use clauselint_source::Span;
use clauselint_syntax::{Document, EntityKind, Link};

use crate::lexicon::concept;
use crate::token::Token;

/// Appends what is given in `span`, whose words are `tokens`, the first of
/// them at position `offset`.
pub(crate) fn find(
    document: &Document,
    span: Span,
    tokens: &[Token],
    offset: u16,
    given: &mut Vec<Hit>,
) {
    let mut add = |within: Span, concept: ConceptId| {
        let start = tokens.partition_point(|token| token.span.end <= within.start);
        let len = tokens[start..].partition_point(|token| token.span.start < within.end);
        if len > 0 {
            given.push(Hit {
                start: offset + start as u16,
                end: offset + (start + len) as u16,
                concept,
            });
        }
    };
    for entity in document.entities_in(span) {
        add(entity.span, of_entity(entity.kind));
        if entity.kind == EntityKind::DefinedTerm && is_first_person(document.str(entity.span)) {
            add(entity.span, concept::DEFINED_WE);
        }
    }
    for link in document.links_in(span) {
        for concept in of_link(link) {
            add(link.span, concept);
        }
    }
    names(document, tokens, offset, given);
    years(tokens, offset, given);
}

/// Whether a defined term is the policy's own voice.
fn is_first_person(term: &str) -> bool {
    let term = term.to_lowercase();
    [
        "we",
        "us",
        "our",
        "company",
        "the company",
        "developer",
        "i",
    ]
    .contains(&term.as_str())
}

const fn of_entity(kind: EntityKind) -> ConceptId {
    match kind {
        EntityKind::Date(_) => concept::DATE,
        EntityKind::Duration(_) => concept::DURATION,
        EntityKind::Event => concept::EVENT,
        EntityKind::Age(_) => concept::AGE,
        EntityKind::Email => concept::EMAIL,
        EntityKind::Phone => concept::PHONE,
        EntityKind::PostalAddress => concept::ADDRESS,
        EntityKind::Url => concept::URL,
        EntityKind::Citation => concept::LAW,
        EntityKind::CrossReference => concept::REFERENCE,
        EntityKind::DefinedTerm => concept::TERM,
        EntityKind::Placeholder => concept::PLACEHOLDER,
    }
}

fn of_link(link: &Link) -> impl Iterator<Item = ConceptId> {
    let target = link.target.to_ascii_lowercase();
    let leads_on = !target.is_empty() && target != "#" && !target.starts_with("javascript:");
    let mail = target.starts_with("mailto:") || target.contains("/cdn-cgi/l/email-protection");
    let contact = [
        "contact",
        "/issues",
        "feedback",
        "forms.gle",
        "docs.google.com/forms",
    ]
    .iter()
    .any(|word| target.contains(word));
    let local = target.starts_with('#');
    [
        (leads_on && !local, concept::LINK),
        (mail, concept::MAIL_LINK),
        (target.starts_with("tel:"), concept::PHONE),
        (
            leads_on && contact && !local && !mail,
            concept::CONTACT_LINK,
        ),
        (local, concept::LOCAL_LINK),
    ]
    .into_iter()
    .filter_map(|(is, concept)| is.then_some(concept))
}

/// Numbers that are a year.
fn years(tokens: &[Token], offset: u16, given: &mut Vec<Hit>) {
    let years = tokens.iter().enumerate().filter(|(_, token)| token.year);
    given.extend(years.map(|(at, _)| {
        let start = offset + at as u16;
        Hit {
            start,
            end: start + 1,
            concept: concept::YEAR,
        }
    }));
}

/// Runs of capitalised words that the lists do not know: names. At the start of
/// a sentence too, as words that commonly begin one are in the lists.
fn names(document: &Document, tokens: &[Token], offset: u16, given: &mut Vec<Hit>) {
    let mut at = 0;
    while let Some(first) = tokens[at..].iter().position(is_name) {
        let start = at + first;
        let run = tokens[start..].iter().take_while(|token| is_name(token));
        at = start + run.count();
        let before = start.checked_sub(1).map(|before| &tokens[before]);
        if !before.is_some_and(|before| opens(document, before)) {
            given.push(Hit {
                start: offset + start as u16,
                end: offset + at as u16,
                concept: concept::NAME,
            });
        }
    }
}

/// A capital where the word lists know no such word. Words that the lists use
/// ("Service Providers", "Personal Data") are terms, not names.
fn is_name(token: &Token) -> bool {
    token.capital && token.word == WordId::UNKNOWN && token.span.len() > 1
}

/// Whether what follows may have its capital for another reason.
fn opens(document: &Document, before: &Token) -> bool {
    matches!(document.str(before.span), ":" | "|")
}
