//! The versioned JSON of diagnostics, for programs.

use std::io::{self, Write};

use clauselint_engine::{FileError, FileReport, Note};
use clauselint_rule::{Diagnostic, Edit, Fix, Related};
use clauselint_source::{Source, Span};
use clauselint_syntax::Format;
use serde::Serialize;

use crate::{Catalog, Reporter, Summary};

/// Writes one JSON object; files are streamed as they come.
pub struct Json<'c> {
    catalog: Catalog<'c>,
    files: usize,
    failures: Vec<FailureJson>,
}

/// A file that could not be linted.
#[derive(Serialize)]
struct FailureJson {
    path: String,
    message: String,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    format: &'static str,
    diagnostics: Vec<DiagnosticJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct DiagnosticJson<'a> {
    rule: &'a str,
    severity: String,
    message: &'a str,
    help: &'a str,
    url: &'a str,
    span: SpanJson,
    range: RangeJson,
    legal: Vec<&'a str>,
    related: Vec<RelatedJson<'a>>,
    fixes: Vec<FixJson<'a>>,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    message: &'a str,
    span: SpanJson,
    range: RangeJson,
}

#[derive(Serialize)]
struct FixJson<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
struct EditJson<'a> {
    span: SpanJson,
    text: &'a str,
}

/// Byte offsets in the file, end exclusive.
#[derive(Serialize)]
pub(crate) struct SpanJson {
    start: u32,
    end: u32,
}

/// Zero-based lines, UTF-16 columns.
#[derive(Serialize)]
pub(crate) struct RangeJson {
    start: PositionJson,
    end: PositionJson,
}

#[derive(Serialize)]
struct PositionJson {
    line: u32,
    character: u32,
}

#[derive(Serialize)]
struct SummaryJson {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl<'c> Json<'c> {
    /// A reporter that looks rules up in `catalog`.
    #[must_use]
    pub const fn new(catalog: Catalog<'c>) -> Self {
        Self {
            catalog,
            files: 0,
            failures: Vec::new(),
        }
    }

    fn open(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.files > 0 {
            return writeln!(out, ",");
        }
        let version = env!("CARGO_PKG_VERSION");
        write!(
            out,
            "{{\"schema\":1,\"tool\":{{\"name\":\"clauselint\",\"version\":\"{version}\"}},\n\"files\":["
        )
    }
}

impl<'a> DiagnosticJson<'a> {
    pub(crate) fn new(catalog: &Catalog<'a>, source: &Source, diagnostic: &'a Diagnostic) -> Self {
        let info = catalog.rule(&diagnostic.rule);
        Self {
            rule: diagnostic.rule.as_str(),
            severity: diagnostic.severity.to_string(),
            message: &diagnostic.message,
            help: info.map_or("", |info| &info.help),
            url: info.map_or("", |info| &info.url),
            span: span(source, diagnostic.span),
            range: range(source, diagnostic.span),
            legal: info.map_or_else(Vec::new, |info| {
                catalog.laws(info).map(|law| law.cite).collect()
            }),
            related: diagnostic
                .related
                .iter()
                .map(|r| related(source, r))
                .collect(),
            fixes: diagnostic.fix.iter().map(|f| fix(source, f)).collect(),
        }
    }
}

impl Reporter for Json<'_> {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        self.files += 1;
        let diagnostics = report.diagnostics.iter();
        let file = FileJson {
            path: &report.path,
            format: format_name(report.format),
            diagnostics: diagnostics
                .map(|found| DiagnosticJson::new(&self.catalog, &report.source, found))
                .collect(),
            notes: report.notes.iter().map(Note::to_string).collect(),
        };
        serde_json::to_writer(out, &file).map_err(io::Error::from)
    }

    fn failed(&mut self, error: &FileError, _: &mut dyn Write) -> io::Result<()> {
        self.failures.push(FailureJson {
            path: error.path.to_string_lossy().replace('\\', "/"),
            message: error.fault.to_string(),
        });
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.files == 0 {
            self.open(out)?;
        }
        writeln!(out, "],")?;
        if !self.failures.is_empty() {
            write!(out, "\"failures\":")?;
            serde_json::to_writer(&mut *out, &self.failures).map_err(io::Error::from)?;
            writeln!(out, ",")?;
        }
        write!(out, "\"summary\":")?;
        let summary = SummaryJson {
            files: summary.files,
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
        };
        serde_json::to_writer(&mut *out, &summary).map_err(io::Error::from)?;
        writeln!(out, "}}")
    }
}

/// The name of a format in JSON.
pub(crate) const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::Text => "text",
    }
}

/// A span of the source's text as byte offsets of the file.
pub(crate) fn span(source: &Source, span: Span) -> SpanJson {
    let Span { start, end } = source.file_span(span);
    SpanJson { start, end }
}

/// The same as lines and UTF-16 columns.
pub(crate) fn range(source: &Source, span: Span) -> RangeJson {
    let position = |offset| {
        let position = source.position(offset);
        PositionJson {
            line: position.line,
            character: position.character,
        }
    };
    RangeJson {
        start: position(span.start),
        end: position(span.end),
    }
}

fn related<'a>(source: &Source, related: &'a Related) -> RelatedJson<'a> {
    RelatedJson {
        message: &related.message,
        span: span(source, related.span),
        range: range(source, related.span),
    }
}

fn fix<'a>(source: &Source, fix: &'a Fix) -> FixJson<'a> {
    let edit = |edit: &'a Edit| EditJson {
        span: span(source, edit.span),
        text: &edit.text,
    };
    FixJson {
        title: &fix.title,
        safe: fix.safe,
        edits: fix.edits.iter().map(edit).collect(),
    }
}
