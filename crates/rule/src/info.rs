use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;

use crate::Severity;

/// A rule's id: what is wrong, in kebab-case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// An id known when the program is built.
    #[must_use]
    pub const fn from_static(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A rule's file: `rules/<pack>/<id>.toml`.
///
/// Help, `explain`, the rules page and every report draw on it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleInfo {
    /// The id, which is also the file's name.
    pub id: RuleId,
    /// The folder that the file stands in.
    #[serde(default)]
    pub pack: Cow<'static, str>,
    /// What is wrong, in one line.
    pub summary: Cow<'static, str>,
    /// Severity where nothing is configured.
    pub severity: Severity,
    /// The topic that it belongs to.
    pub topic: Cow<'static, str>,
    /// First version that has it.
    pub since: Cow<'static, str>,
    /// Why it matters to a reader of the policy.
    pub why: Cow<'static, str>,
    /// How to mend it.
    pub help: Cow<'static, str>,
    /// A sentence that mends it, to be fitted to the facts.
    pub suggestion: Cow<'static, str>,
    /// The provisions that it rests on, by their key in `rules/law`.
    pub legal: Cow<'static, [Cow<'static, str>]>,
    /// What it does not see or gets wrong.
    #[serde(default)]
    pub limits: Cow<'static, [Cow<'static, str>]>,
    /// What it looks for.
    pub check: Check,
    /// Policies that it must be silent on.
    pub passes: Cow<'static, [Example]>,
    /// Policies that it must fire on.
    pub fails: Cow<'static, [Example]>,
}

/// What a rule looks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Something that ought to be said and is not.
    Missing(Missing),
    /// Code under the rule's id.
    Native,
}

/// A clause or fact that a policy owes its readers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Missing {
    /// The topic that some clause must have, or the fact that must be told.
    pub what: Cow<'static, str>,
    /// Which policies owe it.
    pub owed: Owed,
    /// Topics of the sections where a reader would look, nearest first.
    #[serde(default)]
    pub look: Cow<'static, [Cow<'static, str>]>,
    /// What is wrong.
    pub message: Cow<'static, str>,
    /// What to write at the spot.
    pub label: Cow<'static, str>,
}

/// Which policies owe a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owed {
    /// Every policy.
    Always,
    /// Those of products that collect personal data.
    IfCollecting,
}

/// A short policy in Markdown that shows a rule at work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The policy.
    pub text: Cow<'static, str>,
    /// Of a failing one: the words that a finding must cover, one each.
    #[serde(default)]
    pub at: Cow<'static, [Cow<'static, str>]>,
    /// What it shows, in a few words.
    #[serde(default)]
    pub note: Cow<'static, str>,
}
