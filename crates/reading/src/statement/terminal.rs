//! What the grammar's parsers are made of: phrases as nom reads them, and the
//! parsers of one phrase and of a run of phrases.

use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use nom::{IResult, Input, Needed};

use super::phrase::{Kind, Phrase};

/// Phrases as nom reads them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Phrases<'a>(pub(crate) &'a [Phrase]);

/// A parser's outcome; of what does not fit nobody asks why.
pub(crate) type Parsed<'a, T> = IResult<Phrases<'a>, T, ()>;

impl<'a> Phrases<'a> {
    pub(crate) fn first(self) -> Option<Phrase> {
        self.0.first().copied()
    }

    /// Whether the first phrase is of a kind; what asks before it parses is
    /// spared most places.
    pub(crate) fn opens(self, is: impl Fn(Kind) -> bool) -> bool {
        self.0.first().is_some_and(|phrase| is(phrase.kind))
    }

    /// Where it begins, in words; where it is empty, 0.
    pub(crate) fn start(self) -> u16 {
        self.0.first().map_or(0, |phrase| phrase.start)
    }

    /// What a parser took of it that left `rest`.
    pub(crate) fn until(self, rest: Self) -> &'a [Phrase] {
        &self.0[..self.0.len() - rest.0.len()]
    }
}

/// Tells whether a phrase is one of these small words.
macro_rules! marks {
    ($($mark:ident)|+) => {
        |kind: Kind| matches!(kind, Kind::Mark($(Mark::$mark)|+))
    };
}
pub(crate) use marks;

/// A phrase that `is` holds of.
pub(crate) fn one<'a>(is: impl Fn(Kind) -> bool) -> impl Fn(Phrases<'a>) -> Parsed<'a, Phrase> {
    move |input| match input.0.split_first() {
        Some((phrase, rest)) if is(phrase.kind) => Ok((Phrases(rest), *phrase)),
        _ => reject(),
    }
}

/// So many phrases at least and at most that `is` holds of.
pub(crate) fn run<'a>(
    least: usize,
    most: usize,
    is: impl Fn(Kind) -> bool,
) -> impl Fn(Phrases<'a>) -> Parsed<'a, Phrases<'a>> {
    move |input| {
        let held = input.0.iter().take(most);
        let len = held.take_while(|phrase| is(phrase.kind)).count();
        if len < least {
            return reject();
        }
        let (taken, rest) = input.0.split_at(len);
        Ok((Phrases(rest), Phrases(taken)))
    }
}

/// Nothing here.
pub(crate) const fn reject<T>() -> Result<T, nom::Err<()>> {
    Err(nom::Err::Error(()))
}

impl<'a> Input for Phrases<'a> {
    type Item = Phrase;
    type Iter = Copied<Iter<'a, Phrase>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Self(&self.0[..index])
    }

    fn take_from(&self, index: usize) -> Self {
        Self(&self.0[index..])
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        let (taken, rest) = self.0.split_at(index);
        (Self(rest), Self(taken))
    }

    fn position<P: Fn(Phrase) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|phrase| predicate(*phrase))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match self.0.len().checked_sub(count) {
            Some(_) => Ok(count),
            None => Err(Needed::new(count - self.0.len())),
        }
    }
}
