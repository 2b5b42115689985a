//! Lengths of time.

use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, beginning, is_one_of, last_word, reject, space, spaces, strip_word, word,
};
use super::number::{number, range_mark};
use crate::entity::{Bound, Duration, TimeUnit};

/// How a length may begin, by first letter; longer phrases before their own
/// beginnings.
const LEADS: &[(&str, Option<Bound>)] = &[
    ("at most", Some(Bound::AtMost)),
    ("at the most", Some(Bound::AtMost)),
    ("at the latest", Some(Bound::AtMost)),
    ("a maximum period of", Some(Bound::AtMost)),
    ("a maximum of", Some(Bound::AtMost)),
    ("at least", Some(Bound::AtLeast)),
    ("a minimum period of", Some(Bound::AtLeast)),
    ("a minimum of", Some(Bound::AtLeast)),
    ("a period of", None),
    ("a term of", None),
    ("a total of", None),
    ("fewer than", Some(Bound::AtMost)),
    ("less than", Some(Bound::AtMost)),
    ("longer than", Some(Bound::AtLeast)),
    ("maximum period of", Some(Bound::AtMost)),
    ("maximum of", Some(Bound::AtMost)),
    ("maximum", Some(Bound::AtMost)),
    ("minimum period of", Some(Bound::AtLeast)),
    ("minimum of", Some(Bound::AtLeast)),
    ("minimum", Some(Bound::AtLeast)),
    ("more than", Some(Bound::AtLeast)),
    ("no longer than", Some(Bound::AtMost)),
    ("not longer than", Some(Bound::AtMost)),
    ("no more than", Some(Bound::AtMost)),
    ("not more than", Some(Bound::AtMost)),
    ("no later than", Some(Bound::AtMost)),
    ("not later than", Some(Bound::AtMost)),
    ("not exceeding", Some(Bound::AtMost)),
    ("not to exceed", Some(Bound::AtMost)),
    ("no less than", Some(Bound::AtLeast)),
    ("not less than", Some(Bound::AtLeast)),
    ("period of", None),
    ("up to", Some(Bound::AtMost)),
    ("within", Some(Bound::AtMost)),
];

/// Words between lead-in and amount that change nothing.
const FILLERS: &[&str] = &[
    "approximately",
    "about",
    "around",
    "a further",
    "an additional",
    "another",
    "the next",
    "the first",
    "the following",
];

/// Adjectives between amount and unit.
const ADJECTIVES: &[&str] = &[
    "business",
    "working",
    "calendar",
    "consecutive",
    "full",
    "whole",
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
];

const UNITS: [(&str, TimeUnit); 15] = [
    ("days", TimeUnit::Day),
    ("day", TimeUnit::Day),
    ("months", TimeUnit::Month),
    ("month", TimeUnit::Month),
    ("years", TimeUnit::Year),
    ("year", TimeUnit::Year),
    ("weeks", TimeUnit::Week),
    ("week", TimeUnit::Week),
    ("hours", TimeUnit::Hour),
    ("hour", TimeUnit::Hour),
    ("hrs", TimeUnit::Hour),
    ("minutes", TimeUnit::Minute),
    ("minute", TimeUnit::Minute),
    ("yrs", TimeUnit::Year),
    ("yr", TimeUnit::Year),
];

/// Before "a year", these make it a length; elsewhere it tells how often.
const BEFORE_ARTICLE: &[&str] = &[
    "for",
    "within",
    "after",
    "to",
    "than",
    "least",
    "most",
    "of",
    "about",
    "approximately",
    "over",
    "during",
    "in",
    "every",
];

/// A length of time, with the words that bind it: "up to 30 days".
///
/// `before` is the text in front of it: "once a month" is no length.
pub(super) fn duration<'a>(before: &str, input: &'a str) -> IResult<&'a str, Duration> {
    let (after, lead) = if input.starts_with(|c: char| c.is_ascii_digit()) {
        (input, None)
    } else {
        leads(input)
    };
    let led = after.len() < input.len();
    let article = led || is_one_of(last_word(before), BEFORE_ARTICLE);
    let between = preceded((word("between"), space), bounds);
    let (after, (amount, unit)) = alt((amount, between, |input| {
        let (rest, lone) = lone_unit(input)?;
        if article || is_point_in_time(rest) {
            Ok((rest, lone))
        } else {
            reject(input)
        }
    }))
    .parse(after)?;
    let one_day = !article && amount == 1 && unit == TimeUnit::Day;
    if one_day && input.starts_with(['o', 'O']) || how_often(after) || tells_age(after) {
        return reject(input);
    }
    let (after, _) = opt(preceded(space, any_word(&["period", "periods"]))).parse(after)?;
    let (after, tail) = closing_bound(after);
    let bound = tail.or(lead).unwrap_or(Bound::Exact);
    Ok((
        after,
        Duration {
            amount,
            unit,
            bound,
        },
    ))
}

/// A unit of time: "calendar days", "months".
pub(super) fn unit(input: &str) -> IResult<&str, TimeUnit> {
    let (input, _) = opt((any_word(ADJECTIVES), space)).parse(input)?;
    let found = UNITS
        .iter()
        .find_map(|&(name, unit)| Some((strip_word(input, name)?, unit)));
    found.map_or_else(|| reject(input), Ok)
}

/// Up to three lead-ins and a filler, none of which must be there.
fn leads(input: &str) -> (&str, Option<Bound>) {
    let (mut at, mut bound) = (input, None);
    for _ in 0..3 {
        let Some((after, told)) = beginning(LEADS, |lead| lead.0, at)
            .iter()
            .find_map(|&(phrase, told)| Some((space(strip_word(at, phrase)?).ok()?.0, told)))
        else {
            break;
        };
        (at, bound) = (after, told.or(bound));
        at = (any_word(FILLERS), space)
            .parse(at)
            .map_or(at, |(rest, _)| rest);
    }
    (at, bound)
}

/// "30 days", "24-month", "6-12 months", "12 months to 24 months"; of a range
/// the upper end.
fn amount(input: &str) -> IResult<&str, (u32, TimeUnit)> {
    let (after, first) = number(input)?;
    let named = joined_unit(after);
    let behind = named.as_ref().map_or(after, |(rest, _)| rest);
    if let Ok(range) = preceded(range_mark, single).parse(behind) {
        return Ok(range);
    }
    let (rest, unit) = named?;
    Ok((rest, (first, unit)))
}

fn single(input: &str) -> IResult<&str, (u32, TimeUnit)> {
    let (after, amount) = number(input)?;
    let (rest, unit) = joined_unit(after)?;
    Ok((rest, (amount, unit)))
}

/// " days", "-month".
fn joined_unit(input: &str) -> IResult<&str, TimeUnit> {
    unit(input.strip_prefix('-').unwrap_or_else(|| spaces(input)))
}

/// "30 and 90 days" behind "between".
fn bounds(input: &str) -> IResult<&str, (u32, TimeUnit)> {
    let (after, _) = number(input)?;
    let (after, _) = opt(preceded(space, unit)).parse(after)?;
    preceded((space, word("and"), space), single).parse(after)
}

/// "a year", "an hour".
fn lone_unit(input: &str) -> IResult<&str, (u32, TimeUnit)> {
    let (after, ()) = any_word(&["a", "an"]).parse(input)?;
    let (after, _) = opt((space, any_word(&["single", "full", "whole"]))).parse(after)?;
    let (rest, unit) = preceded(space, unit).parse(after)?;
    Ok((rest, (1, unit)))
}

/// Whether " after the visit" or " later" follows: a length, not a rate.
fn is_point_in_time(rest: &str) -> bool {
    let mark = any_word(&["after", "later", "from", "following", "since"]);
    (space, mark).parse(rest).is_ok()
}

/// Whether " a day" or " per week" follows: then it tells how often.
fn how_often(rest: &str) -> bool {
    let mark = any_word(&["a", "an", "per", "each", "every"]);
    (space, mark, space, unit).parse(rest).is_ok()
}

fn tells_age(rest: &str) -> bool {
    let rest = rest.strip_prefix('-').unwrap_or_else(|| spaces(rest));
    any_word(&["old", "olds", "of age"]).parse(rest).is_ok()
}

fn closing_bound(input: &str) -> (&str, Option<Bound>) {
    let most = preceded(
        space,
        any_word(&["or less", "or fewer", "at most", "max", "maximum"]),
    );
    let least = preceded(space, any_word(&["or more", "or longer", "at least"]));
    alt((most.map(|()| Bound::AtMost), least.map(|()| Bound::AtLeast)))
        .parse(input)
        .map_or((input, None), |(rest, bound)| (rest, Some(bound)))
}

#[cfg(test)]
mod tests {
    use super::super::lexeme::is_ordered;
    use super::*;

    fn read(text: &str) -> Option<(u32, TimeUnit, Bound)> {
        let (_, found) = duration("", text).ok()?;
        Some((found.amount, found.unit, found.bound))
    }

    #[test]
    fn plain_lengths() {
        assert!(is_ordered(LEADS, |lead| lead.0));
        assert_eq!(
            read("six (6) years"),
            Some((6, TimeUnit::Year, Bound::Exact))
        );
        assert_eq!(
            read("24-month period"),
            Some((24, TimeUnit::Month, Bound::Exact))
        );
        assert_eq!(
            read("6-12 months"),
            Some((12, TimeUnit::Month, Bound::Exact))
        );
        assert_eq!(
            read("seven business days"),
            Some((7, TimeUnit::Day, Bound::Exact))
        );
        assert_eq!(read("13 years old"), None);
        assert_eq!(read("24 hours a day"), None);
        assert_eq!(read("30 daylights"), None);
    }

    #[test]
    fn lead_ins_bind() {
        assert_eq!(
            read("a period of up to 2 years"),
            Some((2, TimeUnit::Year, Bound::AtMost))
        );
        assert_eq!(
            read("at least a month"),
            Some((1, TimeUnit::Month, Bound::AtLeast))
        );
        assert_eq!(
            read("within one month"),
            Some((1, TimeUnit::Month, Bound::AtMost))
        );
        assert_eq!(
            read("between 30 and 90 days"),
            Some((90, TimeUnit::Day, Bound::Exact))
        );
        assert_eq!(
            read("30 days or less"),
            Some((30, TimeUnit::Day, Bound::AtMost))
        );
    }

    #[test]
    fn an_article_needs_a_preposition() {
        assert!(duration("kept for ", "a year").is_ok());
        assert!(duration("once ", "a year").is_err());
        assert!(duration("365 days ", "a year").is_err());
    }
}
