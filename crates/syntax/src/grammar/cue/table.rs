//! Cues as a table: a word is looked up at one place, where nearly every word
//! that is none meets nothing.

use super::super::law;
use super::super::letters;
use super::super::phrases::Phrases;
use super::{BEHIND, CUES, Cue};

/// A word that is a cue.
#[derive(Clone, Copy)]
struct Entry {
    /// The key of its first letters.
    key: u64,
    word: &'static str,
    cue: Cue,
    /// The words behind it, where it is one only before these.
    behind: Option<&'static Phrases>,
}

/// The cue that a word is, in any capitals, by the key of its first letters;
/// none where the word behind it makes it none.
#[inline(always)]
pub(in crate::grammar) fn cue(word: &[u8], key: u64, behind: &[u8]) -> Option<Cue> {
    let mut slot = slot(key);
    loop {
        // Nearly every word that is no cue ends here.
        let entry = &ENTRIES[usize::from(SLOTS[slot].checked_sub(1)?)];
        if entry.key == key && entry.is(word) {
            return entry.leads(behind).then_some(entry.cue);
        }
        slot = (slot + 1) % SLOTS.len();
    }
}

impl Entry {
    /// Whether a word is the cue, whose first letters it has.
    fn is(&self, word: &[u8]) -> bool {
        let cue = self.word.as_bytes();
        word.len() == cue.len() && (word.len() <= 8 || word[8..].eq_ignore_ascii_case(&cue[8..]))
    }

    /// Whether a word that is none of those needed may not stand behind it.
    fn leads(&self, behind: &[u8]) -> bool {
        let Some(needed) = self.behind else {
            return true;
        };
        let word = behind.get(1..).unwrap_or_default();
        let letters = word.iter().take_while(|byte| byte.is_ascii_alphabetic());
        let (word, rest) = word.split_at(letters.count());
        // Gaps of other kinds and dots within words are left to the parsers.
        behind.first() != Some(&b' ')
            || word.is_empty()
            || rest.first() == Some(&b'.')
            || needed.has(word)
    }
}

/// Where the search for a word begins.
const fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as usize
}

/// Cues, those of the grammar's own before the laws'.
static ENTRIES: [Entry; COUNT] = {
    let mut entries = [entry("", Cue::The, None); COUNT];
    let (mut list, mut count) = (0, 0);
    while list < CUES.len() {
        let (cue, words) = CUES[list];
        let mut at = 0;
        while at < words.len() {
            entries[count] = entry(words[at], cue, behind(words[at]));
            (at, count) = (at + 1, count + 1);
        }
        list += 1;
    }
    let mut at = 0;
    while at < law::FIRST_WORDS.len() {
        let (word, behind) = law::FIRST_WORDS[at];
        entries[count] = entry(word, Cue::Law, behind);
        (at, count) = (at + 1, count + 1);
    }
    entries
};

const fn entry(word: &'static str, cue: Cue, behind: Option<&'static Phrases>) -> Entry {
    Entry {
        key: letters::key(word.as_bytes()),
        word,
        cue,
        behind,
    }
}

/// The words needed behind one of the grammar's own cues.
const fn behind(word: &str) -> Option<&'static Phrases> {
    let mut at = 0;
    while at < BEHIND.len() {
        let (cue, words) = BEHIND[at];
        if letters::key(cue.as_bytes()) == letters::key(word.as_bytes()) {
            return Some(words);
        }
        at += 1;
    }
    None
}

const COUNT: usize = {
    let (mut count, mut list) = (law::FIRST_WORDS.len(), 0);
    while list < CUES.len() {
        count += CUES[list].1.len();
        list += 1;
    }
    count
};

/// Entries by their keys, counted from 1: many more slots than there are cues.
static SLOTS: [u16; 2048] = {
    let mut slots = [0; 2048];
    let mut entry = 0;
    while entry < COUNT {
        let mut at = slot(ENTRIES[entry].key);
        while slots[at] != 0 {
            at = (at + 1) % slots.len();
        }
        entry += 1;
        slots[at] = entry as u16;
    }
    slots
};
