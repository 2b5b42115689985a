//! Lists of phrases, in which a text is looked up letter by letter.

use std::cmp::Ordering;

use super::lexeme::{ends_word, gap};

/// Phrases in order.
#[derive(Debug)]
pub(super) struct Phrases {
    list: &'static [Phrase],
    /// Where the phrases of each first letter begin.
    starts: [u8; 32],
    /// The letters that stand second, as bits.
    second: u32,
}

/// A phrase, and how many letters the one before begins with as well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    name: &'static str,
    shared: usize,
}

/// Phrases written out, or `of` an array, put in order by the compiler.
macro_rules! phrases {
    (of $given:expr) => {
        const {
            use $crate::grammar::phrases::{Phrase, Phrases, in_order};
            const LIST: [Phrase; $given.len()] = in_order(&$given);
            &Phrases::of(&LIST)
        }
    };
    ($($phrase:literal),+ $(,)?) => {
        phrases!(of [$($phrase),+])
    };
}
pub(super) use phrases;

impl Phrases {
    pub(super) const fn of(list: &'static [Phrase]) -> Self {
        let (mut starts, mut second) = ([list.len() as u8; 32], 0);
        let mut at = list.len();
        while at > 0 {
            at -= 1;
            let name = list[at].name.as_bytes();
            assert!(name[0].is_ascii_alphabetic(), "phrases begin with letters");
            starts[letter(name[0])] = at as u8;
            second |= match name {
                // Any gap may stand for the space, anything behind the end.
                [_] | [_, b' ', ..] => !0,
                _ => 1 << letter(name[1]),
            };
        }
        Self {
            list,
            starts,
            second,
        }
    }

    /// What follows the longest of the phrases that the text begins with, in
    /// any capitals, where a word ends behind it; a space in a phrase stands
    /// for any single gap.
    #[inline]
    pub(super) fn strip<'a>(&self, input: &'a str) -> Option<&'a str> {
        let start = self.start(input.as_bytes())?;
        longest(&self.list[start..], input)
    }

    /// Whether a word is one of the phrases.
    pub(super) fn has(&self, word: &[u8]) -> bool {
        let is = |phrase: &Phrase| phrase.name.as_bytes().eq_ignore_ascii_case(word);
        let from = self.start(word).unwrap_or(self.list.len());
        self.list[from..].iter().any(is)
    }

    /// Whether a word begins with one of the phrases, whatever follows there.
    pub(super) fn begins(&self, word: &str) -> bool {
        let Some(start) = self.start(word.as_bytes()) else {
            return false;
        };
        self.list[start..].iter().any(|phrase| {
            let begun = word.as_bytes().get(..phrase.name.len());
            begun.is_some_and(|begun| begun.eq_ignore_ascii_case(phrase.name.as_bytes()))
        })
    }

    /// Where the phrases begin that the text may begin with.
    #[inline]
    fn start(&self, text: &[u8]) -> Option<usize> {
        let start = usize::from(self.starts[letter(*text.first()?)]);
        let second = text
            .get(1)
            .is_none_or(|byte| self.second >> letter(*byte) & 1 == 1);
        (second && start < self.list.len()).then_some(start)
    }

    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().map(|phrase| phrase.name)
    }
}

/// No letter of the text is looked at twice: a phrase that shares more with
/// the one before than the text does differs from the text as that one does,
/// and one that shares less stands behind all that agree with the text.
fn longest<'a>(list: &[Phrase], input: &'a str) -> Option<&'a str> {
    let bytes = input.as_bytes();
    let (mut agreed, mut at, mut longest) = (0, 0, None);
    for phrase in list {
        match phrase.shared.cmp(&agreed) {
            Ordering::Greater => continue,
            Ordering::Less => break,
            Ordering::Equal => {}
        }
        for want in &phrase.name.as_bytes()[agreed..] {
            match bytes.get(at) {
                Some(have) if *want != b' ' && have.eq_ignore_ascii_case(want) => at += 1,
                Some(_) if *want == b' ' => match gap(&bytes[at..]) {
                    Some(width) => at += width,
                    None => break,
                },
                _ => break,
            }
            agreed += 1;
        }
        if agreed == 0 {
            break;
        }
        if agreed == phrase.name.len() {
            longest = input.get(at..).filter(|rest| ends_word(rest)).or(longest);
        }
    }
    longest
}

/// Letters in either case by their last bits; of other bytes these tell less.
const fn letter(byte: u8) -> usize {
    (byte & 31) as usize
}

/// Puts phrases in order of their letters, whatever their capitals.
pub(super) const fn in_order<const N: usize>(given: &[&'static str]) -> [Phrase; N] {
    let mut list = [Phrase {
        name: "",
        shared: 0,
    }; N];
    let mut count = 0;
    while count < N {
        let name = given[count];
        let mut at = count;
        while at > 0 && is_before(name, list[at - 1].name) {
            list[at] = list[at - 1];
            at -= 1;
        }
        list[at].name = name;
        count += 1;
    }
    let mut at = 1;
    while at < N {
        list[at].shared = shared(list[at - 1].name, list[at].name);
        at += 1;
    }
    list
}

const fn is_before(one: &str, other: &str) -> bool {
    let at = shared(one, other);
    let (one, other) = (one.as_bytes(), other.as_bytes());
    at < other.len()
        && (at == one.len() || one[at].to_ascii_lowercase() < other[at].to_ascii_lowercase())
}

/// How many letters two phrases begin with alike.
const fn shared(one: &str, other: &str) -> usize {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at].eq_ignore_ascii_case(&other[at]) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_longest_phrase_counts_in_any_capitals() {
        let phrases = phrases![
            "of age",
            "old",
            "b c",
            "of age or older",
            "a",
            "olds",
            "Act"
        ];
        for (text, rest) in [
            ("Of Age or older.", "."),
            ("of age or", " or"),
            ("of age", ""),
            ("OLDS", ""),
            ("a", ""),
            ("act of", " of"),
            ("b\u{a0}c", ""),
        ] {
            assert_eq!(phrases.strip(text), Some(rest), "{text}");
        }
        for text in ["b", "b  c", "often", "of ages", "old\u{e9}", "o", ""] {
            assert_eq!(phrases.strip(text), None, "{text}");
        }
        assert!(phrases.iter().is_sorted_by_key(str::to_lowercase));
    }
}
