//! Laws by name.

use nom::combinator::opt;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, capital, consumed, digit_run, ends_word, gap, letters, literal, reject,
    rest, run, space, word,
};

/// A name, and whether its capitals count.
type Law = (&'static str, bool);

include!(concat!(env!("OUT_DIR"), "/laws.rs"));

/// A law by its name, with "Framework" and the year: "Data Protection Act 2018".
pub(super) fn law(input: &str) -> IResult<&str, ()> {
    let (after, ()) = rest(input, longest_name(input))?;
    let framework = (
        space,
        any_word(&["framework", "frameworks", "principles", "program"]),
    );
    let (after, _) = opt(framework).parse(after)?;
    let (after, _) = opt(year).parse(after)?;
    Ok((after, ()))
}

/// What follows the longest name that the text begins with. The names that
/// agree with the text so far stand together in their order: byte by byte
/// there are fewer of them.
///
/// Dots in the text are passed over ("U.S."), and a space is as good as a
/// hyphen, with spaces around it or without.
fn longest_name(input: &str) -> Option<&str> {
    let bytes = input.as_bytes();
    let (mut names, mut longest) = (LAWS, None);
    let mut at = 0;
    for depth in 0.. {
        // Names that end here come first.
        let ended = names.iter().take_while(|law| law.0.len() == depth).count();
        if ended > 0 {
            let rest = input.get(at..).filter(|rest| ends_word(rest));
            let known = names[..ended]
                .iter()
                .any(|(name, exact)| !exact || is_written(name, input));
            longest = rest.filter(|_| known).or(longest);
            names = &names[ended..];
        }
        if names.is_empty() {
            break;
        }
        if at > 0 && bytes.get(at) == Some(&b'.') {
            at += 1;
        }
        let Some((sign, width)) = bytes.get(at..).and_then(sign) else {
            break;
        };
        names = continued(names, depth, sign);
        at += width;
    }
    longest
}

/// What the text goes on with as names are ordered, and its width: a letter in
/// lower case, or one to three spaces and hyphens as a space.
fn sign(bytes: &[u8]) -> Option<(u8, usize)> {
    match joint(bytes) {
        Some(width) => Some((b' ', width)),
        None => Some((bytes.first()?.to_ascii_lowercase(), 1)),
    }
}

/// Those of some names that have `sign` at `depth`.
fn continued(names: &'static [Law], depth: usize, sign: u8) -> &'static [Law] {
    let at = |law: &Law| match law.0.as_bytes()[depth] {
        b'-' => b' ',
        byte => byte.to_ascii_lowercase(),
    };
    match names {
        [first, .., last] if at(first) != sign || at(last) != sign => {
            let from = names.partition_point(|law| at(law) < sign);
            let to = from + names[from..].partition_point(|law| at(law) == sign);
            &names[from..to]
        }
        [only] if at(only) != sign => &[],
        _ => names,
    }
}

/// Whether the capitals of a name are those of the text, which it is that of.
fn is_written(name: &str, input: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().filter(u8::is_ascii_alphanumeric)
    }
    letters(name).zip(letters(input)).all(|(own, have)| own == have)
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
    use super::*;

    #[test]
    fn laws_by_name() {
        let signs = |name: &str| name.to_ascii_lowercase().replace('-', " ");
        assert!(LAWS.is_sorted_by_key(|law| signs(law.0)));
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
