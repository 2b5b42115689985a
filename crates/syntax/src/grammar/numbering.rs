//! Numbers of articles, sections and paragraphs, and lists of them.

use nom::branch::alt;
use nom::combinator::opt;
use nom::multi::fold_many_m_n;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::lexeme::{any_word, ends_word, literal, reject, run, space, spaces, word};
use super::phrases::phrases;

/// Most numbers that one list may have.
const LIST: usize = 12;

/// "6(1)(f)", "15 to 21", "13, 14 and 15", "1798.100-1798.199".
pub(super) fn list(input: &str) -> IResult<&str, ()> {
    let (after, ()) = number(input)?;
    fold_many_m_n(0, LIST, preceded(mark, number), || (), |(), ()| ()).parse(after)
}

/// One number with its parentheses: "12", "4.2", "6(1)(f)", "15a".
pub(super) fn number(input: &str) -> IResult<&str, ()> {
    if !input.starts_with(|c: char| c.is_ascii_digit()) {
        return reject(input);
    }
    let (_, digits) = run(input, 20, |byte| {
        byte.is_ascii_alphanumeric() || b".:".contains(byte)
    })?;
    let digits = digits.trim_end_matches(['.', ':']);
    let after = &input[digits.len()..];
    let letters = digits.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters > 3 || !ends_word(after) {
        return reject(input);
    }
    fold_many_m_n(0, 5, parenthesis, || (), |(), ()| ()).parse(after)
}

/// "(1)", " (f)", "(iii)".
pub(super) fn parenthesis(input: &str) -> IResult<&str, ()> {
    let inner = |input| run(input, 4, u8::is_ascii_alphanumeric);
    let near = spaces(input);
    delimited(literal("("), inner, literal(")"))
        .map(|_| ())
        .parse(near)
}

/// A single capital letter or a Roman number: "A", "IV".
pub(super) fn lettered(input: &str) -> IResult<&str, ()> {
    let (after, name) = run(input, 4, u8::is_ascii_uppercase)?;
    let roman = name.bytes().all(|byte| b"IVX".contains(&byte));
    if (name.len() == 1 || roman) && ends_word(after) && !after.starts_with('\'') {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// Between the numbers of a list.
fn mark(input: &str) -> IResult<&str, ()> {
    let words = delimited(
        (opt(literal(",")), space),
        any_word(phrases![
            "and", "to", "or", "through", "until", "bis", "und"
        ]),
        space,
    );
    let dash = |input| {
        let (after, ()) = literal("-").parse(spaces(input))?;
        Ok((spaces(after), ()))
    };
    let sign = delimited(
        opt(space),
        alt((literal(","), literal("&"), literal("/"))),
        opt(space),
    );
    let (after, ()) = alt((words, sign, dash)).parse(input)?;
    // "Articles 15 to Article 21".
    let again = (alt((word("article"), word("section"), literal("§"))), space);
    Ok(opt(again)
        .parse(after)
        .map_or((after, ()), |(rest, _)| (rest, ())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists() {
        for text in [
            "6(1)(f)",
            "15 to 21",
            "13, 14 and 15",
            "1798.100-1798.199",
            "4.2",
            "6 (1) (f)",
        ] {
            assert_eq!(list(text), Ok(("", ())), "{text}");
        }
        assert_eq!(list("4. We"), Ok((". We", ())));
        assert_eq!(list("4, we"), Ok((", we", ())));
        assert!(list("we").is_err());
        assert_eq!(lettered("IV "), Ok((" ", ())));
        assert!(lettered("We").is_err());
    }
}
