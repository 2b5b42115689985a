use std::fmt::Display;
use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use thiserror::Error;

/// A file's name and text, shared by all its faults.
pub(crate) type File = Arc<NamedSource<String>>;

pub(crate) fn file(name: &str, text: &str) -> File {
    Arc::new(NamedSource::new(name, text.to_owned()))
}

/// Something wrong in a file, with its place.
///
/// Displays as its message alone; miette shows file, place, label and help.
#[derive(Debug, Clone, Error)]
#[error("{message}")]
pub struct Fault {
    file: File,
    span: Range<usize>,
    message: String,
    label: Option<String>,
    help: Option<String>,
    /// Whether it is of the file as a whole, or of no file at all.
    placeless: bool,
}

impl Fault {
    pub(crate) fn new(file: &File, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            file: Arc::clone(file),
            span: on_boundaries(file.inner(), span),
            message: message.into(),
            label: None,
            help: None,
            placeless: false,
        }
    }

    /// Something wrong with a file as a whole, such as that it cannot be read,
    /// or with what stands in no file. Shows no text: the message tells all.
    #[must_use]
    pub fn without_place(name: &str, message: impl Into<String>) -> Self {
        Self {
            placeless: true,
            ..Self::new(&file(name, ""), 0..0, message)
        }
    }

    /// Whether it has no place that could be shown.
    #[must_use]
    pub const fn is_placeless(&self) -> bool {
        self.placeless
    }

    /// What to write at the spot, in a few words.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The name of the file.
    #[must_use]
    pub fn file(&self) -> &str {
        self.file.name()
    }

    /// The text of the file; empty where it has no place.
    #[must_use]
    pub fn text(&self) -> &str {
        self.file.inner()
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Where it is, in bytes of the file.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Its line and column, both from 1; columns count characters.
    ///
    /// Takes time by the length of the file.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = &self.file.inner()[..self.span.start];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let mark = usize::from(before[start..].starts_with('\u{feff}'));
        (line, before[start..].chars().count() + 1 - mark)
    }

    pub(crate) const fn start(&self) -> usize {
        self.span.start
    }

    pub(crate) const fn end(&self) -> usize {
        self.span.end
    }

    /// Another message at the same place.
    pub(crate) fn instead(&self, message: String) -> Self {
        Self::new(&self.file, self.span(), message)
    }
}

impl Diagnostic for Fault {
    fn help(&self) -> Option<Box<dyn Display + '_>> {
        let help = self.help.as_ref()?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.placeless).then_some(&self.file as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if self.placeless {
            return None;
        }
        let label = LabeledSpan::new_with_span(self.label.clone(), self.span());
        Some(Box::new(std::iter::once(label)))
    }
}

/// A span that can be cut from `text`, whoever asked for it.
fn on_boundaries(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end).max(start)
}
