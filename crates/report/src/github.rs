//! Annotations of GitHub Actions: workflow commands on standard output.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::io::{self, Write};

use clauselint_engine::{FileError, FileReport};
use clauselint_rule::{Diagnostic, Severity};

use crate::printable::printable;
use crate::region::Region;
use crate::root::Root;
use crate::{Reporter, Summary};

/// Writes a workflow command a finding, which GitHub shows at its line.
pub struct GitHub {
    root: Root,
}

impl GitHub {
    /// A reporter whose paths are seen from `root`.
    #[must_use]
    pub const fn new(root: Root) -> Self {
        Self { root }
    }
}

impl Reporter for GitHub {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let path = property(&self.root.path(&report.path));
        for found in &report.diagnostics {
            writeln!(
                out,
                "::{} file={path},{},title={}::{}",
                command(found.severity),
                place(report, found),
                property(&format!("clauselint: {}", found.rule)),
                data(&found.message)
            )?;
        }
        Ok(())
    }

    fn failed(&mut self, error: &FileError, out: &mut dyn Write) -> io::Result<()> {
        let path = self.root.path(&error.path.to_string_lossy());
        let (path, fault) = (property(&path), data(&error.fault.to_string()));
        writeln!(out, "::error file={path},title=clauselint::{fault}")
    }

    fn finish(&mut self, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// Columns are taken to be of one line, so they are left out of several.
fn place(report: &FileReport, found: &Diagnostic) -> String {
    let Region { start, end } = Region::new(&report.source, found.span);
    let lines = format!("line={},endLine={}", start.line, end.line);
    if start.line == end.line {
        format!("{lines},col={},endColumn={}", start.column, end.column)
    } else {
        lines
    }
}

/// Text behind the `::` of a command.
fn data(text: &str) -> String {
    let text = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    // A log is shown on terminals, too.
    printable(&text)
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
