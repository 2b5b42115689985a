//! Words by their first eight letters.

use crate::eight::{HIGH, SMALL, before, within};

/// The letters that a text begins with, at most eight.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// In lower case, the first of them lowest, 0 behind the last.
    pub(super) key: u64,
    pub(super) len: usize,
}

impl Letters {
    #[inline(always)]
    pub(super) fn of(text: &[u8]) -> Self {
        let eight = match text.first_chunk() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => key(text),
        };
        let small = eight | SMALL;
        let len = before(!within(small, b'a', b'z') & HIGH);
        // Two steps, since no shift is of all eight.
        let behind = !0 << (4 * len) << (4 * len);
        Self {
            key: small & !behind,
            len,
        }
    }
}

/// The key of a word in lower case, for tables.
#[inline(never)]
pub(super) const fn key(word: &[u8]) -> u64 {
    let (mut key, mut at) = (0, 0);
    while at < word.len() && at < 8 {
        key |= (word[at] as u64) << (8 * at);
        at += 1;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_end_with_the_word_or_with_eight() {
        for (text, word) in [
            ("We ask", "we"),
            ("SEPTEMBER 1", "septembe"),
            ("caf\u{e9}", "caf"),
            ("B2B", "b"),
            (" a", ""),
            ("", ""),
        ] {
            let found = Letters::of(text.as_bytes());
            assert_eq!((found.key, found.len), (key(word.as_bytes()), word.len()));
        }
    }
}
