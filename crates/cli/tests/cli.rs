//! The command line as users meet it: what it prints, and its exit status.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/baseline.rs"]
mod baseline;
#[path = "cli/cache.rs"]
mod cache;
#[path = "cli/config.rs"]
mod config;
#[path = "cli/diff.rs"]
mod diff;
#[path = "cli/encodings.rs"]
mod encodings;
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/fixing.rs"]
mod fixing;
#[path = "cli/guide.rs"]
mod guide;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/json.rs"]
mod json;
#[path = "cli/packs.rs"]
mod packs;
#[path = "cli/paths.rs"]
mod paths;
#[path = "cli/project.rs"]
mod project;
#[path = "cli/reports.rs"]
mod reports;
#[path = "cli/repository.rs"]
mod repository;
#[path = "cli/rules.rs"]
mod rules;
#[path = "cli/shell.rs"]
mod shell;
#[path = "cli/since.rs"]
mod since;
#[path = "cli/suppressing.rs"]
mod suppressing;
#[path = "cli/terminal.rs"]
mod terminal;
#[path = "cli/watch.rs"]
mod watch;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A day on which no policy of the corpus is old.
const TODAY: &str = "2025-02-28";

/// Runs the command in the repository, with nothing of the caller's settings.
fn clauselint(arguments: &[&str]) -> Output {
    command(arguments).stdin(Stdio::null()).output().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clauselint"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CLAUSELINT_TODAY", TODAY)
        .env_remove("CLAUSELINT_OUTPUT_FORMAT")
        .env_remove("GITHUB_STEP_SUMMARY")
        .env_remove("FORCE_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR");
    command
}

fn with_stdin(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[track_caller]
fn status(arguments: &[&str], expected: i32) -> Output {
    let output = clauselint(arguments);
    assert_eq!(
        output.status.code(),
        Some(expected),
        "{arguments:?}: {}",
        stderr(&output)
    );
    output
}

/// What is printed, word by word: `TRYCMD=overwrite cargo test` writes it anew.
#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("CLAUSELINT_TODAY", TODAY)
        .case("crates/cli/tests/cmd/*.trycmd");
}

#[test]
fn exit_status_follows_the_failing_level() {
    let warned = "corpus/crlf-clinic.txt";
    status(&["check", warned], 0);
    status(&["check", warned, "--fail-on", "warning"], 1);
    status(&["check", warned, "--fail-on", "note"], 1);
    status(&["check", warned, "--fail-on", "warning", "--exit-zero"], 0);
    status(
        &[
            "check",
            warned,
            "--fail-on",
            "warning",
            "--ignore",
            "vague-third-party-sharing",
        ],
        0,
    );
    status(&["check", "corpus/small-app.md"], 1);
    status(
        &[
            "check",
            "corpus/small-app.md",
            "--fail-on",
            "never",
            "--no-config",
        ],
        0,
    );
    status(
        &[
            "check",
            "corpus/small-app.md",
            "--select",
            "missing-contact-address",
        ],
        0,
    );
}

#[test]
fn selection_takes_ids_packs_and_all() {
    let rules = |arguments: &[&str]| {
        let mut all = vec![
            "check",
            "corpus/startup-landing.html",
            "--output-format",
            "json",
            "--exit-zero",
        ];
        all.extend(arguments);
        let report: serde_json::Value = serde_json::from_slice(&clauselint(&all).stdout).unwrap();
        let found = report["files"][0]["diagnostics"].as_array().unwrap();
        let mut ids: Vec<String> = found
            .iter()
            .map(|d| d["rule"].as_str().unwrap().to_owned())
            .collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let all = rules(&[]);
    assert!(all.contains(&"vague-third-party-sharing".to_owned()));
    assert_eq!(rules(&["--select", "core"]), all);
    let every = rules(&["--select", "all"]);
    assert!(all.iter().all(|id| every.contains(id)), "{every:?}");
    assert!(every.contains(&"missing-legal-basis".to_owned()));
    assert_eq!(
        rules(&["--select", "missing-effective-date,missing-contact-address"]),
        ["missing-contact-address", "missing-effective-date"]
    );
    assert_eq!(rules(&["--select", "core", "--ignore", "core"]), [""; 0]);
}

#[test]
fn standard_input_goes_by_its_name() {
    let page = b"<!doctype html><h1>Privacy</h1><p>We share your data with our partners.</p>";
    let output = with_stdin(
        &["check", "-", "--stdin-filename", "web/privacy.html", "-q"],
        page,
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).contains("web/privacy.html:1:"),
        "{}",
        stdout(&output)
    );
    let output = with_stdin(&["check", "-", "--output-format", "json"], page);
    assert!(
        stdout(&output).contains("\"format\":\"html\""),
        "{}",
        stdout(&output)
    );
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    for format in ["text", "json", "sarif", "html"] {
        let run = |threads: &str| {
            let output = clauselint(&[
                "check",
                "corpus/*.[mht]*",
                "--output-format",
                format,
                "--threads",
                threads,
            ]);
            assert!(output.stdout.len() > 1000);
            output.stdout
        };
        assert_eq!(run("1"), run("4"), "{format}");
    }
}

#[test]
fn a_sentence_that_stands_often_is_shown_four_times() {
    let sentence = "We share your data with our partners.\n\n";
    let output = with_stdin(
        &["check", "-", "--select", "vague-third-party-sharing"],
        sentence.repeat(6).as_bytes(),
    );
    let text = stdout(&output);
    assert_eq!(text.matches("╭─[<stdin>:").count(), 4, "{text}");
    assert!(
        text.contains("and again here, and in 2 more places"),
        "{text}"
    );
}

#[test]
fn color_obeys_the_flag_then_the_environment() {
    let colored = |arguments: &[&str], variable: Option<&str>| {
        let mut command = command(&["check", "corpus/small-app.md"]);
        command
            .args(arguments)
            .envs(variable.map(|name| (name, "1")));
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!colored(&[], None));
    assert!(colored(&["--color", "always"], Some("NO_COLOR")));
    assert!(colored(&[], Some("CLICOLOR_FORCE")));
    assert!(!colored(&["--color", "never"], Some("FORCE_COLOR")));
}

#[test]
fn output_goes_to_a_file_and_by_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.json");
    let output = command(&[
        "check",
        "corpus/small-app.md",
        "--output-file",
        file.to_str().unwrap(),
    ])
    .env("CLAUSELINT_OUTPUT_FORMAT", "json")
    .output()
    .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!(report["summary"]["files"], 1);
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The README shows what a newcomer will see.
#[test]
fn the_readme_shows_real_output() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for arguments in [vec!["check", "corpus/small-app.md"], vec!["rules"]] {
        let output = clauselint(&arguments);
        assert!(readme.contains(stdout(&output).trim_end()), "{arguments:?}");
    }
}
