//! Laws by name.

use std::cmp::Ordering;

use nom::combinator::opt;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, capital, consumed, digit_run, ends_word, gap, letters, literal, reject, rest, run,
    space, word,
};
use super::phrases::{Phrases, phrases};

/// A law's name, as it is looked for.
pub(super) struct Law {
    /// In lower case, with spaces for hyphens.
    pub(super) name: &'static str,
    /// The name itself, where its capitals count.
    exact: Option<&'static str>,
    /// How many letters the name before begins with as well.
    shared: usize,
}

include!(concat!(env!("OUT_DIR"), "/laws.rs"));

/// A law by its name, with "Framework" and the year: "Data Protection Act 2018".
pub(super) fn law(input: &str) -> IResult<&str, ()> {
    let (after, ()) = rest(input, longest_name(input))?;
    let framework = (
        space,
        any_word(phrases!["framework", "frameworks", "principles", "program"]),
    );
    let (after, _) = opt(framework).parse(after)?;
    let (after, _) = opt(year).parse(after)?;
    Ok((after, ()))
}

/// What follows the longest name that the text begins with.
///
/// Dots in the text are passed over ("U.S."), and a space is as good as a
/// hyphen, with spaces around it or without. The names stand in order, so that
/// no letter of the text is looked at twice: a name that shares more with the
/// one before than the text does differs from the text as that one does, and
/// one that shares less stands behind all that agree with the text.
fn longest_name(input: &str) -> Option<&str> {
    let bytes = input.as_bytes();
    let first = bytes.first()?.to_ascii_lowercase();
    let (mut agreed, mut at, mut longest) = (0, 0, None);
    for law in &LAWS[STARTS[usize::from(first)]..] {
        match law.shared.cmp(&agreed) {
            Ordering::Greater => continue,
            Ordering::Less => break,
            Ordering::Equal => {}
        }
        for want in &law.name.as_bytes()[agreed..] {
            match bytes.get(at) {
                Some(have) if have | 0x20 == *want && want.is_ascii_alphabetic() => at += 1,
                Some(have) if have.is_ascii_alphabetic() => break,
                _ => match sign(bytes, at) {
                    Some((have, behind)) if have == *want => at = behind,
                    _ => break,
                },
            }
            agreed += 1;
        }
        if agreed == law.name.len() {
            let is_written = law.exact.is_none_or(|name| is_written(name, input));
            let rest = input.get(at..).filter(|rest| is_written && ends_word(rest));
            longest = rest.or(longest);
        }
    }
    longest
}

/// What the text goes on with as names are written, and where that ends: a
/// letter in lower case, or one to three spaces and hyphens as a space.
fn sign(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let dotted = at > 0 && bytes.get(at) == Some(&b'.');
    let at = at + usize::from(dotted);
    match *bytes.get(at)? {
        byte if byte.is_ascii_alphanumeric() => Some((byte.to_ascii_lowercase(), at + 1)),
        byte => match joint(&bytes[at..]) {
            Some(width) => Some((b' ', at + width)),
            None => Some((byte, at + 1)),
        },
    }
}

/// Where the names of each letter begin.
static STARTS: [usize; 256] = {
    let mut starts = [LAWS.len(); 256];
    let mut at = LAWS.len();
    while at > 0 {
        at -= 1;
        starts[LAWS[at].name.as_bytes()[0] as usize] = at;
    }
    starts
};

/// Whether the capitals of a name are those of the text, which it is that of.
fn is_written(name: &str, input: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().filter(u8::is_ascii_alphanumeric)
    }
    letters(name)
        .zip(letters(input))
        .all(|(own, have)| own == have)
}

/// One to three spaces and hyphens.
fn joint(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    for _ in 0..3 {
        match bytes.get(at..) {
            Some([b'-', ..]) => at += 1,
            Some(near) => match gap(near) {
                Some(width) => at += width,
                None => break,
            },
            None => break,
        }
    }
    (at > 0).then_some(at)
}

/// An act that no list knows, by its capitals: "Electronic Commerce Act".
pub(super) fn unnamed(input: &str) -> IResult<&str, ()> {
    let mut at = input;
    for index in 0..8 {
        let (after, _) = consumed(act_word, at)?;
        let kind = any_word(phrases![
            "Act",
            "Code",
            "Law",
            "Regulation",
            "Directive",
            "Ordinance"
        ]);
        if index > 0 && (kind, opt(year)).parse(at).is_ok() {
            let (rest, _) = opt(year).parse(after)?;
            return Ok((rest, ()));
        }
        (at, ()) = space(after)?;
    }
    reject(input)
}

fn act_word(input: &str) -> IResult<&str, ()> {
    let small = any_word(phrases!["and", "of", "the", "on", "for", "in", "to"]);
    if !capital(input) && consumed(small, input).is_err() {
        return reject(input);
    }
    let (after, _) = letters(input)?;
    let (after, _) = opt((literal("'"), letters)).parse(after)?;
    if ends_word(after) {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// " of 2018", " 1998", ", 2000", "/2018".
fn year(input: &str) -> IResult<&str, ()> {
    let (after, _) = match opt((space, word("of"), space)).parse(input)? {
        (after, Some(_)) => (after, ""),
        (after, None) => {
            let comma = after.strip_prefix(',').unwrap_or(after);
            run(comma, 1, |byte| b" /".contains(byte))?
        }
    };
    let (after, digits) = digit_run(after, 4)?;
    let (after, _) = opt((literal("/"), |input| digit_run(input, 4))).parse(after)?;
    let plausible = digits.len() == 4 && digits.starts_with(['1', '2']) && ends_word(after);
    if plausible {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_by_name() {
        assert!(LAWS.is_sorted_by_key(|law| law.name));
        assert_eq!(law("gdpr."), Ok((".", ())));
        assert_eq!(
            law("California Consumer Privacy Act of 2018 ("),
            Ok((" (", ()))
        );
        assert_eq!(law("Data Protection Act 1998/2018"), Ok(("", ())));
        assert_eq!(law("EU-US Privacy Shield Framework"), Ok(("", ())));
        assert_eq!(law("E.U.-U.S. Privacy Shield and"), Ok((" and", ())));
        assert_eq!(law("U.S. - E.U. Safe Harbor"), Ok(("", ())));
        assert_eq!(law("BDSG a.F."), Ok((".", ())));
        assert_eq!(law("95/46/EC)"), Ok((")", ())));
        assert!(law("tmg").is_err());
        assert!(law("data protection").is_err());
        assert!(law("privacy act").is_err());
        assert_eq!(
            unnamed("Electronic Commerce Act 2000 and"),
            Ok((" and", ()))
        );
        assert!(unnamed("Service").is_err());
    }
}
