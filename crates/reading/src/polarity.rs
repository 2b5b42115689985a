//! What is denied: the reach of "not", "never", "no" and "without".

use crate::lexicon::concept;
use crate::{Hit, Passage, Reading};

/// Words between a negation and what it denies, coordination included ("do not
/// sell, trade or otherwise transfer").
const REACH: u16 = 14;

impl Reading<'_> {
    /// Whether an act is denied: a negation stands before it in the same
    /// clause, or what it is done to or by is "no" or "none".
    #[must_use]
    pub fn is_denied(&self, passage: &Passage, act: Hit) -> bool {
        self.of(passage, concept::NOT)
            .filter(|not| not.end <= act.start && act.start - not.end <= REACH)
            .any(|not| !self.is_parted(passage, not.end, act.start))
    }

    /// Whether a clause ends between two positions.
    fn is_parted(&self, passage: &Passage, from: u16, to: u16) -> bool {
        self.of(passage, concept::CLAUSE_END)
            .any(|end| from <= end.start && end.end <= to)
    }

    /// Whether a denial has an exception that lets the thing happen after all
    /// without saying to whom ("except as described in this policy").
    #[must_use]
    pub fn has_open_exception(&self, passage: &Passage) -> bool {
        self.has(passage, concept::OPEN_EXCEPTION)
    }
}
