use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::{Fault, FileError, FileReport, Linter};

/// Files that are linted before the first of them is handed on: enough to keep
/// every core busy, few enough to bound memory.
const BATCH: usize = 64;

/// A file of more bytes is never read: no span could tell its places.
pub const LIMIT: u64 = u32::MAX as u64;

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
        let bytes = job.target.read(job.linter.limit());
        let done = bytes.and_then(|bytes| work(job.linter, path, bytes));
        done.map_err(|fault| FileError {
            path: path.to_owned(),
            fault,
        })
    };
    for (at, batch) in jobs.chunks(BATCH).enumerate() {
        let outcomes: Vec<Result<T, FileError>> = match batch {
            // To start threads takes as long as to lint a short policy.
            [job] => vec![done(job)],
            _ => batch.par_iter().map(done).collect(),
        };
        let mut outcomes = (at * BATCH..).zip(outcomes);
        outcomes.try_for_each(|(at, outcome)| each(at, outcome))?;
    }
    Ok(())
}

impl Target {
    /// The bytes of the target, `limit` of them at most.
    ///
    /// # Errors
    /// [`Fault::Unreadable`], [`Fault::Irregular`] and [`Fault::TooLarge`].
    pub fn read(&self, limit: u64) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Stdin => read_within(io::stdin().lock(), Vec::new(), limit),
            Self::File(path) => read_file(path, limit),
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
fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Fault> {
    let metadata = path.metadata()?;
    if !metadata.is_file() {
        return Err(Fault::Irregular);
    }
    let size = metadata.len();
    if size > limit {
        return Err(Fault::TooLarge { size, limit });
    }
    let mut file = File::open(path)?;
    let mut bytes = vec![0; size as usize + 1];
    let read = fill(&mut file, &mut bytes)?;
    bytes.truncate(read);
    match read as u64 > size {
        // It has grown since.
        true => read_within(file, bytes, limit),
        false => Ok(bytes),
    }
}

/// Reads until there is no more room or nothing more, and tells how much: in one
/// go where the size is known, which [`Read::read_to_end`] is not told.
fn fill(mut from: impl Read, bytes: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < bytes.len() {
        match from.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Reads no further than one byte behind the limit, however a file grows.
fn read_within(from: impl Read, mut bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Fault> {
    let room = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
    from.take(room).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    if size > limit {
        return Err(Fault::TooLarge { size, limit });
    }
    Ok(bytes)
}
