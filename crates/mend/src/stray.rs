//! What machines left in the text.

use clauselint_rule::Edit;

use crate::Mender;

/// Garbled characters become what they were; a mark goes with the space that
/// parts it from what stands around.
pub(crate) fn edit(mender: &Mender<'_>, id: usize) -> Option<Edit> {
    let stray = mender.document.strays.get(id)?;
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
    let mut span = stray.source;
    let spaced = before.trim_end_matches(space).len() as u32;
    let rest = &after[behind as usize..];
    if rest.is_empty() || rest.starts_with(['\n', '\r']) {
        // Another mark has taken the space between them.
        let last = id.checked_sub(1).map(|id| mender.document.strays[id]);
        let taken = last.is_some_and(|last| last.meant.is_none() && last.source.end == spaced);
        span.start = if taken { span.start } else { spaced };
    } else if before.is_empty() || before.ends_with(char::is_whitespace) {
        span.end += behind;
    }
    Some(Edit {
        span,
        text: String::new(),
    })
}
