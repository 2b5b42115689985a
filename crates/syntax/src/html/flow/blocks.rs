//! Paragraphs: where they begin and end, and which of them are headings or
//! items by their looks.

use crate::builder::Place;
use crate::document::{BlockId, BlockKind};
use crate::heading;
use crate::html::elements::{Kind, Tag};
use crate::html::entities;
use crate::html::lines::{self, Bullet};
use crate::html::numbered;
use crate::html::tree::NodeId;

use super::{Flow, Open};

/// How many nodes behind a block are looked at.
const NEAR: usize = 16;

/// A title with its number has no more bytes.
const MAX_TITLE: usize = 160;

/// How much of a text is looked at for its first words.
const MAX_BEGINNING: usize = 4096;

/// Words of lines that lead a list rather than title a section.
const INTRODUCING: [&str; 14] = [
    "following",
    "include",
    "includes",
    "including",
    "we",
    "may",
    "are",
    "is",
    "below",
    "such",
    "will",
    "can",
    "to:",
    "by:",
];

/// Titles begin with one of these, whatever else is in them.
const ASKING: [&str; 7] = ["how", "what", "why", "who", "when", "where", "which"];

impl Flow<'_> {
    /// Makes sure that a block is open for `raw`, the text of node `id`.
    /// Returns how many bytes of it are a bullet.
    pub(super) fn open_block(&mut self, raw: &str, id: NodeId) -> usize {
        let breaks = std::mem::take(&mut self.breaks);
        if self.block.is_some() && breaks.count > 0 && !self.parts_here(raw, id, breaks.count) {
            self.builder.line_break(breaks.span);
        }
        let bold = id < self.bold_to;
        let telling = raw.contains(char::is_alphanumeric);
        if let Some(block) = &mut self.block {
            block.bold &= bold || !telling;
            return 0;
        }
        self.begin(raw, id, breaks.count)
    }

    /// Whether the line breaks before `raw` part two blocks; if so, the first
    /// is closed.
    fn parts_here(&mut self, raw: &str, id: NodeId, breaks: u32) -> bool {
        let bullet = lines::bullet(raw).is_some();
        let bold_line = |block: &Open| block.titled && !block.bold && self.is_bold_line(id);
        let title = self.is_title_line(raw, id) || self.block.as_ref().is_some_and(bold_line);
        if breaks > 1 || bullet || title {
            self.finish(id);
        }
        self.block.is_none()
    }

    /// Whether what is written so far is a title, and `raw` the text under it.
    fn is_title_line(&self, raw: &str, id: NodeId) -> bool {
        let Some(block) = self.block.as_ref().filter(|block| block.titled) else {
            return false;
        };
        let written = self.builder.written();
        if written.len() > MAX_TITLE {
            return false;
        }
        let bold = block.bold && id >= self.bold_to;
        (bold && heading::is_title(written) && !introduces(written))
            || (numbered::title(written).is_some() && numbered::title(&beginning(raw)).is_none())
    }

    /// Whether a bold element begins here, fills its line and is a title.
    fn is_bold_line(&self, id: NodeId) -> bool {
        id < self.bold_to
            && heading::is_title(&beginning(self.tree.nodes[id].span.of(self.text)))
            && self.ends_line(self.bold_to)
    }

    /// Whether a break or the end of the block stands at `id`.
    fn ends_line(&self, id: NodeId) -> bool {
        let mut near = self.tree.nodes.iter().skip(id).take(NEAR);
        near.find(|node| !node.is_text() || !entities::is_blank(node.span.of(self.text)))
            .is_none_or(|node| node.tag == Tag::Br || node.kind().is_block())
    }

    fn begin(&mut self, raw: &str, id: NodeId, breaks: u32) -> usize {
        let next = self.places.next();
        let mut open = Open {
            kind: next.kind,
            bold: id < self.bold_to || !raw.contains(char::is_alphanumeric),
            loose: self.is_loose(id),
            bullet: None,
            titled: next.kind == BlockKind::Paragraph
                && next.place.depth == 0
                && !next.place.quoted,
        };
        let mut place = next.place;
        let skipped = match lines::bullet(raw) {
            Some((bullet, len)) if self.is_item(bullet, id, breaks) => {
                if next.kind == BlockKind::Paragraph {
                    place = self.bullet_place(place, &mut open);
                }
                len
            }
            _ => 0,
        };
        self.builder.begin(open.kind, place);
        self.block = Some(open);
        skipped
    }

    fn bullet_place(&self, place: Place, open: &mut Open) -> Place {
        let (depth, lead) = self.places.bullet_lead(self.builder);
        open.kind = BlockKind::Item;
        open.titled = false;
        open.bullet = Some(lead);
        Place {
            depth,
            lead,
            ..place
        }
    }

    /// Signs make items anywhere; numbers only behind a single line break, and
    /// not where they number a title.
    fn is_item(&self, bullet: Bullet, id: NodeId, breaks: u32) -> bool {
        match bullet {
            Bullet::Sign => true,
            Bullet::Number => breaks == 1 && !self.is_bold_line(id),
        }
    }

    /// Whether a run of text stands between blocks, in none itself.
    fn is_loose(&self, id: NodeId) -> bool {
        self.tree
            .parent(id)
            .is_none_or(|parent| matches!(self.tree.nodes[parent].tag, Tag::Body | Tag::Html))
    }

    /// Closes the open block; `next` is the node behind it.
    pub(super) fn finish(&mut self, next: NodeId) {
        self.breaks = super::Breaks::default();
        let Some(block) = self.block.take() else {
            return;
        };
        let level = self.title_level(&block, next);
        if let Some(level) = level {
            self.builder.retitle(level);
        }
        let before = self.builder.last_block();
        self.builder.end();
        self.broken_link();
        let last = self.builder.last_block();
        if last != before {
            self.written(&block, last, level.is_some());
        }
    }

    fn written(&mut self, block: &Open, last: Option<BlockId>, titled: bool) {
        match block.bullet {
            Some(lead) => self.places.close_bullet(lead, self.builder),
            None if titled => {}
            None => self.places.written(last),
        }
    }

    /// The level of the heading that the open block is, by its looks.
    fn title_level(&mut self, block: &Open, next: NodeId) -> Option<u8> {
        let text = self.builder.written();
        if !block.titled || text.is_empty() {
            return None;
        }
        let below = self.builder.level_below();
        if let Some(number) = numbered::title(text) {
            let listed = self.is_listed(&number, next);
            let level = below + heading::depth(&number) - 1;
            self.listed = listed.then_some(number);
            return (!listed).then_some(level);
        }
        let stands_out = block.bold || self.is_loose_title(block, next);
        let title = is_upper_case(text) || (stands_out && !introduces(text));
        (title && heading::is_title(text)).then_some(below)
    }

    /// Whether a title is an entry of a table of contents: the next number
    /// follows at once, or it ends such a run itself.
    fn is_listed(&self, number: &str, next: NodeId) -> bool {
        let goes_on = |next: &str| numbered::follows(number, next);
        numbered::title(&self.line_from(next)).is_some_and(|next| goes_on(&next))
            || self
                .listed
                .as_deref()
                .is_some_and(|last| numbered::follows(last, number))
    }

    /// The beginning of the first text from a node on.
    fn line_from(&self, id: NodeId) -> String {
        let near = self.tree.nodes.iter().skip(id).take(NEAR);
        let mut texts = near
            .filter(|node| node.is_text())
            .map(|node| beginning(node.span.of(self.text)));
        texts
            .find(|text| !entities::is_blank(text))
            .unwrap_or_default()
    }

    /// Crawlers drop the tags of headings and keep those of paragraphs.
    fn is_loose_title(&self, block: &Open, next: NodeId) -> bool {
        let paragraph = self
            .tree
            .nodes
            .get(next)
            .is_some_and(|next| next.kind() == Kind::Paragraph);
        let capital = self.builder.written().starts_with(char::is_uppercase);
        block.loose && self.headless && paragraph && capital
    }
}

/// The first words of a text, its white space folded: more than a title has,
/// where there are more.
fn beginning(text: &str) -> String {
    let mut words = String::new();
    let text = &text[..text.floor_char_boundary(MAX_BEGINNING)];
    for word in text.split_whitespace() {
        if words.len() > MAX_TITLE {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Whether a line leads what follows ("We share data with:") rather than
/// titles it ("How we share data:", "What We Share:").
fn introduces(text: &str) -> bool {
    let words = || text.split_whitespace();
    let is_one_of =
        |word: &str, others: &[&str]| others.iter().any(|other| other.eq_ignore_ascii_case(word));
    let small = |word: &str| word.len() > 3 && word.starts_with(char::is_lowercase);
    text.ends_with(':')
        && words().any(|word| is_one_of(word, &INTRODUCING))
        && words().any(small)
        && !words()
            .next()
            .is_some_and(|first| is_one_of(first, &ASKING))
}

fn is_upper_case(text: &str) -> bool {
    !text.contains(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && text.chars().filter(|c| c.is_uppercase()).count() > 3
}
