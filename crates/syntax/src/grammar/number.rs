//! Whole numbers in digits and in English words, and ranges of them.

use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::lexeme::{digit_run, ends_word, letters, literal, reject, run, space, spaces, word};

/// The numbers in words, and what they are.
const WORDS: [(&str, u32); 27] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// A number with its repetition: "six", "6", "six (6)", "30 (thirty)".
pub(super) fn number(input: &str) -> IResult<&str, u32> {
    let (after, value) = alt((digits, spelled)).parse(input)?;
    if !matches!(after.as_bytes(), [b'(', ..] | [b' ', b'(', ..]) {
        return Ok((after, value));
    }
    let (behind, repeated) = opt(repetition).parse(after)?;
    match repeated {
        Some(again) if again == value => Ok((behind, value)),
        _ => Ok((after, value)),
    }
}

/// Digits, up to six: "30", "1,000"; a fraction rounds up, "1.5" is 2.
pub(super) fn digits(input: &str) -> IResult<&str, u32> {
    let (after, whole) = digit_run(input, 6)?;
    if !after.starts_with([',', '.']) {
        return Ok((after, whole.parse().unwrap_or_default()));
    }
    let (after, thousands) = opt(thousands).parse(after)?;
    let (after, fraction) = opt(fraction).parse(after)?;
    let value: u32 = whole.parse().unwrap_or_default();
    let value = thousands.map_or(value, |low| value.saturating_mul(1000).saturating_add(low));
    Ok((after, value + u32::from(fraction.is_some())))
}

/// Number words from "one" to "nine hundred and ninety-nine".
pub(super) fn spelled(input: &str) -> IResult<&str, u32> {
    let (after, first) = below_hundred(input)?;
    let Ok((after, ())) = preceded(space, word("hundred")).parse(after) else {
        return Ok((after, first));
    };
    let low = preceded((space, opt((word("and"), space))), below_hundred);
    let (after, low) = opt(low).parse(after)?;
    Ok((after, first * 100 + low.unwrap_or_default()))
}

/// What stands between the ends of a range: "to", "-", "or", "through".
pub(super) fn range_mark(input: &str) -> IResult<&str, ()> {
    let mut spelled = delimited(space, alt((word("to"), word("or"), word("through"))), space);
    if let Ok(found) = spelled.parse(input) {
        return Ok(found);
    }
    let (after, ()) = literal("-").parse(spaces(input))?;
    Ok((spaces(after), ()))
}

/// Whether a lower-case word is the first word of a number.
#[cfg(test)]
pub(super) fn begins_number(word: &str) -> bool {
    WORDS.iter().any(|(name, _)| *name == word)
}

fn repetition(input: &str) -> IResult<&str, u32> {
    let inner = alt((digits, spelled));
    delimited((opt(space), literal("(")), inner, literal(")")).parse(input)
}

fn thousands(input: &str) -> IResult<&str, u32> {
    let (after, ()) = literal(",").parse(input)?;
    let (after, low) = digit_run(after, 3)?;
    if low.len() == 3 {
        Ok((after, low.parse().unwrap_or_default()))
    } else {
        reject(input)
    }
}

fn fraction(input: &str) -> IResult<&str, ()> {
    let (after, _) = (literal("."), |input| digit_run(input, 2)).parse(input)?;
    let next = after.as_bytes();
    if next.first() == Some(&b'.') && next.get(1).is_some_and(u8::is_ascii_digit) {
        return reject(input);
    }
    Ok((after, ()))
}

fn below_hundred(input: &str) -> IResult<&str, u32> {
    let (after, first) = one_word(input)?;
    if first < 20 || first % 10 != 0 {
        return Ok((after, first));
    }
    let joined = preceded(|input| run(input, 1, |byte| b"- ".contains(byte)), one_word);
    match opt(joined).parse(after)? {
        (behind, Some(low)) if low < 10 => Ok((behind, first + low)),
        _ => Ok((after, first)),
    }
}

fn one_word(input: &str) -> IResult<&str, u32> {
    // What most texts begin with is no number at all.
    if !matches!(
        input.as_bytes(),
        [b'o' | b'O', b'n' | b'N', ..]
            | [b't' | b'T', b'w' | b'W' | b'e' | b'E', ..]
            | [b't' | b'T', b'h' | b'H', b'i' | b'I' | b'r' | b'R', ..]
            | [b'f' | b'F', b'o' | b'O' | b'i' | b'I', ..]
            | [b's' | b'S' | b'n' | b'N', b'i' | b'I' | b'e' | b'E', ..]
            | [b'e' | b'E', b'i' | b'I' | b'l' | b'L', ..]
    ) {
        return reject(input);
    }
    let (after, word) = letters(input)?;
    let known = WORDS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word));
    match known {
        Some((_, value)) if ends_word(after) => Ok((after, *value)),
        _ => reject(input),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_digits_and_words() {
        assert_eq!(number("30 days"), Ok((" days", 30)));
        assert_eq!(number("six (6) years"), Ok((" years", 6)));
        assert_eq!(number("six (7) years"), Ok((" (7) years", 6)));
        assert_eq!(number("thirty-six months"), Ok((" months", 36)));
        assert_eq!(number("Twenty four hours"), Ok((" hours", 24)));
        assert_eq!(
            number("one hundred and eighty (180) days"),
            Ok((" days", 180))
        );
        assert_eq!(number("1,000 days"), Ok((" days", 1000)));
        assert_eq!(number("1.5 years"), Ok((" years", 2)));
        assert_eq!(number("thirty - six"), Ok((" - six", 30)));
        assert!(number("often").is_err());
        assert!(number("1234567").is_err());
    }

    #[test]
    fn ranges_are_marked_in_several_ways() {
        for text in [" to 6", "-6", " - 6", " or 6"] {
            assert_eq!(range_mark(text), Ok(("6", ())), "{text}");
        }
        assert!(range_mark(" 6").is_err());
    }
}
