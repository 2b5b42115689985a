mod raw;

use std::ops::Range;

use clauselint_source::Span;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::mdx;
use crate::builder::{Builder, Place};
use crate::document::{BlockId, BlockKind, Document};
use crate::{grammar, heading, html};

/// Follows the parser's events and writes blocks.
pub(super) struct Flow<'a> {
    source: &'a str,
    builder: Builder,
    lists: Vec<List>,
    quotes: usize,
    /// Lead of the rows of the table that is open.
    header: Option<BlockId>,
    strong: Strong,
    mode: Mode,
    /// Source range of the HTML block that is open.
    raw: Option<Range<usize>>,
    /// Text that is not written yet: the parser cuts at every bracket, the
    /// cleaning wants whole words.
    held: Range<usize>,
    /// Whether the end of an indented line is still to come.
    cut: bool,
}

struct List {
    ordered: Option<u64>,
    lead: Option<BlockId>,
    items: usize,
    /// Blocks written when the list began.
    first: usize,
    /// The block of the item that is open.
    item: Option<BlockId>,
}

/// Whether the words of the open paragraph so far are all bold.
#[derive(Default)]
struct Strong {
    depth: usize,
    bold: bool,
    plain: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Prose,
    Html,
    Fenced,
    Indented,
}

impl<'a> Flow<'a> {
    pub(super) fn new(source: &'a str, builder: Builder) -> Self {
        Self {
            source,
            builder,
            lists: Vec::new(),
            quotes: 0,
            header: None,
            strong: Strong::default(),
            mode: Mode::Prose,
            raw: None,
            held: 0..0,
            cut: false,
        }
    }

    pub(super) fn finish(mut self) -> Document {
        self.write_held();
        self.close_paragraph();
        self.builder.finish()
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if !matches!(event, Event::Text(_)) || range.start != self.held.end {
            self.write_held();
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(value) => self.text(&value, range),
            Event::Code(value) => self.code(&value, range),
            Event::Html(_) => {}
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak => self.soft_break(span(&range)),
            Event::HardBreak if self.is_hard(&range) => {
                if !self.heading_before_break() {
                    self.builder.line_break(span(&range));
                }
            }
            Event::HardBreak => self.soft_break(span(&range)),
            Event::Rule => self.close_paragraph(),
            Event::InlineMath(value) | Event::DisplayMath(value) => self.text(&value, range),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_paragraph(),
            Tag::Heading { level, id, .. } => {
                self.close_paragraph();
                if let Some(id) = id {
                    self.builder.anchor(id.to_string());
                }
                self.builder.begin_heading(level_number(level));
                if let Some(number) = self.item_number() {
                    self.builder.number(number);
                }
                self.note_item();
            }
            Tag::BlockQuote(_) => {
                self.close_paragraph();
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => self.open_code(&kind),
            Tag::HtmlBlock => {
                self.close_paragraph();
                self.mode = Mode::Html;
                self.raw = Some(range);
            }
            Tag::List(ordered) => self.open_list(ordered),
            Tag::Item => self.open_item(),
            Tag::Table(_) => {
                self.close_paragraph();
                self.header = None;
            }
            Tag::TableHead => self.builder.begin(BlockKind::HeaderRow, self.place(None)),
            Tag::TableRow => self.builder.begin(BlockKind::Row, self.place(self.header)),
            Tag::TableCell => self
                .builder
                .cell_border(Span::new(range.start as u32, range.start as u32)),
            Tag::Strong => {
                self.open_item_text();
                self.strong.depth += 1;
            }
            Tag::Link { dest_url, .. } => {
                self.open_item_text();
                self.builder.begin_link(dest_url.to_string());
            }
            Tag::FootnoteDefinition(_) => self.close_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(_) => self.builder.end(),
            TagEnd::BlockQuote(_) => {
                self.close_paragraph();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.close_paragraph();
                self.mode = Mode::Prose;
            }
            TagEnd::HtmlBlock => self.close_html(range),
            TagEnd::List(_) => self.close_list(),
            TagEnd::Item => self.close_paragraph(),
            TagEnd::TableHead => {
                self.builder.end();
                self.header = self.builder.last_block();
            }
            TagEnd::TableRow => self.builder.end(),
            TagEnd::Strong => self.end_strong(),
            TagEnd::Link => self.builder.end_link(),
            _ => {}
        }
    }

    fn text(&mut self, value: &str, range: Range<usize>) {
        match self.mode {
            Mode::Html => return,
            Mode::Indented => return self.indented(range),
            Mode::Prose => self.open_item_text(),
            Mode::Fenced => {}
        }
        if !value.trim().is_empty() {
            self.note_strength(value);
        }
        if self.source.get(range.clone()) != Some(value) {
            self.write_held();
            self.builder.decoded(value, span(&range));
        } else if self.held.is_empty() {
            self.held = range;
        } else {
            self.held.end = range.end;
        }
    }

    fn write_held(&mut self) {
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            self.builder
                .text(&self.source[held.clone()], held.start as u32);
        }
    }

    /// A number before bold words ("1\. **Who we are**") is not plain text.
    fn note_strength(&mut self, value: &str) {
        let counts = value.chars().any(char::is_alphabetic);
        if self.strong.depth > 0 {
            self.strong.bold = true;
        } else if counts {
            self.strong.plain = true;
        }
    }

    fn code(&mut self, value: &str, range: Range<usize>) {
        self.open_item_text();
        self.strong.plain = true;
        self.builder.code(span(&range));
        // The parser makes two spaces of `\r\n`, and keeps one at either end.
        let raw = &self.source[range.clone()];
        let words = unpadded(raw.trim_matches('`'));
        if words.split_whitespace().eq(value.split_whitespace()) {
            let at = words.as_ptr().addr() - raw.as_ptr().addr();
            self.builder.text(words, (range.start + at) as u32);
        } else {
            self.builder.decoded(value.trim(), span(&range));
        }
    }

    /// Whether two spaces or a backslash break a line; to the parser a tab or a
    /// form feed is a space.
    fn is_hard(&self, range: &Range<usize>) -> bool {
        let at = self.source[range.clone()].find(['\r', '\n']);
        let line = &self.source[..at.map_or(range.end, |at| range.start + at)];
        line.ends_with("  ") || line.ends_with('\\')
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        self.open_item_text();
        if grammar::is_placeholder(tag) {
            return self.builder.text(tag, range.start as u32);
        }
        let anchors = html::anchors(tag);
        anchors
            .into_iter()
            .for_each(|name| self.builder.anchor(name));
        match html::inline(tag) {
            html::Inline::Break if self.heading_before_break() => {}
            html::Inline::Break => self.builder.line_break(span(&range)),
            html::Inline::LinkStart(target) => self.builder.begin_link(target),
            html::Inline::LinkEnd => self.builder.end_link(),
            html::Inline::StrongStart => self.strong.depth += 1,
            html::Inline::StrongEnd => self.end_strong(),
            html::Inline::Other => {}
        }
    }

    fn end_strong(&mut self) {
        self.strong.depth = self.strong.depth.saturating_sub(1);
        if self.strong.depth == 0 {
            self.builder.label_end();
        }
    }

    fn soft_break(&mut self, at: Span) {
        if !self.heading_before_break() {
            self.builder.space(at);
        }
    }

    fn place(&self, lead: Option<BlockId>) -> Place {
        Place {
            lead,
            depth: self.lists.len().min(usize::from(u8::MAX)) as u8,
            quoted: self.quotes > 0,
        }
    }

    fn open_paragraph(&mut self) {
        self.close_paragraph();
        let Some(list) = self.lists.last() else {
            let place = self.place(None);
            return self.builder.begin(BlockKind::Paragraph, place);
        };
        let (kind, lead) = match list.item.filter(|item| self.builder.has(*item)) {
            None => (BlockKind::Item, list.lead),
            Some(item) => (BlockKind::Paragraph, Some(item)),
        };
        self.builder.begin(kind, self.place(lead));
        self.note_item();
    }

    /// Remembers the block that is open as its item's, if the item has none.
    fn note_item(&mut self) {
        let next = self.builder.next_block();
        if let Some(list) = self.lists.last_mut() {
            let written = list.item.filter(|item| *item < next);
            list.item = written.or(Some(next));
        }
    }

    /// The number of the item that is open and has no block yet.
    fn item_number(&self) -> Option<u64> {
        let list = self.lists.last().filter(|list| list.item.is_none())?;
        Some(list.ordered? + (list.items as u64).saturating_sub(1))
    }

    /// Tight items have text without a paragraph around it.
    fn open_item_text(&mut self) {
        if !self.builder.is_open() {
            self.open_paragraph();
        }
    }

    fn close_paragraph(&mut self) {
        let strong = std::mem::take(&mut self.strong);
        if !self.builder.is_open() {
            return;
        }
        let text = self.builder.written();
        if mdx::is_code(text) {
            self.builder.discard();
            return;
        }
        let (number, skipped) = heading::split_number(text);
        let bold = strong.bold && !strong.plain && heading::is_title(&text[skipped as usize..]);
        let plain = self.quotes == 0 && self.mode == Mode::Prose && self.lists.is_empty();
        if plain && (bold || heading::is_numbered_title(text)) {
            self.builder.retitle(self.level(number.as_deref()));
        }
        self.builder.end();
    }

    fn level(&self, number: Option<&str>) -> u8 {
        let below = self.builder.level_below();
        number.map_or(below, |number| below + heading::depth(number) - 1)
    }

    /// Where a paragraph begins with a bold line, that line is its heading.
    fn heading_before_break(&mut self) -> bool {
        let bold = self.strong.bold && !self.strong.plain && self.strong.depth == 0;
        if !bold || !self.lists.is_empty() || !heading::is_title(self.builder.written()) {
            return false;
        }
        self.builder.retitle(self.builder.level_below());
        self.builder.end();
        self.strong = Strong::default();
        self.builder.begin(BlockKind::Paragraph, self.place(None));
        true
    }

    fn open_list(&mut self, ordered: Option<u64>) {
        self.close_paragraph();
        let lead = match self.lists.last() {
            Some(outer) => outer.item.filter(|item| self.builder.has(*item)),
            None => self.builder.last_paragraph(),
        };
        self.lists.push(List {
            ordered,
            lead,
            items: 0,
            first: self.builder.block_count(),
            item: None,
        });
    }

    fn open_item(&mut self) {
        self.close_paragraph();
        if let Some(list) = self.lists.last_mut() {
            list.item = None;
            list.items += 1;
        }
    }

    fn close_list(&mut self) {
        self.close_paragraph();
        let Some(list) = self.lists.pop() else { return };
        let alone = list.items == 1 && self.builder.block_count() == list.first + 1;
        let (Some(number), true, true) = (list.ordered, alone, self.lists.is_empty()) else {
            return;
        };
        let is_title = self.builder.last().is_some_and(|(block, text)| {
            block.kind == BlockKind::Item
                && heading::is_title(text)
                && text.starts_with(char::is_uppercase)
        });
        if is_title {
            let level = self.builder.level_below();
            self.builder.retitle_last(level, Some(number.to_string()));
        }
    }
}

/// Code without the space or line end that it has at both ends.
fn unpadded(code: &str) -> &str {
    let ends = ["\r\n", "\n", " "];
    let front = ends.iter().find_map(|end| code.strip_prefix(end));
    let bare = front.and_then(|rest| ends.iter().find_map(|end| rest.strip_suffix(end)));
    bare.filter(|bare| !bare.trim().is_empty()).unwrap_or(code)
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

const fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}
