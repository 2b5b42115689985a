//! Globs as `.gitignore` has them, seen from the folder of their file.

use std::ops::Range;
use std::path::{Path, PathBuf};

use ignore::Match;
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

    /// Whether there is none, so that they match nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.globs.is_empty()
    }

    /// Whether they match a path, or a folder that it is in; the path is
    /// absolute. Globs of a shared file match below other folders, too.
    pub(crate) fn matches(&self, path: &Path, is_folder: bool) -> bool {
        self.matching(path, is_folder).is_some()
    }

    /// The glob that matches a path, as it is written.
    pub(crate) fn matching(&self, path: &Path, is_folder: bool) -> Option<&str> {
        if self.is_empty() {
            return None;
        }
        let seen = path.strip_prefix(&self.folder).ok();
        let above_root = || {
            path.strip_prefix("/")
                .ok()
                .or_else(|| path.file_name().map(Path::new))
        };
        let seen = seen.or_else(above_root)?;
        if seen.as_os_str().is_empty() {
            return None;
        }
        match self.globs.matched_path_or_any_parents(seen, is_folder) {
            Match::Ignore(glob) => Some(glob.original()),
            Match::Whitelist(_) | Match::None => None,
        }
    }
}

/// What is wrong with a glob, and with which part of it where that can be told.
pub(crate) fn fault(glob: &str) -> Option<(String, Option<Range<usize>>)> {
    if glob.trim().is_empty() {
        return Some(("the glob is empty".into(), None));
    }
    if glob.starts_with('#') {
        let message = "`#` begins a comment in `.gitignore`: write `\\\\#`";
        return Some((message.into(), Some(0..1)));
    }
    let mut builder = GitignoreBuilder::new("");
    // git takes it for a letter; nobody who writes it means that.
    builder.allow_unclosed_class(false);
    let added = builder.add_line(None, glob).map(drop);
    let Err(error) = added.and_then(|()| builder.build().map(drop)) else {
        return stars(glob);
    };
    let text = error.to_string();
    // "error parsing glob 'a[': unclosed character class"
    let reason = text.rsplit_once("': ").map_or(&*text, |(_, reason)| reason);
    Some((format!("invalid glob: {reason}"), None))
}

/// Two stars beside other letters, which git takes for one: whoever writes them
/// means folders.
fn stars(glob: &str) -> Option<(String, Option<Range<usize>>)> {
    let mut start = 0;
    for part in glob.split_inclusive(['/', ',', '{', '}']) {
        let name = part.trim_end_matches(['/', ',', '{', '}']);
        let own = name
            .strip_prefix('!')
            .filter(|_| start == 0)
            .unwrap_or(name);
        if own.contains("**") && own != "**" {
            let from = start + name.len() - own.len();
            let one = own.replace("**", "*");
            let message = format!(
                "invalid glob: `**` stands for folders, alone between slashes; for letters of a name write `{one}`"
            );
            return Some((message, Some(from..from + own.len())));
        }
        start += part.len();
    }
    None
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
        for broken in [
            "", " ", "#a", "{a", "a}", "[z-a]", "a[", "[a", "**x", "!x**", "a/**b/c", "{a,b**}",
        ] {
            assert!(fault(broken).is_some(), "{broken}");
        }
        for sound in [
            "a",
            "[a]",
            "a\\[",
            "!a",
            "\\#a",
            "**/a/*.{md,html}",
            "!**",
            "a/**",
            "a b",
            "é",
        ] {
            assert_eq!(fault(sound), None, "{sound}");
        }
    }
}
