//! From concepts as written to tables.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use thiserror::Error;

use crate::inflect::Inflection;
use crate::lexicon::{ConceptId, Lexicon, Node, PatternEntry, Step, WordId, hash};
use crate::pattern::{self, Atom, Flat};

/// A concept as written in TOML.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Phrases and patterns, as they stand.
    #[serde(default)]
    pub any: Vec<String>,
    /// Verbs in the base form; every form matches.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns in the singular; the plural matches too.
    #[serde(default)]
    pub nouns: Vec<String>,
}

/// What is wrong with a concept.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum CompileError {
    /// A pattern that the notation does not know.
    #[error("concept `{concept}`: pattern `{pattern}` cannot be read from column {column} on")]
    Pattern {
        /// The concept.
        concept: String,
        /// The pattern.
        pattern: String,
        /// Where reading stopped, in characters from 1.
        column: usize,
    },
    /// A reference to a concept that nobody defines.
    #[error("concept `{concept}`: there is no concept `{unknown}`")]
    Unknown {
        /// The concept.
        concept: String,
        /// The missing one.
        unknown: String,
    },
    /// Concepts that need each other.
    #[error("concept `{concept}` needs itself")]
    Circle {
        /// One of the circle.
        concept: String,
    },
    /// A pattern of bars alone, or one with no word to begin with.
    #[error("concept `{concept}`: pattern `{pattern}` names nothing to look for")]
    Empty {
        /// The concept.
        concept: String,
        /// The pattern.
        pattern: String,
    },
    /// Ids are 16 bits wide.
    #[error("more than 65,000 {what}")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
    },
}

/// Gathers concepts and compiles them together.
#[derive(Debug, Default)]
pub struct Compiler {
    inflection: Inflection,
    names: Vec<String>,
    ids: HashMap<String, ConceptId>,
    written: Vec<(ConceptId, String)>,
}

struct Compiled {
    concept: ConceptId,
    steps: Vec<Step>,
    barred: Vec<ConceptId>,
}

impl Compiler {
    /// A compiler that inflects by these exceptions.
    #[must_use]
    pub fn new(inflection: Inflection) -> Self {
        Self {
            inflection,
            ..Self::default()
        }
    }

    /// Declares a concept that is found by other means than words.
    pub fn declare(&mut self, name: &str) -> ConceptId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = ConceptId(self.names.len().min(usize::from(u16::MAX)) as u16);
        self.names.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        id
    }

    /// Adds phrases and patterns to a concept; new ones are declared.
    pub fn add(&mut self, name: &str, source: &Source) {
        let id = self.declare(name);
        let verbs = source
            .verbs
            .iter()
            .flat_map(|verb| self.inflection.verb(verb));
        let nouns = source
            .nouns
            .iter()
            .flat_map(|noun| self.inflection.noun(noun));
        let all = source.any.iter().cloned().chain(verbs).chain(nouns);
        self.written.extend(all.map(|pattern| (id, pattern)));
    }

    /// Compiles all that was added.
    ///
    /// # Errors
    /// The first [`CompileError`] in the order in which concepts were added.
    pub fn compile(mut self) -> Result<Lexicon, CompileError> {
        let mut phrases: Vec<(Vec<String>, ConceptId)> = Vec::new();
        let mut patterns: Vec<Compiled> = Vec::new();
        for (concept, written) in std::mem::take(&mut self.written) {
            for flat in self.parse(concept, &written)? {
                match words_alone(&flat) {
                    Some(words) => phrases.push((words, concept)),
                    None => patterns.push(self.lower(concept, flat, &mut phrases)?),
                }
            }
        }
        if self.names.len() > 65_000 || patterns.len() > 65_000 {
            return Err(CompileError::TooMany {
                what: "concepts or patterns",
            });
        }
        let order = self.order(&patterns)?;
        patterns.sort_by_key(|pattern| order[pattern.concept.0 as usize]);
        let mut lexicon = Lexicon {
            names: self.names.iter().cloned().map(Cow::Owned).collect(),
            ..Lexicon::default()
        };
        lay_out_words(&mut lexicon, &phrases)?;
        lay_out_trie(&mut lexicon, &phrases);
        lay_out_patterns(&mut lexicon, &patterns);
        Ok(lexicon)
    }

    fn parse(&self, concept: ConceptId, written: &str) -> Result<Vec<Flat>, CompileError> {
        let name = || self.names[concept.0 as usize].clone();
        let flats = pattern::parse(written).map_err(|at| CompileError::Pattern {
            concept: name(),
            pattern: written.to_owned(),
            column: at + 1,
        })?;
        if flats.iter().any(|flat| flat.steps.is_empty()) {
            return Err(CompileError::Empty {
                concept: name(),
                pattern: written.to_owned(),
            });
        }
        Ok(flats)
    }

    /// Turns words of a mixed pattern into concepts of their own; a run of
    /// words without a gap becomes one.
    fn lower(
        &mut self,
        concept: ConceptId,
        flat: Flat,
        phrases: &mut Vec<(Vec<String>, ConceptId)>,
    ) -> Result<Compiled, CompileError> {
        let mut steps: Vec<Step> = Vec::new();
        let mut run: Option<(u8, Vec<String>)> = None;
        for (gap, atom) in flat.steps {
            match atom {
                Atom::Word(word) => match &mut run {
                    Some((_, words)) if gap == 0 => words.push(word),
                    _ => {
                        self.end_run(&mut run, &mut steps, phrases);
                        run = Some((gap, vec![word]));
                    }
                },
                Atom::Concept(name) => {
                    self.end_run(&mut run, &mut steps, phrases);
                    let concept = self.known(concept, &name)?;
                    steps.push(Step { concept, gap });
                }
                Atom::AnyOf(runs) => {
                    self.end_run(&mut run, &mut steps, phrases);
                    let concept = self.any_of(runs, phrases);
                    steps.push(Step { concept, gap });
                }
            }
        }
        self.end_run(&mut run, &mut steps, phrases);
        let mut barred = Vec::new();
        for atom in flat.barred {
            barred.push(match atom {
                Atom::Concept(name) => self.known(concept, &name)?,
                Atom::Word(word) => self.any_of(vec![vec![word]], phrases),
                Atom::AnyOf(runs) => self.any_of(runs, phrases),
            });
        }
        Ok(Compiled {
            concept,
            steps,
            barred,
        })
    }

    fn end_run(
        &mut self,
        run: &mut Option<(u8, Vec<String>)>,
        steps: &mut Vec<Step>,
        phrases: &mut Vec<(Vec<String>, ConceptId)>,
    ) {
        if let Some((gap, words)) = run.take() {
            let concept = self.any_of(vec![words], phrases);
            steps.push(Step { concept, gap });
        }
    }

    /// The concept of bare phrases inside a pattern.
    fn any_of(
        &mut self,
        mut runs: Vec<Vec<String>>,
        phrases: &mut Vec<(Vec<String>, ConceptId)>,
    ) -> ConceptId {
        runs.sort();
        runs.dedup();
        let written: Vec<String> = runs.iter().map(|run| run.join(" ")).collect();
        let name = format!("\"{}\"", written.join("|"));
        let known = self.ids.contains_key(&name);
        let id = self.declare(&name);
        if !known {
            phrases.extend(runs.into_iter().map(|run| (run, id)));
        }
        id
    }

    fn known(&self, concept: ConceptId, name: &str) -> Result<ConceptId, CompileError> {
        self.ids
            .get(name)
            .copied()
            .ok_or_else(|| CompileError::Unknown {
                concept: self.names[concept.0 as usize].clone(),
                unknown: name.to_owned(),
            })
    }

    /// For each concept, the length of the longest chain of patterns below it.
    fn order(&self, patterns: &[Compiled]) -> Result<Vec<usize>, CompileError> {
        let mut order = vec![0; self.names.len()];
        for round in 0..=self.names.len() {
            let mut changed = None;
            for pattern in patterns {
                let needs = pattern.steps.iter().map(|step| step.concept);
                let needs = needs.chain(pattern.barred.iter().copied());
                let below = needs
                    .map(|need| order[need.0 as usize] + 1)
                    .max()
                    .unwrap_or(0);
                let own = &mut order[pattern.concept.0 as usize];
                if *own < below {
                    *own = below;
                    changed = Some(pattern.concept);
                }
            }
            let Some(concept) = changed else {
                return Ok(order);
            };
            if round == self.names.len() || order[concept.0 as usize] > self.names.len() {
                let concept = self.names[concept.0 as usize].clone();
                return Err(CompileError::Circle { concept });
            }
        }
        Ok(order)
    }
}

/// The words of a pattern that is nothing but words without gaps.
fn words_alone(flat: &Flat) -> Option<Vec<String>> {
    if !flat.barred.is_empty() {
        return None;
    }
    flat.steps
        .iter()
        .map(|(gap, atom)| match atom {
            Atom::Word(word) if *gap == 0 => Some(word.clone()),
            _ => None,
        })
        .collect()
}

fn lay_out_words(
    lexicon: &mut Lexicon,
    phrases: &[(Vec<String>, ConceptId)],
) -> Result<(), CompileError> {
    let mut words: Vec<&str> = phrases
        .iter()
        .flat_map(|p| &p.0)
        .map(String::as_str)
        .collect();
    words.sort_unstable();
    words.dedup();
    if words.len() > 65_000 {
        return Err(CompileError::TooMany { what: "words" });
    }
    let mut text = String::new();
    let mut ends = vec![0];
    for word in &words {
        text.push_str(word);
        ends.push(text.len() as u32);
    }
    let size = (words.len() * 2).next_power_of_two().max(2);
    let mut table = vec![0_u16; size];
    for (at, word) in words.iter().enumerate() {
        let mut slot = hash(word) as usize & (size - 1);
        while table[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        table[slot] = at as u16 + 1;
    }
    lexicon.text = text.into();
    lexicon.ends = ends.into();
    lexicon.table = table.into();
    Ok(())
}

fn lay_out_trie(lexicon: &mut Lexicon, phrases: &[(Vec<String>, ConceptId)]) {
    let mut edges: Vec<BTreeMap<WordId, u32>> = vec![BTreeMap::new()];
    let mut outputs: Vec<Vec<ConceptId>> = vec![Vec::new()];
    for (words, concept) in phrases {
        let mut node = 0_usize;
        for word in words {
            let next = edges.len() as u32;
            let target = *edges[node].entry(lexicon.word(word)).or_insert(next);
            if target == next {
                edges.push(BTreeMap::new());
                outputs.push(Vec::new());
            }
            node = target as usize;
        }
        if !outputs[node].contains(concept) {
            outputs[node].push(*concept);
        }
    }
    let (edges, outputs) = share_ends(edges, outputs);
    let mut flat = (Vec::new(), Vec::new(), Vec::new());
    for (edges, outputs) in edges.iter().zip(&outputs) {
        let (edge, output) = (flat.1.len() as u32, flat.2.len() as u32);
        flat.1
            .extend(edges.iter().map(|(word, node)| (*word, *node)));
        flat.2.extend(outputs);
        flat.0.push(Node {
            edges: (edge, flat.1.len() as u32),
            outputs: (output, flat.2.len() as u32),
        });
    }
    lexicon.nodes = flat.0.into();
    lexicon.edges = flat.1.into();
    lexicon.outputs = flat.2.into();
}

/// Merges nodes from which the same words lead to the same concepts: phrases
/// multiplied out of alternatives end alike, and the trie would be a hundred
/// times the size (minimal acyclic automata: Daciuk et al., "Incremental
/// Construction of Minimal Acyclic Finite-State Automata", 2000).
fn share_ends(
    edges: Vec<BTreeMap<WordId, u32>>,
    outputs: Vec<Vec<ConceptId>>,
) -> (Vec<BTreeMap<WordId, u32>>, Vec<Vec<ConceptId>>) {
    let mut known: HashMap<(BTreeMap<WordId, u32>, Vec<ConceptId>), u32> = HashMap::new();
    let mut merged = vec![0; edges.len()];
    let mut kept: Vec<(BTreeMap<WordId, u32>, Vec<ConceptId>)> = Vec::new();
    // Children come behind their parents, so from the last to the first all
    // that a node leads to is known.
    for (at, (edges, mut outputs)) in edges.into_iter().zip(outputs).enumerate().rev() {
        let edges = edges.into_iter();
        let edges = edges.map(|(word, node)| (word, merged[node as usize]));
        outputs.sort_unstable();
        let node = (edges.collect::<BTreeMap<_, _>>(), outputs);
        merged[at] = *known.entry(node).or_insert_with_key(|node| {
            kept.push(node.clone());
            kept.len() as u32 - 1
        });
    }
    // The root was the last to be kept, and stands first.
    let last = kept.len() as u32 - 1;
    kept.reverse();
    let renumbered = |edges: BTreeMap<WordId, u32>| {
        let edges = edges.into_iter();
        edges.map(|(word, node)| (word, last - node)).collect()
    };
    kept.into_iter()
        .map(|(edges, outputs)| (renumbered(edges), outputs))
        .unzip()
}

fn lay_out_patterns(lexicon: &mut Lexicon, patterns: &[Compiled]) {
    let mut uses = vec![0_usize; lexicon.len()];
    for step in patterns.iter().flat_map(|pattern| &pattern.steps) {
        uses[step.concept.0 as usize] += 1;
    }
    let mut wakes: Vec<Vec<u16>> = vec![Vec::new(); lexicon.len()];
    let (mut entries, mut steps, mut barred) = (Vec::new(), Vec::new(), Vec::new());
    for (at, pattern) in patterns.iter().enumerate() {
        let rarest = pattern
            .steps
            .iter()
            .min_by_key(|step| uses[step.concept.0 as usize]);
        if let Some(step) = rarest {
            wakes[step.concept.0 as usize].push(at as u16);
        }
        let (step, bar) = (steps.len() as u32, barred.len() as u32);
        steps.extend_from_slice(&pattern.steps);
        barred.extend_from_slice(&pattern.barred);
        entries.push(PatternEntry {
            concept: pattern.concept,
            steps: (step, steps.len() as u32),
            barred: (bar, barred.len() as u32),
        });
    }
    let mut starts = vec![0];
    let mut flat = Vec::new();
    for woken in wakes {
        flat.extend(woken);
        starts.push(flat.len() as u32);
    }
    lexicon.patterns = entries.into();
    lexicon.steps = steps.into();
    lexicon.barred = barred.into();
    lexicon.wake_starts = starts.into();
    lexicon.wakes = flat.into();
}
