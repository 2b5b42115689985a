//! The walk through a folder, with the rules of git and of the bounds.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clauselint_syntax::Format;
use ignore::{DirEntry, WalkBuilder};

use crate::discover::looks_like_policy;
use crate::ignored::{is_in_repository, is_top};
use crate::run::Target;
use crate::{Bounds, EngineError};

/// What a search of a folder meets.
pub(crate) struct Search<'b> {
    bounds: &'b Arc<dyn Bounds>,
    /// Whether what git leaves out is left out.
    git: bool,
    /// Policies, by path.
    pub(crate) targets: Vec<Target>,
    /// What is named like one and is no file.
    pub(crate) passed_over: Vec<PathBuf>,
    /// Other files that could be read.
    pub(crate) skipped: usize,
    pub(crate) errors: Vec<EngineError>,
}

/// Repositories that are left to walks of their own.
type Tops = Arc<Mutex<Vec<PathBuf>>>;

impl<'b> Search<'b> {
    pub(crate) fn of(folder: &Path, bounds: &'b Arc<dyn Bounds>) -> Self {
        let mut search = Self {
            bounds,
            git: bounds.respects_gitignore(folder),
            targets: Vec::new(),
            passed_over: Vec::new(),
            skipped: 0,
            errors: Vec::new(),
        };
        // A walk ends the rules of a repository at the top of the next, or it lets
        // rules count outside of any; not both.
        if !search.git || is_in_repository(folder) {
            search.walk(folder, None);
            return search;
        }
        let tops = Tops::default();
        search.walk(folder, Some(&tops));
        let tops = std::mem::take(&mut *tops.lock().unwrap_or_else(PoisonError::into_inner));
        for top in &tops {
            search.walk(top, None);
        }
        if !tops.is_empty() {
            let by_path = |target: &Target| target.path(Path::new("-")).to_owned();
            search.targets.sort_by_cached_key(by_path);
            search.passed_over.sort();
        }
        search
    }

    /// Walks a folder. One outside of any repository leaves those in it to others.
    fn walk(&mut self, folder: &Path, outside: Option<&Tops>) {
        let bounds = Arc::clone(self.bounds);
        let tops = outside.cloned();
        let is_within = move |entry: &DirEntry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            if entry.depth() == 0 {
                return true;
            }
            if bounds.excludes(&tidy(entry.path()), is_folder) {
                return false;
            }
            let tops = tops.as_ref().filter(|_| is_folder && is_top(entry.path()));
            if let Some(tops) = tops {
                let mut tops = tops.lock().unwrap_or_else(PoisonError::into_inner);
                tops.push(entry.path().to_owned());
            }
            tops.is_none()
        };
        let walk = WalkBuilder::new(folder)
            .require_git(outside.is_none())
            // Of search tools, which are about what people look for.
            .ignore(false)
            .git_ignore(self.git)
            .git_global(self.git)
            .git_exclude(self.git)
            .filter_entry(is_within)
            // By name, since those of a folder share the rest, which need not be cut off.
            .sort_by_file_path(|a, b| a.as_os_str().cmp(b.as_os_str()))
            .build();
        for entry in walk {
            match entry {
                Ok(entry) => self.meet(&entry),
                Err(error) => self.errors.push(error.into()),
            }
        }
    }

    fn meet(&mut self, entry: &DirEntry) {
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let path = tidy(entry.path());
        let is_policy = |path: &Path| {
            let told = self.bounds.includes(path);
            told.unwrap_or_else(|| looks_like_policy(path))
        };
        if is_file && is_policy(&path) {
            self.targets.push(Target::File(path));
        } else if !is_file && !is_folder && is_policy(&path) {
            self.passed_over.push(path);
        } else if is_file && Format::of_path(&path).is_some() {
            self.skipped += 1;
        }
    }
}

/// Without the `./` that a search of `.` puts before each path.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}
