//! Character references in text, cut out so that the rest keeps its place.

use std::borrow::Cow;

use clauselint_source::Span;

use crate::builder::Builder;

/// The longest reference that is looked for (`&CounterClockwiseContourIntegral;`).
const MAX_LEN: usize = 40;

/// A piece of text between two tags.
pub(super) enum Piece<'a> {
    /// As it stands, from this offset on.
    Plain(&'a str, u32),
    /// A character reference, decoded.
    Entity(Cow<'a, str>, Span),
}

/// Cuts `raw`, which stands at `at` in the source.
pub(super) fn pieces(raw: &str, at: u32) -> impl Iterator<Item = Piece<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = &raw[from..];
        if rest.is_empty() {
            return None;
        }
        let start = at + from as u32;
        if let Some((value, len)) = reference(rest) {
            from += len;
            return Some(Piece::Entity(value, Span::new(start, start + len as u32)));
        }
        let plain = plain_len(rest);
        from += plain;
        Some(Piece::Plain(&rest[..plain], start))
    })
}

/// Length up to the next reference; at least one `&` that is none is stepped over.
fn plain_len(rest: &str) -> usize {
    memchr::memchr_iter(b'&', rest.as_bytes())
        .find(|&at| reference(&rest[at..]).is_some())
        .unwrap_or(rest.len())
}

/// The reference that `rest` begins with, decoded, and its length. Old pages
/// leave out the semicolon ("&nbsp ", "&amp "); crawlers write a full stop.
fn reference(rest: &str) -> Option<(Cow<'_, str>, usize)> {
    let bytes = rest.strip_prefix('&')?.as_bytes();
    let name = bytes
        .iter()
        .take(MAX_LEN)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
        .count();
    if name == 0 {
        return None;
    }
    let closed = bytes.get(name) == Some(&b';');
    let len = 1 + name + usize::from(closed);
    let decoded = htmlize::unescape(&rest[..len]);
    // An attribute's rules: "&copy" in "&copyright" is no reference.
    let whole = closed || !decoded.contains(|c: char| c.is_ascii_alphanumeric());
    (whole && decoded != rest[..len]).then_some((decoded, len))
}

/// Writes `raw`, which stands at `at` in the source, to the open block.
pub(super) fn write(builder: &mut Builder, raw: &str, at: u32) {
    for piece in pieces(raw, at) {
        match piece {
            Piece::Plain(text, at) => builder.text(text, at),
            Piece::Entity(value, span) => builder.decoded(&value, span),
        }
    }
}

/// Whether nothing in `raw` is to be seen.
pub(super) fn is_blank(raw: &str) -> bool {
    pieces(raw, 0).all(|piece| {
        let text = match &piece {
            Piece::Plain(text, _) => text,
            Piece::Entity(text, _) => &**text,
        };
        text.chars().all(|c| {
            c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(raw: &str) -> Vec<String> {
        pieces(raw, 10)
            .map(|piece| match piece {
                Piece::Plain(text, at) => format!("{at} {text}"),
                Piece::Entity(text, span) => format!("{}..{} [{text}]", span.start, span.end),
            })
            .collect()
    }

    #[test]
    fn references_are_cut_out_and_decoded() {
        assert_eq!(
            cut("R&amp;D &#8217;x"),
            ["10 R", "11..16 [&]", "16 D ", "18..25 [’]", "25 x"]
        );
        assert_eq!(cut("&nbsp&copy;"), ["10..15 [\u{A0}]", "15..21 [©]"]);
    }

    #[test]
    fn other_ampersands_stay() {
        assert_eq!(
            cut("AT&T & R&D &copyright &unknown; &"),
            ["10 AT&T & R&D &copyright &unknown; &"]
        );
    }

    #[test]
    fn blanks_are_seen_through_references() {
        assert!(is_blank(" \n&nbsp;&#160; &#8203;"));
        assert!(!is_blank("&nbsp;&bull;"));
    }
}
