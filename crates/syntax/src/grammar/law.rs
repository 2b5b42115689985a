//! Laws by name.

use nom::combinator::opt;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, beginning, capital, consumed, digit_run, ends_word, gap, letters, literal, reject,
    rest, run, space, word,
};

include!(concat!(env!("OUT_DIR"), "/laws.rs"));

/// A law by its name, with "Framework" and the year: "Data Protection Act 2018".
pub(super) fn law(input: &str) -> IResult<&str, ()> {
    let longest = beginning(LAWS, |law| law.0, input)
        .iter()
        .filter_map(|(name, exact)| strip_name(input, name, *exact));
    let (after, ()) = rest(input, longest.min_by_key(|after| after.len()))?;
    let framework = (
        space,
        any_word(&["framework", "frameworks", "principles", "program"]),
    );
    let (after, _) = opt(framework).parse(after)?;
    let (after, _) = opt(year).parse(after)?;
    Ok((after, ()))
}

/// What follows a name: dots in the text are passed over ("U.S."), and a space
/// is as good as a hyphen, with spaces around it or without.
fn strip_name<'a>(input: &'a str, name: &str, exact: bool) -> Option<&'a str> {
    let bytes = input.as_bytes();
    let mut at = 0;
    for want in name.bytes() {
        if at > 0 && bytes.get(at) == Some(&b'.') {
            at += 1;
        }
        let have = bytes.get(at)?;
        at += match want {
            b' ' | b'-' => joint(&bytes[at..])?,
            _ if *have == want || !exact && have.eq_ignore_ascii_case(&want) => 1,
            _ => return None,
        };
    }
    input.get(at..).filter(|rest| ends_word(rest))
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
        let kind = any_word(&["Act", "Code", "Law", "Regulation", "Directive", "Ordinance"]);
        if index > 0 && (kind, opt(year)).parse(at).is_ok() {
            let (rest, _) = opt(year).parse(after)?;
            return Ok((rest, ()));
        }
        (at, ()) = space(after)?;
    }
    reject(input)
}

fn act_word(input: &str) -> IResult<&str, ()> {
    let small = any_word(&["and", "of", "the", "on", "for", "in", "to"]);
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
    use super::super::lexeme::is_ordered;
    use super::*;

    #[test]
    fn laws_by_name() {
        assert!(is_ordered(LAWS, |law| law.0));
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
