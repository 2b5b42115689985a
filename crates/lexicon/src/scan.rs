use crate::lexicon::{ConceptId, Lexicon, Step, WordId};
use crate::path::Path;
use crate::places::WINDOW;
use crate::postings::{Postings, PostingsBuilder};
use crate::runs::Place;
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

impl Hit {
    #[inline]
    pub(crate) const fn of(concept: ConceptId, place: Place) -> Self {
        Self {
            start: place.start(),
            end: place.end(),
            concept,
        }
    }
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
    /// How many sentences were in windows before.
    first: u32,
    /// How many sentences are in the window.
    sentences: usize,
    /// Those whose concepts are not known yet, one bit each.
    open: u64,
    postings: PostingsBuilder,
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
            first: 0,
            sentences: 0,
            open: 0,
            postings: PostingsBuilder::default(),
            ends: [0; WINDOW],
            path: Path::default(),
            fresh: Vec::new(),
        }
    }

    /// The concepts that have a name of their own, one bit each.
    #[must_use]
    pub const fn named(&self) -> &'l [u64] {
        self.named
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
        self.note(given);
        self.window.add(words, self.sentences as u32);
        self.open |= 1 << self.sentences;
        self.sentences += 1;
    }

    /// Adds a sentence to the window of which is known all that is found in it.
    ///
    /// # Panics
    /// Where the window is full.
    pub fn add_known(&mut self, hits: &[Hit]) {
        assert!(!self.is_full(), "the window is full");
        self.note(hits);
        self.sentences += 1;
    }

    fn note(&mut self, hits: &[Hit]) {
        let sentence = self.sentences as u32;
        for hit in hits {
            let place = Place::new(hit.start, hit.end);
            self.window.places.note(hit.concept.0, sentence, place);
        }
    }

    /// Whether a concept stands in a sentence, by its number, where that is
    /// known: of a window that has not been run it is if no pattern finds it.
    #[must_use]
    pub fn stands(&self, concept: ConceptId, sentence: u32) -> Option<bool> {
        let Some(of_window) = sentence.checked_sub(self.first) else {
            return Some(self.postings.has(concept, sentence));
        };
        let (block, bit) = (usize::from(concept.0) / 64, concept.0 % 64);
        let noted = self.window.places.sentences(concept.0) >> of_window & 1 == 1;
        (self.made[block] >> bit & 1 == 0).then_some(noted)
    }

    /// Finds all concepts in the sentences of the window, and empties it. Appends
    /// what it found of some of them, one bit each, in sentences that were not
    /// known: sentence by sentence, by concept and then by place. Returns where
    /// the hits of each sentence end.
    pub fn run(&mut self, among: &[u64], hits: &mut Vec<Hit>) -> &[u32] {
        self.window.gather();
        for at in 0..self.window.layers.len() {
            self.patterns(self.window.layers[at].tables);
        }
        let ends = &mut self.ends[..self.sentences];
        let places = &mut self.window.places;
        self.postings.add(self.first, places, self.named);
        places.sort(among, self.open, hits, ends);
        self.window.turn();
        self.first += self.sentences as u32;
        (self.sentences, self.open) = (0, 0);
        ends
    }

    /// Where all concepts that have a name stand in all sentences.
    ///
    /// # Panics
    /// Where sentences are left in the window.
    #[must_use]
    pub fn finish(self) -> Postings {
        assert_eq!(self.sentences, 0, "the window has not been run");
        let concepts = self.window.standing.len();
        self.postings
            .build(concepts, self.window.places.into_runs())
    }

    /// Looks for the patterns of a lexicon, concept by concept. A step that
    /// stands in no sentence ends all patterns that go through it.
    fn patterns(&mut self, tables: Tables<'_>) {
        if self.open == 0 {
            return;
        }
        let mut next = 0;
        for made in tables.made() {
            while next < made.end {
                let step = &tables.steps()[next as usize];
                let standing = self.window.sentences(step.concept) & self.open;
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
