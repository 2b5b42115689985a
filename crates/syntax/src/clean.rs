//! Cleaning of text on its way into the tree: white space folded, typographic
//! marks made plain, crawlers' markers and mojibake mended.

use std::borrow::Cow;

use clauselint_source::Span;

use crate::eight::{HIGH, before, within};

/// A piece of cleaned text; offsets count in the text that was given.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cleaned<'a> {
    /// Text as it stands.
    Verbatim { start: u32, text: &'a str },
    /// Text that stands for something else.
    Replaced { span: Span, text: Cow<'a, str> },
    /// White space of any kind and length.
    Space(Span),
    /// Characters that were read in the wrong encoding: what they were, and
    /// how that is written here.
    Garbled {
        span: Span,
        meant: char,
        text: Cow<'a, str>,
    },
    /// A crawler's mark between two sentences.
    SentenceMark(Span),
    /// Nothing that a reader would see.
    Dropped,
}

/// Cuts `raw` into pieces.
pub(crate) fn pieces(raw: &str) -> impl Iterator<Item = Cleaned<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &raw[at..];
        let first = rest.chars().next()?;
        let (piece, len) = piece(rest, first, at as u32);
        at += len;
        Some(piece)
    })
}

fn piece(rest: &str, first: char, at: u32) -> (Cleaned<'_>, usize) {
    let plain = plain_len(rest);
    if plain > 0 {
        let text = &rest[..plain];
        return (Cleaned::Verbatim { start: at, text }, plain);
    }
    let space = space_len(rest);
    if space > 0 {
        return (Cleaned::Space(Span::new(at, at + space as u32)), space);
    }
    if let Some(len) = marker_len(rest) {
        return (Cleaned::SentenceMark(Span::new(at, at + len as u32)), len);
    }
    let len = first.len_utf8();
    if is_invisible(first) || is_stray(rest) {
        return (Cleaned::Dropped, len);
    }
    if let Some((meant, len)) = mojibake(rest) {
        let span = Span::new(at, at + len as u32);
        let text = spelled(meant);
        return (Cleaned::Garbled { span, meant, text }, len);
    }
    let span = Span::new(at, at + len as u32);
    match plain_form(first) {
        Some(text) => (
            Cleaned::Replaced {
                span,
                text: text.into(),
            },
            len,
        ),
        None => (
            Cleaned::Verbatim {
                start: at,
                text: &rest[..len],
            },
            len,
        ),
    }
}

/// Length of the run of ASCII text, words parted by single spaces, that needs
/// no cleaning: nearly all of a policy.
fn plain_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    loop {
        at += signs_len(bytes, at);
        // A bracket is plain where it begins no marker.
        if bytes.get(at) != Some(&b'[') || marker_len(&rest[at..]).is_some() {
            break;
        }
        at += 1;
    }
    // A space at the end is no text: it may be the first of several.
    at - usize::from(at > 0 && bytes[at - 1] == b' ')
}

/// How many bytes from `from` on are ASCII's visible signs, but for brackets, and
/// single spaces between them.
fn signs_len(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    // The bit above the spaces of the eight bytes before.
    let mut spaced = u64::from(at == 0 || bytes[at - 1] == b' ') << 7;
    while let Some(chunk) = bytes[at..].first_chunk() {
        let eight = u64::from_le_bytes(*chunk);
        let spaces = within(eight, b' ', b' ');
        let doubled = spaces & (spaces << 8 | spaced);
        let stops = doubled | within(eight, b'[', b'[') | !within(eight, b' ', b'~') & HIGH;
        if stops != 0 {
            return at + before(stops) - from;
        }
        (at, spaced) = (at + 8, spaces >> 56);
    }
    let mut spaced = spaced != 0;
    let plain = |byte: &&u8| {
        let space = **byte == b' ';
        let doubled = std::mem::replace(&mut spaced, space) && space;
        !doubled && **byte != b'[' && matches!(**byte, b' '..=b'~')
    };
    at - from + bytes[at..].iter().take_while(plain).count()
}

fn space_len(rest: &str) -> usize {
    rest.find(|c: char| !c.is_whitespace())
        .unwrap_or(rest.len())
}

fn marker_len(rest: &str) -> Option<usize> {
    ["[CLS]", "[SEP]", "[PAD]", "[cls]", "[sep]"]
        .iter()
        .find(|marker| rest.starts_with(**marker))
        .map(|marker| marker.len())
}

const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
    ) || (c.is_ascii_control() && !c.is_ascii_whitespace())
}

/// What is left of a no-break space that was read as Windows-1252 and folded.
fn is_stray(rest: &str) -> bool {
    rest.strip_prefix('Â')
        .is_some_and(|after| after.starts_with(' '))
}

/// Marks that mean the same as an ASCII one.
const fn plain_form(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        '＠' => "@",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        _ => return None,
    })
}

/// UTF-8 that was read as Windows-1252 somewhere on its way ("â€™" for "’"):
/// the character that was meant, and the length of what stands for it.
fn mojibake(rest: &str) -> Option<(char, usize)> {
    let lead = rest.chars().next()?;
    if !matches!(lead, 'Â' | 'Ã' | 'â') {
        return None;
    }
    let mut bytes = [0; 4];
    let mut len = 0;
    for (count, c) in rest.chars().take(bytes.len()).enumerate() {
        bytes[count] = windows_1252(c)?;
        len += c.len_utf8();
        if count == 0 {
            continue;
        }
        if let Some(meant) = single_char(&bytes[..=count]) {
            return Some((meant, len));
        }
    }
    None
}

fn single_char(bytes: &[u8]) -> Option<char> {
    let mut chars = str::from_utf8(bytes).ok()?.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn spelled(meant: char) -> Cow<'static, str> {
    match plain_form(meant) {
        Some(text) => text.into(),
        None if meant.is_whitespace() => " ".into(),
        None => meant.to_string().into(),
    }
}

/// The byte that Windows-1252 has for a character.
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match c {
        '\u{80}'..='\u{FF}' => Some(c as u8),
        _ => HIGH.iter().position(|&h| h == c).map(|at| 0x80 + at as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(raw: &str) -> String {
        pieces(raw)
            .map(|piece| match piece {
                Cleaned::Verbatim { text, .. } => text.to_owned(),
                Cleaned::Replaced { text, .. } | Cleaned::Garbled { text, .. } => text.into_owned(),
                Cleaned::Space(_) => " ".to_owned(),
                Cleaned::SentenceMark(_) => "¦".to_owned(),
                Cleaned::Dropped => String::new(),
            })
            .collect()
    }

    #[test]
    fn white_space_folds_and_marks_become_plain() {
        assert_eq!(
            cleaned("We\u{A0}don’t  sell\r\n“data”…"),
            "We don't sell \"data\"..."
        );
        assert_eq!(
            cleaned("self\u{2011}hosted\u{200B} co\u{AD}operation"),
            "self-hosted cooperation"
        );
    }

    #[test]
    fn mojibake_is_read_as_it_was_meant() {
        assert_eq!(
            cleaned("weâ€™ll ask â€œyouâ€\u{9d} CafÃ©Â here"),
            "we'll ask \"you\" Café here"
        );
        assert_eq!(cleaned("Ã—"), "×");
        assert_eq!(cleaned("Âge tendre, âme"), "Âge tendre, âme");
    }

    #[test]
    fn crawlers_markers_part_sentences() {
        assert_eq!(cleaned("one. [CLS] [SEP] two"), "one. ¦ ¦ two");
        assert_eq!(cleaned("[Company Name] [CLS]"), "[Company Name] ¦");
    }
}
