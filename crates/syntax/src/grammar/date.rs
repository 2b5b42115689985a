//! Calendar dates.

use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, capital, digit_run, ends_word, letters, literal, reject, run, space, word,
};
use super::phrases::phrases;
use crate::entity::Date;

pub(super) const MONTHS: [&str; 12] = [
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
];
/// Years that a policy can speak of; anything else is some other number.
const YEARS: std::ops::RangeInclusive<u16> = 1980..=2100;

/// A date that begins with a digit: "3 May 2024", "2024-05-03", "05/03/24".
pub(super) fn from_digit(input: &str) -> IResult<&str, Date> {
    alt((year_first, numeric, day_first)).parse(input)
}

/// A date that begins with a month's name: "May 3rd, 2024", "May 2024".
pub(super) fn from_month(input: &str) -> IResult<&str, Date> {
    if !counts_behind(input) {
        return reject(input);
    }
    let (after, month) = month(input)?;
    let (after, ()) = gap(after)?;
    if let Ok((rest, date)) = day_and_year(after, month) {
        return Ok((rest, date));
    }
    // "we may 2024 times": the verb, unless it is written as a month.
    if month == 5 && !capital(input) {
        return reject(input);
    }
    let (after, _) = opt((word("of"), space)).parse(after)?;
    let (rest, year) = year(after)?;
    Ok((
        rest,
        Date {
            year,
            month,
            day: 0,
        },
    ))
}

/// Whether a number, "the" or "of" can stand behind the word: "may" is met
/// more often than May.
fn counts_behind(input: &str) -> bool {
    let letters = input.bytes().position(|byte| !byte.is_ascii_alphabetic());
    let behind = &input.as_bytes()[letters.unwrap_or(input.len())..];
    let joints = |byte: &&u8| {
        matches!(
            **byte,
            b'.' | b',' | b'-' | b' ' | b'\n' | b'\t' | b'\r' | 0xC2 | 0xA0
        )
    };
    let next = behind.iter().find(|byte| !joints(byte));
    next.is_some_and(|byte| matches!(byte, b'0'..=b'9' | b't' | b'T' | b'o' | b'O'))
}

/// "2024-05-03", "2024/05/03", "2018 May 25".
fn year_first(input: &str) -> IResult<&str, Date> {
    let (after, year) = four_digits(input)?;
    if let Ok((after, (month, ()))) = preceded(gap, (month, gap)).parse(after) {
        let (rest, day) = day(after)?;
        return checked(input, rest, year, month, day);
    }
    let (after, mark) = separator(after)?;
    let (after, month) = number(after, 2)?;
    let (after, ()) = same(mark, after)?;
    let (rest, day) = number(after, 2)?;
    // A time may follow: "2024-05-03T10:00".
    if !ends_word(rest) && !rest.starts_with('T') {
        return reject(input);
    }
    checked(input, rest, year, month as u8, day as u8)
}

/// "05/03/2024", "3.5.2024", "05-03-24".
fn numeric(input: &str) -> IResult<&str, Date> {
    let (after, first) = number(input, 2)?;
    let width = input.len() - after.len();
    let (after, mark) = separator(after)?;
    let (after, second) = number(after, 2)?;
    let (after, ()) = same(mark, after)?;
    let (rest, year) = year(after).or_else(|_| short_year(after, mark, width))?;
    let day_leads = mark == '.' || first > 12;
    let (day, month) = if day_leads {
        (first, second)
    } else {
        (second, first)
    };
    checked(input, rest, year, month as u8, day as u8)
}

/// "3 May 2024", "3rd of May, 2024", "25-May-2018".
fn day_first(input: &str) -> IResult<&str, Date> {
    let (after, day) = day(input)?;
    let (after, ()) = literal(".").parse(after).unwrap_or((after, ()));
    let (after, ()) = gap(after)?;
    let (after, _) = opt((word("day"), space)).parse(after)?;
    let (after, _) = opt((word("of"), space)).parse(after)?;
    let (after, month) = month(after)?;
    let (after, ()) = gap(after)?;
    let (rest, year) = year(after)?;
    checked(input, rest, year, month, day)
}

fn day_and_year(input: &str, month: u8) -> IResult<&str, Date> {
    let (after, _) = opt((word("the"), space)).parse(input)?;
    let (after, day) = day(after)?;
    let (after, ()) = gap(after)?;
    let (after, _) = opt((word("of"), space)).parse(after)?;
    let (rest, year) = year(after)?;
    checked(input, rest, year, month, day)
}

/// A day of the month: "3", "03", "3rd".
fn day(input: &str) -> IResult<&str, u8> {
    let (after, day) = number(input, 2)?;
    let (rest, _) = opt(any_word(phrases!["st", "nd", "rd", "th"])).parse(after)?;
    if !ends_word(rest) {
        return reject(input);
    }
    Ok((rest, day as u8))
}

fn month(input: &str) -> IResult<&str, u8> {
    let (after, name) = letters(input)?;
    let Some(month) = month_number(name).filter(|_| ends_word(after)) else {
        return reject(input);
    };
    let short = name.len() <= 4;
    let rest = after.strip_prefix('.').filter(|_| short).unwrap_or(after);
    Ok((rest, month))
}

/// The month that a word names, whole or cut to three letters ("Sept" too).
pub(super) fn month_number(name: &str) -> Option<u8> {
    let at = MONTHS.iter().position(|month| {
        let short = name.len() == 3 || (name.len() == 4 && *month == "september");
        let known = if short {
            month.get(..name.len())
        } else {
            Some(*month)
        };
        known.is_some_and(|known| known.eq_ignore_ascii_case(name))
    })?;
    Some(at as u8 + 1)
}

fn year(input: &str) -> IResult<&str, u16> {
    let (rest, year) = four_digits(input)?;
    if ends_word(rest) {
        Ok((rest, year))
    } else {
        reject(input)
    }
}

fn four_digits(input: &str) -> IResult<&str, u16> {
    match digit_run(input, 4)? {
        (rest, digits) if digits.len() == 4 => match digits.parse() {
            Ok(year) if YEARS.contains(&year) => Ok((rest, year)),
            _ => reject(input),
        },
        _ => reject(input),
    }
}

/// Two digits of a year; with dots or dashes the day must have two as well.
fn short_year(input: &str, mark: char, width: usize) -> IResult<&str, u16> {
    let (rest, digits) = digit_run(input, 2)?;
    let next = rest.as_bytes();
    let goes_on = next.first().is_some_and(|byte| b"./-%".contains(byte))
        && next.get(1).is_some_and(u8::is_ascii_digit);
    if digits.len() < 2 || !ends_word(rest) || goes_on || (mark != '/' && width < 2) {
        return reject(input);
    }
    let year: u16 = digits.parse().unwrap_or_default();
    Ok((rest, if year >= 80 { 1900 + year } else { 2000 + year }))
}

fn number(input: &str, most: usize) -> IResult<&str, u16> {
    let (rest, digits) = digit_run(input, most)?;
    Ok((rest, digits.parse().unwrap_or_default()))
}

fn separator(input: &str) -> IResult<&str, char> {
    let (rest, mark) = run(input, 1, |byte| b"-/.".contains(byte))?;
    Ok((rest, mark.chars().next().unwrap_or_default()))
}

fn same(mark: char, input: &str) -> IResult<&str, ()> {
    input
        .strip_prefix(mark)
        .map_or_else(|| reject(input), |rest| Ok((rest, ())))
}

/// Between the words of a date: ", ", " ", "-".
fn gap(input: &str) -> IResult<&str, ()> {
    if let Some(rest) = input.strip_prefix('-') {
        return Ok((rest, ()));
    }
    match input.strip_prefix(',') {
        Some(rest) => Ok((super::lexeme::spaces(rest), ())),
        None => {
            let (rest, ()) = space(input)?;
            Ok(match rest.strip_prefix(", ") {
                Some(behind) => (behind, ()),
                None => (rest, ()),
            })
        }
    }
}

fn checked<'a>(
    input: &'a str,
    rest: &'a str,
    year: u16,
    month: u8,
    day: u8,
) -> IResult<&'a str, Date> {
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 0,
    };
    if (1..=last).contains(&day) {
        Ok((rest, Date { year, month, day }))
    } else {
        reject(input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u16, u8, u8)> {
        let parsed = if text.as_bytes()[0].is_ascii_digit() {
            from_digit(text)
        } else {
            from_month(text)
        };
        parsed
            .ok()
            .map(|(_, date)| (date.year, date.month, date.day))
    }

    #[test]
    fn written_dates() {
        for text in [
            "3 May 2024",
            "3rd of May, 2024",
            "03 may, 2024",
            "May 3rd, 2024",
        ] {
            assert_eq!(read(text), Some((2024, 5, 3)), "{text}");
        }
        assert_eq!(read("Sept. 1, 2023"), Some((2023, 9, 1)));
        assert_eq!(read("2018 May 25"), Some((2018, 5, 25)));
        assert_eq!(read("May 2024"), Some((2024, 5, 0)));
        assert_eq!(read("may 2024"), None);
        assert_eq!(read("may 2"), None);
    }

    #[test]
    fn numeric_dates() {
        for text in [
            "2024-05-03",
            "2024/05/03",
            "05/03/2024",
            "3.5.2024",
            "05/03/24",
        ] {
            assert_eq!(read(text), Some((2024, 5, 3)), "{text}");
        }
        assert_eq!(read("25/05/2018"), Some((2018, 5, 25)));
        assert_eq!(read("05/25/2018"), Some((2018, 5, 25)));
        for text in [
            "24/7/365",
            "2016/679",
            "30/02/2020",
            "13/13/2020",
            "1.2.3.4",
            "2019",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
