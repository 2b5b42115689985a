//! `conflicting-retention-periods`: one kind of data, kept for two periods.

use clauselint_reading::{Act, DataKind, Polarity, Reading, Statement, act, concept, data_kind};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{Duration, EntityKind};

/// Kinds so wide that two periods may belong to two parts of them.
const WIDE: [DataKind; 8] = [
    data_kind::DATA,
    data_kind::PERSONAL_DATA,
    data_kind::UNSPECIFIED_DATA,
    data_kind::ANONYMOUS_DATA,
    data_kind::COOKIE,
    data_kind::USER_CONTENT,
    data_kind::USAGE_DATA,
    data_kind::NAME,
];
/// Acts that end or fill a period.
const KEPT: [Act; 2] = [act::STORE, act::DELETE];

/// How long a kind of data is kept, by one statement.
struct Kept<'r> {
    statement: &'r Statement,
    kind: DataKind,
    time: Span,
    days: u32,
}

pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let mut first: Vec<Kept<'_>> = Vec::new();
    let mut findings = Vec::new();
    for kept in reading
        .statements
        .iter()
        .filter_map(|statement| kept(reading, statement))
    {
        match first.iter().find(|known| known.kind == kept.kind) {
            None => first.push(kept),
            Some(known) if is_same(known.days, kept.days) => {}
            Some(known) => findings.push(finding(reading, known, &kept)),
        }
    }
    findings
}

/// Two years are 24 months, a month is 31 days.
fn is_same(days: u32, others: u32) -> bool {
    days.abs_diff(others) * 20 <= days.max(others)
}

fn kept<'r>(reading: &Reading<'_>, statement: &'r Statement) -> Option<Kept<'r>> {
    let plain = KEPT.contains(&statement.act.what)
        && statement.polarity == Polarity::Affirmed
        && statement.conditions.is_empty()
        && statement.exceptions.is_empty()
        && statement.restriction.is_none()
        && statement.audience.is_none()
        && !is_of_a_part(reading, statement);
    let [data] = statement.data.as_slice() else {
        return None;
    };
    let time = statement.time.filter(|_| plain)?;
    let days = duration(reading, time)?.days();
    (!WIDE.contains(&data.what)).then_some(Kept {
        statement,
        kind: data.what,
        time,
        days,
    })
}

/// Backups, copies, closed accounts: kept longer or shorter than the rest.
fn is_of_a_part(reading: &Reading<'_>, statement: &Statement) -> bool {
    let passage = &reading.passages[statement.passage as usize];
    [
        concept::PART_OF_DATA,
        concept::BY_CHOICE,
        concept::LEGAL_COMPULSION,
    ]
    .into_iter()
    .any(|part| reading.has(passage, part))
}

fn duration(reading: &Reading<'_>, time: Span) -> Option<Duration> {
    let entities = reading.document.entities_in(time).iter();
    entities
        .filter(|entity| entity.span == time)
        .find_map(|entity| match entity.kind {
            EntityKind::Duration(duration) => Some(duration),
            _ => None,
        })
}

fn finding(reading: &Reading<'_>, known: &Kept<'_>, kept: &Kept<'_>) -> Finding {
    let words = |span: Span| reading.document.str(span);
    let data = kept
        .statement
        .data
        .first()
        .map_or(kept.time, |data| data.span);
    Finding {
        message: format!(
            "\"{}\" is kept for {} here and for {} elsewhere",
            words(data),
            words(kept.time),
            words(known.time)
        ),
        span: kept.time,
        label: "this long, it says here".into(),
        related: vec![(known.time, "and this long here".into())],
        ..Finding::default()
    }
}
