//! The way from places of the source to parts of the document.

use clauselint_source::Span;
use clauselint_syntax::Document;

/// Parts of a document by where they lie in the source.
#[derive(Debug)]
pub struct Located {
    /// Each part's span in the source and its index, by start.
    parts: Vec<(Span, usize)>,
}

impl Located {
    /// The sentences of a document.
    #[must_use]
    pub fn sentences(document: &Document) -> Self {
        Self::new(document, document.sentences.iter().map(|part| part.span))
    }

    /// The blocks of a document.
    #[must_use]
    pub fn blocks(document: &Document) -> Self {
        Self::new(document, document.blocks.iter().map(|part| part.span))
    }

    fn new(document: &Document, spans: impl Iterator<Item = Span>) -> Self {
        let located = |(at, span)| (document.locate(span), at);
        let mut parts: Vec<(Span, usize)> = spans.enumerate().map(located).collect();
        parts.sort_unstable();
        Self { parts }
    }

    /// The parts that a span of the source touches, by start; the one before
    /// it where it touches none.
    pub fn at(&self, span: Span) -> impl Iterator<Item = usize> {
        let first = self
            .parts
            .partition_point(|(part, _)| part.end <= span.start);
        let touched = self.parts[first..]
            .iter()
            .take_while(move |(part, _)| part.start < span.end || part.start == span.start);
        let mut touched = touched.map(|(_, at)| *at).peekable();
        let before = touched.peek().is_none();
        let before = before.then(|| first.checked_sub(1)).flatten();
        touched.chain(before.map(|at| self.parts[at].1))
    }
}
