//! Paths without `.` and `..`, as far as that can be told.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Folders as the file system knows them, each asked for once: it is asked for
/// every part of a path, and the files of a folder share all but their names.
#[derive(Debug)]
pub(crate) struct Folders {
    cwd: PathBuf,
    /// By the folder seen from `cwd`.
    known: Mutex<HashMap<PathBuf, PathBuf>>,
}

impl Folders {
    /// Folders seen from `cwd`.
    pub(crate) fn new(cwd: &Path) -> Self {
        Self {
            cwd: cwd.to_owned(),
            known: Mutex::default(),
        }
    }

    /// What they are seen from.
    pub(crate) fn cwd(&self) -> &Path {
        &self.cwd
    }

    /// Whether a path is one of a folder that was asked for before.
    pub(crate) fn knows(&self, path: &Path) -> bool {
        self.known().contains_key(path)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<PathBuf, PathBuf>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As [`file_from`].
    pub(crate) fn file(&self, path: &Path) -> PathBuf {
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => self.folder(folder, |folder| folder.join(name)),
            _ => file_from(&self.cwd, path),
        }
    }

    /// Shows a folder as [`folder_from`] tells it.
    pub(crate) fn folder<T>(&self, folder: &Path, show: impl FnOnce(&Path) -> T) -> T {
        let mut known = self.known();
        if let Some(real) = known.get(folder) {
            return show(real);
        }
        let real = folder_from(&self.cwd, folder);
        let shown = show(&real);
        known.insert(folder.to_owned(), real);
        shown
    }
}

/// A path with its `.` and `..` resolved by its words alone.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if tidy.parent().is_some() => {
                tidy.pop();
            }
            // Above the root is the root.
            Component::ParentDir if tidy.has_root() => {}
            part => tidy.push(part),
        }
    }
    tidy
}

/// A file seen from `cwd`, its folder as the file system knows it.
///
/// The file itself is not followed: the configuration of a link is the one
/// above the link.
pub(crate) fn file_from(cwd: &Path, path: &Path) -> PathBuf {
    let path = cwd.join(path);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return folder_from(cwd, &path);
    };
    folder_from(cwd, folder).join(name)
}

/// A folder seen from `cwd`, as the file system knows it, if it does.
pub(crate) fn folder_from(cwd: &Path, folder: &Path) -> PathBuf {
    let folder = cwd.join(folder);
    folder.canonicalize().unwrap_or_else(|_| tidy(&folder))
}

/// Whether a path, which need not be there, lies below a folder, links followed.
pub(crate) fn is_below(path: &Path, folder: &Path) -> bool {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let real = |path: &Path| path.canonicalize().ok();
    let known = path
        .ancestors()
        .find_map(|known| Some((real(known)?, path.strip_prefix(known).ok()?)));
    let whole = known.map_or_else(|| path.to_owned(), |(known, rest)| known.join(rest));
    real(folder).is_some_and(|folder| whole.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved() {
        for (path, tidied) in [
            ("/a/./b/../c", "/a/c"),
            ("/..", "/"),
            ("/../../a", "/a"),
            ("a/../../b", "../b"),
            ("./a", "a"),
        ] {
            assert_eq!(tidy(Path::new(path)), Path::new(tidied), "{path}");
        }
    }
}
