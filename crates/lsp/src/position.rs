//! Places in a text as editors count them.
//!
//! A line ends at `\n`, alone or behind `\r`; a lone `\r`, which the protocol
//! has as a line end too, is one to no editor that sends it.

use clauselint_source::{LineIndex, Span};
use gen_lsp_types::{Position, Range};
use memchr::memchr_iter;

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every client knows.
    Utf16,
}

/// The byte at a position; one past the end of a line is the line's end, one
/// past the last line the text's.
pub(crate) fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let mut ends = memchr_iter(b'\n', text.as_bytes());
    let start = match position.line.checked_sub(1) {
        None => 0,
        Some(before) => match ends.nth(before as usize) {
            Some(end) => end + 1,
            None => return text.len(),
        },
    };
    let rest = &text[start..];
    let line = rest.split('\n').next().unwrap_or_default();
    let line = line.strip_suffix('\r').unwrap_or(line);
    start + column(line, position.character as usize, encoding)
}

/// Within a character, its beginning.
fn column(line: &str, character: usize, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => line.floor_char_boundary(character.min(line.len())),
        Encoding::Utf16 => {
            let mut units = 0;
            let ends = line.char_indices().find(|(_, c)| {
                units += c.len_utf16();
                units > character
            });
            ends.map_or(line.len(), |(at, _)| at)
        }
    }
}

/// Where the lines of a text start, to tell positions by.
#[derive(Debug)]
pub(crate) struct Lines {
    index: LineIndex,
    encoding: Encoding,
}

impl Lines {
    pub(crate) fn new(text: &str, encoding: Encoding) -> Self {
        Self {
            index: LineIndex::new(text),
            encoding,
        }
    }

    /// The position of a byte of the text.
    pub(crate) fn position(&self, text: &str, offset: u32) -> Position {
        let place = self.index.position(text, offset);
        match self.encoding {
            Encoding::Utf16 => Position::new(place.line, place.character),
            Encoding::Utf8 => {
                let offset = text.floor_char_boundary((offset as usize).min(text.len()));
                Position::new(
                    place.line,
                    offset as u32 - self.index.line_start(text, offset as u32),
                )
            }
        }
    }

    pub(crate) fn range(&self, text: &str, span: Span) -> Range {
        Range::new(
            self.position(text, span.start),
            self.position(text, span.end),
        )
    }

    /// Units of a part of the text.
    pub(crate) fn units(&self, part: &str) -> u32 {
        match self.encoding {
            Encoding::Utf8 => part.len() as u32,
            Encoding::Utf16 => part.chars().map(|c| c.len_utf16() as u32).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = "a\r\n\u{1F600}b\né";
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = Lines::new(text, encoding);
            for at in [0, 1, 3, 7, 8, 9, 11] {
                let position = lines.position(text, at);
                assert_eq!(offset(text, position, encoding) as u32, at, "{encoding:?}");
            }
        }
    }

    #[test]
    fn positions_that_are_none() {
        let text = "ab\r\n\u{1F600}c";
        let at = |line, character| offset(text, Position::new(line, character), Encoding::Utf16);
        assert_eq!(at(0, 99), 2);
        assert_eq!(at(1, 1), 4);
        assert_eq!(at(1, 2), 8);
        assert_eq!(at(7, 0), text.len());
        assert_eq!(at(u32::MAX, u32::MAX), text.len());
        let bytes = offset(text, Position::new(1, 2), Encoding::Utf8);
        assert_eq!(bytes, 4);
    }
}
