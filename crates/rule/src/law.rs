use std::borrow::Cow;

use serde::Deserialize;

/// A provision that a rule rests on: an entry of `rules/law`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// How it is cited: "GDPR Art. 13(2)(a)".
    pub cite: Cow<'static, str>,
    /// What it asks for, in a few words.
    pub title: Cow<'static, str>,
    /// Where its official text stands.
    pub url: Cow<'static, str>,
    /// First day in force, ISO 8601.
    pub from: Cow<'static, str>,
}
