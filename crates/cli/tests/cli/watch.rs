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
    wait(&err, "watching for changes", 2);
    write(folder, "clauselint.toml", "fail-on = 'x'\n");
    wait(&err, "watching for changes", 3);
    write(folder, "clauselint.toml", "select = ['placeholder-text']\n");
    wait(&err, "watching for changes", 4);
    write(folder, "notes.md", "Nothing to do with it.\n");
    sleep(Duration::from_millis(400));
    child.kill().unwrap();
    child.wait().unwrap();
    let told = fs::read_to_string(&err).unwrap();
    assert_eq!(told.matches("watching for changes").count(), 4, "{told}");
    assert!(told.contains("`x` is none of the values allowed"), "{told}");
    let found = fs::read_to_string(&out).unwrap();
    let runs: Vec<&str> = found.split_inclusive("in 1 file.\n").collect();
    assert_eq!(runs.len(), 3, "{found}");
    assert!(!runs[0].contains("placeholder-text"));
    assert!(runs[1].contains("placeholder-text") && runs[1].contains("missing-"));
    assert!(
        runs[2].starts_with("PRIVACY.md:88:10: error[placeholder-text]"),
        "{}",
        runs[2]
    );
    assert!(folder.join("report.html").exists());
}
