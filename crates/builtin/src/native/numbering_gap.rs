//! `numbering-gap`: the numbers of sections jump, or stand twice.

use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding};
use clauselint_syntax::{Document, SectionId};

use crate::native::references::{Number, Style, is_number_written};

/// Fewer sections in a row are no count.
const COUNTED: usize = 4;

/// A numbered section: what its number begins with, and its last part.
struct Numbered<'d> {
    id: SectionId,
    stem: &'d str,
    style: Style,
    value: u32,
}

/// One finding for each jump, where a count has no more than one: numbers that
/// jump often were not meant, or not recognised.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let document = reading.document;
    let faults = counts(document)
        .into_iter()
        .filter_map(|count| fault(document, &count));
    faults.collect()
}

fn fault(document: &Document, count: &[Numbered<'_>]) -> Option<Finding> {
    let jumps = |pair: &&[Numbered<'_>]| pair[1].value != pair[0].value + 1;
    let mut faults = count.windows(2).filter(jumps);
    let pair = faults
        .next()
        .filter(|_| count.len() >= COUNTED && faults.next().is_none())?;
    let (before, after) = (&pair[0], &pair[1]);
    let missing = before.value + 1;
    let number = |section: &Numbered<'_>| document.sections[section.id as usize].number.clone();
    let (one, two) = (number(before)?, number(after)?);
    let message = if after.value == before.value {
        format!("two sections in a row bear the number {two}")
    } else if after.value > missing && !is_written(document, before, missing) {
        format!("section {one} is followed by section {two}")
    } else {
        return None;
    };
    Some(Finding {
        message,
        span: document.heading_span(after.id)?,
        label: format!("number {two}, after {one}"),
        ..Finding::default()
    })
}

/// Whether the missing number stands elsewhere, or before a text that was not
/// taken for a heading.
fn is_written(document: &Document, before: &Numbered<'_>, missing: u32) -> bool {
    before.style != Style::Arabic
        || is_number_written(document, &format!("{}{missing}", before.stem))
}

/// Sections that are counted together: one after the other, with one stem, in
/// one style, below one heading. A 1 begins a new count.
fn counts(document: &Document) -> Vec<Vec<Numbered<'_>>> {
    let mut counts: Vec<(Option<SectionId>, Vec<Numbered<'_>>)> = Vec::new();
    for (id, section) in document.sections.iter().enumerate() {
        let Some(next) = section
            .number
            .as_deref()
            .and_then(|number| split(id as SectionId, number))
        else {
            continue;
        };
        let fits = |(parent, count): &&mut (Option<SectionId>, Vec<Numbered<'_>>)| {
            let last = &count[count.len() - 1];
            *parent == section.parent && last.stem == next.stem && last.style == next.style
        };
        match counts
            .iter_mut()
            .rev()
            .find(fits)
            .filter(|_| next.value != 1)
        {
            Some((_, count)) => count.push(next),
            None => counts.push((section.parent, vec![next])),
        }
    }
    counts.into_iter().map(|(_, count)| count).collect()
}

fn split(id: SectionId, number: &str) -> Option<Numbered<'_>> {
    let at = number.rfind('.').map_or(0, |at| at + 1);
    let (stem, last) = number.split_at(at);
    let last = Number::of(last).filter(|last| last.whole)?;
    Some(Numbered {
        id,
        stem,
        style: last.style,
        value: last.value,
    })
}
