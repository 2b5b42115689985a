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
    /// The pack that is on where nothing is selected.
    pub const DEFAULT: &str = "core";

    /// The rules that `select` names (the core pack where it names none)
    /// without those that `ignore` names: rule ids, groups, packs and `all`.
    ///
    /// A pack brings those of its rules that are on by default; a group, an id
    /// and `all` bring every rule.
    ///
    /// # Errors
    /// Every name that is none of these, with the nearest one that is.
    pub fn new(
        rules: &[Box<dyn Rule>],
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, Vec<EngineError>> {
        let mut errors = Vec::new();
        let default = [Self::DEFAULT.to_owned()];
        let select = if select.is_empty() { &default } else { select };
        let mut chosen = BTreeMap::new();
        for name in select {
            let on = |info: &RuleInfo| name != &*info.pack || info.default;
            let named = named(rules, name, &mut errors).into_iter();
            chosen.extend(
                named
                    .filter(|info| on(info))
                    .map(|info| (info.id.clone(), info.severity)),
            );
        }
        for name in ignore {
            for info in named(rules, name, &mut errors) {
                chosen.remove(&info.id);
            }
        }
        if errors.is_empty() {
            Ok(Self(chosen))
        } else {
            Err(errors)
        }
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

fn named<'r>(
    rules: &'r [Box<dyn Rule>],
    name: &str,
    errors: &mut Vec<EngineError>,
) -> Vec<&'r RuleInfo> {
    let is = |info: &&RuleInfo| {
        name == "all" || [info.id.as_str(), &info.group, &info.pack].contains(&name)
    };
    let infos = rules.iter().map(|rule| rule.info());
    let named: Vec<&RuleInfo> = infos.filter(is).collect();
    if named.is_empty() {
        let known = rules.iter().map(|rule| rule.info());
        let known = known.flat_map(|info| [info.id.as_str(), &info.group, &info.pack]);
        errors.push(unknown(known.chain(["all"]), name));
    }
    named
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
