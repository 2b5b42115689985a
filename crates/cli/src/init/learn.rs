//! What policies tell of those who wrote them.

use std::collections::BTreeMap;
use std::path::Path;

use clauselint_config::MAX_FILE_SIZE;
use clauselint_engine::{Fault, Target, open};
use clauselint_reading::{Collection, Reading, Topic, TopicSet, Vocabulary, concept};

/// Topics whose clauses name the people of a region.
const TOPICS: [&str; 3] = ["europe", "us-state", "audience"];
/// Word lists that name a region, by its code.
const REGION: &str = "readers-";
/// A name that stands there less often may be a slip of the reading.
const OFTEN: usize = 2;

/// What was learnt from all policies.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    /// Their paths, seen from the configuration file.
    pub(super) policies: Vec<String>,
    /// Codes of the regions that they address, each with the first that does.
    pub(super) audience: BTreeMap<String, String>,
    /// Names that speak as "we", each with the first that has it.
    pub(super) controllers: BTreeMap<String, String>,
    /// Whether personal data is collected, by any of them.
    pub(super) collects: Option<bool>,
    /// The first one that is of a service for children.
    pub(super) for_children: Option<String>,
}

impl Learnt {
    /// Reads a policy, and learns from it.
    pub(super) fn add(&mut self, target: &Target, path: &Path, folder: &Path) -> Result<(), Fault> {
        let (_, document) = open(path, target.read(MAX_FILE_SIZE)?)?;
        let reading = Reading::new(&document);
        let facts = &reading.facts;
        if !facts.understood || !facts.is_policy {
            return Ok(());
        }
        let path = path.strip_prefix(folder).unwrap_or(path);
        let path = path.to_string_lossy().replace('\\', "/");
        for code in regions(&reading) {
            self.audience.entry(code).or_insert_with(|| path.clone());
        }
        if let Some(name) = controller(&reading) {
            self.controllers.entry(name).or_insert_with(|| path.clone());
        }
        if facts.for_children {
            self.for_children.get_or_insert_with(|| path.clone());
        }
        let collects = facts.collection == Collection::Some;
        self.collects = Some(collects || self.collects == Some(true));
        self.policies.push(path);
        Ok(())
    }
}

/// The regions that clauses about regions name.
fn regions(reading: &Reading<'_>) -> impl Iterator<Item = String> {
    let mut about = TopicSet::default();
    TOPICS
        .iter()
        .filter_map(|name| Topic::named(name))
        .for_each(|topic| about.insert(topic));
    let vocabulary = Vocabulary::builtin();
    let codes: Vec<(&str, _)> = vocabulary
        .names()
        .filter_map(|name| Some((name.strip_prefix(REGION)?, vocabulary.concept(name)?)))
        .collect();
    codes.into_iter().filter_map(move |(code, concept)| {
        let mut found = reading.found(concept);
        let addressed = found.any(|passage| reading.topics(passage).meets(about));
        addressed.then(|| code.to_owned())
    })
}

/// The name of the first party that is written most; no word that the text
/// writes small as well, or with an article ("the Firm").
fn controller(reading: &Reading<'_>) -> Option<String> {
    let document = reading.document;
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for passage in &reading.passages {
        let names = reading.of(passage, concept::NAME);
        let own = names.filter(|name| name.start >= passage.lead_len());
        for name in own.filter(|name| reading.is_own_name(passage, *name)) {
            let text = document.str(reading.span(passage, name));
            let text = text.strip_suffix("'s").unwrap_or(text);
            *count.entry(text).or_default() += 1;
        }
    }
    let is_word = |name: &str| {
        let small = name.to_lowercase();
        let ways = [
            format!(" {small}"),
            format!("the {name}"),
            format!("The {name}"),
        ];
        ways.iter().any(|way| document.text.contains(way))
    };
    let names = count.into_iter();
    let often = names.filter(|(name, count)| *count >= OFTEN && !is_word(name));
    let most = often.max_by_key(|(name, count)| (*count, name.len()))?;
    Some(most.0.to_owned())
}
