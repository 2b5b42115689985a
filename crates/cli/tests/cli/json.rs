//! The JSON contracts.

use serde_json::Value;

use crate::{clauselint, stdout, write};

fn report(path: &str) -> Value {
    let output = clauselint(&["check", path, "--output-format", "json", "--exit-zero"]);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The keys of an object, sorted: whether serde_json keeps their order hangs
/// on what else is built.
fn keys(value: &Value) -> Vec<&str> {
    let keys = value.as_object().unwrap().keys();
    let mut keys: Vec<&str> = keys.map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn diagnostics_have_every_key_of_the_contract() {
    let report = report("corpus/small-app.md");
    assert_eq!(report["schema"], 1);
    assert_eq!(report["tool"]["name"], "clauselint");
    let file = &report["files"][0];
    assert_eq!(file["path"], "corpus/small-app.md");
    assert_eq!(file["format"], "markdown");
    for diagnostic in file["diagnostics"].as_array().unwrap() {
        assert_eq!(
            keys(diagnostic),
            [
                "fixes", "help", "legal", "message", "range", "related", "rule", "severity",
                "span", "url"
            ]
        );
        assert!(diagnostic["url"].as_str().unwrap().ends_with(".toml"));
        assert!(!diagnostic["legal"].as_array().unwrap().is_empty());
    }
    let summary = &report["summary"];
    assert_eq!(keys(summary), ["errors", "files", "notes", "warnings"]);
    let found = file["diagnostics"].as_array().unwrap().len() as u64;
    let counts = ["errors", "warnings", "notes"].map(|kind| summary[kind].as_u64().unwrap());
    assert_eq!(counts.iter().sum::<u64>(), found);
}

#[test]
fn related_places_have_every_key_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let sentence = "We share your data with our partners.\n\n";
    let path = write(folder.path(), "privacy.md", sentence.repeat(3));
    let report = report(&path);
    let diagnostics = report["files"][0]["diagnostics"].as_array().unwrap();
    let related = diagnostics
        .iter()
        .find_map(|d| d["related"].as_array().filter(|related| related.len() == 2))
        .unwrap();
    for (place, line) in related.iter().zip([2, 4]) {
        assert_eq!(keys(place), ["message", "range", "span"]);
        assert_eq!(place["range"]["start"]["line"], line);
        let start = line / 2 * sentence.len() + sentence.find("our partners").unwrap();
        assert_eq!(place["span"]["start"], start);
    }
}

#[test]
fn spans_are_bytes_and_ranges_utf16_in_every_encoding() {
    let text = "# Privätes 😀\r\n\r\nÄ 😀 We may share your “data” with our partners.\r\n";
    let utf8 = text.as_bytes().to_vec();
    let marked = [b"\xEF\xBB\xBF".to_vec(), utf8.clone()].concat();
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let wide = |words: &str| {
        words
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let folder = tempfile::tempdir().unwrap();
    for (bytes, words) in [
        (utf8, b"our partners".to_vec()),
        (marked, b"our partners".to_vec()),
        (utf16, wide("our partners")),
    ] {
        let report = report(&write(folder.path(), "privacy.md", &bytes));
        let diagnostics = report["files"][0]["diagnostics"].as_array().unwrap();
        let vague = diagnostics
            .iter()
            .find(|d| d["rule"] == "vague-third-party-sharing")
            .unwrap();
        let at = |key: &str| vague["span"][key].as_u64().unwrap() as usize;
        assert_eq!(bytes[at("start")..at("end")], words);
        let line = text.split("\r\n").nth(2).unwrap();
        let column = line[..line.find("our partners").unwrap()]
            .encode_utf16()
            .count();
        assert_eq!(vague["range"]["start"]["line"], 2);
        assert_eq!(vague["range"]["start"]["character"], column);
        assert_eq!(
            vague["range"]["end"]["character"],
            column + "our partners".len()
        );
    }
}

#[test]
fn the_outline_has_sections_statements_and_clauses() {
    let output = clauselint(&[
        "outline",
        "corpus/gdpr-notice.md",
        "--output-format",
        "json",
    ]);
    let outline: Value = serde_json::from_str(stdout(&output)).unwrap();
    let file = &outline["files"][0];
    assert_eq!(
        keys(file),
        [
            "clauses",
            "entities",
            "format",
            "path",
            "sections",
            "statements"
        ]
    );
    let text = std::fs::read_to_string("corpus/gdpr-notice.md").unwrap();
    let words = |value: &Value| {
        let at = |key: &str| value["span"][key].as_u64().unwrap() as usize;
        text[at("start")..at("end")].to_owned()
    };
    for section in file["sections"].as_array().unwrap().iter().skip(1) {
        assert!(words(section).contains(section["heading"].as_str().unwrap()));
    }
    let topics: Vec<&str> = file["clauses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["topic"].as_str().unwrap())
        .collect();
    for topic in [
        "controller",
        "dpo",
        "legal-basis",
        "retention",
        "right-access",
        "complaint",
    ] {
        assert!(topics.contains(&topic), "{topic}");
    }
    assert!(
        file["entities"]
            .as_array()
            .unwrap()
            .iter()
            .any(|e| e["kind"] == "email" && words(e).contains('@'))
    );
}
