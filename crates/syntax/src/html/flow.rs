//! The second pass: elements and text to blocks.

use clauselint_source::Span;

use crate::builder::Builder;
use crate::document::{BlockId, BlockKind};

use super::elements::{Kind, Tag};
use super::lines;
use super::places::Places;
use super::region::Region;
use super::tables::{self, Shape};
use super::tree::{NodeId, Tree};

mod blocks;
mod words;

/// A heading with more words is a paragraph in large letters.
const MAX_HEADING: u32 = 40;

/// Feeds blocks to a builder.
pub(super) struct Flow<'a> {
    builder: &'a mut Builder,
    tree: &'a Tree,
    text: &'a str,
    /// Where `text` stands in the source.
    at: u32,
    region: &'a Region,
    shapes: Vec<Shape>,
    places: Places,
    /// Elements whose end is still to be told, and where they end.
    open: Vec<(NodeId, NodeId)>,
    block: Option<Open>,
    leaf: Option<Leaf>,
    breaks: Breaks,
    link: Option<Link<'a>>,
    /// Where the outermost bold element ends, while inside it.
    bold_to: NodeId,
    /// Where preformatted prose ends, while inside it.
    lines_to: NodeId,
    /// The header row of the table being read.
    header: Option<BlockId>,
    /// The number of the last entry of a table of contents.
    listed: Option<String>,
    /// Whether quotes only indent.
    indenting: bool,
    /// Whether the page marks no headings at all.
    headless: bool,
}

/// A paragraph or item that is being written.
struct Open {
    kind: BlockKind,
    /// Whether all of its words so far are bold.
    bold: bool,
    /// Whether it stands in no element but the page itself.
    loose: bool,
    /// For an item by its bullet: what leads it.
    bullet: Option<Option<BlockId>>,
    /// Whether its looks may make it a heading.
    titled: bool,
}

/// An element that makes one block, whatever elements it holds.
#[derive(Clone, Copy)]
struct Leaf {
    what: What,
    end: NodeId,
}

impl Leaf {
    const fn new(what: What, end: NodeId) -> Self {
        Self { what, end }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Heading(u8),
    Row(BlockKind),
    Code,
}

/// Line breaks since the last text.
#[derive(Default)]
struct Breaks {
    count: u32,
    span: Span,
}

struct Link<'a> {
    target: &'a str,
    end: NodeId,
    begun: bool,
}

impl<'a> Flow<'a> {
    pub(super) fn new(
        builder: &'a mut Builder,
        tree: &'a Tree,
        text: &'a str,
        at: u32,
        region: &'a Region,
    ) -> Self {
        let counts = region.counts.over(&region.nodes);
        let quoted: u32 = outermost(tree, &region.nodes, Kind::Quote)
            .map(|id| region.counts.within(tree, id).words)
            .sum();
        Self {
            builder,
            tree,
            text,
            at,
            region,
            shapes: tables::shapes(tree, text),
            places: Places::default(),
            open: Vec::new(),
            block: None,
            leaf: None,
            breaks: Breaks::default(),
            link: None,
            bold_to: 0,
            lines_to: if has_blocks(tree) { 0 } else { tree.len() },
            header: None,
            listed: None,
            indenting: quoted * 2 > counts.words,
            headless: counts.headings == 0,
        }
    }

    /// Writes the region's blocks; the last one is closed.
    pub(super) fn run(mut self) {
        self.builder.end();
        let mut id = self.region.nodes.start;
        while id < self.region.nodes.end {
            self.close(id);
            let node = &self.tree.nodes[id];
            if self.region.skipped[id] {
                if node.kind().is_block() && self.leaf.is_none() {
                    self.finish(id);
                }
                id = self.tree.end(id);
                continue;
            }
            if node.is_text() {
                self.text_node(id);
            } else {
                self.element(id);
            }
            id += 1;
        }
        self.close(self.tree.len());
        self.finish(self.tree.len());
    }

    fn element(&mut self, id: NodeId) {
        let node = &self.tree.nodes[id];
        let end = self.tree.end(id);
        let kind = node.kind();
        if node.marks.bold || kind == Kind::Strong {
            self.bold_to = self.bold_to.max(end);
        }
        match kind {
            Kind::Link => self.link_start(id, end),
            Kind::Break => self.line_break(node.span),
            _ if self.leaf.is_some() => self.within_leaf(kind, node.span),
            _ if kind.is_block() => self.block_start(id, kind, end),
            Kind::Control => {
                // Only those that unfold what follows are not skipped.
                self.finish(id);
                self.bold_to = self.bold_to.max(end);
            }
            _ => {}
        }
        if !node.tag.kind().is_void() && (kind.is_block() || kind == Kind::Control) {
            self.open.push((id, end));
        }
    }

    fn block_start(&mut self, id: NodeId, kind: Kind, end: NodeId) {
        self.finish(id);
        match kind {
            Kind::Heading(level)
                if self.region.counts.within(self.tree, id).words <= MAX_HEADING =>
            {
                self.leaf = Some(Leaf::new(What::Heading(level), end));
            }
            Kind::List | Kind::Terms => self.places.open_list(end, self.builder),
            Kind::Item | Kind::Description => self.places.open_item(end, self.builder),
            Kind::Term => self.places.open_term(end, self.builder),
            Kind::Quote if !self.indenting => self.places.open_quote(end),
            Kind::Summary => self.bold_to = self.bold_to.max(end),
            Kind::Table => self.header = None,
            Kind::Row => self.row_start(id, end),
            Kind::Preformatted if id >= self.lines_to => self.preformatted(id, end),
            _ => {}
        }
    }

    fn row_start(&mut self, id: NodeId, end: NodeId) {
        let kind = match self.shapes[id] {
            Shape::Row => BlockKind::Row,
            Shape::HeaderRow => BlockKind::HeaderRow,
            Shape::Flow | Shape::Data => return,
        };
        self.leaf = Some(Leaf::new(What::Row(kind), end));
    }

    fn preformatted(&mut self, id: NodeId, end: NodeId) {
        let words: Vec<&str> = (id..end)
            .filter(|&id| self.tree.nodes[id].is_text())
            .map(|id| self.tree.nodes[id].span.of(self.text))
            .collect();
        if lines::is_prose(&words.concat()) {
            self.lines_to = self.lines_to.max(end);
        } else {
            self.leaf = Some(Leaf::new(What::Code, end));
        }
    }

    /// Blocks within a heading, a row or code only part words.
    fn within_leaf(&mut self, kind: Kind, span: Span) {
        let row = self
            .leaf
            .is_some_and(|leaf| matches!(leaf.what, What::Row(_)));
        let span = self.moved(span);
        match kind {
            Kind::Cell | Kind::HeadCell => self.builder.cell_border(span),
            _ if kind.is_block() && row && self.builder.has_text() => self.builder.line_break(span),
            _ if kind.is_block() => self.builder.space(span),
            _ => {}
        }
    }

    /// Tells the end of the elements that end before `id`.
    fn close(&mut self, id: NodeId) {
        if self.link.as_ref().is_some_and(|link| link.end <= id) {
            self.link_end();
        }
        while let Some((node, _)) = self.open.pop_if(|(_, end)| *end <= id) {
            self.element_end(node, id);
        }
        if (1..=id).contains(&self.bold_to) {
            self.bold_to = 0;
            self.builder.label_end();
        }
        if self.lines_to <= id {
            self.lines_to = 0;
        }
    }

    fn element_end(&mut self, node: NodeId, id: NodeId) {
        match self.leaf {
            Some(leaf) if leaf.end > id => {}
            Some(leaf) => self.leaf_end(leaf),
            None => self.finish(id),
        }
        self.places.close(self.tree.end(node), self.builder);
    }

    fn leaf_end(&mut self, leaf: Leaf) {
        self.leaf = None;
        let before = self.builder.last_block();
        self.builder.end();
        self.broken_link();
        let written = self
            .builder
            .last_block()
            .filter(|_| self.builder.last_block() != before);
        match leaf.what {
            What::Heading(_) if written.is_some() => self.places.headed(),
            What::Row(BlockKind::HeaderRow) if written.is_some() => self.header = written,
            _ => {}
        }
    }

    fn line_break(&mut self, span: Span) {
        let span = self.moved(span);
        if self.leaf.is_some() {
            if self.builder.has_text() {
                self.builder.line_break(span);
            }
        } else if self.block.is_some() {
            self.breaks.count += 1;
            self.breaks.span = span;
        }
    }

    fn link_start(&mut self, id: NodeId, end: NodeId) {
        self.link_end();
        if let Some(target) = self.tree.href(id) {
            self.link = Some(Link {
                target,
                end,
                begun: false,
            });
        }
    }

    fn link_end(&mut self) {
        if self.link.take().is_some_and(|link| link.begun) {
            self.builder.end_link();
        }
    }

    /// A block has ended: a link that goes on begins anew in the next.
    fn broken_link(&mut self) {
        if let Some(link) = &mut self.link {
            link.begun = false;
        }
    }

    fn moved(&self, span: Span) -> Span {
        Span::new(self.at + span.start, self.at + span.end)
    }
}

fn outermost<'a>(
    tree: &'a Tree,
    nodes: &std::ops::Range<NodeId>,
    kind: Kind,
) -> impl Iterator<Item = NodeId> + use<'a> {
    let mut from = nodes.start;
    nodes.clone().filter(move |&id| {
        let found = id >= from && tree.nodes[id].kind() == kind;
        if found {
            from = tree.end(id);
        }
        found
    })
}

/// Whether the page has elements that part blocks.
fn has_blocks(tree: &Tree) -> bool {
    let parts = |tag: Tag| {
        tag.kind().is_block() && !matches!(tag, Tag::Html | Tag::Head | Tag::Body | Tag::Div)
    };
    tree.nodes
        .iter()
        .any(|node| parts(node.tag) || node.tag == Tag::Br)
}
