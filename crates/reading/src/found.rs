//! Where each concept was found, so that what asks for one looks nowhere else.

use clauselint_lexicon::{ConceptId, Hit, Scan, bits};

use crate::PassageId;

/// For each concept the passages in which it was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Those of concept `n` are `passages[starts[n]..starts[n + 1]]`, ascending.
    starts: Vec<u32>,
    passages: Vec<PassageId>,
}

/// Gathers where concepts are found, as windows of passages are looked up.
#[derive(Debug, Default)]
pub(crate) struct FoundBuilder {
    /// The passages of all windows.
    passages: Vec<PassageId>,
    rows: Vec<Row>,
    /// A window of passages that need no looking up.
    known: Known,
}

/// Passages whose hits are known.
#[derive(Debug, Default)]
struct Known {
    passages: Vec<PassageId>,
    /// For each concept those in which it stands, one bit each.
    found: Vec<u64>,
    /// The concepts that stand in any.
    concepts: Vec<ConceptId>,
}

/// Where a concept stands in a window.
#[derive(Debug)]
struct Row {
    concept: ConceptId,
    /// The first passage of the window, by its place in the list of all.
    first: u32,
    /// Its passages in which the concept stands, one bit each.
    found: u64,
}

impl FoundBuilder {
    /// Begins a window of these passages.
    pub(crate) fn window<'b>(
        &'b mut self,
        passages: &[PassageId],
    ) -> impl FnMut(ConceptId, u64) + use<'b> {
        let first = self.passages.len() as u32;
        self.passages.extend_from_slice(passages);
        move |concept, found| {
            self.rows.push(Row {
                concept,
                first,
                found,
            });
        }
    }

    /// Adds the hits of one passage of so many concepts.
    pub(crate) fn passage(&mut self, passage: PassageId, hits: &[Hit], concepts: usize) {
        let known = &mut self.known;
        known.found.resize(concepts, 0);
        let bit = 1 << known.passages.len();
        for hit in hits {
            let found = &mut known.found[usize::from(hit.concept.0)];
            if *found == 0 {
                known.concepts.push(hit.concept);
            }
            *found |= bit;
        }
        known.passages.push(passage);
        if known.passages.len() == Scan::WINDOW {
            self.settle();
        }
    }

    /// Makes rows of the passages that are known.
    fn settle(&mut self) {
        let mut known = std::mem::take(&mut self.known);
        let mut add = self.window(&known.passages);
        for concept in known.concepts.drain(..) {
            let found = &mut known.found[usize::from(concept.0)];
            add(concept, std::mem::take(found));
        }
        drop(add);
        known.passages.clear();
        self.known = known;
    }

    /// All that was found of so many concepts.
    pub(crate) fn build(mut self, concepts: usize) -> Found {
        self.settle();
        let mut starts = vec![0_u32; concepts + 2];
        for row in &self.rows {
            starts[usize::from(row.concept.0) + 2] += row.found.count_ones();
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        // Where a concept's passages begin moves to where they end as they come.
        let mut passages = vec![0; starts.last().map_or(0, |end| *end as usize)];
        for row in &self.rows {
            let next = &mut starts[usize::from(row.concept.0) + 1];
            for bit in bits(row.found) {
                passages[*next as usize] = self.passages[(row.first + bit) as usize];
                *next += 1;
            }
        }
        starts.pop();
        let in_order = self.passages.is_sorted();
        let mut found = Found { starts, passages };
        if !in_order {
            found.sort();
        }
        found
    }
}

impl Found {
    fn sort(&mut self) {
        for bounds in self.starts.windows(2) {
            self.passages[bounds[0] as usize..bounds[1] as usize].sort_unstable();
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
