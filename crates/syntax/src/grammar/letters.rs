//! Words, their first eight letters at a time.

/// The letters that a text begins with, at most eight.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// In lower case, the first of them lowest, 0 behind the last.
    pub(super) key: u64,
    pub(super) len: usize,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;
/// Makes capitals small, and of no other sign a small letter.
const SMALL: u64 = 0x20 * ONES;

impl Letters {
    #[inline(always)]
    pub(super) fn of(text: &[u8]) -> Self {
        let eight = match text.first_chunk() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => key(text),
        };
        let others = !letters(eight) & HIGH;
        let len = others.trailing_zeros() / 8;
        // Two steps, since no shift is of all eight.
        let behind = !0 << (4 * len) << (4 * len);
        Self {
            key: (eight | SMALL) & !behind,
            len: len as usize,
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

/// The high bit of each byte that is a letter.
#[inline(always)]
const fn letters(eight: u64) -> u64 {
    let small = (eight | SMALL) & !HIGH;
    // No byte carries into the next: each is below 0x80.
    let from_a = small + (0x80 - b'a' as u64) * ONES;
    let beyond_z = small + (0x7F - b'z' as u64) * ONES;
    from_a & !beyond_z & !eight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_apart() {
        for byte in 0..=u8::MAX {
            for at in 0..9 {
                let mut text = *b"aZbYcXdWeV";
                text[at] = byte;
                let len = if byte.is_ascii_alphabetic() {
                    8
                } else {
                    at.min(8)
                };
                for text in [&text[..], &text[..8], &text[..4]] {
                    let found = Letters::of(text);
                    let lower = text[..len.min(text.len())].to_ascii_lowercase();
                    assert_eq!((found.len, found.key), (lower.len(), key(&lower)));
                }
            }
        }
    }
}
