//! Ages of persons.

use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, ends_word, is_one_of, last_word, letters, literal, reject, space, spaces, word,
};
use super::number::{number, range_mark};
use super::phrases::{Phrases, phrases};

/// What may lead an age in.
const LEADS: &Phrases = phrases![
    "under",
    "over",
    "below",
    "above",
    "at least",
    "at or above",
    "less than",
    "younger than",
    "older than",
    "not yet",
    "minimum",
    "between",
];
/// Lead-ins behind which a lone number can be an age: "under 13".
const STRONG_LEADS: &Phrases = phrases![
    "under",
    "over",
    "below",
    "above",
    "younger than",
    "older than",
];

const YEARS: &Phrases = phrases!["years", "year", "yrs", "yr"];

const TAILS: &Phrases = phrases![
    "of age or older",
    "of age and older",
    "of age or over",
    "of age and over",
    "of age or above",
    "of age and above",
    "of age or younger",
    "of age or under",
    "of age",
    "old or older",
    "old and older",
    "old or over",
    "old or above",
    "old or younger",
    "olds",
    "old",
    "or older",
    "and older",
    "or over",
    "and over",
    "or above",
    "and above",
    "or up",
    "and up",
    "or under",
    "and under",
    "or below",
    "and below",
    "or younger",
    "and younger",
];

/// Words that go on after a lone "under 13": no unit, no counted noun.
const FOLLOWERS: &[&str] = &[
    "and",
    "or",
    "to",
    "in",
    "who",
    "whom",
    "whose",
    "may",
    "can",
    "are",
    "is",
    "without",
    "from",
    "on",
    "the",
    "with",
    "as",
    "at",
    "by",
    "for",
    "should",
    "must",
    "will",
    "we",
    "if",
    "please",
    "our",
    "unless",
    "not",
    "you",
    "your",
    "using",
    "only",
    "that",
    "has",
    "have",
    "need",
    "needs",
    "cannot",
    "had",
    "but",
    "when",
    "do",
    "does",
    "through",
    "use",
    "user",
    "users",
    "child",
    "children",
    "was",
    "were",
    "it",
    "this",
    "then",
    "so",
    "because",
    "knowingly",
    "under",
    "over",
    "cannot",
    "could",
];

/// An age with its lead-in and tail: "under the age of 13", "18 or older".
/// Of a range, the upper end.
///
/// `before` is the text in front of it: "must be at least 18 years" is an
/// age, "kept at least 18 years" is none.
pub(super) fn age<'a>(before: &str, input: &'a str) -> IResult<&'a str, u16> {
    let bare = input.starts_with(|c: char| c.is_ascii_digit());
    let (after, lead) = if bare {
        (input, None)
    } else {
        opt((any_word(LEADS), space)).parse(input)?
    };
    let (after, named) = if bare {
        (after, None)
    } else {
        opt(of_age).parse(after)?
    };
    let (after, years) = years(after)?;
    let (after, unit) = opt(years_unit).parse(after)?;
    let tail = closing(after, unit.is_some());
    let certain = named.is_some() || tail.is_some();
    let strong = lead.is_some() && (any_word(STRONG_LEADS), space).parse(input).is_ok();
    let sure = certain
        || match unit {
            Some(()) if strong => any_word(phrases!["under", "below"]).parse(input).is_ok(),
            Some(()) => lead.is_some() && is_one_of(last_word(before), &["be", "are", "is"]),
            None => {
                let told =
                    lead.is_some() && is_one_of(last_word(before), &["be", "are", "is", "or"]);
                (strong || told) && stands_alone(after) && (7..=25).contains(&years)
            }
        };
    if sure && (1..=120).contains(&years) {
        Ok((tail.unwrap_or(after), years as u16))
    } else {
        reject(input)
    }
}

/// "the age of", "ages", "aged".
fn of_age(input: &str) -> IResult<&str, ()> {
    let (after, _) = opt((any_word(phrases!["the", "an", "a minimum"]), space)).parse(input)?;
    let (after, ()) = any_word(phrases!["ages", "aged", "age"]).parse(after)?;
    let (after, ()) = space(after)?;
    let (after, _) = opt((any_word(phrases!["of", "between", "is"]), space)).parse(after)?;
    let over = any_word(phrases!["under", "over", "below", "above", "at least"]);
    let (rest, _) = opt((over, space)).parse(after)?;
    Ok((rest, ()))
}

fn years(input: &str) -> IResult<&str, u32> {
    let (after, first) = number(input)?;
    let mark = alt((range_mark, (space, word("and"), space).map(|_| ())));
    let range = preceded((opt((space, any_word(YEARS))), mark), number);
    match opt(range).parse(after)? {
        (rest, Some(last)) if last > first && last <= 120 => Ok((rest, last)),
        _ if ends_word(after) => Ok((after, first)),
        _ => reject(input),
    }
}

/// " years", "-year", "years'".
fn years_unit(input: &str) -> IResult<&str, ()> {
    let input = input.strip_prefix('-').unwrap_or_else(|| spaces(input));
    let (rest, ()) = any_word(YEARS).parse(input)?;
    Ok((rest.strip_prefix('\'').unwrap_or(rest), ()))
}

/// The text behind "of age", "old or older".
fn closing(after: &str, unit: bool) -> Option<&str> {
    let hyphen = if unit { after.strip_prefix('-') } else { None };
    let (rest, ()) = any_word(TAILS)
        .parse(hyphen.unwrap_or_else(|| spaces(after)))
        .ok()?;
    // "18 or over 20": a range and no age.
    let counted = (space, alt((number.map(|_| ()), word("the age"))))
        .parse(rest)
        .is_ok();
    let more = (opt(literal(",")), space, any_word(TAILS)).parse(rest);
    if counted {
        None
    } else {
        Some(more.map_or(rest, |(rest, _)| rest))
    }
}

fn stands_alone(rest: &str) -> bool {
    let Ok((next, ())) = space(rest) else {
        let mark = rest.as_bytes();
        let goes_on = mark.get(1).is_some_and(|byte| byte.is_ascii_alphanumeric());
        return match mark.first() {
            None | Some(b';' | b')' | b'?' | b'!' | b'"' | b'\'') => true,
            Some(b'.' | b',' | b':') => !goes_on,
            _ => false,
        };
    };
    match letters(next) {
        Ok((_, word)) => is_one_of(word, FOLLOWERS),
        Err(_) => next.is_empty() || next.starts_with(['(', '-', '"']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u16, &str)> {
        age("", text).ok().map(|(rest, years)| (years, rest))
    }

    #[test]
    fn ages_with_lead_in_or_tail() {
        assert_eq!(read("13 years old"), Some((13, "")));
        assert_eq!(read("under the age of thirteen (13)."), Some((13, ".")));
        assert_eq!(read("18 years of age or older."), Some((18, ".")));
        assert_eq!(read("aged 13 or under"), Some((13, "")));
        assert_eq!(read("age of 16, we"), Some((16, ", we")));
        assert_eq!(read("under 13 years"), Some((13, "")));
        assert_eq!(read("13 to 15 years of age"), Some((15, "")));
        assert_eq!(read("13-year-old"), Some((13, "")));
    }

    #[test]
    fn lone_numbers_need_a_lead_in_and_no_noun() {
        assert_eq!(read("under 13"), Some((13, "")));
        assert_eq!(read("over 18 countries"), None);
        assert_eq!(read("over 18%"), None);
        assert_eq!(read("under Article 13"), None);
        assert_eq!(read("at least 3 years"), None);
        assert_eq!(read("18 years"), None);
        assert!(age("must be ", "at least 18 years").is_ok());
    }
}
