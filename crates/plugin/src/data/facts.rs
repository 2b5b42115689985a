use serde::{Deserialize, Serialize};

use super::{Found, Span, Text};

/// The policy as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The version of the typed data: [`crate::SCHEMA`].
    pub schema: u32,
    /// The format that it was read as: `markdown`, `html`, `text`.
    pub format: Text,
    /// Where its title stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Span>,
    /// The day on which it is read, ISO 8601. A plugin has no other clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Text>,
    /// What it says.
    pub facts: Facts,
}

/// What the policy says as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Whether personal data is collected, by the configuration or else by the
    /// text.
    pub collects: bool,
    /// Since when it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_date: Option<Dated>,
    /// All dates that it gives itself, the effective date first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Dated>,
    /// How the controller can be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Words of the names that the first party goes by, in lower case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_names: Vec<Text>,
    /// Those of them that the configuration gives as its `controller` and
    /// `product`. Empty from a clauselint that does not hand them over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_names: Vec<Text>,
    /// Whether children are among those whom the service is for, by the
    /// configuration or else by the text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_children: bool,
    /// Kinds of data that the first party has, each where it is named first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collected: Vec<Found>,
    /// Kinds besides that it gives away, and so has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Found>,
    /// Whom data goes to, each where it is named first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Found>,
    /// How long which data is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
    /// Topics of the rights that some clause gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<Text>,
    /// Topics of the regions that some clause addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Text>,
}

/// A date and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// ISO 8601, as far as it is told.
    pub date: Text,
    /// Its words.
    pub span: Span,
}

/// A way to reach the controller: said in the policy, or linked from the page
/// around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Where the policy gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Where the page's link to it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Text>,
}

/// How long data is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The data.
    pub data: Vec<Found>,
    /// A length of time, or an event that ends it.
    pub time: Span,
}
