//! Statements: who does what with which data, to whom, for what, how long,
//! under which condition, denied or affirmed, certain or possible.
//!
//! A passage's words become *phrases* (parties, acts, kinds of data, the small
//! words of grammar); a nom grammar finds clauses among them; clauses become
//! statements, one an act. What the grammar cannot place is skipped.

mod assemble;
mod clause;
mod complement;
mod finder;
mod phrase;
mod role;
mod table;
mod terminal;
mod verb;

use std::fmt;

use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use crate::lexicon::{self, ACTS, KINDS};
use crate::{Memory, PassageId, Reading};

pub(crate) use clause::Clause;
use phrase::Cutter;
pub(crate) use phrase::Phrase;
pub use role::Party;
pub(crate) use role::{Mark, Role};

/// One act that a sentence affirms or denies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The passage that it is read in.
    pub passage: PassageId,
    /// Its words, as far as they stand in the passage itself.
    pub span: Span,
    /// What is done, and the verb.
    pub act: Found<Act>,
    /// Who does it; nobody where the passive voice leaves it out.
    pub actors: Vec<Found<Party>>,
    /// Whether it is said to be so or not to be so.
    pub polarity: Polarity,
    /// How certain it is.
    pub modality: Modality,
    /// Whether it is what the sentence says; else it is said by the way ("the
    /// data that we collect").
    pub asserted: bool,
    /// Whether it is said to be all that is done: "only", "solely".
    pub exclusive: bool,
    /// The data that it is done to.
    pub data: Vec<Found<DataKind>>,
    /// Who gets the data, or to whom it is done.
    pub recipients: Vec<Found<Party>>,
    /// Where the data comes from.
    pub sources: Vec<Found<Party>>,
    /// What it is done for.
    pub purposes: Vec<Span>,
    /// "If", "when": in which case.
    pub conditions: Vec<Span>,
    /// "Unless", "except", "only with": what is left out.
    pub exceptions: Vec<Span>,
    /// A relative clause behind it: "that could identify you".
    pub restriction: Option<Span>,
    /// For how long, or until when.
    pub time: Option<Span>,
    /// Whom alone it is about: children.
    pub audience: Option<Span>,
}

/// Something recognised, with its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<T> {
    /// What it is.
    pub what: T,
    /// Where it stands.
    pub span: Span,
}

/// Whether something is said to be so or not to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// "We share".
    Affirmed,
    /// "We never share", "no data is shared".
    Denied,
}

impl Polarity {
    /// Its name, which JSON output uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Denied => "denied",
        }
    }
}

/// How certain an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modality {
    /// "We share".
    Plain,
    /// "We will share".
    Will,
    /// "We may share".
    May,
    /// "We must share".
    Must,
}

impl Modality {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Will, Self::May, Self::Must];

    /// Its name, which JSON output uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Will => "will",
            Self::May => "may",
            Self::Must => "must",
        }
    }
}

/// What is done, by its place in the table of acts
/// (`rules/language/en/statements/acts.toml`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Act(pub(crate) u8);

impl Act {
    /// All acts, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..ACTS.len() as u8).map(Self)
    }

    /// The act of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|act| act.name() == name)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        ACTS[usize::from(self.0)]
    }
}

impl fmt::Debug for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A kind of data, by its place in the table of kinds
/// (`rules/language/en/statements/data.toml`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataKind(pub(crate) u8);

impl DataKind {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        KINDS[usize::from(self.0)].0
    }

    /// The kind that it is a kind of.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        KINDS[usize::from(self.0)].1.map(Self)
    }

    /// All kinds, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..KINDS.len() as u8).map(Self)
    }

    /// The kind of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|kind| kind.name() == name)
    }

    /// Whether it is `other` or a kind of it: an IP address is an identifier,
    /// which is personal data.
    #[must_use]
    pub fn is_kind_of(self, other: Self) -> bool {
        std::iter::successors(Some(self), |kind| kind.parent()).any(|kind| kind == other)
    }
}

impl fmt::Debug for DataKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads every passage.
pub(crate) fn find(reading: &Reading<'_>, mut memory: Option<&mut Memory>) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut cutter = Cutter::default();
    let acting = acting(reading);
    for (id, passage) in (0..).zip(&reading.passages) {
        let kind = reading.document.block_of(passage.sentence).kind;
        let told = acting[id as usize] || kind == BlockKind::Row;
        if !told || !assemble::is_read(reading, passage, kind) {
            continue;
        }
        let phrases = cutter.cut(reading, passage);
        let told = statements.len();
        let mut assemble = |clause: &Clause| {
            assemble::statements(reading, id, clause, &mut statements);
        };
        match memory.as_deref_mut() {
            None => finder::all(phrases).iter().for_each(&mut assemble),
            Some(memory) => memory
                .clauses(phrases, || finder::all(phrases))
                .iter()
                .for_each(&mut assemble),
        }
        if statements.len() == told && kind == BlockKind::Row {
            statements.extend(table::statement(reading, id, phrases));
        }
    }
    statements
}

/// For each passage whether a word in it may be an act, without which nothing
/// is done.
fn acting(reading: &Reading<'_>) -> Vec<bool> {
    let mut acting = vec![false; reading.passages.len()];
    for concept in lexicon::concepts() {
        if matches!(lexicon::role(concept), Role::Act(_)) {
            let found = reading.found(concept);
            found.for_each(|id| acting[id as usize] = true);
        }
    }
    acting
}
