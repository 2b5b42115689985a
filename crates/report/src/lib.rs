//! What each consumer sees: a reporter per output format, each with its own
//! small types. Writes to what it is handed; prints nothing by itself.

mod catalog;
mod checkstyle;
mod comparison;
mod concise;
mod coverage;
mod fault;
mod github;
mod gitlab;
mod html;
mod json;
mod json_lines;
mod junit;
mod markdown;
mod name_list;
mod outline;
mod outline_json;
mod place;
mod printable;
mod rdjson;
mod region;
mod root;
mod rule_json;
mod rule_markdown;
mod rule_page;
mod sarif;
mod snippet;
mod statement;
mod statistics;
mod summary;
mod text;
mod xml;

use std::io::{self, Write};

use clauselint_engine::{FileError, FileReport};

pub use catalog::{AddedPack, Catalog, Law};
pub use checkstyle::Checkstyle;
pub use comparison::{
    Compared, ComparisonJson, ComparisonMarkdown, Tally, Version, comparison_summary,
    comparison_text,
};
pub use concise::Concise;
pub use coverage::{CoverageJson, coverage_markdown, coverage_text};
pub use fault::fault_page;
pub use github::GitHub;
pub use gitlab::GitLab;
pub use html::Html;
pub use json::Json;
pub use json_lines::JsonLines;
pub use junit::JUnit;
pub use markdown::Markdown;
pub use name_list::{name_list, name_markdown};
pub use outline::{concepts, outline};
pub use outline_json::OutlineJson;
pub use place::place;
pub use printable::printable;
pub use rdjson::{Rdjson, Rdjsonl};
pub use root::Root;
pub use rule_json::rules_json;
pub use rule_markdown::rule_markdown;
pub use rule_page::{rule_list, rule_page};
pub use sarif::Sarif;
pub use statistics::Statistics;
pub use summary::{Summary, plural};
pub use text::{Style, Text};

/// Where clauselint stands on the web.
const HOME: &str = "https://github.com/clauselint/clauselint";

/// Turns reports into an output, file by file.
pub trait Reporter {
    /// Writes a file's report.
    ///
    /// # Errors
    /// What writing returned.
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()>;

    /// Writes of a file that could not be linted; formats that have no room
    /// for that leave it to standard error.
    ///
    /// # Errors
    /// What writing returned.
    fn failed(&mut self, error: &FileError, out: &mut dyn Write) -> io::Result<()> {
        let _ = (error, out);
        Ok(())
    }

    /// Writes what comes after the last file.
    ///
    /// # Errors
    /// What writing returned.
    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}
