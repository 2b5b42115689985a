//! Where sentences end.

use clauselint_source::Span;

use crate::document::{BlockKind, BreakKind, Document, Sentence, SentenceId};

/// A full stop behind one of these ends no sentence.
const NEVER_LAST: [&str; 34] = [
    "e.g", "i.e", "eg", "ie", "cf", "vs", "viz", "no", "nr", "art", "arts", "sec", "para", "lit",
    "abs", "cal", "civ", "bus", "prof", "dr", "mr", "mrs", "ms", "st", "approx", "incl", "resp",
    "fig", "pt", "op", "seq", "reg", "dept", "tel",
];

/// A full stop behind one of these ends a sentence only before a word that
/// commonly begins one.
const SELDOM_LAST: [&str; 14] = [
    "inc", "ltd", "co", "corp", "llc", "u.s", "u.k", "e.u", "u.s.a", "etc", "gmbh", "p.m", "a.m",
    "jr",
];

const STARTERS: [&str; 24] = [
    "we", "the", "this", "these", "you", "your", "our", "if", "in", "it", "for", "when", "they",
    "please", "to", "such", "as", "by", "all", "any", "however", "i", "their", "no",
];

/// Bytes that a word is looked at from its end; abbreviations are shorter.
const LONGEST: usize = 32;

/// Cuts every block into sentences.
pub(crate) fn split(document: &mut Document) {
    let mut sentences = Vec::new();
    let mut breaks = document.breaks.iter().copied().peekable();
    for (id, block) in document.blocks.iter_mut().enumerate() {
        let first = sentences.len() as SentenceId;
        let text = block.span.of(&document.text);
        let mut forced = Vec::new();
        while let Some(b) = breaks.next_if(|b| b.at <= block.span.end) {
            if let Some(at) = b.at.checked_sub(block.span.start) {
                forced.push((at as usize, b.kind));
            }
        }
        let mut cut = |from: usize, to: usize| {
            let words = text[from..to].trim_start();
            let start = block.span.start + (to - words.len()) as u32;
            let words = words.trim_end();
            if !words.is_empty() {
                let span = Span::new(start, start + words.len() as u32);
                sentences.push(Sentence {
                    span,
                    block: id as u32,
                });
            }
        };
        match block.kind {
            BlockKind::Code | BlockKind::Noise => {}
            BlockKind::Heading | BlockKind::Term | BlockKind::HeaderRow | BlockKind::Meta => {
                cut(0, text.len());
            }
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Row => {
                let mut from = 0;
                for end in ends(text, &forced) {
                    cut(from, end);
                    from = end;
                }
                cut(from, text.len());
            }
        }
        block.sentences = first..sentences.len() as SentenceId;
    }
    document.sentences = sentences;
}

/// Offsets at which a sentence ends, ascending.
fn ends(text: &str, forced: &[(usize, BreakKind)]) -> Vec<usize> {
    let mut ends: Vec<usize> = forced
        .iter()
        .map(|(at, kind)| (behind_colon(text, *at), *kind))
        .filter(|(at, kind)| forced_end(text, *at, *kind))
        .map(|(at, _)| at)
        .collect();
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'.', b'?', b'!', bytes) {
        let end = closed(bytes, at + 1);
        if bytes.get(end) == Some(&b' ') && is_end(text, at, end) {
            ends.push(end);
        }
    }
    ends.extend(bullets(bytes));
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// Where the spaces before bullets stand, of which no two share one: " • ".
fn bullets(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let bullet = " • ".as_bytes();
    let mut behind = 0;
    let spaces = memchr::memchr_iter(bullet[1], bytes).filter_map(|at| at.checked_sub(1));
    spaces.filter(move |&at| {
        let found = at >= behind && bytes[at..].starts_with(bullet);
        if found {
            behind = at + bullet.len();
        }
        found
    })
}

/// A label's colon may stand behind the mark that ends its bold words.
fn behind_colon(text: &str, at: usize) -> usize {
    at + usize::from(text[at.min(text.len())..].starts_with([':', '.']))
}

/// Past closing quotes and brackets.
fn closed(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b'"' | b'\'' | b')' | b']')) {
        at += 1;
    }
    at
}

fn is_end(text: &str, stop: usize, end: usize) -> bool {
    let next = text[end..].trim_start();
    if text.as_bytes()[stop] != b'.' {
        return true;
    }
    let word = last_word(&text[..stop]);
    if word.is_empty() || next.starts_with("| ") {
        return false;
    }
    let is_one_of = |words: &[&str]| words.iter().any(|other| other.eq_ignore_ascii_case(word));
    if is_one_of(&NEVER_LAST) || is_enumerator(text, stop, word) {
        return false;
    }
    if is_one_of(&SELDOM_LAST) || is_initial(word) {
        return starts_sentence(next);
    }
    true
}

fn starts_sentence(next: &str) -> bool {
    let word = next.split(|c: char| !c.is_alphanumeric()).next();
    next.starts_with(char::is_uppercase)
        && word.is_some_and(|word| STARTERS.contains(&word.to_ascii_lowercase().as_str()))
}

/// "J. Smith", "U.S".
fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.chars().all(char::is_uppercase)
}

/// A number or letter that counts what follows: "1. Name", "b. Name".
fn is_enumerator(text: &str, stop: usize, word: &str) -> bool {
    let before = text[..stop - word.len()].trim_end();
    let opens = before.is_empty() || before.ends_with(['.', '?', '!', ':', ';', '|']);
    opens && word.len() <= 3 && (word.parse::<u16>().is_ok() || word.len() == 1)
}

/// The last word, or the end of one that is longer than any that is asked for.
fn last_word(text: &str) -> &str {
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..];
    let from = text
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '[' | '/' | ',' | '-'))
        .map_or(0, |at| at + 1);
    &text[from..]
}

fn forced_end(text: &str, at: usize, kind: BreakKind) -> bool {
    let before = text[..at.min(text.len())].trim_end();
    let after = text[at.min(text.len())..].trim_start();
    let abbreviated = NEVER_LAST.contains(&last_word(before.trim_end_matches('.')));
    let closed = before.ends_with(['.', '?', '!', ':', ';']) && !abbreviated;
    let opens = after.starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '•' | '*' | '('));
    match kind {
        BreakKind::Mark => closed || before.ends_with(" -"),
        BreakKind::Line => closed || (opens && !before.ends_with(',')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut from = 0;
        let mut all: Vec<&str> = Vec::new();
        for end in ends(text, &[]).into_iter().chain([text.len()]) {
            all.push(text[from..end].trim());
            from = end;
        }
        all
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            sentences("We ask why. Do you? \"Yes!\" (We do.) all is well. so there"),
            [
                "We ask why.",
                "Do you?",
                "\"Yes!\"",
                "(We do.)",
                "all is well.",
                "so there"
            ]
        );
    }

    #[test]
    fn bullets_share_no_space() {
        assert_eq!(sentences("a • b • c"), ["a", "• b", "• c"]);
        assert_eq!(sentences("a • • c"), ["a", "• • c"]);
    }

    #[test]
    fn abbreviations_and_numbers_end_none() {
        for one in [
            "We share data, e.g. with Google Inc. and others under Art. 6 GDPR.",
            "1. Your name and address",
            "We moved to the U.S. Department list, No. 5 of v2.0 here.",
            "Acme Ltd. Berlin branch",
            "We adhere to the EU-U.S. Data Privacy Framework.",
        ] {
            assert_eq!(sentences(one), [one]);
        }
        assert_eq!(
            sentences("We use Google Inc. We like it, etc. The end."),
            ["We use Google Inc.", "We like it, etc.", "The end."]
        );
    }
}
