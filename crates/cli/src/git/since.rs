//! What files were at a revision.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::places::absolute;
use super::{Changed, Commit, GitError, Repositories, Repository};

/// A revision, for asking what files were then: each is asked of the repository
/// that it is in.
pub(crate) struct Since {
    then: Vec<Then>,
    /// The repository of each folder, by its place in the list, and the folder
    /// within.
    folders: HashMap<PathBuf, (usize, PathBuf)>,
}

/// A repository at a revision.
struct Then {
    repository: Repository,
    commit: Commit,
    /// What changed, by the paths of now and of then: there may be as many as
    /// there are files that ask.
    new: HashMap<PathBuf, Changed>,
    old: HashMap<PathBuf, Changed>,
}

impl Since {
    /// The revision, in the repositories of some files or folders.
    pub(crate) fn new<'p>(
        paths: impl Iterator<Item = &'p Path>,
        revision: &str,
    ) -> Result<Self, GitError> {
        let mut repositories = Repositories::default();
        let mut folders = HashMap::new();
        for path in paths {
            let folder = if path.is_dir() { path } else { around(path) };
            if folders.contains_key(folder) {
                continue;
            }
            let plain = absolute(folder);
            let there = plain.ancestors().find(|folder| folder.is_dir());
            let place = repositories.place(there.unwrap_or(&plain));
            let at = place.map_err(|error| match error {
                GitError::NoRepository(_) => GitError::NoRepository(path.to_owned()),
                error => error,
            })?;
            folders.insert(folder.to_owned(), (at, plain));
        }
        let then = repositories.into_list().into_iter();
        let then = then.map(|repository| Then::new(repository, revision));
        let then: Vec<Then> = then.collect::<Result<_, _>>()?;
        for (at, folder) in folders.values_mut() {
            *folder = then[*at].repository.within(folder)?;
        }
        Ok(Self { then, folders })
    }

    /// Whether a file is not what it was then.
    pub(crate) fn is_changed(&self, path: &Path) -> bool {
        let found = self.find(path);
        found.is_some_and(|(then, inner)| then.new.contains_key(&inner))
    }

    /// What a file held then, under the name that it had; none where it was not
    /// there.
    pub(crate) fn previous(&self, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        let Some((then, inner)) = self.find(path) else {
            return Ok(None);
        };
        let changed = then.new.get(&inner).or_else(|| then.old.get(&inner));
        let old = changed.map_or(Some(&inner), |changed| changed.old.as_ref());
        old.map_or(Ok(None), |old| then.repository.show(&then.commit, old))
    }

    /// A file's repository and its path within.
    fn find(&self, path: &Path) -> Option<(&Then, PathBuf)> {
        let (at, folder) = self.folders.get(around(path))?;
        Some((&self.then[*at], folder.join(path.file_name()?)))
    }
}

impl Then {
    fn new(repository: Repository, revision: &str) -> Result<Self, GitError> {
        let commit = repository.resolve(revision)?;
        let changed = repository.changed(&commit, None)?;
        let by = |side: fn(&Changed) -> Option<&PathBuf>| {
            let mut by = HashMap::new();
            for changed in &changed {
                if let Some(path) = side(changed) {
                    by.entry(path.clone()).or_insert_with(|| changed.clone());
                }
            }
            by
        };
        Ok(Self {
            new: by(|changed| changed.new.as_ref()),
            old: by(|changed| changed.old.as_ref()),
            repository,
            commit,
        })
    }
}

/// The folder of a file.
fn around(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}
