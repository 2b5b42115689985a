//! `empty-section`: a heading with nothing below it.
//!
//! Authors often give a heading and those beneath it one level, so that two in
//! a row are no proof: the second must begin something else, by its number or
//! by its topic.

use std::collections::HashMap;

use clauselint_reading::{Reading, Topic};
use clauselint_rule::{Context, Finding};
use clauselint_syntax::SectionId;

use crate::native::references::{Number, squeezed};

/// Shorter words say nothing of what a heading is about.
const SAYING: usize = 4;

/// Topics that begin a part of their own wherever they stand.
const OPENING: [&str; 5] = ["children", "change", "contact", "retention", "security"];

/// One finding for each section that says nothing.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let document = reading.document;
    let sections = 1..document.sections.len() as SectionId;
    let words = |id: &SectionId| squeezed(document.heading(*id));
    // A heading that stands again is an entry of a table of contents.
    let last: HashMap<String, SectionId> = sections.clone().map(|id| (words(&id), id)).collect();
    let empty = sections.filter(|id| is_empty(reading, *id) && last.get(&words(id)) == Some(id));
    empty.filter_map(|id| finding(reading, id)).collect()
}

fn finding(reading: &Reading<'_>, id: SectionId) -> Option<Finding> {
    let span = reading.document.heading_span(id)?;
    Some(Finding {
        message: format!("nothing stands below \"{}\"", reading.document.str(span)),
        span,
        label: "an empty section".into(),
        ..Finding::default()
    })
}

/// Whether a section holds its heading alone, and what follows is another's.
fn is_empty(reading: &Reading<'_>, id: SectionId) -> bool {
    let document = reading.document;
    let next = document.sections.get(id as usize + 1).map(|_| id + 1);
    let section = &document.sections[id as usize];
    let bare = |id: SectionId| {
        let section = document.sections.get(id as usize);
        section.is_some_and(|section| section.blocks.len() == 1) && Some(id) != document.title()
    };
    // A run of them is a table of contents.
    let listed = bare(id - 1) && bare(id + 1);
    bare(id)
        && !listed
        && match next {
            Some(next) => follows_in_turn(reading, id, next) || is_about_other(reading, id, next),
            None => section.marked && topics(reading, id).next().is_some(),
        }
}

/// "3. Children", "4. Rights".
fn follows_in_turn(reading: &Reading<'_>, id: SectionId, next: SectionId) -> bool {
    let number = |id: SectionId| {
        let number = reading.document.sections[id as usize].number.as_deref();
        number.and_then(Number::of).filter(|number| number.whole)
    };
    number(id)
        .zip(number(next))
        .is_some_and(|(one, two)| one.style == two.style && one.value + 1 == two.value)
}

/// Whether the second of two headings of one rank opens a part of its own, and
/// has no topic and no word of the first.
fn is_about_other(reading: &Reading<'_>, id: SectionId, next: SectionId) -> bool {
    let document = reading.document;
    let section = |id: SectionId| &document.sections[id as usize];
    let ranked = section(id).marked
        && section(next).marked
        && section(id).level == section(next).level
        && section(id).number.is_none()
        && !document.heading(id).ends_with(':');
    let words = |id: SectionId| {
        let words = document.heading(id).split_whitespace().map(squeezed);
        words
            .filter(|word| word.len() >= SAYING)
            .collect::<Vec<_>>()
    };
    let (one, two) = (words(id), words(next));
    // "Your rights", "Right to object".
    let alike = |word: &String| {
        two.iter()
            .any(|other| word.starts_with(&*other.chars().take(SAYING).collect::<String>()))
    };
    let opens = || topics(reading, next).any(|topic| OPENING.contains(&topic.name()));
    let shared = topics(reading, id).any(|topic| reading.section_topics(next).contains(topic));
    ranked && opens() && !shared && !one.iter().any(alike)
}

fn topics(reading: &Reading<'_>, id: SectionId) -> impl Iterator<Item = Topic> {
    Topic::all().filter(move |topic| reading.section_topics(id).contains(*topic))
}
