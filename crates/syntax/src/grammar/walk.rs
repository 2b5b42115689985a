//! Where in a text an entity can begin at all.

use super::cue::{Cue, cue};
use super::letters::Letters;

/// A place in the text where an entity may begin.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The text in front.
    pub(super) before: &'a str,
    /// The text from here on.
    pub(super) input: &'a str,
    /// The word that begins here; empty at a sign.
    pub(super) word: &'a str,
    /// What the word may lead in.
    pub(super) cue: Option<Cue>,
}

/// The next place at or behind `at` where an entity can begin.
pub(super) fn next_spot(text: &str, mut at: usize) -> Option<Spot<'_>> {
    let bytes = text.as_bytes();
    loop {
        if let Some(word) = Word::at(bytes, at) {
            if word.begins(bytes) {
                return Some(spot(text, at, word.end, word.cue));
            }
            at = word.end + usize::from(bytes.get(word.end) == Some(&b' '));
        } else {
            match CLASSES[usize::from(*bytes.get(at)?)] {
                Class::Sign => return Some(spot(text, at, at, None)),
                _ => at += gap_len(&bytes[at..]),
            }
        }
    }
}

/// The place where `text` begins, if an entity can.
pub(super) fn first_spot(text: &str) -> Option<Spot<'_>> {
    let bytes = text.as_bytes();
    match Word::at(bytes, 0) {
        Some(word) if word.begins(bytes) => Some(spot(text, 0, word.end, word.cue)),
        Some(_) => None,
        None => {
            let sign = matches!(CLASSES[usize::from(*bytes.first()?)], Class::Sign);
            sign.then(|| spot(text, 0, 0, None))
        }
    }
}

/// A word as the walk sees it.
struct Word {
    end: usize,
    cue: Option<Cue>,
    /// Whether it is a number, or begins with a section's sign.
    counts: bool,
}

impl Word {
    /// The word that begins at `start`, if one does.
    #[inline(always)]
    fn at(bytes: &[u8], start: usize) -> Option<Self> {
        let letters = Letters::of(bytes.get(start..)?);
        let end = start + letters.len;
        match bytes.get(end).map(|byte| CLASSES[usize::from(*byte)]) {
            Some(Class::Letter | Class::Foreign) => Self::other(bytes, start, letters),
            _ if letters.len == 0 => None,
            _ => Some(Self {
                end,
                cue: cue(&bytes[start..end], letters.key, &bytes[end..]),
                counts: false,
            }),
        }
    }

    /// One that has more than eight letters, or other signs than letters.
    #[inline(never)]
    fn other(bytes: &[u8], start: usize, letters: Letters) -> Option<Self> {
        let (mut end, mut plain) = (start + letters.len, true);
        while let Some(byte) = bytes.get(end) {
            match CLASSES[usize::from(*byte)] {
                Class::Letter => plain &= byte.is_ascii_alphabetic(),
                Class::Foreign if foreign_gap(&bytes[end..]) == 0 => plain = false,
                _ => break,
            }
            end += 1;
        }
        let word = &bytes[start..end];
        (start < end).then(|| Self {
            end,
            cue: if plain {
                cue(word, letters.key, &bytes[end..])
            } else {
                None
            },
            counts: matches!(word, [b'0'..=b'9' | 0xC2, ..]),
        })
    }

    /// Whether an entity can begin with it. With most words none can: they
    /// lead in nothing, and nothing behind them makes an address of them, be
    /// it of the net ("privacy@", "example.org", "privacy (at)") or of a house
    /// ("Hauptstr. 5").
    #[inline(always)]
    fn begins(&self, bytes: &[u8]) -> bool {
        self.cue.is_some()
            || self.counts
            || match bytes[self.end..] {
                [b' ', b'0'..=b'9' | b'[' | b'(' | b'{' | b'<', ..] => true,
                [b' ', b'a' | b'A', b't' | b'T', ..] => true,
                [b' ', ..] => false,
                [b'[' | b'(' | b'{', ..] => true,
                [b'.', b' ', next, ..] => next.is_ascii_digit(),
                [b'@' | b'.' | b'-' | b'+' | b'%' | b':', next, ..] => !next.is_ascii_whitespace(),
                _ => false,
            }
    }
}

fn spot(text: &str, start: usize, end: usize, cue: Option<Cue>) -> Spot<'_> {
    let (before, input) = text.split_at(start);
    Spot {
        before,
        input,
        word: &input[..end - start],
        cue,
    }
}

/// Length of what parts words, of which at least one sign stands there.
fn gap_len(bytes: &[u8]) -> usize {
    let gap = |byte: &&u8| matches!(CLASSES[usize::from(**byte)], Class::Gap);
    match foreign_gap(bytes) {
        0 => bytes.iter().take_while(gap).count(),
        width => width,
    }
}

/// Width of a non-ASCII gap or punctuation mark: the no-break space and the
/// block of general punctuation.
fn foreign_gap(bytes: &[u8]) -> usize {
    match bytes {
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, _, ..] => 3,
        _ => 0,
    }
}

#[derive(Clone, Copy)]
enum Class {
    Gap,
    Sign,
    Letter,
    Foreign,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => Class::Letter,
            b'(' | b'+' | b'[' | b'{' | b'<' | b'$' | b'%' | b'"' | b'\'' => Class::Sign,
            0x80.. => Class::Foreign,
            _ => Class::Gap,
        };
        byte += 1;
    }
    classes
};
