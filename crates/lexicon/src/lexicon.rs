use std::borrow::Cow;

use crate::rows::Rows;

/// A word of the vocabulary; 0 for every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(pub u16);

impl WordId {
    /// A word that no phrase uses.
    pub const UNKNOWN: Self = Self(0);
}

/// A concept, by its place in the compiled table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ConceptId(pub u16);

/// Compiled concepts: flat tables, owned or static.
///
/// The fields are public for the code that [`Lexicon::to_rust`] writes; use the
/// methods.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "read and written by this crate alone")]
pub struct Lexicon {
    /// Words one behind the other; word `n` is `text[ends[n - 1]..ends[n]]`.
    pub text: Cow<'static, str>,
    pub ends: Cow<'static, [u32]>,
    /// Open-addressed table of word ids, a power of two long.
    pub table: Cow<'static, [u16]>,
    /// For each word the node that it leads to from the root, where most
    /// searches end; 0 for none.
    pub roots: Cow<'static, [u32]>,
    /// Trie over words; node 0 is the root.
    pub nodes: Cow<'static, [Node]>,
    /// Open-addressed table of the edges of all nodes but the root, a power of
    /// two long.
    pub edges: Cow<'static, [Edge]>,
    /// Concepts that end at nodes.
    pub outputs: Cow<'static, [ConceptId]>,
    /// For each word the concepts without a name that it says alone; they are
    /// not in the trie, since who asks for one looks at its words.
    pub alone: Rows<ConceptId>,
    /// For each of those concepts the words.
    pub alone_of: Rows<WordId>,
    pub names: Cow<'static, [Cow<'static, str>]>,
    /// Concepts that have a name of their own, one bit each; the others are
    /// words inside patterns, and nobody asks for them.
    pub named: Cow<'static, [u64]>,
    /// Concepts sorted by name.
    pub by_name: Cow<'static, [u16]>,
    /// The concepts that patterns find, in an order in which all that their
    /// patterns ask for comes before.
    pub made: Cow<'static, [Made]>,
    /// The steps of their patterns: a concept's form a trie from the last step
    /// to the first, each node before those below it.
    pub steps: Cow<'static, [Step]>,
    /// What must not be there, for each end of a pattern.
    pub barred: Rows<ConceptId>,
}

/// A node of the trie.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs, reason = "read and written by this crate alone")]
pub struct Node {
    pub outputs: (u32, u32),
}

/// A word that leads from one node to another; from the root where the slot is
/// empty.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs, reason = "read and written by this crate alone")]
pub struct Edge {
    pub from: u32,
    pub to: u32,
    pub word: WordId,
}

/// A concept that patterns find.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "read and written by this crate alone")]
pub struct Made {
    pub concept: ConceptId,
    /// The step behind its last.
    pub end: u32,
}

/// A step of the patterns that go on alike behind it.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "read and written by this crate alone")]
pub struct Step {
    /// What must stand there.
    pub concept: ConceptId,
    /// How many words may stand between it and the step behind.
    pub gap: u8,
    /// How many steps are behind it.
    pub depth: u8,
    /// The next step that is not before this one in a pattern.
    pub skip: u32,
    /// Patterns that begin with it, by their rows in `barred`.
    pub begins: (u32, u32),
}

impl Lexicon {
    /// The id of a word given in lower case.
    #[must_use]
    pub fn word(&self, word: &str) -> WordId {
        self.word_hashed(WordHash::of(word), word)
    }

    /// The id of a word in any ASCII capitals, whose hash in lower case is known.
    #[must_use]
    pub fn word_hashed(&self, hash: WordHash, word: &str) -> WordId {
        self.find(hash, |start, end| {
            let letters = &self.text.as_bytes()[start..end];
            letters.eq_ignore_ascii_case(word.as_bytes())
        })
    }

    /// The id of a word of `len` letters, from 1 to [`EIGHT`], in lower case:
    /// what [`eight`] makes of it.
    #[must_use]
    #[inline]
    pub fn short_word(&self, letters: u64, len: usize) -> WordId {
        let text = self.text.as_bytes();
        self.find(WordHash::EMPTY.with(letters), |start, end| {
            let own = match text.get(start..start + EIGHT) {
                Some(own) => eight(own) << (64 - 8 * len) >> (64 - 8 * len),
                None => eight(&text[start..end]),
            };
            end - start == len && own == letters
        })
    }

    /// The first word in its row of slots that is the one, by where its letters
    /// stand in the text of all.
    #[inline]
    fn find(&self, hash: WordHash, is: impl Fn(usize, usize) -> bool) -> WordId {
        let mask = self.table.len().wrapping_sub(1);
        let mut slot = hash.slot() & mask;
        while let Some(&id) = self.table.get(slot) {
            let at = usize::from(id);
            if id == 0 || is(self.ends[at - 1] as usize, self.ends[at] as usize) {
                return WordId(id);
            }
            slot = (slot + 1) & mask;
        }
        WordId::UNKNOWN
    }

    /// The concept of a name.
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<ConceptId> {
        let spelt = |id: &u16| self.names[usize::from(*id)].as_ref();
        let at = self.by_name.binary_search_by(|id| spelt(id).cmp(name));
        at.ok().map(|at| ConceptId(self.by_name[at]))
    }

    /// A concept's name.
    #[must_use]
    pub fn name(&self, concept: ConceptId) -> &str {
        &self.names[concept.0 as usize]
    }

    /// How many concepts there are; their ids are all below.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no concept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Letters that are taken as one number.
pub const EIGHT: usize = 8;

/// Up to eight letters as one number, the first lowest, nothing behind them.
#[must_use]
#[inline]
pub fn eight(letters: &[u8]) -> u64 {
    if let Ok(eight) = letters.try_into() {
        return u64::from_le_bytes(eight);
    }
    let mut padded = [0; EIGHT];
    padded
        .iter_mut()
        .zip(letters)
        .for_each(|(to, own)| *to = *own);
    u64::from_le_bytes(padded)
}

/// The hash of a word, eight letters at a time: multiplicative hashing (Knuth,
/// "The Art of Computer Programming" 3, section 6.4), the upper half of each
/// product, which all letters reach, folded into the lower; the same in a build
/// script and at run time.
#[derive(Debug, Clone, Copy)]
pub struct WordHash(u64);

impl WordHash {
    /// That of no letter.
    pub const EMPTY: Self = Self(0);

    /// That of a word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let eights = word.as_bytes().chunks(EIGHT).map(eight);
        eights.fold(Self::EMPTY, Self::with)
    }

    /// With eight letters more behind, or less than eight as the last.
    #[must_use]
    #[inline]
    pub const fn with(self, eight: u64) -> Self {
        let product = (self.0 ^ eight).wrapping_mul(FACTOR);
        Self(product ^ product >> 32)
    }

    /// Where a word is looked for first, in a table of any power of two.
    pub(crate) const fn slot(self) -> usize {
        self.0 as usize
    }
}

/// 2^64 by the golden ratio.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Where an edge is looked for first: multiplicative hashing as well.
pub(crate) const fn edge_slot(node: u32, word: WordId) -> usize {
    let key = (node as u64) << 16 | word.0 as u64;
    (key.wrapping_mul(FACTOR) >> 40) as usize
}
