//! Who is spoken of.

use clauselint_reading::{Hit, Passage, Reading, concept};

use super::own;

/// Words that may follow "a third party" where that is the noun.
const BEHIND_NOUNS: [&str; 16] = [
    "who", "that", "which", "for", "to", "without", "unless", "or", "and", "in", "is", "may", "as",
    "by", "will", "with",
];
/// Words behind a noun that only lead on.
const LINKING: [&str; 6] = ["we", "that", "with", "whom", "which", "within"];
/// Words that point back at somebody spoken of.
const POINTING: [&str; 4] = ["these", "those", "such", "said"];

/// Words for others than those spoken of.
const FURTHER: [&str; 4] = ["further", "additional", "more", "different"];

/// Recipients named by no more than a vague noun, the widest words at each
/// place; those of the lead belong to the lead.
pub(super) fn all(reading: &Reading<'_>, passage: &Passage) -> Vec<Hit> {
    let mut widest: Vec<Hit> = Vec::new();
    for hit in own(reading, passage, concept::VAGUE_RECIPIENT) {
        match widest.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => widest.push(hit),
        }
    }
    for hit in &mut widest {
        trim(reading, passage, hit);
    }
    widest.retain(|hit| {
        !is_adjective(reading, passage, *hit)
            && !is_quoted(reading, passage, *hit)
            && !is_theirs(reading, passage, *hit)
            && !is_role(reading, passage, *hit)
    });
    widest
}

/// "companies we" ends with the noun; "we" told that it is one of ours.
fn trim(reading: &Reading<'_>, passage: &Passage, recipient: &mut Hit) {
    let links = |at: u16| {
        let token = reading.token(passage, at);
        token.is_some_and(|token| LINKING.contains(&reading.document.str(token.span)))
    };
    while recipient.end > recipient.start + 1 && links(recipient.end - 1) {
        recipient.end -= 1;
    }
}

/// "these third parties".
pub(super) fn points_back(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let points = |at: u16| {
        let token = reading.token(passage, at);
        token.is_some_and(|token| {
            let word = reading.document.str(token.span).to_lowercase();
            POINTING.contains(&word.as_str())
        })
    };
    points(recipient.start) || recipient.start.checked_sub(1).is_some_and(points)
}

/// "further service providers": others than those spoken of.
pub(super) fn is_further(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let before = recipient.start.checked_sub(1);
    let token = before.and_then(|at| reading.token(passage, at));
    token.is_some_and(|token| FURTHER.contains(&reading.document.str(token.span)))
}

/// "the bank and its network and their affiliates": those of somebody named.
fn is_theirs(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let before = recipient.start.checked_sub(1);
    let token = before.and_then(|at| reading.token(passage, at));
    token.is_some_and(|token| matches!(reading.document.str(token.span), "their" | "whose"))
}

/// "the Service Provider": what a policy calls its own company.
fn is_role(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let words = reading.document.str(reading.span(passage, recipient));
    let before = recipient.start.checked_sub(1);
    let token = before.and_then(|at| reading.token(passage, at));
    words == "Service Provider"
        && token.is_some_and(|token| reading.document.str(token.span).eq_ignore_ascii_case("the"))
}

/// "third-party search provider": the noun stands behind and is no vague one.
fn is_adjective(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let document = reading.document;
    let last = document
        .str(reading.span(passage, recipient))
        .to_lowercase();
    let next = reading.token(passage, recipient.end);
    let noun = |word: &str| word.starts_with(char::is_alphabetic) && !BEHIND_NOUNS.contains(&word);
    last.ends_with("party")
        && next.is_some_and(|token| noun(&document.str(token.span).to_lowercase()))
}

/// Whether the words stand in the name of a section or in a definition.
fn is_quoted(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    [concept::REFERENCE, concept::TERM]
        .into_iter()
        .flat_map(|concept| reading.of(passage, concept))
        .any(|hit| hit.start <= recipient.start && recipient.end <= hit.end)
}
