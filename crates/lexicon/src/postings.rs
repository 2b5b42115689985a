//! Where each concept stands in a text: an inverted index, as of C. D. Manning,
//! P. Raghavan and H. Schütze, "Introduction to Information Retrieval" (2008),
//! chapter 1, with positions (chapter 2.4).

use crate::lexicon::ConceptId;
use crate::places::Places;
use crate::runs::{Runs, bits};
use crate::scan::Hit;

/// Where each concept stands: its sentences, and its places in each.
#[derive(Debug, Default)]
pub struct Postings {
    runs: Runs,
    /// Those of concept `n` are `rows[starts[n]..starts[n + 1]]`, in order.
    starts: Vec<u32>,
    rows: Vec<Row>,
}

/// Gathers where concepts stand, window by window.
#[derive(Debug, Default)]
pub(crate) struct PostingsBuilder {
    /// By window, then by concept.
    rows: Vec<(ConceptId, Row)>,
    /// Where the rows of each window begin, with its first sentence.
    windows: Vec<(u32, usize)>,
}

/// Where a concept stands in a window.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// The window's first sentence.
    first: u32,
    /// The run behind which those of the concept begin.
    before: u32,
    /// Its sentences in which the concept stands, one bit each.
    sentences: u64,
}

impl Row {
    /// Which of its runs is that of a sentence.
    #[inline]
    fn run(&self, sentence: u32) -> Option<u32> {
        let later = self
            .sentences
            .checked_shr(sentence.checked_sub(self.first)?)?;
        let runs = self.sentences.count_ones() - later.count_ones() + 1;
        (later & 1 != 0).then_some(self.before + runs)
    }
}

impl PostingsBuilder {
    /// Adds what was found of some concepts, one bit each, in a window.
    pub(crate) fn add(&mut self, first: u32, places: &Places, of: &[u64]) {
        self.windows.push((first, self.rows.len()));
        places.found_among(of, |concept, sentences, before| {
            let row = Row {
                first,
                before,
                sentences,
            };
            self.rows.push((concept, row));
        });
    }

    /// Whether a concept stands in a sentence of a window that was added.
    pub(crate) fn has(&self, concept: ConceptId, sentence: u32) -> bool {
        let behind = self.windows.partition_point(|window| window.0 <= sentence);
        let Some((_, from)) = self.windows[..behind].last() else {
            return false;
        };
        let to = self
            .windows
            .get(behind)
            .map_or(self.rows.len(), |next| next.1);
        let rows = &self.rows[*from..to];
        let row = rows.binary_search_by_key(&concept, |(concept, _)| *concept);
        row.is_ok_and(|at| rows[at].1.run(sentence).is_some())
    }

    /// Puts the rows of so many concepts in order.
    pub(crate) fn build(self, concepts: usize, runs: Runs) -> Postings {
        let mut starts = vec![0_u32; concepts + 2];
        for (concept, _) in &self.rows {
            starts[usize::from(concept.0) + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        // Where a concept's rows begin moves to where they end as they come.
        let mut rows = vec![Row::default(); self.rows.len()];
        for (concept, row) in self.rows {
            let next = &mut starts[usize::from(concept.0) + 1];
            rows[*next as usize] = row;
            *next += 1;
        }
        Postings { runs, starts, rows }
    }
}

impl Postings {
    /// The sentences in which a concept stands, in order.
    pub fn sentences(&self, concept: ConceptId) -> impl Iterator<Item = u32> + Clone + '_ {
        let rows = self.rows(concept).iter();
        rows.flat_map(|row| bits(row.sentences).map(|bit| row.first + bit))
    }

    /// Whether a concept stands in a sentence.
    #[must_use]
    pub fn have(&self, concept: ConceptId, sentence: u32) -> bool {
        self.run(concept, sentence).is_some()
    }

    /// Whether a concept stands anywhere.
    #[must_use]
    #[inline]
    pub fn contain(&self, concept: ConceptId) -> bool {
        !self.rows(concept).is_empty()
    }

    /// The places of a concept in a sentence, in order.
    #[inline]
    pub fn of(
        &self,
        concept: ConceptId,
        sentence: u32,
    ) -> impl DoubleEndedIterator<Item = Hit> + ExactSizeIterator + Clone + '_ {
        let run = self.run(concept, sentence);
        let places = run.map_or(&[][..], |run| self.runs.run(run));
        places.iter().map(move |place| Hit::of(concept, *place))
    }

    #[inline]
    fn run(&self, concept: ConceptId, sentence: u32) -> Option<u32> {
        let rows = self.rows(concept);
        let behind = rows.partition_point(|row| row.first <= sentence);
        rows[..behind].last()?.run(sentence)
    }

    #[inline]
    fn rows(&self, concept: ConceptId) -> &[Row] {
        let at = usize::from(concept.0);
        match self.starts.get(at..at + 2) {
            Some(&[from, to]) => &self.rows[from as usize..to as usize],
            _ => &[],
        }
    }
}
