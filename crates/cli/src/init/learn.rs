//! What policies tell of those who wrote them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clauselint_engine::{Fault, Target, open};
use clauselint_reading::{Collection, Reading, Topic, TopicSet, Vocabulary};

/// Topics whose clauses name the people of a region.
const TOPICS: [&str; 3] = ["europe", "us-state", "audience"];
/// Word lists that name a region, by its code.
const REGION: &str = "region-";
/// A name that is not defined as "we" counts if it acts this often.
const OFTEN: usize = 3;

/// What was learnt from all policies.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    /// Their paths, seen from the configuration file.
    pub(super) policies: Vec<String>,
    /// Codes of the regions that they address.
    pub(super) audience: BTreeSet<String>,
    /// Names that speak as "we".
    pub(super) controllers: BTreeSet<String>,
    /// Whether personal data is collected, by any of them.
    pub(super) collects: Option<bool>,
    /// Whether one is of a service for children.
    pub(super) for_children: bool,
}

impl Learnt {
    /// Reads a policy, and learns from it.
    pub(super) fn add(&mut self, target: &Target, path: &Path, folder: &Path) -> Result<(), Fault> {
        let (_, document) = open(path, target.read()?)?;
        let reading = Reading::new(&document);
        let facts = &reading.facts;
        if !facts.understood || !facts.is_policy {
            return Ok(());
        }
        let path = path.strip_prefix(folder).unwrap_or(path);
        self.policies
            .push(path.to_string_lossy().replace('\\', "/"));
        self.audience.extend(regions(&reading));
        self.controllers.extend(controller(&reading));
        let collects = facts.collection == Collection::Some;
        self.collects = Some(collects || self.collects == Some(true));
        self.for_children |= facts.for_children;
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
        .filter(|(code, _)| *code != "uk-law")
        .collect();
    codes.into_iter().filter_map(move |(code, concept)| {
        let mut found = reading.found(concept).iter();
        let addressed = found.any(|passage| reading.topics(*passage).meets(about));
        addressed.then(|| code.to_owned())
    })
}

/// The name that is defined as "we", or else the one that acts most, if often.
fn controller(reading: &Reading<'_>) -> Option<String> {
    let names = &reading.facts.names_in_role;
    let text = |name: &clauselint_reading::NameInRole| {
        let text = reading.document.str(name.span);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    if let Some(defined) = names.iter().find(|name| name.defined) {
        return Some(text(defined));
    }
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    names
        .iter()
        .for_each(|name| *count.entry(text(name)).or_default() += 1);
    let most = count.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count >= OFTEN)
        .map(|(name, _)| name)
}
