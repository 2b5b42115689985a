//! Sentences set in capitals.

use clauselint_reading::{PassageId, Reading};
use clauselint_syntax::BlockKind;

use crate::place::Place;

/// Fewer words are a title or a shout.
const WORDS: usize = 12;
/// Share of capitals among the letters from which a sentence is set in them.
const CAPITALS: f64 = 0.9;

/// The sentences in capitals of one paragraph or item among which a passage stands.
pub(crate) fn run<'r>(reading: &Reading<'_>, id: PassageId) -> Option<Place<'r>> {
    let block = |id: PassageId| {
        let passage = reading.passages.get(id as usize)?;
        Some(reading.document.sentences[passage.sentence as usize].block)
    };
    let with = |other: &PassageId| block(*other) == block(id) && is_loud(reading, *other);
    if !with(&id) {
        return None;
    }
    let first = (0..id).rev().take_while(with).last().unwrap_or(id);
    let last = (id + 1..).take_while(with).last().unwrap_or(id);
    let passage = |id: PassageId| reading.passages[id as usize].span;
    let span = passage(first).to(passage(last));
    let words = reading.document.str(span).split_whitespace().count();
    (words >= WORDS).then(|| Place::of(first, span))
}

fn is_loud(reading: &Reading<'_>, id: PassageId) -> bool {
    let passage = &reading.passages[id as usize];
    let kind = reading.document.block_of(passage.sentence).kind;
    let words = reading.document.str(passage.span).chars();
    let count = |(letters, capitals), c: char| match c.is_alphabetic() {
        true => (letters + 1, capitals + u32::from(c.is_uppercase())),
        false => (letters, capitals),
    };
    let (letters, capitals) = words.fold((0_u32, 0_u32), count);
    matches!(kind, BlockKind::Paragraph | BlockKind::Item)
        && capitals > 0
        && f64::from(capitals) >= f64::from(letters) * CAPITALS
}
