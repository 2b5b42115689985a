use crate::lexicon::{ConceptId, Lexicon, Step, WordId};
use crate::path::Path;
use crate::places::{Place, Places, WINDOW, bits};
use crate::tables::Tables;

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

/// Finds concepts in sentences, a window of them at a time: what a pattern asks
/// for is looked up once for all of them, one bit for each sentence. One scan
/// is used for many windows, so that a sentence costs no allocation.
#[derive(Debug)]
pub struct Scan<'l> {
    layers: Vec<Layer<'l>>,
    /// Concepts to tell of, one bit each.
    named: &'l [u64],
    /// For each concept the sentences in which it stands, one bit each.
    standing: Vec<u64>,
    /// Where concepts stand that words say together, or that have a name.
    places: Places,
    /// How many sentences are in the window.
    sentences: usize,
    /// Where the hits of each end.
    ends: [u32; WINDOW],
    /// Where the steps of patterns match.
    path: Path,
    /// What the patterns of a concept found.
    fresh: Vec<u64>,
}

/// A lexicon, and what a scan knows by its numbers.
#[derive(Debug)]
struct Layer<'l> {
    tables: Tables<'l>,
    words: Places,
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
        Self {
            layers: lexicons.iter().map(|lexicon| Layer::of(lexicon)).collect(),
            named: &top.named,
            standing: vec![0; top.len()],
            places: Places::with_room(top.len()),
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
            self.places
                .note(hit.concept.0, sentence, Place { start, end });
        }
        for (layer, words) in self.layers.iter_mut().zip(words) {
            let words = &words[..words.len().min(usize::from(u16::MAX))];
            layer.phrases(words, sentence, &mut self.places);
        }
        self.sentences += 1;
    }

    /// Finds all concepts in the sentences of the window, those that were given
    /// included, and empties it. Appends those that have a name, sentence by
    /// sentence, by concept and then by place; returns where the hits of each
    /// sentence end.
    pub fn run(&mut self, hits: &mut Vec<Hit>) -> &[u32] {
        self.gather();
        for at in 0..self.layers.len() {
            self.patterns(at);
        }
        let ends = &mut self.ends[..self.sentences];
        self.places.sort(self.named, hits, ends);
        self.places.clear();
        for layer in &mut self.layers {
            layer.words.clear();
        }
        self.sentences = 0;
        ends
    }

    /// Notes in which sentences each concept stands that needs no pattern.
    fn gather(&mut self) {
        let Self {
            places,
            standing,
            layers,
            ..
        } = self;
        places.gather();
        standing.fill(0);
        places.found(|concept| standing[usize::from(concept)] = places.sentences(concept));
        for Layer { tables, words, .. } in layers {
            words.gather();
            words.found(|word| {
                for concept in tables.alone(WordId(word)) {
                    standing[usize::from(concept.0)] |= words.sentences(word);
                }
            });
        }
    }

    /// Looks for the patterns of a lexicon, concept by concept. A step that
    /// stands in no sentence ends all patterns that go through it.
    fn patterns(&mut self, at: usize) {
        let tables = self.layers[at].tables;
        let mut next = 0;
        for made in tables.made() {
            while next < made.end as usize {
                let step = &tables.steps()[next];
                let standing = self.standing[usize::from(step.concept.0)];
                let sentences = self.path.enter(step, standing);
                if sentences == 0 {
                    next = step.skip as usize;
                    continue;
                }
                if step.begins.1 != 0 {
                    self.begin(tables, step, sentences);
                }
                next += 1;
            }
            if !self.fresh.is_empty() {
                self.places.add(made.concept.0, &mut self.fresh);
                let sentences = self.places.sentences(made.concept.0);
                self.standing[usize::from(made.concept.0)] = sentences;
            }
        }
    }

    /// Notes where the patterns that begin with a step match.
    fn begin(&mut self, tables: Tables<'_>, step: &Step, sentences: u64) {
        let mut open = 0;
        for barred in tables.barred(step) {
            let standing = barred.iter().map(|bar| self.standing[usize::from(bar.0)]);
            open |= sentences & !standing.fold(0, |all, standing| all | standing);
        }
        let Self {
            layers,
            places,
            path,
            fresh,
            ..
        } = self;
        for sentence in bits(open) {
            let matches = path.matches(step.depth, sentence, |step, each| {
                each_place(places, layers, step.concept, sentence, each);
            });
            fresh.extend(matches.iter().map(|place| place.within(sentence)));
        }
    }
}

/// Calls `each` for the places of a concept in a sentence, in no order.
#[inline]
fn each_place(
    places: &Places,
    layers: &[Layer<'_>],
    concept: ConceptId,
    sentence: u32,
    each: &mut dyn FnMut(Place),
) {
    places.each_in(concept.0, sentence, each);
    for Layer { tables, words, .. } in layers {
        for word in tables.alone_of(concept) {
            words.each_in(word.0, sentence, each);
        }
    }
}

impl<'l> Layer<'l> {
    fn of(lexicon: &'l Lexicon) -> Self {
        let tables = Tables::of(lexicon);
        Self {
            tables,
            words: Places::with_room(tables.words()),
        }
    }

    /// Notes the words of a sentence, and every phrase among them.
    fn phrases(&mut self, words: &[WordId], sentence: u32, places: &mut Places) {
        let tables = self.tables;
        for (at, word) in words.iter().enumerate() {
            let start = at as u16;
            if *word != WordId::UNKNOWN {
                let end = start + 1;
                self.words.note(word.0, sentence, Place { start, end });
            }
            let mut next = tables.enter(*word);
            let mut end = at + 1;
            while let Some(node) = next {
                for concept in tables.ending(node) {
                    let end = end as u16;
                    places.note(concept.0, sentence, Place { start, end });
                }
                next = words.get(end).and_then(|word| tables.follow(node, *word));
                end += 1;
            }
        }
    }
}
