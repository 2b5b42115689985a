//! `faults.txt`: every fault of each text, with its place.

#![allow(dead_code, reason = "the type is read, its values are not")]

use std::collections::BTreeMap;

use clauselint_toml::{Fault, read};
use miette::Diagnostic;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct File {
    /// What it is called, in
    /// one line.
    ///
    /// More of it.
    name: String,
    /// How many.
    #[serde(default)]
    count: i64,
    colour: Option<Colour>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    loud: bool,
    one: Option<OneOrMore>,
    #[serde(default)]
    map: BTreeMap<String, Words>,
    check: Option<Check>,
    ratio: Option<f64>,
    small: Option<u8>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Colour {
    /// As blood.
    Red,
    /// As firs.
    DarkGreen,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    any: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Check {
    /// Not there.
    Missing(Says),
    /// There.
    Says(Says),
    /// Code.
    Native,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Says {
    /// Any of these.
    what: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrMore {
    One(Says),
    More(#[schemars(length(min = 1))] Vec<Says>),
}

/// The text of a case without its expectations, and these.
fn parsed(case: &str) -> (String, Vec<String>) {
    let (mut text, mut expected, mut line) = (String::new(), Vec::new(), 0);
    for row in case.lines() {
        let marks = row.trim_start();
        if marks.starts_with('^') {
            let column = row.chars().count() - marks.chars().count() + 1;
            let words = marks.trim_start_matches('^');
            let width = marks.len() - words.len();
            expected.push(format!("{}:{column} {width}{words}", line.max(1)));
        } else {
            text.push_str(row);
            text.push('\n');
            line += 1;
        }
    }
    (text.trim_end().to_owned(), expected)
}

fn shown(fault: &Fault, text: &str) -> String {
    let (line, column) = fault.line_and_column();
    let spot = text[fault.span()].lines().next().unwrap_or_default();
    let width = spot.chars().count().max(1);
    let help = fault.help().map(|help| format!(" | {help}"));
    format!(
        "{line}:{column} {width} {fault}{}",
        help.unwrap_or_default()
    )
}

#[test]
fn every_fault_stands_at_its_place() {
    let cases = include_str!("faults.txt");
    let mut wrong = String::new();
    for case in cases.split("\n=== ").skip(1) {
        let (title, case) = case.split_once('\n').unwrap();
        let (text, expected) = parsed(case);
        let faults = read::<File>("test.toml", &text).err().unwrap_or_default();
        let faults: Vec<String> = faults.iter().map(|fault| shown(fault, &text)).collect();
        if faults != expected {
            let (faults, expected) = (faults.join("\n  "), expected.join("\n  "));
            wrong += &format!("{title}\n  {faults}\nrather than\n  {expected}\n\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_fault_shows_its_file() {
    let faults = read::<File>("dir/test.toml", "name = 1").unwrap_err();
    let page = format!("{:?}", miette::Report::new(faults[0].clone()));
    assert!(page.contains("dir/test.toml:1:8"), "{page}");
    assert!(page.contains("put it in quotes"), "{page}");
}
