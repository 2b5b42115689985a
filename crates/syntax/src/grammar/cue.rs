//! Which entities can begin with which word.

use super::law;
use super::letters;

/// What a word may be the first word of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// A month's name.
    Month,
    /// A number in words.
    Number,
    /// "a", "an", or a lead-in of a length of time.
    Length,
    /// A lead-in of an age that is none of a length.
    Age,
    /// A lead-in of both.
    AgeOrLength,
    /// A lead-in of an end by event.
    Event,
    /// "Art.", "Regulation", or the first word of a law's name.
    Law,
    /// "section", "paragraph": of a law or of the policy.
    Section,
    /// "listed", "described", "see": perhaps with "below" behind.
    Told,
    /// "the": of an age, a section or a law.
    The,
    /// "as": "as long as", "as set out below".
    As,
    /// "hereinafter", "collectively".
    Definition,
    /// "referred": a definition or "referred to above".
    Referred,
    /// "TODO", "lorem", "XXX".
    Template,
    /// "P.O. Box".
    PostBox,
}

/// Words by what they lead in; a word of several lists is of the first.
const CUES: &[(Cue, &[&str])] = &[
    (
        Cue::Month,
        &[
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
        ],
    ),
    (
        Cue::Number,
        &[
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
        ],
    ),
    (
        Cue::Length,
        &[
            "a", "an", "up", "no", "not", "maximum", "within", "fewer", "more", "longer", "period",
        ],
    ),
    (
        Cue::AgeOrLength,
        &["at", "less", "minimum", "between", "over"],
    ),
    (
        Cue::Age,
        &[
            "under", "below", "above", "younger", "older", "age", "ages", "aged",
        ],
    ),
    (
        Cue::Event,
        &[
            "until",
            "till",
            "unless",
            "for",
            "so",
            "during",
            "throughout",
            "while",
            "whilst",
            "upon",
            "after",
            "following",
            "once",
            "when",
            "on",
        ],
    ),
    (Cue::The, &["the"]),
    (Cue::As, &["as"]),
    (
        Cue::Section,
        &[
            "section",
            "sections",
            "sec",
            "paragraph",
            "paragraphs",
            "clause",
            "clauses",
            "chapter",
            "chapters",
            "part",
            "appendix",
            "annex",
            "schedule",
            "exhibit",
            "subsection",
            "subsections",
        ],
    ),
    (
        Cue::Told,
        &[
            "listed",
            "described",
            "set",
            "outlined",
            "mentioned",
            "defined",
            "explained",
            "specified",
            "detailed",
            "stated",
            "provided",
            "noted",
            "identified",
            "discussed",
            "indicated",
            "referenced",
            "given",
            "shown",
            "summarised",
            "summarized",
            "enumerated",
            "addressed",
            "covered",
            "laid",
            "contained",
            "displayed",
            "disclosed",
            "see",
        ],
    ),
    (Cue::Referred, &["referred"]),
    (
        Cue::Definition,
        &["hereinafter", "hereafter", "collectively", "known"],
    ),
    (
        Cue::Template,
        &[
            "todo", "tbd", "lorem", "your", "xx", "xxx", "xxxx", "yyyy", "mm", "dd",
        ],
    ),
    (Cue::PostBox, &["p", "po", "post", "postfach", "postbus"]),
    // "U.S." and "E.U." begin with a letter.
    (
        Cue::Law,
        &[
            "u",
            "e",
            "art",
            "arts",
            "article",
            "articles",
            "artikel",
            "regulation",
            "directive",
            "decision",
            "council",
            "ec",
            "eu",
        ],
    ),
    (Cue::Law, law::FIRST_WORDS),
];

/// The cue that a word is, in any capitals, by the key of its first letters.
#[inline(always)]
pub(super) fn cue(word: &[u8], key: u64) -> Option<Cue> {
    let mut slot = slot(key);
    loop {
        // Nearly every word that is no cue ends here.
        let entry = SLOTS[slot].checked_sub(1)?;
        let (begins, cue, name) = &ENTRIES[usize::from(entry)];
        if *begins == key && is(word, name.as_bytes()) {
            return Some(*cue);
        }
        slot = (slot + 1) % SLOTS.len();
    }
}

/// Whether a word is a cue that it begins as.
fn is(word: &[u8], cue: &[u8]) -> bool {
    word.len() == cue.len() && (word.len() <= 8 || word[8..].eq_ignore_ascii_case(&cue[8..]))
}

/// Where the search for a word begins.
const fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as usize
}

/// Cues with their first letters.
static ENTRIES: [(u64, Cue, &str); COUNT] = {
    let mut entries = [(0, Cue::The, ""); COUNT];
    let (mut list, mut entry) = (0, 0);
    while list < CUES.len() {
        let (cue, words) = CUES[list];
        let mut at = 0;
        while at < words.len() {
            entries[entry] = (letters::key(words[at].as_bytes()), cue, words[at]);
            (at, entry) = (at + 1, entry + 1);
        }
        list += 1;
    }
    entries
};

const COUNT: usize = {
    let (mut count, mut list) = (0, 0);
    while list < CUES.len() {
        count += CUES[list].1.len();
        list += 1;
    }
    count
};

/// Entries by their keys, counted from 1: many more slots than there are cues.
static SLOTS: [u16; 2048] = {
    let mut slots = [0; 2048];
    let mut entry = 0;
    while entry < COUNT {
        let mut at = slot(ENTRIES[entry].0);
        while slots[at] != 0 {
            at = (at + 1) % slots.len();
        }
        entry += 1;
        slots[at] = entry as u16;
    }
    slots
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::letters::Letters;
    use crate::grammar::{date, number, reference};

    fn cue(word: &str) -> Option<Cue> {
        super::cue(word.as_bytes(), Letters::of(word.as_bytes()).key)
    }

    #[test]
    fn every_laws_first_word_is_a_cue() {
        for law::Law { name, .. } in law::LAWS {
            let first = name.split(|c: char| !c.is_ascii_alphabetic()).next();
            let first = first.unwrap_or_default();
            let number = name.starts_with(|c: char| c.is_ascii_digit());
            assert!(number || cue(first) == Some(Cue::Law), "{name}");
        }
    }

    #[test]
    fn cues_agree_with_the_parsers() {
        for word in ["may", "Sept", "DECEMBER"] {
            assert!(date::month_number(word).is_some() && cue(word) == Some(Cue::Month));
        }
        for word in ["one", "nineteen", "ninety"] {
            assert!(number::begins_number(word) && cue(word) == Some(Cue::Number));
        }
        for word in reference::TOLD.iter() {
            assert!(
                matches!(cue(word), Some(Cue::Told | Cue::Referred)),
                "{word}"
            );
        }
        assert_eq!(cue("antidisestablishmentarianism"), None);
        assert_eq!(cue("été"), None);
    }
}
