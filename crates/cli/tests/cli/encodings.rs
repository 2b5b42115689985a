//! Bytes of every kind: marks, line ends, encodings, none at all.

use serde_json::Value;

use crate::{clauselint, status, stderr, stdout, with_stdin, write};

const POLICY: &str = "# Privacy\n\nÄ😀 We may share your data with our partners.\n\nBye.\n";

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{FEFF}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(unit)
        .collect()
}

/// The bytes that the one vague recipient covers, and its position.
fn recipient(bytes: &[u8]) -> (Vec<u8>, Value) {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "privacy.md", bytes);
    let output = clauselint(&[
        "check",
        &path,
        "--select",
        "vague-third-party-sharing",
        "--output-format",
        "json",
    ]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = report["files"][0]["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{report}");
    let at = |key: &str| found[0]["span"][key].as_u64().unwrap() as usize;
    (
        bytes[at("start")..at("end")].to_vec(),
        found[0]["range"]["start"].clone(),
    )
}

#[test]
fn marks_and_line_ends_change_no_position() {
    let (words, position) = recipient(POLICY.as_bytes());
    assert_eq!(words, b"our partners");
    assert_eq!(position, serde_json::json!({"line": 2, "character": 32}));
    let marked = ["\u{FEFF}", POLICY].concat();
    for text in [
        marked.clone(),
        POLICY.replace('\n', "\r\n"),
        marked.replace('\n', "\r\n"),
    ] {
        assert_eq!(
            recipient(text.as_bytes()),
            (words.clone(), position.clone()),
            "{text:?}"
        );
    }
}

#[test]
fn utf16_is_read_in_either_order_with_lone_surrogates_and_half_units() {
    let position = recipient(POLICY.as_bytes()).1;
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let words: Vec<u8> = "our partners".encode_utf16().flat_map(unit).collect();
        let mut bytes = utf16(POLICY, unit);
        assert_eq!(recipient(&bytes), (words.clone(), position.clone()));
        bytes.extend(unit(0xDC00));
        bytes.push(b'x');
        assert_eq!(recipient(&bytes), (words.clone(), position.clone()));
        // A lone surrogate before the spot moves it by one unit.
        let mut bytes = utf16("", unit);
        bytes.extend(unit(0xD800));
        bytes.extend(&utf16(POLICY.trim_start_matches("# Privacy\n\n"), unit)[2..]);
        let (found, moved) = recipient(&bytes);
        assert_eq!(
            (found, &moved["character"]),
            (words, &serde_json::json!(33))
        );
    }
}

#[test]
fn other_encodings_are_read_with_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = b"# Privacy\n\nThe caf\xE9 \x93Lune\x94 \x9D shares your data with our partners.\n";
    assert_eq!(recipient(bytes).0, b"our partners");
    let path = write(folder.path(), "privacy.md", bytes);
    let note = "is not valid UTF-8: 4 bytes were read as Windows-1252";
    let output = status(&["check", &path], 1);
    assert!(
        stderr(&output).contains(&format!("clauselint: note: {path} {note}")),
        "{}",
        stderr(&output)
    );
    assert!(
        stdout(&output).contains("The café “Lune”"),
        "{}",
        stdout(&output)
    );
    assert_eq!(stderr(&status(&["check", &path, "--quiet"], 1)), "");
    let report: Value =
        serde_json::from_slice(&clauselint(&["check", &path, "--output-format", "json"]).stdout)
            .unwrap();
    assert_eq!(report["files"][0]["notes"][0], note);
}

#[test]
fn what_has_no_words_is_told() {
    for (name, bytes) in [
        ("empty.txt", &b""[..]),
        ("mark.txt", b"\xEF\xBB\xBF"),
        ("mark16.md", b"\xFF\xFE"),
        ("blank.md", b" \r\n\t\n \xC2\xA0 \n"),
        ("comment.md", b"<!-- nothing -->\n\n---\n\n![](logo.png)\n"),
        (
            "page.html",
            b"<html><head><title></title><style>p{}</style></head><body><nav></nav><br></body>",
        ),
    ] {
        let output = with_stdin(&["check", "-", "--stdin-filename", name], bytes);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let told = format!("clauselint: {name}: holds no text, so there is nothing to lint\n");
        assert_eq!((stderr(&output), stdout(&output)), (&*told, ""));
    }
}

#[test]
fn binaries_are_refused_with_the_place() {
    let unmarked: Vec<u8> = POLICY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let late = [POLICY.as_bytes(), b"\0"].concat();
    for (bytes, place) in [(unmarked, 1), (late.clone(), late.len() - 1)] {
        let output = with_stdin(&["check", "-", "--output-format", "json"], &bytes);
        assert_eq!(output.status.code(), Some(2));
        let told = format!("clauselint: <stdin>: this is a binary file: byte {place} is NUL\n");
        assert_eq!(stderr(&output), told);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["summary"]["files"], 0);
    }
}
