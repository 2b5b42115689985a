//! Places of values, keys and parts of texts.

use clauselint_toml::{Key, Places, read, read_table};

/// Reads a file in which anything may stand.
fn places(text: &str) -> Places {
    read::<serde_json::Value>("test.toml", text)
        .expect("anything may stand there")
        .places
}

/// The bytes of the file at a part of the text at `x`.
fn part(text: &str, read: &str, part: &str) -> String {
    let start = read.find(part).expect("a part of it");
    let within = Some(start..start + part.len());
    let fault = places(text).fault(&[Key::Name("x")], within, "wrong");
    text[fault.span()].to_owned()
}

#[test]
fn values_and_keys_have_places() {
    let text = "a = 1\n[b.c]\nd = [\"x\", 'y']\n[[e]]\nf = 1\n[[e]]\nf = {g = 2}\n";
    let places = places(text);
    let value = |path: &[Key<'_>]| places.span_of(path).map(|span| &text[span]);
    assert_eq!(value(&["a".into()]), Some("1"));
    assert_eq!(value(&["b".into(), "c".into()]), Some("[b.c]"));
    let item = ["b".into(), "c".into(), "d".into(), 1.into()];
    assert_eq!(value(&item), Some("'y'"));
    let deep = ["e".into(), 1.into(), "f".into(), "g".into()];
    assert_eq!(value(&deep), Some("2"));
    assert_eq!(
        value(&["a".into(), 0.into()]),
        Some("1"),
        "a lone value is its first"
    );
    assert_eq!(value(&["a".into(), 1.into()]), None);
    assert_eq!(value(&["b".into(), "x".into()]), None);
    let key = places.key_span_of(&deep).map(|span| span.start);
    assert_eq!(key, text.find("g = 2"));
    let near = places.fault(&["b".into(), "c".into(), "x".into()], None, "missing");
    assert_eq!(&text[near.span()], "[b.c]", "the nearest that is written");
}

#[test]
fn parts_of_texts_have_places() {
    for (text, read, sought) in [
        ("x = \"one two\"", "one two", "two"),
        ("x = 'one two'", "one two", "two"),
        ("x = \"\"\"one\ntwo\"\"\"", "one\ntwo", "two"),
        ("x = \"\"\"\none\r\ntwo\"\"\"", "one\r\ntwo", "two"),
        ("x = '''\r\n'one' two'''", "'one' two", "two"),
        ("x = \"\"\"\"one\" two\"\"\"", "\"one\" two", "two"),
        ("x = \"\\\"\\\\\\t\\u00e9 two\"", "\"\\\t\u{e9} two", "two"),
        ("x = \"\\U0001F600 two\"", "\u{1f600} two", "two"),
        ("x = \"\"\"one \\\n   two\"\"\"", "one two", "two"),
        ("x = \"\"\"one \\  \r\n\r\n   two\"\"\"", "one two", "two"),
        ("x = \"\u{e9}\u{1f600} two\"", "\u{e9}\u{1f600} two", "two"),
        ("y = 1\n\"x\" = \"two\"", "two", "two"),
    ] {
        assert_eq!(part(text, read, sought), sought, "{text}");
    }
}

#[test]
fn a_part_with_escapes_holds_all_of_them() {
    assert_eq!(
        part("x = \"a \\u00e9\\\" b\"", "a \u{e9}\" b", "\u{e9}\""),
        "\\u00e9\\\""
    );
    assert_eq!(
        part("x = \"\"\"a \\\n  b c\"\"\"", "a b c", "a b"),
        "a \\\n  b"
    );
    assert_eq!(part("x = \"\"\"a\\\n  b c\"\"\"", "ab c", "a"), "a");
}

#[test]
fn what_is_no_part_is_the_whole() {
    let text = "x = \"abc\"\ny = [1]";
    let places = places(text);
    for (key, within) in [("x", 1..9), ("x", 9..10), ("y", 0..1)] {
        let fault = places.fault(&[key.into()], Some(within), "wrong");
        let whole = places.span_of(&[key.into()]);
        assert_eq!(Some(fault.span()), whole);
    }
    let empty = places.fault(&["x".into()], Some(3..3), "wrong");
    assert_eq!(empty.span(), 8..8);
}

#[test]
fn a_table_of_somebody_elses_file_has_places_in_that_file() {
    let text = "[project]\nname = 3\n\n[tool.other]\nx = 1\n\n[tool.clauselint]\ny = 'a'\n[tool.clauselint.z]\nw = 2\n";
    let of = |path: &[&str]| read_table::<serde_json::Value>("pyproject.toml", text, path);
    let table = of(&["tool", "clauselint"]).unwrap().unwrap();
    let span = table.places.span_of(&["z".into(), "w".into()]);
    assert_eq!(span.map(|span| &text[span]), Some("2"));
    assert_eq!(table.places.line_of(&["y".into()]), 8);
    assert_eq!(table.value["z"]["w"], 2);
    assert!(of(&["tool", "none"]).unwrap().is_none());
    let no_table = of(&["tool", "other", "x"]).unwrap_err();
    assert_eq!(no_table[0].to_string(), "expected a table");
    assert_eq!(&text[no_table[0].span()], "1");
}

#[test]
fn a_broken_file_that_does_not_name_the_table_is_left_alone() {
    let read =
        |text: &str| read_table::<serde_json::Value>("pyproject.toml", text, &["tool", "mine"]);
    assert!(read("[project\nname").unwrap().is_none());
    assert!(
        !read("[tool.mine]\nx = 1\n[project\n")
            .unwrap_err()
            .is_empty()
    );
    assert!(read("tool = 3\nmine = 4").unwrap().is_none());
}
