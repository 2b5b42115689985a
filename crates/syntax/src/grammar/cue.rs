//! Which entities can begin with which word.

use super::law;

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

/// The cue that a word is, in any capitals.
pub(super) fn cue(word: &[u8]) -> Option<Cue> {
    let mut slot = slot(word)?;
    loop {
        let (list, at) = TABLE[slot]?;
        let (cue, words) = CUES[usize::from(list)];
        if is(word, words[usize::from(at)].as_bytes()) {
            return Some(cue);
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// Whether `word` is `cue`, a word of lower-case letters.
fn is(word: &[u8], cue: &[u8]) -> bool {
    word.len() == cue.len()
        && word
            .iter()
            .zip(cue)
            .all(|(have, want)| have | 0x20 == *want)
}

/// Many more than there are cues: nearly every word that is none meets an
/// empty slot.
const SLOTS: usize = 2048;

/// Where the search for a word begins, by its length and three of its letters.
const fn slot(word: &[u8]) -> Option<usize> {
    let &[first, .., last] = word else {
        return match word {
            [only] => Some((*only | 0x20) as usize),
            _ => None,
        };
    };
    let letters = [first, word[word.len() / 2], last, word.len() as u8];
    let key = u32::from_le_bytes(letters) | 0x0020_2020;
    Some((key.wrapping_mul(0x9E37_79B1) >> 21) as usize)
}

/// Each cue by its list and its place there.
static TABLE: [Option<(u8, u8)>; SLOTS] = {
    let mut table = [None; SLOTS];
    let mut list = 0;
    while list < CUES.len() {
        let mut at = 0;
        while at < CUES[list].1.len() {
            let mut place = match slot(CUES[list].1[at].as_bytes()) {
                Some(place) => place,
                None => panic!("an empty cue"),
            };
            while table[place].is_some() {
                place = (place + 1) % SLOTS;
            }
            table[place] = Some((list as u8, at as u8));
            at += 1;
        }
        list += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::{date, number, reference};

    #[test]
    fn every_laws_first_word_is_a_cue() {
        for law::Law { name, .. } in law::LAWS {
            let first = name.split(|c: char| !c.is_ascii_alphabetic()).next();
            let first = first.unwrap_or_default();
            let number = name.starts_with(|c: char| c.is_ascii_digit());
            assert!(number || cue(first.as_bytes()) == Some(Cue::Law), "{name}");
        }
    }

    #[test]
    fn cues_agree_with_the_parsers() {
        for word in ["may", "Sept", "DECEMBER"] {
            assert!(date::month_number(word).is_some() && cue(word.as_bytes()) == Some(Cue::Month));
        }
        for word in ["one", "nineteen", "ninety"] {
            assert!(number::begins_number(word) && cue(word.as_bytes()) == Some(Cue::Number));
        }
        for word in reference::TOLD.iter() {
            assert!(
                matches!(cue(word.as_bytes()), Some(Cue::Told | Cue::Referred)),
                "{word}"
            );
        }
        assert_eq!(cue(b"antidisestablishmentarianism"), None);
        assert_eq!(cue("été".as_bytes()), None);
    }
}
