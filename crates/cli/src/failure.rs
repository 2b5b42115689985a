use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clauselint_engine::EngineError;
use clauselint_pack::PackError;
use clauselint_report::{Style, fault_page, printable};
use clauselint_toml::Fault;
use thiserror::Error;

use crate::git::GitError;

/// Why a command could not do what it was asked.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// Whoever read the output has had enough: no fault of anybody.
    #[error("the reader of the output went away")]
    BrokenPipe,
    #[error("{}: cannot be written: {error}", path.display())]
    Output { path: PathBuf, error: io::Error },
    #[error("{0}")]
    Usage(String),
    #[error("cannot write: {0}")]
    Write(io::Error),
    #[error("cannot start {threads} threads: {reason}")]
    Threads { threads: u16, reason: String },
    #[error("{}", list(.0))]
    Engine(Vec<EngineError>),
    #[error("{} faults in the configuration", .0.len())]
    Configuration(Vec<Fault>, Style),
    #[error("{0}")]
    Git(#[from] GitError),
    #[error("{} faults in packs", .0.len())]
    Packs(Vec<PackError>),
}

/// Exit status of a run that something went wrong in.
pub(crate) const WENT_WRONG: u8 = 2;

impl Failure {
    /// Tells standard error, and the exit status.
    pub(crate) fn report(self) -> ExitCode {
        if matches!(self, Self::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        match &self {
            Self::Packs(errors) => crate::packs::tell(errors),
            Self::Engine(errors) => errors.iter().for_each(|error| warn(error)),
            Self::Configuration(faults, style) => tell_faults(faults, *style),
            other => warn(other),
        }
        ExitCode::from(WENT_WRONG)
    }
}

/// Tells standard error of something that went wrong; a closed one is ignored.
pub(crate) fn warn(error: &dyn Display) {
    // A file's name may hold anything.
    let words = printable(&error.to_string());
    let _ = writeln!(io::stderr(), "clauselint: {words}");
}

/// Tells standard error of faults in files that people write, each at its spot.
pub(crate) fn tell_faults(faults: &[Fault], style: Style) {
    for fault in faults {
        let _ = io::stderr().write_all(fault_page(fault, style).as_bytes());
    }
}

fn list(errors: &[EngineError]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::Write(error)
        }
    }
}
