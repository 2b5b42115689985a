//! The names that the first party goes by.

use std::collections::BTreeMap;

use clauselint_source::Span;

use crate::lexicon::concept;
use crate::{Hit, KnownFacts, Passage, PassageId, Reading};

/// A name that acts this often is the one whose policy it is.
const OFTEN: usize = 3;

/// Words of the names that the author has told, by name.
pub(super) fn told(known: &KnownFacts) -> Vec<String> {
    let mut words: Vec<String> = known.names.iter().flat_map(|name| words_of(name)).collect();
    words.sort();
    words.dedup();
    words
}

/// Words of names: those that the author has told, those in the title, those
/// that a definition equates with "we", and the one that acts most where it
/// acts often.
pub(super) fn own(reading: &Reading<'_>, told: &[String]) -> Vec<String> {
    let mut names = told.to_vec();
    let mut acting: BTreeMap<String, usize> = BTreeMap::new();
    let title = reading
        .document
        .title()
        .and_then(|title| reading.document.sections[title as usize].heading);
    for id in naming(reading) {
        let passage = &reading.passages[id as usize];
        let in_title = Some(reading.document.sentences[passage.sentence as usize].block) == title;
        for hit in named(reading, passage) {
            if in_title || is_equated(reading, passage, hit) {
                names.extend(words(reading, passage, hit));
            } else if acts(reading, passage, hit) {
                let words: Vec<String> = words(reading, passage, hit).collect();
                *acting.entry(words.join(" ")).or_default() += 1;
            }
        }
    }
    let most = acting.into_iter().max_by_key(|(_, count)| *count);
    if let Some((name, _)) = most.filter(|(_, count)| *count >= OFTEN) {
        names.extend(name.split(' ').map(str::to_owned));
    }
    names.sort();
    names.dedup();
    names
}

/// A name where "we" could stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameInRole {
    /// The name, as written.
    pub span: Span,
    /// Its words in lower case, without legal forms.
    pub words: Vec<String>,
    /// The passage that it stands in.
    pub passage: PassageId,
    /// Whether the policy says so in as many words: `Acme Ltd ("we")`.
    pub defined: bool,
}

/// All places where a name takes the part of the first party.
///
/// Names of known companies count only where they are defined as "we": they act
/// in policies of others, too. Names that the author has told are all forms of
/// the first of them.
pub(super) fn in_role(reading: &Reading<'_>, known: &KnownFacts) -> Vec<NameInRole> {
    let told = told(known);
    let usual = known.names.first();
    let usual = usual.map(|name| words_of(name).collect::<Vec<_>>());
    let mut all = Vec::new();
    for id in naming(reading) {
        let passage = &reading.passages[id as usize];
        for name in named(reading, passage) {
            let defined = is_defined(reading, passage, name);
            let known = reading
                .of(passage, concept::COMPANY)
                .any(|company| company.start < name.end && name.start < company.end);
            let within = |hit: Hit| hit.start <= name.start && name.end <= hit.end;
            let acts = !known && reading.of(passage, concept::NAME_ITSELF).any(within);
            if !defined && !acts {
                continue;
            }
            let words = bare(reading, passage, name);
            let is_told = |word: &String| told.binary_search(word).is_ok();
            let usual = usual.clone().filter(|_| words.iter().all(is_told));
            let words = usual.filter(|_| !words.is_empty()).unwrap_or(words);
            if !words.is_empty() {
                all.push(NameInRole {
                    span: reading.span(passage, name),
                    words,
                    passage: id,
                    defined,
                });
            }
        }
    }
    all
}

/// The words of a name without its legal form.
fn bare(reading: &Reading<'_>, passage: &Passage, name: Hit) -> Vec<String> {
    let apart = reading.of(passage, concept::BESIDE_NAME);
    let apart = apart.filter(|hit| name.start <= hit.start && hit.end <= name.end);
    let apart: Vec<String> = apart
        .map(|hit| {
            reading
                .document
                .str(reading.span(passage, hit))
                .to_lowercase()
        })
        .collect();
    let words = words(reading, passage, name);
    words.filter(|word| !apart.contains(word)).collect()
}

impl Reading<'_> {
    /// Whether a passage has one of the first party's own names.
    #[must_use]
    pub fn names_itself(&self, passage: &Passage) -> bool {
        named(self, passage).any(|name| self.is_own_name(passage, name))
    }

    /// Whether a name is one of the first party's own.
    #[must_use]
    pub fn is_own_name(&self, passage: &Passage, name: Hit) -> bool {
        let own = |word: String| self.facts.own_names.binary_search(&word).is_ok();
        words(self, passage, name).all(own)
    }

    /// Whether the author has told that a name is one of the first party's.
    #[must_use]
    pub fn is_told_name(&self, passage: &Passage, name: Hit) -> bool {
        let told = &self.facts.told_names;
        let own = |word: String| told.binary_search(&word).is_ok();
        !told.is_empty() && words(self, passage, name).all(own)
    }
}

/// The passages with a name, in order.
fn naming(reading: &Reading<'_>) -> Vec<PassageId> {
    reading.found_any(&[concept::NAME, concept::COMPANY])
}

fn named<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> impl Iterator<Item = Hit> {
    let names = reading.of_any(passage, &[concept::NAME, concept::COMPANY]);
    let own = |hit: &Hit| hit.end > passage.lead_len();
    names.into_iter().filter(own)
}

fn words<'r>(
    reading: &'r Reading<'_>,
    passage: &Passage,
    hit: Hit,
) -> impl Iterator<Item = String> + 'r {
    words_of(reading.document.str(reading.span(passage, hit)))
}

fn words_of(name: &str) -> impl Iterator<Item = String> {
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1);
    let possessive = |word: &&str| *word != "s";
    words.filter(possessive).map(str::to_lowercase)
}

/// "Acme Ltd ("we")".
fn is_defined(reading: &Reading<'_>, passage: &Passage, name: Hit) -> bool {
    reading
        .of(passage, concept::DEFINED_WE)
        .any(|term| name.end <= term.start && term.start - name.end <= 8)
}

/// "Acme Ltd ("we")", "outside of Acme".
fn is_equated(reading: &Reading<'_>, passage: &Passage, name: Hit) -> bool {
    is_defined(reading, passage, name)
        || reading
            .of(passage, concept::OUTSIDE)
            .any(|outside| outside.end == name.start)
}

/// "Acme collects", "Acme.com collects".
fn acts(reading: &Reading<'_>, passage: &Passage, name: Hit) -> bool {
    reading
        .of(passage, concept::FIRST_PARTY_ACT)
        .any(|act| name.end <= act.start && act.start - name.end <= 1)
}
