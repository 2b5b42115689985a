//! The smallest pieces: words whatever their capitals, gaps, boundaries.

use nom::IResult;
use nom::Parser;
use nom::combinator::recognize;
use nom::error::{Error, ErrorKind};

use super::phrases::Phrases;

/// Fails without a word of explanation; nobody reads grammar errors.
pub(super) fn reject<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Fail)))
}

/// Turns an `Option` of what follows into a parse result without output.
pub(super) fn rest<'a>(input: &'a str, rest: Option<&'a str>) -> IResult<&'a str, ()> {
    rest.map_or_else(|| reject(input), |rest| Ok((rest, ())))
}

/// One phrase in any capitals, ending at a word boundary; a space in it
/// stands for any single gap.
pub(super) fn word<'a>(
    expected: &'static str,
) -> impl Parser<&'a str, Output = (), Error = Error<&'a str>> {
    move |input: &'a str| rest(input, strip_word(input, expected))
}

/// The first phrase of a list that the text begins with.
pub(super) fn any_word<'a>(
    expected: &'static Phrases,
) -> impl Parser<&'a str, Output = (), Error = Error<&'a str>> {
    move |input: &'a str| rest(input, expected.strip(input))
}

/// The literal in any capitals, whatever follows it.
pub(super) fn literal<'a>(
    expected: &'static str,
) -> impl Parser<&'a str, Output = (), Error = Error<&'a str>> {
    move |input: &'a str| rest(input, strip(input, expected))
}

/// One to three characters of white space.
pub(super) fn space(input: &str) -> IResult<&str, ()> {
    let mut at = 0;
    for _ in 0..3 {
        match gap(&input.as_bytes()[at..]) {
            Some(width) => at += width,
            None => break,
        }
    }
    if at == 0 {
        reject(input)
    } else {
        Ok((&input[at..], ()))
    }
}

/// White space or nothing.
pub(super) fn spaces(input: &str) -> &str {
    space(input).map_or(input, |(rest, ())| rest)
}

/// A run of ASCII letters, at most 16.
pub(super) fn letters(input: &str) -> IResult<&str, &str> {
    run(input, 16, u8::is_ascii_alphabetic)
}

/// A run of ASCII digits, 1 to `most`, with no further digit behind.
pub(super) fn digit_run(input: &str, most: usize) -> IResult<&str, &str> {
    let (rest, digits) = run(input, most, u8::is_ascii_digit)?;
    match rest.as_bytes().first() {
        Some(byte) if byte.is_ascii_digit() => reject(input),
        _ => Ok((rest, digits)),
    }
}

/// A run of 1 to `most` ASCII bytes that satisfy `is`.
pub(super) fn run(input: &str, most: usize, is: impl Fn(&u8) -> bool) -> IResult<&str, &str> {
    let bytes = input.as_bytes().iter().take(most);
    let length = bytes.take_while(|byte| byte.is_ascii() && is(byte)).count();
    if length == 0 {
        return reject(input);
    }
    Ok((&input[length..], &input[..length]))
}

/// The text that a parser consumed.
pub(super) fn consumed<'a, P>(parser: P, input: &'a str) -> IResult<&'a str, &'a str>
where
    P: Parser<&'a str, Error = Error<&'a str>>,
{
    recognize(parser).parse(input)
}

/// What follows `expected` at the start of `input`, in any ASCII capitals.
#[inline]
pub(super) fn strip<'a>(input: &'a str, expected: &str) -> Option<&'a str> {
    // Most attempts end here, without a call.
    let same = input.as_bytes().first()? | 0x20 == expected.as_bytes().first()? | 0x20;
    if same {
        strip_all(input, expected)
    } else {
        None
    }
}

fn strip_all<'a>(input: &'a str, expected: &str) -> Option<&'a str> {
    let bytes = input.as_bytes();
    let mut at = 0;
    for want in expected.bytes() {
        let have = bytes.get(at)?;
        at += match want {
            b' ' => gap(&bytes[at..])?,
            _ if have.eq_ignore_ascii_case(&want) => 1,
            _ => return None,
        };
    }
    input.get(at..)
}

/// Like [`strip`], where a word ends behind `expected`.
#[inline]
pub(super) fn strip_word<'a>(input: &'a str, expected: &str) -> Option<&'a str> {
    strip(input, expected).filter(|rest| ends_word(rest))
}

/// Whether a word ends where `rest` begins.
pub(super) fn ends_word(rest: &str) -> bool {
    match rest.as_bytes().first() {
        None => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric() && *byte != b'_',
        Some(_) => !rest.starts_with(char::is_alphanumeric),
    }
}

/// Whether the text begins with a capital letter.
pub(super) fn capital(input: &str) -> bool {
    input.starts_with(char::is_uppercase)
}

/// The last `width` bytes of `before`, a little less at a character boundary.
pub(super) fn tail(before: &str, width: usize) -> &str {
    &before[before.ceil_char_boundary(before.len().saturating_sub(width))..]
}

/// The first `width` bytes of `input`, a little less at a character boundary.
pub(super) fn head(input: &str, width: usize) -> &str {
    &input[..input.floor_char_boundary(width.min(input.len()))]
}

/// The last word of `before`, without the gap behind it; empty where
/// anything else than one gap follows it.
pub(super) fn last_word(before: &str) -> &str {
    let near = tail(before, 24);
    let Some(near) = near.strip_suffix([' ', '\n', '\u{a0}']) else {
        return "";
    };
    let start = near
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |at| near.ceil_char_boundary(at + 1));
    &near[start..]
}

/// The entries of a list ordered by first letter that begin as `input` does.
pub(super) fn beginning<'l, T>(list: &'l [T], name: fn(&T) -> &str, input: &str) -> &'l [T] {
    let letter = |text: &str| text.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    let wanted = letter(input);
    let from = list.partition_point(|entry| letter(name(entry)) < wanted);
    let to = from + list[from..].partition_point(|entry| letter(name(entry)) == wanted);
    &list[from..to]
}

/// Whether a list is ordered as [`beginning`] needs it.
#[cfg(test)]
pub(super) fn is_ordered<T>(list: &[T], name: fn(&T) -> &str) -> bool {
    list.is_sorted_by_key(|entry| name(entry).as_bytes().first().map(u8::to_ascii_lowercase))
}

/// Whether `word` is one of a list, in any capitals.
pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// The parts of a short text between white space, with their offsets.
pub(super) fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?.trim_start();
        let start = text.len() - rest.len();
        let end = rest
            .find(char::is_whitespace)
            .map_or(text.len(), |gap| start + gap);
        at = end;
        (start < end).then(|| (start, &text[start..end]))
    })
}

/// Width of the white space that the text begins with, one character.
pub(super) fn gap(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b' ' | b'\n' | b'\t' | b'\r', ..] => Some(1),
        [0xC2, 0xA0, ..] => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_match_in_any_capitals_up_to_a_boundary() {
        assert_eq!(strip_word("As Long as you", "as long as"), Some(" you"));
        assert_eq!(strip_word("as longer", "as long"), None);
        assert_eq!(strip("K\u{212a}", "kk"), None);
        assert_eq!(strip("a\u{a0}b", "a b"), Some(""));
    }

    #[test]
    fn last_words_stand_right_before_the_gap() {
        assert_eq!(last_word("kept for "), "for");
        assert_eq!(last_word("kept for"), "");
        assert_eq!(last_word("é for "), "for");
        assert_eq!(last_word("for, "), "");
        assert_eq!(last_word(""), "");
    }
}
