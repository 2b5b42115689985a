//! What no client should do, and some do.

use clauselint_lsp::End;
use serde_json::{Value, json};

use crate::editor::{Editor, FAULT, codes, few, range};

#[test]
fn sessions_end_as_the_protocol_has_it() {
    let editor = || Editor::new(&[], json!({}), few());
    assert_eq!(editor().end(), End::Orderly);
    assert_eq!(editor().exit(), End::Abrupt);
    assert_eq!(editor().vanish(), End::Abrupt);
}

#[test]
fn after_shutdown_nothing_is_answered() {
    let mut editor = Editor::new(&[], json!({}), few());
    editor.request("shutdown", Value::Null).unwrap();
    let refusal = editor.request("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(refusal.code, -32600);
    assert_eq!(editor.exit(), End::Orderly);
}

#[test]
fn unknown_and_wrong_messages_are_refused() {
    let mut editor = Editor::new(&[], json!({}), few());
    let refusal = editor
        .request("textDocument/rename", json!({}))
        .unwrap_err();
    assert_eq!(refusal.code, -32601);
    let refusal = editor
        .request("textDocument/hover", json!({"x": 1}))
        .unwrap_err();
    assert_eq!(refusal.code, -32602);
    let refusal = editor.request("initialize", json!({})).unwrap_err();
    assert_eq!(refusal.code, -32600);
    editor.notify("textDocument/didOpen", json!({"textDocument": 7}));
    editor.notify("textDocument/didChange", json!(null));
    editor.notify("$/setTrace", json!({"value": "off"}));
    editor.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": "file:///x"}}),
    );
    let unknown =
        json!({"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}});
    assert_eq!(
        editor.request("textDocument/hover", unknown).unwrap(),
        Value::Null
    );
}

#[test]
fn changes_that_make_no_sense_do_no_harm() {
    let mut editor = Editor::new(&[], json!({}), few());
    let uri = editor.uri("PRIVACY.md");
    editor.lint(&uri, "# Privacy policy\n\nWe collect your name.\n\n");
    // Out of range, turned round, too old, of nothing that is open.
    editor.change(&uri, 5, range((9, 9), (0, 0)), FAULT);
    editor.change(&uri, 4, range((0, 0), (9, 0)), "");
    editor.change("file:///nowhere", 1, range((0, 0), (0, 0)), "x");
    let published = editor.published(&uri);
    assert_eq!(
        codes(published["diagnostics"].as_array().unwrap()),
        ["consent-by-use"]
    );
    assert_eq!(published["version"], 5);
    editor.changes(&uri, 6, json!([{"text": "\u{0}"}]));
    let message = editor.published(&uri)["diagnostics"][0]["message"].clone();
    assert!(message.as_str().unwrap().contains("binary"), "{message}");
    editor.changes(&uri, 7, json!([{"text": ""}]));
    assert_eq!(editor.published(&uri)["diagnostics"], json!([]));
}

#[test]
fn requests_can_be_cancelled() {
    let mut editor = Editor::new(&[], json!({}), json!({"select": ["all"]}));
    let uri = editor.uri("PRIVACY.md");
    let sentence = format!("We share your name with our partners. {FAULT}\n\n");
    let text = format!("# Privacy policy\n\n{}", sentence.repeat(12_000));
    editor.open(&uri, "markdown", &text);
    let params = json!({"textDocument": {"uri": uri}});
    let id = editor.ask("textDocument/documentSymbol", params);
    editor.notify("$/cancelRequest", json!({"id": 2}));
    assert_eq!(editor.answer(&id).unwrap_err().code, -32800);
    // Closing it ends the wait of others.
    let params = json!({"textDocument": {"uri": uri}});
    let id = editor.ask("textDocument/documentSymbol", params.clone());
    editor.notify("textDocument/didClose", params);
    assert_eq!(editor.answer(&id).unwrap(), json!([]));
}

#[test]
fn a_request_sees_the_change_before_it() {
    let mut editor = Editor::new(&[], json!({}), few());
    let uri = editor.uri("PRIVACY.md");
    editor.open(
        &uri,
        "markdown",
        "# Privacy policy\n\nWe collect your name.\n",
    );
    for version in 2..50 {
        let heading = format!("# Privacy policy {version}\n\n");
        editor.changes(
            &uri,
            version,
            json!([{"text": heading + "We collect your name.\n"}]),
        );
        let params = json!({"textDocument": {"uri": uri}});
        let symbols = editor
            .request("textDocument/documentSymbol", params)
            .unwrap();
        assert_eq!(symbols[0]["name"], format!("Privacy policy {version}"));
    }
}

#[test]
fn documents_are_opened_twice_and_closed_once() {
    let mut editor = Editor::new(&[], json!({}), few());
    let uri = editor.uri("PRIVACY.md");
    editor.open(
        &uri,
        "markdown",
        "# Privacy policy\n\nWe collect your name.\n",
    );
    let text = format!("# Privacy policy\n\nWe collect data. {FAULT}\n");
    editor.open(&uri, "markdown", &text);
    loop {
        let published = editor.published(&uri);
        if published["diagnostics"] != json!([]) {
            break;
        }
    }
    assert_eq!(editor.end(), End::Orderly);
}

#[test]
fn what_is_too_large_is_told() {
    let files = [("clauselint.toml", "max-file-size = 100\n")];
    let mut editor = Editor::new(&files, json!({}), few());
    let uri = editor.uri("PRIVACY.md");
    let text = format!("# Privacy policy\n\n{FAULT} {FAULT}\n");
    editor.open(&uri, "markdown", &text);
    let message = editor.published(&uri)["diagnostics"][0]["message"].clone();
    let message = message.as_str().unwrap();
    assert!(
        message.contains("`max-file-size` is 100 bytes"),
        "{message}"
    );
    editor.changes(
        &uri,
        2,
        json!([{"text": format!("# Privacy policy\n\n{FAULT}\n")}]),
    );
    let published = editor.published(&uri);
    assert_eq!(
        codes(published["diagnostics"].as_array().unwrap()),
        ["consent-by-use"]
    );
}
