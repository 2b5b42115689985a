//! Kinds of data that are collected on one side alone.

use std::collections::BTreeMap;

use clauselint_reading::{DataKind, Found, PassageId, Statement, Topic};
use clauselint_source::Span;

use crate::category::affirmed;
use crate::side::{Both, Side};
use crate::{Change, Kind};

/// Kinds of data that the law or people take for delicate (GDPR Art. 9(1),
/// Cal. Civ. Code 1798.140(ae)).
const DELICATE: [&str; 8] = [
    "health-data",
    "biometric-data",
    "sensitive-data",
    "government-identifier",
    "location",
    "payment-card",
    "bank-account",
    "contacts",
];

/// Kinds of data that the first party has.
pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    for (at, kinds) in fresh(&both.new, &both.old) {
        let before = both.new.other(at).map(|other| both.old.span(other));
        let delicate = match kinds
            .iter()
            .any(|kind| DELICATE.contains(&kind.what.name()))
        {
            true => "; such data is delicate",
            false => "",
        };
        let words = format!("collected now: {}{delicate}", list(&both.new, &kinds));
        let change = Change::new(Kind::DataAdded, words).in_new(whole(&kinds));
        changes.push(change.counterpart(before, None));
    }
    for (at, kinds) in fresh(&both.old, &both.new) {
        // Who no longer tells how long it is kept may have it all the same.
        let statements = both.old.reading.statements_of(at);
        let collects = |statement: &Statement| statement.act.what.name() == "collect";
        if !both.old.is_about(at, &["collection"]) && !statements.iter().any(collects) {
            continue;
        }
        let now = both.old.other(at).map(|other| both.new.span(other));
        let words = format!(
            "not named as collected any more: {}",
            list(&both.old, &kinds)
        );
        let change = Change::new(Kind::DataGone, words).in_old(whole(&kinds));
        changes.push(change.counterpart(None, now));
    }
}

/// By sentence, the kinds that the other version does not speak of.
fn fresh(side: &Side<'_>, other: &Side<'_>) -> BTreeMap<PassageId, Vec<Found<DataKind>>> {
    let mut fresh: BTreeMap<PassageId, Vec<Found<DataKind>>> = BTreeMap::new();
    for data in &side.reading.facts.collected {
        let at = side.at(data.span);
        let anonymous = data.what.name() == "anonymous-data";
        let of_rights = side.reading.topics(at);
        let of_rights = Topic::all().any(|topic| topic.is_right() && of_rights.contains(topic));
        let is_old = side.is_kept(at) || has(other, data.what);
        if !(is_old || anonymous || of_rights) && is_affirmed(side, data.what, at) {
            fresh.entry(at).or_default().push(*data);
        }
    }
    fresh
}

/// Whether a sentence names a kind, and denies neither it nor all it states.
fn is_affirmed(side: &Side<'_>, kind: DataKind, at: PassageId) -> bool {
    let concept = side.concept(&format!("data.{}", kind.name()));
    let mut places = concept
        .into_iter()
        .flat_map(|concept| affirmed(side, concept));
    places.any(|(id, _)| id == at)
}

/// The words of each kind.
fn list(side: &Side<'_>, kinds: &[Found<DataKind>]) -> String {
    let words = kinds
        .iter()
        .map(|kind| format!("\"{}\"", side.str(kind.span)));
    words.collect::<Vec<_>>().join(", ")
}

fn whole(kinds: &[Found<DataKind>]) -> Span {
    let spans = kinds.iter().map(|kind| kind.span);
    spans.reduce(Span::to).unwrap_or_default()
}

/// Whether a version speaks of having such data, or of a kind of it.
fn has(side: &Side<'_>, kind: DataKind) -> bool {
    DataKind::all()
        .filter(|own| own.is_kind_of(kind))
        .any(|own| {
            let concept = side.concept(&format!("data.{}", own.name()));
            concept.is_some_and(|concept| !affirmed(side, concept).is_empty())
        })
}
