//! Input of every bad kind: a clear message, the right exit status, the other
//! files still linted.

use std::io::Read;
use std::process::Stdio;

use crate::{clauselint, command, status, stderr, stdout, write};

const GOOD: &str = "corpus/near-perfect.md";

/// A run beside a good file: exit status 2, the words in the message, and the
/// good file linted all the same.
#[track_caller]
fn complains(argument: &str, words: &str) {
    let output = status(&["check", argument, GOOD], 2);
    assert!(
        stderr(&output).contains(words),
        "{argument}: {}",
        stderr(&output)
    );
    assert!(!stderr(&output).contains("panicked"));
    assert_eq!(stdout(&output), "No findings in 1 file.\n");
}

#[test]
fn what_cannot_be_linted_is_told_and_the_rest_is_linted() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| write(folder.path(), name, bytes);
    complains(
        "no/such/file.md",
        "no such file or directory: no/such/file.md",
    );
    complains(&file("empty.md", b""), "empty.md: holds no text");
    complains(
        &file("markup.html", b"<!doctype html><script>x()</script>"),
        "markup.html: holds no text",
    );
    complains(
        &file("binary.md", b"MZ\x90\x00\x03"),
        "binary.md: this is a binary file: byte 3 is NUL",
    );
    complains("corpus/x[.md", "invalid glob `corpus/x[.md`");
    complains("corpus/*.docx", "matches no file");
    file("empty/notes.md", b"# Notes");
    complains(
        folder.path().join("empty").to_str().unwrap(),
        "none of its files is named like one",
    );
}

#[test]
fn unknown_rules_are_all_named_with_the_nearest() {
    let output = status(
        &[
            "check",
            GOOD,
            "--select",
            "missing-retension-period",
            "--ignore",
            "cores",
        ],
        2,
    );
    let message = stderr(&output);
    assert!(
        message.contains("`missing-retension-period`; did you mean `missing-retention-period`?"),
        "{message}"
    );
    assert!(
        message.contains("`cores`; did you mean `core`?"),
        "{message}"
    );
    assert!(stdout(&output).is_empty());
}

#[test]
fn other_encodings_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let latin = write(
        folder.path(),
        "latin.txt",
        b"Caf\xE9 Lune keeps your data for 30 days. Write to a@lune.test. Children: none.",
    );
    let output = status(
        &["check", "--select", "missing-retention-period", &latin],
        0,
    );
    assert!(stderr(&output).contains("is not valid UTF-8: 1 byte was read as Windows-1252"));
    let mut surrogate = vec![0xFF, 0xFE];
    surrogate.extend("We collect data.".encode_utf16().flat_map(u16::to_le_bytes));
    surrogate.extend([0x00, 0xD8, 0x61, 0x00]);
    let output = status(
        &["check", &write(folder.path(), "surrogate.md", surrogate)],
        1,
    );
    assert!(!stderr(&output).contains("panicked"));
}

#[test]
fn other_languages_are_told_from_english() {
    let folder = tempfile::tempdir().unwrap();
    let german = "Wir speichern Ihre personenbezogenen Daten, solange Sie auf unserer Seite registriert sind. ".repeat(8);
    let output = status(
        &["check", &write(folder.path(), "datenschutz.md", german)],
        0,
    );
    assert!(
        stderr(&output).contains("does not read like English prose"),
        "{}",
        stderr(&output)
    );
}

#[cfg(unix)]
#[test]
fn pipes_and_circles_of_links_do_not_hang() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("privacy.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        complains(pipe.to_str().unwrap(), "is no regular file");
    }
    let circle = folder.path().join("circle");
    std::fs::create_dir(&circle).unwrap();
    std::os::unix::fs::symlink(&circle, circle.join("again")).unwrap();
    write(&circle, "privacy.md", "# Privacy\n\nWe collect data.");
    status(&["check", circle.to_str().unwrap()], 1);
}

#[test]
fn a_variable_set_to_nothing_is_not_set() {
    for variable in ["CLAUSELINT_OUTPUT_FORMAT", "CLAUSELINT_TODAY"] {
        let output = command(&["check", "--exit-zero", "corpus/small-app.md"])
            .env(variable, "")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let wrong = command(&["check", "corpus/small-app.md"])
            .env(variable, "never")
            .output()
            .unwrap();
        assert_eq!(wrong.status.code(), Some(2), "{variable}");
    }
}

#[test]
fn a_page_that_is_no_policy_is_told_so_and_not_linted() {
    let folder = tempfile::tempdir().unwrap();
    let goods: String = (1..60)
        .map(|n| format!("Oak table number {n}, delivered to your door. Add to cart.\n\n"))
        .collect();
    let path = write(
        folder.path(),
        "privacy.md",
        format!("# Privacy Policy\n\n{goods}"),
    );
    let output = clauselint(&["check", &path]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stderr(&output).contains("does not read like a privacy policy"),
        "{}",
        stderr(&output)
    );
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("No findings"),
        "{output:?}"
    );
    let brief = write(folder.path(), "brief.md", "# P\n\nWe collect your email.\n");
    assert_eq!(stderr(&clauselint(&["check", &brief])), "");
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let mut child = command(&["check", "--select", "all", "corpus/s*.md"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(stderr(&output).is_empty(), "{}", stderr(&output));
}

#[test]
fn an_output_file_that_cannot_be_written_is_told() {
    let output = status(
        &["check", GOOD, "--output-file", "no/such/folder/out.json"],
        2,
    );
    assert!(
        stderr(&output).contains("no/such/folder/out.json: cannot be written"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn terminal_commands_in_a_policy_stay_there() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "# Privacy \u{1b}[2J\n\nWe share your data with \u{1b}[31mpartners\u{7}.\n";
    let path = write(folder.path(), "privacy.md", hostile);
    for arguments in [["check", &path], ["outline", &path]] {
        assert!(
            !clauselint(&arguments).stdout.contains(&0x1b),
            "{arguments:?}"
        );
    }
}
