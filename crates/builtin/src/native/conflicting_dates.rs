//! `conflicting-dates`: the policy says twice when it was last changed, or
//! since when it applies, with two dates.

use clauselint_reading::{ConceptId, Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{Date, EntityKind, SectionId};

/// One finding for each kind of date, at the later place.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let updated = conflict(reading, concept::SAYS_UPDATED, "was last changed on");
    let effective = conflict(reading, concept::SAYS_EFFECTIVE, "applies since");
    updated.into_iter().chain(effective).collect()
}

fn conflict(reading: &Reading<'_>, kind: ConceptId, says: &str) -> Option<Finding> {
    let mut told: Vec<(Span, Date, Option<SectionId>)> = Vec::new();
    for passage in &reading.passages {
        if let Some((span, date)) = dated(reading, passage, kind) {
            if !told.iter().any(|(_, other, _)| agree(*other, date)) {
                told.push((span, date, part(reading, passage)));
            }
            // A third date makes a history, not a conflict.
            if told.len() > 2 {
                return None;
            }
        }
    }
    let [(first, _, part), (second, _, other)] = told[..] else {
        return None;
    };
    if part != other {
        return None;
    }
    let words = |span| reading.document.str(span);
    Some(Finding {
        message: format!(
            "the policy {says} {} here, and {} elsewhere",
            words(second),
            words(first)
        ),
        span: second,
        label: format!("elsewhere {}", words(first)),
        related: vec![(first, "the other date".into())],
        ..Finding::default()
    })
}

/// The full date that a passage gives the policy.
fn dated(reading: &Reading<'_>, passage: &Passage, kind: ConceptId) -> Option<(Span, Date)> {
    if reading.has(passage, concept::OTHER_DATE) {
        return None;
    }
    let hit = reading
        .of(passage, kind)
        .find(|hit| hit.start >= passage.lead_len())?;
    let within = reading.document.entities_in(reading.span(passage, hit));
    within.iter().rev().find_map(|entity| match entity.kind {
        EntityKind::Date(date) if date.month > 0 => Some((entity.span, date)),
        _ => None,
    })
}

/// The section that is the document a passage belongs to: the nearest around it
/// whose heading names one, else the nearest before it, as where all headings
/// have one rank. A page may hold several.
fn part(reading: &Reading<'_>, passage: &Passage) -> Option<SectionId> {
    let document = reading.document;
    let names = |id: &SectionId| {
        let heading = document.sections[*id as usize].heading;
        let is = |passage: &&Passage| {
            Some(document.sentences[passage.sentence as usize].block) == heading
        };
        let heading = reading.passages.iter().find(is);
        heading.is_some_and(|heading| reading.has(heading, concept::NAMES_DOCUMENT))
    };
    let parent = |id: &SectionId| document.sections[*id as usize].parent;
    let here = document.block_of(passage.sentence).section;
    let around = std::iter::successors(Some(here), parent).find(names);
    around.or_else(|| (0..here).rev().find(names))
}

/// Whether two dates can be one: equal as far as both are told, or written with
/// day and month the other way round.
const fn agree(one: Date, other: Date) -> bool {
    let days = one.day == other.day || one.day == 0 || other.day == 0;
    let turned = one.day == other.month && one.month == other.day;
    one.year == other.year && ((one.month == other.month && days) || turned)
}
