use crate::lexicon::{ConceptId, Lexicon, Step, WordId};
use crate::path::Path;
use crate::places::{Place, WINDOW};
use crate::tables::Tables;
use crate::window::Window;

/// A concept found in a sentence; positions count words from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hit {
    /// First word.
    pub start: u16,
    /// Word behind the last.
    pub end: u16,
    /// What was found.
    pub concept: ConceptId,
}

/// Finds concepts in sentences, a window of them at a time: whether what a
/// pattern asks for stands in them is found out for all at once, one bit each.
/// One scan is used for many windows, so that a sentence costs no allocation.
#[derive(Debug)]
pub struct Scan<'l> {
    window: Window<'l>,
    /// Concepts to tell of, one bit each.
    named: &'l [u64],
    /// Concepts that patterns find, one bit each.
    made: Vec<u64>,
    /// How many sentences are in the window.
    sentences: usize,
    /// Where the hits of each end.
    ends: [u32; WINDOW],
    path: Path,
    /// What the patterns of a concept found.
    fresh: Vec<u64>,
}

impl<'l> Scan<'l> {
    /// How many sentences a window holds.
    pub const WINDOW: usize = WINDOW;

    /// Finds the concepts of a lexicon, or of several over each other, each made
    /// by [`Compiler::over`](crate::Compiler::over) the one before: the phrases
    /// of all are found before the patterns of the first, its patterns before
    /// those of the next.
    ///
    /// # Panics
    /// With no lexicon.
    #[must_use]
    pub fn of(lexicons: &[&'l Lexicon]) -> Self {
        let top = lexicons[lexicons.len() - 1];
        let mut made = vec![0; top.named.len()];
        for of in lexicons.iter().flat_map(|lexicon| lexicon.made.iter()) {
            made[usize::from(of.concept.0) / 64] |= 1 << (of.concept.0 % 64);
        }
        Self {
            window: Window::of(lexicons),
            named: &top.named,
            made,
            sentences: 0,
            ends: [0; WINDOW],
            path: Path::default(),
            fresh: Vec::new(),
        }
    }

    /// Whether the window has no room for another sentence.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.sentences == WINDOW
    }

    /// Adds a sentence to the window: its words by the numbers of each lexicon,
    /// and what was found in it by other means.
    ///
    /// Words beyond the 65,535th are not looked at.
    ///
    /// # Panics
    /// Where the window is full.
    pub fn add(&mut self, words: &[&[WordId]], given: &[Hit]) {
        assert!(!self.is_full(), "the window is full");
        let sentence = self.sentences as u32;
        for hit in given {
            let (start, end) = (hit.start, hit.end);
            let places = &mut self.window.places;
            places.note(hit.concept.0, sentence, Place { start, end });
        }
        self.window.add(words, sentence);
        self.sentences += 1;
    }

    /// Whether a concept stands in a sentence of the window, by its number,
    /// where that is known before the window is run: no pattern finds it.
    #[must_use]
    pub fn stands(&self, concept: ConceptId, sentence: usize) -> Option<bool> {
        let (block, bit) = (usize::from(concept.0) / 64, concept.0 % 64);
        let noted = self.window.places.sentences(concept.0) >> sentence & 1 == 1;
        (self.made[block] >> bit & 1 == 0).then_some(noted)
    }

    /// Finds all concepts in the sentences of the window, those that were given
    /// included, and empties it. Appends those that have a name, sentence by
    /// sentence, by concept and then by place; returns where the hits of each
    /// sentence end. Calls `found` for each of these concepts with the sentences
    /// in which it stands, one bit each.
    pub fn run(&mut self, hits: &mut Vec<Hit>, found: impl FnMut(ConceptId, u64)) -> &[u32] {
        self.window.gather();
        for at in 0..self.window.layers.len() {
            self.patterns(self.window.layers[at].tables);
        }
        let ends = &mut self.ends[..self.sentences];
        self.window.places.sort(self.named, hits, ends);
        self.window.places.found_among(self.named, found);
        self.window.clear();
        self.sentences = 0;
        ends
    }

    /// Looks for the patterns of a lexicon, concept by concept. A step that
    /// stands in no sentence ends all patterns that go through it.
    fn patterns(&mut self, tables: Tables<'_>) {
        let mut next = 0;
        for made in tables.made() {
            while next < made.end {
                let step = &tables.steps()[next as usize];
                let standing = self.window.sentences(step.concept);
                let sentences = self.path.enter(next, step.depth, standing);
                if sentences == 0 {
                    next = step.skip;
                    continue;
                }
                if step.begins.1 != 0 {
                    self.begin(tables, step, sentences);
                }
                next += 1;
            }
            if !self.fresh.is_empty() {
                self.window.tell(made.concept, &mut self.fresh);
            }
        }
        self.path.clear();
    }

    /// Notes where the patterns that begin with a step match.
    fn begin(&mut self, tables: Tables<'_>, step: &Step, sentences: u64) {
        let mut open = 0;
        for barred in tables.barred(step) {
            let bars = barred.iter().map(|bar| self.window.sentences(*bar));
            open |= sentences & !bars.fold(0, |all, bar| all | bar);
        }
        let (window, fresh) = (&self.window, &mut self.fresh);
        match step.depth {
            _ if open == 0 => {}
            0 => window.within(step.concept, open, fresh),
            depth => (self.path).matches(tables.steps(), depth, window, open, fresh),
        }
    }
}
