use std::sync::OnceLock;

use clauselint_rule::Diagnostic;
use clauselint_source::Source;
use clauselint_syntax::{Document, Format};

use crate::{Disclosure, Note, Stale, Suppressed};

/// A linted file.
#[derive(Debug)]
pub struct FileReport {
    /// Its path as the user wrote it, with forward slashes.
    pub path: String,
    /// The format that it was read as.
    pub format: Format,
    /// Its text.
    pub source: Source,
    /// Its parsed text, once somebody asked for it.
    pub(crate) document: OnceLock<Document>,
    /// What was found, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is suppressed by comments.
    pub suppressed: Vec<Suppressed>,
    /// What was found and is listed by the baseline.
    pub known: Vec<Diagnostic>,
    /// Entries of the baseline for this file that match nothing.
    pub stale: Vec<Stale>,
    /// How it stands to what rules ask it to say; empty where
    /// [`Linter::with_coverage`] did not ask for it.
    pub coverage: Vec<Disclosure>,
    /// Whether one of them tells that a rule could not be checked.
    pub failed: bool,
    /// What a user should know of how it was read.
    pub notes: Vec<Note>,
}

impl FileReport {
    /// Its parsed text.
    #[must_use]
    pub fn document(&self) -> &Document {
        let parse = || clauselint_syntax::parse(self.source.text(), self.format);
        self.document.get_or_init(parse)
    }
}
