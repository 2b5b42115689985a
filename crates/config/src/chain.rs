//! A configuration file with those that it extends.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_toml::{Fault, Key};

use crate::read::{ReadFile, Reader};
use crate::{Origin, path};

/// Files that extend files that extend files.
const DEEPEST: usize = 16;

/// The configuration that holds for a file, before it is checked against the
/// rules there are.
///
/// The first step is to load [`Config::packs`], the second
/// [`Settings::new`](crate::Settings::new), which knows the rules of the packs.
#[derive(Debug)]
pub struct Config {
    /// Those that are extended before those that extend them.
    pub(crate) files: Vec<Arc<ReadFile>>,
    pub(crate) path: Option<PathBuf>,
    pub(crate) notes: Vec<String>,
    /// What is wrong with files that could not be read at all.
    pub(crate) unread: Vec<Fault>,
}

/// A pack that a configuration names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackPath {
    /// Its folder or archive.
    pub path: PathBuf,
    /// Who names it.
    pub origin: Origin,
}

impl Config {
    /// Where nothing is configured.
    pub(crate) const fn none() -> Self {
        Self {
            files: Vec::new(),
            path: None,
            notes: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Everything that is wrong with the form of its files, the nearest first.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let nearest_first = self.files.iter().rev();
        let of_files = nearest_first.flat_map(|file| &file.faults);
        of_files.chain(&self.unread).cloned().collect()
    }

    /// Whether packs, or files that it extends, may be missing.
    pub(crate) fn is_partial(&self) -> bool {
        !self.unread.is_empty() || self.files.iter().any(|file| file.partial)
    }

    /// The file that was found or named; none where nothing is configured.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The names of all files, the nearest first.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().rev().map(|file| &*file.name)
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| &*file.path)
    }

    /// What a user should know of how it was found.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The packs to load, each once. Whether they are there is told by
    /// [`Settings::new`](crate::Settings::new).
    #[must_use]
    pub fn packs(&self) -> Vec<PackPath> {
        let mut packs: Vec<PackPath> = Vec::new();
        for file in &self.files {
            for pack in file.value.packs.iter().flatten() {
                let path = file.seen(pack);
                if path.exists() && !packs.iter().any(|known| known.path == path) {
                    let origin = file.origin(&[Key::Name("packs")]);
                    packs.push(PackPath { path, origin });
                }
            }
        }
        packs
    }

    /// Reads a file and all that it extends; none where it is a
    /// `pyproject.toml` that says nothing of us.
    pub(crate) fn read(reader: &Reader, path: &Path) -> Result<Option<Self>, Vec<Fault>> {
        let Some(nearest) = reader.read(path)? else {
            return Ok(None);
        };
        let mut chain = Chain {
            reader,
            files: Vec::new(),
            known: HashSet::new(),
            open: Vec::new(),
            unread: Vec::new(),
        };
        chain.follow(canonical(path), nearest);
        Ok(Some(Self {
            files: chain.files,
            path: Some(path.to_owned()),
            notes: Vec::new(),
            unread: chain.unread,
        }))
    }
}

struct Chain<'r> {
    reader: &'r Reader,
    files: Vec<Arc<ReadFile>>,
    known: HashSet<PathBuf>,
    /// Files that are being followed, the outermost first.
    open: Vec<PathBuf>,
    unread: Vec<Fault>,
}

impl Chain<'_> {
    fn follow(&mut self, path: PathBuf, mut file: ReadFile) {
        self.known.insert(path.clone());
        self.open.push(path);
        let mut faults = Vec::new();
        let extends = file.value.extends.iter().flat_map(|extends| extends.all());
        for (at, extended) in extends.enumerate() {
            faults.extend(self.extend(&file, at, extended).err());
        }
        file.partial |= !faults.is_empty();
        file.faults.extend(faults);
        self.open.pop();
        self.files.push(Arc::new(file));
    }

    fn extend(&mut self, file: &ReadFile, at: usize, extended: &str) -> Result<(), Fault> {
        let place = [Key::Name("extends"), at.into()];
        let fault = |message: String| file.places.fault(&place, None, message);
        let path = file.seen(extended);
        let canonical = canonical(&path);
        if let Some(from) = self.open.iter().position(|open| *open == canonical) {
            let circle = self.open[from..].iter().chain([&canonical]);
            let circle: Vec<String> = circle.map(|file| self.reader.name(file)).collect();
            return Err(fault("the file extends itself".into()).with_help(circle.join(" -> ")));
        }
        if !self.known.insert(canonical.clone()) {
            return Ok(());
        }
        if self.open.len() > DEEPEST {
            return Err(fault(format!(
                "more than {DEEPEST} files extend each other"
            )));
        }
        if !path.is_file() {
            let told = if path.is_dir() {
                "is a folder"
            } else {
                "leads to no file"
            };
            return Err(fault(format!("`{extended}` {told}")));
        }
        match self.reader.read(&path) {
            Ok(Some(next)) => self.follow(canonical, next),
            Ok(None) => {
                let message = format!("`{extended}` has no table `[tool.clauselint]`");
                return Err(fault(message));
            }
            Err(faults) => self.unread.extend(faults),
        }
        Ok(())
    }
}

fn canonical(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| path::tidy(file))
}
