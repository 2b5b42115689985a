//! What a search takes in.

use std::path::Path;

use crate::ignored::{GitRules, around};

/// What a search takes in, asked path by path, since each may have a
/// configuration of its own. Paths are as the search meets them.
pub trait Bounds: Send + Sync {
    /// What leaves a file out, or a folder with all that is in it, in words that
    /// name the glob and where it stands.
    fn excluded_by(&self, path: &Path, is_folder: bool) -> Option<String> {
        let _ = (path, is_folder);
        None
    }

    /// Whether anything leaves it out.
    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.excluded_by(path, is_folder).is_some()
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

/// What leaves a file out that is named: the bounds, or git.
pub(crate) fn named_left_out_by(
    bounds: &dyn Bounds,
    rules: &mut GitRules,
    path: &Path,
) -> Option<String> {
    if !bounds.binds_named(path) {
        return None;
    }
    let git = bounds.respects_gitignore(path.parent().unwrap_or(Path::new("")));
    let by_git = || rules.ignored_by(path, &around(path));
    left_out_by(bounds, path, Path::new("")).or_else(|| git.then(by_git).flatten())
}

/// What leaves a file out that a search of `folder` would find.
pub(crate) fn met_left_out_by(
    bounds: &dyn Bounds,
    rules: &mut GitRules,
    path: &Path,
    folder: &Path,
) -> Option<String> {
    let git = bounds.respects_gitignore(folder);
    let by_git = || rules.ignored_by(path, folder);
    left_out_by(bounds, path, folder).or_else(|| git.then(by_git).flatten())
}

fn left_out_by(bounds: &dyn Bounds, path: &Path, below: &Path) -> Option<String> {
    let mut parts: Vec<&Path> = path.ancestors().take_while(|part| *part != below).collect();
    parts.reverse();
    let mut parts = parts.into_iter();
    parts.find_map(|part| bounds.excluded_by(part, part != path))
}
