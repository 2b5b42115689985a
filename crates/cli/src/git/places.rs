//! Which repository a path is in.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::{GitError, Repository};

/// The repositories that some paths are in: git is asked once of each, not of
/// every folder.
#[derive(Debug, Default)]
pub(crate) struct Repositories {
    found: Vec<Repository>,
    /// Their places in the list, by the folders in them.
    folders: HashMap<PathBuf, usize>,
}

impl Repositories {
    /// The repository that a file or folder is in, whether it exists or not.
    pub(crate) fn of(&mut self, path: &Path) -> Result<&Repository, GitError> {
        let path = absolute(path);
        let folder = path.ancestors().find(|folder| folder.is_dir());
        let at = self.place(folder.unwrap_or(Path::new("/")))?;
        Ok(&self.found[at])
    }

    /// The place in the list of the repository of a folder, whose path is plain.
    pub(super) fn place(&mut self, folder: &Path) -> Result<usize, GitError> {
        let mut passed = Vec::new();
        let mut known = None;
        for above in folder.ancestors() {
            known = self.folders.get(above).copied();
            if known.is_some() {
                break;
            }
            passed.push(above.to_owned());
            if is_top(above) {
                known = Some(self.add(above)?);
                break;
            }
        }
        let Some(at) = known else {
            // Git says that there is none, or `GIT_DIR` names one.
            let at = self.add(folder)?;
            self.folders.insert(folder.to_owned(), at);
            return Ok(at);
        };
        self.folders
            .extend(passed.into_iter().map(|folder| (folder, at)));
        Ok(at)
    }

    fn add(&mut self, folder: &Path) -> Result<usize, GitError> {
        let repository = Repository::at(folder)?;
        let same = |known: &Repository| known.root == repository.root;
        if let Some(at) = self.found.iter().position(same) {
            return Ok(at);
        }
        self.found.push(repository);
        Ok(self.found.len() - 1)
    }

    pub(super) fn into_list(self) -> Vec<Repository> {
        self.found
    }
}

/// The folder at the top of the repository that a folder is in.
pub(super) fn top_of(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| is_top(folder))
}

/// A submodule and a further working tree have a file there. An empty folder is
/// nothing to git.
fn is_top(folder: &Path) -> bool {
    let git = folder.join(".git");
    git.is_file() || git.join("HEAD").symlink_metadata().is_ok()
}

/// A path from the root, without `.` and `..`, and with links in the part that
/// exists followed, as git's own root has none.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // A file that is a link is what it is called in the repository.
    let inner = usize::from(!path.is_dir());
    let there = path.ancestors().skip(inner).find_map(|folder| {
        let rest = path.strip_prefix(folder).ok()?;
        Some((folder.canonicalize().ok()?, rest))
    });
    let (mut plain, rest) = there.unwrap_or((PathBuf::new(), &path));
    for part in rest.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_plain() {
        let here = std::env::current_dir().unwrap().canonicalize().unwrap();
        assert_eq!(absolute(Path::new("./none/../b.md")), here.join("b.md"));
        assert_eq!(absolute(Path::new("src/../b.md")), here.join("b.md"));
        assert_eq!(absolute(Path::new("src/..")), here);
    }
}
