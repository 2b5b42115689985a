//! Findings that are known and left for later.

mod error;
mod file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clauselint_rule::{Diagnostic, RuleId, RuleInfo};
use clauselint_source::Source;
use clauselint_syntax::Document;

use crate::path::relative;
use crate::suppress::by_group;
use crate::{FileReport, Fingerprints};

pub use error::{BaselineError, FormFault};

/// The findings that a file of them lists: each by the path of the policy, the
/// rule, and a hash of the words of the clause, so that moved lines do not bring
/// it back. Of a rule that tells once what stands in many places, each is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The folder that its paths are seen from: its own.
    folder: PathBuf,
    files: BTreeMap<String, Entries>,
}

/// The findings of a policy, by rule and hash.
type Entries = BTreeMap<(String, String), Entry>;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// How many places are alike.
    count: usize,
    /// How many of them are further places of a finding that stands elsewhere.
    again: usize,
    /// What the first of them said, for those who read the file.
    message: String,
}

/// An entry that matches nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stale {
    /// The policy, seen from the baseline.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// What it said.
    pub message: String,
    /// How many findings are gone.
    pub count: usize,
}

/// What is left of a file's findings.
#[derive(Debug, Default)]
pub(crate) struct Parted {
    pub(crate) new: Vec<Diagnostic>,
    pub(crate) known: Vec<Diagnostic>,
    pub(crate) stale: Vec<Stale>,
}

impl Baseline {
    /// A baseline that lists nothing, whose file is at `path`.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self {
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            files: BTreeMap::new(),
        }
    }

    /// The folder that its paths are seen from.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many findings it lists, and of how many policies.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let entries = self.files.values().flat_map(BTreeMap::values);
        let findings = entries.map(|entry| entry.count - entry.again).sum();
        (findings, self.files.len())
    }

    /// Entries of policies that are no longer there.
    #[must_use]
    pub fn orphans(&self) -> Vec<Stale> {
        let gone = self.files.iter().filter(|(path, _)| !self.has(path));
        gone.flat_map(|(path, entries)| entries.iter().map(|entry| stale(path, entry)))
            .collect()
    }

    /// Lists all findings of a policy in place of those that it listed. Those
    /// of rules that did not run stay.
    pub fn update(&mut self, report: &FileReport, rules: &BTreeMap<&RuleId, &RuleInfo>) {
        let path = relative(Path::new(&report.path), &self.folder);
        let old = self.files.remove(&path).unwrap_or_default();
        let ran = |rule: &str| rules.keys().any(|id| id.as_str() == rule);
        let stay = old.iter().filter(|((rule, _), _)| !ran(rule));
        let mut entries: Entries = stay
            .map(|(key, entry)| (key.clone(), entry.clone()))
            .collect();
        let prints = Fingerprints::new(&report.source, report.document());
        for found in report.diagnostics.iter().chain(&report.known) {
            let info = rules.get(&found.rule).copied();
            for (nth, (place, message)) in found.places().enumerate() {
                let key = (
                    found.rule.to_string(),
                    prints.hash(info, "", &found.rule, place),
                );
                // A message may tell the day, which is no reason to change the file.
                let message = old.get(&key).map_or(message, |old| &old.message);
                let entry = entries.entry(key).or_insert_with(|| Entry {
                    count: 0,
                    again: 0,
                    message: message.to_owned(),
                });
                entry.count += 1;
                entry.again += usize::from(nth > 0);
            }
        }
        if !entries.is_empty() {
            self.files.insert(path, entries);
        }
    }

    /// Drops what is of policies that are no longer there.
    pub fn drop_orphans(&mut self) {
        let folder = &self.folder;
        self.files.retain(|path, _| folder.join(path).exists());
    }

    /// Parts what is known from what is new.
    pub(crate) fn part<'r>(
        &self,
        path: &Path,
        diagnostics: Vec<Diagnostic>,
        (source, document): (&Source, &Document),
        rule: impl Fn(&RuleId) -> Option<&'r RuleInfo>,
        runs: impl Fn(&str) -> bool,
    ) -> Parted {
        let path = relative(path, &self.folder);
        let Some(entries) = self.files.get(&path) else {
            return Parted {
                new: diagnostics,
                ..Parted::default()
            };
        };
        let mut left = entries.clone();
        let mut parted = Parted::default();
        let prints = Fingerprints::new(source, document);
        for found in diagnostics {
            let info = rule(&found.rule);
            let id = found.rule.clone();
            let is_known = |place| {
                let key = (id.to_string(), prints.hash(info, "", &id, place));
                let entry = left.get_mut(&key).filter(|entry| entry.count > 0);
                entry.map(|entry| entry.count -= 1).is_some()
            };
            for (known, found) in by_group(found, info, false, is_known) {
                if known {
                    parted.known.push(found);
                } else {
                    parted.new.push(found);
                }
            }
        }
        // What was told first may stand elsewhere now.
        parted.new.sort();
        // Whether a rule that did not run would find it, nobody knows.
        let stale_ones = left
            .iter()
            .filter(|((rule, _), entry)| entry.count > 0 && runs(rule));
        parted.stale = stale_ones.map(|entry| stale(&path, entry)).collect();
        parted
    }

    fn has(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }
}

fn stale(path: &str, ((rule, _), entry): (&(String, String), &Entry)) -> Stale {
    Stale {
        path: path.to_owned(),
        rule: rule.clone(),
        message: entry.message.clone(),
        count: entry.count,
    }
}
