//! Where each concept was found, so that what asks for one looks nowhere else.

use clauselint_lexicon::{ConceptId, Hit};

use crate::{Passage, PassageId};

/// For each concept the passages in which it was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Those of concept `n` are `passages[starts[n]..starts[n + 1]]`, ascending.
    starts: Vec<u32>,
    passages: Vec<PassageId>,
}

impl Found {
    /// Gathers the hits of all passages by concept.
    pub(crate) fn index(passages: &[Passage], hits: &[Hit], concepts: usize) -> Self {
        let mut starts = vec![0_u32; concepts + 1];
        for (_, hit) in firsts(passages, hits) {
            starts[hit.concept.0 as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut all = vec![0; starts.last().map_or(0, |end| *end as usize)];
        let mut next = starts.clone();
        for (id, hit) in firsts(passages, hits) {
            let next = &mut next[hit.concept.0 as usize];
            all[*next as usize] = id;
            *next += 1;
        }
        Self {
            starts,
            passages: all,
        }
    }

    /// The passages of a concept.
    pub(crate) fn of(&self, concept: ConceptId) -> &[PassageId] {
        let at = concept.0 as usize;
        &self.passages[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// The first hit of each concept in each passage, whose hits stand by concept.
fn firsts<'h>(
    passages: &'h [Passage],
    hits: &'h [Hit],
) -> impl Iterator<Item = (PassageId, &'h Hit)> {
    passages.iter().enumerate().flat_map(|(id, passage)| {
        let own = &hits[passage.hits.start as usize..passage.hits.end as usize];
        own.chunk_by(|one, other| one.concept == other.concept)
            .map(move |same| (id as PassageId, &same[0]))
    })
}
