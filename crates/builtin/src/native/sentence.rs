//! What kind of sentence a passage is.

use clauselint_reading::{Passage, Reading, concept};
use clauselint_syntax::BlockKind;

/// A line of so few words without a full stop says nothing yet.
const TITULAR: u16 = 8;

/// Whether a passage may state something: running text, an item or a row that
/// is no title and no question.
pub(crate) fn states(reading: &Reading<'_>, passage: &Passage) -> bool {
    let kind = reading.document.block_of(passage.sentence).kind;
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Row
    ) && !is_titular(reading, passage)
        && !is_question(reading, passage)
}

/// A paragraph that is a title by its looks.
pub(crate) fn is_titular(reading: &Reading<'_>, passage: &Passage) -> bool {
    let document = reading.document;
    let sentence = document.str(document.sentences[passage.sentence as usize].span);
    let paragraph = document.block_of(passage.sentence).kind == BlockKind::Paragraph;
    paragraph && passage.len() <= TITULAR && !sentence.ends_with(['.', ':', ';', ','])
}

/// A question, asked or announced.
pub(crate) fn is_question(reading: &Reading<'_>, passage: &Passage) -> bool {
    let document = reading.document;
    let sentence = document.str(document.sentences[passage.sentence as usize].span);
    let mut asking = reading.of(passage, concept::ASKING);
    asking.any(|hit| hit.start == passage.lead_len()) || sentence.ends_with('?')
}
