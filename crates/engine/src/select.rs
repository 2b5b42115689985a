use std::collections::BTreeMap;

use clauselint_rule::{Rule, RuleId, RuleInfo, Severity};

use crate::EngineError;

/// Names further from a known one are no misspelling of it.
const NEAR: f64 = 0.6;

/// Which rules run, and how much the findings of each matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection(BTreeMap<RuleId, Severity>);

/// As a configuration tells it.
impl FromIterator<(RuleId, Severity)> for Selection {
    fn from_iter<T: IntoIterator<Item = (RuleId, Severity)>>(rules: T) -> Self {
        Self(rules.into_iter().collect())
    }
}

impl Selection {
    /// All of some rules, as much as their files say.
    #[must_use]
    pub fn all<'r>(rules: impl IntoIterator<Item = &'r RuleInfo>) -> Self {
        let rules = rules.into_iter();
        rules.map(|info| (info.id.clone(), info.severity)).collect()
    }

    /// Whether a rule runs.
    #[must_use]
    pub fn contains(&self, id: &RuleId) -> bool {
        self.0.contains_key(id)
    }

    /// How much the findings of a rule matter; none where it does not run.
    #[must_use]
    pub fn severity(&self, id: &RuleId) -> Option<Severity> {
        self.0.get(id).copied()
    }
}

/// The error for a name that is none of the known ones.
fn unknown<'r>(known: impl Iterator<Item = &'r str>, name: &str) -> EngineError {
    EngineError::UnknownRule {
        name: name.to_owned(),
        hint: nearest(known, name),
    }
}

/// The nearest of known names, if it is near.
pub(crate) fn nearest<'r>(known: impl Iterator<Item = &'r str>, name: &str) -> Option<String> {
    let scored = known.map(|known| (strsim::jaro_winkler(name, known), known));
    // Of two as near the first by name, whatever order they come in.
    let (score, near) = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))?;
    (score >= NEAR).then(|| near.to_owned())
}

/// The rule of an id.
///
/// # Errors
/// [`EngineError::UnknownRule`], with the nearest id there is.
pub fn find<'r>(rules: &'r [Box<dyn Rule>], id: &str) -> Result<&'r dyn Rule, EngineError> {
    let ids = rules.iter().map(|rule| rule.info().id.as_str());
    rules
        .iter()
        .find(|rule| rule.info().id.as_str() == id)
        .map(|rule| &**rule)
        .ok_or_else(|| unknown(ids, id))
}
