//! What a search takes in.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::Gitignore;

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
pub(crate) fn named_left_out_by(bounds: &dyn Bounds, path: &Path) -> Option<String> {
    let around = path.parent().unwrap_or(Path::new(""));
    let git = bounds.respects_gitignore(around);
    let by = || left_out_by(bounds, path, Path::new(""), git);
    bounds.binds_named(path).then(by).flatten()
}

/// What leaves a file out that a search of `folder` would find.
pub(crate) fn met_left_out_by(bounds: &dyn Bounds, path: &Path, folder: &Path) -> Option<String> {
    left_out_by(bounds, path, folder, bounds.respects_gitignore(folder))
}

fn left_out_by(bounds: &dyn Bounds, path: &Path, below: &Path, git: bool) -> Option<String> {
    let mut parts: Vec<&Path> = path.ancestors().take_while(|part| *part != below).collect();
    parts.reverse();
    let mut parts = parts.into_iter();
    let by_bounds = parts.find_map(|part| bounds.excluded_by(part, part != path));
    by_bounds.or_else(|| ignored_by(path).filter(|_| git))
}

/// Whether a `.gitignore` beside or above a file names it, up to the top of the
/// repository; the nearest one that says something counts.
pub(crate) fn is_ignored(path: &Path) -> bool {
    ignored_by(path).is_some()
}

/// The pattern by which a `.gitignore` names a file, and where it stands.
fn ignored_by(path: &Path) -> Option<String> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for folder in path.ancestors().skip(1) {
        let file: PathBuf = folder.join(".gitignore");
        if file.is_file() {
            let (rules, _) = Gitignore::new(&file);
            match rules.matched_path_or_any_parents(&path, false) {
                Match::Ignore(glob) => return Some(git_pattern(&file, glob.original())),
                Match::Whitelist(_) => return None,
                Match::None => {}
            }
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    None
}

/// A pattern with the place of its last line in the file, which is what counts.
fn git_pattern(file: &Path, pattern: &str) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().collect::<Vec<_>>();
    let line = line.iter().rposition(|line| line.trim_end() == pattern);
    let line = line.map_or_else(String::new, |line| format!(":{}", line + 1));
    let seen = std::path::absolute(".").ok();
    let seen = seen.and_then(|cwd| Some(file.strip_prefix(cwd).ok()?.to_owned()));
    let file = seen.as_deref().unwrap_or(file).display();
    format!("`{pattern}` ({file}{line})")
}
