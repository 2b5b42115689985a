//! Kinds of data that are collected on one side alone.

use clauselint_reading::{DataKind, PassageId};
use clauselint_source::Span;

use crate::category::{affirmed, fresh};
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
    let (old, new) = (collected(&both.old), collected(&both.new));
    for (kind, places) in &new {
        let Some((at, span)) = fresh(&both.new, places).filter(|_| !has(&both.old, *kind)) else {
            continue;
        };
        let before = both.new.other(at).map(|other| both.old.span(other));
        let delicate = if DELICATE.contains(&kind.name()) {
            ", which is delicate"
        } else {
            ""
        };
        let words = format!("\"{}\" is collected now{delicate}", both.new.str(span));
        let change = Change::new(Kind::DataAdded, words).in_new(span);
        changes.push(change.counterpart(before, None));
    }
    for (kind, places) in &old {
        let Some((at, span)) = fresh(&both.old, places).filter(|_| !has(&both.new, *kind)) else {
            continue;
        };
        let now = both.old.other(at).map(|other| both.new.span(other));
        let words = format!(
            "\"{}\" is not named among data collected any more",
            both.old.str(span)
        );
        let change = Change::new(Kind::DataGone, words).in_old(span);
        changes.push(change.counterpart(None, now));
    }
}

fn collected(side: &Side<'_>) -> Vec<(DataKind, Vec<(PassageId, Span)>)> {
    let passage = |span: Span| {
        let passages = &side.reading.passages;
        let at = passages.partition_point(|passage| passage.span.end < span.end);
        at as PassageId
    };
    let collected = side.reading.facts.collected.iter();
    collected
        .map(|data| (data.what, vec![(passage(data.span), data.span)]))
        .collect()
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
