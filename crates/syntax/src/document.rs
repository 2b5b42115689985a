//! The tree that every front end feeds: flat tables that point at each other
//! by index, over one string of clean text.

use std::ops::Range;

use clauselint_source::Span;

use crate::entity::Entity;
use crate::pieces::Pieces;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark with tables, front matter, HTML blocks; MDX is tolerated.
    Markdown,
    /// A whole page or a fragment.
    Html,
    /// Plain text.
    Text,
}

/// Index into [`Document::sections`].
pub type SectionId = u32;
/// Index into [`Document::blocks`].
pub type BlockId = u32;
/// Index into [`Document::sentences`].
pub type SentenceId = u32;

/// A policy, parsed.
///
/// All spans count bytes of [`Document::text`], the clean text: markup gone,
/// entities decoded, white space folded, typographic quotes and dashes made
/// plain, noise left out. [`Document::locate`] leads back to the source.
#[derive(Debug, Clone)]
pub struct Document {
    /// The format it was read as.
    pub format: Format,
    /// The clean text, one block a line.
    pub text: String,
    /// Sections in reading order; the first holds what precedes any heading.
    pub sections: Vec<Section>,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Sentences in reading order.
    pub sentences: Vec<Sentence>,
    /// What the grammar recognised, by start; never overlapping.
    pub entities: Vec<Entity>,
    /// Links in reading order.
    pub links: Vec<Link>,
    /// Where the links of the page around the policy lead: its menu, its foot.
    pub around: Vec<String>,
    /// What links within the page may lead to: ids and names of its markup.
    /// Those that a renderer makes of headings are not among them.
    pub anchors: Vec<String>,
    /// What machines left in the text, by place; the clean text is without it.
    pub strays: Vec<Stray>,
    /// Where Markdown has code within or beside prose, by place in the source's
    /// text; its words are read, but are no author's to reword.
    pub code: Vec<Span>,
    pub(crate) title: Option<SectionId>,
    pub(crate) pieces: Pieces,
    pub(crate) breaks: Vec<Break>,
}

/// A heading with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// 0 for what precedes any heading, else 1 for a title and up.
    pub level: u8,
    /// The heading's block; none in the first section.
    pub heading: Option<BlockId>,
    /// The number before the heading's words ("4.2", "IV"), if any.
    pub number: Option<String>,
    /// Whether markup makes its heading one, not its looks alone.
    pub marked: bool,
    /// The section that holds this one.
    pub parent: Option<SectionId>,
    /// Its blocks, the heading's and those of subsections among them.
    pub blocks: Range<BlockId>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading, real or by its looks (a bold line, a numbered title).
    Heading,
    /// Running text.
    Paragraph,
    /// A list item or the description of a term.
    Item,
    /// The header row of a table; cells are parted by ` | `.
    HeaderRow,
    /// A row of a table; cells are parted by ` | `.
    Row,
    /// A term that descriptions follow.
    Term,
    /// One `key: value` line of front matter.
    Meta,
    /// Code, which holds no clauses.
    Code,
    /// A menu, a table of contents, a crawler's banner: kept for its place,
    /// holds no sentences.
    Noise,
}

/// A run of text that belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The innermost section that it stands in; a heading's is its own.
    pub section: SectionId,
    /// Its text.
    pub span: Span,
    /// Its sentences; none in code and noise.
    pub sentences: Range<SentenceId>,
    /// The block whose last sentence it is to be read with: a list's
    /// introduction, an outer item, a table's header row, a described term.
    pub lead: Option<BlockId>,
    /// Nesting of lists, from 1 for an outermost item; 0 elsewhere.
    pub depth: u8,
    /// Whether it is quoted.
    pub quoted: bool,
}

/// A sentence, or what stands for one: a heading, a short item, a table row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its text, without surrounding space.
    pub span: Span,
    /// The block that it stands in.
    pub block: BlockId,
}

/// The target of links that lead nowhere but for a script.
pub const SCRIPTED: &str = "javascript:scripted";

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The linked words; empty where the link holds no text.
    pub span: Span,
    /// Where it leads, as written, entities decoded; [`SCRIPTED`] where a
    /// script decides.
    pub target: String,
}

/// A crawler's mark, or characters that were read in the wrong encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stray {
    /// Where it stands in the source's text.
    pub source: Span,
    /// Where it would stand in the clean text.
    pub at: u32,
    /// The character that ought to stand there; none for a mark.
    pub meant: Option<char>,
}

/// A place where a sentence may end for more reasons than its punctuation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Break {
    pub(crate) at: u32,
    pub(crate) kind: BreakKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BreakKind {
    /// A crawler's mark between sentences, the end of a bold label.
    Mark,
    /// A line break that a reader sees.
    Line,
}

impl Document {
    /// The range of the source's text that a span of the clean text came from.
    #[must_use]
    pub fn locate(&self, span: Span) -> Span {
        self.pieces.locate(span)
    }

    /// The words of a span.
    #[must_use]
    pub fn str(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The block that a sentence stands in.
    #[must_use]
    pub fn block_of(&self, sentence: SentenceId) -> &Block {
        &self.blocks[self.sentences[sentence as usize].block as usize]
    }

    /// The words of a section's heading, its number left out; empty in the
    /// first section.
    #[must_use]
    pub fn heading(&self, section: SectionId) -> &str {
        self.heading_span(section).map_or("", |span| self.str(span))
    }

    /// Where a section's heading stands, its number left out.
    #[must_use]
    pub fn heading_span(&self, section: SectionId) -> Option<Span> {
        let heading = self.sections[section as usize].heading?;
        Some(self.blocks[heading as usize].span)
    }

    /// The heading that names the whole policy: the first of the highest level.
    #[must_use]
    pub const fn title(&self) -> Option<SectionId> {
        self.title
    }

    /// The blocks of a section, its heading's first, without those of its
    /// subsections.
    #[must_use]
    pub fn own_blocks(&self, section: SectionId) -> &[Block] {
        let from = self.blocks.partition_point(|block| block.section < section);
        let len = self.blocks[from..].partition_point(|block| block.section == section);
        &self.blocks[from..from + len]
    }

    /// The entities that lie within a span.
    #[must_use]
    pub fn entities_in(&self, span: Span) -> &[Entity] {
        let from = self.entities.partition_point(|e| e.span.start < span.start);
        let len = self.entities[from..].partition_point(|e| e.span.end <= span.end);
        &self.entities[from..from + len]
    }

    /// The links whose words lie within a span.
    #[must_use]
    pub fn links_in(&self, span: Span) -> &[Link] {
        let from = self.links.partition_point(|l| l.span.start < span.start);
        let len = self.links[from..].partition_point(|l| l.span.end <= span.end);
        &self.links[from..from + len]
    }
}
