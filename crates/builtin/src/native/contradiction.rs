//! `contradictory-statements`: a flat denial against an affirmation of the same
//! act on the same or a narrower kind of data.
//!
//! Silent wherever something may explain it: an exception, a condition, another
//! audience, aggregate data, the person's own choice, the law.

mod affirmation;
mod denial;
mod exclusive;
pub(crate) mod nothing;

use clauselint_reading::{
    Act, DataKind, Found, Party, Reading, Statement, act, concept, data_kind,
};
use clauselint_rule::{Context, Finding};

/// What two statements are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter {
    /// Data comes in.
    Collection,
    /// Data is kept.
    Keeping,
    /// Data goes to others.
    Sharing,
    /// Data is sold.
    Sale,
}

/// One finding an affirmation, at the first denial that it cannot stand beside.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let affirmed: Vec<(Matter, &Statement)> = reading
        .statements
        .iter()
        .filter_map(|statement| Some((affirmation::matter(reading, statement)?, statement)))
        .collect();
    let mut clashes: Vec<(&Statement, Finding)> = Vec::new();
    for denied in &reading.statements {
        let Some(matter) = denial::matter(reading, denied) else {
            continue;
        };
        let against = affirmed
            .iter()
            .find(|(other, affirmed)| clash(reading, (matter, denied), (*other, affirmed)));
        let Some((_, affirmed)) = against else {
            continue;
        };
        match clashes.iter_mut().find(|(known, _)| known == affirmed) {
            Some((_, told)) if told.span == denied.span => {}
            Some((_, told)) => told.related.push((denied.span, "denied here too".into())),
            None => clashes.push((affirmed, finding(reading, denied, affirmed))),
        }
    }
    let mut findings: Vec<Finding> = clashes.into_iter().map(|(_, finding)| finding).collect();
    findings.extend(exclusive::findings(reading));
    findings
}

fn finding(reading: &Reading<'_>, denied: &Statement, affirmed: &Statement) -> Finding {
    let words = |statement: &Statement| shortened(reading.document.str(statement.span));
    Finding {
        message: format!("\"{}\" contradicts \"{}\"", words(denied), words(affirmed)),
        span: denied.span,
        label: "denied here".into(),
        related: vec![(affirmed.span, "said to be so here".into())],
    }
}

/// The first words, where there are many.
fn shortened(text: &str) -> String {
    const MOST: usize = 90;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut = text
        .char_indices()
        .nth(MOST)
        .map_or(text.len(), |(at, _)| at);
    let words = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{} ...", &text[..words])
}

fn clash(
    reading: &Reading<'_>,
    (matter, denied): (Matter, &Statement),
    (other, affirmed): (Matter, &Statement),
) -> bool {
    let act = match matter {
        Matter::Sharing => matches!(other, Matter::Sharing | Matter::Sale),
        // "We collect nothing": then nothing is there to be shared.
        Matter::Collection if denial::is_of_anything(reading, denied) => other != Matter::Keeping,
        same => other == same,
    };
    act && denied.passage != affirmed.passage
        && denial::covers_recipients(reading, denied, affirmed)
        && covers_data(reading, denied, affirmed)
        && denial::shares_context(reading, denied, affirmed)
}

/// Whether each kind that is affirmed is one that is denied.
fn covers_data(reading: &Reading<'_>, denied: &Statement, affirmed: &Statement) -> bool {
    // "Information like your browsing history": the examples are meant.
    let passage = &reading.passages[denied.passage as usize];
    let specific = |kind: DataKind| kind != data_kind::DATA && kind != data_kind::PERSONAL_DATA;
    let by_example = reading.has(passage, concept::BY_EXAMPLE)
        && denied.data.iter().any(|data| specific(data.what));
    let meant = |data: &&Found<DataKind>| !by_example || specific(data.what);
    // What "usage data may include" is no more than a part of what others
    // mean by it.
    let broad = |kind: DataKind| kind == data_kind::USAGE_DATA || kind == data_kind::DEVICE_DATA;
    let part = affirmed.act.what == act::INCLUDE;
    let covered = |kind: DataKind| {
        let mut denied = denied.data.iter().filter(meant);
        denied.any(|data| covers(data.what, kind) && !(part && broad(kind)))
    };
    !affirmed.data.is_empty() && affirmed.data.iter().any(|data| covered(data.what))
}

/// "Personal data" covers what names or finds a person; whether a log does,
/// careful readers differ.
fn covers(denied: DataKind, affirmed: DataKind) -> bool {
    const PERSONAL: [DataKind; 6] = [
        data_kind::CONTACT_DATA,
        data_kind::FINANCIAL_DATA,
        data_kind::GOVERNMENT_IDENTIFIER,
        data_kind::HEALTH_DATA,
        data_kind::BIOMETRIC_DATA,
        data_kind::DEMOGRAPHIC_DATA,
    ];
    if denied == data_kind::DATA {
        return affirmed != data_kind::ANONYMOUS_DATA;
    }
    if denied == data_kind::PERSONAL_DATA {
        return affirmed == denied || PERSONAL.iter().any(|kind| affirmed.is_kind_of(*kind));
    }
    affirmed.is_kind_of(denied)
}

/// Whether somebody other than the two parties gets the data, or takes it.
fn goes_out(statement: &Statement) -> bool {
    let mut parties = statement.recipients.iter().chain(&statement.actors);
    parties.any(|party| {
        matches!(
            party.what,
            Party::Named | Party::OfKind | Party::Unplaced | Party::Public
        )
    })
}

fn matter_of(act: Act) -> Option<Matter> {
    match act {
        act::COLLECT => Some(Matter::Collection),
        act::STORE => Some(Matter::Keeping),
        act::SHARE | act::TRANSFER => Some(Matter::Sharing),
        act::SELL => Some(Matter::Sale),
        _ => None,
    }
}
