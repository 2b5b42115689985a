//! How alike two sentences are: the share of their words, each weighed by how
//! rare it is.

use std::collections::HashMap;

use clauselint_reading::{Act, DataKind, PassageId, Reading};

use super::{Fate, Words};

/// Less alike are two sentences, not one reworded.
const ALIKE: f64 = 0.5;
/// What it adds that the sentence before became the one before.
const NEIGHBOUR: f64 = 0.08;
/// What it adds that both do the same thing to the same kind of data.
const DEED: f64 = 0.12;
/// Sentences are sought by so many of their rarest words.
const KEYS: usize = 8;
/// Words of more sentences than this tell none.
const COMMON: usize = 150;
/// Shorter words are other words, not misspelt ones ("may", "must", "13").
const SHORT: usize = 5;

pub(super) struct Likeness<'a> {
    words: &'a Words,
    old: &'a [Vec<u32>],
    new: &'a [Vec<u32>],
    fates: [&'a [Fate]; 2],
    deeds: [Vec<Vec<Deed>>; 2],
    weight: Vec<f64>,
}

/// What is done, and to which kind of data.
type Deed = (Act, DataKind);

fn deeds(reading: &Reading<'_>) -> Vec<Vec<Deed>> {
    let mut deeds = vec![Vec::new(); reading.passages.len()];
    for statement in &reading.statements {
        let act = statement.act.what;
        let done = statement.data.iter().map(|data| (act, data.what));
        deeds[statement.passage as usize].extend(done);
    }
    deeds
}

impl<'a> Likeness<'a> {
    pub(super) fn new(
        words: &'a Words,
        [old, new]: [&'a [Vec<u32>]; 2],
        fates: [&'a [Fate]; 2],
        readings: [&Reading<'_>; 2],
    ) -> Self {
        let mut count = vec![0_u32; words.table.len()];
        for passage in old.iter().chain(new) {
            for word in sorted(passage, true) {
                count[word as usize] += 1;
            }
        }
        let all = (old.len() + new.len()) as f64;
        let weigh = |count: u32| (1.0 + all / f64::from(count.max(1))).ln();
        Self {
            words,
            old,
            new,
            fates,
            deeds: readings.map(deeds),
            weight: count.into_iter().map(weigh).collect(),
        }
    }

    /// Old and new sentence, and whether they differ in typing errors alone;
    /// the most alike first, each sentence once.
    pub(super) fn pairs(&self) -> Vec<(PassageId, PassageId, bool)> {
        let mut scored = Vec::new();
        let index = self.index();
        for (old, words) in self.left(0) {
            for new in self.candidates(words, &index) {
                let mut score = self.score(words, &self.new[new as usize]);
                if self.does_the_same(old, new) {
                    score += DEED;
                }
                if score + NEIGHBOUR >= ALIKE {
                    scored.push((old, new, score));
                }
            }
        }
        let near: HashMap<(PassageId, PassageId), f64> = scored
            .iter()
            .map(|(old, new, score)| ((*old, *new), *score))
            .collect();
        for (old, new, score) in &mut scored {
            let before = old.checked_sub(1).zip(new.checked_sub(1));
            let follows = before.is_some_and(|pair| {
                near.get(&pair).is_some_and(|score| *score >= ALIKE) || self.is_kept(pair)
            });
            *score += if follows { NEIGHBOUR } else { 0.0 };
        }
        scored.retain(|(.., score)| *score >= ALIKE);
        scored.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        let (mut taken_old, mut taken_new) =
            (vec![false; self.old.len()], vec![false; self.new.len()]);
        let mut pairs = Vec::new();
        for (old, new, _) in scored {
            if !taken_old[old as usize] && !taken_new[new as usize] {
                taken_old[old as usize] = true;
                taken_new[new as usize] = true;
                pairs.push((old, new, self.is_typing(old, new)));
            }
        }
        pairs
    }

    fn does_the_same(&self, old: PassageId, new: PassageId) -> bool {
        let new = &self.deeds[1][new as usize];
        self.deeds[0][old as usize]
            .iter()
            .any(|deed| new.contains(deed))
    }

    fn is_kept(&self, (old, new): (PassageId, PassageId)) -> bool {
        self.old[old as usize] == self.new[new as usize]
    }

    /// Sentences that are not kept as they were.
    fn left(&self, side: usize) -> impl Iterator<Item = (PassageId, &'a [u32])> {
        let passages = [self.old, self.new][side].iter().enumerate();
        passages
            .filter(move |(id, words)| self.fates[side][*id] == Fate::Alone && !words.is_empty())
            .map(|(id, words)| (id as PassageId, words.as_slice()))
    }

    /// For each word the new sentences that have it.
    fn index(&self) -> HashMap<u32, Vec<PassageId>> {
        let mut index: HashMap<u32, Vec<PassageId>> = HashMap::new();
        for (id, words) in self.left(1) {
            for word in sorted(words, true) {
                index.entry(word).or_default().push(id);
            }
        }
        index
    }

    fn candidates(&self, words: &[u32], index: &HashMap<u32, Vec<PassageId>>) -> Vec<PassageId> {
        let mut keys: Vec<(u32, &Vec<PassageId>)> = sorted(words, true)
            .into_iter()
            .filter_map(|word| Some((word, index.get(&word)?)))
            .filter(|(_, of)| of.len() <= COMMON)
            .collect();
        keys.sort_by_key(|(word, of)| (of.len(), *word));
        let found = keys
            .iter()
            .take(KEYS)
            .flat_map(|(_, of)| of.iter().copied());
        let mut found: Vec<PassageId> = found.collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Twice the weight of what both have, by the weight of all.
    fn score(&self, old: &[u32], new: &[u32]) -> f64 {
        let (old, new) = (sorted(old, false), sorted(new, false));
        let weigh =
            |words: &[u32]| -> f64 { words.iter().map(|word| self.weight[*word as usize]).sum() };
        let (mut a, mut b, mut shared) = (0, 0, 0.0);
        while a < old.len() && b < new.len() {
            match old[a].cmp(&new[b]) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    shared += self.weight[old[a] as usize];
                    (a, b) = (a + 1, b + 1);
                }
            }
        }
        2.0 * shared / (weigh(&old) + weigh(&new)).max(f64::MIN_POSITIVE)
    }

    /// Whether the words are the same but for a letter of words that the lists
    /// do not know on one side.
    fn is_typing(&self, old: PassageId, new: PassageId) -> bool {
        let (old, new) = (&self.old[old as usize], &self.new[new as usize]);
        let slip = |(old, new): (&u32, &u32)| {
            let (a, a_known) = &self.words.table[*old as usize];
            let (b, b_known) = &self.words.table[*new as usize];
            old == new
                || !(*a_known && *b_known)
                    && a.len().min(b.len()) >= SHORT
                    && a.chars().chain(b.chars()).all(char::is_alphabetic)
                    && strsim::osa_distance(a, b) == 1
        };
        old.len() == new.len() && old.iter().zip(new).all(slip)
    }
}

fn sorted(words: &[u32], once: bool) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_unstable();
    if once {
        words.dedup();
    }
    words
}
