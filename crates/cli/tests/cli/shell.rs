//! Completions and manual pages; crates/cli/tests/workflows has real shells and
//! groff judge them.

use std::fs;

use crate::{clauselint, status, stderr, stdout};

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = clauselint(&["-h"]);
    let lines = stdout(&help).lines();
    let list = lines.skip_while(|line| *line != "Commands:").skip(1);
    let list = list.take_while(|line| !line.is_empty());
    let names = list.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let name = |line: &str| line.split_whitespace().next().map(str::to_owned);
    names
        .filter_map(name)
        .filter(|name| name != "help")
        .collect()
}

#[test]
fn every_shell_completes_every_command_format_and_rule() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = status(&["completions", shell], 0);
        let script = stdout(&output);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
    for shell in ["bash", "zsh", "fish"] {
        let output = clauselint(&["completions", shell]);
        for value in [
            "missing-retention-period",
            "json-lines",
            "us-states",
            "vagueness",
        ] {
            assert!(stdout(&output).contains(value), "{shell}: {value}");
        }
    }
    status(&["completions", "cmd.exe"], 2);
}

#[test]
fn every_command_has_a_page_alone_and_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("share/man1");
    status(&["man", "--out-dir", pages.to_str().unwrap()], 0);
    let read = |name: &str| fs::read_to_string(pages.join(name)).unwrap();
    let commands = commands();
    assert!(commands.len() > 10, "{commands:?}");
    for command in &commands {
        let page = read(&format!("clauselint-{command}.1"));
        assert_eq!(page, stdout(&status(&["man", command], 0)));
        assert!(page.contains(".SH SYNOPSIS"), "{command}: {page}");
    }
    let page = read("clauselint.1");
    assert_eq!(page, stdout(&status(&["man"], 0)));
    assert!(
        page.contains("EXIT STATUS") && page.contains("check"),
        "{page}"
    );
    assert_eq!(fs::read_dir(&pages).unwrap().count(), commands.len() + 1);
}

#[test]
fn a_synopsis_tells_values_and_what_may_stand_twice() {
    let synopsis = |arguments: &[&str]| -> String {
        let output = status(&[&["man"], arguments].concat(), 0);
        let page = stdout(&output).replace('\\', "");
        let from = page.find(".SH SYNOPSIS").unwrap();
        let to = page.find(".SH DESCRIPTION").unwrap();
        page[from..to].to_owned()
    };
    let check = synopsis(&["check"]);
    for part in [
        "[--config <FILE>]",
        "[--pack <PACK>]...",
        "[--output-format <NAME[=PATH]>]...",
        "[--add-suppressions[=<REASON>]]",
        "[--changed [<REV>]]",
        "[-q|--quiet]",
        "[--threads <N>]",
        "[PATH]...",
    ] {
        assert!(check.contains(part), "{part}: {check}");
    }
    assert!(!check.contains("force-exclude] [--no-force"), "{check}");
    assert!(synopsis(&["explain"]).trim_end().ends_with("<RULE>"));
    assert!(synopsis(&[]).trim_end().ends_with("<COMMAND>"));
    assert!(synopsis(&["diff"]).contains("REV1..REV2"));
}

#[test]
fn a_page_that_cannot_be_made_is_told_of() {
    let output = status(&["man", "chekc"], 2);
    assert!(
        stderr(&output).contains("no command `chekc`"),
        "{}",
        stderr(&output)
    );
    let output = status(&["man", "--out-dir", "Cargo.toml"], 2);
    assert_eq!(
        stderr(&output),
        "clauselint: Cargo.toml: is a file, and the pages go into a folder\n"
    );
}

/// Options stand under a heading that says what they are about.
#[test]
fn arguments_stand_before_options_in_every_help() {
    for command in commands() {
        let output = status(&[&command, "--help"], 0);
        let help = stdout(&output);
        let options = help.find("\nOptions:").unwrap();
        let argument = |line: &&str| line.starts_with("  <") || line.starts_with("  [");
        let strays = help[options..].lines().filter(argument).count();
        assert_eq!(strays, 0, "{command}: {help}");
    }
}
