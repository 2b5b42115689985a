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

/// Longest word that can be a cue.
pub(super) const LONGEST: usize = 24;

/// The cue that a word is, in any capitals.
pub(super) fn cue(word: &str) -> Option<Cue> {
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    of_time(lower).or_else(|| of_text(lower))
}

fn of_time(lower: &[u8]) -> Option<Cue> {
    Some(match lower {
        b"january" | b"february" | b"march" | b"april" | b"may" | b"june" | b"july" | b"august"
        | b"september" | b"october" | b"november" | b"december" | b"jan" | b"feb" | b"mar"
        | b"apr" | b"jun" | b"jul" | b"aug" | b"sep" | b"sept" | b"oct" | b"nov" | b"dec" => {
            Cue::Month
        }
        b"one" | b"two" | b"three" | b"four" | b"five" | b"six" | b"seven" | b"eight" | b"nine"
        | b"ten" | b"eleven" | b"twelve" | b"thirteen" | b"fourteen" | b"fifteen" | b"sixteen"
        | b"seventeen" | b"eighteen" | b"nineteen" | b"twenty" | b"thirty" | b"forty"
        | b"fifty" | b"sixty" | b"seventy" | b"eighty" | b"ninety" => Cue::Number,
        b"a" | b"an" | b"up" | b"no" | b"not" | b"maximum" | b"within" | b"fewer" | b"more"
        | b"longer" | b"period" => Cue::Length,
        b"at" | b"less" | b"minimum" | b"between" | b"over" => Cue::AgeOrLength,
        b"under" | b"below" | b"above" | b"younger" | b"older" | b"age" | b"ages" | b"aged" => {
            Cue::Age
        }
        b"until" | b"till" | b"unless" | b"for" | b"so" | b"during" | b"throughout" | b"while"
        | b"whilst" | b"upon" | b"after" | b"following" | b"once" | b"when" | b"on" => Cue::Event,
        _ => return None,
    })
}

fn of_text(lower: &[u8]) -> Option<Cue> {
    Some(match lower {
        b"the" => Cue::The,
        b"as" => Cue::As,
        b"section" | b"sections" | b"sec" | b"paragraph" | b"paragraphs" | b"clause"
        | b"clauses" | b"chapter" | b"chapters" | b"part" | b"appendix" | b"annex"
        | b"schedule" | b"exhibit" | b"subsection" | b"subsections" => Cue::Section,
        b"listed" | b"described" | b"set" | b"outlined" | b"mentioned" | b"defined"
        | b"explained" | b"specified" | b"detailed" | b"stated" | b"provided" | b"noted"
        | b"identified" | b"discussed" | b"indicated" | b"referenced" | b"given" | b"shown"
        | b"summarised" | b"summarized" | b"enumerated" | b"addressed" | b"covered" | b"laid"
        | b"contained" | b"displayed" | b"disclosed" | b"see" => Cue::Told,
        b"referred" => Cue::Referred,
        b"hereinafter" | b"hereafter" | b"collectively" | b"known" => Cue::Definition,
        b"todo" | b"tbd" | b"lorem" | b"your" | b"xx" | b"xxx" | b"xxxx" | b"yyyy" | b"mm"
        | b"dd" => Cue::Template,
        b"p" | b"po" | b"post" | b"postfach" | b"postbus" => Cue::PostBox,
        _ => return of_law(lower),
    })
}

fn of_law(lower: &[u8]) -> Option<Cue> {
    // "U.S." and "E.U." begin with a letter.
    let cited = matches!(
        lower,
        b"u" | b"e"
            | b"art"
            | b"arts"
            | b"article"
            | b"articles"
            | b"artikel"
            | b"regulation"
            | b"directive"
            | b"decision"
            | b"council"
            | b"ec"
            | b"eu"
    );
    (cited || law::begins_name(lower)).then_some(Cue::Law)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::{date, number, reference};

    #[test]
    fn every_laws_first_word_is_a_cue() {
        for (name, _) in law::LAWS {
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
}
