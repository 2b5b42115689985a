use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::{BundleError, BundleFault};
use crate::limits::Limits;
use crate::{archive, folder, hash};

/// The files of a pack, read whole, by path.
///
/// Hidden files and folders named `target` are left out. An archive may hold
/// the pack at its top or in one folder there.
#[derive(Debug)]
pub struct Bundle {
    path: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
}

impl Bundle {
    /// Reads a folder, or a `.zip` archive, within [`Limits::STANDARD`].
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, BundleError> {
        Self::open_within(path, &Limits::STANDARD)
    }

    /// Reads a folder, or a `.zip` archive, within `limits`.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn open_within(path: impl Into<PathBuf>, limits: &Limits) -> Result<Self, BundleError> {
        let path = path.into();
        match files(&path, limits) {
            Ok(files) => Ok(Self { path, files }),
            Err(fault) => Err(BundleError { path, fault }),
        }
    }

    /// The folder or archive.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All files by path, in order: folders are parted by `/`.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, file)| (&**path, &**file))
    }

    /// A file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|file| &**file)
    }

    /// A file as text.
    ///
    /// # Errors
    /// It is not there, or no UTF-8.
    pub fn text(&self, path: &str) -> Result<&str, BundleError> {
        let file = path.to_owned();
        let fault = match self.get(path).map(std::str::from_utf8) {
            Some(Ok(text)) => return Ok(text),
            Some(Err(error)) => BundleFault::NoText {
                file,
                offset: error.valid_up_to(),
            },
            None => BundleFault::Missing { file },
        };
        Err(BundleError {
            path: self.path.clone(),
            fault,
        })
    }

    /// A hash of all paths and contents: `sha256:` and 64 hexadecimal digits.
    ///
    /// The same for a folder and an archive of it, and for line ends of either
    /// kind in text files.
    #[must_use]
    pub fn hash(&self) -> String {
        hash::of(&self.files)
    }
}

impl Bundle {
    /// A hash of each file, by path.
    #[must_use]
    pub fn hashes(&self) -> BTreeMap<String, String> {
        let files = self.files.iter();
        files
            .map(|(path, content)| (path.clone(), hash::of_file(content)))
            .collect()
    }
}

fn files(path: &Path, limits: &Limits) -> Result<BTreeMap<String, Vec<u8>>, BundleFault> {
    let kind = std::fs::metadata(path).map_err(BundleFault::Unreadable)?;
    let zip = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    let mut intake = Intake::new(limits);
    if kind.is_dir() {
        folder::read(path, &mut intake)?;
    } else if kind.is_file() && zip {
        archive::read(path, &mut intake)?;
    } else {
        return Err(BundleFault::NoPack);
    }
    if intake.files.is_empty() {
        return Err(BundleFault::Empty);
    }
    Ok(intake.files)
}

/// Files as they come in, within limits.
pub(crate) struct Intake<'l> {
    pub(crate) limits: &'l Limits,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Paths in small letters, with the path as written.
    folded: BTreeMap<String, String>,
    bytes: u64,
}

impl<'l> Intake<'l> {
    const fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            files: BTreeMap::new(),
            folded: BTreeMap::new(),
            bytes: 0,
        }
    }

    /// Takes in a file, reading no further than the limits go, whatever its
    /// size was said to be.
    pub(crate) fn add(&mut self, path: String, content: impl Read) -> Result<(), BundleFault> {
        let limits = self.limits;
        let folded = self.folded.insert(path.to_lowercase(), path.clone());
        if let Some(first) = folded {
            return Err(BundleFault::Twice {
                first,
                second: path,
            });
        }
        if self.files.len() == limits.files {
            return Err(BundleFault::TooMany {
                limit: limits.files,
            });
        }
        let left = limits.all - self.bytes;
        let mut file = Vec::new();
        let read = content
            .take(limits.file.min(left) + 1)
            .read_to_end(&mut file);
        read.map_err(|error| unreadable(&path, error))?;
        let size = file.len() as u64;
        if size > limits.file {
            return Err(BundleFault::FileTooLarge {
                file: path,
                limit: limits.file,
            });
        }
        if size > left {
            return Err(BundleFault::TooLarge { limit: limits.all });
        }
        self.bytes += size;
        self.files.insert(path, file);
        Ok(())
    }
}

pub(crate) fn unreadable(path: &str, error: io::Error) -> BundleFault {
    BundleFault::File {
        file: path.to_owned(),
        error,
    }
}
