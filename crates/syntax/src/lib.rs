//! Policy text to a tree: a front end per format feeds one [`Document`] of
//! sections, blocks and sentences, and a nom grammar finds the dates,
//! durations, addresses, citations and placeholders inside.
//!
//! Parsing is total: whatever the input, there is a document. This crate knows
//! no rule and no topic; nom does not leave it.

mod builder;
mod clean;
mod document;
#[cfg(test)]
mod dump;
pub mod eight;
mod entity;
mod grammar;
mod heading;
mod html;
mod line;
mod markdown;
mod noise;
mod pieces;
mod sentence;
mod text;

use std::path::Path;

pub use document::{
    Block, BlockId, BlockKind, Document, Format, Link, SCRIPTED, Section, SectionId, Sentence,
    SentenceId, Stray,
};
pub use entity::{Bound, Date, Duration, Entity, EntityKind, TimeUnit};
pub use html::{Element, ElementKind, elements};

impl Format {
    /// The format that a file's name tells; none for other endings.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" | "rmd" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" | "shtml" => Some(Self::Html),
            "txt" | "text" => Some(Self::Text),
            _ => None,
        }
    }

    /// The format that the text itself looks like, for files whose name says
    /// nothing or only "text": crawlers keep Markdown under `.txt`.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let text = &*line::without_lone_returns(text);
        if html::looks_like(text) {
            Self::Html
        } else if markdown::looks_like(text) {
            Self::Markdown
        } else {
            Self::Text
        }
    }
}

/// Parses `text`, written in `format`.
#[must_use]
pub fn parse(text: &str, format: Format) -> Document {
    let text = &*line::without_lone_returns(text);
    let mut document = match format {
        Format::Markdown => markdown::parse(text),
        Format::Html => html::parse(text),
        Format::Text => text::parse(text),
    };
    noise::quieten(&mut document);
    sentence::split(&mut document);
    recognise(&mut document);
    document
}

/// Where the comments of a text begin (`<!--`), in order, in bytes; a parse of
/// its own, for those who look for words that stand in few comments. Plain text
/// has none.
#[must_use]
pub fn comments(text: &str, format: Format) -> Vec<u32> {
    let text = &*line::without_lone_returns(text);
    match format {
        Format::Markdown => markdown::comments(text),
        Format::Html => html::comments(text),
        Format::Text => Vec::new(),
    }
}

fn recognise(document: &mut Document) {
    let mut entities = Vec::new();
    for block in &document.blocks {
        if matches!(block.kind, BlockKind::Code | BlockKind::Noise) {
            continue;
        }
        let first = entities.len();
        grammar::recognise(document.str(block.span), block.span.start, &mut entities);
        if block.kind == BlockKind::Meta {
            // "tags: [legal, privacy]" is a list.
            let is_list = |entity: &Entity| {
                entity.kind == EntityKind::Placeholder && document.str(entity.span).starts_with('[')
            };
            let own = entities.split_off(first);
            entities.extend(own.into_iter().filter(|entity| !is_list(entity)));
        }
    }
    document.entities = entities;
}
