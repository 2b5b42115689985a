//! What is handed over, as types; their JSON is what plugins in other
//! languages read.

mod document;
mod facts;
mod statement;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use document::{Block, BlockKind, Bound, Entity, EntityKind, Indexes, Link, Section, Sentence};
pub use facts::{About, Contact, Dated, Facts, Period};
pub use statement::{Clause, DataKind, Found, Modality, Polarity, Statement};

/// A name or a text; owned by whoever has read it.
pub type Text = Cow<'static, str>;

/// A place in the clean text: byte offsets, the end exclusive, both on
/// character boundaries.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset of the byte after the last.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
