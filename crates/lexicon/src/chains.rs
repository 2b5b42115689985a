//! What a scan has found so far.

use crate::lexicon::ConceptId;
use crate::scan::Hit;

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
    /// For each concept the end of its chain, 0 where it was not found.
    last: Vec<u32>,
    /// Concepts found, one bit each.
    found: Vec<u64>,
}

impl Chains {
    /// Forgets all, and makes room for so many concepts.
    pub(crate) fn clear(&mut self, concepts: usize) {
        for (block, found) in self.found.iter_mut().enumerate() {
            let mut left = std::mem::take(found);
            while left != 0 {
                self.last[block * 64 + left.trailing_zeros() as usize] = 0;
                left &= left - 1;
            }
        }
        self.links.clear();
        self.last.resize(concepts, 0);
        self.found.resize(concepts.div_ceil(64), 0);
    }

    /// Adds a place; tells whether it is the first of its concept.
    #[inline]
    pub(crate) fn add(&mut self, concept: ConceptId, (start, end): (u16, u16)) -> bool {
        let id = usize::from(concept.0);
        let place = self.links.len() as u32 + 1;
        let before = std::mem::replace(&mut self.last[id], place);
        self.links.push(Link { start, end, before });
        if before == 0 {
            self.found[id / 64] |= 1 << (id % 64);
        }
        before == 0
    }

    pub(crate) fn has(&self, concept: ConceptId) -> bool {
        self.last[usize::from(concept.0)] != 0
    }

    /// The places of a concept, the last found first.
    pub(crate) fn of(&self, concept: ConceptId) -> impl Iterator<Item = (u16, u16)> {
        let mut next = self.last[usize::from(concept.0)];
        std::iter::from_fn(move || {
            let link = self.links.get((next as usize).wrapping_sub(1))?;
            next = link.before;
            Some((link.start, link.end))
        })
    }

    /// Puts the places of some concepts, one bit each, in order: concept by
    /// concept, so that only the few of one and the same are compared.
    pub(crate) fn sort(&self, named: &[u64], hits: &mut Vec<Hit>) {
        hits.clear();
        for (block, (found, named)) in self.found.iter().zip(named).enumerate() {
            let mut left = found & named;
            while left != 0 {
                self.sort_one((block * 64) as u16 + left.trailing_zeros() as u16, hits);
                left &= left - 1;
            }
        }
    }

    fn sort_one(&self, id: u16, hits: &mut Vec<Hit>) {
        let concept = ConceptId(id);
        let from = hits.len();
        for (start, end) in self.of(concept) {
            hits.push(Hit {
                start,
                end,
                concept,
            });
        }
        if hits.len() == from + 1 {
            return;
        }
        let own = &mut hits[from..];
        own.reverse();
        own.sort_unstable();
        // What was given may be found by words as well.
        let mut kept = from;
        for at in from + 1..hits.len() {
            if hits[at] != hits[kept] {
                kept += 1;
                hits[kept] = hits[at];
            }
        }
        hits.truncate(kept + 1);
    }
}
