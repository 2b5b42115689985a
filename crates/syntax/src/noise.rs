//! What crawlers and site builders leave around a policy, told from content
//! once the whole document is known.

use crate::document::{Block, BlockKind, Document};

/// Menus have at least this many links in a row.
const MENU: usize = 3;

/// Marks noise, so that it holds no sentences and no entities.
pub(crate) fn quieten(document: &mut Document) {
    let noisy: Vec<bool> = {
        let menus = menus(document);
        let banner = |(id, block): (usize, &Block)| {
            menus[id] || is_archive_banner(block, document.str(block.span))
        };
        document.blocks.iter().enumerate().map(banner).collect()
    };
    let noise: Vec<usize> = (0..noisy.len()).filter(|id| noisy[*id]).collect();
    for id in noise {
        document.blocks[id].kind = BlockKind::Noise;
        let span = document.blocks[id].span;
        let targets = document
            .links_in(span)
            .iter()
            .map(|link| link.target.clone());
        let targets: Vec<String> = targets.collect();
        document.around.extend(targets);
    }
}

/// The note that archives and their readers put before a page, as a quote or
/// as the first words.
fn is_archive_banner(block: &Block, text: &str) -> bool {
    let says = |words: &str| text.contains(words);
    let archived = || says("Wayback Machine") || says("web.archive.org") || says("wayback machine");
    (block.quoted || block.section == 0)
        && block.kind != BlockKind::Heading
        && archived()
        && (says("archived") || says("snapshot") || says("captures"))
}

/// Runs of items that are nothing but links within the site.
fn menus(document: &Document) -> Vec<bool> {
    let blocks = &document.blocks;
    let mut marked = vec![false; blocks.len()];
    let mut from = 0;
    while from < blocks.len() {
        let run = blocks[from..]
            .iter()
            .take_while(|block| is_local_link(document, block))
            .count();
        if run >= MENU {
            marked[from..from + run].fill(true);
        }
        from += run.max(1);
    }
    marked
}

/// An item or paragraph whose words all lead to a place of the same site.
///
/// Links to other sites are content: services are often named so.
fn is_local_link(document: &Document, block: &Block) -> bool {
    if !matches!(block.kind, BlockKind::Item | BlockKind::Paragraph) {
        return false;
    }
    let links = document.links_in(block.span);
    if links.is_empty() {
        return false;
    }
    let linked: u32 = links.iter().map(|link| link.span.len()).sum();
    let words = document.str(block.span);
    let bare = || words.chars().filter(|c| c.is_alphanumeric()).count() as u32;
    let local = |target: &str| {
        !target.contains("://") && !target.starts_with("mailto:") && !target.starts_with("tel:")
    };
    links.iter().all(|link| local(&link.target))
        && !words.contains('@')
        && linked * 10 >= bare() * 9
}
