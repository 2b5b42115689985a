//! What front ends write to: blocks one after the other, their text cleaned
//! on the way in.

use clauselint_source::Span;

use crate::clean::{self, Cleaned};
use crate::document::{
    Block, BlockId, BlockKind, Break, BreakKind, Document, Format, Link, Section, SectionId, Stray,
};
use crate::heading;
use crate::pieces::Pieces;

/// Builds a [`Document`] from a front end's events.
pub(crate) struct Builder {
    text: String,
    pieces: Pieces,
    sections: Vec<Section>,
    blocks: Vec<Block>,
    links: Vec<Link>,
    anchors: Vec<String>,
    format: Format,
    /// The block being written.
    open: Option<Open>,
    /// White space seen and not yet written.
    pending: Option<Pending>,
    link: Option<(u32, String)>,
    breaks: Vec<Break>,
    strays: Vec<Stray>,
    code: Vec<Span>,
    /// Level of the last heading that is one by markup.
    real_level: u8,
}

struct Open {
    kind: BlockKind,
    level: u8,
    /// Whether markup makes it a heading.
    marked: bool,
    /// The number of the list's item that a heading stands in.
    number: Option<String>,
    start: u32,
    lead: Option<BlockId>,
    depth: u8,
    quoted: bool,
    first_link: usize,
}

#[derive(Clone, Copy)]
struct Pending {
    at: Span,
    text: &'static str,
}

/// How a block stands among the others.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    /// The block that it is read with.
    pub(crate) lead: Option<BlockId>,
    /// Nesting of lists, 0 outside.
    pub(crate) depth: u8,
    /// Whether it is quoted.
    pub(crate) quoted: bool,
}

impl Builder {
    pub(crate) fn new(format: Format, size: usize) -> Self {
        let front = Section {
            level: 0,
            heading: None,
            number: None,
            marked: false,
            parent: None,
            blocks: 0..0,
        };
        Self {
            text: String::with_capacity(size),
            pieces: Pieces::default(),
            sections: vec![front],
            blocks: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            format,
            open: None,
            pending: None,
            link: None,
            breaks: Vec::new(),
            strays: Vec::new(),
            code: Vec::new(),
            real_level: 1,
        }
    }

    /// Opens a block; one that is open is closed first.
    pub(crate) fn begin(&mut self, kind: BlockKind, place: Place) {
        self.end();
        self.open = Some(Open {
            kind,
            level: 0,
            marked: false,
            number: None,
            start: self.text.len() as u32,
            lead: place.lead.filter(|lead| self.has(*lead)),
            depth: place.depth,
            quoted: place.quoted,
            first_link: self.links.len(),
        });
    }

    /// Opens a heading of a level from 1 on.
    pub(crate) fn begin_heading(&mut self, level: u8) {
        self.real_level = level.max(1);
        self.begin(BlockKind::Heading, Place::default());
        if let Some(open) = &mut self.open {
            open.level = level.max(1);
            open.marked = true;
        }
    }

    /// Numbers the open heading, should its own words not do so.
    pub(crate) fn number(&mut self, number: u64) {
        if let Some(open) = &mut self.open {
            open.number = Some(number.to_string());
        }
    }

    /// The text of the open block so far.
    pub(crate) fn written(&self) -> &str {
        self.open
            .as_ref()
            .map_or("", |open| &self.text[open.start as usize..])
    }

    /// Makes the open block a heading.
    pub(crate) fn retitle(&mut self, level: u8) {
        if let Some(open) = &mut self.open {
            open.kind = BlockKind::Heading;
            open.level = level.max(1);
            open.depth = 0;
        }
    }

    /// Makes the last block, already closed, a heading.
    pub(crate) fn retitle_last(&mut self, level: u8, number: Option<String>) {
        if let Some(mut block) = self.blocks.pop() {
            self.open_section(level.max(1), number, false);
            block.kind = BlockKind::Heading;
            block.section = self.sections.len() as SectionId - 1;
            block.depth = 0;
            block.lead = None;
            self.blocks.push(block);
        }
    }

    /// The level that a heading below the last real one has.
    pub(crate) fn level_below(&self) -> u8 {
        self.real_level + 1
    }

    /// The last closed block, if any.
    pub(crate) fn last(&self) -> Option<(&Block, &str)> {
        let block = self.blocks.last()?;
        Some((block, block.span.of(&self.text)))
    }

    /// Whether a block is open.
    pub(crate) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open block has text already.
    pub(crate) fn has_text(&self) -> bool {
        self.open
            .as_ref()
            .is_some_and(|open| self.text.len() as u32 > open.start)
    }

    /// The last block written, to lead those that follow.
    pub(crate) fn last_block(&self) -> Option<BlockId> {
        (self.blocks.len() as u32).checked_sub(1)
    }

    /// The id that the block now open, or the next one, will have.
    pub(crate) fn next_block(&self) -> BlockId {
        self.blocks.len() as BlockId
    }

    /// Whether a block was written; one without words was not, whoever counted
    /// on it.
    pub(crate) fn has(&self, block: BlockId) -> bool {
        block < self.next_block()
    }

    /// Number of closed blocks.
    pub(crate) const fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// The last block, if it is a paragraph that may introduce a list.
    pub(crate) fn last_paragraph(&self) -> Option<BlockId> {
        let block = self.blocks.last()?;
        (block.kind == BlockKind::Paragraph).then(|| self.blocks.len() as BlockId - 1)
    }

    /// Writes text that stands in the source from `at` on, as it stands there.
    pub(crate) fn text(&mut self, raw: &str, at: u32) {
        for cleaned in clean::pieces(raw) {
            match cleaned {
                Cleaned::Verbatim { start, text } => {
                    self.flush();
                    self.pieces.verbatim(self.text.len() as u32, at + start);
                    self.text.push_str(text);
                }
                Cleaned::Replaced { span, text } => {
                    self.replaced(&text, Span::new(at + span.start, at + span.end));
                }
                Cleaned::Space(span) => {
                    self.space(Span::new(at + span.start, at + span.end));
                }
                Cleaned::Garbled { span, meant, text } => {
                    let span = Span::new(at + span.start, at + span.end);
                    self.stray(span, Some(meant));
                    self.replaced(&text, span);
                }
                Cleaned::SentenceMark(span) => {
                    self.stray(Span::new(at + span.start, at + span.end), None);
                    self.mark(BreakKind::Mark);
                }
                Cleaned::Dropped => {}
            }
        }
    }

    /// Writes text that stands for a piece of the source (an entity, an escape).
    pub(crate) fn decoded(&mut self, value: &str, source: Span) {
        for cleaned in clean::pieces(value) {
            match cleaned {
                Cleaned::Verbatim { text, .. } => self.replaced(text, source),
                Cleaned::Replaced { text, .. } | Cleaned::Garbled { text, .. } => {
                    self.replaced(&text, source);
                }
                Cleaned::Space(_) => self.space(source),
                Cleaned::SentenceMark(_) | Cleaned::Dropped => {}
            }
        }
    }

    /// White space: folded, and dropped at either end of a block.
    pub(crate) fn space(&mut self, at: Span) {
        if self.has_text() && self.pending.is_none() {
            self.pending = Some(Pending { at, text: " " });
        }
    }

    /// The end of bold words: a label, if a colon or full stop closes them.
    pub(crate) fn label_end(&mut self) {
        self.mark(BreakKind::Mark);
    }

    /// A line break that a reader sees.
    pub(crate) fn line_break(&mut self, at: Span) {
        self.mark(BreakKind::Line);
        self.space(at);
    }

    /// The border between two cells of a table row.
    pub(crate) fn cell_border(&mut self, at: Span) {
        if self.has_text() {
            self.pending = Some(Pending { at, text: " | " });
        }
    }

    /// Links may lead to this name.
    /// Notes that words of the source are code.
    pub(crate) fn code(&mut self, source: Span) {
        self.code.push(source);
    }

    pub(crate) fn anchor(&mut self, name: String) {
        self.anchors.push(name);
    }

    /// The words from here to [`Self::end_link`] lead to `target`.
    pub(crate) fn begin_link(&mut self, target: String) {
        self.end_link();
        let start = self.text.len() + self.pending.map_or(0, |pending| pending.text.len());
        self.link = Some((start as u32, target));
    }

    /// Ends a link, if one is open.
    pub(crate) fn end_link(&mut self) {
        if let Some((start, target)) = self.link.take() {
            let end = self.text.len() as u32;
            let span = Span::new(start.min(end), end);
            self.links.push(Link { span, target });
        }
    }

    /// Closes the open block; one without text leaves no trace.
    pub(crate) fn end(&mut self) {
        self.end_link();
        self.pending = None;
        let Some(open) = self.open.take() else { return };
        let span = Span::new(open.start, self.text.len() as u32);
        if span.is_empty() {
            self.links.truncate(open.first_link);
            return;
        }
        let mut words = span;
        if open.kind == BlockKind::Heading {
            let (number, skipped) = heading::split_number(&self.text[span.range()]);
            words.start += skipped;
            self.open_section(open.level, number.or(open.number), open.marked);
        }
        self.blocks.push(Block {
            kind: open.kind,
            section: self.sections.len() as SectionId - 1,
            span: words,
            sentences: 0..0,
            lead: open.lead,
            depth: open.depth,
            quoted: open.quoted,
        });
        self.pieces.replaced(span.end, self.pieces_end(span));
        self.text.push('\n');
    }

    /// Drops the open block and whatever was written of it.
    pub(crate) fn discard(&mut self) {
        self.link = None;
        self.pending = None;
        if let Some(open) = self.open.take() {
            self.text.truncate(open.start as usize);
            self.pieces.truncate(open.start);
            self.links.truncate(open.first_link);
            let keep = self.breaks.partition_point(|b| b.at <= open.start);
            self.breaks.truncate(keep);
            self.strays.retain(|stray| stray.at <= open.start);
        }
    }

    /// The document; sentences and entities are still to be found.
    pub(crate) fn finish(mut self) -> Document {
        self.end();
        self.strays.sort_unstable();
        self.strays.dedup_by_key(|stray| stray.source);
        let mut document = Document {
            format: self.format,
            title: title(&self.sections),
            text: self.text,
            sections: self.sections,
            blocks: self.blocks,
            sentences: Vec::new(),
            entities: Vec::new(),
            links: self.links,
            around: Vec::new(),
            anchors: self.anchors,
            strays: self.strays,
            code: self.code,
            pieces: self.pieces,
            breaks: self.breaks,
        };
        close_sections(&mut document);
        document
    }

    fn pieces_end(&self, span: Span) -> Span {
        let end = self.pieces.locate(span).end;
        Span::new(end, end)
    }

    fn flush(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.pieces.replaced(self.text.len() as u32, pending.at);
            self.text.push_str(pending.text);
        }
    }

    fn replaced(&mut self, text: &str, source: Span) {
        self.flush();
        self.pieces.replaced(self.text.len() as u32, source);
        self.text.push_str(text);
    }

    fn stray(&mut self, source: Span, meant: Option<char>) {
        let at = self.text.len() as u32;
        self.strays.push(Stray { source, at, meant });
    }

    fn mark(&mut self, kind: BreakKind) {
        let at = self.text.len() as u32;
        self.breaks.push(Break { at, kind });
    }

    fn open_section(&mut self, level: u8, number: Option<String>, marked: bool) {
        self.sections.push(Section {
            level,
            heading: Some(self.blocks.len() as BlockId),
            number,
            // Plain text has no markup.
            marked: marked && self.format != Format::Text,
            parent: None,
            blocks: 0..0,
        });
    }
}

/// The first heading of the highest level.
fn title(sections: &[Section]) -> Option<SectionId> {
    let headed = sections.iter().enumerate().skip(1);
    let first = headed.min_by_key(|(_, section)| section.level)?;
    Some(first.0 as SectionId)
}

/// Gives each section its parent and the range of its blocks.
fn close_sections(document: &mut Document) {
    let count = document.blocks.len() as BlockId;
    let mut open: Vec<SectionId> = Vec::new();
    for id in 0..document.sections.len() {
        let start = document.sections[id].heading.unwrap_or(0);
        let level = document.sections[id].level;
        while let Some(&last) = open.last() {
            if document.sections[last as usize].level < level && last != 0 {
                break;
            }
            document.sections[last as usize].blocks.end = start;
            open.pop();
        }
        document.sections[id].parent = open.last().copied();
        document.sections[id].blocks = start..count;
        open.push(id as SectionId);
    }
}
