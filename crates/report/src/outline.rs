//! The outline of a policy for a person: sections as a tree, with topics.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use clauselint_reading::{Collection, Contact, Facts, PassageId, Reading, Statement, Topic};
use clauselint_source::Source;
use clauselint_syntax::{Document, EntityKind, SectionId};

use crate::printable::printable;
use crate::statement;

/// Things of a kind that are shown of a section.
const SHOWN: usize = 12;

/// A tree of sections, each with its line, its clauses' topics and what the
/// grammar recognised in it; then what the policy says as a whole.
#[must_use]
pub fn outline(path: &str, source: &Source, reading: &Reading<'_>) -> String {
    let mut page = format!("{}\n", printable(path));
    let statements = statements(reading);
    for (id, topics) in topics(reading).into_iter().enumerate() {
        section(
            &mut page,
            source,
            reading,
            id as SectionId,
            &topics,
            &statements[id],
        );
    }
    facts(&mut page, &reading.facts, reading);
    page
}

fn section(
    page: &mut String,
    source: &Source,
    reading: &Reading<'_>,
    id: SectionId,
    topics: &BTreeSet<&str>,
    statements: &[&Statement],
) {
    let document = reading.document;
    let seen = entities(document, id);
    if id == 0 && topics.is_empty() && seen.is_empty() {
        return;
    }
    let indent = "  ".repeat(depth(document, id));
    let number = document.sections[id as usize].number.as_ref();
    let number = number
        .map(|number| format!("{number} "))
        .unwrap_or_default();
    let heading = if id == 0 {
        "(before the first heading)"
    } else {
        document.heading(id)
    };
    let line = document
        .heading_span(id)
        .map(|span| source.position(document.locate(span).start).line + 1);
    let line = line
        .map(|line| format!("  (line {line})"))
        .unwrap_or_default();
    let _ = writeln!(page, "{indent}{}{line}", printable(&(number + heading)));
    if !topics.is_empty() {
        let topics: Vec<&str> = topics.iter().copied().collect();
        let _ = writeln!(page, "{indent}    topics: {}", topics.join(", "));
    }
    for line in seen {
        let _ = writeln!(page, "{indent}    {}", printable(&line));
    }
    for statement in statements {
        let line = statement::line(reading, statement);
        let _ = writeln!(page, "{indent}    - {line}");
    }
}

/// Every sentence with its topics and the concepts found in it.
#[must_use]
pub fn concepts(path: &str, reading: &Reading<'_>) -> String {
    let mut page = format!("{}\n", printable(path));
    let mut clauses = reading.clauses.iter().peekable();
    for (id, passage) in reading.passages.iter().enumerate() {
        let _ = writeln!(page, "\n{}", printable(reading.document.str(passage.span)));
        let mut topics = Vec::new();
        while let Some(clause) = clauses.next_if(|clause| clause.passage as usize == id) {
            topics.push(clause.topic.name());
        }
        if !topics.is_empty() {
            let _ = writeln!(page, "    topics: {}", topics.join(", "));
        }
        for statement in reading.statements_of(id as PassageId) {
            let _ = writeln!(page, "    says: {}", statement::line(reading, statement));
        }
        for (name, span) in reading.concepts(passage) {
            let _ = writeln!(
                page,
                "    {name}: {}",
                printable(reading.document.str(span))
            );
        }
    }
    page
}

fn depth(document: &Document, id: SectionId) -> usize {
    let parent = |id: SectionId| document.sections[id as usize].parent;
    std::iter::successors(parent(id), |id| parent(*id)).count()
}

/// The topics of each section's own clauses.
fn topics(reading: &Reading<'_>) -> Vec<BTreeSet<&'static str>> {
    let mut topics = vec![BTreeSet::new(); reading.document.sections.len()];
    for clause in &reading.clauses {
        let passage = &reading.passages[clause.passage as usize];
        let section = reading.section(passage);
        topics[section as usize].insert(clause.topic.name());
    }
    topics
}

/// What each section's own sentences state.
fn statements<'r>(reading: &'r Reading<'_>) -> Vec<Vec<&'r Statement>> {
    let mut statements = vec![Vec::new(); reading.document.sections.len()];
    for statement in &reading.statements {
        let passage = &reading.passages[statement.passage as usize];
        statements[reading.section(passage) as usize].push(statement);
    }
    statements
}

/// "duration: 30 days | two years", a line a kind, nothing twice.
fn entities(document: &Document, id: SectionId) -> Vec<String> {
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut seen = HashSet::new();
    for entity in document
        .own_blocks(id)
        .iter()
        .flat_map(|block| document.entities_in(block.span))
    {
        let (kind, words) = (kind_name(entity.kind), document.str(entity.span));
        if !seen.insert((kind, words)) {
            continue;
        }
        match kinds.iter_mut().find(|known| known.0 == kind) {
            Some((_, known)) => known.push(words),
            None => kinds.push((kind, vec![words])),
        }
    }
    let told = |(kind, words): &(&str, Vec<&str>)| {
        let more = words.len().saturating_sub(SHOWN);
        let more = if more > 0 {
            format!(" | and {more} more")
        } else {
            String::new()
        };
        format!(
            "{kind}: {}{more}",
            words[..words.len().min(SHOWN)].join(" | ")
        )
    };
    kinds.iter().map(told).collect()
}

/// The name of a kind of entity, in JSON too.
pub(crate) const fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Date(_) => "date",
        EntityKind::Duration(_) => "duration",
        EntityKind::Event => "event",
        EntityKind::Age(_) => "age",
        EntityKind::Email => "email",
        EntityKind::Phone => "phone",
        EntityKind::PostalAddress => "postal-address",
        EntityKind::Url => "url",
        EntityKind::Citation => "citation",
        EntityKind::CrossReference => "cross-reference",
        EntityKind::DefinedTerm => "defined-term",
        EntityKind::Placeholder => "placeholder",
    }
}

fn facts(page: &mut String, facts: &Facts, reading: &Reading<'_>) {
    let told = |span| printable(reading.document.str(span));
    let language = if facts.understood {
        "English"
    } else {
        "unknown"
    };
    let date = facts
        .effective_date
        .map_or("none".into(), |(span, _)| told(span));
    let contact = match &facts.contact {
        None => "none".into(),
        Some(Contact::Said(span)) => told(*span),
        Some(Contact::Linked(target)) => format!("linked from the page: {}", printable(target)),
    };
    let collection = match facts.collection {
        Collection::Some => "yes",
        Collection::Nothing => "no",
    };
    let names = match facts.own_names.join(", ") {
        none if none.is_empty() => "none".into(),
        names => printable(&names),
    };
    let list = |items: Vec<String>| match items.join(", ") {
        none if none.is_empty() => "none".into(),
        items => items,
    };
    let topics = |topics: &[Topic]| list(topics.iter().map(|topic| topic.name().into()).collect());
    let collected = facts.collected.iter().chain(&facts.given);
    let collected = collected.map(|data| data.what.name().into());
    let recipients = facts.recipients.iter().map(|party| told(party.span));
    let periods = facts.periods.iter().map(|period| {
        let data = period.data.iter().map(|data| told(data.span));
        format!(
            "{} ({})",
            data.collect::<Vec<_>>().join(", "),
            told(period.time)
        )
    });
    let _ = writeln!(
        page,
        "the policy as a whole\n    language: {language}\n    effective date: {date}\n    contact: {contact}\n    collects data: {collection}\n    words of its own names: {names}\n    data it has: {}\n    goes to: {}\n    kept: {}\n    rights: {}\n    regions: {}",
        list(collected.collect()),
        list(recipients.collect()),
        list(periods.collect()),
        topics(&facts.rights),
        topics(&facts.regions)
    );
}
