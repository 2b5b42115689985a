//! Which file holds for which path.

use std::path::Path;

use clauselint_config::Finder;

use crate::setting::{finder, real, text, tree};

/// The file that holds for a path, seen from the folder.
fn found(folder: &Path, path: &str) -> String {
    let config = finder(folder).find(Path::new(path)).unwrap();
    let Some(file) = config.path() else {
        return "none".into();
    };
    text(
        file.strip_prefix(folder.canonicalize().unwrap())
            .unwrap_or(file),
    )
}

#[test]
fn the_nearest_one_above_counts() {
    let folder = tree(&[
        ("clauselint.toml", ""),
        ("a/.clauselint.toml", ""),
        ("a/b/c/PRIVACY.md", ""),
        ("d/.config/clauselint.toml", ""),
        ("d/e/x.md", ""),
        ("f/pyproject.toml", "[project]\nname = 'f'"),
        ("f/g/pyproject.toml", "[tool.clauselint]\nselect = ['core']"),
    ]);
    for (path, file) in [
        ("PRIVACY.md", "clauselint.toml"),
        ("a/b/c/PRIVACY.md", "a/.clauselint.toml"),
        ("a", "a/.clauselint.toml"),
        ("a/b/../../d/e/x.md", "d/.config/clauselint.toml"),
        ("d/e", "d/.config/clauselint.toml"),
        ("f/x.md", "clauselint.toml"),
        ("f/g/x.md", "f/g/pyproject.toml"),
        ("nowhere/at/all.md", "clauselint.toml"),
        ("", "clauselint.toml"),
        ("<stdin>", "clauselint.toml"),
    ] {
        assert_eq!(found(folder.path(), path), file, "{path}");
    }
}

#[test]
fn of_several_in_a_folder_one_counts_and_the_others_are_told() {
    let folder = tree(&[
        ("clauselint.toml", ""),
        (".clauselint.toml", ""),
        (".config/clauselint.toml", ""),
        ("pyproject.toml", "[tool.clauselint]"),
        ("a/.clauselint.toml", ""),
        ("a/pyproject.toml", "[tool.ruff]"),
    ]);
    let notes = |path: &str| {
        finder(folder.path())
            .find(Path::new(path))
            .unwrap()
            .notes()
            .to_vec()
    };
    let beside = "is not used, since clauselint.toml stands beside it";
    assert_eq!(
        notes("x.md"),
        [
            ".clauselint.toml",
            ".config/clauselint.toml",
            "pyproject.toml"
        ]
        .map(|file| format!("{file} {beside}"))
    );
    assert!(
        notes("a/x.md").is_empty(),
        "that pyproject.toml is not ours"
    );
}

#[test]
fn a_file_asked_for_by_name_must_be_there() {
    let folder = tree(&[
        ("mine.toml", "fail-on = 'never'"),
        ("pyproject.toml", "[project]"),
        ("clauselint.toml", ""),
    ]);
    let fixed = |file: &str| {
        Finder::fixed(folder.path(), "0.1.0", Path::new(file)).find(Path::new("a/b.md"))
    };
    let mine = fixed("mine.toml").unwrap();
    assert_eq!(mine.path(), Some(&*real(&folder).join("mine.toml")));
    for (file, words) in [
        ("none.toml", "none.toml: no such file"),
        (".", "is a folder, no configuration file"),
        (
            "pyproject.toml",
            "pyproject.toml: has no table `[tool.clauselint]`",
        ),
    ] {
        let faults = fixed(file).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert!(faults[0].is_placeless());
        assert!(faults[0].to_string().contains(words), "{}", faults[0]);
    }
    let none = Finder::none(folder.path(), "0.1.0");
    assert!(none.find(Path::new("a.md")).unwrap().path().is_none());
}

#[test]
fn a_configuration_is_read_once() {
    let folder = tree(&[("clauselint.toml", ""), ("a/x.md", ""), ("b/y.md", "")]);
    let finder = finder(folder.path());
    let [x, y] = ["a/x.md", "b/y.md"].map(|path| finder.find(Path::new(path)).unwrap());
    assert!(std::sync::Arc::ptr_eq(&x, &y));
}

#[cfg(unix)]
#[test]
fn links_are_found_where_they_stand() {
    let folder = tree(&[
        ("a/clauselint.toml", ""),
        ("b/real.md", ""),
        ("b/clauselint.toml", ""),
    ]);
    let at = |path: &str| folder.path().join(path);
    std::os::unix::fs::symlink(at("b/real.md"), at("a/link.md")).unwrap();
    std::os::unix::fs::symlink(at("b"), at("c")).unwrap();
    assert_eq!(found(folder.path(), "a/link.md"), "a/clauselint.toml");
    assert_eq!(found(folder.path(), "c/real.md"), "b/clauselint.toml");
}
