//! What looks like a heading without being marked as one, and the numbers
//! that headings begin with.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{char, digit1, one_of, satisfy, space0, space1};
use nom::combinator::{fail, opt, peek, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// A line with more words is no title.
const MAX_WORDS: usize = 14;
/// A line with more bytes is no title.
const MAX_BYTES: usize = 110;

/// Splits the number off a heading: the number without its punctuation, and
/// the bytes that it takes together with what parts it from the words.
pub(crate) fn split_number(heading: &str) -> (Option<String>, u32) {
    match number(heading) {
        Ok((rest, number)) if !rest.is_empty() => {
            (Some(number.to_owned()), (heading.len() - rest.len()) as u32)
        }
        _ => (None, 0),
    }
}

/// How deep a dotted number is: 1 for "4", 2 for "4.2".
pub(crate) fn depth(number: &str) -> u8 {
    number.matches('.').count().min(8) as u8 + 1
}

/// Whether a line stands like a title: short, and neither a sentence, a date
/// line nor an address.
pub(crate) fn is_title(line: &str) -> bool {
    if line.len() > MAX_BYTES {
        return false;
    }
    let words = line.split_whitespace().count();
    let end = line.trim_end_matches(['"', ')', ':', '*']);
    (1..=MAX_WORDS).contains(&words)
        && !end.ends_with(['.', ',', ';', '!'])
        && !line.contains(['@', '|', '='])
        && !line.contains("://")
        && !line.contains(": ")
        && !line.contains(". ")
        && !holds_year(line)
        && line.contains(char::is_alphabetic)
}

/// Whether a line is a title and begins with a number ("1.2 Sharing").
pub(crate) fn is_numbered_title(line: &str) -> bool {
    let (number, skipped) = split_number(line);
    let words = &line[skipped as usize..];
    number.is_some_and(|number| !number.chars().all(char::is_lowercase))
        && words.starts_with(|c: char| c.is_uppercase() || c == '"')
        && is_title(words)
        && words.split_whitespace().count() <= 10
}

fn holds_year(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}

fn number(input: &str) -> IResult<&str, &str> {
    if !may_begin(input.as_bytes()) {
        return fail().parse(input);
    }
    let (input, _) = opt((
        alt((tag_no_case("section"), tag_no_case("article"), tag("§"))),
        space0,
    ))
    .parse(input)?;
    alt((
        delimited(char('('), alt((digit1, letter)), (char(')'), space0)),
        terminated(dotted, closing),
        terminated(alt((roman, letter)), (one_of(".)"), space1)),
    ))
    .parse(input)
}

/// Whether a line begins as numbers do; few do.
const fn may_begin(line: &[u8]) -> bool {
    match line {
        [b'(' | b'0'..=b'9' | 0xC2, ..] => true,
        // "Section", "Article".
        [b'S' | b's', b'E' | b'e', ..] | [b'A' | b'a', b'R' | b'r', ..] => true,
        [
            b'I' | b'V' | b'X' | b'i' | b'v' | b'x',
            b'I' | b'V' | b'X' | b'i' | b'v' | b'x',
            ..,
        ] => true,
        [_, b'.' | b')', ..] => true,
        _ => false,
    }
}

fn dotted(input: &str) -> IResult<&str, &str> {
    let short = take_while_m_n(1, 3, |c: char| c.is_ascii_digit());
    let more = preceded(
        char('.'),
        take_while_m_n(1, 3, |c: char| c.is_ascii_digit()),
    );
    recognize((short, many0_count(more))).parse(input)
}

/// What parts a number from its words: "1. x", "1) x", "1: x", "1 - x", "1 X".
fn closing(input: &str) -> IResult<&str, ()> {
    let punctuated = (one_of(".):"), space0).map(|_| ());
    let dashed = (space1, char('-'), space1).map(|_| ());
    let bare = (space1, peek(satisfy(char::is_uppercase))).map(|_| ());
    alt((punctuated, dashed, bare)).parse(input)
}

fn roman(input: &str) -> IResult<&str, &str> {
    verify(
        take_while_m_n(1, 6, |c: char| "IVXivx".contains(c)),
        |s: &str| s.chars().all(char::is_uppercase) || s.chars().all(char::is_lowercase),
    )
    .parse(input)
}

fn letter(input: &str) -> IResult<&str, &str> {
    recognize(satisfy(|c| c.is_ascii_alphabetic())).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(heading: &str) -> (Option<String>, &str) {
        let (number, skipped) = split_number(heading);
        (number, &heading[skipped as usize..])
    }

    #[test]
    fn numbers_of_every_shape_are_split_off() {
        for (heading, number, words) in [
            ("1. Introduction", "1", "Introduction"),
            ("4.2 Sharing", "4.2", "Sharing"),
            ("4.2. Sharing", "4.2", "Sharing"),
            ("IV. Rights", "IV", "Rights"),
            ("(a) Data", "a", "Data"),
            ("B) Data", "B", "Data"),
            ("Section 7: Contact", "7", "Contact"),
            ("§ 3 Cookies", "3", "Cookies"),
            ("12 - Children", "12", "Children"),
        ] {
            assert_eq!(
                split(heading),
                (Some(number.to_owned()), words),
                "{heading}"
            );
        }
        for heading in [
            "Contact",
            "2024 report",
            "Data",
            "I collect nothing",
            "3 days",
            "7.",
        ] {
            assert_eq!(split(heading).0, None, "{heading}");
        }
    }

    #[test]
    fn titles_are_short_and_say_nothing() {
        assert!(is_title("What information do we collect?"));
        assert!(is_title("Your Rights:"));
        for line in [
            "We collect your name.",
            "Last updated: May 2024",
            "Last updated May 3, 2024",
            "privacy@acme.test",
            "---",
        ] {
            assert!(!is_title(line), "{line}");
        }
        assert!(is_numbered_title("1.2 Data Retention"));
        assert!(!is_numbered_title("(a) your name"));
        assert!(!is_numbered_title(
            "1. we collect your name and your address"
        ));
    }
}
