//! Postal addresses, by what commonly stands in them.

use nom::combinator::opt;
use nom::{IResult, Parser};

use super::lexeme::{
    any_word, capital, digit_run, ends_word, head, is_one_of, literal, parts, reject, rest, run,
    space, strip_word,
};
use super::phrases::phrases;
use super::postcode::{Sign, sign};

/// Longest address in bytes.
const WIDTH: usize = 200;
/// Most words between house number and "Street".
const NAME: usize = 6;

const STREETS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "boulevard",
    "blvd",
    "lane",
    "ln",
    "drive",
    "dr",
    "way",
    "square",
    "sq",
    "court",
    "ct",
    "place",
    "pl",
    "parkway",
    "pkwy",
    "highway",
    "hwy",
    "terrace",
    "circle",
    "cir",
    "loop",
    "alley",
    "plaza",
    "crescent",
    "quay",
    "mews",
    "embankment",
    "broadway",
    "row",
    "walk",
    "wharf",
    "trail",
    "turnpike",
];
/// Kinds of street that stand before the name.
const RUES: &[&str] = &[
    "rue",
    "avenue",
    "boulevard",
    "place",
    "quai",
    "chemin",
    "allée",
    "impasse",
    "cours",
    "route",
];
const GERMAN_ENDS: &[&str] = &[
    "straße", "strasse", "str", "weg", "allee", "platz", "gasse", "damm", "ufer",
];

const ABBREVIATIONS: &[&str] = &[
    "st", "ste", "ave", "blvd", "rd", "dr", "inc", "co", "ltd", "apt", "fl", "no", "ct", "ln",
    "pl", "u.s", "u.s.a", "u.k", "d.c", "bldg", "pkwy", "hwy", "sq", "cir", "s", "n", "e", "w",
    "corp",
];
/// Lower-case words that an address may have.
const INNER: &[&str] = &[
    "of", "the", "de", "la", "le", "les", "des", "du", "and", "floor", "suite", "unit", "am", "an",
    "der", "den", "van", "und", "bis", "ter", "y", "el", "rue", "bei", "st", "nd", "rd", "th",
    "box",
];

/// "123 Main Street, Suite 400, San Francisco, CA 94105", from the number on.
pub(super) fn numbered(input: &str) -> IResult<&str, ()> {
    let (after, ()) = house(input)?;
    let (after, ()) = gap(after)?;
    let near = head(after, WIDTH);
    if !begins_name(near) {
        return reject(input);
    }
    let (cased, street) = (capital(near), street(near));
    if street.is_none() && !has_code(near) {
        return reject(input);
    }
    let signed = last_sign(near, cased, street.unwrap_or_default());
    let length = match (street, signed) {
        (Some(_), Some((end, Sign::Code))) => Some(end),
        (Some(_), Some((end, _))) if cased => Some(end),
        (Some(end), None) if cased => Some(end),
        (None, Some((end, Sign::Code))) if cased && near[..end].contains(',') => Some(end),
        _ => None,
    };
    rest(input, length.and_then(|end| after.get(end..)))
}

/// "P.O. Box 123, Springfield, IL 62701".
pub(super) fn post_box(input: &str) -> IResult<&str, ()> {
    let names = phrases![
        "p.o. box",
        "po box",
        "p. o. box",
        "p.o.box",
        "p.o box",
        "post office box",
        "postfach",
        "postbus",
    ];
    let (after, ()) = any_word(names).parse(input)?;
    let (after, ()) = space(after)?;
    let (after, _) = opt(literal("#")).parse(after)?;
    let (after, number) = run(after, 12, |byte| {
        byte.is_ascii_alphanumeric() || *byte == b'-'
    })?;
    if !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return reject(input);
    }
    let near = head(after, WIDTH);
    let end = last_sign(near, capital(input), 0).map_or(0, |(end, _)| end);
    Ok((&after[end..], ()))
}

/// "Musterstraße 12, 10115 Berlin", from the street's last word on.
pub(super) fn street_first(input: &str) -> IResult<&str, ()> {
    let end = input
        .char_indices()
        .take(40)
        .find(|&(_, c)| !c.is_alphabetic() && c != '-');
    let (end, _) = end.unwrap_or((0, ' '));
    let (word, after) = input.split_at(end);
    let after = after.strip_prefix('.').unwrap_or(after);
    let (after, ()) = space(after)?;
    let (after, ()) = house(after)?;
    let near = head(after, WIDTH);
    let coded = gap(near)
        .ok()
        .and_then(|(code, ())| sign(code))
        .filter(|(_, sign)| *sign == Sign::Code);
    let german = GERMAN_ENDS
        .iter()
        .any(|tail| ends_with(word, tail) && word.len() > tail.len() + 1);
    let comma = near.starts_with([',', '\n']);
    if !(german || (coded.is_some() && comma && capital(word))) {
        return reject(input);
    }
    let first = coded.map_or(0, |(rest, _)| near.len() - rest.len());
    let end = last_sign(near, capital(input), first).map_or(first, |(end, _)| end.max(first));
    Ok((&after[end..], ()))
}

/// A house number: "12", "12a", "12-14", "221B", "One".
fn house(input: &str) -> IResult<&str, ()> {
    if let Some(after) = ["One", "Two", "Three"]
        .iter()
        .find_map(|word| input.strip_prefix(word))
    {
        return if ends_word(after) {
            Ok((after, ()))
        } else {
            reject(input)
        };
    }
    let (after, _) = digit_run(input, 5)?;
    let letter = run(after, 1, u8::is_ascii_alphabetic).map_or(after, |(rest, _)| rest);
    let (after, _) = opt((literal("-"), |input| digit_run(input, 5))).parse(letter)?;
    let (after, _) = opt((space, any_word(phrases!["bis", "ter"]))).parse(after)?;
    if ends_word(after) {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// Between the parts of an address: ", " or a space.
fn gap(input: &str) -> IResult<&str, ()> {
    space(input.strip_prefix(',').unwrap_or(input))
}

/// Whether a street's name can begin so: with a capital, an ordinal or "rue",
/// or in lower case where a kind of street follows soon.
fn begins_name(near: &str) -> bool {
    let digits = near.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let ordinal = digits > 0
        && any_word(phrases!["st", "nd", "rd", "th"])
            .parse(&near[digits..])
            .is_ok();
    ordinal || (digits == 0 && (capital(near) || street(near).is_some()))
}

/// Whether something as long as a postcode has digits.
fn has_code(near: &str) -> bool {
    let mut parts = near.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
    parts.any(|part| part.len() > 2 && part.iter().any(u8::is_ascii_digit))
}

/// Where the street's name ends in `near`, if it names its kind of street.
fn street(near: &str) -> Option<usize> {
    let cased = capital(near);
    if let Some(after) = RUES.iter().find_map(|kind| strip_word(near, kind)) {
        let name = parts(after).take(4).find(|(_, part)| part.ends_with(','));
        return name.map(|(at, part)| near.len() - after.len() + at + part.len() - 1);
    }
    for (index, (at, part)) in parts(near).take(NAME + 1).enumerate() {
        let bare = part.trim_end_matches([',', '.', ';', ')']);
        let is_kind = index > 0 || bare.eq_ignore_ascii_case("broadway");
        if is_kind && is_one_of(bare, STREETS) && (!cased || capital(bare)) {
            return Some(at + bare.len());
        }
        let ordinal = part.starts_with(|c: char| c.is_ascii_digit());
        let stops = part.ends_with([',', ';', ':', ')']) || (part.ends_with('.') && bare.len() > 3);
        if stops || (cased && !capital(part) && !ordinal && !is_one_of(bare, INNER)) {
            return None;
        }
    }
    None
}

/// The end of the last sign of an address in `near`, at or behind `from`.
fn last_sign(near: &str, cased: bool, from: usize) -> Option<(usize, Sign)> {
    let mut last: Option<(usize, Sign)> = None;
    for (at, part) in parts(near).skip_while(|&(at, _)| at < from) {
        if last.is_some_and(|(end, _)| at < end) {
            continue;
        }
        if last.is_some_and(|(end, _)| at > end + 30) {
            break;
        }
        if let Some((rest, kind)) = sign(&near[at..]) {
            let strongest = last.map_or(kind, |(_, before)| before.max(kind));
            last = Some((near.len() - rest.len(), strongest));
            if kind == Sign::Country {
                break;
            }
        } else if stops(part, cased) {
            break;
        }
    }
    last
}

/// Whether an address cannot go on behind this part, or with it.
fn stops(part: &str, cased: bool) -> bool {
    let bare = part.trim_end_matches([',', '.', '|']);
    let sentence = part.ends_with('.') && !is_one_of(bare, ABBREVIATIONS);
    let prose = if cased {
        part.starts_with(char::is_lowercase) && !is_one_of(bare, INNER)
    } else {
        is_one_of(
            bare,
            &[
                "we", "you", "our", "your", "to", "is", "are", "or", "for", "if", "by",
            ],
        )
    };
    sentence || prose || part.ends_with([';', ':', '?', '!']) || part.contains(['(', '@', '"'])
}

fn ends_with(word: &str, tail: &str) -> bool {
    let from = word.len().checked_sub(tail.len());
    from.and_then(|from| word.get(from..))
        .is_some_and(|end| end.eq_ignore_ascii_case(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<&str> {
        numbered(text).ok().map(|(rest, ())| rest)
    }

    #[test]
    fn numbered_streets() {
        assert_eq!(
            read("123 Main Street, Suite 400, San Francisco, CA 94105."),
            Some(".")
        );
        assert_eq!(read("10 Downing Street, London SW1A 2AA, UK"), Some(""));
        assert_eq!(read("12 rue de la Paix, 75002 Paris"), Some(""));
        assert_eq!(
            read("123 main street, springfield, il 62701 or"),
            Some(" or")
        );
        assert_eq!(read("1355 Market St. and we"), Some(". and we"));
        assert_eq!(read("24 hour way"), None);
        assert_eq!(read("30 days in the United States"), None);
    }

    #[test]
    fn boxes_and_streets_first() {
        assert_eq!(post_box("P.O. Box 12, Springfield, IL 62701"), Ok(("", ())));
        assert_eq!(
            street_first("Musterstraße 12, 10115 Berlin, Germany"),
            Ok(("", ()))
        );
        assert_eq!(street_first("Hauptstr. 5a, 80331 München."), Ok((".", ())));
        assert!(street_first("Section 12, 2018 Update").is_err());
    }
}
