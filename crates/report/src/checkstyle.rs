//! Checkstyle's XML, which many servers and editors read.

use std::io::{self, Write};

use clauselint_engine::{FileError, FileReport};
use clauselint_rule::{Diagnostic, Severity};

use crate::region::Region;
use crate::xml::Xml;
use crate::{Reporter, Summary};

/// Writes an element a file, with one a finding in it.
#[derive(Default)]
pub struct Checkstyle {
    begun: bool,
}

impl Checkstyle {
    fn begin(&mut self, xml: &mut Xml<'_>) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        xml.declaration()?;
        // The version of Checkstyle whose format it is, not ours.
        xml.open("checkstyle", &[("version", "8.0")])
    }
}

impl Reporter for Checkstyle {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        self.begin(&mut xml)?;
        let name = [("name", report.path.as_str())];
        if report.diagnostics.is_empty() {
            return xml.empty("file", &name);
        }
        xml.open("file", &name)?;
        for found in &report.diagnostics {
            error(report, found, &mut xml)?;
        }
        xml.close("file")
    }

    fn failed(&mut self, error: &FileError, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        self.begin(&mut xml)?;
        xml.open("file", &[("name", &error.path.to_string_lossy())])?;
        let fault = error.fault.to_string();
        let attributes = [
            ("line", "1"),
            ("severity", "error"),
            ("message", fault.as_str()),
            ("source", "clauselint"),
        ];
        xml.empty("error", &attributes)?;
        xml.close("file")
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        self.begin(&mut xml)?;
        xml.close("checkstyle")
    }
}

fn error(report: &FileReport, found: &Diagnostic, xml: &mut Xml<'_>) -> io::Result<()> {
    let start = Region::new(&report.source, found.span).start;
    let severity = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    };
    xml.empty(
        "error",
        &[
            ("line", &start.line.to_string()),
            ("column", &start.column.to_string()),
            ("severity", severity),
            ("message", &found.message),
            ("source", &format!("clauselint.{}", found.rule)),
        ],
    )
}
