//! Diagnostics: what they say, where, when, and of what.

use serde_json::{Value, json};

use crate::editor::{Editor, FAULT, codes, few, range};

#[test]
fn a_diagnostic_says_all_that_the_protocol_has_room_for() {
    let mut editor = Editor::new(
        &[],
        json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}),
        few(),
    );
    let uri = editor.uri("PRIVACY.md");
    let text = format!(
        "# Privacy policy\n\nWe collect your name.\n\n\
         <!-- clauselint-disable-next-line vague-third-party-sharing -->\n{FAULT}\n"
    );
    let found = editor.lint(&uri, &text);
    assert_eq!(codes(&found), ["unused-suppression", "consent-by-use"]);
    let [unused, consent] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(consent["severity"], 2);
    assert_eq!(consent["source"], "clauselint");
    assert_eq!(
        consent["range"]["start"],
        json!({"line": 5, "character": 0})
    );
    let page = consent["codeDescription"]["href"].as_str().unwrap();
    assert!(page.ends_with("consent-by-use.toml"), "{page}");
    // 1 is Unnecessary.
    assert_eq!(unused["tags"], json!([1]));
    let fix = &unused["data"]["fixes"][0];
    assert_eq!(fix["safe"], true);
    assert_eq!(fix["edits"][0]["range"], range((4, 0), (5, 0)));
}

#[test]
fn columns_count_what_was_agreed_on() {
    let text = format!("# Privacy policy\r\n\r\nWe collect \u{1F600} names é. {FAULT}\r\n");
    let utf16 = json!({});
    let utf8 = json!({"general": {"positionEncodings": ["utf-16", "utf-8"]}});
    for (capabilities, encoding, start) in [(utf16, "utf-16", 23), (utf8, "utf-8", 26)] {
        let mut editor = Editor::new(&[], capabilities, few());
        assert_eq!(editor.capabilities["positionEncoding"], encoding);
        let uri = editor.uri("PRIVACY.md");
        let found = editor.lint(&uri, &text);
        assert_eq!(codes(&found), ["consent-by-use"]);
        let place = json!({"line": 2, "character": start});
        assert_eq!(found[0]["range"]["start"], place, "{encoding}");
        // A change behind the emoji on the same line lands where it was meant.
        editor.change(&uri, 2, range((2, start), (2, start)), "x ");
        let moved = editor.published(&uri);
        let place = json!({"line": 2, "character": start + 2});
        assert_eq!(moved["diagnostics"][0]["range"]["start"], place);
    }
}

#[test]
fn a_mark_at_the_beginning_is_part_of_the_clients_text() {
    let mut editor = Editor::new(&[], json!({}), few());
    let uri = editor.uri("privacy.txt");
    let found = editor.lint(&uri, &format!("\u{FEFF}We collect data. {FAULT}\n"));
    let place = json!({"line": 0, "character": 18});
    assert_eq!(found[0]["range"]["start"], place);
}

#[test]
fn two_thousand_changes_end_with_the_right_diagnostics() {
    let mut editor = Editor::new(&[], json!({}), few());
    let uri = editor.uri("PRIVACY.md");
    let head = "# Privacy policy\n\nWe collect your name.\n\n";
    assert!(editor.lint(&uri, head).is_empty());
    // Typed letter by letter, over and over, until it stands there.
    let mut version = 1;
    while version < 2000 {
        for (column, letter) in FAULT.chars().enumerate() {
            version += 1;
            let at = (4, column as u32);
            editor.change(&uri, version, range(at, at), &letter.to_string());
        }
        version += 1;
        let end = (4, FAULT.len() as u32);
        editor.change(&uri, version, range((4, 0), end), "");
    }
    version += 1;
    editor.change(&uri, version, range((4, 0), (4, 0)), FAULT);
    let last = loop {
        let published = editor.published(&uri);
        if published["version"] == version {
            break published;
        }
    };
    let found = last["diagnostics"].as_array().unwrap();
    assert_eq!(codes(found), ["consent-by-use"]);
    assert_eq!(found[0]["range"]["start"]["line"], 4);
}

#[test]
fn several_changes_at_once_follow_each_other() {
    let mut editor = Editor::new(&[], json!({}), few());
    let uri = editor.uri("PRIVACY.md");
    editor.lint(&uri, "");
    let changes = json!([
        {"text": "# Privacy policy\n\nWe collect names.\n"},
        {"range": range((3, 0), (3, 0)), "text": "\nWe agree.\n"},
        {"range": range((4, 0), (4, 9)), "text": FAULT},
    ]);
    editor.changes(&uri, 2, changes);
    let found = editor.published(&uri);
    assert_eq!(found["version"], 2);
    assert_eq!(found["diagnostics"][0]["range"]["start"]["line"], 4);
}

#[test]
fn only_policies_are_linted() {
    let mut editor = Editor::new(
        &[
            (".gitignore", "build/\n"),
            ("clauselint.toml", "exclude = [\"drafts/\"]\n"),
        ],
        json!({}),
        few(),
    );
    let text = format!("# Privacy policy\n\nWe collect your name.\n\n{FAULT}\n");
    for name in [
        "README.md",
        "build/privacy.md",
        "drafts/privacy.md",
        "privacy.rs",
    ] {
        let uri = editor.uri(name);
        editor.open(&uri, "markdown", &text);
        let params = json!({"textDocument": {"uri": uri}});
        let symbols = editor
            .request("textDocument/documentSymbol", params)
            .unwrap();
        assert_eq!(symbols, json!([]), "{name}");
    }
    editor.open("git:/PRIVACY.md?x", "markdown", &text);
    let uri = editor.uri("privacy/index.html");
    assert_eq!(
        editor
            .lint(
                &uri,
                &format!("<h1>Privacy policy</h1><p>We collect data.<p>{FAULT}")
            )
            .len(),
        1
    );
    let others = editor
        .inbox()
        .iter()
        .filter(|message| format!("{message:?}").contains("publishDiagnostics"));
    assert_eq!(others.count(), 0);
}

#[test]
fn documents_without_a_name_are_what_they_read_like() {
    let mut editor = Editor::new(&[], json!({}), few());
    let text = format!("# Privacy policy\n\nWe collect your name.\n\n{FAULT}\n");
    assert_eq!(
        codes(&editor.lint("untitled:Untitled-1", &text)),
        ["consent-by-use"]
    );
    let note = "# Shopping\n\nButter, bread and eggs, by using our website.\n";
    assert!(editor.lint("untitled:Untitled-2", note).is_empty());
}

#[test]
fn closing_takes_diagnostics_back() {
    let mut editor = Editor::new(&[], json!({}), few());
    let uri = editor.uri("PRIVACY.md");
    editor.lint(
        &uri,
        &format!("# Privacy policy\n\nWe collect data.\n\n{FAULT}\n"),
    );
    editor.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(editor.published(&uri)["diagnostics"], json!([]));
}

#[test]
fn clients_that_ask_are_not_told_unasked() {
    let capabilities = json!({
        "textDocument": {"diagnostic": {"dynamicRegistration": false}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut editor = Editor::new(&[], capabilities, few());
    assert!(editor.capabilities["diagnosticProvider"].is_object());
    let uri = editor.uri("PRIVACY.md");
    let text = format!("# Privacy policy\n\nWe collect your name.\n\n{FAULT}\n");
    editor.open(&uri, "markdown", &text);
    let pull = |editor: &mut Editor, known: Value| {
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": known});
        editor.request("textDocument/diagnostic", params).unwrap()
    };
    let first = pull(&mut editor, Value::Null);
    assert_eq!(first["kind"], "full");
    assert_eq!(
        codes(first["items"].as_array().unwrap()),
        ["consent-by-use"]
    );
    assert_eq!(
        pull(&mut editor, first["resultId"].clone())["kind"],
        "unchanged"
    );
    let uri = editor.uri("PRIVACY.md");
    editor.change(&uri, 2, range((4, 0), (4, 60)), "");
    let second = pull(&mut editor, first["resultId"].clone());
    assert_eq!(second["items"], json!([]));
    editor.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": "file:///x/base.toml", "type": 2}]}),
    );
    editor.asked("workspace/diagnostic/refresh");
    let pushed =
        |message: &lsp_server::Message| format!("{message:?}").contains("publishDiagnostics");
    assert!(!editor.inbox().iter().any(pushed));
}
