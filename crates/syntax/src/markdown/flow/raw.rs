//! What stands in Markdown and is none: code, HTML, front matter.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::{Flow, Mode, span};
use crate::builder::Place;
use crate::document::BlockKind;
use crate::html;

impl Flow<'_> {
    pub(super) fn open_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.close_paragraph();
        if matches!(kind, CodeBlockKind::Fenced(_)) {
            self.mode = Mode::Fenced;
            self.builder.begin(BlockKind::Code, self.place(None));
        } else {
            self.mode = Mode::Indented;
            self.cut = false;
        }
    }

    /// Indented by accident, as policies hold no programs: each line comes as
    /// an event of its own, an end of `\r\n` as another; a blank line parts
    /// paragraphs.
    pub(super) fn indented(&mut self, range: Range<usize>) {
        let raw = &self.source[range.clone()];
        if !raw.trim().is_empty() && !html::is_prose(raw) {
            self.builder.code(span(&range));
        }
        let mut at = range.start as u32;
        for line in raw.split_inclusive('\n') {
            let ends = std::mem::replace(&mut self.cut, !line.ends_with('\n'));
            if line.trim().is_empty() && !ends {
                self.builder.end();
            } else {
                if !self.builder.is_open() {
                    let lead = self.lists.last().and_then(|list| list.item);
                    self.builder.begin(BlockKind::Paragraph, self.place(lead));
                }
                self.builder.text(line, at);
            }
            at += line.len() as u32;
        }
    }

    pub(super) fn close_html(&mut self, range: Range<usize>) {
        self.mode = Mode::Prose;
        if let Some(raw) = self.raw.take() {
            let raw = raw.start..raw.end.max(range.end);
            html::feed(
                &mut self.builder,
                &self.source[raw.clone()],
                raw.start as u32,
            );
        }
    }

    /// A block for each line that tells something about the policy.
    pub(in crate::markdown) fn front_matter(&mut self, range: Range<usize>) {
        let mut at = range.start as u32;
        for line in self.source[range].split_inclusive('\n') {
            if line.contains([':', '=']) && !line.starts_with(['-', '+', ' ', '#']) {
                self.builder.begin(BlockKind::Meta, Place::default());
                self.builder.text(line, at);
                self.builder.end();
            }
            at += line.len() as u32;
        }
    }
}
