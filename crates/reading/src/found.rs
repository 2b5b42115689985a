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
        for_each_concept(passages, hits, |_, concept| starts[concept + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut all = vec![0; starts.last().map_or(0, |end| *end as usize)];
        let mut next = starts.clone();
        for_each_concept(passages, hits, |id, concept| {
            all[next[concept] as usize] = id;
            next[concept] += 1;
        });
        Self {
            starts,
            passages: all,
        }
    }

    /// Whether a concept is known to stand in no passage; before the passages
    /// are gathered nothing is.
    pub(crate) fn lacks(&self, concept: ConceptId) -> bool {
        let at = usize::from(concept.0);
        matches!(self.starts.get(at..at + 2), Some([from, to]) if from == to)
    }

    /// The passages of a concept.
    pub(crate) fn of(&self, concept: ConceptId) -> &[PassageId] {
        let at = concept.0 as usize;
        &self.passages[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Calls `each` for the concepts of each passage, whose hits stand by concept.
fn for_each_concept(passages: &[Passage], hits: &[Hit], mut each: impl FnMut(PassageId, usize)) {
    for (id, passage) in passages.iter().enumerate() {
        let mut before = None;
        for hit in &hits[passage.hits.start as usize..passage.hits.end as usize] {
            if before != Some(hit.concept) {
                each(id as PassageId, hit.concept.0 as usize);
            }
            before = Some(hit.concept);
        }
    }
}
