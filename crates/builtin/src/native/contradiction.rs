//! `contradictory-statements`: a flat denial against an affirmation of the same
//! act on the same or a narrower kind of data.
//!
//! Silent wherever something may explain it: an exception, a condition, another
//! audience, aggregate data, the person's own choice, the law.

mod affirmation;
mod affirmed;
mod denial;
mod exclusive;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use affirmed::{Affirmed, Reach};
use clauselint_reading::{
    Act, ConceptId, DataKind, Party, Reading, Statement, act, concept, data_kind,
};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;

/// What two statements are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    let affirmed = Affirmed::read(reading);
    let mut findings: Vec<Finding> = Vec::new();
    // The finding of each affirmation that some denial has met.
    let mut met: HashMap<usize, usize> = HashMap::new();
    for denied in &reading.statements {
        let matter = denial::matter(reading, denied);
        let Some(at) = matter.and_then(|matter| against(reading, &affirmed, denied, matter)) else {
            continue;
        };
        match met.entry(at) {
            Entry::Vacant(new) => {
                new.insert(findings.len());
                findings.push(finding(reading, denied, &reading.statements[at]));
            }
            Entry::Occupied(told) => {
                let told = &mut findings[*told.get()];
                if told.span != denied.span {
                    told.related.push((denied.span, "denied here too".into()));
                }
            }
        }
    }
    findings.extend(exclusive::findings(reading));
    findings
}

/// The first affirmation that a denial cannot stand beside.
fn against(
    reading: &Reading<'_>,
    affirmed: &Affirmed<'_>,
    denied: &Statement,
    matter: Matter,
) -> Option<usize> {
    let matters: &[Matter] = match matter {
        Matter::Sharing => &[Matter::Sharing, Matter::Sale],
        // "We collect nothing": then nothing is there to be shared.
        Matter::Collection if denial::is_of_anything(reading, denied) => {
            &[Matter::Collection, Matter::Sharing, Matter::Sale]
        }
        ref same => std::slice::from_ref(same),
    };
    let meant = meant(reading, denied);
    affirmed.first(
        matters,
        denial::section(reading, denied),
        |kind| meant.iter().any(|meant| covers(*meant, kind)),
        &Reach::of(reading, denied, matter),
        denied.passage,
    )
}

fn finding(reading: &Reading<'_>, denied: &Statement, affirmed: &Statement) -> Finding {
    let words = |statement: &Statement| shortened(reading.document.str(statement.span));
    Finding {
        message: format!("\"{}\" contradicts \"{}\"", words(denied), words(affirmed)),
        span: denied.span,
        label: "denied here".into(),
        related: vec![(affirmed.span, "said to be so here".into())],
        ..Finding::default()
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

/// The kinds of data that a denial means.
fn meant(reading: &Reading<'_>, denied: &Statement) -> Vec<DataKind> {
    // "Information like your browsing history": the examples are meant.
    let passage = &reading.passages[denied.passage as usize];
    let specific = |kind: DataKind| kind != data_kind::DATA && kind != data_kind::PERSONAL_DATA;
    let kinds = || denied.data.iter().map(|data| data.what);
    let by_example = reading.has(passage, concept::BY_EXAMPLE) && kinds().any(specific);
    kinds()
        .filter(|kind| !by_example || specific(*kind))
        .collect()
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

/// Where a concept is found within a part of a statement.
fn within<'r>(
    reading: &'r Reading<'_>,
    statement: &Statement,
    concept: ConceptId,
    part: Span,
) -> impl Iterator<Item = Span> + 'r {
    let passage = &reading.passages[statement.passage as usize];
    let spans = reading
        .of(passage, concept)
        .map(|hit| reading.span(passage, hit));
    spans.filter(move |span| part.contains(*span))
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
