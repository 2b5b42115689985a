use serde::{Deserialize, Serialize};

use super::{Span, Text, is_default};

/// A part of the text that is about a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The topic: `retention`, `right-access`; `outline` shows them.
    pub topic: Text,
    /// Its words.
    pub span: Span,
    /// The sentence that it is, or that it is a part of.
    pub sentence: u32,
}

/// One act that a sentence affirms or denies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its words.
    pub span: Span,
    /// The sentence that it is read in.
    pub sentence: u32,
    /// What is done, and the verb.
    pub act: Found,
    /// Who does it; nobody where the passive voice leaves it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Found>,
    /// Whether it is said to be so or not to be so.
    pub polarity: Polarity,
    /// How certain it is.
    pub modality: Modality,
    /// Whether it is what the sentence says; else it is said by the way ("the
    /// data that we collect").
    pub asserted: bool,
    /// Whether it is said to be all that is done: "only", "solely".
    #[serde(default, skip_serializing_if = "is_default")]
    pub exclusive: bool,
    /// The data that it is done to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<Found>,
    /// Who gets the data, or to whom it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Found>,
    /// Where the data comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Found>,
    /// What it is done for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Span>,
    /// "If", "when": in which case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Span>,
    /// "Unless", "except": what is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Span>,
    /// A relative clause behind it: "that could identify you".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restriction: Option<Span>,
    /// For how long, or until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Span>,
    /// Whom alone it is about: children.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Span>,
}

/// Something recognised, with its words.
///
/// Kinds are names of clauselint's tables, which grow: acts (`collect`,
/// `share`), kinds of data (`email-address`; see
/// [`Policy::is_kind_of`](crate::Policy::is_kind_of)), parties (`first-party`,
/// `user`, `children`, `public`, `authority`, `named`, `of-kind`, `unplaced`,
/// `pronoun`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is.
    pub kind: Text,
    /// Where it stands.
    pub span: Span,
}

/// Whether something is said to be so or not to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// "We share".
    Affirmed,
    /// "We never share".
    Denied,
    /// Something that this version of the crate does not know.
    #[serde(other)]
    Other,
}

/// How certain an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// "We share".
    Plain,
    /// "We will share".
    Will,
    /// "We may share".
    May,
    /// "We must share".
    Must,
    /// Something that this version of the crate does not know.
    #[serde(other)]
    Other,
}

/// A kind of data, in the tree of kinds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataKind {
    /// Its name.
    pub name: Text,
    /// The kind that it is a kind of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Text>,
}
