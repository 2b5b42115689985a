//! From concepts as written to tables.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;
use thiserror::Error;

use crate::inflect::Inflection;
use crate::layout;
use crate::lexicon::{ConceptId, Lexicon};
use crate::pattern::{self, Atom, Flat, MOST};

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

/// What is wrong with a pattern.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("concept `{concept}`: {problem}")]
pub struct CompileError {
    /// The concept.
    pub concept: String,
    /// Which of all patterns that were added, from 0.
    pub entry: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a pattern.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// It cannot be read.
    #[error("the pattern `{pattern}` cannot be read from column {column} on", column = at + 1)]
    Notation {
        /// The pattern.
        pattern: String,
        /// Where reading stopped, in bytes.
        at: usize,
    },
    /// It asks for a concept that nobody defines.
    #[error("there is no concept `{0}`")]
    Unknown(String),
    /// It needs the concept that it is of.
    #[error("the concept needs itself")]
    Circle,
    /// It has bars alone, or no word to begin with.
    #[error("the pattern `{0}` names nothing to look for")]
    Empty(String),
    /// Its alternatives multiply out to more than [`MOST`], or with those of
    /// all others to more than twice as many.
    #[error(
        "the pattern `{0}` brings more phrases than there is room for: {MOST} for one, twice that for all"
    )]
    TooManyPhrases(String),
    /// It is of a concept of the lexicon below, which phrases alone can be
    /// added to: its patterns are looked for before these.
    #[error("`{0}` is a pattern; to a list that is there already only phrases can be added")]
    NoPhrase(String),
    /// Ids are 16 bits wide.
    #[error("there are more than 65,000 {0}")]
    TooMany(&'static str),
}

/// Gathers concepts and compiles them together.
#[derive(Debug, Default)]
pub struct Compiler {
    inflection: Inflection,
    names: Vec<String>,
    ids: HashMap<String, ConceptId>,
    written: Vec<Written>,
    /// How many concepts the lexicon below has.
    below: usize,
}

/// A pattern as written.
#[derive(Debug)]
struct Written {
    concept: ConceptId,
    entry: usize,
    pattern: String,
    /// What the names of concepts in it may begin with, nearest first.
    scopes: Vec<String>,
}

/// A pattern whose words are concepts, too.
pub(crate) struct Compiled {
    entry: usize,
    pub(crate) concept: ConceptId,
    /// Concepts, each with the gap that may stand before it.
    pub(crate) steps: Vec<(u8, ConceptId)>,
    pub(crate) barred: Vec<ConceptId>,
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

    /// A compiler of what is to be found besides and behind another lexicon:
    /// its concepts are known and keep their ids, and phrases can be added to them.
    #[must_use]
    pub fn over(lexicon: &Lexicon, inflection: Inflection) -> Self {
        let names: Vec<String> = lexicon.names.iter().map(ToString::to_string).collect();
        let ids = names.iter().enumerate();
        Self {
            inflection,
            ids: ids
                .map(|(id, name)| (name.clone(), ConceptId(id as u16)))
                .collect(),
            below: names.len(),
            names,
            written: Vec::new(),
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
        self.add_within(name, source, &[]);
    }

    /// The same, where names of concepts in patterns may lack one of the
    /// `scopes` that they begin with, nearest first. Errors count a list's
    /// `any`, then its `verbs`, then its `nouns` as one entry each.
    pub fn add_within(&mut self, name: &str, source: &Source, scopes: &[String]) {
        let concept = self.declare(name);
        let any = source.any.iter().map(|pattern| vec![pattern.clone()]);
        let verbs = source.verbs.iter();
        let verbs = verbs.map(|verb| self.inflection.verb(verb));
        let nouns = source.nouns.iter();
        let nouns = nouns.map(|noun| self.inflection.noun(noun));
        let from = self.written.last().map_or(0, |last| last.entry + 1);
        let all = any.chain(verbs).chain(nouns).enumerate();
        let written = all.flat_map(|(entry, patterns)| {
            patterns.into_iter().map(move |pattern| Written {
                concept,
                entry: from + entry,
                pattern,
                scopes: scopes.to_vec(),
            })
        });
        self.written.extend(written);
    }

    /// Compiles all that was added.
    ///
    /// # Errors
    /// Every pattern that cannot be, in the order in which they were added.
    pub fn compile(mut self) -> Result<Lexicon, Vec<CompileError>> {
        let mut phrases: Vec<(Vec<String>, ConceptId)> = Vec::new();
        let mut patterns: Vec<Compiled> = Vec::new();
        let mut errors = Vec::new();
        for written in std::mem::take(&mut self.written) {
            if let Err(problem) = self.compile_one(&written, &mut phrases, &mut patterns) {
                errors.push(self.error(written.concept, written.entry, problem));
            }
        }
        if let Err(error) = self.sort(&mut patterns) {
            errors.push(error);
        }
        if !errors.is_empty() {
            errors.dedup_by_key(|error| error.entry);
            return Err(errors);
        }
        let names = self.names.iter().cloned().map(Cow::Owned).collect();
        layout::lexicon(names, &phrases, &patterns)
            .map_err(|problem| vec![self.error(ConceptId(0), 0, problem)])
    }

    fn error(&self, concept: ConceptId, entry: usize, problem: Problem) -> CompileError {
        CompileError {
            concept: self.names[concept.0 as usize].clone(),
            entry,
            problem,
        }
    }

    fn compile_one(
        &mut self,
        written: &Written,
        phrases: &mut Vec<(Vec<String>, ConceptId)>,
        patterns: &mut Vec<Compiled>,
    ) -> Result<(), Problem> {
        let flats = parse(&written.pattern)?;
        // Nobody can be kept waiting by another's word lists.
        if self.below > 0 && phrases.len() + patterns.len() + flats.len() > 2 * MOST {
            return Err(Problem::TooManyPhrases(written.pattern.clone()));
        }
        for flat in flats {
            if let Some(words) = words_alone(&flat) {
                phrases.push((words, written.concept));
            } else if (written.concept.0 as usize) < self.below {
                return Err(Problem::NoPhrase(written.pattern.clone()));
            } else {
                let pattern = self.lower(written, flat, phrases)?;
                patterns.push(pattern);
            }
        }
        Ok(())
    }

    /// Turns words of a mixed pattern into concepts of their own; a run of
    /// words without a gap becomes one.
    fn lower(
        &mut self,
        written: &Written,
        flat: Flat,
        phrases: &mut Vec<(Vec<String>, ConceptId)>,
    ) -> Result<Compiled, Problem> {
        let mut steps = Vec::new();
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
                    let concept = self.known(written, &name)?;
                    steps.push((gap, concept));
                }
                Atom::AnyOf(runs) => {
                    self.end_run(&mut run, &mut steps, phrases);
                    let concept = self.any_of(runs, phrases);
                    steps.push((gap, concept));
                }
            }
        }
        self.end_run(&mut run, &mut steps, phrases);
        let mut barred = Vec::new();
        for atom in flat.barred {
            barred.push(match atom {
                Atom::Concept(name) => self.known(written, &name)?,
                Atom::Word(word) => self.any_of(vec![vec![word]], phrases),
                Atom::AnyOf(runs) => self.any_of(runs, phrases),
            });
        }
        Ok(Compiled {
            entry: written.entry,
            concept: written.concept,
            steps,
            barred,
        })
    }

    fn end_run(
        &mut self,
        run: &mut Option<(u8, Vec<String>)>,
        steps: &mut Vec<(u8, ConceptId)>,
        phrases: &mut Vec<(Vec<String>, ConceptId)>,
    ) {
        if let Some((gap, words)) = run.take() {
            let concept = self.any_of(vec![words], phrases);
            steps.push((gap, concept));
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

    fn known(&self, written: &Written, name: &str) -> Result<ConceptId, Problem> {
        let scoped = written.scopes.iter().map(|scope| format!("{scope}{name}"));
        let names = scoped.chain([name.to_owned()]);
        let mut known = names.filter_map(|name| self.ids.get(&name).copied());
        known
            .next()
            .ok_or_else(|| Problem::Unknown(name.to_owned()))
    }

    /// Puts each pattern behind those that it needs, by the length of the
    /// longest chain of patterns below its concept, and those of a concept
    /// together.
    fn sort(&self, patterns: &mut [Compiled]) -> Result<(), CompileError> {
        let mut order = vec![0; self.names.len()];
        for round in 0..=patterns.len() {
            let mut changed = None;
            for pattern in patterns.iter() {
                let needs = pattern.steps.iter().map(|(_, concept)| *concept);
                let needs = needs.chain(pattern.barred.iter().copied());
                let below = needs.map(|need| order[need.0 as usize] + 1).max();
                let own = &mut order[pattern.concept.0 as usize];
                if *own < below.unwrap_or(0) {
                    *own = below.unwrap_or(0);
                    changed = Some(pattern);
                }
            }
            let Some(pattern) = changed else { break };
            if round == patterns.len() || order[pattern.concept.0 as usize] > self.names.len() {
                return Err(self.error(pattern.concept, pattern.entry, Problem::Circle));
            }
        }
        patterns.sort_by_key(|pattern| (order[pattern.concept.0 as usize], pattern.concept));
        Ok(())
    }
}

fn parse(written: &str) -> Result<Vec<Flat>, Problem> {
    let flats = pattern::parse(written).map_err(|error| match error {
        pattern::Unreadable::At(at) => Problem::Notation {
            pattern: written.to_owned(),
            at,
        },
        pattern::Unreadable::TooMany => Problem::TooManyPhrases(written.to_owned()),
    })?;
    if flats.iter().any(|flat| flat.steps.is_empty()) {
        return Err(Problem::Empty(written.to_owned()));
    }
    Ok(flats)
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
