//! What was found in the sentences of a text, for the text as it is next.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use clauselint_lexicon::{Hit, WordId};

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

type FoundHits = Found<Asked<Box<[WordId]>, Box<[Hit]>>, Hit>;
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
    last: HashMap<u64, V>,
    next: HashMap<u64, V>,
}

impl Memory {
    /// The hits of a sentence, by `find` where they are not known.
    pub(crate) fn hits(
        &mut self,
        asked: Asked<&[WordId], &[Hit]>,
        find: impl FnOnce() -> Vec<Hit>,
    ) -> &[Hit] {
        let is = |known: &FoundHits| {
            let known = &known.asked;
            *known.words == *asked.words
                && *known.added == *asked.added
                && *known.given == *asked.given
        };
        let found = self.hits.get(&asked, is, || Found {
            asked: Asked {
                words: asked.words.into(),
                added: asked.added.into(),
                given: asked.given.into(),
            },
            found: find(),
        });
        &found.found
    }

    /// The clauses of a sentence, by `find` where they are not known.
    pub(crate) fn clauses(
        &mut self,
        phrases: &[Phrase],
        find: impl FnOnce() -> Vec<Clause>,
    ) -> &[Clause] {
        let is = |known: &FoundClauses| *known.asked == *phrases;
        let found = self.clauses.get(&phrases, is, || Found {
            asked: phrases.into(),
            found: find(),
        });
        &found.found
    }

    /// Forgets what the state that was read has no more.
    pub(crate) fn turn(&mut self) {
        self.hits.turn();
        self.clauses.turn();
    }
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self {
            last: HashMap::new(),
            next: HashMap::new(),
        }
    }
}

impl<V> Table<V> {
    /// What was asked for, which `is` tells from others with its hash.
    fn get(&mut self, asked: &impl Hash, is: impl Fn(&V) -> bool, make: impl FnOnce() -> V) -> &V {
        let mut hasher = DefaultHasher::new();
        asked.hash(&mut hasher);
        let key = hasher.finish();
        let known = self.next.remove(&key).or_else(|| self.last.remove(&key));
        // Of two with one hash the later one stays.
        let known = known.filter(is);
        self.next.entry(key).or_insert(known.unwrap_or_else(make))
    }

    fn turn(&mut self) {
        self.last = std::mem::take(&mut self.next);
    }
}
