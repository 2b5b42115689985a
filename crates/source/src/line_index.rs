use memchr::memchr_iter;

/// Distance in bytes between two checkpoints of the UTF-16 count, so that a
/// column on a line of 50 MB costs a scan of 1 KiB and not of the line.
const STRIDE: usize = 1024;

/// A place as the Language Server Protocol counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// UTF-16 code units since the start of the line, from 0.
    pub character: u32,
}

/// Where each line of a text starts, made once a file.
///
/// A line ends at `\n`; a `\r` before it belongs to the line that it ends.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// UTF-16 units before each multiple of [`STRIDE`]; empty for ASCII.
    units: Vec<u32>,
}

impl LineIndex {
    /// Reads the line starts of `text`, which must be shorter than 4 GiB.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        let units = if text.is_ascii() {
            Vec::new()
        } else {
            checkpoints(text)
        };
        Self { starts, units }
    }

    /// Line and UTF-16 column of a byte offset; past the end, the end.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = floor_char(text, offset);
        let line = self.line(offset);
        let start = self.starts[line as usize];
        Position {
            line,
            character: self.units_before(text, offset) - self.units_before(text, start),
        }
    }

    /// The line, from 0, that a byte offset lies on.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32 - 1
    }

    /// Byte offset of the first byte of a line counted from 0; the last
    /// line's where there is no such line.
    #[must_use]
    pub fn start(&self, line: u32) -> u32 {
        let last = self.starts.len() - 1;
        self.starts[(line as usize).min(last)]
    }

    fn units_before(&self, text: &str, offset: u32) -> u32 {
        if self.units.is_empty() {
            return offset;
        }
        let slot = offset as usize / STRIDE;
        let from = ceil_char(text, slot * STRIDE);
        let tail = text.get(from..offset as usize).unwrap_or_default();
        self.units[slot] + utf16_len(tail)
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
}
