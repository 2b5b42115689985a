//! What stands in a policy several times is one finding with several places,
//! and one question.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use clauselint_rule::Finding;

/// Findings, one for each key.
pub(crate) struct Repeated<K> {
    all: Vec<Finding>,
    places: HashMap<K, usize>,
}

impl<K: Eq + Hash> Repeated<K> {
    pub(crate) fn new() -> Self {
        Self {
            all: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// Adds a finding, or its place to the finding of the same key.
    pub(crate) fn add(&mut self, key: K, finding: Finding) {
        match self.places.entry(key) {
            Entry::Occupied(first) => {
                self.all[*first.get()].repeat(finding, "and again here");
            }
            Entry::Vacant(new) => {
                new.insert(self.all.len());
                self.all.push(finding);
            }
        }
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.all
    }
}

/// More questions than any policy asks; further ones are answered "no".
const MOST: usize = 200;

/// Answers to questions that are asked again and again, each of which looks
/// through the whole policy.
#[derive(Default)]
pub(crate) struct Answers(HashMap<String, bool>);

impl Answers {
    /// The answer to a question, worked out when it is asked first.
    pub(crate) fn ask(&mut self, question: &str, answer: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.0.get(question) {
            return *known;
        }
        let answer = self.0.len() < MOST && answer();
        self.0.insert(question.to_owned(), answer);
        answer
    }
}
