//! Code actions: applied, they leave a text in which their finding is gone.

use serde_json::{Value, json};

use crate::editor::{Editor, FAULT, codes, edited, few, range};

fn capabilities() -> Value {
    json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}}})
}

fn actions(editor: &mut Editor, uri: &str, at: Value, only: Value) -> Vec<Value> {
    let params = json!({
        "textDocument": {"uri": uri},
        "range": at,
        "context": {"diagnostics": [], "only": only},
    });
    let actions = editor.request("textDocument/codeAction", params).unwrap();
    actions.as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    let titles = actions.iter().map(|action| action["title"].as_str());
    titles.map(Option::unwrap).collect()
}

/// The text with an action applied, and what is found in it then.
fn applied(editor: &mut Editor, uri: &str, text: &str, action: &Value) -> (String, Vec<Value>) {
    let text = edited(text, &action["edit"]["changes"][uri]);
    editor.changes(uri, 2, json!([{"text": text}]));
    let found = editor.published(uri)["diagnostics"].clone();
    (text, found.as_array().unwrap().clone())
}

#[test]
fn a_finding_can_be_suppressed_read_about_and_fixed() {
    let mut editor = Editor::new(&[], capabilities(), few());
    let uri = editor.uri("PRIVACY.md");
    let text = format!("# Privacy policy\n\nWe collect your name.\n\n{FAULT}\n");
    editor.lint(&uri, &text);
    let here = range((4, 3), (4, 3));
    let offered = actions(&mut editor, &uri, here, Value::Null);
    assert_eq!(
        titles(&offered),
        [
            "Suppress `consent-by-use` here, with a reason",
            "Suppress `consent-by-use` in this file, with a reason",
            "Open the page of `consent-by-use`",
        ]
    );
    assert_eq!(offered[0]["kind"], "quickfix");
    assert_eq!(
        codes(offered[0]["diagnostics"].as_array().unwrap()),
        ["consent-by-use"]
    );
    let (text, found) = applied(&mut editor, &uri, &text, &offered[0]);
    let comment = "<!-- clauselint-disable-next-line consent-by-use -- reason -->";
    assert!(text.contains(&format!("\n\n{comment}\n{FAULT}")), "{text}");
    assert!(found.is_empty(), "{found:?}");
    let elsewhere = range((2, 0), (2, 0));
    assert!(actions(&mut editor, &uri, elsewhere, Value::Null).is_empty());
}

#[test]
fn a_file_can_be_left_alone() {
    for (name, head, comment) in [
        (
            "PRIVACY.md",
            "---\ntitle: Privacy\n---\n# Privacy policy\n\n",
            "---\n<!-- clauselint-disable-file consent-by-use -- reason -->\n# Privacy",
        ),
        (
            "privacy.html",
            "<!DOCTYPE html>\n<html><body><h1>Privacy policy</h1>\n",
            "<!DOCTYPE html>\n<!-- clauselint-disable-file consent-by-use -- reason -->\n<html>",
        ),
        (
            "privacy.txt",
            "PRIVACY POLICY\n\n",
            "// clauselint-disable-file consent-by-use -- reason\nPRIVACY",
        ),
    ] {
        let mut editor = Editor::new(&[], capabilities(), few());
        let uri = editor.uri(name);
        let text = format!("{head}We collect your name.\n\n{FAULT}\n");
        let found = editor.lint(&uri, &text);
        let offered = actions(&mut editor, &uri, found[0]["range"].clone(), Value::Null);
        let (text, found) = applied(&mut editor, &uri, &text, &offered[1]);
        assert!(text.contains(comment), "{text}");
        assert!(found.is_empty(), "{name}: {found:?}\n{text}");
    }
}

#[test]
fn safe_fixes_are_preferred_and_made_at_once() {
    let mut editor = Editor::new(&[], capabilities(), few());
    let uri = editor.uri("PRIVACY.md");
    let comment = "<!-- clauselint-disable-next-line consent-by-use -- x -->\r\n";
    let text = format!(
        "# Privacy policy\r\n\r\n{comment}We collect your name.\r\n\r\n{comment}We use it.\r\n"
    );
    let found = editor.lint(&uri, &text);
    assert_eq!(codes(&found), ["unused-suppression"; 2]);
    let offered = actions(
        &mut editor,
        &uri,
        found[0]["range"].clone(),
        json!(["quickfix"]),
    );
    // What tells of comments cannot be suppressed by one.
    assert_eq!(
        titles(&offered),
        [
            "Remove the comment",
            "Open the page of `unused-suppression`"
        ]
    );
    assert_eq!(offered[0]["isPreferred"], true);
    let whole = range((0, 0), (99, 0));
    let offered = actions(&mut editor, &uri, whole, json!(["source.fixAll"]));
    assert_eq!(titles(&offered), ["Make all safe fixes of clauselint"]);
    assert_eq!(offered[0]["kind"], "source.fixAll.clauselint");
    let (text, found) = applied(&mut editor, &uri, &text, &offered[0]);
    assert_eq!(
        text,
        "# Privacy policy\r\n\r\nWe collect your name.\r\n\r\nWe use it.\r\n"
    );
    assert!(found.is_empty());
}

#[test]
fn edits_name_the_version_where_the_client_can() {
    let mut capabilities = capabilities();
    capabilities["workspace"] = json!({"workspaceEdit": {"documentChanges": true}});
    let mut editor = Editor::new(&[], capabilities, few());
    let uri = editor.uri("PRIVACY.md");
    let text = format!("# Privacy policy\n\nWe collect your name.\n\n{FAULT}\n");
    let found = editor.lint(&uri, &text);
    let offered = actions(&mut editor, &uri, found[0]["range"].clone(), Value::Null);
    let change = &offered[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": uri, "version": 1}));
    assert_eq!(change["edits"].as_array().unwrap().len(), 1);
}

#[test]
fn a_page_is_opened_where_the_client_can() {
    let page = "https://example.org/rule";
    let command = json!({"command": "clauselint.openRulePage", "arguments": [page]});
    let can = json!({"window": {"showDocument": {"support": true}}});
    let mut editor = Editor::new(&[], can, few());
    editor
        .request("workspace/executeCommand", command.clone())
        .unwrap();
    let asked = editor.asked("window/showDocument");
    assert_eq!(asked, json!({"uri": page, "external": true}));
    let file = json!({"command": "clauselint.openRulePage", "arguments": ["file:///etc/x"]});
    assert!(editor.request("workspace/executeCommand", file).is_err());
    let mut editor = Editor::new(&[], json!({}), few());
    editor.request("workspace/executeCommand", command).unwrap();
    let shown = editor.told("window/showMessage");
    assert!(shown["message"].as_str().unwrap().contains(page));
}
