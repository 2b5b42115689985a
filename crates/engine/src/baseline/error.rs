use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a baseline cannot be used.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// There is no such file.
    #[error("{}: there is no such baseline; `clauselint check --update-baseline` writes it", .0.display())]
    Missing(PathBuf),
    /// It could not be read.
    #[error("{}: cannot be read: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is no baseline, perhaps after a merge.
    #[error("{0}; `clauselint check --update-baseline` writes it anew")]
    Form(FormFault),
    /// It never was one, and is not to be lost.
    #[error("{0}; no baseline is written over it: delete it, or name another file")]
    Other(FormFault),
    /// It is of a version that this clauselint does not know.
    #[error("{}: the baseline is of version {version}, and this clauselint knows version {known} only", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u64,
        /// The version that is known.
        known: u64,
    },
}

/// Where a file is no baseline.
#[derive(Debug, Error)]
#[error("{}:{line}:{column}: this is no baseline: {reason}", path.display())]
pub struct FormFault {
    /// The file.
    pub path: PathBuf,
    /// Where, from 1.
    pub line: usize,
    /// Where in the line, in bytes from 1.
    pub column: usize,
    /// What is wrong.
    pub reason: String,
}
