//! Who the controller is and where to reach them.

use clauselint_reading::PassageId;
use clauselint_source::Span;
use clauselint_syntax::EntityKind;

use crate::side::{Both, Side, words};
use crate::{Change, Kind};

/// Topics in which an address is the controller's.
const TOPICS: [&str; 3] = ["contact", "dpo", "controller"];

pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    for (kind, what) in [
        (EntityKind::Email, "e-mail address"),
        (EntityKind::PostalAddress, "postal address"),
        (EntityKind::Phone, "telephone number"),
    ] {
        address(both, kind, what, changes);
    }
    controller(both, changes);
}

fn address(both: &Both<'_>, kind: EntityKind, what: &str, changes: &mut Vec<Change>) {
    let (old, new) = (addresses(&both.old, kind), addresses(&both.new, kind));
    let lone = |own: &[(PassageId, Span)], side: &Side<'_>, other: &Side<'_>| {
        let mut own = own
            .iter()
            .filter(|(id, span)| !side.is_kept(*id) && !other.mentions(side.str(*span)));
        own.next().map(|(_, span)| *span)
    };
    if let (Some(old), Some(new)) = (
        lone(&old, &both.old, &both.new),
        lone(&new, &both.new, &both.old),
    ) {
        let words = format!(
            "the {what} \"{}\" became \"{}\"",
            both.old.str(old),
            both.new.str(new)
        );
        let change = Change::new(Kind::ContactChanged, words);
        changes.push(change.in_old(old).in_new(new));
    }
}

fn addresses(side: &Side<'_>, kind: EntityKind) -> Vec<(PassageId, Span)> {
    let clauses = side.reading.passages.iter().enumerate();
    let own = clauses
        .map(|(id, _)| id as PassageId)
        .filter(|id| side.is_about(*id, &TOPICS) && !side.says(*id, side.concept("overseer")));
    own.flat_map(|id| {
        let entities = side.entities(id).iter();
        let entities = entities.filter(move |entity| entity.kind == kind);
        entities.map(move |entity| (id, entity.span))
    })
    .collect()
}

/// None of the names in the role of "we" is among those of before.
fn controller(both: &Both<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (names(&both.old), names(&both.new));
    let known = |side: &Side<'_>, span: Span, other: &Side<'_>| {
        let name = words(side.str(span));
        let mut parts = name.split(' ').filter(|part| part.len() > 2);
        other.mentions(&name) || parts.any(|part| other.mentions(part))
    };
    let all_gone = old
        .iter()
        .all(|(_, span)| !known(&both.old, *span, &both.new));
    let all_new = new
        .iter()
        .all(|(_, span)| !known(&both.new, *span, &both.old));
    if let (Some((_, old)), Some((_, new))) = (old.first(), new.first())
        && all_gone
        && all_new
    {
        let words = format!(
            "the controller was \"{}\", and is \"{}\" now",
            both.old.str(*old),
            both.new.str(*new)
        );
        let change = Change::new(Kind::ControllerChanged, words);
        changes.push(change.in_old(*old).in_new(*new));
    }
}

/// Names where "we" could stand, and those that the controller is said to have.
fn names(side: &Side<'_>) -> Vec<(PassageId, Span)> {
    let names = side.reading.facts.names_in_role.iter();
    let mut names: Vec<_> = names.map(|name| (name.passage, name.span)).collect();
    let (Some(told), Some(name)) = (side.concept("names-controller"), side.concept("name")) else {
        return names;
    };
    for id in side.reading.found(told) {
        let passage = side.passage(id);
        let within = |hit: &clauselint_reading::Hit| {
            let mut told = side.reading.of(passage, told);
            told.any(|told| told.start <= hit.start && hit.end <= told.end)
        };
        let own = side.reading.of(passage, name).filter(within);
        names.extend(own.map(|hit| (id, side.reading.span(passage, hit))));
    }
    names
}
