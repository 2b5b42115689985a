//! One JSON object a finding, a line each.

use std::io::{self, Write};

use clauselint_engine::FileReport;
use serde::Serialize;

use crate::json::{DiagnosticJson, format_name};
use crate::{Catalog, Reporter, Summary};

/// Writes each finding as one line: what a finding is in the `json` format,
/// with `schema`, `path` and `format` before it.
pub struct JsonLines<'c> {
    catalog: Catalog<'c>,
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    path: &'a str,
    format: &'static str,
    #[serde(flatten)]
    diagnostic: DiagnosticJson<'a>,
}

impl<'c> JsonLines<'c> {
    /// A reporter that looks rules up in `catalog`.
    #[must_use]
    pub const fn new(catalog: Catalog<'c>) -> Self {
        Self { catalog }
    }
}

impl Reporter for JsonLines<'_> {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        for found in &report.diagnostics {
            let line = Line {
                schema: 1,
                path: &report.path,
                format: format_name(report.format),
                diagnostic: DiagnosticJson::new(&self.catalog, &report.source, found),
            };
            serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
