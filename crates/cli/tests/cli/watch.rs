//! A check at every change.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{command, write};

const POLICY: &str = include_str!("../../../../corpus/small-app.md");

/// Waits until a file says something so many times; machines may be slow.
fn wait(path: &Path, words: &str, times: usize) -> String {
    let begun = Instant::now();
    loop {
        let text = fs::read_to_string(path).unwrap_or_default();
        if text.matches(words).count() >= times {
            return text;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{words}: {text}");
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn changes_of_policies_and_configuration_are_seen_and_others_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "PRIVACY.md", POLICY);
    // Its own output lies in the folder that is watched.
    let (out, err) = (folder.join("out.txt"), folder.join("err.txt"));
    let mut child = command(&[
        "check",
        "--watch",
        "--output-format=concise",
        "--output-format=html=report.html",
    ])
    .current_dir(folder)
    .stdin(Stdio::null())
    .stdout(fs::File::create(&out).unwrap())
    .stderr(fs::File::create(&err).unwrap())
    .spawn()
    .unwrap();
    wait(&err, "watching for changes", 1);
    sleep(Duration::from_millis(200));
    write(
        folder,
        "PRIVACY.md",
        format!("{POLICY}\nWrite to [NAME].\n"),
    );
    wait(&out, "placeholder-text", 1);
    write(folder, "clauselint.toml", "fail-on = 'x'\n");
    wait(&err, "`x` is none of the values allowed", 1);
    write(folder, "clauselint.toml", "select = ['placeholder-text']\n");
    wait(&out, ALONE, 1);
    let before = settled(&err);
    write(folder, "notes.md", "Nothing to do with it.\n");
    let behind = settled(&err);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(behind, before);
    // A slow machine may see a file half-written, and so run once more.
    assert!(
        before.matches("watching for changes").count() >= 4,
        "{before}"
    );
    let found = fs::read_to_string(&out).unwrap();
    let runs: Vec<&str> = found.split_inclusive("in 1 file.\n").collect();
    assert!(!runs[0].contains("placeholder-text"));
    assert!(runs[1].contains("placeholder-text") && runs[1].contains("missing-"));
    assert!(runs.contains(&ALONE), "{found}");
    assert!(folder.join("report.html").exists());
}

/// What the last run tells.
const ALONE: &str = "PRIVACY.md:88:10: error[placeholder-text] \"[NAME]\" was never filled in\n1 error in 1 file.\n";

/// What a file says once nothing is added to it.
fn settled(path: &Path) -> String {
    let mut text = String::new();
    loop {
        sleep(Duration::from_millis(700));
        let now = fs::read_to_string(path).unwrap_or_default();
        if now == text {
            return text;
        }
        text = now;
    }
}
