//! `heading-body-mismatch`: the text below a heading is about something else.

use clauselint_reading::{Passage, PassageId, Reading, Topic};
use clauselint_rule::{Context, Finding};
use clauselint_syntax::{BlockId, SectionId};

use crate::native::references::squeezed;

/// Topics that a heading names beyond doubt and that a text tells beyond doubt.
const PLAIN: [&str; 6] = [
    "children",
    "cookies",
    "retention",
    "change",
    "contact",
    "breach",
];
/// Those that a text is about, not only touches on.
const MAIN: [&str; 3] = ["children", "cookies", "change"];
/// Less text than this may take its topic from the heading alone.
const WORDS: usize = 20;
/// A word is known again by its beginning.
const STEM: usize = 4;

/// One finding for each such section.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let title = reading.document.title();
    let sections = 1..reading.document.sections.len() as SectionId;
    let sections = sections.filter(|id| Some(*id) != title);
    sections.filter_map(|id| fault(reading, id)).collect()
}

fn fault(reading: &Reading<'_>, id: SectionId) -> Option<Finding> {
    let document = reading.document;
    let section = &document.sections[id as usize];
    let headed = plain().filter(|topic| reading.section_topics(id).contains(*topic));
    let headed: Vec<Topic> = headed.collect();
    let [topic] = headed[..] else { return None };
    let below = &document.blocks[section.blocks.start as usize + 1..section.blocks.end as usize];
    let words = below.iter().map(|block| document.str(block.span));
    let body = words.collect::<Vec<_>>().join(" ");
    let told = told(reading, id);
    let main = |other: &&Topic| **other != topic && MAIN.contains(&other.name());
    let other = told.iter().find(main)?;
    let long = body.split_whitespace().count() >= WORDS;
    if told.contains(&topic) || !long || shares_word(document.heading(id), &body) {
        return None;
    }
    let span = document.heading_span(id)?;
    let heading = document.str(span);
    Some(Finding {
        message: format!("below \"{heading}\" the text tells of {}", other.name()),
        span,
        label: "a heading of another text?".into(),
        ..Finding::default()
    })
}

fn plain() -> impl Iterator<Item = Topic> {
    PLAIN.into_iter().filter_map(Topic::named)
}

/// The plain topics of the sentences below a heading.
fn told(reading: &Reading<'_>, id: SectionId) -> Vec<Topic> {
    let blocks = &reading.document.sections[id as usize].blocks;
    let first_of = |block: BlockId| {
        let before =
            |passage: &Passage| reading.document.sentences[passage.sentence as usize].block < block;
        reading.passages.partition_point(before)
    };
    let passages = first_of(blocks.start)..first_of(blocks.end);
    let topics: Vec<_> = passages.map(|at| reading.topics(at as PassageId)).collect();
    plain()
        .filter(|topic| topics.iter().any(|said| said.contains(*topic)))
        .collect()
}

/// Whether a text has a word of the heading, by its beginning.
fn shares_word(heading: &str, body: &str) -> bool {
    let body = body.to_lowercase();
    let words = heading.split_whitespace().map(squeezed);
    let stems = words.filter(|word| word.chars().count() >= STEM);
    let mut stems = stems.map(|word| word.chars().take(STEM).collect::<String>());
    stems.any(|stem| body.contains(&stem))
}
