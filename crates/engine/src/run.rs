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

/// What came of a file.
pub type Outcome = Result<FileReport, FileError>;

/// Lints files in parallel and hands each outcome on in the order of `targets`.
///
/// `stdin_name` stands for standard input in reports, and its ending tells the
/// format. Stops early when `each` returns an error, and returns that.
///
/// # Errors
/// What `each` returned.
pub fn run<E>(
    linter: &Linter<'_>,
    targets: &[Target],
    stdin_name: &Path,
    mut each: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let lint = |path: &Path, bytes| linter.lint(path, bytes);
    run_with(lint, targets, stdin_name, |_, outcome| each(outcome))
}

/// As [`run`], with something else than linting to be done with each file's
/// path and bytes.
///
/// # Errors
/// What `each` returned.
pub fn run_with<T: Send, E>(
    work: impl Fn(&Path, Vec<u8>) -> Result<T, Fault> + Sync,
    targets: &[Target],
    stdin_name: &Path,
    mut each: impl FnMut(&Target, Result<T, FileError>) -> Result<(), E>,
) -> Result<(), E> {
    let done = |target: &Target| {
        let path = target.path(stdin_name);
        let bytes = target.read();
        let done = bytes.and_then(|bytes| work(path, bytes));
        done.map_err(|fault| FileError {
            path: path.to_owned(),
            fault,
        })
    };
    for batch in targets.chunks(BATCH) {
        let outcomes: Vec<Result<T, FileError>> = batch.par_iter().map(done).collect();
        let mut outcomes = batch.iter().zip(outcomes);
        outcomes.try_for_each(|(target, outcome)| each(target, outcome))?;
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
