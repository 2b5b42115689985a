use crate::lexicon::{ConceptId, Lexicon, PatternEntry, Step, WordId};
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
    /// Places to be added to a concept.
    fresh: Vec<u64>,
    /// Places where the steps of a pattern match, from a step on to the last.
    matches: Vec<Place>,
    reached: Vec<Place>,
}

/// A lexicon, and what a scan knows by its numbers.
#[derive(Debug)]
struct Layer<'l> {
    tables: Tables<'l>,
    words: Places,
    /// Patterns to try, one bit each.
    awake: Vec<u64>,
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
            fresh: Vec::new(),
            matches: Vec::new(),
            reached: Vec::new(),
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
        for layer in &mut self.layers {
            layer.wake_all(&self.standing);
        }
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

    /// Tries a layer's woken patterns in order, those of a concept together;
    /// what they find wakes only later ones.
    fn patterns(&mut self, at: usize) {
        let tables = self.layers[at].tables;
        let mut of: Option<ConceptId> = None;
        let mut block = 0;
        while let Some(awake) = self.layers[at].awake.get(block).copied() {
            let next = bits(awake).next();
            let entry = next.map(|bit| tables.pattern((block * 64) as u16 + bit as u16));
            let other = entry.is_none_or(|entry| of != Some(entry.concept));
            if let Some(done) = of.filter(|_| other && !self.fresh.is_empty()) {
                self.tell(done);
            } else if let Some(entry) = entry {
                of = Some(entry.concept);
                self.layers[at].awake[block] = awake & (awake - 1);
                self.attempt(tables, entry);
            } else {
                block += 1;
            }
        }
    }

    /// Adds what the patterns of a concept found; others may wait for it.
    fn tell(&mut self, concept: ConceptId) {
        self.places.add(concept.0, &mut self.fresh);
        let standing = &mut self.standing[usize::from(concept.0)];
        let new = self.places.sentences(concept.0)
            & !std::mem::replace(standing, self.places.sentences(concept.0));
        if new != 0 {
            for layer in &mut self.layers {
                layer.wake(concept, &self.standing, new);
            }
        }
    }

    fn attempt(&mut self, tables: Tables<'_>, pattern: &PatternEntry) {
        let steps = tables.steps(pattern);
        let standing = |concept: &ConceptId| self.standing[usize::from(concept.0)];
        let mut sentences = steps
            .iter()
            .fold(!0, |all, step| all & standing(&step.concept));
        for bar in tables.barred(pattern) {
            sentences &= !standing(bar);
        }
        if sentences == 0 {
            return;
        }
        for sentence in bits(sentences) {
            self.match_backwards(steps, sentence);
            let found = self.matches.iter().map(|place| place.within(sentence));
            self.fresh.extend(found);
        }
    }

    /// Finds where the steps match, each start with its earliest end. Going
    /// from the last step to the first keeps it quadratic at worst.
    fn match_backwards(&mut self, steps: &[Step], sentence: u32) {
        let Some((last, before)) = steps.split_last() else {
            return;
        };
        let (mut matches, mut reached) = (
            std::mem::take(&mut self.matches),
            std::mem::take(&mut self.reached),
        );
        matches.clear();
        self.each_place(last.concept, sentence, |place| matches.push(place));
        let mut gap = last.gap;
        for step in before.iter().rev() {
            reached.clear();
            self.each_place(step.concept, sentence, |Place { start, end }| {
                let furthest = match gap {
                    ANY_GAP => u16::MAX,
                    gap => end.saturating_add(u16::from(gap)),
                };
                let later = matches.iter();
                let later = later.filter(|place| (end..=furthest).contains(&place.start));
                if let Some(end) = later.map(|place| place.end).min() {
                    reached.push(Place { start, end });
                }
            });
            std::mem::swap(&mut matches, &mut reached);
            gap = step.gap;
            if matches.is_empty() {
                break;
            }
        }
        (self.matches, self.reached) = (matches, reached);
    }

    /// Calls `each` for the places of a concept in a sentence, in no order.
    #[inline]
    fn each_place(&self, concept: ConceptId, sentence: u32, mut each: impl FnMut(Place)) {
        self.places.each_in(concept.0, sentence, &mut each);
        for Layer { tables, words, .. } in &self.layers {
            for word in tables.alone_of(concept) {
                words.each_in(word.0, sentence, &mut each);
            }
        }
    }
}

impl<'l> Layer<'l> {
    fn of(lexicon: &'l Lexicon) -> Self {
        let tables = Tables::of(lexicon);
        Self {
            tables,
            words: Places::with_room(tables.words()),
            awake: vec![0; lexicon.patterns.len().div_ceil(64)],
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

    /// Marks the patterns that what stands somewhere wakes.
    fn wake_all(&mut self, standing: &[u64]) {
        self.awake.fill(0);
        for (block, wakers) in self.tables.wakers().iter().enumerate() {
            for bit in bits(*wakers) {
                let concept = ConceptId((block * 64) as u16 + bit as u16);
                let sentences = standing[usize::from(concept.0)];
                if sentences != 0 {
                    self.wake(concept, standing, sentences);
                }
            }
        }
    }

    /// Marks the patterns that a concept found in `sentences` wakes, but those
    /// that something else is lacking for in all of these: by then all is found
    /// that needs no pattern.
    #[inline]
    fn wake(&mut self, concept: ConceptId, standing: &[u64], sentences: u64) {
        for wake in self.tables.woken(concept) {
            let [one, other] = wake.needs.map(|need| standing[usize::from(need.0)]);
            let fit = u64::from(sentences & one & other != 0);
            self.awake[usize::from(wake.pattern) / 64] |= fit << (wake.pattern % 64);
        }
    }
}
