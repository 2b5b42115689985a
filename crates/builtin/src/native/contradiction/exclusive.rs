//! "Only for the map" against another use of the same kind of data.

use clauselint_reading::{Party, Polarity, Reading, Statement, act, data_kind};
use clauselint_rule::Finding;
use clauselint_source::Span;

use super::{affirmation, shortened};

/// Words that two purposes may share and yet be two.
const SMALL: [&str; 24] = [
    "to", "for", "the", "of", "and", "or", "your", "our", "you", "a", "an", "in", "purpose",
    "purposes", "with", "on", "this", "that", "these", "provide", "use", "help", "us", "any",
];

pub(super) fn findings(reading: &Reading<'_>) -> Vec<Finding> {
    let uses: Vec<&Statement> = reading
        .statements
        .iter()
        .filter(|statement| is_use(statement))
        .collect();
    let only = uses.iter().filter(|statement| statement.exclusive);
    only.filter_map(|only| {
        let other = uses.iter().find(|other| is_other(reading, only, other))?;
        Some(finding(reading, only, other))
    })
    .collect()
}

/// The first party uses one kind of data for something.
fn is_use(statement: &Statement) -> bool {
    let generic = [
        data_kind::DATA,
        data_kind::PERSONAL_DATA,
        data_kind::UNSPECIFIED_DATA,
        data_kind::COOKIE,
        data_kind::ANONYMOUS_DATA,
    ];
    let by_us = statement
        .actors
        .iter()
        .all(|actor| actor.what == Party::FirstParty);
    statement.act.what == act::USE
        && statement.polarity == Polarity::Affirmed
        && by_us
        && statement.asserted
        && statement.audience.is_none()
        && statement.conditions.is_empty()
        && statement.exceptions.is_empty()
        && !statement.purposes.is_empty()
        && !statement.data.is_empty()
        && !statement
            .data
            .iter()
            .any(|data| generic.contains(&data.what))
}

fn is_other(reading: &Reading<'_>, only: &Statement, other: &Statement) -> bool {
    let same = |kind| other.data.iter().any(|data| data.what == kind);
    let purposes = |statement: &Statement| -> Vec<String> {
        let spans = statement.purposes.iter();
        spans.flat_map(|span| words(reading, *span)).collect()
    };
    let (allowed, done) = (purposes(only), purposes(other));
    !other.exclusive
        && other.passage != only.passage
        && only.data.iter().any(|data| same(data.what))
        && !affirmation::is_excused(reading, other)
        && !done.iter().any(|word| allowed.contains(word))
}

/// The words of a purpose that tell it from others.
fn words(reading: &Reading<'_>, span: Span) -> Vec<String> {
    let text = reading.document.str(span).to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() > 1 && !SMALL.contains(word))
        .map(str::to_owned)
        .collect()
}

fn finding(reading: &Reading<'_>, only: &Statement, other: &Statement) -> Finding {
    let text = |statement: &Statement| shortened(reading.document.str(statement.span));
    Finding {
        message: format!("\"{}\" leaves no room for \"{}\"", text(only), text(other)),
        span: only.span,
        label: "nothing else, it says here".into(),
        related: vec![(other.span, "something else here".into())],
    }
}
