use serde::Deserialize;

use crate::{Many, Names, Table, Text};

/// What a rule looks for.
///
/// Wherever things said are named: `retention` is a clause of the topic,
/// `effective-date`, `contact-way`, `collects-nothing` and `for-children` are
/// facts of the whole policy, `own-name` is a name of whoever's policy it is,
/// `data/health-data` is data that the first party collects, uses, keeps or
/// shares by any sentence of the policy, denials aside (a kind with the kinds of
/// it, or `data/@words`), `recipient/of-kind` a
/// third party that data goes to (or `recipient/@words`), `@click-here` a word
/// list, `retention/@duration` a word list in a clause of the topic, `@promise/@age` one among the words of
/// another, `heading/@hipaa` one in a heading, `title/@app` one
/// in the policy's title, `capitals/@waives` one in a run of sentences set in
/// capitals (twelve words or more of one paragraph, which are the place found),
/// `#sold` a statement, link or address that the rule asks for, `dpo/#mail` one
/// in a clause of the topic or below a heading of it.
/// `retention/@duration > 12 months`, `@age < 13`, `effective-date before 12
/// months ago` and `count @may >= 5` compare; `not` and `and` join.
///
/// "More than ten years", "at least ten years" and "10+ years" have no upper end
/// and pass `> 10 years`; "up to ten years" is ten. In `missing` and `when`,
/// `and` holds over the whole policy: one part may be said here, the other
/// there. Words of one sentence are asked for by `TOPIC/@words` or `@x/@y`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub enum Check {
    /// Something that ought to be said and is not.
    Missing(Missing),
    /// Something that is said and ought not to be; one table, or several, each
    /// of which looks on its own.
    Says(Many<Says>),
    /// Names that are to be written one way.
    Spelling(Spelling),
    /// Code in a WebAssembly module of the pack.
    Plugin(Plugin),
    /// Code of clauselint's own, under the rule's id; not for packs.
    Native,
    /// What the engine tells of comments that suppress findings and of the
    /// version before; not for packs.
    Engine,
}

/// A clause or fact that a policy owes its readers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Missing {
    /// Any of these said is enough.
    #[serde(default)]
    pub what: Names,
    /// Or any of these texts, letter by letter, where a law prescribes it.
    #[serde(default)]
    pub verbatim: Names,
    /// Which policies owe it: `always`, or `if-collecting` for those of
    /// products that collect personal data.
    #[serde(default)]
    pub owed: Owed,
    /// Owed only by policies that say one of these.
    #[serde(default)]
    pub when: Names,
    /// Topics of the sections where a reader would look, nearest first; the
    /// finding stands at the first there is, else at the title.
    #[serde(default)]
    pub look: Names,
    /// What is wrong.
    pub message: Text,
    /// What to write at the spot.
    #[serde(default)]
    pub label: Text,
    /// Where a fix puts the sentence that is missing; it is never made unseen.
    #[serde(default)]
    pub clause: Placing,
    /// What it writes, with words in brackets to be filled in (`[insert
    /// period]`, which `placeholder-text` reminds of) and `{today}` for the
    /// day; left out, the rule's `suggestion`.
    #[serde(default, deserialize_with = "crate::rule::trimmed")]
    pub write: Text,
}

/// Where the sentence that a policy misses goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
// Serialize tells the schema which of them stands where none is written.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub enum Placing {
    /// To the end of the section on the rule's topic, or where there is none
    /// into a new one, headed as its fellows are.
    #[default]
    Section,
    /// Below the title.
    Top,
    /// Nowhere: there is no fix, since a sentence alone does not mend it.
    None,
}

/// Something that ought not to be said.
///
/// One finding a sentence, at the first place found in it, or one a link;
/// headings, code, menus and metadata do not count, except for facts, links and
/// what is asked for in headings. Texts may name `{words}` for the words
/// found, `{other}` for what is said besides, `{count}` for the places found,
/// `{today}`, the parts of a statement (`{actor}`, `{act}`, `{data}`,
/// `{recipient}`, `{purpose}`, `{condition}`, `{period}`; of several the first
/// that was asked for), the `{target}` of a link, `{date}` and, of `each`, whatever stands in its `with`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Says {
    /// Each is a fault where it is found.
    #[serde(default)]
    pub what: Names,
    /// Things looked for in the same way, each with texts of its own.
    #[serde(default)]
    pub each: std::borrow::Cow<'static, [Each]>,
    /// Only in policies that say one of these.
    #[serde(default)]
    pub when: Names,
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
    /// Whether headings count as well.
    #[serde(default)]
    pub headings: bool,
    /// Whether a policy has one finding, with the other places related to it.
    #[serde(default)]
    pub once: bool,
    /// A fault only where the places found differ: in their age, period, date
    /// (as far as both are told), or else in their words. One finding, at the
    /// second; `{other}` is the first.
    #[serde(default)]
    pub distinct: bool,
    /// What is wrong.
    pub message: Text,
    /// What to write at the spot.
    #[serde(default)]
    pub label: Text,
    /// What to write in place of the words found, as a fix; at the head of a
    /// sentence it keeps the capital.
    pub replace: Option<Text>,
    /// Of a link: the scheme to give its address in place of its own, as a
    /// fix, such as `https`.
    pub scheme: Option<Text>,
    /// Whether that fix changes no meaning, so that it may be made unseen.
    #[serde(default)]
    pub safe: bool,
}

/// One of several things that a rule looks for in the same way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Each {
    /// Each is a fault where it is found.
    pub what: Names,
    /// Only in policies that say one of these.
    #[serde(default)]
    pub when: Names,
    /// The first day on which it is one, ISO 8601.
    #[serde(default)]
    pub from: Text,
    /// Words for the rule's texts, by the name that stands there in braces.
    #[serde(default)]
    pub with: Table<Text>,
    /// What to write at the spot, in place of what the rule writes.
    pub label: Option<Text>,
    /// What to write in place of the words found, as a fix.
    pub replace: Option<Text>,
}

/// What a fault cannot stand beside.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Beside {
    /// Any of these, where it is not denied.
    pub what: Names,
    /// How near it must be said.
    pub within: Within,
    /// What excuses a sentence that says it.
    #[serde(default)]
    pub unless: Names,
    /// What to write there.
    #[serde(default)]
    pub label: Text,
}

/// How near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub enum Within {
    /// In the same sentence.
    Sentence,
    /// In it, or the sentence before or behind in the section.
    Near,
    /// In the same section.
    Section,
    /// Earlier in the policy.
    Before,
    /// Later in the policy.
    Behind,
    /// Anywhere.
    Policy,
}

/// What makes a fault none, by how near it must be said.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
// Serialize tells the schema which of them stands where none is written.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub enum Owed {
    /// Every policy.
    #[default]
    Always,
    /// Those of products that collect personal data.
    IfCollecting,
}

/// Names that are to be written one way.
///
/// Any other capitals, and spaces or hyphens in other places, are a fault;
/// the fix, which is safe, writes them right. Headings count.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Spelling {
    /// The names, as they are to be written.
    pub names: Names,
    /// What is wrong: `{words}` is how it is written, `{name}` how it ought to be.
    pub message: Text,
    /// What to write at the spot.
    #[serde(default)]
    pub label: Text,
}

/// Code in a WebAssembly module.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Plugin {
    /// The module, a `.wasm` file of the pack; its exported function of the
    /// rule's id is run.
    pub module: Text,
}
