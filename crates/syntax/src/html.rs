//! The HTML front end.
//!
//! html5gum cuts the page into [`tokens`]; [`tree`] puts in the end tags that
//! authors leave out. A first pass over the tree finds the [`region`] that is
//! the policy and what in it is not (menus, banners, hidden parts), by
//! elements, roles, [`names`] and other [`marks`] and word [`counts`]. A second one, the
//! [`flow`], writes the blocks.
//!
//! Nothing here recurses, and no element is searched for among the others, so
//! that time and memory stay in proportion to the page, however it is nested.

mod counts;
mod elements;
mod entities;
mod flow;
mod lines;
mod marks;
mod names;
mod numbered;
mod outline;
mod places;
mod region;
mod tables;
mod tokens;
mod tree;

pub(crate) use lines::is_prose;
pub use outline::{Element, ElementKind, elements};

use crate::builder::Builder;
use crate::document::{Document, Format};
use crate::line;

use elements::{Kind, Tag};
use flow::Flow;
use region::Region;
use tokens::{Token, tokens};
use tree::{NodeId, Tree};

/// A tag with this many fellows makes a page.
const MANY_TAGS: usize = 3;
/// How much of a text is looked at to tell what it is.
const LOOK: usize = 16 * 1024;

/// What one inline tag inside Markdown means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    /// The words from here on lead somewhere.
    LinkStart(String),
    /// They no longer do.
    LinkEnd,
    /// A line break.
    Break,
    /// Bold from here on.
    StrongStart,
    /// No longer bold.
    StrongEnd,
    /// Nothing that matters.
    Other,
}

/// Whether text of unknown format is HTML.
///
/// Markdown may begin with HTML too: then its own marks outweigh the tags.
pub(crate) fn looks_like(text: &str) -> bool {
    let start = behind_comments(line::sample(text, LOOK));
    let name = start.strip_prefix('<').unwrap_or_default();
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let tag = Tag::of(name[..len].to_ascii_lowercase().as_bytes());
    if matches!(tag, Tag::Html | Tag::Head | Tag::Body) || has_prefix(start, "<!doctype html") {
        return true;
    }
    if len == 0 || tag == Tag::Other {
        return false;
    }
    let tags = start.matches("</").count() + start.matches("<br").count();
    let marked = start.lines().filter(|line| is_markdown(line)).count();
    tags >= MANY_TAGS && tags > marked * 4
}

/// A whole page or fragment.
pub(crate) fn parse(text: &str) -> Document {
    let tokens = tokens(text);
    let anchors = anchors_of(&tokens);
    let tree = Tree::of(tokens, text);
    let region = region::policy(&tree, text);
    let mut document = build(text, &tree, &region, None);
    if let Some(title) = title(&tree).filter(|_| document.sections.len() == 1) {
        document = build(text, &tree, &region, Some(title));
    }
    document.around = around(&tree, &region);
    document.anchors = anchors;
    document
}

/// What links may lead to in a piece of HTML.
pub(crate) fn anchors(raw: &str) -> Vec<String> {
    anchors_of(&tokens(raw))
}

/// Where the comments of a page or piece of HTML begin, in order.
pub(crate) fn comments(raw: &str) -> Vec<u32> {
    tokens::comments(raw)
}

fn anchors_of(tokens: &[Token]) -> Vec<String> {
    let starts = tokens.iter().filter_map(|token| match token {
        Token::Start(start) => Some(&start.anchors),
        _ => None,
    });
    starts.flatten().cloned().collect()
}

/// Where the links outside the policy's part of the page lead.
fn around(tree: &Tree, region: &Region) -> Vec<String> {
    let mut skipped_to = 0;
    let outside = |id: &NodeId| {
        if region.skipped[*id] {
            skipped_to = skipped_to.max(tree.end(*id));
        }
        *id < skipped_to || !region.nodes.contains(id)
    };
    let links = (0..tree.len())
        .filter(outside)
        .filter_map(|id| tree.href(id));
    links.map(str::to_owned).collect()
}

/// Feeds a piece of HTML found inside Markdown to the builder; `raw` stands at
/// offset `at` of the source. Blocks it opens are closed again.
pub(crate) fn feed(builder: &mut Builder, raw: &str, at: u32) {
    anchors(raw)
        .into_iter()
        .for_each(|name| builder.anchor(name));
    let tree = Tree::of(tokens(raw), raw);
    let region = region::fragment(&tree, raw);
    Flow::new(builder, &tree, raw, at, &region).run();
}

/// What one inline tag inside Markdown means.
pub(crate) fn inline(tag: &str) -> Inline {
    match tokens(tag).into_iter().next() {
        Some(Token::Start(start)) => match start.tag.kind() {
            Kind::Link => start.href.map_or(Inline::Other, Inline::LinkStart),
            Kind::Break => Inline::Break,
            Kind::Strong => Inline::StrongStart,
            _ => Inline::Other,
        },
        Some(Token::End { tag, .. }) => match tag.kind() {
            Kind::Link => Inline::LinkEnd,
            Kind::Strong => Inline::StrongEnd,
            _ => Inline::Other,
        },
        _ => Inline::Other,
    }
}

fn build(text: &str, tree: &Tree, region: &Region, title: Option<NodeId>) -> Document {
    let mut builder = Builder::new(Format::Html, text.len() / 2);
    if let Some(title) = title {
        builder.begin_heading(1);
        let words = (title..tree.end(title))
            .map(|id| tree.nodes[id].span)
            .skip(1);
        words.for_each(|span| entities::write(&mut builder, span.of(text), span.start));
        builder.end();
    }
    Flow::new(&mut builder, tree, text, 0, region).run();
    builder.finish()
}

/// The page's `<title>`; drawings have titles too.
fn title(tree: &Tree) -> Option<NodeId> {
    let mut drawn_to = 0;
    (0..tree.len()).find(|&id| {
        let tag = tree.nodes[id].tag;
        if tag == Tag::Svg {
            drawn_to = drawn_to.max(tree.end(id));
        }
        tag == Tag::Title && id >= drawn_to
    })
}

/// What follows white space, comments and processing instructions.
fn behind_comments(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?") {
            rest.find('>').map(|at| at + 1)
        } else {
            None
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => return rest,
        }
    }
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn is_markdown(line: &str) -> bool {
    let title = line.trim_start_matches('#');
    let marked = title.len() < line.len() && title.starts_with(' ');
    marked
        || ["- ", "* ", "**", "1. ", "> ", "```"]
            .iter()
            .any(|mark| line.starts_with(mark))
        || line.contains("](")
}

#[cfg(test)]
mod tests;
