//! What git leaves out.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};

use crate::path::whole;

/// Whether a folder is at the top of a repository: no rules from above hold in it.
pub(crate) fn is_top(folder: &Path) -> bool {
    folder.join(".git").exists() || folder.join(".jj").exists()
}

/// Whether a folder is in a repository. Outside of any, `.gitignore` files count
/// wherever they are.
pub(crate) fn is_in_repository(folder: &Path) -> bool {
    let folder = folder.canonicalize().unwrap_or_else(|_| whole(folder));
    folder.ancestors().any(is_top)
}

/// The folder from which on rules hold for a file that is named: that of the
/// process where the file's repository is in it, else the top of that.
pub(crate) fn around(path: &Path) -> PathBuf {
    let (path, here) = (whole(path), whole(Path::new("")));
    let top = path.ancestors().skip(1).find(|folder| is_top(folder));
    let top = top.or_else(|| path.ancestors().last());
    let top = top.unwrap_or(&path);
    let inside = top.starts_with(&here);
    if inside { here } else { top.to_owned() }
}

/// The patterns of git, read once.
#[derive(Default)]
pub(crate) struct GitRules {
    /// By their file and the folder that they are seen from.
    files: HashMap<(PathBuf, PathBuf), Gitignore>,
    /// The file that holds in all repositories.
    global: OnceCell<Option<PathBuf>>,
}

impl GitRules {
    /// The pattern by which git leaves a file out, and where it stands. A search
    /// begins with the folder `below`, so that rules from above its repository, or
    /// that name a folder around it, do not hold.
    pub(crate) fn ignored_by(&mut self, path: &Path, below: &Path) -> Option<String> {
        let (path, below) = (whole(path), whole(below));
        let parts = path.ancestors().take_while(|part| *part != below);
        let mut parts: Vec<&Path> = parts.filter(|part| part.parent().is_some()).collect();
        parts.reverse();
        // What is in a folder that is left out cannot be taken back.
        let mut parts = parts.into_iter();
        parts.find_map(|part| self.ignore(part, part != path))
    }

    /// The pattern that leaves a file or folder out by itself. The nearest one
    /// that says something counts, up to the top of the repository.
    fn ignore(&mut self, part: &Path, is_folder: bool) -> Option<String> {
        let mut top = part;
        for folder in part.ancestors().skip(1) {
            top = folder;
            if let Some(told) = self.say(folder.join(".gitignore"), folder, part, is_folder) {
                return told.into_pattern();
            }
            if is_top(folder) {
                break;
            }
        }
        let global = self.global.get_or_init(gitconfig_excludes_path);
        let files = [exclude_file(top), global.clone()];
        let told = files.into_iter().flatten();
        let mut told = told.filter_map(|file| self.say(file, top, part, is_folder));
        told.next()?.into_pattern()
    }

    /// What a file of patterns, seen from a folder, says of a file or folder.
    fn say(&mut self, file: PathBuf, from: &Path, part: &Path, is_folder: bool) -> Option<Told> {
        let known = (file, from.to_owned());
        let file = known.0.clone();
        let rules = self.files.entry(known).or_insert_with(|| {
            let mut rules = GitignoreBuilder::new(from);
            if file.is_file() {
                // What is wrong with a line is git's to tell.
                let _ = rules.add(&file);
            }
            rules.build().unwrap_or_else(|_| Gitignore::empty())
        });
        match rules.matched(part, is_folder) {
            Match::Ignore(glob) => Some(Told::Out(pattern(&file, glob.original()))),
            Match::Whitelist(_) => Some(Told::In),
            Match::None => None,
        }
    }
}

enum Told {
    In,
    Out(String),
}

impl Told {
    fn into_pattern(self) -> Option<String> {
        match self {
            Self::In => None,
            Self::Out(pattern) => Some(pattern),
        }
    }
}

/// The patterns that a clone keeps to itself. In a further working tree `.git` is
/// a file that names the folder.
fn exclude_file(top: &Path) -> Option<PathBuf> {
    let git = top.join(".git");
    if git.is_dir() {
        return Some(git.join("info/exclude"));
    }
    let text = fs::read_to_string(git).ok()?;
    let own = Path::new(text.lines().next()?.strip_prefix("gitdir: ")?);
    let common = fs::read_to_string(own.join("commondir")).ok()?;
    Some(own.join(common.lines().next()?).join("info/exclude"))
}

/// A pattern with the place of its last line in the file, which is what counts.
fn pattern(file: &Path, pattern: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().collect::<Vec<_>>();
    let line = line.iter().rposition(|line| line.trim_end() == pattern);
    let line = line.map_or_else(String::new, |line| format!(":{}", line + 1));
    let seen = std::path::absolute(".").ok();
    let seen = seen.and_then(|cwd| Some(file.strip_prefix(cwd).ok()?.to_owned()));
    let file = seen.as_deref().unwrap_or(file).display();
    format!("`{pattern}` ({file}{line})")
}
