//! What a policy is made of, recognised inside clean prose.
//!
//! The [`walk`] passes over the text once. At each word's start the word itself,
//! its first byte and what stands behind it choose the few parsers that can begin
//! there; the first that matches wins. No parser looks further ahead than a
//! bound of its own, so the walk is linear whatever the text.

mod age;
mod citation;
mod cue;
mod date;
mod definition;
mod duration;
mod email;
mod event;
mod law;
mod letters;
mod lexeme;
mod number;
mod numbering;
mod phone;
mod phrases;
mod placeholder;
mod postal;
mod postcode;
mod quote;
mod reference;
mod url;
mod walk;

use clauselint_source::Span;
use nom::branch::alt;
use nom::{IResult, Parser};

use crate::entity::{Entity, EntityKind};
use cue::Cue;
use walk::{Spot, first_spot, next_spot};

/// Appends what is recognised in `text` to `found`, each span shifted by
/// `offset`; spans never overlap and ascend.
pub(crate) fn recognise(text: &str, offset: u32, found: &mut Vec<Entity>) {
    let mut push = |start: usize, end: usize, kind| {
        let span = Span::new(offset + start as u32, offset + end as u32);
        found.push(Entity { span, kind });
    };
    let mut at = 0;
    while let Some(spot) = next_spot(text, at) {
        let start = spot.before.len();
        at = start + spot.word.len().max(1);
        if let Some(end) = defined(spot) {
            at = start + end;
            for (from, to) in definition::terms(&text[start..at]) {
                push(start + from, start + to, EntityKind::DefinedTerm);
            }
        } else if let Some((kind, end)) = whole(spot) {
            at = start + end;
            push(start, at, kind);
        }
    }
}

/// Whether a whole tag is a placeholder: "<insert date>" is no markup.
pub(crate) fn is_placeholder(tag: &str) -> bool {
    placeholder::bracketed(tag).is_ok_and(|(rest, ())| rest.is_empty())
}

/// Length of a definition that begins at the spot.
fn defined(spot: Spot<'_>) -> Option<usize> {
    let opens = match spot.input.as_bytes().first()? {
        b'(' | b'"' => true,
        b'\'' => !spot.before.ends_with(char::is_alphanumeric),
        _ => matches!(spot.cue, Some(Cue::Definition | Cue::Referred)),
    };
    let parsed = opens.then(|| definition::definition(spot.input))?;
    parsed.ok().map(|(rest, ())| spot.input.len() - rest.len())
}

/// The entity that begins at the spot, and its length.
fn whole(spot: Spot<'_>) -> Option<(EntityKind, usize)> {
    let parsed = event_or_other(spot).ok();
    parsed.map(|(rest, kind)| (kind, spot.input.len() - rest.len()))
}

fn event_or_other(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    let stops = |at: usize| stops_clause(spot, at);
    match spot.cue {
        Some(Cue::Event) => {
            event::event(spot.input, stops).map(|(rest, ())| (rest, EntityKind::Event))
        }
        Some(Cue::As) => match event::event(spot.input, stops) {
            Ok((rest, ())) => Ok((rest, EntityKind::Event)),
            Err(_) => other(spot),
        },
        _ => other(spot),
    }
}

/// Whether something of its own begins inside an event's clause.
fn stops_clause(spot: Spot<'_>, at: usize) -> bool {
    let (passed, input) = spot.input.split_at(at);
    let Some(inner) = first_spot(input) else {
        return false;
    };
    // A lead-in's preposition may stand in the clause, or before it.
    other(Spot {
        before: passed,
        ..inner
    })
    .is_ok()
}

fn other(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    let first = spot.input.as_bytes().first().copied().unwrap_or_default();
    if spot.word.is_empty() {
        return sign(spot);
    }
    if let Ok(found) = internet(spot) {
        return Ok(found);
    }
    if first.is_ascii_digit() {
        return numeric(spot);
    }
    if first == 0xC2
        && let Ok((rest, ())) = citation::marked(spot.input)
    {
        return Ok((rest, EntityKind::Citation));
    }
    if let Some(cue) = spot.cue
        && let Ok(found) = cued(cue, spot)
    {
        return Ok(found);
    }
    street(spot)
}

fn sign(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    match spot.input.as_bytes().first() {
        Some(b'(' | b'+') => phone(spot),
        // An index: "data[date]".
        Some(b'[') if spot.before.ends_with(|c: char| c.is_alphanumeric()) => email::protected
            .map(|()| EntityKind::Email)
            .parse(spot.input),
        Some(b'[') => alt((
            email::protected.map(|()| EntityKind::Email),
            placeholder::bracketed.map(|()| EntityKind::Placeholder),
        ))
        .parse(spot.input),
        Some(b'"' | b'\'') => lexeme::reject(spot.input),
        _ => placeholder::bracketed
            .map(|()| EntityKind::Placeholder)
            .parse(spot.input),
    }
}

/// Addresses of the net, tried once at the start of a chain of labels.
fn internet(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    let input = spot.input;
    let behind = &input.as_bytes()[spot.word.len()..];
    let inner = || spot.before.ends_with(['.', '-', '@', '+', '%', '_']);
    match *behind {
        [b'@' | b'.' | b'-' | b'+' | b'%' | b':', next, ..]
            if !next.is_ascii_whitespace() && !inner() =>
        {
            alt((
                url::marked.map(|()| EntityKind::Url),
                email::plain.map(|()| EntityKind::Email),
                url::bare.map(|()| EntityKind::Url),
                email::veiled.map(|()| EntityKind::Email),
            ))
            .parse(input)
        }
        [b' ', b'[' | b'(' | b'{' | b'<', ..]
        | [b' ', b'a' | b'A', b't' | b'T', ..]
        | [b'[' | b'(' | b'{', ..] => email::veiled.map(|()| EntityKind::Email).parse(input),
        _ => lexeme::reject(input),
    }
}

fn numeric(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    // The rest of a number, or an amount of money.
    let inner = match spot.before.as_bytes() {
        [.., digit, b'.' | b',' | b'/' | b':' | b'-'] => digit.is_ascii_digit(),
        near => near.ends_with(b"$") || near.ends_with(b"#"),
    };
    if inner {
        return lexeme::reject(spot.input);
    }
    let digits = spot.input.bytes().take_while(u8::is_ascii_digit).count();
    let worded = alt((
        citation::numbered.map(|()| EntityKind::Citation),
        date::from_digit.map(EntityKind::Date),
        citation::code.map(|()| EntityKind::Citation),
        |_| age(spot),
        |_| length(spot),
    ));
    let mut placed = alt((
        |_| phone(spot),
        postal::numbered.map(|()| EntityKind::PostalAddress),
    ));
    match spot.input.as_bytes()[digits.min(20)..] {
        [b' ', b'0'..=b'9', ..] => placed.parse(spot.input),
        [
            b' '
            | b'-'
            | b'.'
            | b'/'
            | b','
            | b'('
            | b'+'
            | b'\n'
            | b'A'..=b'Z'
            | b'a'..=b'z'
            | 0x80..,
            ..,
        ] => alt((worded, placed)).parse(spot.input),
        _ => phone(spot),
    }
}

fn cued<'a>(cue: Cue, spot: Spot<'a>) -> IResult<&'a str, EntityKind> {
    let input = spot.input;
    match cue {
        Cue::Month => date::from_month.map(EntityKind::Date).parse(input),
        Cue::Number => alt((
            |_| age(spot),
            |_| length(spot),
            postal::numbered.map(|()| EntityKind::PostalAddress),
        ))
        .parse(input),
        Cue::Length => length(spot),
        Cue::Age => age(spot),
        Cue::AgeOrLength => alt((|_| age(spot), |_| length(spot))).parse(input),
        Cue::Law => citation::citation
            .map(|()| EntityKind::Citation)
            .parse(input),
        Cue::Section => alt((
            citation::citation.map(|()| EntityKind::Citation),
            reference::numbered.map(|()| EntityKind::CrossReference),
        ))
        .parse(input),
        Cue::Told | Cue::As | Cue::Referred => reference::told
            .map(|()| EntityKind::CrossReference)
            .parse(input),
        Cue::The => alt((
            |_| age(spot),
            reference::named.map(|()| EntityKind::CrossReference),
        ))
        .parse(input),
        // The rest of a masked address: "10.0.xxx.xxx".
        Cue::Template if spot.before.ends_with('.') => lexeme::reject(input),
        Cue::Template => placeholder::spelled
            .map(|()| EntityKind::Placeholder)
            .parse(input),
        Cue::PostBox => postal::post_box
            .map(|()| EntityKind::PostalAddress)
            .parse(input),
        Cue::Event | Cue::Definition => lexeme::reject(input),
    }
}

/// A street before its number, where a number follows the word.
fn street(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    let behind = &spot.input.as_bytes()[spot.word.len()..];
    match *behind {
        [b' ', digit, ..] | [b'.', b' ', digit, ..] if digit.is_ascii_digit() => {
            postal::street_first
                .map(|()| EntityKind::PostalAddress)
                .parse(spot.input)
        }
        _ => lexeme::reject(spot.input),
    }
}

fn age(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    let (rest, years) = age::age(spot.before, spot.input)?;
    Ok((rest, EntityKind::Age(years)))
}

fn length(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    let (rest, duration) = duration::duration(spot.before, spot.input)?;
    Ok((rest, EntityKind::Duration(duration)))
}

fn phone(spot: Spot<'_>) -> IResult<&str, EntityKind> {
    let (rest, ()) = phone::phone(spot.before, spot.input)?;
    Ok((rest, EntityKind::Phone))
}

#[cfg(test)]
mod tests;
