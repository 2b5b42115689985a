//! Disks that are full or read-only, files and folders that may not be touched.

use std::fs;
use std::os::unix::fs::symlink;

use super::{FORMATS, MENDABLE, POLICY, mode, names, on_full_disk, unprivileged};
use crate::{command, stderr, stdout, write};

#[test]
fn a_full_disk_leaves_what_stood_there() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let policy = format!("{POLICY}\n{MENDABLE}");
    write(folder, "PRIVACY.md", &policy);
    write(folder, "report.json", "the old report");
    write(
        folder,
        "clauselint-baseline.json",
        "{\"schema\": 1, \"findings\": []}",
    );
    let before = names(folder);
    for (arguments, place) in [
        (&["check", "--fix"][..], "PRIVACY.md"),
        (&["check", "--fix", "--unsafe-fixes"], "PRIVACY.md"),
        (&["check", "--add-suppressions=later"], "PRIVACY.md"),
        (
            &["check", "--select=all", "--output-format=json=report.json"],
            "report.json",
        ),
        (
            &["check", "--select=all", "--output-format=html=report.json"],
            "report.json",
        ),
        (
            &["check", "--update-baseline", "--select=all"],
            "clauselint-baseline.json",
        ),
    ] {
        let output = on_full_disk(2, folder, arguments);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(
            told.contains(&format!("{place}: cannot be written: ")),
            "{told}"
        );
        assert!(!told.contains("panicked"), "{told}");
    }
    assert_eq!(names(folder), before);
    assert_eq!(
        fs::read_to_string(folder.join("PRIVACY.md")).unwrap(),
        policy
    );
    assert_eq!(
        fs::read_to_string(folder.join("report.json")).unwrap(),
        "the old report"
    );
}

#[test]
fn a_cache_that_finds_no_room_costs_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for at in 0..9 {
        write(folder, &format!("privacy-{at}.md"), POLICY);
    }
    let arguments = ["check", "--exit-zero", "--output-format=concise"];
    let full = on_full_disk(4, folder, &arguments);
    assert_eq!(full.status.code(), Some(0), "{}", stderr(&full));
    assert!(
        stderr(&full).contains("no results can be kept there"),
        "{}",
        stderr(&full)
    );
    let kept = names(&folder.join(".clauselint-cache"));
    assert_eq!(
        kept,
        [".gitignore", "CACHEDIR.TAG"],
        "nothing is half-written"
    );
    let free = command(&arguments).current_dir(folder).output().unwrap();
    assert_eq!(stdout(&full), stdout(&free));
    assert_eq!(stderr(&free), "");
}

#[test]
fn output_to_a_full_device_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    for format in FORMATS {
        let mut run = command(&["check", "corpus/small-app.md", "--output-format", format]);
        let output = run.stdout(full.try_clone().unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(
            stderr(&output).contains("cannot write: No space left"),
            "{format}"
        );
    }
    for arguments in [
        &["outline", "corpus/small-app.md"][..],
        &["rules"],
        &["coverage", "corpus/small-app.md"],
    ] {
        let output = command(arguments)
            .stdout(full.try_clone().unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn what_may_not_be_written_stays_and_is_told() {
    let around = tempfile::tempdir().unwrap();
    mode(around.path(), 0o755);
    let folder = around.path().join("locked");
    fs::create_dir(&folder).unwrap();
    let policy = format!("{POLICY}\n{MENDABLE}");
    for at in 0..9 {
        write(&folder, &format!("privacy-{at}.md"), &policy);
    }
    write(
        &folder,
        "clauselint-baseline.json",
        "{\"schema\": 1, \"findings\": []}",
    );
    fs::create_dir(folder.join("probe")).unwrap();
    mode(&folder, 0o555);
    let before = names(&folder);
    for (arguments, words) in [
        (
            &["check", "--fix", "--no-cache"][..],
            "privacy-0.md: cannot be written: its folder is read-only",
        ),
        (
            &["check", "--add-suppressions=x"],
            "privacy-0.md: cannot be written: ",
        ),
        (
            &["check", "--output-file=report.txt"],
            "report.txt: cannot be written: its folder is read-only",
        ),
        (
            &["check", "--update-baseline"],
            "clauselint-baseline.json: cannot be written: ",
        ),
        (&["check", "--exit-zero"], "no results can be kept there: "),
    ] {
        let Some(output) = unprivileged(&folder, arguments) else {
            return;
        };
        let told = stderr(&output);
        let expected = if arguments[1] == "--exit-zero" { 0 } else { 2 };
        assert_eq!(
            output.status.code(),
            Some(expected),
            "{arguments:?}: {told}"
        );
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
    assert_eq!(names(&folder), before);
    assert_eq!(
        fs::read_to_string(folder.join("privacy-0.md")).unwrap(),
        policy
    );
    mode(&folder, 0o755);
}

#[test]
fn what_may_not_be_read_is_told_and_the_rest_is_linted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    mode(folder, 0o755);
    write(folder, "privacy.md", POLICY);
    write(folder, "privacy-locked.md", POLICY);
    write(folder, "shut/privacy.md", POLICY);
    write(folder, "pack/pack.toml", "name = \"x\"\n");
    mode(&folder.join("privacy-locked.md"), 0);
    mode(&folder.join("shut"), 0);
    mode(&folder.join("pack/pack.toml"), 0);
    if let Some(output) = unprivileged(folder, &["check", "--output-format=concise", "--no-cache"])
    {
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.contains("privacy-locked.md: cannot be read: Permission denied"),
            "{told}"
        );
        assert!(told.contains("shut: Permission denied"), "{told}");
        assert!(
            stdout(&output).contains("privacy.md:"),
            "{}",
            stdout(&output)
        );
    }
    if let Some(output) = unprivileged(folder, &["check", "--pack=pack", "privacy.md"]) {
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("`pack.toml` cannot be read: Permission denied"),
            "{}",
            stderr(&output)
        );
    }
    mode(&folder.join("shut"), 0o755);
}

/// Whoever looks at a repository loses no file to it.
#[test]
fn a_configuration_writes_nothing_elsewhere() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("repository");
    let secret = write(around.path(), "secret", "of somebody else");
    write(&folder, "PRIVACY.md", POLICY);
    symlink("../secret", folder.join("report.txt")).unwrap();
    symlink("..", folder.join("up")).unwrap();
    for path in [
        "../secret",
        &secret,
        "report.txt",
        "up/secret",
        "up/new.txt",
    ] {
        write(
            &folder,
            "clauselint.toml",
            format!("output-format = 'concise={path}'"),
        );
        let output = command(&["check"]).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(
            stderr(&output).contains("leads out of the folder"),
            "{}",
            stderr(&output)
        );
    }
    for path in ["../secret", &secret, "report.txt", "up/new.json"] {
        let baseline = format!("baseline = '{path}'");
        write(&folder, "clauselint.toml", baseline);
        let update = &["check", "--update-baseline"];
        let output = command(update).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(stderr(&output).contains("leads out of the folder"));
    }
    assert_eq!(fs::read_to_string(&secret).unwrap(), "of somebody else");
    assert_eq!(names(around.path()), ["repository", "secret"]);
    // A link within stays one.
    fs::create_dir(folder.join("out")).unwrap();
    fs::remove_file(folder.join("report.txt")).unwrap();
    write(&folder, "out/real.txt", "");
    symlink("out/real.txt", folder.join("report.txt")).unwrap();
    write(
        &folder,
        "clauselint.toml",
        "output-format = 'concise=report.txt'",
    );
    let output = command(&["check"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        fs::read_to_string(folder.join("out/real.txt"))
            .unwrap()
            .contains("PRIVACY.md:")
    );
}

/// Whatever writes, and by whatever name.
#[test]
fn nothing_that_is_read_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "PRIVACY.md", POLICY);
    write(folder, "old.md", POLICY);
    write(folder, "base.toml", "fail-on = 'never'");
    write(folder, "clauselint.toml", "extends = 'base.toml'");
    write(folder, "notes.txt", "of somebody");
    symlink("PRIVACY.md", folder.join("out.json")).unwrap();
    let run = |arguments: &[&str]| command(arguments).current_dir(folder).output().unwrap();
    assert!(run(&["new-pack", "pack"]).status.success());
    for (arguments, file) in [
        (&["check", "--output-file"][..], "PRIVACY.md"),
        (
            &["check", "--output-format=json", "--output-file"],
            "out.json",
        ),
        (&["check", "--output-file"], "clauselint.toml"),
        (&["check", "--output-file"], "./base.toml"),
        (&["check", "--pack=pack", "--output-file"], "pack/pack.toml"),
        (
            &["check", "--pack=pack", "--output-file"],
            "pack/click-here.toml",
        ),
        (&["check", "--diff", "--output-file"], "PRIVACY.md"),
        (&["check", "--diff", "--output-file"], "base.toml"),
        (&["coverage", "--output-file"], "PRIVACY.md"),
        (&["coverage", "--output-file"], "out.json"),
        (
            &["diff", "old.md", "PRIVACY.md", "--output-file"],
            "PRIVACY.md",
        ),
        (&["diff", "old.md", "PRIVACY.md", "--output-file"], "old.md"),
        (
            &["diff", "old.md", "PRIVACY.md", "--output-file"],
            "base.toml",
        ),
        (&["check", "--update-baseline", "--baseline"], "PRIVACY.md"),
        (&["check", "--update-baseline", "--baseline"], "notes.txt"),
    ] {
        let before = fs::read(folder.join(file)).unwrap();
        let output = run(&[arguments, &[file]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {file}");
        let told = stderr(&output);
        let refused = told.contains("is read by this run") || told.contains("is no baseline");
        assert!(refused && told.contains(file), "{arguments:?}: {told}");
        assert_eq!(fs::read(folder.join(file)).unwrap(), before, "{file}");
    }
    // What was written before is written anew, a baseline after a merge too.
    for _ in 0..2 {
        let output = run(&["check", "--exit-zero", "--output-file=report.txt"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let output = run(&["check", "--update-baseline", "--baseline=b.json"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let merged = fs::read_to_string(folder.join("b.json")).unwrap();
        write(
            folder,
            "b.json",
            merged.replacen('[', "[\n<<<<<<< HEAD\n", 1),
        );
    }
}
