use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clauselint_engine::{BaselineError, EngineError};
use clauselint_pack::PackError;
use clauselint_project::{LockError, ProjectError};
use clauselint_report::{Style, fault_page, printable};
use miette::Diagnostic;
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
    /// What was read is not what would be written over.
    #[error("{}: has changed since it was read; it stays as it is", .0.display())]
    Changed(PathBuf),
    #[error("{0}")]
    Usage(String),
    #[error("{}: cannot be watched: {}", .0.display(), .1)]
    Watch(PathBuf, notify::Error),
    #[error("cannot write: {0}")]
    Write(io::Error),
    #[error("cannot start {threads} threads: {reason}")]
    Threads { threads: u16, reason: String },
    #[error("{}", list(.0))]
    Engine(Vec<EngineError>),
    #[error("{0}")]
    Git(#[from] GitError),
    #[error("{} baselines that cannot be used", .0.len())]
    Baselines(Vec<BaselineError>),
    #[error("{} projects that cannot be used", .0.len())]
    Project(Vec<Arc<ProjectError>>, Style),
    #[error("{} faults in packs", .0.len())]
    Packs(Vec<PackError>, Style),
}

/// Exit status of a run that something went wrong in.
pub(crate) const WENT_WRONG: u8 = 2;

impl Failure {
    /// Whether it lies in files that somebody is writing.
    pub(crate) const fn can_be_mended(&self) -> bool {
        matches!(
            self,
            Self::Baselines(_) | Self::Engine(_) | Self::Project(..) | Self::Packs(..)
        )
    }

    /// Tells standard error, and the exit status.
    pub(crate) fn report(self) -> ExitCode {
        if matches!(self, Self::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        match &self {
            Self::Packs(errors, style) => tell_packs(errors, *style),
            Self::Baselines(errors) => errors.iter().for_each(|error| warn(error)),
            Self::Engine(errors) => errors.iter().for_each(|error| warn(error)),
            Self::Project(errors, style) => errors.iter().for_each(|error| tell(error, *style)),
            other => warn(other),
        }
        ExitCode::from(WENT_WRONG)
    }
}

/// Tells standard error of something that went wrong; a closed one is ignored.
pub(crate) fn warn(error: &dyn Display) {
    // A file's name may hold anything, even what begins a command of GitHub's
    // runner wherever it stands in a line.
    let words = printable(&error.to_string()).replace("##[", "# #[");
    let _ = writeln!(io::stderr(), "clauselint: {words}");
}

/// Tells standard error why a project cannot be used.
fn tell(error: &ProjectError, style: Style) {
    match error {
        ProjectError::Configuration(faults) => faults.iter().for_each(|fault| page(fault, style)),
        ProjectError::Packs(errors) => tell_packs(errors, style),
        ProjectError::Lock(LockError::Form { faults, .. }) => {
            faults.iter().for_each(|fault| page(fault, style));
        }
        ProjectError::Lock(error) => warn(error),
        ProjectError::Unlocked(lock, faults) => {
            for fault in faults {
                warn(&format!("{}: {fault}", lock.display()));
            }
        }
    }
}

/// Tells standard error of faults in packs.
fn tell_packs(errors: &[PackError], style: Style) {
    errors.iter().for_each(|error| page(error, style));
    let faults = match errors.len() {
        1 => "1 fault in a pack".to_owned(),
        more => format!("{more} faults in packs"),
    };
    warn(&format!("{faults}; nothing was loaded"));
}

/// Tells standard error of a fault in a file that somebody writes, at its spot.
fn page(fault: &dyn Diagnostic, style: Style) {
    let page = fault_page(fault, style);
    let after = if page.lines().count() > 1 { "\n" } else { "" };
    let _ = io::stderr().write_all((page + after).as_bytes());
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
