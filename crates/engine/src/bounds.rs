//! What a search takes in.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::Gitignore;

/// What a search takes in, asked path by path, since each may have a
/// configuration of its own. Paths are as the search meets them.
pub trait Bounds: Send + Sync {
    /// Whether a file is left out, or a folder with all that is in it.
    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let _ = (path, is_folder);
        false
    }

    /// Whether a file is a policy; none where its name tells.
    fn includes(&self, path: &Path) -> Option<bool> {
        let _ = path;
        None
    }

    /// Whether a search of a folder leaves out what `.gitignore` names.
    fn respects_gitignore(&self, folder: &Path) -> bool {
        let _ = folder;
        true
    }

    /// Whether a file that is named is left out like one that is met.
    fn binds_named(&self, path: &Path) -> bool {
        let _ = path;
        false
    }
}

/// Bounds where nothing is configured.
#[derive(Debug, Clone, Copy)]
pub struct Unbounded;

impl Bounds for Unbounded {}

/// Whether a file that is named is out of bounds.
pub(crate) fn leave_out(bounds: &dyn Bounds, path: &Path) -> bool {
    if !bounds.binds_named(path) {
        return false;
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    bounds.excludes(path, false) || bounds.respects_gitignore(folder) && is_ignored(path)
}

/// Whether a `.gitignore` beside or above a file names it, up to the top of the
/// repository; the nearest one that says something counts.
pub(crate) fn is_ignored(path: &Path) -> bool {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for folder in path.ancestors().skip(1) {
        let file: PathBuf = folder.join(".gitignore");
        if file.is_file() {
            let (rules, _) = Gitignore::new(file);
            match rules.matched_path_or_any_parents(&path, false) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    false
}
