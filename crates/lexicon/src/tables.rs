//! The tables that a scan reads, as slices.

use crate::lexicon::{ConceptId, Edge, Lexicon, Node, PatternEntry, Step, Wake, WordId, edge_slot};
use crate::rows::RowsView;

/// A lexicon's tables: a scan looks into them at every word, and need not ask
/// each time whether they are owned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tables<'l> {
    roots: &'l [u32],
    nodes: &'l [Node],
    edges: &'l [Edge],
    outputs: &'l [ConceptId],
    patterns: &'l [PatternEntry],
    steps: &'l [Step],
    barred: &'l [ConceptId],
    wakers: &'l [u64],
    wakes: RowsView<'l, Wake>,
    alone: RowsView<'l, ConceptId>,
    alone_of: RowsView<'l, WordId>,
}

impl<'l> Tables<'l> {
    pub(crate) fn of(lexicon: &'l Lexicon) -> Self {
        Self {
            roots: &lexicon.roots,
            nodes: &lexicon.nodes,
            edges: &lexicon.edges,
            outputs: &lexicon.outputs,
            patterns: &lexicon.patterns,
            steps: &lexicon.steps,
            barred: &lexicon.barred,
            wakers: &lexicon.wakers,
            wakes: lexicon.wakes.view(),
            alone: lexicon.alone.view(),
            alone_of: lexicon.alone_of.view(),
        }
    }

    /// The node that a word leads to from the root.
    pub(crate) fn enter(&self, word: WordId) -> Option<u32> {
        let node = self.roots.get(usize::from(word.0)).copied();
        node.filter(|node| *node != 0)
    }

    /// The node that a word leads to from any other node.
    pub(crate) fn follow(&self, node: u32, word: WordId) -> Option<u32> {
        let mask = self.edges.len().wrapping_sub(1);
        let mut slot = edge_slot(node, word) & mask;
        while let Some(edge) = self.edges.get(slot).filter(|edge| edge.from != 0) {
            if edge.from == node && edge.word == word {
                return Some(edge.to);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    /// The concepts whose phrase ends at a node.
    pub(crate) fn ending(&self, node: u32) -> &'l [ConceptId] {
        let (from, to) = self.nodes[node as usize].outputs;
        &self.outputs[from as usize..to as usize]
    }

    /// The concepts that wake a pattern, one bit each.
    pub(crate) const fn wakers(&self) -> &'l [u64] {
        self.wakers
    }

    /// The patterns that a concept wakes; none where it is of a lexicon above.
    pub(crate) fn woken(&self, concept: ConceptId) -> &'l [Wake] {
        self.wakes.of(concept.0)
    }

    /// The concepts without a name that a word says alone.
    pub(crate) fn alone(&self, word: WordId) -> &'l [ConceptId] {
        self.alone.of(word.0)
    }

    /// The words that say such a concept alone.
    pub(crate) fn alone_of(&self, concept: ConceptId) -> &'l [WordId] {
        self.alone_of.of(concept.0)
    }

    /// How many words there are, the unknown one counted.
    pub(crate) const fn words(&self) -> usize {
        self.roots.len()
    }

    pub(crate) const fn pattern(&self, pattern: u16) -> &'l PatternEntry {
        &self.patterns[pattern as usize]
    }

    pub(crate) fn steps(&self, pattern: &PatternEntry) -> &'l [Step] {
        &self.steps[pattern.steps.0 as usize..pattern.steps.1 as usize]
    }

    pub(crate) fn barred(&self, pattern: &PatternEntry) -> &'l [ConceptId] {
        &self.barred[pattern.barred.0 as usize..pattern.barred.1 as usize]
    }
}
