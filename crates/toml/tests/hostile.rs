//! Files that nobody wrote: no panic, no overflow, no time beyond their length.

use std::time::{Duration, Instant};

use clauselint_form::RuleInfo;
use clauselint_toml::{Fault, read};

fn faults(text: &str) -> Vec<Fault> {
    let start = Instant::now();
    let faults = read::<RuleInfo>("hostile.toml", text).expect_err("it has faults");
    for fault in &faults {
        assert!(
            text.get(fault.span()).is_some(),
            "{fault}: {:?}",
            fault.span()
        );
        let (line, column) = fault.line_and_column();
        assert!(line > 0 && column > 0);
    }
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "takes time beyond its length"
    );
    faults
}

fn repeated(what: &str) -> String {
    what.repeat(1_000_000 / what.len())
}

#[test]
fn a_megabyte_of_anything_ends() {
    for what in [
        "[",
        "{",
        "]",
        "a.",
        "\"",
        "'",
        "\\",
        "\0",
        "\n",
        "=",
        ",",
        "a",
        "#",
        "-",
        "1",
        "é",
        "a=",
        "[a.",
        "[[a]]\n",
        "[a]\n",
        "a=1\n",
        "x = [",
        "x={a=",
        "x = \"\"\"\n",
        "{a=[",
        "\r",
        "a\0=1\n",
        "\u{feff}",
        "[[passes]]\n",
        "x = \"\\q\"\n",
        "summary = [1, 2\n",
        "1e",
        "legal = [1]\n",
        "𝕏=“\n",
    ] {
        let faults = faults(&repeated(what));
        assert!(faults.len() <= 101, "{what:?}: {}", faults.len());
    }
}

#[test]
fn a_megabyte_of_keys_ends() {
    let keys = |line: fn(usize) -> String| (0..60_000).map(line).collect::<String>();
    let many = faults(&keys(|n| format!("key-{n} = 1\n")));
    assert_eq!(many.len(), 101);
    assert!(many[100].to_string().starts_with("and "), "{}", many[100]);
    faults(&keys(|n| format!("[words.a{n}]\n")));
    faults(&keys(|n| format!("words.a{n} = 1\n")));
    faults(&format!("legal = [{}]", repeated("1, ")));
    faults(&format!("{}= 1", repeated("longkey")));
    faults(&format!("severity = \"{}\"", repeated("warning")));
}

#[test]
fn marks_and_line_ends_are_no_faults() {
    let text = "\u{feff}id = \"a\"\r\nsummary = \"\"\"\r\nx\r\n\"\"\"\r\nseverity = \"note\"\r\ncheck = \"natve\"\r\n";
    let faults = faults(text);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].line_and_column(), (6, 9));
    assert_eq!(&text[faults[0].span()], "\"natve\"");
}

#[test]
fn the_first_line_counts_its_columns_behind_the_mark() {
    let faults = faults("\u{feff}idd = 1");
    let unknown = faults
        .iter()
        .find(|fault| fault.to_string().starts_with("unknown"));
    assert_eq!(unknown.unwrap().line_and_column(), (1, 1));
}

#[test]
fn control_characters_are_named() {
    let faults = faults("id = \"a\0b\"");
    assert_eq!(faults[0].to_string(), "a control character, U+0000");
}

#[test]
fn what_controls_a_terminal_is_no_text() {
    let told = |text: &str| {
        let faults = read::<ConfigLike>("x.toml", text).err().unwrap_or_default();
        let place = |fault: &Fault| (fault.to_string(), text[fault.span()].to_owned());
        faults.iter().map(place).collect::<Vec<_>>()
    };
    let told_of = |code: &str, at: &str| {
        let message = format!("U+{code} controls a terminal, and is no text");
        vec![(message, at.to_owned())]
    };
    assert_eq!(
        told("names = ['x', \"y\\u001b[2J\"]"),
        told_of("001B", "\\u001b")
    );
    assert_eq!(told("text = \"a\\rb\""), told_of("000D", "\\r"));
    assert_eq!(told("text = 'a\u{9b}b'"), told_of("009B", "\u{9b}"));
    assert_eq!(told("text = 'a\u{202e}b'"), told_of("202E", "\u{202e}"));
    assert_eq!(told("text = \"\"\"\r\na\tb\r\n\"\"\""), []);
}

#[test]
fn escapes_that_end_too_soon_are_faults() {
    for code in [
        "\\u",
        "\\U",
        "\\x",
        "\\u12",
        "\\U0001F60",
        "\\é",
        "\\",
        "\\uéé",
    ] {
        for control in ["\0", "\u{1b}", "\u{202e}"] {
            for end in ["", "\"", "b\"", "é\"]", "\r\n"] {
                for text in ["id = \"a", "id = [\"", "summary = \"\"\""] {
                    faults(&format!("{text}{code}{control}{end}"));
                    faults(&format!("{text}{control}{code}{end}"));
                }
            }
        }
    }
}

#[derive(Debug, Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(default)]
struct ConfigLike {
    text: String,
    names: Vec<String>,
}
