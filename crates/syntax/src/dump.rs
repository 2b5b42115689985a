//! A document as lines, for tests.

use crate::document::{BlockKind, Document};

/// One line a block: kind, level or depth, words, and the words of its lead.
///
/// # Panics
/// Where a block's words do not lie in `source` on character boundaries.
pub(crate) fn dump(document: &Document, source: &str) -> Vec<String> {
    let line = |(id, block): (usize, &crate::document::Block)| {
        let place = document.locate(block.span);
        assert!(
            source.get(place.range()).is_some(),
            "{place:?} is no range of the source"
        );
        let section = &document.sections[block.section as usize];
        let mut line = format!("{:?}", block.kind);
        if block.kind == BlockKind::Heading {
            assert_eq!(section.heading, Some(id as u32));
            line += &section.level.to_string();
            if let Some(number) = &section.number {
                line += &format!(" #{number}");
            }
        } else if block.depth > 0 {
            line += &block.depth.to_string();
        }
        line += &format!(" {}", document.str(block.span));
        if let Some(lead) = block.lead {
            line += &format!(" <- {}", document.str(document.blocks[lead as usize].span));
        }
        line
    };
    document.blocks.iter().enumerate().map(line).collect()
}
