//! The outline of a policy for a person: sections as a tree, with topics.

use std::collections::BTreeSet;
use std::fmt::Write;

use clauselint_reading::{Contact, Facts, Reading};
use clauselint_source::Source;
use clauselint_syntax::{EntityKind, SectionId};

/// A tree of sections, each with its line, its clauses' topics and what the
/// grammar recognised in it.
#[must_use]
pub fn outline(path: &str, source: &Source, reading: &Reading<'_>) -> String {
    let document = reading.document;
    let mut page = format!("{path}\n");
    for id in 0..document.sections.len() as SectionId {
        let section = &document.sections[id as usize];
        let topics = topics(reading, id);
        let seen = entities(reading, id);
        if id == 0 && topics.is_empty() && seen.is_empty() {
            continue;
        }
        let indent = "  ".repeat(depth(reading, id));
        let number = section.number.as_ref().map(|n| format!("{n} ")).unwrap_or_default();
        let heading = if id == 0 { "(before any heading)" } else { document.heading(id) };
        let line = document.heading_span(id).map(|span| source.position(document.locate(span).start).line + 1);
        let line = line.map(|line| format!("  :{line}")).unwrap_or_default();
        let _ = writeln!(page, "{indent}{number}{}{line}", printable(heading));
        if !topics.is_empty() {
            let _ = writeln!(page, "{indent}    topics: {}", topics.into_iter().collect::<Vec<_>>().join(", "));
        }
        for line in seen {
            let _ = writeln!(page, "{indent}    {}", printable(&line));
        }
    }
    page + &facts(&reading.facts, reading)
}

/// Every sentence with its topics and the concepts found in it.
#[must_use]
pub fn concepts(path: &str, reading: &Reading<'_>) -> String {
    let mut page = format!("{path}\n");
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
        for (name, span) in reading.concepts(passage) {
            let _ = writeln!(page, "    {name}: {}", printable(reading.document.str(span)));
        }
    }
    page
}

fn depth(reading: &Reading<'_>, id: SectionId) -> usize {
    let parent = |id: SectionId| reading.document.sections[id as usize].parent;
    std::iter::successors(parent(id), |id| parent(*id)).count()
}

fn topics(reading: &Reading<'_>, id: SectionId) -> BTreeSet<&'static str> {
    let of = |clause: &&clauselint_reading::Clause| {
        let passage = &reading.passages[clause.passage as usize];
        reading.document.block_of(passage.sentence).section == id
    };
    reading.clauses.iter().filter(of).map(|clause| clause.topic.name()).collect()
}

/// "durations: 30 days, two years", a line a kind.
fn entities(reading: &Reading<'_>, id: SectionId) -> Vec<String> {
    let document = reading.document;
    let blocks = document.blocks.iter().filter(|block| block.section == id);
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    for entity in blocks.flat_map(|block| document.entities_in(block.span)) {
        let kind = kind_name(entity.kind);
        let words = document.str(entity.span);
        match kinds.iter_mut().find(|known| known.0 == kind) {
            Some((_, known)) if known.contains(&words) => {}
            Some((_, known)) => known.push(words),
            None => kinds.push((kind, vec![words])),
        }
    }
    kinds.iter().map(|(kind, words)| format!("{kind}: {}", words.join(" | "))).collect()
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

fn facts(facts: &Facts, reading: &Reading<'_>) -> String {
    let told = |span| printable(reading.document.str(span));
    let date = facts.effective_date.map_or("none".into(), |(span, _)| told(span));
    let contact = match &facts.contact {
        None => "none".into(),
        Some(Contact::Said(span)) => told(*span),
        Some(Contact::Linked(target)) => format!("linked from the page: {}", printable(target)),
    };
    let collection = match facts.collection {
        clauselint_reading::Collection::Some => "yes",
        clauselint_reading::Collection::Nothing => "no",
    };
    let language = if facts.understood { "English" } else { "not English" };
    let names = match facts.own_names.join(", ") {
        none if none.is_empty() => "none".into(),
        names => printable(&names),
    };
    format!(
        "facts\n    language: {language}\n    effective date: {date}\n    contact: {contact}\n    collects data: {collection}\n    words of its own names: {names}\n"
    )
}

/// Without what a terminal would take for a command.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
