use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_syntax::Format;
use ignore::WalkBuilder;

use crate::bounds::{met_left_out_by, named_left_out_by};
use crate::ignored::GitRules;
use crate::run::Target;
use crate::search::{Search, tidy};
use crate::{Bounds, EngineError, Unbounded};

/// Parts of a file's name by which policies go.
const NAMES: [&str; 8] = [
    "privacy",
    "datenschutz",
    "data-protection",
    "data_protection",
    "dataprotection",
    "data-policy",
    "cookie-policy",
    "cookie_policy",
];

/// Files and folders that are looked at to tell why nothing was found.
const LOOKED_AT: usize = 20_000;

/// Policies that are left out and told one by one.
const TOLD: usize = 3;

/// What a command line leads to.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files, in the order of the arguments and by path within a folder.
    pub targets: Vec<Target>,
    /// Files met in folders that clauselint could read, but that are not named
    /// like policies.
    pub skipped: usize,
    /// Files that are named and left out all the same, each with what leaves it
    /// out.
    pub left_out: Vec<(PathBuf, String)>,
    /// Links, pipes and devices met in folders that are named like policies and
    /// lead to nothing that is linted.
    pub passed_over: Vec<PathBuf>,
    /// What could not be followed.
    pub errors: Vec<EngineError>,
}

/// Finds the files that arguments name: `-` for standard input, files as they
/// are, folders searched for files that look like policies, glob patterns.
///
/// Searching respects `.gitignore` and leaves hidden files out; a file that is
/// named is taken whatever it is called. No file is taken twice.
#[must_use]
pub fn discover(arguments: &[impl AsRef<Path>]) -> Discovery {
    let bounds: Arc<dyn Bounds> = Arc::new(Unbounded);
    discover_within(arguments, &bounds)
}

/// Finds the files that arguments name, within bounds. A file that is named is
/// taken wherever it is, unless the bounds hold for those, too.
#[must_use]
pub fn discover_within(arguments: &[impl AsRef<Path>], bounds: &Arc<dyn Bounds>) -> Discovery {
    let mut discovery = Discovery::default();
    if let [folder] = arguments
        && folder.as_ref().is_dir()
    {
        // One search takes no file twice.
        discovery.targets = search(folder.as_ref(), bounds, &mut discovery);
        return discovery;
    }
    let mut seen = HashSet::new();
    let mut rules = GitRules::default();
    for argument in arguments {
        let found = follow(argument.as_ref(), bounds, &mut rules, &mut discovery);
        for target in found {
            let is_new = match &target {
                Target::Stdin => seen.insert(PathBuf::from("-")),
                Target::File(path) => seen.insert(crate::path::whole(path)),
            };
            if is_new {
                discovery.targets.push(target);
            }
        }
    }
    discovery
}

/// Whether a search of `folder` would take a file below it, which need not be
/// there yet.
#[must_use]
pub fn is_found(path: &Path, folder: &Path, bounds: &dyn Bounds) -> bool {
    let told = bounds.includes(path);
    if !told.unwrap_or_else(|| looks_like_policy(path)) {
        return false;
    }
    let below = path
        .ancestors()
        .take_while(|part| *part != folder && part.starts_with(folder));
    let hidden = |part: &Path| {
        let name = part.file_name().unwrap_or_default();
        name.as_encoded_bytes().starts_with(b".")
    };
    let mut below = below.map(|part| hidden(part) || bounds.excludes(part, part != path));
    let out = bounds.excludes(path, false) || below.any(|out| out);
    !(out
        || bounds.respects_gitignore(folder)
            && GitRules::default().ignored_by(path, folder).is_some())
}

/// Whether a file's name says that it is a policy.
#[must_use]
pub fn looks_like_policy(path: &Path) -> bool {
    let named = |part: Option<&std::ffi::OsStr>| {
        let name = part.unwrap_or_default().to_string_lossy().to_lowercase();
        NAMES.iter().any(|known| name.contains(known))
    };
    let index = path
        .file_stem()
        .is_some_and(|stem| stem.eq_ignore_ascii_case("index"));
    let folder = path.parent().and_then(Path::file_name);
    Format::of_path(path).is_some() && (named(path.file_stem()) || (index && named(folder)))
}

fn follow(
    path: &Path,
    bounds: &Arc<dyn Bounds>,
    rules: &mut GitRules,
    discovery: &mut Discovery,
) -> Vec<Target> {
    if path == Path::new("-") {
        return vec![Target::Stdin];
    }
    if path.is_dir() {
        return search(path, bounds, discovery);
    }
    // A broken link is there; reading it will tell what is wrong.
    if path.symlink_metadata().is_ok() {
        return within(vec![path.to_owned()], bounds, rules, discovery);
    }
    if let Some(pattern) = path.to_str().filter(|path| path.contains(['*', '?', '['])) {
        let files = expand(pattern, &mut discovery.errors);
        return within(files, bounds, rules, discovery);
    }
    discovery.errors.push(EngineError::Missing {
        path: path.to_owned(),
    });
    Vec::new()
}

/// Those of some named files that are within bounds.
fn within(
    files: Vec<PathBuf>,
    bounds: &Arc<dyn Bounds>,
    rules: &mut GitRules,
    discovery: &mut Discovery,
) -> Vec<Target> {
    let mut targets = Vec::new();
    for path in files {
        match named_left_out_by(&**bounds, rules, &path) {
            None => targets.push(Target::File(path)),
            Some(by) => discovery.left_out.push((path, by)),
        }
    }
    targets
}

fn search(folder: &Path, bounds: &Arc<dyn Bounds>, discovery: &mut Discovery) -> Vec<Target> {
    let Search {
        targets,
        passed_over,
        skipped,
        errors,
        ..
    } = Search::of(folder, bounds);
    discovery.skipped += skipped;
    discovery.errors.extend(errors);
    let passed_over = unlinted(passed_over, &targets);
    discovery.passed_over.extend(passed_over);
    if targets.is_empty() {
        discovery.errors.push(nothing(folder, bounds));
    }
    targets
}

/// Why a search finds nothing: what it would find is left out, or there is none.
fn nothing(folder: &Path, bounds: &Arc<dyn Bounds>) -> EngineError {
    let walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .sort_by_file_name(std::ffi::OsStr::cmp)
        .build();
    let files = walk.take(LOOKED_AT).flatten();
    let files = files.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let paths = files.map(|entry| tidy(entry.path()));
    let policies = paths.filter(|path| {
        let told = bounds.includes(path);
        told.unwrap_or_else(|| looks_like_policy(path))
    });
    let mut rules = GitRules::default();
    let left_out = policies.filter_map(|path| {
        let by = met_left_out_by(&**bounds, &mut rules, &path, folder)?;
        Some((path, by))
    });
    let mut found: Vec<(PathBuf, String)> = left_out.collect();
    if let Some((first, _)) = found.first() {
        return EngineError::LeftOut {
            folder: folder.to_owned(),
            binding: bounds.binds_named(first),
            more: found.len().saturating_sub(TOLD),
            found: {
                found.truncate(TOLD);
                found
            },
        };
    }
    EngineError::Nothing {
        folder: folder.to_owned(),
    }
}

/// Those that do not lead to what is linted anyway.
fn unlinted(paths: Vec<PathBuf>, targets: &[Target]) -> Vec<PathBuf> {
    if paths.is_empty() {
        return paths;
    }
    let real = |target: &Target| match target {
        Target::File(path) => path.canonicalize().ok(),
        Target::Stdin => None,
    };
    let linted: HashSet<PathBuf> = targets.iter().filter_map(real).collect();
    let is_linted = |path: &PathBuf| path.canonicalize().is_ok_and(|path| linted.contains(&path));
    paths.into_iter().filter(|path| !is_linted(path)).collect()
}

fn expand(pattern: &str, errors: &mut Vec<EngineError>) -> Vec<PathBuf> {
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        ..glob::MatchOptions::new()
    };
    let paths = match glob::glob_with(pattern, options) {
        Ok(paths) => paths,
        Err(error) => {
            errors.push(EngineError::Glob {
                pattern: pattern.to_owned(),
                reason: error.msg.to_owned(),
                column: error.pos + 1,
            });
            return Vec::new();
        }
    };
    let found = paths.filter_map(|path| path.map_err(|error| errors.push(error.into())).ok());
    let files: Vec<PathBuf> = found.filter(|path| path.is_file()).collect();
    if files.is_empty() {
        errors.push(EngineError::Unmatched {
            pattern: pattern.to_owned(),
        });
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &Path, arguments: &[&str]) -> (Vec<String>, Vec<String>) {
        let arguments: Vec<String> = arguments
            .iter()
            .map(|argument| folder.join(argument).to_string_lossy().into_owned())
            .collect();
        let discovery = discover(&arguments);
        let name = |target: &Target| match target {
            Target::Stdin => "-".to_owned(),
            Target::File(path) => path
                .strip_prefix(folder)
                .unwrap_or(path)
                .to_string_lossy()
                .into_owned(),
        };
        (
            discovery.targets.iter().map(name).collect(),
            discovery.errors.iter().map(ToString::to_string).collect(),
        )
    }

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "build/\n").unwrap();
        }
        folder
    }

    #[test]
    fn folders_are_searched_for_what_looks_like_a_policy() {
        let folder = tree(&[
            ".gitignore",
            "PRIVACY.md",
            "README.md",
            "build/privacy.html",
            "docs/privacy/index.html",
            "docs/privacy-policy.txt",
            "privacy.rs",
            ".hidden/privacy.md",
        ]);
        let (files, errors) = found(folder.path(), &["."]);
        assert_eq!(
            files,
            [
                "PRIVACY.md",
                "docs/privacy/index.html",
                "docs/privacy-policy.txt"
            ]
        );
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(discover(&[folder.path()]).skipped, 1, "README.md");
    }

    struct NoDrafts;

    impl Bounds for NoDrafts {
        fn excluded_by(&self, path: &Path, _: bool) -> Option<String> {
            path.ends_with("drafts").then(|| "drafts".into())
        }

        fn includes(&self, path: &Path) -> Option<bool> {
            Some(path.extension()? == "html")
        }

        fn respects_gitignore(&self, folder: &Path) -> bool {
            !folder.ends_with("open")
        }

        fn binds_named(&self, _: &Path) -> bool {
            true
        }
    }

    #[test]
    fn bounds_hold_for_what_is_met_and_what_is_named() {
        let folder = tree(&[
            ".gitignore",
            "PRIVACY.md",
            "build/PRIVACY.html",
            "drafts/PRIVACY.md",
            "drafts/terms.html",
            "open/build/terms.html",
            "terms.html",
        ]);
        let bounds: Arc<dyn Bounds> = Arc::new(NoDrafts);
        let found = |argument: &str| {
            let discovery = discover_within(&[folder.path().join(argument)], &bounds);
            let name = |path: &Path| {
                let path = path.strip_prefix(folder.path());
                path.unwrap().to_string_lossy().into_owned()
            };
            let targets = discovery.targets.iter();
            let targets = targets.map(|target| name(target.path(Path::new("-"))));
            let out = discovery.left_out.iter();
            let out = out.map(|(path, _)| format!("!{}", name(path)));
            targets.chain(out).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(found("."), "terms.html");
        assert_eq!(found("open"), "open/build/terms.html");
        assert_eq!(found("PRIVACY.md"), "PRIVACY.md");
        assert_eq!(found("drafts/PRIVACY.md"), "!drafts/PRIVACY.md");
        assert_eq!(found("build/PRIVACY.html"), "!build/PRIVACY.html", "by git");
        assert_eq!(
            found("*/PRIVACY.*"),
            "!build/PRIVACY.html !drafts/PRIVACY.md"
        );
        assert_eq!(found("open/build/terms.html"), "!open/build/terms.html");
    }

    struct Bound;

    impl Bounds for Bound {
        fn binds_named(&self, _: &Path) -> bool {
            true
        }
    }

    /// What a search finds, and the documents and names on a command line that
    /// it would find.
    fn agreed(folder: &Path, argument: &str, files: &[&str]) -> Vec<String> {
        let bounds: Arc<dyn Bounds> = Arc::new(Bound);
        let (found, _) = found(folder, &[argument]);
        let below = folder.join(argument);
        for file in files {
            let path = folder.join(file);
            let is_met = found.iter().any(|found| found == file);
            assert_eq!(is_found(&path, &below, &*bounds), is_met, "{file}");
            let named = discover_within(&[path], &bounds);
            assert_eq!(!named.targets.is_empty(), is_met, "{file} is named");
        }
        found
    }

    #[test]
    fn rules_of_git_end_at_the_top_of_a_repository() {
        let files = [
            "a/PRIVACY.md",
            "build/PRIVACY.md",
            "sub/PRIVACY.md",
            "sub/build/PRIVACY.md",
            "sub/drafts/PRIVACY.md",
        ];
        let folder = tree(&files);
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write(".gitignore", "build/\n");
        write("sub/.git/info/exclude", "drafts/\n");
        // Other tools' files say nothing of policies.
        write(".ignore", "*.md\n");
        let found = ["a/PRIVACY.md", "sub/PRIVACY.md", "sub/build/PRIVACY.md"];
        // Outside of any repository, then in one.
        assert_eq!(agreed(folder.path(), "", &files), found);
        write(".git/info/exclude", "a/\n");
        assert_eq!(agreed(folder.path(), "", &files), found[1..]);
        assert_eq!(agreed(folder.path(), "sub", &files[2..]), found[1..]);
    }

    #[test]
    fn what_git_leaves_out_is_told_with_its_file() {
        let folder = tree(&["p/PRIVACY.md"]);
        std::fs::create_dir_all(folder.path().join(".git/info")).unwrap();
        let exclude = folder.path().join(".git").join("info/exclude");
        std::fs::write(&exclude, "# mine\nPRIVACY.md\n").unwrap();
        let (_, errors) = found(folder.path(), &["p"]);
        let told = format!("left out by `PRIVACY.md` ({}:2)", exclude.display());
        assert!(errors[0].contains(&told), "{errors:?}");
    }

    #[test]
    fn named_files_are_taken_once_whatever_their_name() {
        let folder = tree(&["a.md", "b.md"]);
        let (files, errors) = found(folder.path(), &["b.md", "*.md"]);
        assert_eq!(files, ["b.md", "a.md"]);
        assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn what_leads_nowhere_is_told() {
        let folder = tree(&["notes.md"]);
        let (files, errors) = found(folder.path(), &["none.md", "x[.md", "*.txt", "."]);
        assert!(files.is_empty());
        for (error, words) in errors.iter().zip([
            "no such file",
            "invalid glob",
            "matches no file",
            "named like one",
        ]) {
            assert!(error.contains(words), "{error}");
        }
        assert_eq!(errors.len(), 4);
    }
}
