//! Globs as `.gitignore` has them, seen from the folder of their file.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// A list of globs.
#[derive(Debug)]
pub(crate) struct Globs {
    folder: PathBuf,
    globs: Gitignore,
}

impl Globs {
    /// Globs that have no fault; those that have are left out.
    pub(crate) fn new(folder: &Path, globs: &[String]) -> Self {
        let mut builder = GitignoreBuilder::new(folder);
        for glob in globs.iter().filter(|glob| fault(glob).is_none()) {
            // Without a fault there is no error.
            let _ = builder.add_line(None, glob);
        }
        Self {
            folder: folder.to_owned(),
            globs: builder.build().unwrap_or_else(|_| Gitignore::empty()),
        }
    }

    /// Whether they match a path, or a folder that it is in; the path is
    /// absolute. Globs of a shared file match below other folders, too.
    pub(crate) fn matches(&self, path: &Path, is_folder: bool) -> bool {
        let seen = path.strip_prefix(&self.folder).ok();
        let above_root = || {
            path.strip_prefix("/")
                .ok()
                .or_else(|| path.file_name().map(Path::new))
        };
        let Some(seen) = seen.or_else(above_root) else {
            return false;
        };
        !seen.as_os_str().is_empty()
            && self
                .globs
                .matched_path_or_any_parents(seen, is_folder)
                .is_ignore()
    }
}

/// What is wrong with a glob.
pub(crate) fn fault(glob: &str) -> Option<String> {
    if glob.trim().is_empty() {
        return Some("the glob is empty".into());
    }
    if glob.starts_with('#') {
        return Some("`#` begins a comment in `.gitignore`: write `\\\\#`".into());
    }
    let mut builder = GitignoreBuilder::new("");
    let added = builder.add_line(None, glob).map(drop);
    let error = added.and_then(|()| builder.build().map(drop)).err()?;
    let text = error.to_string();
    // "error parsing glob 'a[': unclosed character class"
    let reason = text.rsplit_once("': ").map_or(&*text, |(_, reason)| reason);
    Some(format!("invalid glob: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_are_those_of_gitignore() {
        for (globs, path, matches) in [
            (&["*.md"][..], "/p/a/b.md", true),
            (&["/*.md"], "/p/a/b.md", false),
            (&["legal/"], "/p/legal/a.md", true),
            (&["docs/**/old"], "/p/docs/x/y/old/a.md", true),
            (&["*.md", "!keep.md"], "/p/keep.md", false),
            (&["docs"], "/p", false),
            (&["docs/a.md"], "/q/docs/a.md", false),
            (&["*.draft.md"], "/q/docs/a.draft.md", true),
        ] {
            let globs: Vec<String> = globs.iter().map(ToString::to_string).collect();
            let set = Globs::new(Path::new("/p"), &globs);
            assert_eq!(
                set.matches(Path::new(path), false),
                matches,
                "{globs:?} {path}"
            );
        }
    }

    #[test]
    fn broken_globs_have_faults() {
        for broken in ["", " ", "#a", "{a", "a}", "[z-a]"] {
            assert!(fault(broken).is_some(), "{broken}");
        }
        for sound in ["a", "a[", "!a", "\\#a", "**/a/*.{md,html}", "a b", "é"] {
            assert_eq!(fault(sound), None, "{sound}");
        }
    }
}
