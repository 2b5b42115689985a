//! Paths seen from elsewhere.

use std::path::{Component, Path, PathBuf};

/// A path seen from a folder, with `/`. Both may be seen from the working
/// folder. Links that lead to their folders are followed, so that it does not
/// matter by which way one came; what the path itself is a link to does not count.
#[must_use]
pub fn relative(path: &Path, folder: &Path) -> String {
    let (path, folder) = (whole(path), whole(folder));
    let real = |folder: &Path| folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let folder = real(&folder);
    let path = match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => real(parent).join(name),
        _ => path,
    };
    let shared = path
        .components()
        .zip(folder.components())
        .take_while(|(a, b)| a == b)
        .count();
    if shared == 0 {
        return shown(&path);
    }
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A path as reports show it.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A path from the root, without `.` and `..`.
pub(crate) fn whole(path: &Path) -> PathBuf {
    // An empty path has no absolute one.
    let path = Path::new(".").join(path);
    let path = std::path::absolute(&path).unwrap_or(path);
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_folders() {
        let seen = |path: &str, folder: &str| relative(Path::new(path), Path::new(folder));
        assert_eq!(seen("a/b.md", ""), "a/b.md");
        assert_eq!(seen("./a/../b.md", "."), "b.md");
        assert_eq!(seen("/x/b.md", "/x/y/z"), "../../b.md");
        assert_eq!(seen("/x/y/b.md", "/x/y"), "b.md");
    }
}
