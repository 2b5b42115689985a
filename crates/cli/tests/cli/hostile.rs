//! Inputs that make careless parsers quadratic, overflow their stack or fill
//! the memory: each is read in time, and in memory in proportion.

use std::process::Output;
use std::time::{Duration, Instant};

#[cfg(not(target_os = "linux"))]
use crate::command;
use crate::{stderr, write};

const SENTENCE: &str = "We may share your personal information with our partners. ";
const FORMATS: [&str; 3] = ["md", "html", "txt"];
/// Nesting that overflows the stack of what recurses.
const DEEP: usize = 10_000;
/// Far more than is needed, far less than quadratic time takes.
const TIME: Duration = Duration::from_secs(20);

/// Reads a text in a folder of its own, and says what went wrong.
fn read(arguments: &[&str], ending: &str, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), &format!("privacy.{ending}"), text);
    let start = Instant::now();
    let output = bounded(arguments, &path, text.len());
    let what = format!(
        "{arguments:?} {ending} {:?}...",
        &text[..text.len().min(30)]
    );
    assert!(
        matches!(output.status.code(), Some(0..=2)),
        "{what}: {output:?}"
    );
    assert!(
        !stderr(&output).contains("panicked"),
        "{what}: {}",
        stderr(&output)
    );
    assert!(start.elapsed() < TIME, "{what}: {:?}", start.elapsed());
}

/// With 64 MiB, and 40 bytes for each of the input.
#[cfg(target_os = "linux")]
fn bounded(arguments: &[&str], path: &str, size: usize) -> Output {
    let limit = 64 * 1024 + size * 40 / 1024;
    let program = env!("CARGO_BIN_EXE_clauselint");
    let script = format!("ulimit -d {limit}; exec {program} \"$@\"");
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", &script, "sh", "--threads", "2"])
        .args(arguments)
        .arg(path);
    shell.output().unwrap()
}

#[cfg(not(target_os = "linux"))]
fn bounded(arguments: &[&str], path: &str, _: usize) -> Output {
    command(arguments).arg(path).output().unwrap()
}

#[test]
fn one_endless_line() {
    let sentences = SENTENCE.repeat(16_000);
    for ending in FORMATS {
        read(&["check"], ending, &sentences);
        read(
            &["check", "--output-format", "json"],
            ending,
            &"x".repeat(2_000_000),
        );
    }
    read(&["outline"], "html", &format!("<p>{sentences}"));
}

#[test]
fn one_mark_or_phrase_again_and_again() {
    for unit in [
        "[",
        "*",
        "(",
        "<",
        "7",
        "we share ",
        ">",
        "_",
        "`a",
        "&",
        "\"",
        "[a](",
        "}**",
        "(a) ",
    ] {
        for ending in FORMATS {
            read(&["check"], ending, &unit.repeat(150_000 / unit.len()));
        }
    }
}

#[test]
fn many_small_blocks() {
    for unit in [
        "1. ---\n",
        "a\n===\n\n",
        "# Data\n\nWe share it.\n\n",
        "<h2>Data</h2><p>We share it.",
        "a|b\n-|-\n",
    ] {
        for ending in FORMATS {
            read(&["check"], ending, &unit.repeat(150_000 / unit.len()));
            read(&["outline"], ending, &unit.repeat(150_000 / unit.len()));
        }
    }
}

#[test]
fn deep_nesting() {
    let list: Vec<String> = (0..2000)
        .map(|depth| "  ".repeat(depth) + "- we share data\n")
        .collect();
    read(&["check"], "md", &list.concat());
    read(&["check"], "txt", &list.concat());
    for (ending, open, close) in [
        ("md", "- ", ""),
        ("md", "1. ", ""),
        ("md", ">", ""),
        ("md", "> - ", ""),
        ("md", "<div>", "</div>"),
        ("html", "<div>", "</div>"),
        ("html", "<ul><li>", "</li></ul>"),
        ("html", "<ul><li>we share data", ""),
        ("html", "<table><tr><td>we share data", ""),
        ("html", "<b><a href=x>", ""),
    ] {
        let text = open.repeat(DEEP) + "we share data" + &close.repeat(DEEP);
        read(&["check"], ending, &text);
        read(&["outline"], ending, &text);
    }
}
