//! What was found in the sentences of a text, for the text as it is next.

use std::hash::{Hash, Hasher};

use clauselint_lexicon::{Hit, WordId};
use rustc_hash::{FxHashMap, FxHasher};

use crate::statement::{Clause, Phrase};

/// What was found in the sentences of a text that somebody is writing.
///
/// From one state of the text to the next hardly a sentence changes, and what
/// is found in one hangs on its words alone (and its lead's); so the next state
/// is read by looking up those that are new. Holds the sentences of the last
/// state and no more; is of one vocabulary.
#[derive(Debug, Default)]
pub struct Memory {
    hits: Table<FoundHits>,
    clauses: Table<FoundClauses>,
}

/// What was asked for, to be kept.
pub(crate) type Kept = Asked<Box<[WordId]>, Box<[Hit]>>;

type FoundHits = Found<Kept, Hit>;
type FoundClauses = Found<Box<[Phrase]>, Clause>;

/// What hits are a function of: words by both lexicons, and what is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Asked<W, H> {
    pub(crate) words: W,
    pub(crate) added: W,
    pub(crate) given: H,
}

#[derive(Debug)]
struct Found<A, T> {
    asked: A,
    found: Vec<T>,
}

/// Things by the hash of what was asked for.
#[derive(Debug)]
struct Table<V> {
    last: FxHashMap<u64, V>,
    next: FxHashMap<u64, V>,
}

impl Memory {
    /// The hits of a sentence, where they are known.
    pub(crate) fn hits(&mut self, asked: Asked<&[WordId], &[Hit]>) -> Option<&[Hit]> {
        let is = |known: &FoundHits| {
            let known = &known.asked;
            *known.words == *asked.words
                && *known.added == *asked.added
                && *known.given == *asked.given
        };
        let found = self.hits.known(key(&asked), is)?;
        Some(&found.found)
    }

    /// Keeps the hits of a sentence.
    pub(crate) fn keep_hits(&mut self, asked: Kept, hits: &[Hit]) {
        let found = hits.to_vec();
        self.hits.keep(key(&asked), Found { asked, found });
    }

    /// The clauses of a sentence, by `find` where they are not known.
    pub(crate) fn clauses(
        &mut self,
        phrases: &[Phrase],
        find: impl FnOnce() -> Vec<Clause>,
    ) -> &[Clause] {
        let key = key(&phrases);
        let is = |known: &FoundClauses| *known.asked == *phrases;
        if self.clauses.known(key, is).is_none() {
            let (asked, found) = (phrases.into(), find());
            self.clauses.keep(key, Found { asked, found });
        }
        self.clauses.get(key).map_or(&[], |found| &found.found)
    }

    /// Forgets what the state that was read has no more.
    pub(crate) fn turn(&mut self) {
        self.hits.turn();
        self.clauses.turn();
    }
}

impl Asked<&[WordId], &[Hit]> {
    /// To be kept.
    pub(crate) fn boxed(self) -> Kept {
        Asked {
            words: self.words.into(),
            added: self.added.into(),
            given: self.given.into(),
        }
    }
}

fn key(asked: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    asked.hash(&mut hasher);
    hasher.finish()
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self {
            last: FxHashMap::default(),
            next: FxHashMap::default(),
        }
    }
}

impl<V> Table<V> {
    /// What was asked for, which `is` tells from others with its hash.
    fn known(&mut self, key: u64, is: impl Fn(&V) -> bool) -> Option<&V> {
        if let Some(known) = self.last.remove(&key) {
            self.next.entry(key).or_insert(known);
        }
        self.next.get(&key).filter(|known| is(known))
    }

    /// Of two with one hash the later one stays.
    fn keep(&mut self, key: u64, found: V) {
        self.next.insert(key, found);
    }

    fn get(&self, key: u64) -> Option<&V> {
        self.next.get(&key)
    }

    fn turn(&mut self) {
        self.last = std::mem::take(&mut self.next);
    }
}
