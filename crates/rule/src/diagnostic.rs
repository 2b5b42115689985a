use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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
    /// What the diagnostic says where it stands here: of places with the same
    /// fault alone.
    pub again: Option<Told>,
}

/// What a diagnostic says at one of its places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// What stands at the spot, in a few words.
    pub label: String,
}

impl Diagnostic {
    /// Where it stands and where else the same is wrong, with what is told there.
    pub fn places(&self) -> impl Iterator<Item = (Span, &str)> {
        let again = self
            .related
            .iter()
            .filter_map(|place| Some((place.span, &*place.again.as_ref()?.message)));
        std::iter::once((self.span, &*self.message)).chain(again)
    }

    /// The same told of each group of its places: at the first of the group, with
    /// the others beside it. The fix stays with the group of the first of all.
    pub fn parted<K: Ord>(mut self, mut group: impl FnMut(Span) -> K) -> BTreeMap<K, Self> {
        let mut again = Vec::new();
        for place in std::mem::take(&mut self.related) {
            match place.again.clone() {
                Some(told) => again.push((place, told)),
                None => self.related.push(place),
            }
        }
        let bare = Self {
            fix: None,
            ..self.clone()
        };
        let mut groups = BTreeMap::from([(group(self.span), self)]);
        for (place, told) in again {
            match groups.entry(group(place.span)) {
                Entry::Occupied(mut begun) => begun.get_mut().related.push(place),
                Entry::Vacant(free) => {
                    free.insert(Self {
                        span: place.span,
                        message: told.message,
                        label: told.label,
                        ..bare.clone()
                    });
                }
            }
        }
        groups
    }
}
