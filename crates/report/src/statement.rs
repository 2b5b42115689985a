//! Statements, for people and for programs.

use std::fmt::Write;

use clauselint_reading::{Found, Modality, Party, Polarity, Reading, Statement};
use clauselint_source::Span;
use serde::Serialize;

use crate::json::SpanJson;
use crate::printable::printable;

/// A statement on one line: "first-party may share: personal-data \"your
/// data\"; with unplaced \"our partners\"; unless \"...\"".
pub(crate) fn line(reading: &Reading<'_>, statement: &Statement) -> String {
    let words = |span: Span| printable(reading.document.str(span));
    let parties = |parties: &[Found<Party>]| {
        let one = |party: &Found<Party>| format!("{} \"{}\"", party.what.name(), words(party.span));
        parties.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let actors = if statement.actors.is_empty() {
        "somebody".into()
    } else {
        parties(&statement.actors)
    };
    let modality = match statement.modality {
        Modality::Plain => "",
        Modality::Will => " will",
        Modality::May => " may",
        Modality::Must => " must",
    };
    let polarity = match statement.polarity {
        Polarity::Affirmed => "",
        Polarity::Denied => " NOT",
    };
    let only = if statement.exclusive { " only" } else { "" };
    let act = statement.act.what.name();
    let mut line = format!("{actors}{modality}{polarity}{only} {act}");
    let mut part = |name: &str, text: String| {
        if !text.is_empty() {
            let _ = write!(line, "; {name} {text}");
        }
    };
    let data = statement.data.iter();
    let data = data.map(|data| format!("{} \"{}\"", data.what.name(), words(data.span)));
    part("data:", data.collect::<Vec<_>>().join(", "));
    part("to:", parties(&statement.recipients));
    part("from:", parties(&statement.sources));
    let spans = |spans: &[Span]| {
        let quoted = |span: &Span| format!("\"{}\"", words(*span));
        spans.iter().map(quoted).collect::<Vec<_>>().join(", ")
    };
    part("purpose:", spans(&statement.purposes));
    part("condition:", spans(&statement.conditions));
    part("exception:", spans(&statement.exceptions));
    part("restriction:", spans(statement.restriction.as_slice()));
    part("time:", spans(statement.time.as_slice()));
    part("audience:", spans(statement.audience.as_slice()));
    if statement.asserted {
        line
    } else {
        format!("({line})")
    }
}

#[derive(Serialize)]
pub(crate) struct StatementJson {
    span: SpanJson,
    act: FoundJson,
    actors: Vec<FoundJson>,
    polarity: &'static str,
    modality: &'static str,
    asserted: bool,
    exclusive: bool,
    data: Vec<FoundJson>,
    recipients: Vec<FoundJson>,
    sources: Vec<FoundJson>,
    purposes: Vec<SpanJson>,
    conditions: Vec<SpanJson>,
    exceptions: Vec<SpanJson>,
    restriction: Option<SpanJson>,
    time: Option<SpanJson>,
    audience: Option<SpanJson>,
}

#[derive(Serialize)]
struct FoundJson {
    kind: &'static str,
    span: SpanJson,
}

/// A statement for programs; `place` leads to the file.
pub(crate) fn json(statement: &Statement, place: &impl Fn(Span) -> SpanJson) -> StatementJson {
    let found = |kind: &'static str, span: Span| FoundJson {
        kind,
        span: place(span),
    };
    let parties = |parties: &[Found<Party>]| {
        let one = |party: &Found<Party>| found(party.what.name(), party.span);
        parties.iter().map(one).collect()
    };
    let spans = |spans: &[Span]| spans.iter().map(|span| place(*span)).collect();
    let data = statement.data.iter();
    StatementJson {
        span: place(statement.span),
        act: found(statement.act.what.name(), statement.act.span),
        actors: parties(&statement.actors),
        polarity: statement.polarity.name(),
        modality: statement.modality.name(),
        asserted: statement.asserted,
        exclusive: statement.exclusive,
        data: data
            .map(|data| found(data.what.name(), data.span))
            .collect(),
        recipients: parties(&statement.recipients),
        sources: parties(&statement.sources),
        purposes: spans(&statement.purposes),
        conditions: spans(&statement.conditions),
        exceptions: spans(&statement.exceptions),
        restriction: statement.restriction.map(place),
        time: statement.time.map(place),
        audience: statement.audience.map(place),
    }
}
