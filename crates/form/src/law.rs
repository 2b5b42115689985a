use serde::Deserialize;

use crate::{Names, Text};

/// A provision that a rule rests on.
///
/// Dates are ISO 8601, here and below; empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Provision {
    /// The law or scheme that it is of, as it is cited: "GDPR".
    pub law: Text,
    /// How it is cited: "GDPR Art. 13(2)(a)".
    pub cite: Text,
    /// What it asks for, in a few words.
    pub title: Text,
    /// Where its official text stands.
    pub url: Text,
    /// First day in force.
    pub from: Text,
    /// The day on which it ended.
    pub until: Text,
}

impl Provision {
    /// Since when and until when it is in force, in words.
    #[must_use]
    pub fn in_force(&self) -> String {
        match &*self.until {
            "" => format!("since {}", self.from),
            until => format!("since {}, until {until}", self.from),
        }
    }
}

/// A law or scheme as a whole, as policies speak of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Instrument {
    /// What it is, its number included.
    pub title: Text,
    /// How its provisions are cited, their number left out: "GDPR".
    #[serde(default)]
    pub cite: Text,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Names that policies call it by, in any capitals; dots and hyphens are
    /// as good as left out ("EU-US" is "E.U.-U.S." and "EU US").
    #[serde(default)]
    pub names: Names,
    /// Names that are ordinary words, or others' names, in other capitals.
    #[serde(default)]
    pub exact: Names,
    /// The concept that a sentence must say besides, where the names are others' too.
    #[serde(default)]
    pub context: Text,
    /// Where its official text stands, or that of what ended it.
    #[serde(default)]
    pub url: Text,
    /// First day in force.
    #[serde(default)]
    pub from: Text,
    /// The day on which it ended.
    #[serde(default)]
    pub until: Text,
    /// What ended it.
    #[serde(default)]
    pub ended: Text,
    /// What stands in its place.
    #[serde(default)]
    pub replaced: Text,
}

/// What an instrument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub enum Kind {
    /// An act, a regulation, a directive.
    Law,
    /// A code, or several, that hold more than one law.
    Code,
    /// A framework that firms join, or clauses that they sign.
    Scheme,
    /// What authorities or app stores ask for.
    Guide,
    /// A law that was never adopted.
    Proposal,
}
