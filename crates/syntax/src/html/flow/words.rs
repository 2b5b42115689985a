//! Runs of text, on their way into the block that they belong to.

use clauselint_source::Span;

use crate::document::BlockKind;
use crate::html::entities;
use crate::html::lines;
use crate::html::tree::NodeId;

use super::{Flow, Leaf, What};

impl Flow<'_> {
    pub(super) fn text_node(&mut self, id: NodeId) {
        let span = self.tree.nodes[id].span;
        let raw = span.of(self.text);
        let at = self.at + span.start;
        if self.leaf.is_none() && id < self.lines_to {
            self.blank_lines(raw, at, id);
        } else {
            self.words(raw, at, id);
        }
    }

    fn blank_lines(&mut self, raw: &str, at: u32, id: NodeId) {
        let mut first = true;
        for (part, from) in lines::paragraphs(raw) {
            if !first {
                self.finish(id);
            }
            first = false;
            self.single_lines(part, at + from as u32, id);
        }
        // Ends in a blank line: what follows is another paragraph.
        if lines::ends_blank(raw) {
            self.finish(id);
        }
    }

    /// Lines that begin with a sign are items.
    fn single_lines(&mut self, part: &str, at: u32, id: NodeId) {
        let mut from = 0;
        for line in part.split_inclusive('\n') {
            if matches!(lines::bullet(line), Some((lines::Bullet::Sign, _))) {
                self.finish(id);
            }
            self.words(line, at + from as u32, id);
            from += line.len();
        }
    }

    fn words(&mut self, raw: &str, at: u32, id: NodeId) {
        if entities::is_blank(raw) {
            let span = Span::new(at, at + raw.len() as u32);
            self.builder.space(span);
            return;
        }
        let skipped = match self.leaf {
            Some(leaf) => self.open_leaf(leaf),
            None => self.open_block(raw, id),
        };
        self.write(&raw[skipped..], at + skipped as u32);
    }

    fn open_leaf(&mut self, leaf: Leaf) -> usize {
        if self.builder.is_open() {
            return 0;
        }
        let mut place = self.places.next().place;
        match leaf.what {
            What::Heading(level) => self.builder.begin_heading(level),
            What::Code => self.builder.begin(BlockKind::Code, place),
            What::Row(kind) => {
                place.lead = self.header.filter(|_| kind == BlockKind::Row);
                place.depth = 0;
                self.builder.begin(kind, place);
            }
        }
        0
    }

    fn write(&mut self, raw: &str, at: u32) {
        let lead = raw.len() - raw.trim_start().len();
        if lead > 0 {
            self.builder.space(Span::new(at, at + lead as u32));
        }
        if let Some(link) = &mut self.link
            && !link.begun
        {
            link.begun = true;
            self.builder.begin_link(link.target.to_owned());
        }
        entities::write(self.builder, &raw[lead..], at + lead as u32);
    }
}
