//! Other words in place of words.

use clauselint_rule::Edit;
use clauselint_source::Span;

use crate::{Edits, Mender};

/// Words that markup, an entity or another line's mark runs through are left
/// alone, and so is code; words that a line break parts can be replaced, but
/// not unseen.
pub(crate) fn edit(mender: &Mender<'_>, span: Span, text: &str, edits: &mut Edits) -> Option<()> {
    let words = mender.document.str(span);
    let (place, raw) = mender.raw(span);
    if mender.is_code(place) {
        return None;
    }
    if raw != words {
        if !raw.split_whitespace().eq(words.split_whitespace()) {
            return None;
        }
        edits.safe = false;
    }
    edits.edits.push(Edit {
        span: place,
        text: mender.escaped(text),
    });
    Some(())
}
