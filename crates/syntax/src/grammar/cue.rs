//! Which entities can begin with which word.

mod table;

use super::phrases::{Phrases, phrases};
use super::{date, reference};
pub(super) use table::cue;

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
    (Cue::Month, &date::MONTHS),
    (
        Cue::Month,
        &[
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
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
    (Cue::Referred, &["referred"]),
    (Cue::Told, &reference::TOLD),
    (Cue::Told, &["see"]),
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
];

/// Cues that are so common that it pays to look at the word behind: before
/// any other than these they lead in nothing.
const BEHIND: &[(&str, &Phrases)] = &[
    (
        "the",
        phrases![
            "age",
            "aged",
            "ages",
            "section",
            "sections",
            "paragraph",
            "paragraphs",
            "chapter",
            "clause",
            "following",
            "next",
            "preceding",
            "previous",
            "above",
            "below",
        ],
    ),
    ("a", LENGTHS),
    ("an", LENGTHS),
    (
        "no",
        phrases!["longer", "more", "later", "less", "fewer", "shorter"],
    ),
    (
        "not",
        phrases![
            "longer",
            "more",
            "later",
            "exceeding",
            "to",
            "less",
            "fewer",
            "shorter"
        ],
    ),
    ("for", phrases!["as", "so", "the", "while"]),
    ("your", phrases!["company", "app", "website"]),
];

/// What stands behind an article in a length of time.
const LENGTHS: &Phrases = phrases![
    "maximum",
    "minimum",
    "period",
    "term",
    "total",
    "single",
    "full",
    "whole",
    "business",
    "working",
    "calendar",
    "consecutive",
    "complete",
    "fiscal",
    "financial",
    "tax",
    "additional",
    "more",
    "further",
    "billing",
    "academic",
    "school",
    "day",
    "days",
    "month",
    "months",
    "year",
    "years",
    "yr",
    "yrs",
    "week",
    "weeks",
    "hour",
    "hours",
    "hrs",
    "minute",
    "minutes",
    "decade",
    "decades",
    "century",
    "centuries",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::letters::Letters;
    use crate::grammar::{duration, event, law, number};

    fn cue(word: &str) -> Option<Cue> {
        super::cue(word.as_bytes(), Letters::of(word.as_bytes()).key, b"")
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
        for word in reference::TOLD {
            assert!(
                matches!(cue(word), Some(Cue::Told | Cue::Referred)),
                "{word}"
            );
        }
        assert_eq!(cue("antidisestablishmentarianism"), None);
        assert_eq!(cue("été"), None);
    }

    #[test]
    fn cues_look_at_the_word_behind() {
        let leads = |text: &str| {
            let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (word, behind) = text.as_bytes().split_at(len);
            super::cue(word, Letters::of(word).key, behind).is_some()
        };
        let lengths = duration::LEADS.iter().flat_map(|(leads, _)| leads.iter());
        for phrase in lengths.chain(event::OPENINGS.iter()) {
            let known = phrase.split(' ').next().is_some_and(leads);
            assert!(leads(phrase) || !known, "{phrase}");
        }
        for section in reference::SECTIONS.iter() {
            assert!(leads(&format!("the {section}")), "{section}");
        }
        let units = duration::UNITS.iter().flat_map(|(names, ..)| names.iter());
        for unit in units.chain(duration::ADJECTIVES.iter()) {
            assert!(
                leads(&format!("a {unit}")) && leads(&format!("An {unit}")),
                "{unit}"
            );
        }
        for name in law::LAWS.iter().map(|law| law.name) {
            assert!(
                name.starts_with(|c: char| c.is_ascii_digit()) || leads(name),
                "{name}"
            );
        }
        for text in [
            "the",
            "the \"Title\" section",
            "a\u{a0}year",
            "Your Company Name",
        ] {
            assert!(leads(text), "{text}");
        }
        for text in [
            "the data",
            "a list",
            "for you",
            "not a",
            "your data",
            "personal use",
        ] {
            assert!(!leads(text), "{text}");
        }
    }
}
