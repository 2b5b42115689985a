//! `collects-nothing-contradicted`: "we collect nothing" beside services and
//! logs that gather.

use clauselint_reading::{Hit, Passage, Polarity, Reading, Statement, act, concept, data_kind};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;

use super::{Matter, denial};
use crate::native::sentence::states;

/// One finding a policy, at the first denial.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let denials: Vec<&Statement> = reading
        .statements
        .iter()
        .filter(|statement| is_of_all(reading, statement))
        .collect();
    let (Some(first), Some(gathered)) = (denials.first(), gathered(reading)) else {
        return Vec::new();
    };
    let words = |span: Span| reading.document.str(span);
    let again = denials[1..].iter();
    let mut related = vec![(gathered, "something, it says here".into())];
    related.extend(again.map(|denial| (denial.span, "nothing, here too".into())));
    vec![Finding {
        message: format!("\"{}\", and yet \"{}\"", words(first.span), words(gathered)),
        span: first.span,
        label: "nothing, it says here".into(),
        related,
        ..Finding::default()
    }]
}

/// A flat denial that data is collected, or that any leaves the device.
fn is_of_all(reading: &Reading<'_>, statement: &Statement) -> bool {
    let all = [data_kind::DATA, data_kind::PERSONAL_DATA];
    let general = statement.data.iter().all(|data| all.contains(&data.what));
    let denied = denial::matter(reading, statement) == Some(Matter::Collection);
    general && statement.exceptions.is_empty() && (denied || stays(reading, statement))
}

/// "Everything stays on your device."
fn stays(reading: &Reading<'_>, statement: &Statement) -> bool {
    let passage = &reading.passages[statement.passage as usize];
    let everything = statement.data.iter().any(|data| {
        let words = reading.document.str(data.span).to_lowercase();
        words.starts_with("everything")
    });
    statement.act.what == act::STAY
        && statement.polarity == Polarity::Affirmed
        && everything
        && reading.has(passage, concept::ON_DEVICE)
}

/// Where something is gathered all the same.
fn gathered(reading: &Reading<'_>) -> Option<Span> {
    let said = |passage: &Passage| {
        let done = |hit: &&Hit| hit.end > passage.lead_len() && !reading.is_denied(passage, hit);
        let hit = reading
            .of(passage, concept::GATHERS_AFTER_ALL)
            .find(done)
            .filter(|_| states(reading, passage) && !is_excused(reading, passage))?;
        Some(reading.span(passage, hit))
    };
    reading.passages.iter().find_map(said)
}

fn is_excused(reading: &Reading<'_>, passage: &Passage) -> bool {
    [
        concept::BY_CHOICE,
        concept::NARROW_DENIAL,
        concept::ON_DEVICE,
        concept::COLLECTS_NOTHING,
    ]
    .into_iter()
    .any(|excuse| reading.has(passage, excuse))
}
