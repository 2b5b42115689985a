//! Which configuration file holds for a path.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clauselint_toml::Fault;

use crate::Config;
use crate::path::{Folders, file_from, folder_from};
use crate::read::{PYPROJECT, Reader};

/// The names of a configuration file, the first one in a folder counts.
const NAMES: [&str; 4] = [
    "clauselint.toml",
    ".clauselint.toml",
    ".config/clauselint.toml",
    PYPROJECT,
];

/// A configuration, or why nothing of its file can be used. Shared: whoever
/// asks for a file beside it gets the same.
pub type Found = Result<Arc<Config>, Arc<Vec<Fault>>>;

/// Finds the configuration of files: the nearest one above each.
///
/// What it has found it remembers, by folder and by file.
#[derive(Debug)]
pub struct Finder {
    reader: Reader,
    folders: Folders,
    fixed: Option<Found>,
    by_folder: Mutex<HashMap<PathBuf, Found>>,
}

impl Finder {
    /// A finder that searches upwards from each file. `cwd` is the working
    /// folder, `version` that of clauselint.
    #[must_use]
    pub fn new(cwd: &Path, version: &str) -> Self {
        let cwd = folder_from(cwd, Path::new(""));
        Self {
            folders: Folders::new(&cwd),
            reader: Reader {
                cwd,
                version: version.to_owned(),
            },
            fixed: None,
            by_folder: Mutex::default(),
        }
    }

    /// A finder for which every file has the configuration of this one, as
    /// with `--config FILE`. That it is missing is a fault.
    #[must_use]
    pub fn fixed(cwd: &Path, version: &str, file: &Path) -> Self {
        let mut finder = Self::new(cwd, version);
        let path = file_from(&finder.reader.cwd, file);
        let found = Config::read(&finder.reader, &path).and_then(|config| {
            config.ok_or_else(|| {
                let name = finder.reader.name(&path);
                let message = format!("{name}: has no table `[tool.clauselint]`");
                vec![Fault::without_place(&name, message)]
            })
        });
        finder.fixed = Some(found.map(Arc::new).map_err(Arc::new));
        finder
    }

    /// A finder that finds nothing, as with `--no-config`.
    #[must_use]
    pub fn none(cwd: &Path, version: &str) -> Self {
        let fixed = Some(Ok(Arc::new(Config::none())));
        Self {
            fixed,
            ..Self::new(cwd, version)
        }
    }

    /// The configuration of a file, or of a folder; the path is seen from the
    /// working folder, and need not lead anywhere.
    ///
    /// # Errors
    /// Why the file cannot be used at all, as that it cannot be read. What is
    /// wrong in a part of it [`Config::faults`] tells.
    pub fn find(&self, path: &Path) -> Found {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        let folders = &self.folders;
        let is_folder =
            path.as_os_str().is_empty() || folders.knows(path) || folders.cwd().join(path).is_dir();
        let around = path.parent().filter(|_| path.file_name().is_some());
        match around {
            Some(around) if !is_folder => folders.folder(around, |folder| self.above(folder)),
            _ => folders.folder(path, |folder| self.above(folder)),
        }
    }

    /// The configuration file that stands in a folder itself, with or without
    /// faults; seen from the working folder.
    #[must_use]
    pub fn inside(&self, folder: &Path) -> Option<PathBuf> {
        let folder = folder_from(&self.reader.cwd, folder);
        let mut names = NAMES.iter().map(|name| folder.join(name));
        let found = names.find(|path| {
            path.symlink_metadata().is_ok() && !matches!(self.reader.read(path), Ok(None))
        })?;
        Some(self.reader.name(&found).into())
    }

    fn above(&self, folder: &Path) -> Found {
        let mut by_folder = self
            .by_folder
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut passed = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            found = by_folder.get(folder).cloned();
            if found.is_none() {
                passed.push(folder.to_owned());
                found = self.read_inside(folder);
            }
            if found.is_some() {
                break;
            }
        }
        let found = found.unwrap_or_else(|| Ok(Arc::new(Config::none())));
        by_folder.extend(passed.into_iter().map(|folder| (folder, found.clone())));
        found
    }

    /// The configuration that stands in a folder itself.
    fn read_inside(&self, folder: &Path) -> Option<Found> {
        let mut names = NAMES.iter().map(|name| folder.join(name));
        // A broken link is there, and meant.
        let is_there = |path: &PathBuf| path.is_file() || path.is_symlink() && !path.exists();
        let found = names.by_ref().filter(is_there).find_map(|path| {
            let read = Config::read(&self.reader, &path).transpose()?;
            Some((path, read))
        });
        let (path, read) = found?;
        let others: Vec<String> = names
            .filter(is_there)
            .filter(|path| {
                !path.ends_with(PYPROJECT)
                    || self.reader.read(path).is_ok_and(|file| file.is_some())
            })
            .map(|path| self.reader.name(&path))
            .collect();
        Some(match read {
            Ok(mut config) => {
                let name = self.reader.name(&path);
                let note = |other| format!("{other} is not used, since {name} stands beside it");
                config.notes.extend(others.into_iter().map(note));
                Ok(Arc::new(config))
            }
            Err(faults) => Err(Arc::new(faults)),
        })
    }
}
