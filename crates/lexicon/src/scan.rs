use crate::lexicon::{ConceptId, Lexicon, Step, WordId};
use crate::pattern::ANY_GAP;

/// A concept found in a sentence; positions count words from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    hits: Vec<Hit>,
    /// Those of named concepts, in order.
    sorted: Vec<Hit>,
    /// For each concept the hit found last, for each hit the one of its
    /// concept before: places count from 1, so that a step looks at the hits of
    /// its concept alone.
    last: Vec<u32>,
    before: Vec<u32>,
    /// Concepts found, one bit each.
    found: Vec<u64>,
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
        let concepts = layers[layers.len() - 1].lexicon.len();
        self.last.resize(concepts, 0);
        for hit in self.hits.drain(..) {
            self.last[hit.concept.0 as usize] = 0;
        }
        self.before.clear();
        self.found.clear();
        self.found.resize(concepts.div_ceil(64), 0);
        for (awake, layer) in self.awake.iter_mut().zip(layers) {
            awake.clear();
            awake.resize(layer.lexicon.patterns.len().div_ceil(64), 0);
        }
        for hit in given {
            self.add(layers, *hit);
        }
        for layer in layers.iter().rev() {
            self.phrases(layers, layer);
        }
        for at in 0..layers.len() {
            self.patterns(layers, at);
        }
        self.sort(&layers[layers.len() - 1].lexicon.named);
        &self.sorted
    }

    /// Puts the hits of named concepts in order: concept by concept, so that
    /// only the few of one and the same are compared.
    fn sort(&mut self, named: &[u64]) {
        let mut sorted = std::mem::take(&mut self.sorted);
        sorted.clear();
        for (block, (found, named)) in self.found.iter().zip(named).enumerate() {
            let mut bits = found & named;
            while bits != 0 {
                let concept = ConceptId((block * 64) as u16 + bits.trailing_zeros() as u16);
                bits &= bits - 1;
                let from = sorted.len();
                sorted.extend(self.of(concept));
                sorted[from..].reverse();
                sorted[from..].sort_unstable();
            }
        }
        sorted.dedup();
        self.sorted = sorted;
    }

    fn phrases(&mut self, layers: &[Layer<'_>], layer: &Layer<'_>) {
        let Layer { lexicon, words } = layer;
        let words = &words[..words.len().min(usize::from(u16::MAX))];
        for start in 0..words.len() {
            let mut next = lexicon.enter(words[start]);
            let mut end = start + 1;
            while let Some(node) = next {
                for concept in lexicon.ending(node) {
                    self.add(
                        layers,
                        Hit {
                            start: start as u16,
                            end: end as u16,
                            concept: *concept,
                        },
                    );
                }
                next = words.get(end).and_then(|word| lexicon.follow(node, *word));
                end += 1;
            }
        }
    }

    /// Tries a layer's woken patterns in order; what they find wakes only later ones.
    fn patterns(&mut self, layers: &[Layer<'_>], at: usize) {
        let mut block = 0;
        while block < self.awake[at].len() {
            let bits = self.awake[at][block];
            if bits == 0 {
                block += 1;
                continue;
            }
            self.awake[at][block] &= bits - 1;
            let pattern = (block * 64) as u16 + bits.trailing_zeros() as u16;
            self.attempt(layers, layers[at].lexicon, pattern);
        }
    }

    fn attempt(&mut self, layers: &[Layer<'_>], lexicon: &Lexicon, pattern: u16) {
        let steps = lexicon.steps(pattern);
        if !steps.iter().all(|step| self.has(step.concept))
            || lexicon.barred(pattern).iter().any(|bar| self.has(*bar))
        {
            return;
        }
        let concept = lexicon.patterns[pattern as usize].concept;
        let mut matches = std::mem::take(&mut self.matches);
        self.match_backwards(steps, &mut matches);
        for &(start, end) in &matches {
            let hit = Hit {
                start,
                end,
                concept,
            };
            // Several patterns of a concept may find the same words.
            if !self.of(concept).any(|known| *known == hit) {
                self.add(layers, hit);
            }
        }
        self.matches = matches;
    }

    /// Where the steps match, each start with its earliest end. Going from the
    /// last step to the first keeps it quadratic at worst.
    fn match_backwards(&mut self, steps: &[Step], matches: &mut Vec<(u16, u16)>) {
        let Some((last, before)) = steps.split_last() else {
            return;
        };
        matches.clear();
        matches.extend(self.of(last.concept).map(|hit| (hit.start, hit.end)));
        let mut gap = last.gap;
        for step in before.iter().rev() {
            let mut reached = std::mem::take(&mut self.reached);
            reached.clear();
            for hit in self.of(step.concept) {
                let furthest = match gap {
                    ANY_GAP => u16::MAX,
                    gap => hit.end.saturating_add(u16::from(gap)),
                };
                let later = matches
                    .iter()
                    .filter(|(start, _)| (hit.end..=furthest).contains(start));
                if let Some(end) = later.map(|(_, end)| *end).min() {
                    reached.push((hit.start, end));
                }
            }
            self.reached = std::mem::replace(matches, reached);
            gap = step.gap;
            if matches.is_empty() {
                return;
            }
        }
    }

    /// The hits of a concept, the last found first.
    fn of(&self, concept: ConceptId) -> impl Iterator<Item = &Hit> {
        let place = |at: u32| (at > 0).then_some(at);
        let first = place(self.last[concept.0 as usize]);
        std::iter::successors(first, move |at| place(self.before[*at as usize - 1]))
            .map(|at| &self.hits[at as usize - 1])
    }

    fn has(&self, concept: ConceptId) -> bool {
        self.found[concept.0 as usize / 64] & (1 << (concept.0 % 64)) != 0
    }

    fn add(&mut self, layers: &[Layer<'_>], hit: Hit) {
        let at = hit.concept.0 as usize;
        self.hits.push(hit);
        self.before.push(std::mem::replace(
            &mut self.last[at],
            self.hits.len() as u32,
        ));
        if self.has(hit.concept) {
            return;
        }
        self.found[at / 64] |= 1 << (at % 64);
        for (awake, layer) in self.awake.iter_mut().zip(layers) {
            for pattern in layer.lexicon.woken(hit.concept) {
                awake[*pattern as usize / 64] |= 1 << (pattern % 64);
            }
        }
    }
}
