//! `placeholder-text`: what a template left to be filled in, and addresses and
//! numbers that are made up.

use clauselint_reading::{ConceptId, Hit, Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{EntityKind, Link};

use crate::native::repeated::Repeated;

/// Domains reserved for examples, RFC 2606.
const RESERVED: [&str; 3] = ["example.com", "example.org", "example.net"];
/// Ways to reach somebody that may be made up.
const WAYS: [ConceptId; 3] = [concept::EMAIL, concept::URL, concept::ADDRESS];
/// What fingers dial when they make up a number.
const COUNTED: &str = "1234567";

/// One finding for each text left to be filled in, at its first place.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let document = reading.document;
    let mut faults: Vec<(Span, &str)> = Vec::new();
    for entity in &document.entities {
        let words = document.str(entity.span);
        match entity.kind {
            EntityKind::Placeholder => faults.push((entity.span, "was never filled in")),
            EntityKind::Phone if is_fictional(words) => {
                faults.push((entity.span, "is a number of films and templates"));
            }
            _ => {}
        }
    }
    for id in reading.found_any(&WAYS) {
        faults.extend(made_up(reading, &reading.passages[id as usize]));
    }
    if document.links.iter().any(is_reserved) {
        let passages = reading.passages.iter();
        let links = passages.flat_map(|passage| document.links_in(passage.span));
        let reserved = links.filter(|link| is_reserved(link));
        faults.extend(reserved.map(|link| (link.span, "leads to a domain of examples")));
    }
    faults.sort_by_key(|(span, _)| *span);
    faults.dedup_by_key(|(span, _)| *span);
    let mut findings = Repeated::new();
    for (span, why) in faults {
        let words = document.str(span);
        findings.add(words.to_lowercase(), finding(words, span, why));
    }
    findings.into_findings()
}

fn finding(words: &str, span: Span, why: &str) -> Finding {
    Finding {
        message: format!("\"{words}\" {why}"),
        span,
        label: "left over from a template".into(),
        ..Finding::default()
    }
}

/// Addresses that a template left, where they are given and not shown.
fn made_up<'r>(
    reading: &'r Reading<'_>,
    passage: &'r Passage,
) -> impl Iterator<Item = (Span, &'static str)> + 'r {
    let shown = reading.has(passage, concept::ILLUSTRATES);
    let own = reading.has(passage, concept::NAMES_OWN_SITE);
    let hits = reading.of_any(passage, &WAYS).into_iter();
    hits.filter_map(move |hit| {
        let overlaps = |other| overlaps(reading, passage, hit, other);
        let why = match hit.concept {
            concept::EMAIL if !shown && overlaps(concept::TEMPLATE_CONTACT) => {
                "is an address that nobody reads"
            }
            concept::URL if !shown && own && overlaps(concept::TEMPLATE_CONTACT) => {
                "is a site of examples"
            }
            concept::ADDRESS if overlaps(concept::TEMPLATE_STREET) => "is a made-up address",
            _ => return None,
        };
        (hit.end > passage.lead_len()).then(|| (reading.span(passage, hit), why))
    })
}

fn overlaps(reading: &Reading<'_>, passage: &Passage, hit: Hit, other: ConceptId) -> bool {
    reading
        .of(passage, other)
        .any(|other| other.start < hit.end && hit.start < other.end)
}

/// Whether a link leads to a domain that is nobody's.
fn is_reserved(link: &Link) -> bool {
    let target = link.target.to_ascii_lowercase();
    let behind = target
        .strip_prefix("mailto:")
        .or_else(|| target.split_once("://").map(|(_, rest)| rest));
    let host = behind.unwrap_or_default().split(['/', '?', '#']).next();
    let host = host
        .and_then(|host| host.rsplit('@').next())
        .unwrap_or_default();
    let is = |reserved: &str| {
        let before = host.strip_suffix(reserved);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    !link.span.is_empty() && RESERVED.into_iter().any(is)
}

/// Whether nobody can have a telephone number: area 555, 555-0100 to 555-0199,
/// digits counted up or all the same.
fn is_fictional(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = match digits.len() {
        11 => digits.strip_prefix('1').unwrap_or(&digits),
        _ => &digits,
    };
    let american = match national.len() {
        10 => national.starts_with("555") || national[3..].starts_with("55501"),
        7 => national.starts_with("55501"),
        _ => false,
    };
    let same = national
        .bytes()
        .skip(1)
        .all(|digit| Some(&digit) == national.as_bytes().first());
    american || same || digits.contains(COUNTED)
}

#[cfg(test)]
mod tests {
    use super::is_fictional;

    #[test]
    fn numbers_that_nobody_has() {
        for number in [
            "+1 (555) 123-4567",
            "(555) 867-5309",
            "212-555-0143",
            "555-0199",
            "000-000-0000",
            "123-456-7890",
        ] {
            assert!(is_fictional(number), "{number}");
        }
        for number in [
            "1-800-555-1212",
            "+49 30 901820",
            "(212) 555-2368",
            "555-2368",
            "+44 20 7219 3000",
        ] {
            assert!(!is_fictional(number), "{number}");
        }
    }
}
