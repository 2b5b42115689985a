//! `check --changed` and `check --since`.

use std::fs;
use std::process::Command;

use super::repository::{LONGER, OLD, Repository, has};
use super::{command, stderr, stdout};

#[test]
fn check_looks_at_the_version_before() {
    let Some(repository) = Repository::new(&[("privacy.md", OLD)]) else {
        return;
    };
    repository.git(&["mv", "privacy.md", "PRIVACY.txt"]);
    repository.write("PRIVACY.txt", LONGER);
    let rule = "changed-without-new-date";
    let check = ["check", "--select", rule, "--output-format", "concise"];
    let (told, _) = repository.run(&check);
    assert!(!told.contains(rule), "{told}");
    let (told, _) = repository.run(&[&check[..], &["--since", "v1"]].concat());
    has(
        &told,
        &["PRIVACY.txt:3:15: warning[changed-without-new-date]"],
    );
    // What was kept of that run does not hold for another version before it.
    repository.commit();
    let (told, _) = repository.run(&[&check[..], &["--since", "HEAD"]].concat());
    assert!(!told.contains(rule), "{told}");
}

#[test]
fn only_what_git_sees_changed_is_linted() {
    let files = [
        ("privacy.md", OLD),
        ("docs/privacy.md", OLD),
        ("moved/privacy.md", OLD),
    ];
    let Some(repository) = Repository::new(&files) else {
        return;
    };
    let check = |folder: &str, more: &[&str]| {
        let arguments = ["check", "--output-format=concise", "--exit-zero"];
        repository
            .run_in(folder, &[&arguments[..], more].concat())
            .0
    };
    let all = check("", &[]);
    has(
        &all,
        &["\nprivacy.md:", "docs/privacy.md:", "moved/privacy.md:"],
    );
    assert_eq!(check("", &["--changed"]), NONE_CHANGED);
    repository.write("docs/privacy.md", LONGER);
    repository.write("new/privacy.md", OLD);
    repository.git(&["mv", "moved", "elsewhere"]);
    let changed = check("", &["--changed"]);
    has(
        &changed,
        &[
            "docs/privacy.md:",
            "new/privacy.md:",
            "elsewhere/privacy.md:",
        ],
    );
    assert!(!changed.contains("\nprivacy.md:"), "{changed}");
    // The version before is at hand.
    has(&changed, &["changed-without-new-date"]);
    let below = check("docs", &["--changed", "HEAD", "."]);
    assert!(
        below.contains("privacy.md:") && !below.contains("elsewhere"),
        "{below}"
    );
    repository.commit();
    assert_eq!(check("", &["--changed"]), NONE_CHANGED);
    has(&check("", &["--changed=v1"]), &["docs/privacy.md:"]);
    let (told, status) = repository.run(&["check", "--changed", "nowhere"]);
    assert_eq!(status, 2);
    has(&told, &["unknown revision `nowhere`"]);
}

#[test]
fn what_is_gone_has_not_changed_and_is_no_fault() {
    let files = [("PRIVACY.md", OLD), ("docs/notes/a.md", OLD)];
    let Some(repository) = Repository::new(&files) else {
        return;
    };
    fs::remove_file(repository.path().join("PRIVACY.md")).unwrap();
    assert_eq!(
        repository.run(&["check", "--changed"]),
        (NONE_CHANGED.into(), 0)
    );
    // What is named has to be there.
    for (named, words) in [("gone.md", "no such file"), ("*.html", "matches no file")] {
        let (told, status) = repository.run(&["check", "--changed=HEAD", named]);
        assert_eq!(status, 2, "{told}");
        has(&told, &[words]);
    }
    fs::remove_dir_all(repository.path().join("docs/notes")).unwrap();
    for path in ["PRIVACY.md", "docs/notes"] {
        let (told, status) = repository.run(&["check", "--changed", path]);
        assert_eq!(status, 2, "{told}");
        has(&told, &[&format!("write `--changed HEAD {path}`")]);
    }
    let (told, _) = repository.run(&["check", "--changed", "origin/main"]);
    has(&told, &["unknown revision `origin/main`"]);
}

/// With a repository of its own in `other` and another, a submodule, in `mod`.
fn nested() -> Option<Repository> {
    let repository = Repository::new(&[("PRIVACY.md", OLD)])?;
    repository.write(".git/info/exclude", "other/\n");
    repository.write("other/docs/PRIVACY.md", OLD);
    repository.git_in("other", &["init", "--quiet", "--initial-branch=main"]);
    repository.commit_in("other");
    let add = ["submodule", "--quiet", "add", "./other", "mod"];
    repository.git(&[&["-c", "protocol.file.allow=always"], &add[..]].concat());
    repository.commit();
    Some(repository)
}

const NONE_CHANGED: &str = "clauselint: note: no policy has changed\n";

#[test]
fn each_file_is_asked_of_its_own_repository() {
    let Some(repository) = nested() else {
        return;
    };
    let paths = ["mod", "PRIVACY.md", "other/docs/PRIVACY.md"];
    let check = |more: &[&str]| {
        let arguments = ["check", "--output-format=concise", "--exit-zero"];
        repository.run(&[&arguments[..], more, &paths].concat())
    };
    assert_eq!(check(&["--changed=HEAD"]), (NONE_CHANGED.into(), 0));
    repository.write("mod/docs/PRIVACY.md", LONGER);
    repository.write("other/docs/PRIVACY.md", LONGER);
    let changed = "docs/PRIVACY.md:3:15: warning[changed-without-new-date]";
    let changed = ["mod/", "other/"].map(|folder| format!("{folder}{changed}"));
    for asked in ["--changed=HEAD", "--since=HEAD"] {
        let (told, _) = check(&[asked]);
        has(&told, &changed.each_ref().map(String::as_str));
        let same = "\nPRIVACY.md:";
        assert_eq!(told.contains(same), asked != "--changed=HEAD", "{told}");
    }
    // The tag is one of the outer repository alone.
    let (told, status) = check(&["--changed=v1"]);
    assert_eq!(status, 2, "{told}");
    has(
        &told,
        &["unknown revision `v1` in the repository", "mod; clones"],
    );
    let (told, status) = repository.run(&["diff", "HEAD", "--", "PRIVACY.md", "mod"]);
    assert_eq!(status, 2, "{told}");
    has(&told, &["mod: in the repository", "a run of its own"]);
}

#[test]
fn what_git_leaves_out_is_left_out_in_its_own_repository_alone() {
    let Some(repository) = Repository::new(&[("privacy-policy.md", OLD), (".gitignore", "")])
    else {
        return;
    };
    repository.write("sub/PRIVACY.md", OLD);
    repository.git_in("sub", &["init", "--quiet"]);
    repository.write(".gitignore", "PRIVACY.md\n");
    let lint = |folder: &str, path: &str| {
        let check = ["check", "--output-format=concise", "--exit-zero", path];
        repository.run_in(folder, &check).0
    };
    for (folder, path, found) in [
        ("", ".", "sub/PRIVACY.md:"),
        ("", "sub", "sub/PRIVACY.md:"),
        ("sub", ".", "PRIVACY.md:"),
    ] {
        has(&lint(folder, path), &[found]);
    }
    // The person's own file of patterns holds everywhere.
    repository.write("config/git/ignore", "*.md\n");
    let config = repository.path().join("config");
    let output = command(&["check", "sub"])
        .current_dir(repository.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("HOME", repository.path())
        .env("XDG_CONFIG_HOME", &config)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let words = "PRIVACY.md is left out by `*.md` (";
    has(stderr(&output), &[words, "ignore:1)"]);
}

#[test]
fn a_version_that_the_repository_lacks_is_told_of() {
    let Some(repository) = Repository::new(&[("PRIVACY.md", OLD)]) else {
        return;
    };
    repository.write("docs/PRIVACY.md", OLD);
    let objects = repository.path().join(".git/objects");
    let asked = Command::new("git")
        .args(["rev-parse", "HEAD:PRIVACY.md"])
        .current_dir(repository.path())
        .output();
    let hash = stdout(&asked.unwrap()).trim().to_owned();
    let (folder, name) = hash.split_at(2);
    fs::remove_file(objects.join(folder).join(name)).unwrap();
    let (told, status) = repository.run(&["check", "--since=HEAD", "--exit-zero", "."]);
    assert_eq!(status, 2, "{told}");
    let words = "PRIVACY.md: the version before cannot be read: git cat-file: ";
    has(&told, &[words]);
    // One that is new has none.
    assert_eq!(told.matches("the version before").count(), 1, "{told}");
}

#[test]
fn a_file_in_no_repository_has_no_version_before() {
    let Some(repository) = Repository::new(&[("PRIVACY.md", OLD)]) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("PRIVACY.md");
    fs::write(&path, OLD).unwrap();
    let path = path.to_string_lossy();
    for asked in ["--changed=HEAD", "--since=HEAD"] {
        let (told, status) = repository.run(&["check", asked, ".", &path]);
        assert_eq!(status, 2, "{told}");
        has(&told, &[&format!("{path}: not in a git repository")]);
    }
}

#[test]
fn what_a_hook_is_told_of_its_repository_holds_for_no_other() {
    let Some(repository) = nested() else {
        return;
    };
    let git = repository.path().join(".git");
    repository.write("mod/docs/PRIVACY.md", LONGER);
    let output = command(&["check", "--changed=HEAD", "mod"])
        .args(["--output-format=concise", "--exit-zero"])
        .current_dir(repository.path())
        .env("GIT_INDEX_FILE", git.join("index"))
        .env("GIT_DIR", git)
        .output();
    let output = output.unwrap();
    has(
        stdout(&output),
        &["mod/docs/PRIVACY.md:3:15: warning[changed-without-new-date]"],
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_before_the_way_back() {
    let Some(repository) = Repository::new(&[("x/y/z.md", OLD), ("x/PRIVACY.md", OLD)]) else {
        return;
    };
    std::os::unix::fs::symlink("x/y", repository.path().join("lnk")).unwrap();
    repository.commit();
    repository.write("x/PRIVACY.md", LONGER);
    let path = "lnk/../PRIVACY.md";
    let (told, status) = repository.run(&["check", "--changed=HEAD", path]);
    assert_eq!(status, 1, "{told}");
    has(&told, &["changed-without-new-date"]);
}

#[test]
fn before_the_first_commit_all_is_new() {
    let files = [("privacy.md", OLD), ("docs/privacy.md", OLD)];
    let Some(repository) = Repository::begun(&files) else {
        return;
    };
    let checked = ["privacy.md:1:3: error", "docs/privacy.md:1:3: error"];
    let compared = ["privacy.md: new", "docs/privacy.md: new"];
    for _ in 0..2 {
        let (told, status) = repository.run(&["check", "--changed", "--output-format=concise"]);
        assert_eq!(status, 1);
        has(&told, &checked);
        let (told, status) = repository.run(&["diff"]);
        assert_eq!(status, 0, "{told}");
        has(&told, &compared);
        repository.git(&["add", "docs"]);
    }
    let (told, status) = repository.run(&["diff", "HEAD~1"]);
    assert_eq!(status, 2);
    has(&told, &["unknown revision `HEAD~1`"]);
}
