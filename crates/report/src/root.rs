//! Paths as seen from a repository's root, which is how forges name files.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands for itself in a URI's path; `:` would make a scheme of a name.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Where a repository lies, and from where paths are written.
#[derive(Debug, Clone, Default)]
pub struct Root {
    root: PathBuf,
    cwd: PathBuf,
}

/// A file as seen from the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Its path from the root, with forward slashes.
    Inside(String),
    /// Its whole path, of a file elsewhere.
    Outside(String),
}

impl Root {
    /// A repository at `root`, with paths written from `cwd`; both absolute.
    /// Where they are not known, paths are taken as written.
    #[must_use]
    pub fn new(root: &Path, cwd: &Path) -> Self {
        Self {
            root: normal(root),
            cwd: cwd.to_owned(),
        }
    }

    /// A path as written, seen from the root. Looks at no file.
    pub(crate) fn see(&self, path: &str) -> Seen {
        let whole = normal(&self.cwd.join(path));
        let slashed = |path: &Path| path.to_string_lossy().replace('\\', "/");
        match whole.strip_prefix(&self.root) {
            Ok(inside) if !whole.is_absolute() || self.root.is_absolute() => {
                Seen::Inside(slashed(inside))
            }
            _ => Seen::Outside(slashed(&whole)),
        }
    }

    /// A path from the root where it lies below it, else whole.
    pub(crate) fn path(&self, path: &str) -> String {
        match self.see(path) {
            Seen::Inside(path) | Seen::Outside(path) => path,
        }
    }
}

/// A path in a relative URI.
pub(crate) fn relative_uri(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// An absolute path, or one that leads out of all that is known, as a URI.
pub(crate) fn file_uri(path: &str) -> String {
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", relative_uri(path))
}

/// Without `.` and `..`, as far as the path itself tells.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_root() {
        let root = Root::new(Path::new("/repo"), Path::new("/repo/docs"));
        let inside = |path: &str| Seen::Inside(path.into());
        assert_eq!(root.see("privacy.md"), inside("docs/privacy.md"));
        assert_eq!(root.see("./a/../b.md"), inside("docs/b.md"));
        assert_eq!(root.see("../PRIVACY.md"), inside("PRIVACY.md"));
        assert_eq!(root.see("/repo/x.md"), inside("x.md"));
        assert_eq!(root.see("<stdin>"), inside("docs/<stdin>"));
        let outside = |path: &str| Seen::Outside(path.into());
        assert_eq!(root.see("../../x.md"), outside("/x.md"));
        assert_eq!(root.see("/tmp/x.md"), outside("/tmp/x.md"));
    }

    #[test]
    fn without_a_root_paths_are_taken_as_written() {
        let root = Root::default();
        assert_eq!(root.see("a/b.md"), Seen::Inside("a/b.md".into()));
        assert_eq!(root.see("/a/b.md"), Seen::Outside("/a/b.md".into()));
    }

    #[test]
    fn uris_escape_what_is_no_plain_name() {
        assert_eq!(
            relative_uri("a b/50%,é:\"x\".md"),
            "a%20b/50%25%2C%C3%A9%3A%22x%22.md"
        );
        assert_eq!(file_uri("/tmp/a b.md"), "file:///tmp/a%20b.md");
        assert_eq!(file_uri("C:/x"), "file:///C%3A/x");
    }
}
