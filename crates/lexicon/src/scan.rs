use crate::lexicon::{ConceptId, Lexicon, PatternEntry, Step, Wake, WordId};
use crate::pattern::ANY_GAP;
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
/// for is looked up once for all of them. One is reused for many windows, so
/// that a sentence costs no allocation.
#[derive(Debug)]
pub struct Scan<'l> {
    layers: Vec<Tables<'l>>,
    /// Concepts to tell of, one bit each.
    named: &'l [u64],
    places: Places,
    /// How many sentences are in the window.
    sentences: usize,
    /// Where the hits of each end.
    ends: [u32; WINDOW],
    /// Patterns to try, one bit each, by layer.
    awake: Vec<Vec<u64>>,
    /// What the patterns of one concept found, with the sentence.
    fresh: Vec<(u32, Place)>,
    /// Places where the steps of a pattern match, from a step on to the last.
    matches: Vec<Place>,
    reached: Vec<Place>,
}

impl<'l> Scan<'l> {
    /// How many sentences a window holds.
    pub const WINDOW: usize = WINDOW;

    /// Finds the concepts of a lexicon, or of several over each other, the last
    /// made by [`Compiler::over`](crate::Compiler::over) those before: the
    /// phrases of all are found before the patterns of the first, its patterns
    /// before those of the next.
    ///
    /// # Panics
    /// With no lexicon.
    #[must_use]
    pub fn of(lexicons: &[&'l Lexicon]) -> Self {
        let top = lexicons[lexicons.len() - 1];
        let blocks = |lexicon: &&Lexicon| vec![0; lexicon.patterns.len().div_ceil(64)];
        Self {
            layers: lexicons.iter().map(|lexicon| Tables::of(lexicon)).collect(),
            named: &top.named,
            places: Places::with_room(top.len()),
            sentences: 0,
            ends: [0; WINDOW],
            awake: lexicons.iter().map(blocks).collect(),
            fresh: Vec::new(),
            matches: Vec::new(),
            reached: Vec::new(),
        }
    }

    /// Whether the window has room for no other sentence.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.sentences == WINDOW
    }

    /// Adds a sentence to the window: its words by the ids of each lexicon, and
    /// what was found in it by other means. Gives its number.
    ///
    /// Words beyond the 65,535th are not looked at.
    ///
    /// # Panics
    /// Where the window is full.
    pub fn add(&mut self, words: &[&[WordId]], given: &[Hit]) -> usize {
        assert!(!self.is_full(), "the window is full");
        let sentence = self.sentences as u32;
        for Hit {
            start,
            end,
            concept,
        } in given.iter().copied()
        {
            self.places.note(concept, sentence, Place { start, end });
        }
        for (tables, words) in self.layers.iter().zip(words) {
            phrases(*tables, words, |concept, place| {
                self.places.note(concept, sentence, place);
            });
        }
        self.sentences += 1;
        self.sentences - 1
    }

    /// Finds all concepts in the sentences of the window, those that were given
    /// included, and empties it. Appends those that have a name, sentence by
    /// sentence, by concept and then by place; returns where the hits of each
    /// sentence end.
    pub fn run(&mut self, hits: &mut Vec<Hit>) -> &[u32] {
        self.places.gather();
        for at in 0..self.layers.len() {
            self.awake[at].fill(0);
            let tables = self.layers[at];
            for concept in self.places.found_of(tables.wakers()) {
                let sentences = self.places.sentences(concept);
                let woken = tables.woken(concept);
                wake(&mut self.awake[at], woken, &self.places, sentences);
            }
        }
        for at in 0..self.layers.len() {
            self.patterns(at);
        }
        let ends = &mut self.ends[..self.sentences];
        self.places.sort(self.named, hits, ends);
        self.places.clear();
        self.sentences = 0;
        ends
    }

    /// Tries a layer's woken patterns in order, those of a concept together;
    /// what they find wakes only later ones.
    fn patterns(&mut self, at: usize) {
        let tables = self.layers[at];
        let mut of: Option<ConceptId> = None;
        let mut block = 0;
        while let Some(awake) = self.awake[at].get(block).copied() {
            let next = bits(awake).next();
            let entry = next.map(|bit| tables.pattern((block * 64) as u16 + bit as u16));
            let other = entry.is_none_or(|entry| of != Some(entry.concept));
            if let Some(done) = of.filter(|_| other && !self.fresh.is_empty()) {
                self.tell(done);
            } else if let Some(entry) = entry {
                of = Some(entry.concept);
                self.awake[at][block] = awake & (awake - 1);
                self.attempt(tables, entry);
            } else {
                block += 1;
            }
        }
    }

    /// Adds what the patterns of a concept found; others may wait for it.
    fn tell(&mut self, concept: ConceptId) {
        let new = self.places.add(concept, &mut self.fresh);
        if new != 0 {
            for (awake, tables) in self.awake.iter_mut().zip(&self.layers) {
                wake(awake, tables.woken(concept), &self.places, new);
            }
        }
    }

    fn attempt(&mut self, tables: Tables<'_>, pattern: &PatternEntry) {
        let steps = tables.steps(pattern);
        let mut sentences = !0;
        for step in steps {
            sentences &= self.places.sentences(step.concept);
        }
        for bar in tables.barred(pattern) {
            sentences &= !self.places.sentences(*bar);
        }
        for sentence in bits(sentences) {
            self.match_backwards(steps, sentence);
            let found = self.matches.drain(..).map(|place| (sentence, place));
            self.fresh.extend(found);
        }
    }

    /// Finds where the steps match, each start with its earliest end. Going
    /// from the last step to the first keeps it quadratic at worst.
    fn match_backwards(&mut self, steps: &[Step], sentence: u32) {
        let Some((last, before)) = steps.split_last() else {
            return;
        };
        self.matches.clear();
        self.matches.extend(self.places.of(last.concept, sentence));
        let mut gap = last.gap;
        for step in before.iter().rev() {
            self.reached.clear();
            for Place { start, end } in self.places.of(step.concept, sentence).iter().copied() {
                let furthest = match gap {
                    ANY_GAP => u16::MAX,
                    gap => end.saturating_add(u16::from(gap)),
                };
                let later = self.matches.iter();
                let later = later.filter(|place| (end..=furthest).contains(&place.start));
                if let Some(end) = later.map(|place| place.end).min() {
                    self.reached.push(Place { start, end });
                }
            }
            std::mem::swap(&mut self.matches, &mut self.reached);
            gap = step.gap;
            if self.matches.is_empty() {
                return;
            }
        }
    }
}

/// Calls `each` for every phrase among words.
#[inline]
fn phrases(tables: Tables<'_>, words: &[WordId], mut each: impl FnMut(ConceptId, Place)) {
    let words = &words[..words.len().min(usize::from(u16::MAX))];
    for (start, word) in words.iter().enumerate() {
        let mut next = tables.enter(*word);
        let mut end = start + 1;
        while let Some(node) = next {
            let place = Place {
                start: start as u16,
                end: end as u16,
            };
            for concept in tables.ending(node) {
                each(*concept, place);
            }
            next = words.get(end).and_then(|word| tables.follow(node, *word));
            end += 1;
        }
    }
}

/// Marks the patterns that a concept found in `sentences` wakes, but those that
/// something else is lacking for in all of these: by then all is found that
/// needs no pattern.
#[inline]
fn wake(awake: &mut [u64], woken: &[Wake], places: &Places, sentences: u64) {
    for wake in woken {
        let [one, other] = wake.needs.map(|need| places.sentences(need));
        let fit = u64::from(sentences & one & other != 0);
        awake[usize::from(wake.pattern) / 64] |= fit << (wake.pattern % 64);
    }
}
