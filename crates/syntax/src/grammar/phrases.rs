//! Lists of phrases that tell by two letters what is none of them.

use super::lexeme::strip_word;

/// Phrases, longer ones before their own beginnings.
#[derive(Debug)]
pub(super) struct Phrases {
    list: &'static [&'static str],
    /// Letters that they begin with.
    first: Letters,
    /// Letters that stand second.
    second: Letters,
}

/// A set of letters, whatever their capitals; of other bytes it knows little.
#[derive(Debug, Clone, Copy)]
struct Letters(u32);

/// Phrases written out, their letters looked through by the compiler.
macro_rules! phrases {
    ($($phrase:literal),+ $(,)?) => {
        const { &$crate::grammar::phrases::Phrases::of(&[$($phrase),+]) }
    };
}
pub(super) use phrases;

impl Phrases {
    pub(super) const fn of(list: &'static [&'static str]) -> Self {
        let (mut first, mut second) = (Letters(0), Letters(0));
        let mut at = 0;
        while at < list.len() {
            let phrase = list[at].as_bytes();
            first = first.with(phrase[0]);
            second = match phrase {
                // Any gap may stand for the space, anything behind the end.
                [_] | [_, b' ', ..] => Letters(!0),
                _ => second.with(phrase[1]),
            };
            at += 1;
        }
        Self {
            list,
            first,
            second,
        }
    }

    /// What follows the first of the phrases that the text begins with.
    #[inline]
    pub(super) fn strip<'a>(&self, input: &'a str) -> Option<&'a str> {
        if self.may_begin(input.as_bytes()) {
            self.list
                .iter()
                .find_map(|phrase| strip_word(input, phrase))
        } else {
            None
        }
    }

    /// Whether the first two letters are those of a phrase, perhaps of two.
    #[inline]
    pub(super) fn may_begin(&self, input: &[u8]) -> bool {
        match *input {
            [first, second, ..] => self.first.has(first) && self.second.has(second),
            [only] => self.first.has(only),
            [] => false,
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().copied()
    }
}

impl Letters {
    const fn with(self, byte: u8) -> Self {
        Self(self.0 | 1 << (byte & 31))
    }

    const fn has(self, byte: u8) -> bool {
        self.0 >> (byte & 31) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_phrase_counts_in_any_capitals() {
        let phrases = phrases!["of age or older", "of age", "a", "b c"];
        assert_eq!(phrases.strip("Of Age or older."), Some("."));
        assert_eq!(phrases.strip("of age or"), Some(" or"));
        assert_eq!(phrases.strip("a"), Some(""));
        assert_eq!(phrases.strip("b\u{a0}c"), Some(""));
        assert_eq!(phrases.strip("b"), None);
        assert_eq!(phrases.strip("often"), None);
        assert_eq!(phrases.strip(""), None);
    }
}
