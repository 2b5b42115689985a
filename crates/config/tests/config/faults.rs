//! `faults.txt`: every fault of each file, with its place.

use clauselint_toml::Fault;
use miette::Diagnostic;

use crate::setting::{settings, tree};

/// The text of a case without its expectations, and these.
fn parsed(case: &str) -> (String, Vec<String>) {
    let (mut text, mut expected, mut line) = (String::new(), Vec::new(), 0);
    for row in case.lines() {
        let marks = row.trim_start();
        if marks.starts_with('^') {
            let column = row.chars().count() - marks.chars().count() + 1;
            let words = marks.trim_start_matches('^');
            let width = marks.len() - words.len();
            expected.push(format!("{line}:{column} {width}{words}"));
        } else {
            text.push_str(row);
            text.push('\n');
            line += 1;
        }
    }
    (text, expected)
}

fn shown(fault: &Fault, text: &str) -> String {
    let (line, column) = fault.line_and_column();
    let width = text[fault.span()].chars().count();
    let help = fault.help().map(|help| format!(" | {help}"));
    let help = help.unwrap_or_default();
    format!("{line}:{column} {width} {fault}{help}")
}

#[test]
fn every_fault_stands_at_its_place() {
    let cases = include_str!("faults.txt");
    let mut wrong = String::new();
    for case in cases.split("\n=== ").skip(1) {
        let (title, case) = case.split_once('\n').unwrap();
        let name = match title.split_once(": ") {
            Some((name, _)) => name,
            None => "clauselint.toml",
        };
        let (text, expected) = parsed(case);
        let folder = tree(&[(name, &text), ("pack/pack.toml", ""), ("base.toml", "")]);
        let faults = settings(folder.path(), "PRIVACY.md")
            .err()
            .unwrap_or_default();
        let faults: Vec<String> = faults.iter().map(|fault| shown(fault, &text)).collect();
        if faults != expected {
            let (faults, expected) = (faults.join("\n  "), expected.join("\n  "));
            wrong += &format!("{title}\n  {faults}\nrather than\n  {expected}\n\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn faults_of_all_files_are_told_at_once() {
    let folder = tree(&[
        (
            "clauselint.toml",
            "extends = ['a.toml', 'b.toml', 'c.toml']\nselec = []",
        ),
        ("a.toml", "fail-on = 3"),
        ("b.toml", "include = 1\nexclude = 2"),
    ]);
    let faults = settings(folder.path(), "x.md").unwrap_err();
    let told: Vec<String> = faults
        .iter()
        .map(|fault| format!("{}: {fault}", fault.file()))
        .collect();
    assert_eq!(
        told,
        [
            "clauselint.toml: `c.toml` leads to no file",
            "clauselint.toml: unknown key `selec`",
            "b.toml: expected a list, found a number",
            "b.toml: expected a list, found a number",
            "a.toml: expected `error`, `warning`, `note` or `never`, found a number",
        ]
    );
    std::fs::write(folder.path().join("a.toml"), "select = ['nothing-such']").unwrap();
    std::fs::write(folder.path().join("b.toml"), "exclude = ['']").unwrap();
    std::fs::write(
        folder.path().join("clauselint.toml"),
        "extends = ['a.toml', 'b.toml']\nignore = ['nor-this']",
    )
    .unwrap();
    let faults = settings(folder.path(), "x.md").unwrap_err();
    let files: Vec<&str> = faults.iter().map(Fault::file).collect();
    assert_eq!(files, ["clauselint.toml", "b.toml", "a.toml"]);
}
