//! What a policy says against the version before it.

use std::error::Error;
use std::path::Path;

use clauselint_compare::{Comparison, Kind, compare};
use clauselint_reading::{KnownFacts, Reading, Vocabulary};
use clauselint_rule::{Finding, RuleId};

use crate::open;

/// The bytes of the version before, by path; none where there was none.
pub type Previous<'p> = dyn Fn(&Path) -> Result<Option<Vec<u8>>, NotAnswered> + Sync + 'p;

/// Why nobody knows whether there was a version before.
pub type NotAnswered = Box<dyn Error + Send + Sync>;

/// The rule that looks at both versions.
pub(crate) const CHANGED: RuleId = RuleId::from_static("changed-without-new-date");

/// Changes that are shown beside the date.
const SHOWN: usize = 3;

/// Whether the substance has changed since, and the date has not.
pub(crate) fn check(
    reading: &Reading<'_>,
    path: &Path,
    before: Vec<u8>,
    vocabulary: &Vocabulary,
    known: &KnownFacts,
) -> Option<Finding> {
    // What cannot be read has nothing to compare.
    let (_, document) = open(path, before).ok()?;
    let old = Reading::with_known(&document, vocabulary, known);
    if !old.facts.understood || !old.facts.is_policy {
        return None;
    }
    finding(&compare(&old, reading))
}

fn finding(comparison: &Comparison) -> Option<Finding> {
    let mut changes = comparison.changes.iter();
    let date = changes.find(|change| change.kind == Kind::ChangedWithoutNewDate)?;
    let others = || {
        let changes = comparison.changes.iter();
        changes.filter(|change| !change.kind.is_of_the_date())
    };
    let first = &others().next()?.message;
    let more = match others().count() - 1 {
        0 => String::new(),
        1 => ", and 1 more change".to_owned(),
        more => format!(", and {more} more changes"),
    };
    let related = others().filter_map(|change| Some((change.new?, change.message.clone())));
    Some(Finding {
        message: format!("the policy changed in substance, its date did not: {first}{more}"),
        span: date.new?,
        label: "the date of the version before".into(),
        related: related.take(SHOWN).collect(),
        ..Finding::default()
    })
}
