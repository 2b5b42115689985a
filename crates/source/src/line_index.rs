use std::sync::OnceLock;

use memchr::{memchr_iter, memrchr};

/// Distance in bytes between two checkpoints, so that a place on a line of
/// 50 MB costs a scan of 1 KiB and not of the line.
const STRIDE: usize = 1024;

/// A line's part of so many bytes is counted without checkpoints.
const SHORT: usize = 4 * STRIDE;

/// A place as the Language Server Protocol counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// UTF-16 code units since the start of the line, from 0.
    pub character: u32,
}

/// Where the lines of a text are, made once a file: they are counted from one
/// checkpoint to the next, since few of them are asked for.
///
/// A line ends at `\n`; a `\r` before it belongs to the line that it ends.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// The line at each multiple of [`STRIDE`].
    lines: Vec<Line>,
    /// UTF-16 units before each of them, made when a long line asks for one.
    units: OnceLock<Vec<u32>>,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    /// From 0.
    number: u32,
    /// Its first byte.
    start: u32,
}

impl LineIndex {
    /// Counts the lines of `text`, which must be shorter than 4 GiB.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut line = Line {
            number: 0,
            start: 0,
        };
        let chunks = text.as_bytes().chunks(STRIDE).enumerate();
        let lines = chunks.map(|(slot, chunk)| {
            let next = line.after(slot * STRIDE, chunk);
            std::mem::replace(&mut line, next)
        });
        let mut lines: Vec<Line> = lines.collect();
        lines.push(line);
        Self {
            lines,
            units: OnceLock::new(),
        }
    }

    /// Line and UTF-16 column of a byte offset; past the end, the end.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = floor_char(text, offset);
        let Line { number, start } = self.line(text, offset);
        let part = &text[start as usize..offset as usize];
        let character = match part.len() <= SHORT {
            true => utf16_len(part),
            false => self.units_before(text, offset) - self.units_before(text, start),
        };
        Position {
            line: number,
            character,
        }
    }

    /// Byte offset of the first byte of the line that a byte offset lies on.
    #[must_use]
    pub fn line_start(&self, text: &str, offset: u32) -> u32 {
        self.line(text, floor_char(text, offset)).start
    }

    fn line(&self, text: &str, offset: u32) -> Line {
        let slot = (offset as usize / STRIDE).min(self.lines.len() - 1);
        let from = slot * STRIDE;
        self.lines[slot].after(from, &text.as_bytes()[from..offset as usize])
    }

    fn units_before(&self, text: &str, offset: u32) -> u32 {
        let units = self.units.get_or_init(|| checkpoints(text));
        let slot = offset as usize / STRIDE;
        let from = ceil_char(text, slot * STRIDE);
        let tail = text.get(from..offset as usize).unwrap_or_default();
        units[slot] + utf16_len(tail)
    }
}

impl Line {
    /// The line behind some bytes that begin on this one, at `from`.
    fn after(self, from: usize, bytes: &[u8]) -> Self {
        match memrchr(b'\n', bytes) {
            None => self,
            Some(last) => Self {
                number: self.number + memchr_iter(b'\n', bytes).count() as u32,
                start: (from + last) as u32 + 1,
            },
        }
    }
}

fn checkpoints(text: &str) -> Vec<u32> {
    let mut units = Vec::with_capacity(text.len() / STRIDE + 1);
    let (mut from, mut count) = (0, 0);
    for slot in 0..=text.len() / STRIDE {
        let to = ceil_char(text, slot * STRIDE);
        count += utf16_len(&text[from..to]);
        units.push(count);
        from = to;
    }
    units
}

/// Every character is one unit; those of four bytes are two. No branch, so that
/// several bytes are counted at once.
fn utf16_len(text: &str) -> u32 {
    let units = |byte: &u8| u32::from(*byte as i8 >= -64) + u32::from(*byte >= 0xF0);
    text.as_bytes().iter().map(units).sum()
}

fn ceil_char(text: &str, offset: usize) -> usize {
    text.ceil_char_boundary(offset.min(text.len()))
}

fn floor_char(text: &str, offset: u32) -> u32 {
    text.floor_char_boundary((offset as usize).min(text.len())) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: u32) -> (u32, u32) {
        let position = LineIndex::new(text).position(text, offset);
        (position.line, position.character)
    }

    #[test]
    fn columns_count_utf16_units() {
        let text = "a\r\n\u{1F600}b\né";
        assert_eq!(at(text, 0), (0, 0));
        assert_eq!(at(text, 3), (1, 0));
        assert_eq!(at(text, 7), (1, 2));
        assert_eq!(at(text, 9), (2, 0));
        assert_eq!(at(text, 11), (2, 1));
        assert_eq!(at(text, 99), (2, 1));
    }

    #[test]
    fn checkpoints_agree_with_a_plain_count() {
        let text = "é\u{1F600}xy\n".repeat(3000);
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().step_by(97) {
            let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
            let expected = text[start..offset].encode_utf16().count() as u32;
            assert_eq!(index.position(&text, offset as u32).character, expected);
        }
    }

    #[test]
    fn every_place_of_short_and_long_lines_is_found() {
        let long = "é\u{1F600}x".repeat(2 * SHORT / 7);
        for text in [
            String::new(),
            "\n".repeat(2 * STRIDE),
            format!("{}\n{long}\nend", "a".repeat(STRIDE - 1)),
            format!("{long}\n\n{long}\n"),
        ] {
            let index = LineIndex::new(&text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..at];
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let expected = Position {
                    line: before.matches('\n').count() as u32,
                    character: before[start..].encode_utf16().count() as u32,
                };
                assert_eq!(index.position(&text, at as u32), expected, "byte {at}");
                assert_eq!(index.line_start(&text, at as u32), start as u32);
            }
        }
    }
}
