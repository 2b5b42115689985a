//! Companies that data goes to, how exactly recipients are named, and sale.

use clauselint_reading::{Found, Party, PassageId, Polarity};

use clauselint_source::Span;

use crate::category::{Named, differences, fresh, is_denial};
use crate::side::{Both, Side, words};
use crate::{Change, Kind};

pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    named(both, changes);
    vaguer(both, changes);
    sale(both, changes);
}

/// Acts by which others come to data.
const GIVES: [&str; 4] = ["share", "sell", "transfer", "rely"];

/// Topics in which a company that is named is a recipient.
const TOPICS: [&str; 3] = ["sharing", "cookies", "sale"];

/// Companies by name. One that the other version names anywhere is no news.
fn named(both: &Both<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (companies(&both.old), companies(&both.new));
    let unknown = |list: Named, side: &Side<'_>| -> Named {
        let list = list.into_iter();
        list.filter(|(name, _)| !side.mentions(name)).collect()
    };
    let (old, new) = (unknown(old, &both.new), unknown(new, &both.old));
    let words = |side: &Side<'_>, list: &Named, name: &str, gone: bool| {
        let told = list.get(name).and_then(|places| places.first());
        let told = told.map_or(name, |(_, span)| side.str(*span));
        if gone {
            format!("\"{told}\" is not named as a recipient any more")
        } else {
            format!("data may go to \"{told}\" now")
        }
    };
    differences(
        both,
        &old,
        &new,
        [Kind::RecipientAdded, Kind::RecipientGone],
        |name, gone| {
            if gone {
                words(&both.old, &old, name, gone)
            } else {
                words(&both.new, &new, name, gone)
            }
        },
        changes,
    );
}

fn companies(side: &Side<'_>) -> Named {
    let mut named = Named::new();
    let own = &side.reading.facts.own_names;
    let mut add = |id: PassageId, span: Span| {
        let name = words(side.str(span)).trim().to_owned();
        let is_own = name
            .split(' ')
            .all(|word| own.iter().any(|own| own == word));
        if !is_own && side.is_prose(id) && !is_denial(side.reading, id) {
            named.entry(name).or_default().push((id, span));
        }
    };
    for statement in &side.reading.statements {
        if statement.polarity == Polarity::Denied || !GIVES.contains(&statement.act.what.name()) {
            continue;
        }
        let recipients = statement.recipients.iter();
        for party in recipients.filter(|party| party.what == Party::Named) {
            add(statement.passage, party.span);
        }
    }
    let companies = side.concept("company");
    for (id, span) in companies
        .into_iter()
        .flat_map(|company| side.affirmed(company))
    {
        if side.is_about(id, &TOPICS) {
            add(id, span);
        }
    }
    getters(side, &mut add);
    for places in named.values_mut() {
        places.sort();
    }
    named
}

/// Names of those who get data: "Acme and Bitworks receive your address".
fn getters(side: &Side<'_>, each: &mut impl FnMut(PassageId, Span)) {
    let [Some(told), Some(getter), Some(name), Some(company)] =
        ["gets-data", "getter", "name", "company"].map(|concept| side.concept(concept))
    else {
        return;
    };
    for (id, whole) in side.affirmed(told) {
        let passage = side.passage(id);
        let spans = |concept| {
            let hits = side.reading.of(passage, concept);
            hits.map(|hit| side.reading.span(passage, hit))
        };
        let names = || spans(name).chain(spans(company));
        for getter in spans(getter).filter(|getter| whole.start <= getter.start) {
            let within = |span: &Span| getter.start <= span.start && span.end <= getter.end;
            // A name may hold a company's: "Meta Platforms".
            let longest = |span: &Span| names().all(|other| other == *span || !holds(other, *span));
            names()
                .filter(|span| within(span) && longest(span))
                .for_each(|span| each(id, span));
        }
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// "With Stripe" became "with our partners".
fn vaguer(both: &Both<'_>, changes: &mut Vec<Change>) {
    let parties = |side: &Side<'_>, id: PassageId| {
        let statements = side.reading.statements_of(id).iter();
        let gives = statements.filter(|statement| {
            statement.polarity == Polarity::Affirmed && GIVES.contains(&statement.act.what.name())
        });
        let parties = gives.flat_map(|statement| statement.recipients.clone());
        parties
            .filter(|party| party.what.is_third())
            .collect::<Vec<_>>()
    };
    for (old, new) in both.reworded() {
        let (before, now) = (parties(&both.old, old), parties(&both.new, new));
        let placed = before.iter().all(|party| party.what != Party::Unplaced);
        let unplaced = now.iter().all(|party| party.what == Party::Unplaced);
        if let (Some(first), Some(vague)) = (before.first(), now.first())
            && placed
            && unplaced
            && !both.new.mentions(both.old.str(first.span))
        {
            let words = format!(
                "recipients were \"{}\", and are \"{}\" now",
                both.old.str(first.span),
                both.new.str(vague.span)
            );
            changes.push(
                Change::new(Kind::RecipientVaguer, words)
                    .in_old(first.span)
                    .in_new(vague.span),
            );
        }
    }
}

/// Data is sold, by the policy's own words.
fn sale(both: &Both<'_>, changes: &mut Vec<Change>) {
    let sold = |side: &Side<'_>| {
        let statements = side.reading.statements.iter();
        let sold = statements.filter(|statement| {
            let by_us = |actor: &Found<Party>| actor.what == Party::FirstParty;
            statement.act.what.name() == "sell"
                && statement.polarity == Polarity::Affirmed
                && statement.asserted
                && statement.exceptions.is_empty()
                && !statement.actors.is_empty()
                && statement.actors.iter().all(by_us)
                && statement
                    .data
                    .iter()
                    .any(|data| data.what.name() != "anonymous-data")
        });
        let places = sold.map(|statement| (statement.passage, statement.act.span));
        places.collect::<Vec<_>>()
    };
    let (old, new) = (sold(&both.old), sold(&both.new));
    if let Some((at, span)) = fresh(&both.new, &new).filter(|_| old.is_empty()) {
        let before = both.new.other(at).map(|other| both.old.span(other));
        let change = Change::new(Kind::SaleAdded, "data may be sold now".into());
        changes.push(
            change
                .in_new(both.new.span(at).min(span))
                .counterpart(before, None),
        );
    }
}
