//! What arguments lead to: folders, globs, links, names of every kind.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::{clauselint, command, status, stderr, stdout, write};

const POLICY: &str = "# Privacy\n\nWe share your data with our partners.\n";

/// The names of the files that a run in a folder lints.
fn linted(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run_in(folder, &[arguments, &["--output-format", "json"]].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = report["files"].as_array().unwrap().iter();
    files
        .map(|file| file["path"].as_str().unwrap().to_owned())
        .collect()
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut all = vec!["check"];
    all.extend(arguments);
    command(&all).current_dir(folder).output().unwrap()
}

fn tree(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let text = if file.ends_with(".gitignore") {
            "build/\n"
        } else {
            POLICY
        };
        write(folder.path(), file, text);
    }
    folder
}

#[test]
fn folders_are_searched_and_git_ignored_files_left_out_unless_named() {
    let folder = tree(&[
        ".gitignore",
        "PRIVACY.md",
        "README.md",
        "build/privacy.html",
        "web/privacy.html",
    ]);
    assert_eq!(
        linted(folder.path(), &[]),
        ["PRIVACY.md", "web/privacy.html"]
    );
    assert_eq!(
        linted(folder.path(), &["."]),
        ["PRIVACY.md", "web/privacy.html"]
    );
    assert_eq!(
        linted(folder.path(), &["web", "PRIVACY.md"]),
        ["web/privacy.html", "PRIVACY.md"]
    );
    assert_eq!(
        linted(folder.path(), &["build/privacy.html", "README.md"]),
        ["build/privacy.html", "README.md"]
    );
}

#[test]
fn what_leaves_everything_out_is_named_with_its_place() {
    let folder = tree(&["PRIVACY.md", "build/privacy.html"]);
    write(folder.path(), ".gitignore", "# made\nbuild/\n");
    let config = "exclude = [\n  'a',\n  'PRIV*.md',\n]\n";
    write(folder.path(), "clauselint.toml", config);
    let output = run_in(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "clauselint: nothing to check under .: PRIVACY.md is left out by `PRIV*.md` in `exclude` (clauselint.toml:3); \
         build/privacy.html is left out by `build/` (.gitignore:2). Name one on the command line to check it anyway\n"
    );
    let output = run_in(
        folder.path(),
        &[
            "--exclude",
            "*.md",
            "--no-respect-gitignore",
            "--exclude=*.html",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("left out by `--exclude *.md`;"),
        "{}",
        stderr(&output)
    );
    // Named files that are left out are no fault: a hook may name them.
    let output = run_in(folder.path(), &["--force-exclude", "PRIVACY.md"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        stderr(&output),
        "clauselint: note: PRIVACY.md is left out by `PRIV*.md` in `exclude` (clauselint.toml:3); `--no-force-exclude` checks it anyway\n"
    );
    assert_eq!(linted(folder.path(), &["PRIVACY.md"]), ["PRIVACY.md"]);
}

#[test]
fn what_leaves_a_named_file_out_is_told_by_its_own_configuration() {
    let folder = tree(&["docs/privacy.md", "docs/old/privacy.md"]);
    let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).unwrap();
    write(".gitignore", "docs/privacy.md\n");
    write("docs/clauselint.toml", "force-exclude = true\n");
    for own in ["respect-gitignore = false\n", "exclude = [\"old\"]\n"] {
        write("clauselint.toml", own);
        let output = run_in(folder.path(), &["docs/privacy.md"]);
        assert_eq!(
            stderr(&output),
            "clauselint: note: docs/privacy.md is left out by `docs/privacy.md` (.gitignore:1); `--no-force-exclude` checks it anyway\n"
        );
    }
    // As a search leaves it out: by the configuration around the folder.
    write("clauselint.toml", "exclude = [\"docs\"]\n");
    let output = run_in(folder.path(), &["docs/old/privacy.md"]);
    assert_eq!(
        stderr(&output),
        "clauselint: note: docs/old/privacy.md is left out by `docs` in `exclude` (clauselint.toml:1); `--no-force-exclude` checks it anyway\n"
    );
}

#[test]
fn globs_are_expanded_in_order_and_nothing_is_linted_twice() {
    let folder = tree(&["b.md", "a.md", "deep/er/c.md", "d.txt"]);
    assert_eq!(linted(folder.path(), &["*.md"]), ["a.md", "b.md"]);
    assert_eq!(
        linted(folder.path(), &["b.md", "**/*.md"]),
        ["b.md", "a.md", "deep/er/c.md"]
    );
    assert_eq!(
        linted(folder.path(), &["[ad].*", "*.md"]),
        ["a.md", "d.txt", "b.md"]
    );
}

#[test]
fn every_argument_that_leads_nowhere_is_told() {
    let folder = tree(&["a.md", "notes/a.md"]);
    let output = run_in(
        folder.path(),
        &["none.md", "x[.md", "*.docx", "notes", "a.md"],
    );
    assert_eq!(output.status.code(), Some(2));
    let told: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(
        told,
        [
            "clauselint: no such file or directory: none.md",
            "clauselint: invalid glob `x[.md`: invalid range pattern at column 2",
            "clauselint: no policy found by the pattern *.docx: it matches no file",
            "clauselint: no policy found under notes: none of its files is named like one (PRIVACY.md, \
             privacy-policy.html, ...); name the file to lint it whatever it is called",
        ]
    );
    assert!(
        stdout(&output).contains("[a.md:3:25]"),
        "{}",
        stdout(&output)
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_in_circles_are_told() {
    let folder = tree(&["a.md"]);
    std::os::unix::fs::symlink("gone.md", folder.path().join("broken.md")).unwrap();
    std::os::unix::fs::symlink("circle.md", folder.path().join("circle.md")).unwrap();
    let output = run_in(folder.path(), &["broken.md", "circle.md", "a.md", "-q"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("broken.md: cannot be read: "),
        "{}",
        stderr(&output)
    );
    assert!(
        stderr(&output).contains("circle.md: cannot be read: "),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("[a.md:3:25]"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_unicode_or_hold_terminal_commands_are_shown_safely() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"caf\xE9.md"[..], b"\x1b[2J\n\xC2\x9B.md"] {
        let name = std::ffi::OsStr::from_bytes(name);
        std::fs::write(folder.path().join(name), POLICY).unwrap();
        for command_name in ["check", "outline"] {
            let missing = [name, std::ffi::OsStr::new(".missing")].join(std::ffi::OsStr::new(""));
            let output = command(&[command_name])
                .arg(name)
                .arg(missing)
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(2));
            assert!(stdout(&output).contains('\u{FFFD}'), "{}", stdout(&output));
            assert!(stderr(&output).contains('\u{FFFD}'), "{}", stderr(&output));
            let raw = |text: &str| text.contains(['\u{1b}', '\u{9b}']);
            assert!(!raw(stdout(&output)) && !raw(stderr(&output)), "{output:?}");
        }
    }
}

#[test]
fn files_beyond_the_limit_are_told_and_the_rest_is_linted() {
    let folder = tree(&["a.md"]);
    let path = folder.path().join("privacy.md");
    // A hole: it takes no room on the disk.
    std::fs::File::create(&path)
        .and_then(|file| file.set_len(1 << 40))
        .unwrap();
    let output = run_in(folder.path(), &["privacy.md", "a.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "clauselint: privacy.md: is too large: 1048576 MiB, where `max-file-size` is 16 MiB; \
         a configuration can raise it\n"
    );
    assert!(stdout(&output).contains("[a.md:3:25]"));
}

#[test]
fn how_large_a_file_may_be_is_configured() {
    let folder = tree(&["a.md"]);
    write(folder.path(), "old.md", POLICY.repeat(2));
    let size = POLICY.len();
    let check = |limit: usize, words: &str| {
        write(
            folder.path(),
            "clauselint.toml",
            format!("max-file-size = {limit}\n"),
        );
        let output = run_in(folder.path(), &["a.md"]);
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        assert_eq!(output.status.code() == Some(2), !words.is_empty());
    };
    check(size, "");
    check(
        size - 1,
        &format!(
            "a.md: is too large: {size} bytes, where `max-file-size` is {} bytes",
            size - 1
        ),
    );
    for arguments in [&["outline", "a.md"][..], &["diff", "old.md", "a.md"]] {
        let output = command(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(stderr(&output).contains("is too large"), "{arguments:?}");
        assert_eq!(output.status.code(), Some(2));
    }
    let arguments = ["check", "-", "--stdin-filename=a.md"];
    let mut child = command(&arguments)
        .current_dir(folder.path())
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, POLICY.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(stderr(&output).contains("a.md: is too large"));
}

#[test]
fn output_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let output = status(
        &[
            "check",
            "corpus/small-app.md",
            "--output-file",
            folder.path().to_str().unwrap(),
        ],
        2,
    );
    assert!(
        stderr(&output).contains("cannot be written: "),
        "{}",
        stderr(&output)
    );
    if Path::new("/dev/full").exists() {
        let output = status(
            &["check", "corpus/small-app.md", "--output-file", "/dev/full"],
            2,
        );
        assert!(
            stderr(&output).contains("/dev/full: cannot be written: "),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn an_unreasonable_number_of_threads_is_refused() {
    let output = clauselint(&["check", "corpus/small-app.md", "--threads", "100000"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--threads"), "{}", stderr(&output));
}

#[test]
fn a_pack_is_counted_on_policies_and_its_places_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for name in ["privacy.md", "terms.md", "notes.rs"] {
        std::fs::write(path(name), "# Policy\n\nClick\nhere to opt out.\n").unwrap();
    }
    let pack = "examples/packs/house-style";
    let all = path(".");
    let output = status(&["test", pack, "--on", &all, "--show", "click-here"], 0);
    let shown = stdout(&output);
    assert!(
        shown.contains(
            "On 1 policy (1 more file is not named like one; name it to have it counted):\n"
        ),
        "{shown}"
    );
    assert!(
        shown.contains("privacy.md:3:1: \"Click here\"\n"),
        "{shown}"
    );
    let output = status(&["test", pack, "--on", &path("*.md")], 0);
    let shown = stdout(&output);
    assert!(
        shown.contains("On 2 policies:\n") && !shown.contains("privacy.md"),
        "{shown}"
    );
    status(&["test", pack, "--on", &all, "--show", "clik-here"], 2);
}

#[test]
fn the_name_of_a_pack_selects_its_own_rules_alone() {
    let pack = "examples/packs/cookbook";
    let found = |more: &[&str]| {
        let arguments = [
            &[
                "check",
                "--pack",
                pack,
                "--output-format",
                "concise",
                "corpus/small-app.md",
            ],
            more,
        ]
        .concat();
        stdout(&clauselint(&arguments)).to_owned()
    };
    assert!(
        found(&[]).contains("missing-dpo-contact"),
        "what it extends runs with it"
    );
    let own = found(&["--select", "cookbook"]);
    assert!(own.contains("missing-dpo-email"), "{own}");
    assert!(!own.contains("missing-dpo-contact"), "{own}");
}
