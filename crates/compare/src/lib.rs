//! What changed in substance from one version of a policy to the next: rights,
//! recipients, periods, denials, the date.
//!
//! Sentences of the two are paired first; one that stands in both, wherever and
//! in whatever format, tells of no change. What the others say is compared by
//! topics, statements and concepts, so that other words for the same thing are
//! no change either. Knows two readings and no file.

mod align;
mod category;
mod change;
mod consent;
mod data;
mod date;
mod denial;
mod identity;
mod period;
mod promise;
mod recipient;
mod side;
mod topic;

use clauselint_reading::Reading;
use clauselint_source::Span;

pub use change::{Change, Effect, Kind};

use align::Pairs;
use side::{Both, Side};

/// What came of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The changes in substance: what weakens first, then by place.
    pub changes: Vec<Change>,
    /// Sentences that were reworded.
    pub reworded: Vec<(Span, Span)>,
    /// How many sentences have no counterpart in the old version.
    pub added: usize,
    /// How many sentences have no counterpart in the new version.
    pub removed: usize,
}

impl Comparison {
    /// How many changes have an effect.
    #[must_use]
    pub fn count(&self, effect: Effect) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.effect == effect).count()
    }

    /// Whether the policy says something else than before; a date that was
    /// moved, or was not, is none of that.
    #[must_use]
    pub fn is_in_substance(&self) -> bool {
        self.changes
            .iter()
            .any(|change| !change.kind.is_of_the_date())
    }
}

/// Compares two versions of a policy; spans count bytes of the clean text of
/// either document.
#[must_use]
pub fn compare(old: &Reading<'_>, new: &Reading<'_>) -> Comparison {
    let pairs = Pairs::new(old, new);
    let both = Both {
        old: Side::new(old, &pairs.old),
        new: Side::new(new, &pairs.new),
    };
    let mut changes = Vec::new();
    topic::compare(&both, &mut changes);
    category::compare(&both, &mut changes);
    recipient::compare(&both, &mut changes);
    data::compare(&both, &mut changes);
    denial::compare(&both, &mut changes);
    promise::compare(&both, &mut changes);
    consent::compare(&both, &mut changes);
    period::compare(&both, &mut changes);
    identity::compare(&both, &mut changes);
    let mut comparison = Comparison {
        changes,
        reworded: pairs.reworded(old, new),
        added: Pairs::alone(&pairs.new, new),
        removed: Pairs::alone(&pairs.old, old),
    };
    date::compare(&both, &mut comparison);
    change::tidy(&mut comparison.changes);
    comparison
}
