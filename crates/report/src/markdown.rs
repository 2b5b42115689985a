//! Markdown, for a comment on a pull request or a job's summary.

use std::fmt::Write as _;
use std::io::{self, Write};

use clauselint_engine::{FileError, FileReport};
use clauselint_rule::{Diagnostic, Severity};

use crate::printable::printable;
use crate::region::Region;
use crate::{Catalog, Reporter, Summary};

/// Forges cut a comment at 65,536 characters; findings beyond this many bytes
/// are counted instead of shown.
const LIMIT: usize = 60_000;

/// Writes the counts, then a table of findings for each file that has some.
pub struct Markdown<'c> {
    catalog: Catalog<'c>,
    body: String,
    left_out: usize,
}

impl<'c> Markdown<'c> {
    /// A reporter that looks rules up in `catalog`.
    #[must_use]
    pub const fn new(catalog: Catalog<'c>) -> Self {
        Self {
            catalog,
            body: String::new(),
            left_out: 0,
        }
    }

    fn row(&self, report: &FileReport, found: &Diagnostic) -> String {
        let start = Region::new(&report.source, found.span).start;
        let id = &found.rule;
        let rule = self.catalog.rule(id).map_or_else(
            || format!("`{id}`"),
            |info| format!("[`{id}`]({})", Catalog::url(info)),
        );
        format!(
            "| {}:{} | {} | {} | {rule} |\n",
            start.line,
            start.column,
            sign(found.severity),
            escaped(&found.message)
        )
    }
}

impl Reporter for Markdown<'_> {
    fn file(&mut self, report: &FileReport, _: &mut dyn Write) -> io::Result<()> {
        if report.diagnostics.is_empty() {
            return Ok(());
        }
        let head = format!(
            "\n### {}\n\n| Where | Severity | Finding | Rule |\n|---|---|---|---|\n",
            code(&report.path)
        );
        let mut table = head;
        let room = LIMIT.saturating_sub(self.body.len());
        let mut shown = 0;
        for found in &report.diagnostics {
            let row = self.row(report, found);
            if table.len() + row.len() > room {
                break;
            }
            table += &row;
            shown += 1;
        }
        if shown > 0 {
            self.body += &table;
        }
        self.left_out += report.diagnostics.len() - shown;
        Ok(())
    }

    fn failed(&mut self, error: &FileError, _: &mut dyn Write) -> io::Result<()> {
        let path = code(&error.path.to_string_lossy());
        let fault = escaped(&error.fault.to_string());
        if self.body.len() < LIMIT {
            let _ = write!(self.body, "\n### {path}\n\nNot checked: {fault}\n");
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "## clauselint\n\n{}\n{}",
            summary.sentence(),
            self.body
        )?;
        if self.left_out > 0 {
            let findings = if self.left_out == 1 {
                "finding is"
            } else {
                "findings are"
            };
            writeln!(out, "\n{} more {findings} left out here.", self.left_out)?;
        }
        Ok(())
    }
}

/// A sign and the word, so that colour is not all that tells.
const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "❌ error",
        Severity::Warning => "⚠️ warning",
        Severity::Note => "ℹ️ note",
    }
}

/// Text that stays text in a Markdown table: no markup, no cell's end, no
/// mention of a user.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(&one_line(text)).chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '@' => escaped += "@<!-- -->",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text as code, whatever backticks it holds.
pub(crate) fn code(text: &str) -> String {
    let text = printable(&one_line(text)).replace('|', "\\|");
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
