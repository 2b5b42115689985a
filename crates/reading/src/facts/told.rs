//! What the statements of a policy come to.

use std::collections::BTreeSet;

use super::Period;
use crate::lexicon::{act, data_kind, role};
use crate::statement::Role;
use crate::{Act, DataKind, Found, Hit, Party, PassageId, Polarity, Reading, Statement, Topic};

/// Acts by which data comes in or is there.
const HELD: [Act; 4] = [act::COLLECT, act::STORE, act::USE, act::INCLUDE];
/// Acts by which data goes out, so that it was there.
const GIVEN: [Act; 3] = [act::SHARE, act::SELL, act::TRANSFER];
/// Acts that have an end in time.
const KEPT: [Act; 3] = [act::STORE, act::DELETE, act::STAY];
/// Kinds that every policy speaks of.
const GENERAL: [DataKind; 3] = [
    data_kind::DATA,
    data_kind::PERSONAL_DATA,
    data_kind::UNSPECIFIED_DATA,
];
/// Topics of rights that people have.
const RIGHTS: [&str; 8] = [
    "right-access",
    "right-rectification",
    "right-erasure",
    "right-restriction",
    "right-objection",
    "right-portability",
    "withdraw-consent",
    "complaint",
];
/// Topics that address a region.
const REGIONS: [&str; 2] = ["europe", "us-state"];

/// Kinds of data that the first party has, each where it is named first.
pub(super) fn collected(reading: &Reading<'_>) -> Vec<Found<DataKind>> {
    let by_us = |statement: &&Statement| {
        let actors = &statement.actors;
        is_done(statement)
            && HELD.contains(&statement.act.what)
            && actors.iter().all(|actor| actor.what == Party::FirstParty)
    };
    let statements = reading.statements.iter().filter(by_us);
    let statements = statements.map(|statement| statement.passage);
    let said = Topic::named("collection").into_iter().flat_map(|topic| {
        let clauses = reading.clauses_of(topic);
        clauses.map(|clause| clause.passage)
    });
    let passages: BTreeSet<PassageId> = statements.chain(said).collect();
    let data = passages
        .into_iter()
        .filter(|passage| !is_denial(reading, *passage))
        .flat_map(|passage| kinds(reading, passage));
    first_of_each(data.filter(|data| !GENERAL.contains(&data.what)), |data| {
        data.what
    })
}

/// Kinds of data that the first party gives away, and that nothing else says it
/// has; each where it is named first.
pub(super) fn given(reading: &Reading<'_>) -> Vec<Found<DataKind>> {
    let by_us = |statement: &&Statement| {
        let mut actors = statement.actors.iter();
        is_done(statement)
            && GIVEN.contains(&statement.act.what)
            && actors.all(|actor| actor.what == Party::FirstParty)
    };
    let collected = &reading.facts.collected;
    let known = |kind: DataKind| collected.iter().any(|known| known.what == kind);
    let statements = reading.statements.iter().filter(by_us);
    let data = statements.flat_map(|statement| statement.data.iter().copied());
    let new = data.filter(|data| !GENERAL.contains(&data.what) && !known(data.what));
    first_of_each(new, |data| data.what)
}

fn is_denial(reading: &Reading<'_>, passage: PassageId) -> bool {
    let mut statements = reading.statements_of(passage).iter();
    statements.any(|statement| statement.polarity == Polarity::Denied)
}

/// The kinds of data that a passage's own words name, the longest at a place.
fn kinds(reading: &Reading<'_>, passage: PassageId) -> Vec<Found<DataKind>> {
    let passage = &reading.passages[passage as usize];
    let mut kinds: Vec<Found<DataKind>> = Vec::new();
    let (mut data, mut marks): (Vec<(Hit, DataKind)>, Vec<Hit>) = Default::default();
    for hit in reading.marked(passage) {
        match role(hit.concept) {
            Role::Data(what) => data.push((*hit, what)),
            Role::Mark(_) if hit.end - hit.start > 1 => marks.push(*hit),
            _ => {}
        }
    }
    data.sort_unstable_by_key(|(hit, _)| *hit);
    for (hit, what) in data {
        let span = reading.span(passage, hit);
        // "In order to" is no order.
        let marked = marks.iter().any(|mark| {
            mark.start <= hit.start
                && hit.end <= mark.end
                && hit.end - hit.start < mark.end - mark.start
        });
        let own = hit.start >= passage.lead_len() && !marked;
        let covered = kinds.last().is_some_and(|last| last.span.contains(span));
        if own && !covered {
            let within = |last: &mut Found<DataKind>| span.contains(last.span);
            kinds.pop_if(within);
            kinds.push(Found { what, span });
        }
    }
    kinds
}

/// Whom data goes to, each where it is named first.
pub(super) fn recipients(reading: &Reading<'_>) -> Vec<Found<Party>> {
    let gives = |statement: &&Statement| is_done(statement) && GIVEN.contains(&statement.act.what);
    let statements = reading.statements.iter().filter(gives);
    let recipients = statements.flat_map(|statement| &statement.recipients);
    first_of_each(
        recipients.copied().filter(|party| party.what.is_third()),
        |party| reading.document.str(party.span).to_lowercase(),
    )
}

/// How long which data is kept.
pub(super) fn periods(reading: &Reading<'_>) -> Vec<Period> {
    let kept = |statement: &&Statement| {
        is_done(statement) && KEPT.contains(&statement.act.what) && !statement.data.is_empty()
    };
    let statements = reading.statements.iter().filter(kept);
    let period = |statement: &Statement| {
        Some(Period {
            data: statement.data.clone(),
            time: statement.time?,
        })
    };
    statements.filter_map(period).collect()
}

/// The rights that some clause gives.
pub(super) fn rights(reading: &Reading<'_>) -> Vec<Topic> {
    said(reading, &RIGHTS)
}

/// The regions whose people or law some clause speaks of.
pub(super) fn regions(reading: &Reading<'_>) -> Vec<Topic> {
    said(reading, &REGIONS)
}

fn said(reading: &Reading<'_>, names: &[&str]) -> Vec<Topic> {
    let topics = names.iter().filter_map(|name| Topic::named(name));
    topics
        .filter(|topic| reading.clauses_of(*topic).next().is_some())
        .collect()
}

fn is_done(statement: &Statement) -> bool {
    statement.polarity == Polarity::Affirmed
}

fn first_of_each<T, K: Ord>(
    all: impl Iterator<Item = Found<T>>,
    key: impl Fn(&Found<T>) -> K,
) -> Vec<Found<T>> {
    let mut known = BTreeSet::new();
    all.filter(|found| known.insert(key(found))).collect()
}
