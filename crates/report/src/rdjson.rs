//! The formats that reviewdog reads: one JSON object, or one a finding.
//!
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use std::io::{self, Write};

use clauselint_engine::FileReport;
use clauselint_rule::{Diagnostic, Edit, Severity};
use clauselint_source::{Source, Span};
use serde::Serialize;

use crate::region::{Region, Spot};
use crate::{Catalog, HOME, Reporter, Summary};

/// Writes one JSON object; findings are streamed as they come.
pub struct Rdjson<'c> {
    catalog: Catalog<'c>,
    begun: bool,
}

/// Writes one JSON object a finding, a line each.
pub struct Rdjsonl<'c> {
    catalog: Catalog<'c>,
}

#[derive(Serialize)]
struct Rd<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Tool>,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

const TOOL: Tool = Tool {
    name: "clauselint",
    url: HOME,
};

impl<'c> Rdjson<'c> {
    /// A reporter that looks rules up in `catalog`.
    #[must_use]
    pub const fn new(catalog: Catalog<'c>) -> Self {
        Self {
            catalog,
            begun: false,
        }
    }

    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return writeln!(out, ",");
        }
        self.begun = true;
        write!(out, "{{\"source\":")?;
        serde_json::to_writer(&mut *out, &TOOL).map_err(io::Error::from)?;
        write!(out, ",\n\"diagnostics\":[\n")
    }
}

impl Reporter for Rdjson<'_> {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        for found in &report.diagnostics {
            self.open(out)?;
            let found = diagnostic(&self.catalog, report, found, None);
            serde_json::to_writer(&mut *out, &found).map_err(io::Error::from)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if !self.begun {
            self.open(out)?;
        }
        writeln!(out, "]}}")
    }
}

impl<'c> Rdjsonl<'c> {
    /// A reporter that looks rules up in `catalog`.
    #[must_use]
    pub const fn new(catalog: Catalog<'c>) -> Self {
        Self { catalog }
    }
}

impl Reporter for Rdjsonl<'_> {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        for found in &report.diagnostics {
            let found = diagnostic(&self.catalog, report, found, Some(TOOL));
            serde_json::to_writer(&mut *out, &found).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn diagnostic<'a>(
    catalog: &Catalog<'_>,
    report: &'a FileReport,
    found: &'a Diagnostic,
    source: Option<Tool>,
) -> Rd<'a> {
    let location = |span| Location {
        path: &report.path,
        range: range(&report.source, span),
    };
    let suggestion = |edit: &'a Edit| Suggestion {
        range: range(&report.source, edit.span),
        text: &edit.text,
    };
    let edits = found.fix.iter().flat_map(|fix| &fix.edits);
    let related = found.related.iter().map(|related| Related {
        message: &related.message,
        location: location(related.span),
    });
    Rd {
        message: &found.message,
        location: location(found.span),
        severity: severity(found.severity),
        source,
        code: Code {
            value: found.rule.as_str(),
            url: catalog.rule(&found.rule).map(Catalog::url),
        },
        suggestions: edits.map(suggestion).collect(),
        related_locations: related.collect(),
    }
}

fn range(source: &Source, span: Span) -> Range {
    let place = |spot: Spot| Place {
        line: spot.line,
        column: spot.column,
    };
    let Region { start, end } = Region::in_bytes(source, span);
    Range {
        start: place(start),
        end: place(end),
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}
