use std::collections::BTreeMap;

use clauselint_nearest::nearest;
use clauselint_rule::{Rule, RuleId, RuleInfo, Severity};

use crate::EngineError;

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
        hint: nearest(name, known).map(str::to_owned),
    }
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
