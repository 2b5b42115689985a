//! What git knows of a repository's history, asked of the command `git`.
//!
//! Arguments are handed over one by one, never through a shell; a revision
//! that could be taken for an option is refused, and reaches git's other
//! commands as the hash that it stands for.

mod places;
mod since;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output};

use thiserror::Error;

pub(crate) use places::Repositories;
use places::{absolute, top_of};
pub(crate) use since::Since;

/// What a hook is told of the repository that it runs in, which holds for no other.
const OWN: [&str; 8] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// A working tree with its history.
#[derive(Debug, Clone)]
pub(crate) struct Repository {
    root: PathBuf,
    /// Whether the working folder is in another one.
    elsewhere: bool,
}

/// A commit, by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Commit(String);

/// A file that was changed; paths are relative to the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Changed {
    /// Its path before; none where it is new.
    pub(crate) old: Option<PathBuf>,
    /// Its path now; none where it is gone.
    pub(crate) new: Option<PathBuf>,
}

/// Why git could not tell.
#[derive(Debug, Error)]
pub(crate) enum GitError {
    #[error("cannot run git: {0}")]
    Start(io::Error),
    #[error("{}: not in a git repository", .0.display())]
    NoRepository(PathBuf),
    #[error("`{0}` is no revision: it begins with a hyphen")]
    Option(String),
    #[error("unknown revision `{revision}` in the repository {}; clones of CI systems are shallow: fetch it first", root.display())]
    Revision { revision: String, root: PathBuf },
    #[error("{}: outside the repository {}", path.display(), root.display())]
    Outside { path: PathBuf, root: PathBuf },
    #[error("{}: in the repository {}, not in {}: compare it in a run of its own", path.display(), own.display(), root.display())]
    Another {
        path: PathBuf,
        own: PathBuf,
        root: PathBuf,
    },
    #[error("git {command}: {message}")]
    Failed { command: String, message: String },
}

impl Repository {
    /// The repository at a folder, or around it where `GIT_DIR` says so.
    fn at(folder: &Path) -> Result<Self, GitError> {
        let here = std::env::current_dir().and_then(|here| here.canonicalize());
        let elsewhere = match (top_of(folder), here) {
            (Some(top), Ok(here)) => top_of(&here) != Some(top),
            _ => false,
        };
        let out = git(folder, elsewhere, &["rev-parse", "--show-toplevel"])?;
        if !out.status.success() {
            let message = String::from_utf8_lossy(&out.stderr).into_owned();
            return Err(if message.contains("not a git repository") {
                GitError::NoRepository(folder.to_owned())
            } else {
                failed("rev-parse", &out)
            });
        }
        let root = path_of(out.stdout.strip_suffix(b"\n").unwrap_or(&out.stdout));
        Ok(Self { root, elsewhere })
    }

    /// The folder that holds it all.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The commit that a revision names: a branch, a tag, a hash, `HEAD~3`. Before
    /// the first commit `HEAD` is what holds nothing.
    pub(crate) fn resolve(&self, revision: &str) -> Result<Commit, GitError> {
        if revision.starts_with('-') {
            return Err(GitError::Option(revision.to_owned()));
        }
        let commit = format!("{revision}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
        let out = self.ask(&[&arguments[..], &[&commit]].concat())?;
        let hash = String::from_utf8_lossy(&out.stdout).trim().to_owned();
        if out.status.success() && !hash.is_empty() {
            Ok(Commit(hash))
        } else if revision == "HEAD" && self.run(&["symbolic-ref", "--quiet", "HEAD"]).is_ok() {
            // Standard input is empty.
            let tree = self.run(&["hash-object", "-t", "tree", "--stdin"])?;
            Ok(Commit(String::from_utf8_lossy(&tree).trim().to_owned()))
        } else {
            Err(GitError::Revision {
                revision: revision.to_owned(),
                root: self.root.clone(),
            })
        }
    }

    /// The commit at which two histories parted.
    pub(crate) fn merge_base(&self, one: &Commit, other: &Commit) -> Result<Commit, GitError> {
        let out = self.run(&["merge-base", &one.0, &other.0])?;
        Ok(Commit(String::from_utf8_lossy(&out).trim().to_owned()))
    }

    /// What a file held at a commit, by its path relative to the root; none
    /// where it was not there.
    pub(crate) fn show(&self, commit: &Commit, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        let path = slashed(path);
        let mut object = OsString::from(format!("{}:", commit.0));
        object.push(&path);
        let out = self.ask(&[OsStr::new("cat-file"), OsStr::new("blob"), &object])?;
        if out.status.success() {
            return Ok(Some(out.stdout));
        }
        // The repository may lack what the commit names: a clone can be partial.
        let entry = self.ask(&[
            OsStr::new("ls-tree"),
            OsStr::new("--full-tree"),
            OsStr::new("-z"),
            OsStr::new(&commit.0),
            OsStr::new("--"),
            &path,
        ])?;
        match entry.status.success() && entry.stdout.is_empty() {
            true => Ok(None),
            false => Err(failed("cat-file", &out)),
        }
    }

    /// Files that differ between a commit and a later one, or the working tree
    /// with files that git does not know yet and does not ignore.
    pub(crate) fn changed(
        &self,
        since: &Commit,
        until: Option<&Commit>,
    ) -> Result<Vec<Changed>, GitError> {
        let mut arguments = vec![
            "diff",
            "--no-ext-diff",
            // A submodule is no policy, and looking into one is a command more.
            "--ignore-submodules=all",
            "--find-renames",
            "--name-status",
            "-z",
            &since.0,
        ];
        arguments.extend(until.map(|commit| commit.0.as_str()));
        arguments.push("--");
        let mut changed = parse(&self.run(&arguments)?);
        if until.is_none() {
            let list = [
                "ls-files",
                "--others",
                "--exclude-standard",
                "--full-name",
                "-z",
            ];
            let out = self.run(&list)?;
            let paths = out.split(|byte| *byte == 0).filter(|path| !path.is_empty());
            changed.extend(paths.map(|path| Changed {
                old: None,
                new: Some(path_of(path)),
            }));
        }
        Ok(changed)
    }

    /// A path relative to the root.
    pub(crate) fn within(&self, path: &Path) -> Result<PathBuf, GitError> {
        let path = absolute(path);
        let root = self
            .root
            .canonicalize()
            .unwrap_or_else(|_| self.root.clone());
        let inner = path.strip_prefix(&root).map(Path::to_owned);
        inner.map_err(|_| GitError::Outside { path, root })
    }

    fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let out = self.ask(arguments)?;
        if out.status.success() {
            Ok(out.stdout)
        } else {
            Err(failed(arguments[0], &out))
        }
    }

    fn ask(&self, arguments: &[impl AsRef<OsStr>]) -> Result<Output, GitError> {
        git(&self.root, self.elsewhere, arguments)
    }
}

/// Whether a file or folder, which may be gone, is in the last commit.
pub(crate) fn is_committed(path: &Path) -> bool {
    let mut repositories = Repositories::default();
    let Ok(repository) = repositories.of(path) else {
        return false;
    };
    let head = repository.resolve("HEAD");
    let (Ok(head), Ok(inner)) = (head, repository.within(path)) else {
        return false;
    };
    // A folder is there, though it cannot be shown.
    !matches!(repository.show(&head, &inner), Ok(None))
}

/// What became of a file, by its path of now or of before.
pub(crate) fn moved(changed: &[Changed], path: PathBuf) -> Changed {
    let is_it = |side: &Option<PathBuf>| side.as_deref() == Some(&*path);
    let by_new = changed.iter().find(|changed| is_it(&changed.new));
    let by_old = || changed.iter().find(|changed| is_it(&changed.old));
    by_new.or_else(by_old).cloned().unwrap_or_else(|| Changed {
        old: Some(path.clone()),
        new: Some(path),
    })
}

fn git(
    folder: &Path,
    elsewhere: bool,
    arguments: &[impl AsRef<OsStr>],
) -> Result<Output, GitError> {
    let mut command = Command::new("git");
    for name in OWN.iter().filter(|_| elsewhere) {
        command.env_remove(name);
    }
    // Asking must neither lock the index nor wait for a person.
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        // A repository's settings could name a command to run.
        .args(["-c", "core.fsmonitor=false"])
        .arg("-C")
        .arg(folder)
        .args(arguments);
    command.output().map_err(GitError::Start)
}

fn failed(command: &str, out: &Output) -> GitError {
    GitError::Failed {
        command: command.to_owned(),
        message: String::from_utf8_lossy(&out.stderr).trim().to_owned(),
    }
}

/// `--name-status -z`: a status, then a path, or two of a rename or copy.
fn parse(out: &[u8]) -> Vec<Changed> {
    let mut fields = out
        .split(|byte| *byte == 0)
        .filter(|field| !field.is_empty());
    let mut changed = Vec::new();
    while let (Some(status), Some(path)) = (fields.next(), fields.next()) {
        let path = path_of(path);
        changed.push(match status.first() {
            Some(b'A') => Changed {
                old: None,
                new: Some(path),
            },
            Some(b'D') => Changed {
                old: Some(path),
                new: None,
            },
            Some(b'R') => Changed {
                old: Some(path),
                new: fields.next().map(path_of),
            },
            Some(b'C') => Changed {
                old: None,
                new: fields.next().map(path_of),
            },
            _ => Changed {
                old: Some(path.clone()),
                new: Some(path),
            },
        });
    }
    changed
}

/// A path as git writes it.
fn slashed(path: &Path) -> OsString {
    let parts: Vec<&OsStr> = path.components().map(Component::as_os_str).collect();
    parts.join(OsStr::new("/"))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_with_both_paths_of_a_rename() {
        let out = b"M\0a b.md\0R096\0old.md\0new\n.md\0D\0gone.md\0A\0here.md\0";
        let pair = |old: &str, new: &str| Changed {
            old: Some(old.into()).filter(|_| !old.is_empty()),
            new: Some(new.into()).filter(|_| !new.is_empty()),
        };
        let expected = [
            pair("a b.md", "a b.md"),
            pair("old.md", "new\n.md"),
            pair("gone.md", ""),
            pair("", "here.md"),
        ];
        assert_eq!(parse(out), expected);
    }

    #[test]
    fn paths_have_slashes() {
        assert_eq!(slashed(Path::new("a/b.md")), "a/b.md");
    }
}
