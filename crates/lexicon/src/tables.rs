//! The tables that a scan reads, as slices.

use crate::lexicon::{ConceptId, Edge, Lexicon, Made, Node, Step, WordId, edge_slot};
use crate::rows::RowsView;

/// A lexicon's tables: a scan looks into them at every word, and need not ask
/// each time whether they are owned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tables<'l> {
    roots: &'l [u32],
    nodes: &'l [Node],
    edges: &'l [Edge],
    outputs: &'l [ConceptId],
    made: &'l [Made],
    steps: &'l [Step],
    barred: RowsView<'l, ConceptId>,
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
            made: &lexicon.made,
            steps: &lexicon.steps,
            barred: lexicon.barred.view(),
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

    /// The concepts that patterns find, in the order in which to look for them.
    pub(crate) const fn made(&self) -> &'l [Made] {
        self.made
    }

    /// The steps of all patterns.
    pub(crate) const fn steps(&self) -> &'l [Step] {
        self.steps
    }

    /// What bars each of the patterns that begin with a step.
    pub(crate) fn barred(&self, step: &Step) -> impl Iterator<Item = &'l [ConceptId]> {
        let (from, to) = step.begins;
        (from..to).map(|row| self.barred.of(row))
    }
}
