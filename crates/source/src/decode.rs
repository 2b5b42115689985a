use encoding_rs::WINDOWS_1252;
use memchr::memchr;
use thiserror::Error;

use crate::{LineIndex, Position, Span};

/// Text offsets between two checkpoints of a UTF-16 file's byte offsets.
const STRIDE: usize = 1024;

/// A policy's text, decoded, which still knows where each character stood in
/// the file that it was read from.
#[derive(Debug, Clone)]
pub struct Source {
    text: String,
    origin: Origin,
    encoding: Encoding,
    lines: LineIndex,
}

/// How the bytes of a file were understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 by its byte order mark.
    Utf16,
    /// Not valid UTF-8: what is valid was kept, every other byte was read as
    /// Windows-1252, as browsers do. Holds the number of such bytes.
    Salvaged(u32),
}

/// Why bytes are not a policy's text.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum DecodeError {
    /// A NUL byte, which no text has.
    #[error("this is a binary file: byte {offset} is NUL")]
    Binary {
        /// Offset of the first NUL byte in the file.
        offset: usize,
    },
    /// Offsets are 32 bits wide.
    #[error("the file has {size} bytes; clauselint reads files of less than 4 GiB")]
    TooLarge {
        /// Size of the file in bytes.
        size: u64,
    },
}

#[derive(Debug, Clone)]
enum Origin {
    /// File offset = text offset + the length of the byte order mark.
    Shifted(u32),
    /// File offset of the first character at or after each multiple of
    /// [`STRIDE`] in the text; a character takes 2 or 4 bytes of the file.
    Utf16(Vec<u32>),
    /// Pairs of (text offset, file offset) where the distance changes.
    Patched(Vec<(u32, u32)>),
}

impl Source {
    /// Decodes a file's bytes.
    ///
    /// A byte order mark decides between UTF-8 and UTF-16 and is left out of
    /// the text. Bytes that are not UTF-8 are read as Windows-1252 one by one,
    /// a lone surrogate becomes U+FFFD; neither is an error.
    ///
    /// # Errors
    /// [`DecodeError::Binary`] for a NUL byte outside UTF-16, and
    /// [`DecodeError::TooLarge`] from 4 GiB on.
    pub fn decode(bytes: Vec<u8>) -> Result<Self, DecodeError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(DecodeError::TooLarge {
                size: bytes.len() as u64,
            });
        }
        match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
            _ => decode_utf8(bytes),
        }
    }

    fn new(text: String, origin: Origin, encoding: Encoding) -> Result<Self, DecodeError> {
        // A character can take more bytes decoded than in the file.
        if u32::try_from(text.len()).is_err() {
            return Err(DecodeError::TooLarge {
                size: text.len() as u64,
            });
        }
        if let Some(offset) = memchr(0, text.as_bytes()) {
            let offset = origin.file_offset(&text, offset as u32) as usize;
            return Err(DecodeError::Binary { offset });
        }
        let lines = LineIndex::new(&text);
        Ok(Self {
            text,
            origin,
            encoding,
            lines,
        })
    }

    /// The decoded text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the bytes were understood.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Byte offset of the first byte of the line that an offset lies on, both of
    /// the decoded text.
    #[must_use]
    pub fn line_start(&self, offset: u32) -> u32 {
        self.lines.line_start(&self.text, offset)
    }

    /// Line and UTF-16 column of an offset of the decoded text.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The bytes of the original file that a span of the decoded text came from.
    #[must_use]
    pub fn file_span(&self, span: Span) -> Span {
        Span::new(
            self.origin.file_offset(&self.text, span.start),
            self.origin.file_offset(&self.text, span.end),
        )
    }
}

impl Origin {
    fn file_offset(&self, text: &str, offset: u32) -> u32 {
        match self {
            Self::Shifted(by) => offset + by,
            Self::Utf16(checkpoints) => {
                let slot = offset as usize / STRIDE;
                let from = text.ceil_char_boundary(slot * STRIDE);
                let tail = text.get(from..offset as usize).unwrap_or_default();
                let units: usize = tail.chars().map(char::len_utf16).sum();
                checkpoints[slot] + 2 * units as u32
            }
            Self::Patched(pairs) => {
                let at = pairs.partition_point(|pair| pair.0 <= offset) - 1;
                pairs[at].1 + (offset - pairs[at].0)
            }
        }
    }
}

fn decode_utf8(bytes: Vec<u8>) -> Result<Source, DecodeError> {
    let mark = u32::from(bytes.starts_with(b"\xEF\xBB\xBF")) * 3;
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            text.drain(..mark as usize);
            Source::new(text, Origin::Shifted(mark), Encoding::Utf8)
        }
        Err(error) => salvage(&error.into_bytes()[mark as usize..], mark),
    }
}

fn salvage(bytes: &[u8], mark: u32) -> Result<Source, DecodeError> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut pairs = vec![(0, mark)];
    let (mut at, mut count) = (mark, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len() as u32;
        for byte in chunk.invalid() {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[*byte]).0);
            at += 1;
            count += 1;
            pairs.push((text.len() as u32, at));
        }
    }
    Source::new(text, Origin::Patched(pairs), Encoding::Salvaged(count))
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Source, DecodeError> {
    let (pairs, _odd_byte) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut checkpoints = vec![2];
    let mut at = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let c = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(c);
        at += 2 * c.len_utf16() as u32;
        while checkpoints.len() * STRIDE <= text.len() {
            checkpoints.push(at);
        }
    }
    Source::new(text, Origin::Utf16(checkpoints), Encoding::Utf16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_span_of(source: &Source, needle: &str) -> (u32, u32) {
        let at = source.text().find(needle).unwrap() as u32;
        let span = source.file_span(Span::new(at, at + needle.len() as u32));
        (span.start, span.end)
    }

    #[test]
    fn a_mark_is_no_text_but_counts_in_file_offsets() {
        let source = Source::decode(b"\xEF\xBB\xBFdata".to_vec()).unwrap();
        assert_eq!(source.text(), "data");
        assert_eq!(file_span_of(&source, "ta"), (5, 7));
    }

    #[test]
    fn utf16_of_both_orders_keeps_file_offsets() {
        let words = "é\u{1F600} retention ".repeat(400) + "end";
        let little: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(words.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let big: Vec<u8> = [0xFE, 0xFF]
            .into_iter()
            .chain(words.encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        for bytes in [little, big] {
            let size = bytes.len() as u32;
            let source = Source::decode(bytes).unwrap();
            assert_eq!(source.text(), words);
            assert_eq!(file_span_of(&source, "end"), (size - 6, size));
            assert_eq!(source.encoding(), Encoding::Utf16);
        }
    }

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        let source = Source::decode(vec![0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b', 0]).unwrap();
        assert_eq!(source.text(), "a\u{FFFD}b");
        assert_eq!(file_span_of(&source, "b"), (6, 8));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_read_as_windows_1252() {
        let source = Source::decode(b"caf\xE9 \x93us\x94 na\xC3\xAFve end".to_vec()).unwrap();
        assert_eq!(source.text(), "café “us” naïve end");
        assert_eq!(source.encoding(), Encoding::Salvaged(3));
        assert_eq!(file_span_of(&source, "us"), (6, 8));
        assert_eq!(file_span_of(&source, "end"), (17, 20));
    }

    #[test]
    fn binaries_are_refused_with_the_place() {
        let error = Source::decode(b"MZ\x90\x00\x03".to_vec()).unwrap_err();
        assert_eq!(error, DecodeError::Binary { offset: 3 });
    }
}
