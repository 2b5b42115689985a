//! Eight bytes of text at a time, as one number with the first byte lowest.
//!
//! What holds for a byte is told by its high bit.

const ONES: u64 = 0x0101_0101_0101_0101;
/// The high bit of each byte.
pub const HIGH: u64 = 0x80 * ONES;
/// Makes capitals small, and of no other sign a small letter.
pub const SMALL: u64 = 0x20 * ONES;

/// Which bytes lie between two of ASCII.
#[inline(always)]
#[must_use]
pub const fn within(eight: u64, first: u8, last: u8) -> u64 {
    // No byte carries into the next: each is below 0x80.
    let low = eight & !HIGH;
    let from = low + (0x80 - first as u64) * ONES;
    let beyond = low + (0x7F - last as u64) * ONES;
    from & !beyond & !eight & HIGH
}

/// How many bytes come before the first that something holds for.
#[inline(always)]
#[must_use]
pub const fn before(holds: u64) -> usize {
    (holds.trailing_zeros() / 8) as usize
}

/// 1 for each byte that something holds for.
#[inline(always)]
pub(crate) const fn ones(holds: u64) -> u64 {
    holds >> 7
}

/// How many bytes are 1, where all are 1 or 0.
#[inline(always)]
pub(crate) const fn sum_of(ones: u64) -> u32 {
    (ones.wrapping_mul(ONES) >> 56) as u32
}

/// All bits of each byte that is 1.
#[inline(always)]
pub(crate) const fn filled(ones: u64) -> u64 {
    (ones << 8).wrapping_sub(ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_apart() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut text = *b"aZbYcXdW";
                text[at] = byte;
                let eight = u64::from_le_bytes(text);
                let others = !within(eight | SMALL, b'a', b'z') & HIGH;
                let expected = if byte.is_ascii_alphabetic() { 8 } else { at };
                assert_eq!(before(others), expected, "{byte}");
                let found = before(within(eight, b'[', b'['));
                assert_eq!(found, if byte == b'[' { at } else { 8 }, "{byte}");
            }
        }
    }
}
