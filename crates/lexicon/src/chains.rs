//! What a scan has found so far.

use crate::lexicon::ConceptId;
use crate::scan::Hit;

/// Links of sentences before are kept up to here: forgetting them all at once
/// costs less than sentence by sentence, and they stay in the cache.
const KEPT: usize = 4096;

/// A place where a concept was found, and where to look for the one before;
/// those are counted from 1.
#[derive(Debug, Clone, Copy)]
struct Link {
    start: u16,
    end: u16,
    before: u32,
}

/// All that was found, each concept's places a chain, so that who asks for a
/// concept looks at its places alone.
#[derive(Debug, Default)]
pub(crate) struct Chains {
    links: Vec<Link>,
    /// Links up to here are of sentences before.
    past: u32,
    /// For each concept the end of its chain, no more than `past` where it was
    /// not found.
    last: Vec<u32>,
    /// Concepts found, one bit each.
    found: Vec<u64>,
}

impl Chains {
    /// Forgets all, and makes room for so many concepts.
    pub(crate) fn clear(&mut self, concepts: usize) {
        if self.links.len() > KEPT {
            self.links.clear();
            self.last.clear();
        }
        self.past = self.links.len() as u32;
        self.last.resize(concepts, 0);
        self.found.clear();
        self.found.resize(concepts.div_ceil(64), 0);
    }

    /// Adds a place; tells whether it is the first of its concept.
    #[inline]
    pub(crate) fn add(&mut self, concept: ConceptId, (start, end): (u16, u16)) -> bool {
        let id = usize::from(concept.0);
        let place = self.links.len() as u32 + 1;
        let before = std::mem::replace(&mut self.last[id], place);
        self.links.push(Link { start, end, before });
        let first = before <= self.past;
        if first {
            self.found[id / 64] |= 1 << (id % 64);
        }
        first
    }

    pub(crate) fn has(&self, concept: ConceptId) -> bool {
        self.bit(concept) != 0
    }

    /// Whether both concepts were found.
    pub(crate) fn has_both(&self, [one, other]: [ConceptId; 2]) -> bool {
        self.bit(one) & self.bit(other) != 0
    }

    fn bit(&self, concept: ConceptId) -> u64 {
        self.found[usize::from(concept.0) / 64] >> (concept.0 % 64) & 1
    }

    /// The concepts found that are among some others, one bit each.
    pub(crate) fn found_of(&self, others: &[u64], mut each: impl FnMut(&Self, ConceptId)) {
        for (block, (found, others)) in self.found.iter().zip(others).enumerate() {
            let mut left = found & others;
            while left != 0 {
                each(
                    self,
                    ConceptId((block * 64) as u16 + left.trailing_zeros() as u16),
                );
                left &= left - 1;
            }
        }
    }

    /// The places of a concept, the last found first.
    pub(crate) fn of(&self, concept: ConceptId) -> impl Iterator<Item = (u16, u16)> {
        let mut next = self.last[usize::from(concept.0)];
        std::iter::from_fn(move || {
            let link = (next > self.past).then(|| self.links[next as usize - 1])?;
            next = link.before;
            Some((link.start, link.end))
        })
    }

    /// Puts the places of some concepts, one bit each, in order: concept by
    /// concept, so that only the few of one and the same are compared.
    pub(crate) fn sort(&self, named: &[u64], hits: &mut Vec<Hit>) {
        hits.clear();
        self.found_of(named, |chains, concept| chains.sort_one(concept, hits));
    }

    #[inline]
    fn sort_one(&self, concept: ConceptId, hits: &mut Vec<Hit>) {
        let from = hits.len();
        for (start, end) in self.of(concept) {
            hits.push(Hit {
                start,
                end,
                concept,
            });
        }
        if hits.len() > from + 1 {
            order(hits, from);
        }
    }
}

/// Puts the hits behind `from` in order, each once: what was given may be found
/// by words as well.
fn order(hits: &mut Vec<Hit>, from: usize) {
    let own = &mut hits[from..];
    own.reverse();
    if !own.is_sorted() {
        own.sort_unstable();
    }
    let mut kept = from;
    for at in from + 1..hits.len() {
        if hits[at] != hits[kept] {
            kept += 1;
            hits[kept] = hits[at];
        }
    }
    hits.truncate(kept + 1);
}
