//! "Only for the map" against another use of the same kind of data.

use std::collections::{BTreeSet, HashSet};

use clauselint_reading::{DataKind, Party, Polarity, Reading, Statement, act, concept, data_kind};
use clauselint_rule::Finding;
use clauselint_source::Span;

use super::{affirmation, shortened, within};

/// More uses of data, each for something else, than any policy has.
const MOST: usize = 200;

/// A use of data, with the words of its purposes.
struct Use<'r> {
    statement: &'r Statement,
    words: BTreeSet<String>,
}

pub(super) fn findings(reading: &Reading<'_>) -> Vec<Finding> {
    let uses = reading
        .statements
        .iter()
        .filter(|statement| is_use(statement));
    let (only, others): (Vec<&Statement>, Vec<&Statement>) =
        uses.partition(|statement| statement.exclusive);
    if only.is_empty() {
        return Vec::new();
    }
    let others = others.into_iter();
    let others = others.filter(|other| !affirmation::is_excused(reading, other));
    let others = distinct(others.map(|other| Use::new(reading, other)));
    let only = only.into_iter().map(|only| Use::new(reading, only));
    only.filter_map(|only| {
        let other = others.iter().find(|other| only.leaves_out(other))?;
        Some(finding(reading, only.statement, other.statement))
    })
    .collect()
}

/// The first of each that say the same of the same kinds of data.
fn distinct<'r>(uses: impl Iterator<Item = Use<'r>>) -> Vec<Use<'r>> {
    let mut known = HashSet::new();
    let new = |other: &Use<'_>| {
        let kinds: Vec<DataKind> = other.statement.data.iter().map(|data| data.what).collect();
        known.insert((kinds, other.words.clone()))
    };
    uses.filter(new).take(MOST).collect()
}

impl<'r> Use<'r> {
    fn new(reading: &Reading<'_>, statement: &'r Statement) -> Self {
        let purposes = statement.purposes.iter();
        Self {
            statement,
            words: purposes
                .flat_map(|span| words(reading, statement, *span))
                .collect(),
        }
    }

    /// Whether another use is of the same data and for nothing of the same.
    fn leaves_out(&self, other: &Self) -> bool {
        let kinds = |of: &Self| of.statement.data.iter().map(|data| data.what).collect();
        let (own, others): (BTreeSet<DataKind>, BTreeSet<DataKind>) = (kinds(self), kinds(other));
        other.statement.passage != self.statement.passage
            && !own.is_disjoint(&others)
            && self.words.is_disjoint(&other.words)
    }
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

/// The words of a purpose that tell it from others.
fn words(reading: &Reading<'_>, statement: &Statement, span: Span) -> Vec<String> {
    let lower = |span: Span| reading.document.str(span).to_lowercase();
    let small = within(reading, statement, concept::SMALL_IN_PURPOSE, span);
    let small: Vec<String> = small.map(lower).collect();
    let words = lower(span);
    let words = words.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() > 1 && !small.iter().any(|small| small == word))
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
        ..Finding::default()
    }
}
