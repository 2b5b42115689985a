//! A result as it is kept.

use std::sync::OnceLock;

use clauselint_rule::{Diagnostic, Edit, Fix, Related, RuleId, Severity, Told};
use clauselint_source::{Source, Span};
use clauselint_syntax::Format;
use serde::{Deserialize, Serialize};

use crate::{FileReport, Note, Stale, Suppressed};

/// The result of a file, without its path and its text.
#[derive(Serialize, Deserialize)]
pub(crate) struct Entry {
    format: u8,
    diagnostics: Vec<Found>,
    suppressed: Vec<(Found, Option<String>)>,
    known: Vec<Found>,
    stale: Vec<(String, String, String, usize)>,
    notes: Vec<Note>,
}

type Place = (u32, u32);

/// A fix: its title, whether it is safe, its edits.
type Mending = (String, bool, Vec<(Place, String)>);

/// A place beside: what it is, and what is told where the finding stands there.
type Beside = (Place, String, Option<(String, String)>);

#[derive(Serialize, Deserialize)]
struct Found {
    span: Place,
    rule: String,
    message: String,
    severity: u8,
    label: String,
    related: Vec<Beside>,
    fix: Option<Mending>,
}

/// In the order of their numbers.
const FORMATS: [Format; 3] = [Format::Markdown, Format::Html, Format::Text];
const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

impl Entry {
    /// A result as bytes; none where it is not to be kept.
    pub(super) fn bytes(report: &FileReport) -> Option<Vec<u8>> {
        // What failed may not fail again; what is asked of a policy is not kept.
        if report.failed || !report.coverage.is_empty() {
            return None;
        }
        let all = |found: &[Diagnostic]| found.iter().map(Found::new).collect();
        let suppressed = report.suppressed.iter();
        let stale = report.stale.iter().cloned();
        let entry = Self {
            format: FORMATS.iter().position(|format| *format == report.format)? as u8,
            diagnostics: all(&report.diagnostics),
            suppressed: suppressed
                .map(|found| (Found::new(&found.diagnostic), found.reason.clone()))
                .collect(),
            known: all(&report.known),
            stale: stale
                .map(|stale| (stale.path, stale.rule, stale.message, stale.count))
                .collect(),
            notes: report.notes.clone(),
        };
        postcard::to_stdvec(&entry).ok()
    }

    /// Reads a result; none where the bytes are none.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// What is told of a text; none where it has no such places.
    pub(crate) fn results(self, text: &str) -> Option<Results> {
        let all = |found: Vec<Found>| -> Option<Vec<Diagnostic>> {
            let found = found.into_iter();
            found.map(|found| found.diagnostic(text)).collect()
        };
        let suppressed = self.suppressed.into_iter();
        let suppressed = suppressed.map(|(found, reason)| {
            let diagnostic = found.diagnostic(text)?;
            Some(Suppressed { diagnostic, reason })
        });
        let stale = self.stale.into_iter();
        Some(Results {
            format: *FORMATS.get(usize::from(self.format))?,
            diagnostics: all(self.diagnostics)?,
            suppressed: suppressed.collect::<Option<_>>()?,
            known: all(self.known)?,
            stale: stale
                .map(|(path, rule, message, count)| Stale {
                    path,
                    rule,
                    message,
                    count,
                })
                .collect(),
            notes: self.notes,
        })
    }
}

/// A result for a text.
pub(crate) struct Results {
    format: Format,
    diagnostics: Vec<Diagnostic>,
    suppressed: Vec<Suppressed>,
    known: Vec<Diagnostic>,
    stale: Vec<Stale>,
    notes: Vec<Note>,
}

impl Results {
    /// The result for the file that the text is of.
    pub(crate) fn report(self, path: String, source: Source) -> FileReport {
        FileReport {
            path,
            format: self.format,
            source,
            document: OnceLock::new(),
            diagnostics: self.diagnostics,
            suppressed: self.suppressed,
            known: self.known,
            stale: self.stale,
            coverage: Vec::new(),
            failed: false,
            notes: self.notes,
        }
    }
}

impl Found {
    fn new(found: &Diagnostic) -> Self {
        let severity = SEVERITIES.iter().position(|one| *one == found.severity);
        let related = found.related.iter();
        Self {
            span: place(found.span),
            rule: found.rule.to_string(),
            message: found.message.clone(),
            severity: severity.unwrap_or_default() as u8,
            label: found.label.clone(),
            related: related
                .map(|related| {
                    let again = related.again.clone();
                    let again = again.map(|told| (told.message, told.label));
                    (place(related.span), related.message.clone(), again)
                })
                .collect(),
            fix: found.fix.as_ref().map(|fix| {
                let edits = fix.edits.iter();
                let edits = edits.map(|edit| (place(edit.span), edit.text.clone()));
                (fix.title.clone(), fix.safe, edits.collect())
            }),
        }
    }

    fn diagnostic(self, text: &str) -> Option<Diagnostic> {
        let related = self.related.into_iter().map(|(place, message, again)| {
            Some(Related {
                span: span(place, text)?,
                message,
                again: again.map(|(message, label)| Told { message, label }),
            })
        });
        let fix = |(title, safe, edits): Mending| {
            let edits = edits.into_iter().map(|(place, new)| {
                let span = span(place, text)?;
                Some(Edit { span, text: new })
            });
            let edits = edits.collect::<Option<_>>()?;
            Some(Fix { title, safe, edits })
        };
        Some(Diagnostic {
            span: span(self.span, text)?,
            rule: RuleId::from(self.rule),
            message: self.message,
            severity: *SEVERITIES.get(usize::from(self.severity))?,
            label: self.label,
            related: related.collect::<Option<_>>()?,
            fix: match self.fix {
                Some(told) => Some(fix(told)?),
                None => None,
            },
        })
    }
}

const fn place(span: Span) -> Place {
    (span.start, span.end)
}

fn span((start, end): Place, text: &str) -> Option<Span> {
    text.get(start as usize..end as usize)?;
    Some(Span::new(start, end))
}
