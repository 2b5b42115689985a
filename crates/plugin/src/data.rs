//! What is handed over, as types; their JSON is what plugins in other
//! languages read. What is absent, empty, `false` or 0 is left out where a
//! default stands for it.

mod document;
mod facts;
mod statement;

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

pub use document::{Block, BlockKind, Bound, Entity, EntityKind, Indexes, Link, Section, Sentence};
pub use facts::{About, Contact, Dated, Facts, Period};
pub use statement::{Clause, DataKind, Found, Modality, Polarity, Statement};

/// A name or a text; owned by whoever has read it.
pub type Text = Cow<'static, str>;

/// A place in the clean text: byte offsets, the end exclusive, both on
/// character boundaries.
///
/// In JSON an array of two numbers: there are many, and reading them is most of
/// what a plugin does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset of the byte after the last.
    pub end: u32,
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
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

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
