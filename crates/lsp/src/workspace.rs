//! What holds for the documents of the client's folders.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_config::Finder;
use clauselint_engine::is_found;
use clauselint_project::{Asked, Part, ProjectError, Projects};

use crate::Setup;
use crate::options::Options;

/// The client's folders with the projects in them, as they were when it was
/// made: whoever changes a configuration makes a new one.
pub(crate) struct Workspace {
    roots: Vec<Root>,
    /// For documents that are in none of them.
    elsewhere: Root,
}

/// A folder of the client's.
pub(crate) struct Root {
    path: PathBuf,
    /// As the file system knows it, and faults name files.
    real: PathBuf,
    projects: Projects,
}

/// What holds for a document.
pub(crate) enum Standing {
    /// It is a policy.
    Policy(Part),
    /// It is none, and left alone.
    Other,
    /// Its configuration cannot be used.
    Broken(Arc<ProjectError>, Origin),
}

/// From where faults name files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    path: PathBuf,
    real: PathBuf,
}

impl Workspace {
    pub(crate) fn new(folders: &[PathBuf], options: &Options, setup: &Setup) -> Self {
        let root = |path: &Path| Root::new(path, options, setup);
        let mut roots: Vec<Root> = folders.iter().map(|path| root(path)).collect();
        // Of folders in each other, the inner one counts.
        roots.sort_by_key(|root| std::cmp::Reverse(root.path.components().count()));
        Self {
            roots,
            elsewhere: root(&setup.cwd),
        }
    }

    /// What holds for a document, saved under `path` or nowhere yet.
    pub(crate) fn standing(&self, path: Option<&Path>) -> Standing {
        let root = path.map_or_else(|| self.first(), |path| self.root(path));
        // One without a name has the configuration of its folder, and is
        // whatever it reads like.
        let place = path.unwrap_or(&root.path);
        let outermost = if place.starts_with(&root.path) {
            &root.path
        } else {
            place.parent().unwrap_or(place)
        };
        let project = match root.projects.of(place) {
            Ok(project) => project,
            Err(error) => return Standing::Broken(error, root.origin()),
        };
        if path.is_some_and(|path| !is_found(path, outermost, &root.projects)) {
            return Standing::Other;
        }
        let applied = project.settings.for_path(place);
        Standing::Policy(Part::new(project, applied))
    }

    /// What is wrong with the configurations of the folders themselves, and the
    /// packs that they name.
    pub(crate) fn survey(&self) -> (Vec<(Arc<ProjectError>, Origin)>, Vec<PathBuf>) {
        let (mut errors, mut packs) = (Vec::new(), Vec::new());
        for root in &self.roots {
            match root.projects.of(&root.path) {
                Ok(project) => {
                    let paths = project.settings.config().packs().into_iter();
                    packs.extend(paths.map(|pack| pack.path));
                }
                Err(error) => errors.push((error, root.origin())),
            }
        }
        packs.sort();
        packs.dedup();
        (errors, packs)
    }

    /// What users should know of how configurations were found.
    pub(crate) fn notes(&self) -> Vec<String> {
        let roots = self.roots.iter().chain([&self.elsewhere]);
        roots.flat_map(|root| root.projects.notes()).collect()
    }

    fn first(&self) -> &Root {
        // Sorted, so that an outermost one is last.
        self.roots.last().unwrap_or(&self.elsewhere)
    }

    fn root(&self, path: &Path) -> &Root {
        let mut roots = self.roots.iter();
        roots
            .find(|root| path.starts_with(&root.path))
            .unwrap_or(&self.elsewhere)
    }
}

impl Root {
    fn new(path: &Path, options: &Options, setup: &Setup) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let finder = match options.configuration() {
            Some(file) => Finder::fixed(path, version, file),
            None => Finder::new(path, version),
        };
        let asked = Asked {
            line: options.line(),
            packs: options.packs().iter().map(|pack| path.join(pack)).collect(),
            output_formats: setup.output_formats.clone(),
        };
        Self {
            path: path.to_owned(),
            real: path.canonicalize().unwrap_or_else(|_| path.to_owned()),
            projects: Projects::new(finder, path, asked),
        }
    }

    fn origin(&self) -> Origin {
        Origin {
            path: self.path.clone(),
            real: self.real.clone(),
        }
    }
}

impl Origin {
    /// The file that a fault names, as the client knows it; none where it is
    /// part of an archive, or no file.
    pub(crate) fn file(&self, name: &str) -> Option<PathBuf> {
        let path = self.real.join(name);
        if name.is_empty() || !path.is_file() {
            return None;
        }
        Some(match path.strip_prefix(&self.real) {
            Ok(below) => self.path.join(below),
            Err(_) => path,
        })
    }
}
