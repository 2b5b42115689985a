//! One line a finding, as compilers write them.

use std::io::{self, Write};

use clauselint_engine::FileReport;

use crate::printable::printable;
use crate::region::Region;
use crate::{Reporter, Summary};

/// Writes `path:line:column: severity[rule] message`, which editors and
/// terminals can follow.
pub struct Concise {
    quiet: bool,
}

impl Concise {
    /// A reporter that closes with the counts unless it is `quiet`.
    #[must_use]
    pub const fn new(quiet: bool) -> Self {
        Self { quiet }
    }
}

impl Reporter for Concise {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        for found in &report.diagnostics {
            let start = Region::new(&report.source, found.span).start;
            writeln!(
                out,
                "{}:{}:{}: {}[{}] {}",
                printable(&report.path),
                start.line,
                start.column,
                found.severity,
                found.rule,
                printable(&found.message)
            )?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.quiet || summary.files == 0 {
            return Ok(());
        }
        writeln!(out, "{}", summary.sentence())
    }
}
