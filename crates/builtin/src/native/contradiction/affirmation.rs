//! Which statements say that a thing is done.

use clauselint_reading::{Party, Polarity, Reading, Statement, act, concept, data_kind};
use clauselint_source::Span;

use super::{Matter, goes_out, matter_of, within};

/// What a statement affirms, if nothing in it excuses it.
pub(super) fn matter(reading: &Reading<'_>, statement: &Statement) -> Option<Matter> {
    let matter = affirmed_matter(statement)?;
    let affirmed = statement.polarity == Polarity::Affirmed
        && statement.audience.is_none()
        && !statement
            .exceptions
            .iter()
            .any(|span| !is_limit(reading, statement, *span))
        && !is_excused(reading, statement);
    affirmed.then_some(matter)
}

/// "Only to perform tasks": limits what is done, and leaves it done.
fn is_limit(reading: &Reading<'_>, statement: &Statement, exception: Span) -> bool {
    let mut only = within(reading, statement, concept::ONLY_FOR, exception);
    only.any(|only| only.start == exception.start)
}

fn affirmed_matter(statement: &Statement) -> Option<Matter> {
    let third = !statement.actors.is_empty()
        && statement
            .actors
            .iter()
            .all(|actor| matches!(actor.what, Party::OfKind | Party::Unplaced));
    // "These third parties will access your information."
    if third && statement.act.what == act::ACCESS && statement.asserted {
        return Some(Matter::Sharing);
    }
    let by_us = statement
        .actors
        .iter()
        .all(|actor| actor.what == Party::FirstParty);
    let matter = match statement.act.what {
        // "Usage data may include your IP address."
        act::INCLUDE if !statement.data.is_empty() => Some(Matter::Collection),
        act => matter_of(act),
    }?;
    let is = match matter {
        Matter::Collection | Matter::Keeping => statement.asserted,
        Matter::Sharing | Matter::Sale => statement.asserted && goes_out(statement),
    };
    (by_us && is).then_some(matter)
}

/// The person's choice, the law, a sale of the business, data about nobody, or
/// other people's data.
pub(super) fn is_excused(reading: &Reading<'_>, statement: &Statement) -> bool {
    let passage = &reading.passages[statement.passage as usize];
    let unidentified = statement
        .data
        .iter()
        .any(|data| data.what.is_kind_of(data_kind::ANONYMOUS_DATA));
    // What a list's introduction leaves to the person does not keep a promise
    // made to all.
    let by_choice = reading
        .of(passage, concept::BY_CHOICE)
        .any(|hit| hit.end > passage.lead_len());
    unidentified
        || by_choice
        || [
            concept::LEGAL_COMPULSION,
            concept::BUSINESS_TRANSFER,
            concept::UNIDENTIFIED,
            concept::OTHER_AUDIENCE,
            concept::ON_DEVICE,
        ]
        .into_iter()
        .any(|excuse| reading.has(passage, excuse))
}
