//! Which sentence became which.
//!
//! Sentences of the same words are kept, wherever they stand; of the others,
//! those that share most of their rarer words are the same one reworded.

mod likeness;

use std::collections::HashMap;

use clauselint_reading::{PassageId, Reading};
use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use likeness::Likeness;

/// What became of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stands in the other version, typing errors aside.
    Kept,
    /// It has other words in the other version.
    Reworded(PassageId),
    /// The other version has nothing like it.
    Alone,
}

/// What became of each passage of either version.
pub(crate) struct Pairs {
    pub(crate) old: Vec<Fate>,
    pub(crate) new: Vec<Fate>,
}

impl Pairs {
    pub(crate) fn new(old: &Reading<'_>, new: &Reading<'_>) -> Self {
        let mut words = Words::default();
        let old_words = words.of(old);
        let new_words = words.of(new);
        let mut pairs = Self {
            old: kept(&old_words, &new_words),
            new: kept(&new_words, &old_words),
        };
        let likeness = Likeness::new(
            &words,
            [&old_words, &new_words],
            [&pairs.old, &pairs.new],
            [old, new],
        );
        for (from, to, typing) in likeness.pairs() {
            let fate = |other| {
                if typing {
                    Fate::Kept
                } else {
                    Fate::Reworded(other)
                }
            };
            pairs.old[from as usize] = fate(to);
            pairs.new[to as usize] = fate(from);
        }
        pairs
    }

    /// Sentences that were reworded.
    pub(crate) fn reworded(&self, old: &Reading<'_>, new: &Reading<'_>) -> Vec<(Span, Span)> {
        let span = |reading: &Reading<'_>, id: usize| reading.passages[id].span;
        let fates = self.old.iter().enumerate();
        let pairs = fates.filter_map(|(id, fate)| match fate {
            Fate::Reworded(other) => Some((span(old, id), span(new, *other as usize))),
            Fate::Kept | Fate::Alone => None,
        });
        pairs.collect()
    }

    /// How many sentences have no counterpart; headings are none.
    pub(crate) fn alone(fates: &[Fate], reading: &Reading<'_>) -> usize {
        let is_sentence = |id: usize| {
            let kind = reading
                .document
                .block_of(reading.passages[id].sentence)
                .kind;
            !matches!(kind, BlockKind::Heading | BlockKind::Meta)
        };
        let fates = fates.iter().enumerate();
        fates
            .filter(|(id, fate)| **fate == Fate::Alone && is_sentence(*id))
            .count()
    }
}

/// Those of `own` that the other version has, too.
fn kept(own: &[Vec<u32>], other: &[Vec<u32>]) -> Vec<Fate> {
    let other: std::collections::HashSet<&[u32]> = other.iter().map(Vec::as_slice).collect();
    let fate = |words: &Vec<u32>| {
        if other.contains(words.as_slice()) {
            Fate::Kept
        } else {
            Fate::Alone
        }
    };
    own.iter().map(fate).collect()
}

/// The words of both versions by number.
#[derive(Default)]
pub(crate) struct Words {
    ids: HashMap<String, u32>,
    /// Each word, and whether the word lists know it.
    pub(crate) table: Vec<(String, bool)>,
}

impl Words {
    /// The words of each passage, marks left out.
    fn of(&mut self, reading: &Reading<'_>) -> Vec<Vec<u32>> {
        let document = reading.document;
        let not = reading.vocabulary.concept("not");
        let passages = reading.passages.iter().map(|passage| {
            let tokens = reading.tokens(passage).skip(passage.lead_len().into());
            let mut words = Vec::new();
            // An item below "we do not share:" is not the one below "we share:".
            let mut denials = not.into_iter().flat_map(|not| reading.of(passage, not));
            if denials.any(|not| not.end <= passage.lead_len()) {
                words.push(self.id("not:".into(), true));
            }
            for token in tokens {
                let word = document.str(token.span).to_lowercase();
                if word.starts_with(char::is_alphanumeric) {
                    words.push(self.id(word, reading.knows(token)));
                }
            }
            words
        });
        passages.collect()
    }

    fn id(&mut self, word: String, known: bool) -> u32 {
        let next = self.table.len() as u32;
        let id = *self.ids.entry(word.clone()).or_insert(next);
        if id == next {
            self.table.push((word, known));
        }
        id
    }
}
