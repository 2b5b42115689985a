use serde::Deserialize;

use crate::{Names, Severity, Table, Text, Words};

/// A pack's own file: `pack.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Manifest {
    /// What the pack is selected by, in kebab-case: no id of a rule, no group
    /// and no other pack's name.
    pub name: Text,
    /// What it is for, in one line.
    #[serde(default)]
    pub summary: Text,
    /// Its version: three numbers, as in `1.4.0` (<https://semver.org>).
    pub version: Text,
    /// Its licence, an SPDX expression such as `MIT` or `LicenseRef-Proprietary`.
    pub licence: Text,
    /// The versions of clauselint that it works with, as Cargo writes them:
    /// `0.1`, `>=0.1, <0.4`.
    pub engine: Text,
    /// Packs that come with it: clauselint's own by name (`gdpr`), others by
    /// their path, seen from this file (`../house-style`).
    #[serde(default)]
    pub extends: Names,
    /// Whose readers it is for, as `[policy] audience` of a configuration names
    /// them (`eu`, `us-ca`): it is on where a policy addresses one of them.
    /// For all where it is left out.
    #[serde(default)]
    pub audience: Names,
    /// Whether it is for services that children use, and for no others.
    #[serde(default)]
    pub children: bool,
    /// Word lists for all its rules, by the name that they use them by (`@name`).
    #[serde(default)]
    pub words: Table<Words>,
    /// Phrases added to word lists of clauselint's own, by their name as
    /// `outline --concepts` shows it (`company`, `data.device-identifier`), so
    /// that the reading and every rule know them.
    #[serde(default)]
    pub extend: Table<Words>,
    /// What it changes in rules of packs that it extends, by the rule's id.
    #[serde(default)]
    pub tune: Table<Tuning>,
}

/// What a pack changes in another's rule.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Tuning {
    /// Its severity.
    pub severity: Option<Severity>,
    /// Whether it runs.
    pub enabled: Option<bool>,
    /// How to mend it.
    pub help: Option<Text>,
    /// A sentence that mends it.
    pub suggestion: Option<Text>,
}
