//! Runs that are interrupted or killed, and readers that go away.

use std::fs;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::{
    FORMATS, HEEDING, INTERRUPT, POLICY, ends, ignores_signals, names, signal, spawned,
    wait_for_files,
};
use crate::{command, stderr, write};

#[test]
fn an_interrupted_run_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["-INT", "-TERM", "-HUP"] {
        // It waits for standard input, with its report begun.
        let child = spawned(folder, &["check", "-", "--output-file=report.txt"]);
        wait_for_files(folder, 1);
        signal(&child, name);
        let output = ends(child, name);
        assert!(
            output.status.signal().is_some(),
            "{name}: {:?}",
            output.status
        );
        assert_eq!(names(folder), [""; 0], "{name}");
        assert_eq!(stderr(&output), "");
    }
    // A shell calls it 130.
    let child = spawned(folder, &["check", "-", "--output-file=report.txt"]);
    wait_for_files(folder, 1);
    signal(&child, "-INT");
    assert_eq!(ends(child, "a run").status.signal(), Some(INTERRUPT));
}

/// As under nohup.
#[test]
fn a_signal_that_is_to_be_ignored_is() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let program = env!("CARGO_BIN_EXE_clauselint");
    let heeding = if ignores_signals() { HEEDING } else { "" };
    let heeding = heeding.replace("HUP,", "");
    let script = format!("trap '' HUP; exec {heeding} {program} check - --output-file=report.txt");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).current_dir(folder);
    shell.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = shell.spawn().unwrap();
    wait_for_files(folder, 1);
    signal(&child, "-HUP");
    sleep(Duration::from_millis(500));
    assert_eq!(child.try_wait().unwrap(), None);
    signal(&child, "-INT");
    assert_eq!(ends(child, "a run").status.signal(), Some(INTERRUPT));
    assert_eq!(names(folder), [""; 0]);
}

#[test]
fn an_interrupted_watch_ends_at_once() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "PRIVACY.md", POLICY);
    let mut child = spawned(
        folder.path(),
        &["check", "--watch", "--output-format=html=report.html"],
    );
    let mut told = String::new();
    let mut err = child.stderr.take().unwrap();
    while !told.contains("watching for changes") {
        let mut byte = [0];
        err.read_exact(&mut byte).unwrap();
        told.push(byte[0].into());
    }
    signal(&child, "-INT");
    assert_eq!(ends(child, "a watch").status.signal(), Some(INTERRUPT));
    assert_eq!(names(folder.path()), ["PRIVACY.md", "report.html"]);
}

#[test]
fn a_killed_run_does_its_successor_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for at in 0..9 {
        write(folder, &format!("privacy-{at}.md"), POLICY);
    }
    write(folder, "report.txt", "the old report");
    let arguments = ["check", "-", ".", "--output-file=report.txt", "--exit-zero"];
    let mut child = spawned(folder, &arguments);
    wait_for_files(folder, 11);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        fs::read_to_string(folder.join("report.txt")).unwrap(),
        "the old report"
    );
    // What it left is looked at by nobody, and goes with the next results.
    let cache = folder.join(".clauselint-cache");
    fs::create_dir_all(&cache).unwrap();
    write(&cache, "unfinished-old", "half a result");
    write(&cache, "unfinished-new", "of a run that goes on");
    write(&cache, "laboratory.results", "of somebody else");
    for (name, hours) in [("unfinished-old", 2), ("laboratory.results", 200)] {
        let file = fs::File::options().write(true).open(cache.join(name));
        let then = SystemTime::now() - Duration::from_hours(hours);
        file.unwrap().set_modified(then).unwrap();
    }
    let output = command(&["check", "--exit-zero", "--output-file=report.txt"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
    let report = fs::read_to_string(folder.join("report.txt")).unwrap();
    assert!(report.contains("in 9 files"), "{report}");
    let kept = names(&cache);
    assert!(!kept.contains(&"unfinished-old".to_owned()), "{kept:?}");
    for name in ["unfinished-new", "laboratory.results"] {
        assert!(kept.contains(&name.to_owned()), "{name}: {kept:?}");
    }
}

#[test]
fn a_reader_that_goes_away_ends_every_output_quietly() {
    let formats = FORMATS.map(|format| format!("--output-format={format}"));
    let policy = "corpus/small-app.md";
    let checks = formats.iter().map(|format| vec!["check", format, policy]);
    let others = [
        vec!["outline", policy],
        vec!["outline", "--output-format=json", policy],
        vec!["coverage", policy],
        vec!["coverage", "--output-format=markdown", policy],
        vec!["check", "--statistics", policy],
        vec!["check", "--diff", "--unsafe-fixes", policy],
        vec!["rules"],
        vec!["names"],
        vec!["config", "--rules"],
        vec!["explain", "stale-policy"],
        vec!["man"],
        vec!["completions", "bash"],
    ];
    for arguments in checks.chain(others) {
        let mut child = spawned(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments);
        // Nobody reads from the start.
        drop(child.stdout.take());
        let output = ends(child, &format!("{arguments:?}"));
        assert_eq!(stderr(&output), "", "{arguments:?}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}");
    }
}
