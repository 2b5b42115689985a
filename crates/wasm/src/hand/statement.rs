use std::borrow::Cow;

use clauselint_plugin::data;
use clauselint_reading as read;
use clauselint_reading::Reading;
use clauselint_source::Span;

use super::span;

pub(super) fn clauses(reading: &Reading<'_>) -> Vec<data::Clause> {
    let clauses = reading.clauses.iter().map(|clause| data::Clause {
        topic: clause.topic.name().into(),
        span: span(clause.span),
        sentence: reading.passages[clause.passage as usize].sentence,
    });
    clauses.collect()
}

pub(super) fn statements(reading: &Reading<'_>) -> Vec<data::Statement> {
    let statements = reading.statements.iter();
    statements
        .map(|statement| one(reading, statement))
        .collect()
}

fn one(reading: &Reading<'_>, statement: &read::Statement) -> data::Statement {
    data::Statement {
        span: span(statement.span),
        sentence: reading.passages[statement.passage as usize].sentence,
        act: found(statement.act.what.name(), statement.act.span),
        actors: parties(&statement.actors),
        polarity: match statement.polarity {
            read::Polarity::Affirmed => data::Polarity::Affirmed,
            read::Polarity::Denied => data::Polarity::Denied,
        },
        modality: match statement.modality {
            read::Modality::Plain => data::Modality::Plain,
            read::Modality::Will => data::Modality::Will,
            read::Modality::May => data::Modality::May,
            read::Modality::Must => data::Modality::Must,
        },
        asserted: statement.asserted,
        exclusive: statement.exclusive,
        data: data(&statement.data),
        recipients: parties(&statement.recipients),
        sources: parties(&statement.sources),
        purposes: spans(&statement.purposes),
        conditions: spans(&statement.conditions),
        exceptions: spans(&statement.exceptions),
        restriction: statement.restriction.map(span),
        time: statement.time.map(span),
        audience: statement.audience.map(span),
    }
}

pub(super) fn kinds() -> Vec<data::DataKind> {
    let kinds = read::DataKind::all().map(|kind| data::DataKind {
        name: kind.name().into(),
        parent: kind.parent().map(|parent| parent.name().into()),
    });
    kinds.collect()
}

pub(super) fn data(data: &[read::Found<read::DataKind>]) -> Vec<data::Found> {
    data.iter()
        .map(|data| found(data.what.name(), data.span))
        .collect()
}

pub(super) fn parties(parties: &[read::Found<read::Party>]) -> Vec<data::Found> {
    let parties = parties.iter();
    parties
        .map(|party| found(party.what.name(), party.span))
        .collect()
}

fn spans(spans: &[Span]) -> Vec<data::Span> {
    spans.iter().copied().map(span).collect()
}

const fn found(kind: &'static str, place: Span) -> data::Found {
    data::Found {
        kind: Cow::Borrowed(kind),
        span: span(place),
    }
}
