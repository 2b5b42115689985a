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

/// A place where a concept was found, and where to look for the one before;
/// those are counted from 1.
#[derive(Debug, Clone, Copy)]
struct Link {
    start: u16,
    end: u16,
    before: u32,
}

/// Finds concepts in sentences; one is reused for many, so that a sentence
/// costs no allocation.
#[derive(Debug, Default)]
pub struct Scan {
    /// All that was found, each concept's places a chain, so that a step looks
    /// at the places of its concept alone.
    links: Vec<Link>,
    /// For each concept the end of its chain, 0 where it was not found.
    last: Vec<u32>,
    /// Concepts found, one bit each.
    found: Vec<u64>,
    /// Those of named concepts, in order.
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
        let concepts = layers[layers.len() - 1].lexicon.len();
        for (block, found) in self.found.iter().enumerate() {
            bits(*found).for_each(|bit| self.last[block * 64 + bit] = 0);
        }
        self.last.resize(concepts, 0);
        self.links.clear();
        self.found.clear();
        self.found.resize(concepts.div_ceil(64), 0);
        for (awake, layer) in self.awake.iter_mut().zip(layers) {
            awake.clear();
            awake.resize(layer.lexicon.patterns.len().div_ceil(64), 0);
        }
        for hit in given {
            self.add(layers, hit.concept, (hit.start, hit.end));
        }
        for layer in layers.iter().rev() {
            self.phrases(layers, layer);
        }
        for at in 0..layers.len() {
            self.patterns(layers, at);
        }
        self.sort(&layers[layers.len() - 1].lexicon.named);
        &self.hits
    }

    /// Puts the places of named concepts in order: concept by concept, so that
    /// only the few of one and the same are compared.
    fn sort(&mut self, named: &[u64]) {
        let mut hits = std::mem::take(&mut self.hits);
        hits.clear();
        for (block, (found, named)) in self.found.iter().zip(named).enumerate() {
            for bit in bits(found & named) {
                let concept = ConceptId((block * 64 + bit) as u16);
                let from = hits.len();
                hits.extend(self.of(concept).map(|(start, end)| Hit {
                    start,
                    end,
                    concept,
                }));
                if hits.len() > from + 1 {
                    hits[from..].reverse();
                    hits[from..].sort_unstable();
                }
            }
        }
        hits.dedup();
        self.hits = hits;
    }

    fn phrases(&mut self, layers: &[Layer<'_>], layer: &Layer<'_>) {
        let Layer { lexicon, words } = layer;
        let words = &words[..words.len().min(usize::from(u16::MAX))];
        for start in 0..words.len() {
            let mut next = lexicon.enter(words[start]);
            let mut end = start + 1;
            while let Some(node) = next {
                for concept in lexicon.ending(node) {
                    self.add(layers, *concept, (start as u16, end as u16));
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
        for place in &matches {
            // Several patterns of a concept may find the same words.
            if !self.of(concept).any(|known| known == *place) {
                self.add(layers, concept, *place);
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
        matches.extend(self.of(last.concept));
        let mut gap = last.gap;
        for step in before.iter().rev() {
            let mut reached = std::mem::take(&mut self.reached);
            reached.clear();
            for (start, end) in self.of(step.concept) {
                let furthest = match gap {
                    ANY_GAP => u16::MAX,
                    gap => end.saturating_add(u16::from(gap)),
                };
                let later = matches
                    .iter()
                    .filter(|(start, _)| (end..=furthest).contains(start));
                if let Some(end) = later.map(|(_, end)| *end).min() {
                    reached.push((start, end));
                }
            }
            self.reached = std::mem::replace(matches, reached);
            gap = step.gap;
            if matches.is_empty() {
                return;
            }
        }
    }

    /// The places of a concept, the last found first.
    fn of(&self, concept: ConceptId) -> impl Iterator<Item = (u16, u16)> {
        let link = |at: u32| self.links.get((at as usize).wrapping_sub(1));
        let last = link(self.last[concept.0 as usize]);
        std::iter::successors(last, move |found| link(found.before))
            .map(|found| (found.start, found.end))
    }

    fn has(&self, concept: ConceptId) -> bool {
        self.last[concept.0 as usize] != 0
    }

    fn add(&mut self, layers: &[Layer<'_>], concept: ConceptId, (start, end): (u16, u16)) {
        let id = concept.0 as usize;
        let before = self.last[id];
        self.links.push(Link { start, end, before });
        self.last[id] = self.links.len() as u32;
        if before == 0 {
            self.found[id / 64] |= 1 << (id % 64);
            self.wake(layers, concept);
        }
    }

    fn wake(&mut self, layers: &[Layer<'_>], concept: ConceptId) {
        for (awake, layer) in self.awake.iter_mut().zip(layers) {
            for pattern in layer.lexicon.woken(concept) {
                awake[*pattern as usize / 64] |= 1 << (pattern % 64);
            }
        }
    }
}

/// The bits of a block that are set.
fn bits(block: u64) -> impl Iterator<Item = usize> {
    let some = |left: u64| (left != 0).then_some(left);
    std::iter::successors(some(block), move |left| some(left & (left - 1)))
        .map(|left| left.trailing_zeros() as usize)
}
