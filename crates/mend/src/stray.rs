//! What machines left in the text.

use clauselint_rule::Edit;
use clauselint_source::Span;

use crate::Mender;

/// Garbled characters become what they were; a mark goes with the space that
/// parts it from what stands around.
pub(crate) fn edit(mender: &Mender<'_>, stray: usize) -> Option<Edit> {
    let stray = mender.document.strays.get(stray)?;
    if let Some(meant) = stray.meant {
        let text = mender.escaped(&meant.to_string());
        let span = stray.source;
        return Some(Edit { span, text });
    }
    let source = mender.source;
    let (before, after) = (
        source.get(..stray.source.start as usize)?,
        source.get(stray.source.end as usize..)?,
    );
    let space = [' ', '\t'];
    let behind = (after.len() - after.trim_start_matches(space).len()) as u32;
    let parted = before.is_empty() || before.ends_with(char::is_whitespace);
    let taken = if parted { behind } else { 0 };
    Some(Edit {
        span: Span::new(stray.source.start, stray.source.end + taken),
        text: String::new(),
    })
}
