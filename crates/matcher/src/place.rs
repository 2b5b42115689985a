use clauselint_reading::{PassageId, Reading, Statement};
use clauselint_source::Span;
use clauselint_syntax::{Date, EntityKind};

use crate::address::AddressMatcher;
use crate::link::LinkMatcher;
use crate::statement::{Matched, StatementMatcher};

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'r> {
    pub(crate) reading: &'r Reading<'r>,
    pub(crate) today: Option<Date>,
    pub(crate) queries: &'r Queries,
}

/// The statements, links and addresses that a rule asks for, by their place in its file.
#[derive(Debug, Default)]
pub(crate) struct Queries {
    pub(crate) statements: Vec<StatementMatcher>,
    pub(crate) links: Vec<LinkMatcher>,
    pub(crate) addresses: Vec<AddressMatcher>,
}

/// Where something is said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'r> {
    pub(crate) passage: PassageId,
    /// The words, as far as they stand in the passage itself.
    pub(crate) span: Span,
    /// Whether they are the passage's own at least in part, not its lead's.
    pub(crate) own: bool,
    /// Whether what they say is denied.
    pub(crate) denied: bool,
    /// Whether they count in headings and metadata, too: the rule asks for what
    /// stands there.
    pub(crate) anywhere: bool,
    /// The statement that they make, where one was asked for, and what of it.
    pub(crate) statement: Option<(&'r Statement, Matched)>,
    /// Where they lead, of a link.
    pub(crate) target: Option<&'r str>,
}

impl Place<'_> {
    /// Words of a passage, said to be so.
    pub(crate) const fn of(passage: PassageId, span: Span) -> Self {
        Self {
            passage,
            span,
            own: true,
            denied: false,
            anywhere: false,
            statement: None,
            target: None,
        }
    }
}

/// What a place comes to, by which places differ or compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// Days.
    Duration(u32),
    /// Years.
    Age(u16),
    Date(Date),
}

/// The first value that the words of a span give.
pub(crate) fn value(reading: &Reading<'_>, span: Span) -> Option<Value> {
    let mut entities = reading.document.entities_in(span).iter();
    let told = entities.find_map(|entity| match entity.kind {
        EntityKind::Duration(duration) => Some(Value::Duration(duration.days())),
        EntityKind::Age(years) => Some(Value::Age(years)),
        EntityKind::Date(date) => Some(Value::Date(date)),
        _ => None,
    });
    // A bare year is a date only where the policy gives it to itself.
    let own = || {
        let mut dates = reading.facts.dates.iter();
        let (_, date) = dates.find(|(own, _)| *own == span)?;
        Some(Value::Date(*date))
    };
    told.or_else(own)
}
