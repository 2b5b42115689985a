use crate::chains::Chains;
use crate::lexicon::{ConceptId, Lexicon, PatternEntry, Step, Wake, WordId};
use crate::pattern::ANY_GAP;
use crate::tables::Tables;

/// A concept found in a sentence; positions count words from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// First word.
    pub start: u16,
    /// Word behind the last.
    pub end: u16,
    /// What was found.
    pub concept: ConceptId,
}

/// Most lexicons over each other.
const LAYERS: usize = 2;

/// A lexicon with a sentence's words by its ids.
#[derive(Debug, Clone, Copy)]
pub struct Layer<'s> {
    /// The lexicon.
    pub lexicon: &'s Lexicon,
    /// The words.
    pub words: &'s [WordId],
}

/// Finds concepts in sentences; one is reused for many, so that a sentence
/// costs no allocation.
#[derive(Debug, Default)]
pub struct Scan {
    chains: Chains,
    /// What is found in the end, in order.
    hits: Vec<Hit>,
    /// Patterns to try, one bit each, by layer.
    awake: [Vec<u64>; LAYERS],
    /// Places where the steps of a pattern match, from a step on to the last.
    matches: Vec<(u16, u16)>,
    reached: Vec<(u16, u16)>,
}

impl Scan {
    /// Finds all concepts among `words`, those in `given` (found by other
    /// means) included, and returns those that have a name, by concept and then
    /// by place.
    ///
    /// Words beyond the 65,535th are not looked at.
    pub fn run(&mut self, lexicon: &Lexicon, words: &[WordId], given: &[Hit]) -> &[Hit] {
        self.run_layers(&[Layer { lexicon, words }], given)
    }

    /// The same with a second lexicon over the first, made by
    /// [`Compiler::over`](crate::Compiler::over): its phrases are found before
    /// the patterns of the first, its patterns behind them.
    ///
    /// # Panics
    /// With no layer, or more than two.
    pub fn run_layers(&mut self, layers: &[Layer<'_>], given: &[Hit]) -> &[Hit] {
        let top = layers[layers.len() - 1].lexicon;
        self.chains.clear(top.len());
        for (awake, layer) in self.awake.iter_mut().zip(layers) {
            awake.clear();
            awake.resize(layer.lexicon.patterns.len().div_ceil(64), 0);
        }
        // One layer is two with nothing new in the upper one.
        let tables = [&layers[0], &layers[layers.len() - 1]];
        let tables = tables.map(|layer| Tables::of(layer.lexicon));
        let tables = &tables[..layers.len()];
        for hit in given {
            self.chains.add(hit.concept, (hit.start, hit.end));
        }
        for (tables, layer) in tables.iter().zip(layers) {
            self.phrases(*tables, layer.words);
        }
        for (awake, (tables, layer)) in self.awake.iter_mut().zip(tables.iter().zip(layers)) {
            self.chains
                .found_of(&layer.lexicon.wakers, |chains, concept| {
                    wake(awake, tables.woken(concept), chains);
                });
        }
        for at in 0..layers.len() {
            self.patterns(tables, at);
        }
        self.chains.sort(&top.named, &mut self.hits);
        &self.hits
    }

    fn phrases(&mut self, tables: Tables<'_>, words: &[WordId]) {
        let words = &words[..words.len().min(usize::from(u16::MAX))];
        for (start, word) in words.iter().enumerate() {
            let mut next = tables.enter(*word);
            let mut end = start + 1;
            while let Some(node) = next {
                for concept in tables.ending(node) {
                    self.chains.add(*concept, (start as u16, end as u16));
                }
                next = words.get(end).and_then(|word| tables.follow(node, *word));
                end += 1;
            }
        }
    }

    /// Tries a layer's woken patterns in order; what they find wakes only later ones.
    fn patterns(&mut self, layers: &[Tables<'_>], at: usize) {
        for block in 0..self.awake[at].len() {
            loop {
                let bits = self.awake[at][block];
                if bits == 0 {
                    break;
                }
                self.awake[at][block] = bits & (bits - 1);
                let pattern = (block * 64) as u16 + bits.trailing_zeros() as u16;
                self.attempt(layers, layers[at].pattern(pattern), at);
            }
        }
    }

    fn attempt(&mut self, layers: &[Tables<'_>], pattern: &PatternEntry, at: usize) {
        let (tables, chains) = (&layers[at], &self.chains);
        let steps = tables.steps(pattern);
        if !steps.iter().all(|step| chains.has(step.concept))
            || tables.barred(pattern).iter().any(|bar| chains.has(*bar))
        {
            return;
        }
        self.match_backwards(steps);
        for at in 0..self.matches.len() {
            let place = self.matches[at];
            // Several patterns of a concept may find the same words.
            if !self.chains.of(pattern.concept).any(|known| known == place) {
                self.add(layers, pattern.concept, place);
            }
        }
    }

    /// Finds where the steps match, each start with its earliest end. Going
    /// from the last step to the first keeps it quadratic at worst.
    fn match_backwards(&mut self, steps: &[Step]) {
        self.matches.clear();
        let Some((last, before)) = steps.split_last() else {
            return;
        };
        self.matches.extend(self.chains.of(last.concept));
        let mut gap = last.gap;
        for step in before.iter().rev() {
            self.reached.clear();
            for (start, end) in self.chains.of(step.concept) {
                let furthest = match gap {
                    ANY_GAP => u16::MAX,
                    gap => end.saturating_add(u16::from(gap)),
                };
                let later = self.matches.iter();
                let later = later.filter(|(start, _)| (end..=furthest).contains(start));
                if let Some(end) = later.map(|(_, end)| *end).min() {
                    self.reached.push((start, end));
                }
            }
            std::mem::swap(&mut self.matches, &mut self.reached);
            gap = step.gap;
            if self.matches.is_empty() {
                return;
            }
        }
    }

    /// Adds what a pattern found; it may be what others wait for.
    fn add(&mut self, layers: &[Tables<'_>], concept: ConceptId, place: (u16, u16)) {
        if self.chains.add(concept, place) {
            for (awake, tables) in self.awake.iter_mut().zip(layers) {
                wake(awake, tables.woken(concept), &self.chains);
            }
        }
    }
}

/// Marks the patterns that a concept wakes, but those that something else is
/// lacking for: by then all is found that needs no pattern.
#[inline]
fn wake(awake: &mut [u64], woken: &[Wake], chains: &Chains) {
    for wake in woken {
        let fit = u64::from(chains.has_both(wake.needs));
        awake[usize::from(wake.pattern) / 64] |= fit << (wake.pattern % 64);
    }
}
