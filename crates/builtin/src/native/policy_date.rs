//! `stale-policy` and `future-date`: the policy's own dates against the day on
//! which it is read.

use clauselint_reading::{Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::Date;

/// The last date that the policy gives itself is more than twelve months old.
pub(crate) fn stale(reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
    let Some(today) = context.today else {
        return Vec::new();
    };
    let last = reading.facts.dates.iter();
    let last = last.max_by_key(|(_, date)| date.last_day());
    let due = last.filter(|(_, date)| {
        let date = date.last_day();
        let year = date.year + 1;
        Date { year, ..date } < today
    });
    let finding = |(span, date): &(Span, Date)| Finding {
        message: format!("this policy is dated {date}, more than 12 months before today ({today})"),
        span: *span,
        label: "review it, and give it a new date".into(),
        ..Finding::default()
    };
    due.map(finding).into_iter().collect()
}

/// The policy says that it was changed on a day that has not come.
pub(crate) fn future(reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
    let Some(today) = context.today else {
        return Vec::new();
    };
    let ahead = |(span, date): &&(Span, Date)| {
        date.first_day() > today
            && swapped(reading, *span, *date).is_none_or(|date| date > today)
            && tells_the_past(reading, *span)
    };
    let finding = |(span, date): &(Span, Date)| Finding {
        message: format!(
            "this policy says that it was changed on {date}, which is after today ({today})"
        ),
        span: *span,
        label: "this day has not come".into(),
        ..Finding::default()
    };
    reading
        .facts
        .dates
        .iter()
        .filter(ahead)
        .map(finding)
        .collect()
}

/// "05/12/2026" the other way round.
fn swapped(reading: &Reading<'_>, span: Span, date: Date) -> Option<Date> {
    let words = reading.document.str(span);
    let numeric = words.bytes().all(|byte| !byte.is_ascii_alphabetic());
    let (month, day) = (date.day, date.month);
    let year_last = words.find(['/', '.', '-']).is_some_and(|at| at <= 2);
    (numeric && year_last && (1..=12).contains(&month)).then_some(Date { month, day, ..date })
}

/// Whether a date is said to be the day of a change ("last updated"), not one
/// from which the policy applies.
fn tells_the_past(reading: &Reading<'_>, date: Span) -> bool {
    let around = |passage: &&Passage| passage.span.contains(date);
    let passage = reading.passages.iter().find(around);
    passage.is_some_and(|passage| {
        let mut told = reading.of(passage, concept::TOUCHED_ON);
        told.any(|hit| reading.span(passage, hit).contains(date))
    })
}
