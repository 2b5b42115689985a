//! `broken-table`: a table that is shown as text, or has no rows.

use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding};
use clauselint_syntax::{BlockId, BlockKind, Format};
use memchr::memchr_iter;

/// The line below a header as Markdown writes it.
const RULES: [&str; 4] = ["|--", "| --", "|:-", "| :-"];
/// So many borders of cells at least make a table of two rows.
const BORDERS: usize = 6;

/// One finding for each table that is none.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let blocks = 0..reading.document.blocks.len() as BlockId;
    blocks.filter_map(|id| fault(reading, id)).collect()
}

fn fault(reading: &Reading<'_>, id: BlockId) -> Option<Finding> {
    let document = reading.document;
    let block = &document.blocks[id as usize];
    let words = document.str(block.span);
    let next = document.blocks.get(id as usize + 1);
    let message = match block.kind {
        BlockKind::HeaderRow if next.is_none_or(|next| next.kind != BlockKind::Row) => {
            "this table has a header and no rows"
        }
        BlockKind::Paragraph | BlockKind::Item
            if document.format == Format::Markdown && is_drawn(words) =>
        {
            "this was meant to be a table, and its marks are shown as text"
        }
        _ => return None,
    };
    Some(Finding {
        message: message.into(),
        span: block.span,
        label: "no table".into(),
        ..Finding::default()
    })
}

/// Whether a text draws a table with borders.
fn is_drawn(words: &str) -> bool {
    let bordered = memchr_iter(b'|', words.as_bytes()).count() >= BORDERS;
    let framed = words.starts_with('|') && words.ends_with('|');
    bordered && (framed || RULES.iter().any(|rule| words.contains(rule)))
}
