//! The documents that are open, as the client has them.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clauselint_reading::Memory;
use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem};

use crate::analysis::Analysis;
use crate::position::{Encoding, offset};
use crate::workspace::Standing;

/// A document that is open.
pub(crate) struct Document {
    pub(crate) version: i32,
    /// What the client takes it for.
    pub(crate) language: String,
    pub(crate) text: Arc<String>,
    /// Counts the states that were to be linted, of this document and those
    /// that it takes the place of; the last one counts.
    pub(crate) latest: Arc<AtomicU64>,
    pub(crate) generation: u64,
    /// What holds for it, where that is known.
    pub(crate) standing: Option<Arc<Standing>>,
    /// What was found in its sentences.
    pub(crate) memory: Arc<Mutex<Memory>>,
    /// What came of the last state that was linted, with its generation.
    pub(crate) analysis: Option<(u64, Arc<Analysis>)>,
    pub(crate) changed: Instant,
    /// Whether the client shows diagnostics of it.
    pub(crate) published: bool,
    /// How long the last lint took.
    pub(crate) cost: Duration,
}

impl Document {
    pub(crate) fn new(item: TextDocumentItem, latest: Arc<AtomicU64>) -> Self {
        Self {
            version: item.version,
            language: item.language_id.to_string(),
            text: Arc::new(item.text),
            latest,
            generation: 0,
            standing: None,
            memory: Arc::default(),
            analysis: None,
            changed: Instant::now(),
            published: false,
            cost: Duration::ZERO,
        }
    }

    /// Makes the client's changes, each on what the one before has left.
    pub(crate) fn change(
        &mut self,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        // Copied only while the text is being linted.
        let text = Arc::make_mut(&mut self.text);
        for change in changes {
            apply(text, change, encoding);
        }
    }

    /// What came of the state that the client has now.
    pub(crate) fn current(&self) -> Option<&Arc<Analysis>> {
        let (generation, analysis) = self.analysis.as_ref()?;
        (*generation == self.generation).then_some(analysis)
    }
}

fn apply(text: &mut String, change: TextDocumentContentChangeEvent, encoding: Encoding) {
    use TextDocumentContentChangeEvent as Change;
    match change {
        Change::TextDocumentContentChangePartial(part) => {
            let start = offset(text, part.range.start, encoding);
            let end = offset(text, part.range.end, encoding);
            // A range that is turned round is empty.
            text.replace_range(start..end.max(start), &part.text);
        }
        Change::TextDocumentContentChangeWholeDocument(whole) => *text = whole.text,
    }
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::{
        Position, Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument,
    };

    use super::*;

    fn changed(text: &str, (from, to): ((u32, u32), (u32, u32)), new: &str) -> String {
        let mut text = text.to_owned();
        let place = |(line, character)| Position::new(line, character);
        let part = TextDocumentContentChangePartial {
            range: Range::new(place(from), place(to)),
            text: new.into(),
            ..TextDocumentContentChangePartial::default()
        };
        apply(&mut text, part.into(), Encoding::Utf16);
        text
    }

    #[test]
    fn ranges_count_utf16_units() {
        let text = "\u{1F600}x\r\ny";
        assert_eq!(changed(text, ((0, 2), (0, 3)), "ab"), "\u{1F600}ab\r\ny");
        assert_eq!(changed(text, ((0, 3), (1, 0)), ""), "\u{1F600}xy");
    }

    #[test]
    fn ranges_that_are_none_do_no_harm() {
        assert_eq!(changed("ab", ((0, 2), (0, 1)), "c"), "abc");
        assert_eq!(changed("ab", ((5, 0), (9, 9)), "c"), "abc");
        let mut text = "ab".to_owned();
        let whole = TextDocumentContentChangeWholeDocument { text: "c".into() };
        apply(&mut text, whole.into(), Encoding::Utf8);
        assert_eq!(text, "c");
    }
}
