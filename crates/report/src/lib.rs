//! What each consumer sees: a reporter per output format, each with its own
//! small types. Writes to what it is handed; prints nothing by itself.

mod json;
mod outline;
mod outline_json;
mod printable;
mod rule_markdown;
mod rule_page;
mod snippet;
mod statement;
mod summary;
mod text;

use std::io::{self, Write};

use clauselint_engine::FileReport;

pub use json::Json;
pub use outline::{concepts, outline};
pub use outline_json::OutlineJson;
pub use printable::printable;
pub use rule_markdown::rule_markdown;
pub use rule_page::{Catalog, rule_list, rule_page};
pub use summary::Summary;
pub use text::{Style, Text};

/// Turns reports into an output, file by file.
pub trait Reporter {
    /// Writes a file's report.
    ///
    /// # Errors
    /// What writing returned.
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what comes after the last file.
    ///
    /// # Errors
    /// What writing returned.
    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}
