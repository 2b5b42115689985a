//! The names that the first party goes by.

use std::collections::BTreeMap;

use crate::lexicon::concept;
use crate::{Hit, Passage, Reading};

/// A name that acts this often is the one whose policy it is.
const OFTEN: usize = 3;

/// Words of names: those in the title, those that a definition equates with
/// "we", and the one that acts most where it acts often.
pub(super) fn own(reading: &Reading<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let mut acting: BTreeMap<String, usize> = BTreeMap::new();
    let title = reading
        .document
        .title()
        .and_then(|title| reading.document.sections[title as usize].heading);
    for passage in &reading.passages {
        let in_title = Some(reading.document.sentences[passage.sentence as usize].block) == title;
        for hit in named(reading, passage) {
            if in_title || is_equated(reading, passage, hit) {
                names.extend(words(reading, passage, hit));
            } else if acts(reading, passage, hit) {
                *acting
                    .entry(words(reading, passage, hit).join(" "))
                    .or_default() += 1;
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

impl Reading<'_> {
    /// Whether a name is one of the first party's own.
    #[must_use]
    pub fn is_own_name(&self, passage: &Passage, name: &Hit) -> bool {
        let own = |word: &String| self.facts.own_names.contains(word);
        words(self, passage, name).iter().all(own)
    }
}

fn named<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> impl Iterator<Item = &'r Hit> {
    reading.hits(passage).iter().filter(|hit| {
        matches!(hit.concept, concept::NAME | concept::COMPANY) && hit.end > passage.lead_len()
    })
}

fn words(reading: &Reading<'_>, passage: &Passage, hit: &Hit) -> Vec<String> {
    let text = reading.document.str(reading.span(passage, hit));
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1);
    words.map(str::to_lowercase).collect()
}

/// "Acme Ltd ("we")", "outside of Acme".
fn is_equated(reading: &Reading<'_>, passage: &Passage, name: &Hit) -> bool {
    let defined = reading
        .of(passage, concept::DEFINED_WE)
        .any(|term| name.end <= term.start && term.start - name.end <= 8);
    defined
        || reading
            .of(passage, concept::OUTSIDE)
            .any(|outside| outside.end == name.start)
}

/// "Acme collects", "Acme.com collects".
fn acts(reading: &Reading<'_>, passage: &Passage, name: &Hit) -> bool {
    reading
        .of(passage, concept::FIRST_PARTY_ACT)
        .any(|act| name.end <= act.start && act.start - name.end <= 1)
}
