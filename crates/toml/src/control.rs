//! Characters that are no text: terminals act on them, and pages are turned
//! around by them. Nobody who writes a file for us has a use for them, and what
//! stands in the file is shown on terminals and pages.

use std::ops::Range;

use crate::Fault;
use crate::fault::File;
use crate::text;
use crate::tree::{Kind, Node};

/// A fault for each text and key with such a character, at the first of them.
pub(crate) fn faults(file: &File, tree: &Node) -> Vec<Fault> {
    let mut faults = Vec::new();
    look(file, tree, &mut faults);
    faults
}

fn look(file: &File, node: &Node, faults: &mut Vec<Fault>) {
    match &node.kind {
        Kind::Text(text) => {
            if let Some((within, c)) = control(text) {
                let written = file.inner().get(node.span.clone()).unwrap_or_default();
                let part = text::part(written, text, &within);
                let span = part.map_or(node.span.clone(), |part| {
                    node.span.start + part.start..node.span.start + part.end
                });
                faults.push(fault(file, span, c));
            }
        }
        Kind::List(items) => items.iter().for_each(|item| look(file, item, faults)),
        Kind::Table(entries) => {
            for entry in entries {
                if let Some((_, c)) = control(&entry.name) {
                    faults.push(fault(file, entry.key.clone(), c));
                }
                look(file, &entry.value, faults);
            }
        }
        Kind::Whole(_) | Kind::Fraction | Kind::Flag | Kind::Date => {}
    }
}

fn fault(file: &File, span: Range<usize>, c: char) -> Fault {
    let message = format!("U+{:04X} controls a terminal, and is no text", u32::from(c));
    Fault::new(file, span, message).with_help("leave it out")
}

/// The first character that does more than to be shown; tabs and line breaks are
/// text.
fn control(text: &str) -> Option<(Range<usize>, char)> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_break = c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n');
        let is_text = matches!(c, '\t' | '\n') || is_break;
        let turns = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if turns || c.is_control() && !is_text {
            return Some((at..at + c.len_utf8(), c));
        }
    }
    None
}
