//! Kinds of recipients, purposes and countries that are named on one side
//! alone.

use std::collections::BTreeMap;

use clauselint_reading::{ConceptId, PassageId, Polarity, Reading};
use clauselint_source::Span;

use crate::side::{Both, Side, spoken};
use crate::{Change, Kind};

/// Where each thing is named: passage and words.
pub(crate) type Named = BTreeMap<String, Vec<(PassageId, Span)>>;

/// A family of concepts, by what their names begin with.
struct Family {
    prefix: &'static str,
    /// Clauses in which they count; all, where there is none.
    topics: &'static [&'static str],
    kinds: [Kind; 2],
    /// What a change of either kind is called, with `{}` for the name.
    words: [&'static str; 2],
    /// Whether the names are written with capitals.
    proper: bool,
}

const FAMILIES: [Family; 3] = [
    Family {
        prefix: "recipient.",
        topics: &[
            "sharing",
            "sale",
            "transfer",
            "source",
            "cookies",
            "mandatory-disclosure",
        ],
        kinds: [Kind::RecipientAdded, Kind::RecipientGone],
        words: [
            "data may go to {} now",
            "{} are not named among recipients any more",
        ],
        proper: false,
    },
    Family {
        prefix: "purpose.",
        topics: &[],
        kinds: [Kind::PurposeAdded, Kind::PurposeGone],
        words: [
            "data is used for {} now",
            "{} is not named as a purpose any more",
        ],
        proper: false,
    },
    Family {
        prefix: "country.",
        topics: &["transfer"],
        kinds: [Kind::CountryAdded, Kind::CountryGone],
        words: [
            "data goes to {} now",
            "{} is not named among countries that data goes to any more",
        ],
        proper: true,
    },
];

pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    for family in &FAMILIES {
        let old = unknown(&both.old, &both.new, family);
        let new = unknown(&both.new, &both.old, family);
        let words = |name: &str, gone: bool| {
            let name = name.trim_start_matches(family.prefix);
            let told = if family.proper {
                capitals(name)
            } else {
                spoken(name)
            };
            family.words[usize::from(gone)].replace("{}", &told)
        };
        differences(both, &old, &new, family.kinds, words, changes);
    }
}

/// "south-korea" as it is written.
fn capitals(name: &str) -> String {
    let word = |word: &str| {
        let mut rest = word.chars();
        let first = rest.next().map(|c| c.to_uppercase().to_string());
        first.unwrap_or_default() + rest.as_str()
    };
    name.split('-').map(word).collect::<Vec<_>>().join(" ")
}

/// Concepts of a family that one version affirms in clauses of its topics, and
/// the other affirms nowhere.
fn unknown(side: &Side<'_>, other: &Side<'_>, family: &Family) -> Named {
    let names = side.reading.vocabulary.names();
    let names = names.filter(|name| name.starts_with(family.prefix));
    let found = names.filter_map(|name| {
        let concept = side.concept(name)?;
        let mut places = affirmed(side, concept);
        places.retain(|(id, _)| family.topics.is_empty() || side.is_about(*id, family.topics));
        let is_new = !places.is_empty() && affirmed(other, concept).is_empty();
        is_new.then(|| (name.to_owned(), places))
    });
    found.collect()
}

/// Where a concept is affirmed in sentences that do not deny all they state.
pub(crate) fn affirmed(side: &Side<'_>, concept: ConceptId) -> Vec<(PassageId, Span)> {
    let mut places = side.affirmed(concept);
    places.retain(|(id, _)| !is_denial(side.reading, *id));
    places
}

/// What stands on one side alone, in a sentence that the other has not.
pub(crate) fn differences(
    both: &Both<'_>,
    old: &Named,
    new: &Named,
    [added, gone]: [Kind; 2],
    words: impl Fn(&str, bool) -> String,
    changes: &mut Vec<Change>,
) {
    for (name, places) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        if let Some((at, span)) = fresh(&both.new, places) {
            let before = both.new.other(at).map(|other| both.old.span(other));
            let change = Change::new(added, words(name, false)).in_new(span);
            changes.push(change.counterpart(before, None));
        }
    }
    for (name, places) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
        if let Some((at, span)) = fresh(&both.old, places) {
            let now = both.old.other(at).map(|other| both.new.span(other));
            let change = Change::new(gone, words(name, true)).in_old(span);
            changes.push(change.counterpart(None, now));
        }
    }
}

/// The first place, where none of the sentences stands in the other version, too.
pub(crate) fn fresh(side: &Side<'_>, places: &[(PassageId, Span)]) -> Option<(PassageId, Span)> {
    let kept = places.iter().any(|(id, _)| side.is_kept(*id));
    places.first().copied().filter(|_| !kept)
}

/// Whether all that a sentence states, or the introduction of its list, is denied.
pub(crate) fn is_denial(reading: &Reading<'_>, passage: PassageId) -> bool {
    let denies = |id: PassageId| {
        let statements = reading.statements_of(id);
        !statements.is_empty()
            && statements
                .iter()
                .all(|statement| statement.polarity == Polarity::Denied)
    };
    denies(passage)
        || reading.passages[passage as usize]
            .leader
            .is_some_and(denies)
}
