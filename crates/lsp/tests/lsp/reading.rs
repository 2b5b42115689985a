//! What helps to read: hovers, symbols, folding, colours.

use serde_json::{Value, json};

use crate::editor::{Editor, FAULT, few, range};

const POLICY: &str = "# Privacy policy

We collect your name.

## 1. Sharing

We share your e-mail address with our hosting provider
for two years.

- your name
- your address

## 2. Retention

<!--
Nobody reads
this.
-->
We keep your name for 30 days.
";

fn about(editor: &mut Editor, method: &str, uri: &str) -> Value {
    let params = json!({"textDocument": {"uri": uri}});
    editor.request(method, params).unwrap()
}

fn hover(editor: &mut Editor, uri: &str, line: u32, character: u32) -> Value {
    let position = json!({"line": line, "character": character});
    let params = json!({"textDocument": {"uri": uri}, "position": position});
    editor.request("textDocument/hover", params).unwrap()
}

#[test]
fn hovers_show_the_rules_page() {
    let text = format!(
        "# Privacy policy\n\nWe collect your name. {FAULT}\n\n\
         <!-- clauselint-disable-next-line vague-third-party-sharing -- x -->\n\
         We share your name with our partners.\n"
    );
    let markdown = json!({"textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}}});
    for (capabilities, kind) in [(markdown, "markdown"), (json!({}), "plaintext")] {
        let mut editor = Editor::new(&[], capabilities, few());
        let uri = editor.uri("PRIVACY.md");
        editor.lint(&uri, &text);
        let shown = hover(&mut editor, &uri, 2, 40);
        assert_eq!(shown["contents"]["kind"], kind);
        let page = shown["contents"]["value"].as_str().unwrap();
        assert!(
            page.contains("consent-by-use") && page.contains("Why"),
            "{page}"
        );
        assert_eq!(page.contains("**Why it matters.**"), kind == "markdown");
        // The name in a comment, and nothing else of it.
        let shown = hover(&mut editor, &uri, 4, 40);
        assert_eq!(shown["range"], range((4, 34), (4, 59)));
        assert_eq!(hover(&mut editor, &uri, 4, 10), Value::Null);
        assert_eq!(hover(&mut editor, &uri, 1, 0), Value::Null);
    }
}

#[test]
fn symbols_are_the_sections() {
    let tree = json!({
        "textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}
    });
    let mut editor = Editor::new(&[], tree, few());
    let uri = editor.uri("PRIVACY.md");
    editor.open(&uri, "markdown", POLICY);
    let symbols = about(&mut editor, "textDocument/documentSymbol", &uri);
    assert_eq!(symbols.as_array().unwrap().len(), 1);
    let policy = &symbols[0];
    assert_eq!(policy["name"], "Privacy policy");
    assert_eq!(policy["range"]["end"]["line"], 18);
    let sections = policy["children"].as_array().unwrap();
    let names = sections.iter().map(|section| section["name"].as_str());
    let names: Vec<&str> = names.map(Option::unwrap).collect();
    assert_eq!(names, ["1 Sharing", "2 Retention"]);
    assert!(
        sections[1]["detail"]
            .as_str()
            .unwrap()
            .contains("retention")
    );
    assert_eq!(sections[0]["selectionRange"]["start"]["line"], 4);

    let mut editor = Editor::new(&[], json!({}), few());
    let uri = editor.uri("PRIVACY.md");
    editor.open(&uri, "markdown", POLICY);
    let symbols = about(&mut editor, "textDocument/documentSymbol", &uri);
    assert_eq!(symbols.as_array().unwrap().len(), 3);
    assert_eq!(symbols[2]["location"]["uri"], uri);
}

#[test]
fn sections_lists_and_comments_fold() {
    let limited = json!({"textDocument": {"foldingRange": {"rangeLimit": 1}}});
    for (capabilities, expected) in [
        (
            json!({}),
            vec![(0, 18), (4, 10), (9, 10), (12, 18), (14, 17)],
        ),
        (limited, vec![(0, 18)]),
    ] {
        let mut editor = Editor::new(&[], capabilities, few());
        let uri = editor.uri("PRIVACY.md");
        editor.open(&uri, "markdown", POLICY);
        let ranges = about(&mut editor, "textDocument/foldingRange", &uri);
        let ranges = ranges.as_array().unwrap().iter();
        let lines = ranges.map(|range| {
            let line = |key: &str| range[key].as_u64().unwrap();
            (line("startLine"), line("endLine"))
        });
        assert_eq!(lines.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn words_of_statements_are_coloured() {
    let mut editor = Editor::new(&[], json!({}), few());
    let legend = &editor.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"];
    let legend: Vec<String> = serde_json::from_value(legend.clone()).unwrap();
    let uri = editor.uri("PRIVACY.md");
    editor.open(&uri, "markdown", POLICY);
    let tokens = about(&mut editor, "textDocument/semanticTokens/full", &uri);
    let data: Vec<usize> = serde_json::from_value(tokens["data"].clone()).unwrap();
    let (mut line, mut start) = (0, 0);
    let mut words = Vec::new();
    for token in data.chunks(5) {
        line += token[0];
        start = if token[0] > 0 {
            token[1]
        } else {
            start + token[1]
        };
        let text = POLICY.lines().nth(line).unwrap();
        words.push((&text[start..start + token[2]], legend[token[3]].as_str()));
    }
    for expected in [
        ("We", "class"),
        ("collect", "function"),
        ("share", "function"),
        ("e-mail address", "property"),
        ("30 days", "number"),
    ] {
        assert!(words.contains(&expected), "{expected:?} in {words:?}");
    }
}
