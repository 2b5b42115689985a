use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;

use crate::{AddressQuery, Check, LinkQuery, Names, RuleOption, StatementQuery, Table, Text};

/// How much a finding matters by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Should be mended.
    Warning,
    /// Something that readers or laws rely on is missing or false.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A rule's id: what is wrong, in kebab-case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transparent)
)]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct RuleId(pub Text);

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

impl From<String> for RuleId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A rule, a file of a pack: `<id>.toml`.
///
/// Help, `explain`, the rules page and every report draw on it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct RuleInfo {
    /// What is wrong, in kebab-case; also the file's name.
    pub id: RuleId,
    /// The pack that the rule belongs to; its folder says so, not its file.
    #[serde(skip)]
    pub pack: Text,
    /// The kind of fault: `completeness`, `vagueness`, `consistency`,
    /// `staleness`, `leftovers`, `structure`, `fairness`, or one of your own.
    #[serde(default = "own_group")]
    pub group: Text,
    /// `false`: runs only where asked for by id, group or `all`; left out, it
    /// runs wherever its pack does.
    #[serde(default = "yes")]
    pub default: bool,
    /// What is wrong, in one line without a full stop.
    pub summary: Text,
    /// How much it matters where nothing is configured.
    pub severity: Severity,
    /// The topic that it belongs to, one of those that `outline` shows.
    #[serde(default)]
    pub topic: Text,
    /// First version of the pack that has it.
    #[serde(default)]
    pub since: Text,
    /// Why it matters to a reader of the policy.
    #[serde(default, deserialize_with = "trimmed")]
    pub why: Text,
    /// How to mend it.
    #[serde(default, deserialize_with = "trimmed")]
    pub help: Text,
    /// A sentence that mends it, to be fitted to the facts.
    #[serde(default, deserialize_with = "trimmed")]
    pub suggestion: Text,
    /// What it rests on: keys of clauselint's table of laws (`gdpr-13-2-a`;
    /// `clauselint names law` lists them), or citations as they are written,
    /// such as `45 CFR 164.520`.
    #[serde(default)]
    pub legal: Names,
    /// Where its page stands on the web, for reports to lead to.
    #[serde(default)]
    pub url: Text,
    /// What it does not see or gets wrong.
    #[serde(default)]
    pub limits: Names,
    /// Words of its own, by the name that it uses them by (`@name`).
    #[serde(default)]
    pub words: Table<Words>,
    /// Statements that it asks for, by the name that it uses them by (`#name`).
    #[serde(default)]
    pub statement: Table<StatementQuery>,
    /// Links that it asks for, by the name that it uses them by (`#name`).
    #[serde(default)]
    pub link: Table<LinkQuery>,
    /// Addresses that it asks for, by the name that it uses them by (`#name`).
    #[serde(default)]
    pub address: Table<AddressQuery>,
    /// What users may set in it, by the name that its check writes it by
    /// (`$name`).
    #[serde(default)]
    pub options: Table<RuleOption>,
    /// What it looks for.
    pub check: Check,
    /// Policies that it must be silent on.
    #[serde(default)]
    pub passes: Cow<'static, [Example]>,
    /// Policies that it must fire on.
    #[serde(default)]
    pub fails: Cow<'static, [Example]>,
}

/// Texts over several lines end in white space that nobody means.
pub(crate) fn trimmed<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    String::deserialize(deserializer).map(|text| text.trim().to_owned().into())
}

const fn yes() -> bool {
    true
}

const fn own_group() -> Text {
    Cow::Borrowed("custom")
}

/// A word list: any of these is it.
///
/// `@name` in a pattern is another word list, `..3` up to three words between,
/// `..` any number, `[may]` an optional part, `(a|b)` one of two, `!not`
/// nowhere in the sentence. Signs within words part them, in patterns as in
/// policies: `e-mail`, `AT&T`, `Yahoo!`, `booking.com`, `St. Gallen` are written
/// as they are. Of other signs only `, ; : % ? $ € £` are looked for; quotes,
/// brackets of a policy's text, `*`, `=`, `#` and the like cannot stand in a
/// pattern, nor can an e-mail address, for which there is `[address.NAME]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Words {
    /// Phrases and patterns, as they stand, in any capitals.
    #[serde(default)]
    pub any: Names,
    /// Verbs in the base form; every form of them is found.
    #[serde(default)]
    pub verbs: Names,
    /// Nouns in the singular; the plural is found too.
    #[serde(default)]
    pub nouns: Names,
}

/// A short policy that shows a rule at work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Example {
    /// The policy, in Markdown.
    pub text: Text,
    /// Of a failing one: the words that a finding must cover, one each, in order.
    #[serde(default)]
    pub at: Names,
    /// What it shows, in a few words.
    #[serde(default)]
    pub note: Text,
    /// The day on which it is read, ISO 8601; none where it does not matter.
    #[serde(default)]
    pub today: Text,
    /// The version before it, of rules that compare the two.
    #[serde(default)]
    pub before: Text,
}
