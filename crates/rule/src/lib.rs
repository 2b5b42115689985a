//! The contract between rules and everything else: what a rule tells of itself
//! ([`RuleInfo`]), what it finds ([`Finding`]), and what a user sees of that
//! ([`Diagnostic`]).
//!
//! Knows no particular rule.

mod context;
mod coverage;
mod diagnostic;
mod mend;

pub use clauselint_form::{
    Check, Example, Instrument, Kind, Names, OptionKind, Provision, RuleId, RuleInfo, RuleOption,
    Severity,
};
pub use context::Context;
pub use coverage::Coverage;
pub use diagnostic::{Diagnostic, Edit, Fix, Related, Told};
pub use mend::{Change, Clause, Fixing, Mend, Setting};

use clauselint_reading::Reading;
use clauselint_source::Span;

/// A rule: its file, and what it looks for.
pub trait Rule: Send + Sync {
    /// What its file says of it.
    fn info(&self) -> &RuleInfo;

    /// What it finds in a policy, in any order.
    ///
    /// Infallible, and a function of its arguments alone: a rule reads no
    /// file, no environment and no clock; what it may know of the world is in
    /// `context`.
    fn check(&self, reading: &Reading<'_>, context: &Context) -> Vec<Finding>;

    /// How a policy stands to what the rule asks it to say; none for rules
    /// that ask for nothing.
    ///
    /// Agrees with [`Rule::check`]: a finding wherever something is missing.
    fn coverage(&self, reading: &Reading<'_>, context: &Context) -> Option<Coverage> {
        let _ = (reading, context);
        None
    }
}

/// A rule of which somebody has changed what it says of itself.
pub struct Tuned {
    rule: Box<dyn Rule>,
    info: RuleInfo,
}

impl Tuned {
    /// `rule` with another severity, help, ...
    #[must_use]
    pub fn new(rule: Box<dyn Rule>, info: RuleInfo) -> Self {
        Self { rule, info }
    }
}

impl Rule for Tuned {
    fn info(&self) -> &RuleInfo {
        &self.info
    }

    fn check(&self, reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
        self.rule.check(reading, context)
    }

    fn coverage(&self, reading: &Reading<'_>, context: &Context) -> Option<Coverage> {
        self.rule.coverage(reading, context)
    }
}

/// What a rule has found; spans count bytes of the document's clean text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// What is wrong, naming the words of this text.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to write at the spot.
    pub label: String,
    /// Other places that belong to it, each with what it is.
    pub related: Vec<(Span, String)>,
    /// Where else the same is wrong, of a rule that tells it once.
    pub again: Vec<Again>,
    /// What mends it.
    pub fix: Option<Mend>,
    /// Whether it tells that the rule could not be checked, and why, instead
    /// of what is wrong with the policy. Only rules that are not clauselint's
    /// own code fail.
    pub failed: bool,
}

/// A place where the same is wrong as where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Where.
    pub span: Span,
    /// What is said of it where the finding stands elsewhere.
    pub note: String,
    /// What is said where the finding stands here.
    pub told: Told,
}

impl Finding {
    /// Makes another finding of the same fault a further place of this one.
    pub fn repeat(&mut self, other: Self, note: &str) {
        self.again.push(Again {
            span: other.span,
            note: note.to_owned(),
            told: Told {
                message: other.message,
                label: other.label,
            },
        });
    }
}
