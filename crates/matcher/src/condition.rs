//! The notation of things said, parsed with nom.
//!
//! ```text
//! retention                          a clause of the topic; or a fact
//! @click-here                        a word list
//! retention/@duration                a word list in a clause of the topic
//! @promise/@age                      a word list within another's words
//! heading/@hipaa                     in a heading; title/@app in the policy's title
//! capitals/@waives                   in sentences set in capitals
//! data/health-data                   data that the first party has; recipient/@company
//! #sold                              a statement, link or address of the rule
//! dpo/#mail                          one in a clause of the topic, or below its heading
//! @age < 13                          compared: an age, a length of time
//! effective-date before 12 months ago
//! count @may >= 5                    how many sentences say it
//! not retention and @logs
//! ```

use clauselint_syntax::{Bound, Duration, TimeUnit};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, multispace0, multispace1, u32 as number};
use nom::combinator::{all_consuming, cut, map, opt, recognize, value};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// Bytes of a condition: "not not not" must not outgrow the stack.
const LONGEST: usize = 1000;

/// Something said, or counted, or joined of such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition<'a> {
    All(Vec<Self>),
    Not(Box<Self>),
    Count(Name<'a>, Compare, Operand<'a>),
    Said(Name<'a>, Option<Test>),
}

/// What is said, by its name as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name<'a> {
    /// A topic or a fact.
    Plain(&'a str),
    Words(&'a str),
    InTopic(&'a str, &'a str),
    InWords(&'a str, &'a str),
    Heading(&'a str),
    /// A word list where it stands in a certain way.
    At(Spot, &'a str),
    /// Data that the first party has: a kind, or `@words`.
    Data(&'a str),
    /// Who gets data: a party, or `@words`.
    Recipient(&'a str),
    Query(&'a str),
    QueryInTopic(&'a str, &'a str),
}

/// Where a word list is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    Heading,
    /// The policy's own heading.
    Title,
    /// A run of sentences set in capitals.
    Capitals,
}

/// What a count is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand<'a> {
    Number(u32),
    Count(Name<'a>),
}

/// How a thing's value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    /// A length of time in days, or an age in years where no unit is written.
    Amount(Compare, u32, Option<Unit>),
    /// A date.
    Date(Order, Moment),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compare {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Before,
    After,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Today,
    /// So many units before today.
    Ago(u32, Unit),
    Day(u16, u8, u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Compare {
    pub(crate) const fn holds(self, one: u32, other: u32) -> bool {
        match self {
            Self::Less => one < other,
            Self::AtMost => one <= other,
            Self::Equal => one == other,
            Self::AtLeast => one >= other,
            Self::More => one > other,
        }
    }
}

/// Parses a condition; the byte from which on it fits nothing is the error.
pub(crate) fn parse(written: &str) -> Result<Condition<'_>, usize> {
    whole(condition, written)
}

/// Parses a comparison alone: "> 12 months".
pub(crate) fn parse_test(written: &str) -> Result<Test, usize> {
    whole(test, written)
}

fn whole<'a, T>(
    parser: impl Parser<&'a str, Output = T, Error = nom::error::Error<&'a str>>,
    written: &'a str,
) -> Result<T, usize> {
    if written.len() > LONGEST {
        return Err(LONGEST);
    }
    match all_consuming(delimited(multispace0, parser, multispace0)).parse(written) {
        Ok((_, parsed)) => Ok(parsed),
        Err(nom::Err::Error(error) | nom::Err::Failure(error)) => {
            Err(written.len() - error.input.len())
        }
        Err(nom::Err::Incomplete(_)) => Err(written.len()),
    }
}

fn condition(input: &str) -> IResult<&str, Condition<'_>> {
    let and = (multispace1, tag("and"), multispace1);
    let (rest, mut all) = separated_list1(and, simple).parse(input)?;
    let one = if all.len() == 1 { all.pop() } else { None };
    Ok((rest, one.unwrap_or(Condition::All(all))))
}

fn simple(input: &str) -> IResult<&str, Condition<'_>> {
    alt((
        preceded((tag("not"), multispace1), cut(simple))
            .map(|condition| Condition::Not(Box::new(condition))),
        preceded((tag("count"), multispace1), cut(count)),
        (name, opt(preceded(multispace1, test))).map(|(name, test)| Condition::Said(name, test)),
    ))
    .parse(input)
}

fn count(input: &str) -> IResult<&str, Condition<'_>> {
    let counted = preceded((tag("count"), multispace1), name).map(Operand::Count);
    let operand = alt((number.map(Operand::Number), counted));
    let parts = (
        terminated(name, multispace0),
        terminated(compare, multispace0),
        operand,
    );
    map(parts, |(name, compare, operand)| {
        Condition::Count(name, compare, operand)
    })
    .parse(input)
}

fn name(input: &str) -> IResult<&str, Name<'_>> {
    alt((
        query.map(Name::Query),
        (words, opt(preceded(char('/'), cut(words)))).map(|(first, second)| match second {
            Some(second) => Name::InWords(first, second),
            None => Name::Words(first),
        }),
        (terminated(spot, char('/')), words).map(|(spot, words)| Name::At(spot, words)),
        preceded(tag("heading/"), word).map(Name::Heading),
        preceded(tag("data/"), cut(part)).map(Name::Data),
        preceded(tag("recipient/"), cut(part)).map(Name::Recipient),
        (terminated(word, char('/')), query).map(|(topic, query)| Name::QueryInTopic(topic, query)),
        (word, char('/'), cut(words)).map(|(topic, _, words)| Name::InTopic(topic, words)),
        word.map(Name::Plain),
    ))
    .parse(input)
}

/// A name or `@words`, mark and all.
fn part(input: &str) -> IResult<&str, &str> {
    recognize((opt(char('@')), word)).parse(input)
}

fn spot(input: &str) -> IResult<&str, Spot> {
    alt((
        value(Spot::Heading, tag("heading")),
        value(Spot::Title, tag("title")),
        value(Spot::Capitals, tag("capitals")),
    ))
    .parse(input)
}

fn query(input: &str) -> IResult<&str, &str> {
    preceded(char('#'), cut(word)).parse(input)
}

fn words(input: &str) -> IResult<&str, &str> {
    preceded(char('@'), cut(word)).parse(input)
}

fn word(input: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')).parse(input)
}

fn test(input: &str) -> IResult<&str, Test> {
    let amount = (
        terminated(compare, multispace0),
        number,
        opt(preceded(multispace0, unit)),
    );
    let date = (order, multispace1, moment);
    alt((
        amount.map(|(compare, number, unit)| Test::Amount(compare, number, unit)),
        date.map(|(order, _, moment)| Test::Date(order, moment)),
    ))
    .parse(input)
}

fn compare(input: &str) -> IResult<&str, Compare> {
    alt((
        value(Compare::AtMost, tag("<=")),
        value(Compare::AtLeast, tag(">=")),
        value(Compare::Less, tag("<")),
        value(Compare::More, tag(">")),
        value(Compare::Equal, tag("=")),
    ))
    .parse(input)
}

fn order(input: &str) -> IResult<&str, Order> {
    alt((
        value(Order::Before, tag("before")),
        value(Order::After, tag("after")),
    ))
    .parse(input)
}

fn moment(input: &str) -> IResult<&str, Moment> {
    let day = (number, char('-'), number, char('-'), number);
    let day = nom::combinator::map_opt(day, |(year, _, month, _, day)| {
        let in_range = (1..=12).contains(&month) && (1..=31).contains(&day);
        let year = u16::try_from(year).ok().filter(|_| in_range)?;
        Some(Moment::Day(year, month as u8, day as u8))
    });
    let ago = (number, multispace1, unit, multispace1, tag("ago"));
    alt((
        value(Moment::Today, tag("today")),
        day,
        ago.map(|(number, _, unit, ..)| Moment::Ago(number, unit)),
    ))
    .parse(input)
}

fn unit(input: &str) -> IResult<&str, Unit> {
    let of = |unit, name| value(unit, terminated(tag(name), opt(char('s'))));
    alt((
        of(Unit::Day, "day"),
        of(Unit::Week, "week"),
        of(Unit::Month, "month"),
        of(Unit::Year, "year"),
    ))
    .parse(input)
}

impl Unit {
    /// So many in days, as rough as [`clauselint_syntax::Duration::days`].
    pub(crate) fn days(self, amount: u32) -> u32 {
        let unit = match self {
            Self::Day => TimeUnit::Day,
            Self::Week => TimeUnit::Week,
            Self::Month => TimeUnit::Month,
            Self::Year => TimeUnit::Year,
        };
        let bound = Bound::Exact;
        let duration = Duration {
            amount,
            unit,
            bound,
        };
        duration.days()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_the_notation_has() {
        use Condition::{All, Count, Not, Said};
        use Name::{
            At, Data, Heading, InTopic, InWords, Plain, Query, QueryInTopic, Recipient, Words,
        };
        for (written, parsed) in [
            ("retention", Said(Plain("retention"), None)),
            ("@says.right-access", Said(Words("says.right-access"), None)),
            ("use/@name", Said(InTopic("use", "name"), None)),
            ("@a/@b", Said(InWords("a", "b"), None)),
            ("heading/@a", Said(At(Spot::Heading, "a"), None)),
            ("title/@a", Said(At(Spot::Title, "a"), None)),
            ("capitals/@a", Said(At(Spot::Capitals, "a"), None)),
            ("heading/children", Said(Heading("children"), None)),
            ("data/health-data", Said(Data("health-data"), None)),
            ("recipient/@a", Said(Recipient("@a"), None)),
            ("#sold", Said(Query("sold"), None)),
            ("dpo/#mail", Said(QueryInTopic("dpo", "mail"), None)),
            (
                " @duration > 12 months ",
                Said(
                    Words("duration"),
                    Some(Test::Amount(Compare::More, 12, Some(Unit::Month))),
                ),
            ),
            (
                "@age < 13",
                Said(Words("age"), Some(Test::Amount(Compare::Less, 13, None))),
            ),
            (
                "effective-date before 1 year ago",
                Said(
                    Plain("effective-date"),
                    Some(Test::Date(Order::Before, Moment::Ago(1, Unit::Year))),
                ),
            ),
            (
                "@date after 2025-02-28",
                Said(
                    Words("date"),
                    Some(Test::Date(Order::After, Moment::Day(2025, 2, 28))),
                ),
            ),
            (
                "not use and count @may >= count @will",
                All(vec![
                    Not(Box::new(Said(Plain("use"), None))),
                    Count(
                        Words("may"),
                        Compare::AtLeast,
                        Operand::Count(Words("will")),
                    ),
                ]),
            ),
        ] {
            assert_eq!(parse(written), Ok(parsed), "{written}");
        }
    }

    #[test]
    fn errors_tell_the_place() {
        for (written, at) in [
            ("", 0),
            ("use data", 4),
            ("@", 1),
            ("count @may", 10),
            ("use and", 4),
            ("@date after 2025-13-01", 6),
            ("not ", 4),
            ("data/", 5),
        ] {
            assert_eq!(parse(written), Err(at), "{written}");
        }
    }
}
