use clauselint_form::{RuleId, Severity};
use clauselint_source::Span;

/// A finding as a user sees it; spans count bytes of the source's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// Which rule.
    pub rule: RuleId,
    /// What is wrong.
    pub message: String,
    /// How much it matters.
    pub severity: Severity,
    /// What stands at the spot, in a few words.
    pub label: String,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What mends it.
    pub fix: Option<Fix>,
}

/// Edits that mend a finding; they do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// Whether it changes no meaning, so that it may be made unseen.
    pub safe: bool,
    /// What to write where, by place.
    pub edits: Vec<Edit>,
}

/// Text to stand in place of other text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What it replaces; empty where it is put in between.
    pub span: Span,
    /// The text.
    pub text: String,
}

/// Another place that belongs to a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What it is.
    pub message: String,
}
