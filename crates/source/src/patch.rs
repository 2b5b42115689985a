//! The way back: other text in a file's bytes, in the encoding that it has.

use encoding_rs::WINDOWS_1252;
use thiserror::Error;

use crate::{Encoding, Source, Span};

/// Why text cannot be written into a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{text:?} cannot be written in the file's encoding; convert the file to UTF-8")]
pub struct EncodeError {
    /// The text that the encoding has no bytes for.
    pub text: String,
}

impl Source {
    /// The bytes that this was decoded from, with other text in some places;
    /// what stands around them stays byte for byte, its mark, line ends and
    /// broken characters included.
    ///
    /// `edits` are spans of the decoded text by place, which do not overlap.
    ///
    /// # Errors
    /// [`EncodeError`] where what comes out would not be read as it was meant.
    pub fn patch(&self, bytes: &[u8], edits: &[(Span, &str)]) -> Result<Vec<u8>, EncodeError> {
        let mut patched = Vec::with_capacity(bytes.len());
        let mut at = 0;
        for (span, text) in edits {
            let place = self.file_span(*span);
            patched.extend(bytes.get(at..place.start as usize).unwrap_or_default());
            patched.extend(self.encode(bytes, text)?);
            at = place.end as usize;
        }
        patched.extend(bytes.get(at..).unwrap_or_default());
        let read = Self::decode(patched.clone());
        let meant = patch_text(self.text(), edits);
        if read.is_ok_and(|read| read.text() == meant) {
            return Ok(patched);
        }
        let text = edits.iter().map(|(_, text)| *text);
        Err(EncodeError {
            text: text.collect::<Vec<_>>().join(" "),
        })
    }

    fn encode(&self, bytes: &[u8], text: &str) -> Result<Vec<u8>, EncodeError> {
        match self.encoding() {
            Encoding::Utf8 => Ok(text.into()),
            Encoding::Utf16 => {
                let little = bytes.starts_with(&[0xFF, 0xFE]);
                let unit = |unit: u16| match little {
                    true => unit.to_le_bytes(),
                    false => unit.to_be_bytes(),
                };
                Ok(text.encode_utf16().flat_map(unit).collect())
            }
            Encoding::Salvaged(_) => match WINDOWS_1252.encode(text) {
                (bytes, _, false) => Ok(bytes.into_owned()),
                _ => Err(EncodeError { text: text.into() }),
            },
        }
    }
}

/// `text` with other text in some places.
fn patch_text(text: &str, edits: &[(Span, &str)]) -> String {
    let mut patched = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in edits {
        patched.push_str(Span::new(at, span.start).of(text));
        patched.push_str(new);
        at = span.end;
    }
    patched + Span::new(at, text.len() as u32).of(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patched(bytes: &[u8], words: &str, new: &str) -> Result<Vec<u8>, EncodeError> {
        let source = Source::decode(bytes.to_vec()).unwrap();
        let at = source.text().find(words).unwrap() as u32;
        let span = Span::new(at, at + words.len() as u32);
        source.patch(bytes, &[(span, new)])
    }

    #[test]
    fn marks_line_ends_and_missing_ones_stay() {
        let bytes = b"\xEF\xBB\xBFWe keep\r\ndata";
        assert_eq!(
            patched(bytes, "keep", "gather").unwrap(),
            b"\xEF\xBB\xBFWe gather\r\ndata"
        );
    }

    #[test]
    fn windows_1252_is_written_back_as_it_was() {
        let bytes = b"caf\xE9 \x93data\x94 \x81 na\xC3\xAFve";
        assert_eq!(
            patched(bytes, "data", "d\u{E9}tails").unwrap(),
            b"caf\xE9 \x93d\xE9tails\x94 \x81 na\xC3\xAFve"
        );
    }

    #[test]
    fn what_an_encoding_lacks_is_refused() {
        assert!(patched(b"caf\xE9 data", "data", "\u{3B1}").is_err());
        // Would be read as one character of UTF-8.
        assert!(patched(b"caf\xE9 data", "data", "\u{C3}\u{A9}").is_err());
    }

    #[test]
    fn utf16_of_both_orders_is_written_back() {
        let bytes = |unit: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
            let mark = unit(0xFEFF);
            let text = text.encode_utf16().flat_map(unit);
            mark.into_iter().chain(text).collect()
        };
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let (old, new) = (bytes(unit, "é data"), bytes(unit, "é \u{1F600}"));
            assert_eq!(patched(&old, "data", "\u{1F600}").unwrap(), new);
            // Half a character at the end stays.
            let (old, new) = ([old, vec![7]].concat(), [new, vec![7]].concat());
            assert_eq!(patched(&old, "data", "\u{1F600}").unwrap(), new);
        }
    }
}
