//! GitLab's Code Quality report.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::io::{self, Write};

use clauselint_engine::{FileReport, Fingerprints};
use clauselint_rule::Severity;
use serde::Serialize;

use crate::region::Region;
use crate::root::Root;
use crate::{Catalog, Reporter, Summary};

/// Writes a JSON array of findings as they come.
pub struct GitLab<'c> {
    catalog: Catalog<'c>,
    root: Root,
    begun: bool,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl<'c> GitLab<'c> {
    /// A reporter that looks rules up in `catalog`; paths are seen from `root`.
    #[must_use]
    pub const fn new(catalog: Catalog<'c>, root: Root) -> Self {
        Self {
            catalog,
            root,
            begun: false,
        }
    }
}

impl Reporter for GitLab<'_> {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let path = self.root.path(&report.path);
        let mut prints = Fingerprints::new(&report.source, report.document());
        for found in &report.diagnostics {
            write!(out, "{}", if self.begun { ",\n" } else { "[\n" })?;
            self.begun = true;
            let region = Region::new(&report.source, found.span);
            let issue = Issue {
                description: &found.message,
                check_name: found.rule.as_str(),
                fingerprint: prints
                    .next(self.catalog.rule(&found.rule), &path, found)
                    .unique(),
                severity: severity(found.severity),
                location: Location {
                    path: &path,
                    lines: Lines {
                        begin: region.start.line,
                        end: region.end.line,
                    },
                },
            };
            serde_json::to_writer(&mut *out, &issue).map_err(io::Error::from)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", if self.begun { "\n]" } else { "[]" })
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
