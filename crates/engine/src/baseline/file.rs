//! The file of a baseline: JSON, a finding a line, so that changes read well.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::error::FormFault;
use super::{Baseline, BaselineError, Entry};

/// The only version there is.
const VERSION: u64 = 1;

#[derive(Deserialize)]
struct Head {
    schema: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(rename = "schema")]
    _schema: u64,
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    path: String,
    rule: String,
    /// The hash of the clause.
    clause: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
    #[serde(default, skip_serializing_if = "is_none")]
    again: usize,
    #[serde(default)]
    message: String,
}

const fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_one(count: &usize) -> bool {
    *count == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Opening a named pipe would wait for a writer.
fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("is no regular file"));
    }
    fs::read(path)
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// It is not there, cannot be read, is no baseline, or of another version.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let text = read_regular(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => BaselineError::Missing(path.to_owned()),
            _ => BaselineError::Unreadable {
                path: path.to_owned(),
                error,
            },
        })?;
        // Another version may look different in all but this.
        if let Ok(head) = serde_json::from_slice::<Head>(&text)
            && head.schema != VERSION
        {
            return Err(BaselineError::Version {
                path: path.to_owned(),
                version: head.schema,
                known: VERSION,
            });
        }
        let form: Form = serde_json::from_slice(&text).map_err(|error| {
            let whole = error.to_string();
            // The place stands before it.
            let reason = whole.split(" at line ").next().unwrap_or(&whole);
            BaselineError::Form(FormFault {
                path: path.to_owned(),
                line: error.line().max(1),
                column: error.column().max(1),
                reason: reason.to_owned(),
            })
        })?;
        Ok(Self::of_lines(path, form.findings))
    }

    /// What can be read of a file that is no baseline, perhaps after a merge:
    /// an entry stands on a line of its own. None where it never was one, so that
    /// nothing else is lost when it is written anew.
    #[must_use]
    pub fn salvaged(path: &Path) -> Option<Self> {
        let text = read_regular(path).ok()?;
        let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        let was_one = lines.clone().any(|line| line.starts_with(b"\"findings\""));
        let lines = lines.map(|line| line.strip_suffix(b",").unwrap_or(line));
        let entries = lines.filter_map(|line| serde_json::from_slice(line).ok());
        let entries: Vec<Line> = entries.collect();
        let is_empty = text.trim_ascii().is_empty();
        (was_one || is_empty || !entries.is_empty()).then(|| Self::of_lines(path, entries))
    }

    fn of_lines(path: &Path, lines: Vec<Line>) -> Self {
        let mut baseline = Self::new(path);
        for line in lines {
            let entries = baseline.files.entry(line.path).or_default();
            let entry = entries.entry((line.rule, line.clause));
            let entry = entry.or_insert_with(|| Entry {
                count: 0,
                again: 0,
                message: line.message,
            });
            // A merge may have put it there twice.
            entry.count = entry.count.max(line.count);
            entry.again = entry.again.max(line.again).min(entry.count);
        }
        baseline
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{{\n\"schema\": {VERSION},\n\"findings\": [");
        let files = self.files.iter();
        let all = files.flat_map(|(path, entries)| entries.iter().map(move |entry| (path, entry)));
        for (at, (path, ((rule, clause), entry))) in all.enumerate() {
            let line = Line {
                path: path.clone(),
                rule: rule.clone(),
                clause: clause.clone(),
                count: entry.count,
                again: entry.again,
                message: entry.message.clone(),
            };
            let line = serde_json::to_string(&line).expect("texts and a number are JSON");
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(text, "{comma}\n{line}");
        }
        text += "\n]\n}\n";
        text
    }
}
