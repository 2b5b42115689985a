//! `rights-limited-to-region`: every right that the policy grants is granted to
//! the people of some region.

use clauselint_reading::{Hit, Passage, PassageId, Reading, Topic, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, SectionId};

/// One finding, where rights are named first.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    if reading
        .found_any(&[concept::REGION, concept::REGION_ONLY])
        .is_empty()
    {
        return Vec::new();
    }
    let limit = limits(reading);
    let mut first = None;
    for (id, passage) in granting(reading) {
        let Some(limit) = limit_of(reading, &limit, id) else {
            return Vec::new();
        };
        if reading.has(passage, concept::RIGHT_NAMED) {
            first.get_or_insert(limit);
        }
    }
    first
        .map(|span| finding(reading, span))
        .into_iter()
        .collect()
}

/// Sentences that grant a right.
fn granting<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = (PassageId, &'r Passage)> {
    let rights: Vec<Topic> = Topic::all().filter(|topic| topic.is_right()).collect();
    let passages = reading.passages.iter().enumerate();
    passages
        .map(|(id, passage)| (id as PassageId, passage))
        .filter(move |(id, passage)| {
            let topics = reading.topics(*id);
            reading.has(passage, concept::RIGHT_NAMED)
                || rights.iter().any(|right| topics.contains(*right))
        })
}

/// For each section the words that limit what stands in it: its heading's, an
/// outer heading's, or those of its first sentence that limits.
fn limits(reading: &Reading<'_>) -> Vec<Option<(PassageId, Span)>> {
    let document = reading.document;
    let title = document.title();
    let mut limits = vec![None; document.sections.len()];
    for (id, passage) in reading.passages.iter().enumerate() {
        let block = document.block_of(passage.sentence);
        let heads = block.kind == BlockKind::Heading && Some(block.section) != title;
        let hit = if heads {
            reading.of(passage, concept::REGION).next()
        } else {
            limiting(reading, passage)
        };
        if let Some(hit) = hit {
            let words = (id as PassageId, reading.span(passage, hit));
            limits[block.section as usize].get_or_insert(words);
        }
    }
    for section in 0..limits.len() {
        let parent = document.sections[section]
            .parent
            .filter(|parent| Some(*parent) != title);
        if limits[section].is_none() {
            limits[section] = parent.and_then(|parent: SectionId| limits[parent as usize]);
        }
    }
    limits
}

/// "If you live in ..., you have the following rights".
fn limiting<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> Option<Hit> {
    let mut limits = reading.of(passage, concept::REGION_ONLY);
    limits
        .next()
        .filter(|_| reading.has(passage, concept::SPEAKS_OF_RIGHTS))
}

/// The words that limit a sentence's rights, none where everybody has them.
fn limit_of(
    reading: &Reading<'_>,
    limits: &[Option<(PassageId, Span)>],
    id: PassageId,
) -> Option<Span> {
    let passage = &reading.passages[id as usize];
    let section = reading.section(passage);
    if reading.has(passage, concept::FOR_EVERYBODY) {
        return None;
    }
    let own = reading.of(passage, concept::REGION_ONLY).next();
    let own = own.map(|hit| reading.span(passage, hit));
    let above = limits[section as usize].filter(|(at, _)| *at <= id);
    own.or(above.map(|(_, span)| span))
}

fn finding(reading: &Reading<'_>, span: Span) -> Finding {
    let words = reading.document.str(span);
    Finding {
        message: format!("rights are granted to some people only: \"{words}\""),
        span,
        label: "and everybody else?".into(),
        ..Finding::default()
    }
}
