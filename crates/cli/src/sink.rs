//! Where output goes. A file appears whole or not at all: what stood there
//! before stays until all is written.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Stderr, StdoutLock, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;
use crate::interrupt::Unfinished;

/// Bytes of a report that are written at once.
const BUFFER: usize = 64 << 10;

/// Something to write to.
pub(crate) struct Sink {
    target: Target,
    /// The file's path, for messages; none for standard output.
    path: Option<PathBuf>,
}

enum Target {
    Stdout(BufWriter<StdoutLock<'static>>),
    Stderr(BufWriter<Stderr>),
    /// A device or pipe, or a file that is written on to.
    Direct(BufWriter<File>),
    /// A file beside the one that it will take the place of.
    Beside(BufWriter<NamedTempFile>, PathBuf, Unfinished),
}

impl Sink {
    pub(crate) fn stdout() -> Self {
        Self {
            target: Target::Stdout(BufWriter::with_capacity(BUFFER, io::stdout().lock())),
            path: None,
        }
    }

    /// Where reports go when standard output is for a fixed policy.
    pub(crate) fn stderr() -> Self {
        Self {
            target: Target::Stderr(BufWriter::new(io::stderr())),
            path: None,
        }
    }

    /// A file, or standard output where there is no path.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self::stdout());
        };
        let target = replacing(path).map_err(|error| failure(path, error))?;
        Ok(Self {
            target,
            path: Some(path.to_owned()),
        })
    }

    /// Puts other bytes in a file that still is as it was read: whoever saved it
    /// meanwhile loses nothing.
    pub(crate) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Failure> {
        let mut sink = Self::open(Some(path))?;
        let written = sink.write_all(new).and_then(|()| sink.flush());
        written.map_err(|error| sink.failure(error))?;
        match fs::read(path) {
            Ok(now) if now == old => sink.commit(),
            _ => Err(Failure::Changed(path.to_owned())),
        }
    }

    /// A file that others write to as well; what stands in it stays.
    pub(crate) fn append(path: &Path) -> Result<Self, Failure> {
        let file = OpenOptions::new().append(true).create(true).open(path);
        let file = file.map_err(|error| failure(path, error))?;
        Ok(Self {
            target: Target::Direct(BufWriter::new(file)),
            path: Some(path.to_owned()),
        })
    }

    /// Puts what was written in its place.
    pub(crate) fn commit(mut self) -> Result<(), Failure> {
        let done = self.flush().and_then(|()| match self.target {
            Target::Beside(file, place, unfinished) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(place).map_err(|error| error.error)?;
                drop(unfinished);
                Ok(())
            }
            Target::Stdout(_) | Target::Stderr(_) | Target::Direct(_) => Ok(()),
        });
        done.map_err(|error| match &self.path {
            Some(path) => failure(path, error),
            None => error.into(),
        })
    }

    /// What an error in writing means.
    pub(crate) fn failure(&self, error: io::Error) -> Failure {
        match &self.path {
            Some(path) => failure(path, error),
            None => error.into(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Stdout(out) => out.write(bytes),
            Target::Stderr(out) => out.write(bytes),
            Target::Direct(out) => out.write(bytes),
            Target::Beside(out, ..) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(out) => out.flush(),
            Target::Stderr(out) => out.flush(),
            Target::Direct(out) => out.flush(),
            Target::Beside(out, ..) => out.flush(),
        }
    }
}

fn failure(path: &Path, error: io::Error) -> Failure {
    Failure::Output {
        path: path.to_owned(),
        error,
    }
}

fn replacing(path: &Path) -> io::Result<Target> {
    // A link stays one: what it leads to is replaced.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&place).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        let device = OpenOptions::new().write(true).open(&place)?;
        return Ok(Target::Direct(BufWriter::new(device)));
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::Error::other("the file is read-only"));
    }
    let parent = place
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = parent.unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".clauselint-");
    let permissions = permissions(old.as_ref());
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let made = Unfinished::make(|| builder.tempfile_in(folder));
    let (file, unfinished) = made.map_err(|error| told(&error))?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(Target::Beside(BufWriter::new(file), place, unfinished))
}

/// Why there can be no file beside; its own message names one that nobody knows.
fn told(error: &io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::NotFound => io::Error::other("there is no such folder"),
        io::ErrorKind::PermissionDenied => io::Error::other("its folder is read-only"),
        kind => kind.into(),
    }
}

/// Those of a new file as anybody would make it; by itself, a file beside is
/// for its owner's eyes only.
#[cfg(unix)]
fn permissions(old: Option<&fs::Metadata>) -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    let new = || fs::Permissions::from_mode(0o666);
    Some(old.map_or_else(new, fs::Metadata::permissions))
}

#[cfg(not(unix))]
fn permissions(_: Option<&fs::Metadata>) -> Option<fs::Permissions> {
    None
}

/// The file that GitHub shows as a job's summary.
pub(crate) fn step_summary() -> Option<PathBuf> {
    let path = env::var_os("GITHUB_STEP_SUMMARY")?;
    Some(PathBuf::from(path)).filter(|path| !path.as_os_str().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_saved_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("privacy.md");
        fs::write(&path, "saved meanwhile").unwrap();
        let kept = Sink::replace(&path, b"as it was read", b"fixed");
        assert!(matches!(kept, Err(Failure::Changed(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "saved meanwhile");
        fs::remove_file(&path).unwrap();
        let gone = Sink::replace(&path, b"as it was read", b"fixed");
        assert!(matches!(gone, Err(Failure::Changed(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
