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
    mut each: impl FnMut(usize, Outcome) -> Result<(), E>,
) -> Result<(), E> {
    for (at, batch) in jobs.chunks(BATCH).enumerate() {
        let outcomes: Vec<Outcome> = batch
            .par_iter()
            .map(|job| lint(job.linter, job.target, stdin_name))
            .collect();
        let places = at * BATCH..;
        let mut outcomes = places.zip(outcomes);
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

fn lint(linter: &Linter<'_>, target: &Target, stdin_name: &Path) -> Outcome {
    let path = target.path(stdin_name);
    let bytes = target.read();
    bytes
        .and_then(|bytes| linter.lint(path, bytes))
        .map_err(|fault| FileError {
            path: path.to_owned(),
            fault,
        })
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
