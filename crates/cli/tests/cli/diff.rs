//! `clauselint diff` and `check --since`, in a repository made for the test.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{clauselint, command, stderr, stdout};

const OLD: &str = "# Privacy Policy\n\nLast updated: 3 May 2024\n\nWe do not sell your data. We collect your name. We keep your data for two years. Write to privacy@harbor.example.\n";
const LONGER: &str = "# Privacy Policy\n\nLast updated: 3 May 2024\n\nWe do not sell your data. We collect your name. We keep your data for five years. Write to privacy@harbor.example.\n";

/// A repository with a first commit, tagged `v1`.
struct Repository(tempfile::TempDir);

impl Repository {
    /// None where there is no git.
    fn new(files: &[(&str, &str)]) -> Option<Self> {
        let repository = Self::begun(files)?;
        repository.commit();
        repository.git(&["tag", "v1"]);
        Some(repository)
    }

    /// Without a commit.
    fn begun(files: &[(&str, &str)]) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: there is no git");
            return None;
        }
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        for (path, text) in files {
            repository.write(path, text);
        }
        Some(repository)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        self.git_in("", arguments);
    }

    fn git_in(&self, folder: &str, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=x", "-c", "user.email=x@y.example"])
            .args(["-c", "commit.gpgsign=false"])
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        git.current_dir(self.path().join(folder));
        let done = git.args(arguments).output();
        let done = done.unwrap();
        assert!(done.status.success(), "{}", stderr(&done));
    }

    fn commit(&self) {
        self.commit_in("");
    }

    fn commit_in(&self, folder: &str) {
        self.git_in(folder, &["add", "--all"]);
        self.git_in(folder, &["commit", "--quiet", "--message", "x"]);
    }

    /// Standard output and the exit status.
    fn run_in(&self, folder: &str, arguments: &[&str]) -> (String, i32) {
        let output = command(arguments)
            .current_dir(self.path().join(folder))
            .output()
            .unwrap();
        let told = format!("{}{}", stdout(&output), stderr(&output));
        (told, output.status.code().unwrap())
    }

    fn run(&self, arguments: &[&str]) -> (String, i32) {
        self.run_in("", arguments)
    }
}

fn has(told: &str, words: &[&str]) {
    for word in words {
        assert!(told.contains(word), "no {word:?} in:\n{told}");
    }
}

#[test]
fn a_revision_is_compared_to_the_working_tree() {
    let Some(repository) = Repository::new(&[("PRIVACY.md", OLD)]) else {
        return;
    };
    let (told, status) = repository.run(&["diff", "v1"]);
    assert_eq!((&*told, status), ("No policy changed.\n", 0));
    repository.write("PRIVACY.md", LONGER);
    for arguments in [
        &["diff"][..],
        &["diff", "v1"],
        &["diff", "v1", "--", "PRIVACY.md"],
        &["diff", "--", "."],
    ] {
        let (told, status) = repository.run(arguments);
        assert_eq!(status, 1, "{told}");
        has(
            &told,
            &[
                "retention-lengthened",
                "changed-without-new-date",
                ":PRIVACY.md:5:71",
            ],
        );
    }
    assert_eq!(repository.run(&["diff", "--exit-zero"]).1, 0);
    assert_eq!(repository.run(&["diff", "--fail-on", "never"]).1, 0);
}

#[test]
fn two_revisions_are_compared_by_any_form() {
    let Some(repository) = Repository::new(&[("docs/privacy.md", OLD)]) else {
        return;
    };
    repository.write("docs/privacy.md", LONGER);
    repository.commit();
    repository.git(&["tag", "v2"]);
    // What is not committed does not count.
    repository.write("docs/privacy.md", OLD);
    for versions in [&["v1", "v2"][..], &["v1..v2"], &["v1...v2"], &["v1.."]] {
        let arguments = [&["diff"], versions, &["--", "privacy.md"]].concat();
        let (told, status) = repository.run_in("docs", &arguments);
        assert_eq!(status, 1, "{told}");
        has(&told, &["v1:docs/privacy.md -> ", "retention-lengthened"]);
    }
}

#[test]
fn three_dots_leave_out_what_the_other_branch_did() {
    let Some(repository) = Repository::new(&[("PRIVACY.md", OLD)]) else {
        return;
    };
    repository.git(&["checkout", "--quiet", "-b", "topic"]);
    repository.write("README.md", "x");
    repository.commit();
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("PRIVACY.md", LONGER);
    repository.commit();
    assert_eq!(repository.run(&["diff", "main..topic"]).1, 1);
    assert_eq!(repository.run(&["diff", "main...topic"]).1, 0);
}

#[test]
fn renamed_new_and_removed_policies_are_told_of() {
    let files = [("privacy.md", OLD), ("old-privacy.md", LONGER)];
    let Some(repository) = Repository::new(&files) else {
        return;
    };
    repository.git(&["mv", "privacy.md", "privacy policy.md"]);
    repository.git(&["rm", "--quiet", "old-privacy.md"]);
    repository.write("new/privacy.md", "# Privacy\n\nWe collect nothing.\n");
    let (told, status) = repository.run(&["diff", "v1"]);
    assert_eq!(status, 1, "a policy that is gone is worse");
    has(
        &told,
        &[
            "v1:privacy.md -> privacy policy.md: no change in substance",
            "old-privacy.md: policy removed",
            "new/privacy.md: new policy",
        ],
    );
    let (told, status) = repository.run(&["diff", "v1", "--", "new/privacy.md"]);
    assert_eq!(status, 0, "{told}");
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let Some(repository) = Repository::new(&[("PRIVACY.md", OLD)]) else {
        return;
    };
    for (arguments, words) in [
        (&["diff", "nowhere"][..], "unknown revision `nowhere`"),
        (
            &["diff", "v1", "--", "none.md"],
            "no such file in either version",
        ),
        (
            &["diff", "v1", "--", "PRIVACY.md", "../x.md"],
            "outside the repository",
        ),
        (
            &["diff", "v1..--output=x", "--", "PRIVACY.md"],
            "begins with a hyphen",
        ),
        (&["diff", "PRIVACY.md"], "is a file: name the version"),
        (&["check", "--since", "nowhere"], "unknown revision"),
    ] {
        let (told, status) = repository.run(arguments);
        assert_eq!(status, 2, "{arguments:?}: {told}");
        has(&told, &[words]);
    }
    assert!(!repository.path().join("x").exists());
}

#[test]
fn outside_a_repository_two_files_are_compared_and_revisions_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(path("old.md"), OLD).unwrap();
    fs::write(path("new.md"), LONGER).unwrap();
    let output = clauselint(&["diff", &path("old.md"), &path("new.md")]);
    assert_eq!(output.status.code(), Some(1));
    let output = command(&["diff", "v1"]).current_dir(folder.path()).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    has(stderr(&output), &["git"]);
}

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
fn json_has_places_of_both_versions() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(path("old.md"), format!("\u{feff}{OLD}")).unwrap();
    fs::write(path("new.md"), LONGER).unwrap();
    let out = path("out.json");
    let arguments = ["diff", &path("old.md"), &path("new.md")];
    let format = ["--output-format", "json", "--output-file", &out];
    let output = clauselint(&[&arguments[..], &format].concat());
    assert_eq!(stdout(&output), "");
    let json: serde_json::Value = serde_json::from_slice(&fs::read(out).unwrap()).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["summary"]["weakens"], 2);
    let change = &json["policies"][0]["changes"][0];
    assert_eq!(change["kind"], "retention-lengthened");
    for (side, words) in [("old", "two years"), ("new", "five years")] {
        let text = fs::read(path(&format!("{side}.md"))).unwrap();
        let place = &change[side];
        let at = |key: &str| place["span"][key].as_u64().unwrap() as usize;
        assert_eq!(place["words"], words);
        assert_eq!(&text[at("start")..at("end")], words.as_bytes());
        assert_eq!(place["range"]["start"]["line"], 4);
    }
}

#[test]
fn markdown_escapes_what_a_policy_says_and_stays_short_enough() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let long = |years: &str| -> String {
        let animals = (0..900).map(|n| {
            format!("We keep the @octocat data of `animal` \\| \\<img> number {n}x for {years} years.\n\n")
        });
        format!("# Privacy Policy\n\n{}", animals.collect::<String>())
    };
    fs::write(path("old.md"), long("two")).unwrap();
    fs::write(path("new.md"), long("five")).unwrap();
    let arguments = [
        "diff",
        &path("old.md"),
        &path("new.md"),
        "--output-format",
        "markdown",
    ];
    let output = clauselint(&arguments);
    let page = stdout(&output);
    assert!(page.chars().count() < 65_536);
    has(page, &["more changes are left out here"]);
    assert!(
        !page.contains("@octocat") && !page.contains("<img"),
        "{}",
        &page[..2000]
    );
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

#[test]
fn nothing_is_said_of_a_policy_that_could_not_be_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.md"), OLD).unwrap();
    std::fs::write(folder.path().join("empty.md"), "").unwrap();
    for format in ["text", "markdown"] {
        let arguments = &["diff", "old.md", "empty.md", "--output-format", format];
        let output = command(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        has(stderr(&output), &["empty.md: holds no text"]);
        assert!(!stdout(&output).contains("changed"), "{}", stdout(&output));
    }
}
