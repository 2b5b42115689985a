//! Lengths of time.

use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, is_one_of, last_word, literal, reject, space, spaces, strip_word, tail, word,
};
use super::number::{number, range_mark};
use super::phrases::{Phrases, phrases};
use crate::entity::{Bound, Duration, TimeUnit};

/// How a length may begin, by how that binds it.
pub(super) const LEADS: [(&Phrases, Option<Bound>); 5] = [
    (
        phrases![
            "at most",
            "at the most",
            "at the latest",
            "a maximum period of",
            "a maximum of",
            "maximum period of",
            "maximum of",
            "maximum",
            "no longer than",
            "not longer than",
            "no more than",
            "not more than",
            "no later than",
            "not later than",
            "not exceeding",
            "not to exceed",
            "up to",
            "within",
        ],
        Some(Bound::AtMost),
    ),
    (
        phrases![
            "at least",
            "a minimum period of",
            "a minimum of",
            "minimum period of",
            "minimum of",
            "minimum",
            "no less than",
            "not less than",
            "no fewer than",
            "not fewer than",
            "no shorter than",
            "not shorter than",
        ],
        Some(Bound::AtLeast),
    ),
    (
        phrases!["fewer than", "less than", "shorter than"],
        Some(Bound::LessThan),
    ),
    (phrases!["longer than", "more than"], Some(Bound::MoreThan)),
    (
        phrases!["a period of", "a term of", "a total of", "period of"],
        None,
    ),
];

/// Words between lead-in and amount that change nothing.
const FILLERS: &Phrases = phrases![
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
pub(super) const ADJECTIVES: &Phrases = phrases![
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

/// Comparatives right before a length, which are no part of it: "for over 10
/// years".
const BEYOND: &[&str] = &[
    "over",
    "beyond",
    "exceed",
    "exceeds",
    "exceeding",
    "exceeded",
    "in excess of",
    "upwards of",
    "greater than",
];

/// Before one of these they bind the other way: "not over 10 years".
const DENIALS: &[&str] = &["not", "never", "without", "cannot", "nor"];

/// Units, and how many of which other they are.
pub(super) const UNITS: [(&Phrases, TimeUnit, u32); 8] = [
    (phrases!["days", "day"], TimeUnit::Day, 1),
    (phrases!["months", "month"], TimeUnit::Month, 1),
    (phrases!["years", "year", "yrs", "yr"], TimeUnit::Year, 1),
    (phrases!["weeks", "week"], TimeUnit::Week, 1),
    (phrases!["hours", "hour", "hrs"], TimeUnit::Hour, 1),
    (phrases!["minutes", "minute"], TimeUnit::Minute, 1),
    (phrases!["decades", "decade"], TimeUnit::Year, 10),
    (phrases!["centuries", "century"], TimeUnit::Year, 100),
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
    } else if let Some(rest) = over(before, input) {
        (rest, Some(Bound::MoreThan))
    } else {
        leads(input)
    };
    let led = after.len() < input.len();
    let article = || led || is_one_of(last_word(before), BEFORE_ARTICLE);
    let between = preceded((word("between"), space), bounds);
    let (after, (amount, unit, open)) = alt((amount, between, |input| {
        let (rest, lone) = lone_unit(input)?;
        if article() || is_point_in_time(rest) {
            Ok((rest, lone))
        } else {
            reject(input)
        }
    }))
    .parse(after)?;
    let (after, (amount, unit)) = compound(after, amount, unit);
    let one_day = || !article() && amount == 1 && unit == TimeUnit::Day;
    if one_day() && input.starts_with(['o', 'O']) || how_often(after) || tells_age(after) {
        return reject(input);
    }
    let (after, _) = opt(preceded(space, any_word(phrases!["period", "periods"]))).parse(after)?;
    let (after, told) = closing_bound(after);
    let open = open.then_some(Bound::AtLeast);
    let bound = told.or(open).or(lead).or_else(|| beyond(before));
    let bound = bound.unwrap_or(Bound::Exact);
    Ok((
        after,
        Duration {
            amount,
            unit,
            bound,
        },
    ))
}

/// A unit of time, and how many of it: "calendar days", "months", "decades".
fn unit(input: &str) -> IResult<&str, (TimeUnit, u32)> {
    let (input, _) = opt((any_word(ADJECTIVES), space)).parse(input)?;
    let found = UNITS
        .iter()
        .find_map(|(names, unit, of)| Some((names.strip(input)?, (*unit, *of))));
    found.map_or_else(|| reject(input), Ok)
}

/// "and 1 day" behind "10 years", "six months" behind "two years": the sum, in
/// the smaller unit.
fn compound(input: &str, amount: u32, unit: TimeUnit) -> (&str, (u32, TimeUnit)) {
    let parsed = preceded(
        (
            opt(literal(",")),
            space,
            opt((alt((word("and"), word("plus"))), space)),
        ),
        single,
    )
    .parse(input);
    let Ok((after, (more, smaller, false))) = parsed else {
        return (input, (amount, unit));
    };
    let apart = preceded(space, any_word(phrases!["respectively", "each"]));
    let times = match (unit, smaller) {
        (TimeUnit::Year, TimeUnit::Month) if more < 12 => 12,
        (TimeUnit::Year, TimeUnit::Week) if more < 52 => 52,
        (TimeUnit::Year, TimeUnit::Day) if more < 365 => 365,
        (TimeUnit::Month, TimeUnit::Day) if more < 30 => 30,
        (TimeUnit::Week, TimeUnit::Day) if more < 7 => 7,
        (TimeUnit::Day, TimeUnit::Hour) if more < 24 => 24,
        _ => 0,
    };
    if times == 0 || { apart }.parse(after).is_ok() {
        return (input, (amount, unit));
    }
    // As many days as the length in months has by itself.
    let whole = match (unit, smaller) {
        (TimeUnit::Month, TimeUnit::Day) => {
            let bound = Bound::Exact;
            Duration {
                amount,
                unit,
                bound,
            }
            .days()
        }
        _ => amount.saturating_mul(times),
    };
    (after, (whole.saturating_add(more), smaller))
}

/// "Over" behind "for" is part of the length: "for over 10 years", where "over
/// 10 years" may be in the course of them.
fn over<'a>(before: &str, input: &'a str) -> Option<&'a str> {
    let rest = strip_word(input, "over")?;
    let is_for = last_word(before).eq_ignore_ascii_case("for");
    let rest = space(rest).ok()?.0;
    // "Not for over 10 years" is bound by what stands in front.
    let front = tail(before, 48).trim_end();
    let front = front.get(..front.len().checked_sub(3)?)?.trim_end();
    let denied = DENIALS.iter().any(|word| ends_with_word(front, word));
    (is_for && !denied).then_some(rest)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    cut_word(text, word).is_some()
}

/// The text in front of a word or phrase that it ends with.
fn cut_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(word.len())?;
    let rest = text.get(..at)?;
    let whole = !rest.ends_with(|c: char| c.is_alphanumeric() || c == '-');
    (text[at..].eq_ignore_ascii_case(word) && whole).then(|| rest.trim_end())
}

/// How the words in front bind a length.
fn beyond(before: &str) -> Option<Bound> {
    let before = tail(before, 48).trim_end();
    let below = || cut_word(before, "under").map(|before| (before, false));
    let over = BEYOND.iter().find_map(|word| cut_word(before, word));
    let (before, is_over) = over.map(|before| (before, true)).or_else(below)?;
    // "Not for over 10 years", "will never exceed 10 years".
    let before = cut_word(before, "for").unwrap_or(before);
    let denied = DENIALS.iter().any(|word| ends_with_word(before, word));
    Some(match (is_over, denied) {
        (true, false) => Bound::MoreThan,
        (true, true) => Bound::AtMost,
        (false, false) => Bound::LessThan,
        (false, true) => Bound::AtLeast,
    })
}

/// Up to three lead-ins and a filler, none of which must be there.
fn leads(input: &str) -> (&str, Option<Bound>) {
    let (mut at, mut bound) = (input, None);
    for _ in 0..3 {
        let Some((after, told)) = LEADS
            .iter()
            .find_map(|(phrases, told)| Some((space(phrases.strip(at)?).ok()?.0, *told)))
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

/// An amount in a unit, and whether it is open upwards ("10+ years").
type Amount = (u32, TimeUnit, bool);

/// "30 days", "24-month", "6-12 months", "12 months to 24 months"; of a range
/// the upper end.
fn amount(input: &str) -> IResult<&str, Amount> {
    let (after, first) = number(input)?;
    let named = open_unit(after);
    let behind = named.as_ref().map_or(after, |(rest, _)| rest);
    if let Ok(range) = preceded(range_mark, single).parse(behind) {
        return Ok(range);
    }
    let (rest, (unit, of, open)) = named?;
    Ok((rest, (first.saturating_mul(of), unit, open)))
}

fn single(input: &str) -> IResult<&str, Amount> {
    let (after, amount) = number(input)?;
    let (rest, (unit, of, open)) = open_unit(after)?;
    Ok((rest, (amount.saturating_mul(of), unit, open)))
}

/// " days", "-month", "+ years", " or more years".
fn open_unit(input: &str) -> IResult<&str, (TimeUnit, u32, bool)> {
    let open = alt((
        literal("+"),
        preceded(space, any_word(phrases!["or more", "plus", "and more"])),
    ));
    let (input, open) = opt(open).parse(input)?;
    let (rest, (unit, of)) = unit(input.strip_prefix('-').unwrap_or_else(|| spaces(input)))?;
    Ok((rest, (unit, of, open.is_some())))
}

/// "30 and 90 days" behind "between".
fn bounds(input: &str) -> IResult<&str, Amount> {
    let (after, _) = number(input)?;
    let (after, _) = opt(preceded(space, unit)).parse(after)?;
    preceded((space, word("and"), space), single).parse(after)
}

/// "a year", "an hour".
fn lone_unit(input: &str) -> IResult<&str, Amount> {
    let (after, ()) = any_word(phrases!["a", "an"]).parse(input)?;
    let (after, _) = opt((space, any_word(phrases!["single", "full", "whole"]))).parse(after)?;
    let (rest, (unit, of)) = preceded(space, unit).parse(after)?;
    Ok((rest, (of, unit, false)))
}

/// Whether " after the visit" or " later" follows: a length, not a rate.
fn is_point_in_time(rest: &str) -> bool {
    let mark = any_word(phrases!["after", "later", "from", "following", "since"]);
    (space, mark).parse(rest).is_ok()
}

/// Whether " a day" or " per week" follows: then it tells how often.
fn how_often(rest: &str) -> bool {
    let mark = any_word(phrases!["a", "an", "per", "each", "every"]);
    (space, mark, space, unit).parse(rest).is_ok()
}

fn tells_age(rest: &str) -> bool {
    let rest = rest.strip_prefix('-').unwrap_or_else(|| spaces(rest));
    any_word(phrases!["old", "olds", "of age"])
        .parse(rest)
        .is_ok()
}

fn closing_bound(input: &str) -> (&str, Option<Bound>) {
    let most = preceded(
        space,
        any_word(phrases!["or less", "or fewer", "at most", "max", "maximum"]),
    );
    let least = preceded(
        space,
        any_word(phrases![
            "or more",
            "or longer",
            "or over",
            "and more",
            "and longer",
            "and over",
            "at least",
        ]),
    );
    alt((most.map(|()| Bound::AtMost), least.map(|()| Bound::AtLeast)))
        .parse(input)
        .map_or((input, None), |(rest, bound)| (rest, Some(bound)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u32, TimeUnit, Bound)> {
        let (_, found) = duration("", text).ok()?;
        Some((found.amount, found.unit, found.bound))
    }

    #[test]
    fn plain_lengths() {
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
    fn what_is_open_upwards_is_told() {
        let least = |amount| Some((amount, TimeUnit::Year, Bound::AtLeast));
        for text in ["more than 10 years", "longer than ten years"] {
            let more = Some((10, TimeUnit::Year, Bound::MoreThan));
            assert_eq!(read(text), more, "{text}");
        }
        assert_eq!(read("10+ years"), least(10));
        assert_eq!(read("at least ten years"), least(10));
        assert_eq!(read("10 or more years"), least(10));
        assert_eq!(read("10 years and more"), least(10));
        assert_eq!(read("two decades or longer"), least(20));
        for (before, text, amount, bound) in [
            ("kept for over ", "a century", 100, Bound::MoreThan),
            ("kept well beyond ", "10 years", 10, Bound::MoreThan),
            ("will never exceed ", "10 years", 10, Bound::AtMost),
            ("not for over ", "10 years", 10, Bound::AtMost),
            ("kept for ", "over 10 years", 10, Bound::MoreThan),
            ("carried over for ", "10 years", 10, Bound::Exact),
        ] {
            let (_, found) = duration(before, text).unwrap();
            assert_eq!(
                (found.amount, found.bound),
                (amount, bound),
                "{before}{text}"
            );
        }
    }

    #[test]
    fn compounds_are_sums() {
        assert_eq!(
            read("10 years and 1 day"),
            Some((3651, TimeUnit::Day, Bound::Exact))
        );
        assert_eq!(
            read("more than two years and six months"),
            Some((30, TimeUnit::Month, Bound::MoreThan))
        );
        assert_eq!(
            read("1 year, 6 months"),
            Some((18, TimeUnit::Month, Bound::Exact))
        );
        for text in ["2 years and 3 years", "30 days and 2 years"] {
            let (rest, _) = duration("", text).unwrap();
            assert!(rest.starts_with(" and"), "{text}");
        }
        let (rest, _) = duration("", "2 years and 6 months respectively").unwrap();
        assert!(rest.starts_with(" and"));
    }

    #[test]
    fn an_article_needs_a_preposition() {
        assert!(duration("kept for ", "a year").is_ok());
        assert!(duration("once ", "a year").is_err());
        assert!(duration("365 days ", "a year").is_err());
    }
}
