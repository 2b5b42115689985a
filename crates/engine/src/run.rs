use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clauselint_source::DecodeError;
use rayon::prelude::*;

use crate::{Fault, FileError, FileReport, Linter};

/// Files that are linted before the first of them is handed on: enough to keep
/// every core busy, few enough to bound memory.
const BATCH: usize = 64;

/// A file of so many bytes is refused unread.
const LIMIT: u64 = 1 << 32;

/// Something to lint.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// A target with who lints it.
#[derive(Clone, Copy)]
pub struct Job<'a, 'r> {
    /// What is linted.
    pub target: &'a Target,
    /// Who lints it.
    pub linter: &'a Linter<'r>,
}

/// What came of a file.
pub type Outcome = Result<FileReport, FileError>;

/// Lints files in parallel and hands each outcome on, with the place of its job,
/// in the order of `jobs`.
///
/// `stdin_name` stands for standard input in reports, and its ending tells the
/// format. Stops early when `each` returns an error, and returns that.
///
/// # Errors
/// What `each` returned.
pub fn run<E>(
    jobs: &[Job<'_, '_>],
    stdin_name: &Path,
    each: impl FnMut(usize, Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let lint = |linter: &Linter<'_>, path: &Path, bytes| linter.lint(path, bytes);
    run_with(lint, jobs, stdin_name, each)
}

/// As [`run`], with something else than linting to be done with each file's
/// path and bytes.
///
/// # Errors
/// What `each` returned.
pub fn run_with<T: Send, E>(
    work: impl Fn(&Linter<'_>, &Path, Vec<u8>) -> Result<T, Fault> + Sync,
    jobs: &[Job<'_, '_>],
    stdin_name: &Path,
    mut each: impl FnMut(usize, Result<T, FileError>) -> Result<(), E>,
) -> Result<(), E> {
    let done = |job: &Job<'_, '_>| {
        let path = job.target.path(stdin_name);
        let bytes = job.target.read();
        let done = bytes.and_then(|bytes| work(job.linter, path, bytes));
        done.map_err(|fault| FileError {
            path: path.to_owned(),
            fault,
        })
    };
    for (at, batch) in jobs.chunks(BATCH).enumerate() {
        let outcomes: Vec<Result<T, FileError>> = batch.par_iter().map(done).collect();
        let mut outcomes = (at * BATCH..).zip(outcomes);
        outcomes.try_for_each(|(at, outcome)| each(at, outcome))?;
    }
    Ok(())
}

impl Target {
    /// The bytes of the target.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] and [`Fault::Irregular`].
    pub fn read(&self) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().take(LIMIT).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Self::File(path) => read_file(path),
        }
    }

    /// The path that reports show.
    #[must_use]
    pub fn path<'a>(&'a self, stdin_name: &'a Path) -> &'a Path {
        match self {
            Self::Stdin => stdin_name,
            Self::File(path) => path,
        }
    }
}

/// Opening a named pipe would wait for a writer, so the kind is asked first.
fn read_file(path: &Path) -> Result<Vec<u8>, Fault> {
    let metadata = path.metadata()?;
    if !metadata.is_file() {
        return Err(Fault::Irregular);
    }
    if metadata.len() >= LIMIT {
        return Err(DecodeError::TooLarge {
            size: metadata.len(),
        }
        .into());
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    File::open(path)?.take(LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}
