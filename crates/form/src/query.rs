use serde::Deserialize;

use crate::Names;

/// A statement that a rule asks for: who does what with which data. What is
/// left out may be anything; of a list any one is enough.
///
/// What stands behind `not` is taken out: `recipient = ["third-party",
/// "not @our-vendors"]` is a third party other than these, `["not authority"]`
/// whoever is none, or nobody told; `["not authority", "not none"]` somebody.
/// Of several recipients, kinds of data or other parts one that fits is enough.
///
/// Parties are `first-party`, `user`, `children`, `public`, `authority`,
/// `named` (a third party by its name), `of-kind` ("advertisers"), `unplaced`
/// ("our partners"), `pronoun` ("they"), `third-party` (whoever is a third
/// party), `none` (nobody is told), or `@words`. Purpose, condition and exception
/// are `any` (one is told), `none`, or `@words` in it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct StatementQuery {
    /// What is done: `collect`, `share`, `sell`, ... as `outline` shows it.
    #[serde(default)]
    pub act: Names,
    /// Who does it.
    #[serde(default)]
    pub actor: Names,
    /// Said to be so, or not to be so.
    #[serde(default)]
    pub polarity: Polarity,
    /// How certain it is: `plain` ("we share"), `will`, `may`, `must`.
    #[serde(default)]
    pub modality: Names,
    /// `false`: what is spoken of by the way ("the data that we collect")
    /// counts as well as what the sentence says.
    #[serde(default = "yes")]
    pub asserted: bool,
    /// Said to be all that is done ("only", "solely"), or not.
    pub exclusive: Option<bool>,
    /// The data that it is done to: kinds, each with the kinds of it, or `@words`.
    #[serde(default)]
    pub data: Names,
    /// Who gets the data.
    #[serde(default)]
    pub recipient: Names,
    /// Where the data comes from.
    #[serde(default)]
    pub source: Names,
    /// What it is done for.
    #[serde(default)]
    pub purpose: Names,
    /// In which case.
    #[serde(default)]
    pub condition: Names,
    /// What is left out.
    #[serde(default)]
    pub exception: Names,
    /// For how long: `any`, `none`, `event` ("until you delete it"), or a
    /// comparison such as `> 12 months`.
    #[serde(default)]
    pub period: Names,
    /// Whom alone it is about: `children`, or `none`.
    #[serde(default)]
    pub audience: Names,
}

const fn yes() -> bool {
    true
}

/// Whether a statement is affirmed or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
// Serialize tells the schema which of them stands where none is written.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub enum Polarity {
    /// "We share".
    #[default]
    Affirmed,
    /// "We never share", "no data is shared".
    Denied,
    /// Either.
    Any,
}

/// An address that a rule asks for, written out or behind a link (`mailto:`).
///
/// `#NAME` is such an address anywhere, `dpo/#NAME` one in a sentence about the
/// topic or in a section whose heading names it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct AddressQuery {
    /// E-mail addresses, in any capitals, `*` for any characters:
    /// `dpo@acme.example`, `*@acme.example` for any of that very domain.
    #[serde(default)]
    pub email: Names,
    /// Web addresses, in any capitals and without regard to `https://`, `www.`
    /// and a last slash: `acme.example`, `acme.example/*` for any page there.
    #[serde(default)]
    pub url: Names,
}

/// A link that a rule asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct LinkQuery {
    /// Where it leads: patterns with `*` for any characters, in any capitals.
    #[serde(default)]
    pub target: Names,
    /// Where it does not lead.
    #[serde(default)]
    pub unless: Names,
    /// Whether it leads to a host that only its own network reaches, or to a
    /// name kept for examples (`localhost`, `192.168.1.2`, `shop.test`); left
    /// out, to any.
    pub local: Option<bool>,
    /// What the link's own words say: `@words`.
    #[serde(default)]
    pub words: Names,
    /// Whether the link says nothing besides: "here", not "here is our list".
    #[serde(default)]
    pub alone: bool,
}
