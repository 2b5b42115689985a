//! `unused-definition`: a term is defined and never used.

use std::cell::LazyCell;

use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{Document, EntityKind};
use memchr::{memchr2_iter, memmem};

use crate::native::definitions::{is_titled, singular};
use crate::native::references::squeezed;
use crate::native::repeated::Answers;

/// Shorter terms are the voices of the policy: "we", "you", "us".
const SHORT: usize = 4;

/// "known as the", before a byname.
const BYNAME: usize = 3;

/// One finding for each such term.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let document = reading.document;
    let defined = document.entities.iter();
    let defined = defined.filter(|entity| entity.kind == EntityKind::DefinedTerm);
    let spans: Vec<Span> = defined.map(|entity| entity.span).collect();
    let text = LazyCell::new(|| match document.text.is_ascii() {
        true => None,
        false => Some(squeezed(&document.text)),
    });
    let mut unused = Answers::default();
    let places = (0..spans.len()).filter(|at| {
        let span = spans[*at];
        let term = document.str(span);
        is_titled(term)
            && !is_byname(document, span)
            && !is_one_of_several(document, &spans, *at)
            && unused.ask(term, || {
                !is_written_twice(document, term) && !is_used(document, &text, term)
            })
    });
    places
        .map(|at| finding(document.str(spans[at]), spans[at]))
        .collect()
}

fn finding(term: &str, span: Span) -> Finding {
    Finding {
        message: format!("\"{term}\" is defined, and never used"),
        span,
        label: "not used again".into(),
        ..Finding::default()
    }
}

/// "also known as "Flash cookies"" tells another name, it defines nothing.
fn is_byname(document: &Document, span: Span) -> bool {
    let before = &document.text[..span.start as usize];
    let words = before.trim_end_matches(['"', '\'', '(', ' ']).rsplit(' ');
    let last: Vec<&str> = words.take(BYNAME).collect();
    last.iter()
        .any(|word| matches!(*word, "known" | "called" | "so-called"))
}

/// Whether the term stands in the text twice as it is written, plural or not,
/// which most do that are used.
fn is_written_twice(document: &Document, term: &str) -> bool {
    let lead = term.strip_prefix("the ").unwrap_or(term);
    let stem = lead.trim_end_matches(['s', 'y']);
    let places = memmem::find_iter(document.text.as_bytes(), stem);
    !stem.is_empty() && places.take(2).count() == 2
}

/// Whether the term stands in the text a second time, in any capitals. `letters`
/// are those of a text that is not of ASCII.
fn is_used(document: &Document, letters: &Option<String>, words: &str) -> bool {
    let lead = words.strip_prefix("the ").unwrap_or(words);
    let plain = singular(lead);
    plain.len() < SHORT
        || match letters {
            Some(letters) => letters.matches(&plain).nth(1).is_some(),
            None => stand_twice(document.text.as_bytes(), plain.as_bytes()),
        }
}

/// Whether letters stand in a text of ASCII twice, in any capitals and with any
/// signs between them; few places have the first of them, and to write down the
/// letters of the whole text costs more than to look there.
fn stand_twice(text: &[u8], letters: &[u8]) -> bool {
    let Some((first, rest)) = letters.split_first() else {
        return true;
    };
    let (mut free, mut count) = (0, 0);
    for at in memchr2_iter(*first, first.to_ascii_uppercase(), text) {
        let behind = text.iter().enumerate().skip(at + 1);
        let mut behind = behind.filter(|(_, byte)| byte.is_ascii_alphanumeric());
        let mut end = at;
        let mut is_next = |letter: &u8| match behind.next() {
            Some((at, byte)) => {
                end = at;
                byte.eq_ignore_ascii_case(letter)
            }
            None => false,
        };
        if at >= free && rest.iter().all(&mut is_next) {
            (free, count) = (end + 1, count + 1);
        }
        if count == 2 {
            return true;
        }
    }
    false
}

/// Whether other terms of the same sentence are names for the same thing: one
/// of them is enough to be used.
fn is_one_of_several(document: &Document, spans: &[Span], at: usize) -> bool {
    let span = spans[at];
    let sentence = |span: Span| {
        document
            .sentences
            .partition_point(|sentence| sentence.span.end < span.end)
    };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let mut others = beside.filter_map(|other| spans.get(other));
    others.any(|other| {
        let near = other
            .start
            .abs_diff(span.end)
            .min(span.start.abs_diff(other.end));
        near < 12 && sentence(*other) == sentence(span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_twice_as_they_do_where_nothing_else_stands() {
        for (text, letters) in [
            ("Acme Group, and ACME-GROUP.", "acmegroup"),
            ("Acme Group, and Acme.", "acmegroup"),
            ("aaaa aaa", "aaaa"),
            ("aaaa aaaa", "aaaa"),
            ("4 data 4data 4 da", "4data"),
            ("banana, anana", "anan"),
            ("", "data"),
        ] {
            let expected = squeezed(text).matches(letters).nth(1).is_some();
            let twice = stand_twice(text.as_bytes(), letters.as_bytes());
            assert_eq!(twice, expected, "{text}");
        }
    }
}
