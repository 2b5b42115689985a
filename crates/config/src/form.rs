//! The configuration file as types; the doc comments are its reference.

use clauselint_form::{Severity, Table};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The configuration of clauselint: `clauselint.toml`, `.clauselint.toml`,
/// `.config/clauselint.toml`, or the table `[tool.clauselint]` of a
/// `pyproject.toml`.
///
/// The nearest one above a policy holds for it. Paths and globs are seen from
/// the folder of the file that writes them, from the one around `.config`
/// where it stands there.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ConfigFile {
    /// Configuration files that this one builds on; of several the later, and
    /// this file before all of them.
    pub extends: Option<OneOrMore>,
    /// The versions of clauselint that the file is written for, as Cargo
    /// writes them: `0.1`, `>=0.1, <0.4`. Any other version refuses to run.
    pub required_version: Option<String>,
    /// Packs of rules: folders or archives. Their rules run besides those that
    /// `select` names, as do those of the packs that they extend; where a pack says whom it is for, only with a fitting
    /// `audience`.
    pub packs: Option<Vec<String>>,
    /// Rules that run: ids, groups, packs, or `all`. Left out: `core`, or what
    /// the files that this one extends select.
    ///
    /// A pack brings those of its own rules that are on by default, and none of
    /// a pack that it extends; an id, a group and `all` bring every rule. The more exact name wins over the wider one,
    /// and of two as exact `ignore` wins.
    pub select: Option<Vec<String>>,
    /// Rules that run besides.
    pub extend_select: Option<Vec<String>>,
    /// Rules that do not run: ids, groups, packs, or `all`.
    pub ignore: Option<Vec<String>>,
    /// Rules that do not run either, besides those that `ignore` names.
    pub extend_ignore: Option<Vec<String>>,
    /// The least severity that makes the exit status 1.
    #[schemars(extend("default" = "error"))]
    pub fail_on: Option<FailOn>,
    /// Globs, written as in `.gitignore`, of the files that are policies when a
    /// folder is searched. Left out: those that are named like one.
    pub include: Option<Vec<String>>,
    /// Globs, written as in `.gitignore`, of files and folders that a search
    /// leaves out.
    pub exclude: Option<Vec<String>>,
    /// Whether a search leaves out what `.gitignore` names.
    #[schemars(extend("default" = true))]
    pub respect_gitignore: Option<bool>,
    /// Whether `exclude` and `.gitignore` hold for files that are named on the
    /// command line as well, as pre-commit names them.
    #[schemars(extend("default" = false))]
    pub force_exclude: Option<bool>,
    /// The largest policy that is read: bytes, or a text such as `"64 MiB"`. A
    /// larger one is told of, and the exit status is 2. Reading takes up to
    /// 120 times its size in memory.
    #[schemars(extend("default" = "16 MiB"))]
    pub max_file_size: Option<Size>,
    /// How findings are written: `text`, `json`, `sarif`, ..., or several, all
    /// but one with a file below this one's folder: `["text", "sarif=out.sarif"]`.
    /// Of a run over several projects that of the working folder counts.
    #[schemars(extend("default" = "text"))]
    pub output_format: Option<OneOrMore>,
    /// The file of findings that are known and left for later.
    pub baseline: Option<String>,
    /// Whether a suppression must give its reason.
    #[schemars(extend("default" = false))]
    pub require_reasons: Option<bool>,
    /// Whether results are kept from one run to the next.
    #[schemars(extend("default" = true))]
    pub cache: Option<bool>,
    /// The folder in which they are kept.
    #[schemars(extend("default" = ".clauselint-cache"))]
    pub cache_dir: Option<String>,
    /// What is changed in a rule, by its id: a severity, or a table.
    pub rules: Table<RuleConfig>,
    /// What holds for some files only, later ones over earlier ones.
    pub overrides: Vec<Override>,
    /// What the author knows better than the text tells.
    pub policy: Policy,
    /// How much rules that are WebAssembly may use.
    pub plugins: Plugins,
}

/// One text, or a list of them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(String),
    /// Several.
    More(Vec<String>),
}

impl OneOrMore {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
    }
}

/// The least severity that fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors fail.
    Error,
    /// Warnings and errors fail.
    Warning,
    /// Everything fails.
    Note,
    /// Nothing fails.
    Never,
}

impl FailOn {
    /// The least severity that fails; none where nothing does.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// What is changed in a rule: its severity alone, or a table of `severity` and
/// `options`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RuleConfig {
    /// Its severity alone.
    Level(Level),
    /// Several things.
    Table(RuleTable),
}

impl RuleConfig {
    /// Its severity, where it is told.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(*level),
            Self::Table(table) => table.severity,
        }
    }
}

/// What is changed in a rule, as a table.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct RuleTable {
    /// How much its findings matter. `off` takes it out of those that run, until
    /// something stronger names that very rule; any other severity does not
    /// bring in a rule that does not run.
    pub severity: Option<Level>,
    /// Options of the rule; `clauselint explain` tells which it has.
    pub options: Table<serde_json::Value>,
}

/// How much a rule's findings matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Something that readers or laws rely on is missing or false.
    Error,
    /// Should be mended.
    Warning,
    /// Worth knowing.
    Note,
    /// The rule does not run.
    Off,
}

impl Level {
    /// The severity; none where the rule does not run.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }
}

/// What holds for some files only.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// The files: globs, written as in `.gitignore`.
    pub paths: Vec<String>,
    /// Rules that run, in place of those that the file selects.
    #[serde(default)]
    pub select: Option<Vec<String>>,
    /// Rules that run besides.
    #[serde(default)]
    pub extend_select: Option<Vec<String>>,
    /// Rules that do not run.
    #[serde(default)]
    pub ignore: Option<Vec<String>>,
    /// Rules that do not run either.
    #[serde(default)]
    pub extend_ignore: Option<Vec<String>>,
    /// What is changed in a rule, by its id.
    #[serde(default)]
    pub rules: Table<RuleConfig>,
    /// What the author knows of these policies.
    #[serde(default)]
    pub policy: Policy,
}

/// What the author of a policy knows better than its text tells.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Policy {
    /// The controller's name, or all names that speak as "we" in the policy.
    pub controller: Option<OneOrMore>,
    /// The product's name, or the names of several.
    pub product: Option<OneOrMore>,
    /// Where the people are for whom the policy is written: `eu`, `eea`, `uk`,
    /// `us`, a state as `us-ca`, any other country by its two letters (ISO
    /// 3166: `ch`, `br`, `ca`, `au`). Turns on the packs that are for them,
    /// besides what `select` names.
    pub audience: Option<Vec<String>>,
    /// Whether personal data is collected. What is owed only by those who
    /// collect something is asked for accordingly, whatever the policy says.
    pub collects: Option<bool>,
    /// Whether the service is for children.
    pub children: Option<Children>,
}

/// Whether a service is for children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Children {
    /// It is made for children.
    Directed,
    /// Children are among those it is made for.
    Mixed,
    /// It is not made for children. The policy must still say so.
    NotDirected,
}

/// How much rules that are WebAssembly may use.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Plugins {
    /// Steps of a rule over one policy.
    pub fuel: Option<u64>,
    /// Memory of a rule: bytes, or a text such as `"64 MiB"`.
    pub memory: Option<Size>,
    /// The largest module that is loaded: bytes, or a text such as `"8 MiB"`.
    pub module_size: Option<Size>,
}

/// A number of bytes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Size {
    /// Bytes.
    Bytes(u64),
    /// With its unit: `"64 MiB"`, `"1 GB"`, `"512 kB"`.
    Text(String),
}

impl Size {
    /// The number of bytes; none where the text is no size.
    #[must_use]
    pub fn bytes(&self) -> Option<u64> {
        let text = match self {
            Self::Bytes(bytes) => return Some(*bytes),
            Self::Text(text) => text.trim(),
        };
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let unit = unit.trim_start().to_ascii_lowercase();
        let factor: u64 = match &*unit {
            "" | "b" => 1,
            "k" | "kb" => 1_000,
            "kib" => 1 << 10,
            "m" | "mb" => 1_000_000,
            "mib" => 1 << 20,
            "g" | "gb" => 1_000_000_000,
            "gib" => 1 << 30,
            _ => return None,
        };
        number.parse::<u64>().ok()?.checked_mul(factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        let bytes = |text: &str| Size::Text(text.into()).bytes();
        assert_eq!(bytes("64 MiB"), Some(64 << 20));
        assert_eq!(bytes("64mb"), Some(64_000_000));
        assert_eq!(bytes(" 512 "), Some(512));
        assert_eq!(Size::Bytes(7).bytes(), Some(7));
        for wrong in [
            "",
            "MiB",
            "-1",
            "1.5 MiB",
            "1 TiB",
            "1 é",
            "99999999999 GiB",
        ] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }
}
