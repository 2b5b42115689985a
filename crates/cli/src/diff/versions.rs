//! Which versions of which policies are compared.

use std::path::{Path, PathBuf};

use clauselint_engine::{FileError, LIMIT, Target, looks_like_policy};

use super::shown;
use crate::args::DiffArgs;
use crate::failure::Failure;
use crate::git::{Changed, Commit, GitError, Repositories, Repository, moved};

/// A policy in two versions, or in one where it is new or gone.
pub(super) struct Policy {
    pub(super) path: String,
    /// Where it is, or was; what is configured there holds for it.
    pub(super) place: PathBuf,
    pub(super) old: Option<Content>,
    pub(super) new: Option<Content>,
}

/// One version.
pub(super) struct Content {
    /// What reports call it.
    pub(super) name: String,
    /// Its ending tells the format.
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

/// Reads what the arguments name.
pub(super) fn find(diff: &DiffArgs) -> Result<Vec<Policy>, Failure> {
    if let ([old, new], true) = (&*diff.versions, diff.paths.is_empty())
        && (is_file(old) || is_file(new))
    {
        return Ok(vec![files(Path::new(old), Path::new(new))?]);
    }
    if let ([lone], true) = (&*diff.versions, diff.paths.is_empty())
        && is_file(lone)
    {
        return Err(Failure::Usage(format!(
            "`{lone}` is a file: name the version to compare it to, as in `clauselint diff HEAD -- {lone}`, or a second file"
        )));
    }
    let here = diff.paths.first().map_or(Path::new("."), |path| path);
    let mut repositories = Repositories::default();
    let repository = repositories.of(here)?.clone();
    for path in &diff.paths {
        if let Ok(own) = repositories.of(path)
            && own.root() != repository.root()
        {
            return Err(Failure::from(GitError::Another {
                path: path.clone(),
                own: own.root().to_owned(),
                root: repository.root().to_owned(),
            }));
        }
    }
    let range = Range::new(&repository, &diff.versions)?;
    let changed = repository.changed(&range.old.0, range.new.as_ref().map(|(commit, _)| commit))?;
    let mut wanted = Vec::new();
    if diff.paths.is_empty() {
        wanted.extend(policies_of(&changed, Path::new("")));
    }
    for path in &diff.paths {
        let inner = repository.within(path)?;
        if path.is_dir() {
            wanted.extend(policies_of(&changed, &inner));
        } else {
            wanted.push(moved(&changed, inner));
        }
    }
    let versions = History {
        repository: &repository,
        range: &range,
    };
    let policies = wanted.iter().map(|changed| versions.read(changed));
    policies.collect()
}

fn is_file(version: &str) -> bool {
    Path::new(version).is_file()
}

fn files(old: &Path, new: &Path) -> Result<Policy, Failure> {
    let content = |path: &Path| -> Result<Content, Failure> {
        Ok(Content {
            name: shown(path),
            path: path.to_owned(),
            bytes: read(path)?,
        })
    };
    Ok(Policy {
        path: shown(new),
        place: new.to_owned(),
        old: Some(content(old)?),
        new: Some(content(new)?),
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = Target::File(path.to_owned()).read(LIMIT);
    bytes.map_err(|fault| {
        let path = path.to_owned();
        Failure::Usage(FileError { path, fault }.to_string())
    })
}

/// The two commits, each with what reports call it; no second one is the
/// working tree.
struct Range {
    old: (Commit, String),
    new: Option<(Commit, String)>,
}

impl Range {
    fn new(repository: &Repository, versions: &[String]) -> Result<Self, Failure> {
        let named = |name: &str| -> Result<(Commit, String), Failure> {
            let name = if name.is_empty() { "HEAD" } else { name };
            Ok((repository.resolve(name)?, name.to_owned()))
        };
        match versions {
            [] => Ok(Self {
                old: named("HEAD")?,
                new: None,
            }),
            [lone] => {
                if let Some((old, new)) = lone.split_once("...") {
                    let (old, new) = (named(old)?, named(new)?);
                    let parted = repository.merge_base(&old.0, &new.0)?;
                    return Ok(Self {
                        old: (parted, old.1),
                        new: Some(new),
                    });
                }
                match lone.split_once("..") {
                    Some((old, new)) => Ok(Self {
                        old: named(old)?,
                        new: Some(named(new)?),
                    }),
                    None => Ok(Self {
                        old: named(lone)?,
                        new: None,
                    }),
                }
            }
            [old, new, ..] => Ok(Self {
                old: named(old)?,
                new: Some(named(new)?),
            }),
        }
    }
}

/// Changed files below a folder that look like policies by either name.
fn policies_of(changed: &[Changed], folder: &Path) -> Vec<Changed> {
    let is_policy = |path: &Option<PathBuf>| {
        path.as_deref()
            .is_some_and(|path| path.starts_with(folder) && looks_like_policy(path))
    };
    let policies = changed.iter();
    policies
        .filter(|changed| is_policy(&changed.old) || is_policy(&changed.new))
        .cloned()
        .collect()
}

/// Reads versions of files.
struct History<'r> {
    repository: &'r Repository,
    range: &'r Range,
}

impl History<'_> {
    fn read(&self, changed: &Changed) -> Result<Policy, Failure> {
        let old = changed.old.as_deref();
        let old = old.map(|path| self.committed(&self.range.old, path));
        let new = changed.new.as_deref().map(|path| match &self.range.new {
            Some(commit) => self.committed(commit, path),
            None => self.in_tree(path),
        });
        let path = changed.new.as_ref().or(changed.old.as_ref());
        let place = path.map_or_else(PathBuf::new, |path| self.repository.root().join(path));
        let path = path.map(|path| shown(path)).unwrap_or_default();
        let (old, new) = (old.transpose()?.flatten(), new.transpose()?.flatten());
        if old.is_none() && new.is_none() {
            return Err(Failure::Usage(format!(
                "no such file in either version: {path}"
            )));
        }
        Ok(Policy {
            path,
            place,
            old,
            new,
        })
    }

    fn committed(
        &self,
        (commit, name): &(Commit, String),
        path: &Path,
    ) -> Result<Option<Content>, Failure> {
        let bytes = self.repository.show(commit, path)?;
        Ok(bytes.map(|bytes| Content {
            name: format!("{name}:{}", shown(path)),
            path: path.to_owned(),
            bytes,
        }))
    }

    fn in_tree(&self, path: &Path) -> Result<Option<Content>, Failure> {
        let file = self.repository.root().join(path);
        if file.symlink_metadata().is_err() {
            return Ok(None);
        }
        Ok(Some(Content {
            name: shown(path),
            path: path.to_owned(),
            bytes: read(&file)?,
        }))
    }
}
