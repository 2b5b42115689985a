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
    /// The kind of fault: "completeness", "vagueness", ...
    pub group: Cow<'static, str>,
    /// Whether it runs wherever its pack does; the noisy ones are asked for by name.
    #[serde(default = "yes")]
    pub default: bool,
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
    pub legal: Names,
    /// What it does not see or gets wrong.
    #[serde(default)]
    pub limits: Names,
    /// What it looks for.
    pub check: Check,
    /// Policies that it must be silent on.
    pub passes: Cow<'static, [Example]>,
    /// Policies that it must fire on.
    pub fails: Cow<'static, [Example]>,
}

const fn yes() -> bool {
    true
}

/// What a rule looks for.
///
/// Names of things said are those of topics ("retention"), of facts
/// ("effective-date"), of concepts of the word lists ("@stacked-hedges"), or of
/// a concept in a clause of a topic ("retention/@duration").
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Something that ought to be said and is not.
    Missing(Missing),
    /// Something that ought not to be said and is.
    Says(Says),
    /// Code under the rule's id.
    Native,
}

/// A list of names of things said.
pub type Names = Cow<'static, [Cow<'static, str>]>;

/// A clause or fact that a policy owes its readers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Missing {
    /// Any of these said is enough.
    #[serde(default)]
    pub what: Names,
    /// Or any of these texts, letter by letter.
    #[serde(default)]
    pub verbatim: Names,
    /// Which policies owe it.
    pub owed: Owed,
    /// Owed only by policies that say one of these.
    #[serde(default)]
    pub when: Names,
    /// Topics of the sections where a reader would look, nearest first.
    #[serde(default)]
    pub look: Names,
    /// What is wrong.
    pub message: Cow<'static, str>,
    /// What to write at the spot.
    pub label: Cow<'static, str>,
}

/// Words that ought not to stand in a policy.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Says {
    /// Concepts, each a fault where it is found.
    pub what: Names,
    /// Only in sentences that say one of these, or below a heading that does.
    #[serde(default)]
    pub about: Names,
    /// What must be said besides for it to be a fault.
    pub beside: Option<Beside>,
    /// What makes it none.
    #[serde(default)]
    pub unless: Unless,
    /// Whether what is denied ("we do not ...") counts as well.
    #[serde(default)]
    pub denied: bool,
    /// Whether a policy has one finding, with the other places related to it.
    #[serde(default)]
    pub once: bool,
    /// What is wrong; `{words}` stands for the words found, `{other}` for what
    /// is said besides.
    pub message: Cow<'static, str>,
    /// What to write at the spot.
    pub label: Cow<'static, str>,
}

/// What a fault cannot stand beside.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Beside {
    /// Concepts, where they are not denied.
    pub what: Names,
    /// How near it must be said.
    pub within: Within,
    /// Concepts that excuse a sentence that says it.
    #[serde(default)]
    pub unless: Names,
    /// What to write there.
    pub label: Cow<'static, str>,
}

/// How near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// In the same sentence.
    Sentence,
    /// In it, or the sentence before or behind in the section.
    Near,
    /// Anywhere.
    Policy,
}

/// What makes a fault none, by how near it must be said.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Unless {
    /// In the same sentence, its lead included.
    #[serde(default)]
    pub sentence: Names,
    /// In the list or table that it introduces or stands in.
    #[serde(default)]
    pub list: Names,
    /// In the sentence before or behind, or in the list that it introduces.
    #[serde(default)]
    pub near: Names,
    /// In the same section.
    #[serde(default)]
    pub section: Names,
    /// Anywhere.
    #[serde(default)]
    pub policy: Names,
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

/// A short policy that shows a rule at work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The policy, in Markdown.
    pub text: Cow<'static, str>,
    /// Of a failing one: the words that a finding must cover, one each.
    #[serde(default)]
    pub at: Names,
    /// What it shows, in a few words.
    #[serde(default)]
    pub note: Cow<'static, str>,
    /// The day on which it is read, ISO 8601; none where it does not matter.
    #[serde(default)]
    pub today: Cow<'static, str>,
}
