//! Configurations: found, read again, at fault, several at once.

use serde_json::{Value, json};

use crate::editor::{Editor, FAULT, codes, few, uri_of};

const POLICY: &str = "# Privacy policy\n\nWe collect your name.\n\n\
    By using our website, you agree to this privacy policy.\n";

fn found(published: &Value) -> Vec<&str> {
    codes(published["diagnostics"].as_array().unwrap())
}

#[test]
fn changes_of_a_configuration_take_effect() {
    let watching = json!({
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}
    });
    let mut editor = Editor::new(
        &[("clauselint.toml", "select = [\"consent-by-use\"]\n")],
        watching,
        Value::Null,
    );
    let asked = editor.asked("client/registerCapability");
    let watchers = &asked["registrations"][0]["registerOptions"]["watchers"];
    assert!(watchers.to_string().contains("**/*.toml"));
    let uri = editor.uri("PRIVACY.md");
    editor.open(&uri, "markdown", POLICY);
    let published = editor.published(&uri);
    assert_eq!(found(&published), ["consent-by-use"]);
    assert_eq!(published["diagnostics"][0]["severity"], 2);
    let config = "select = [\"consent-by-use\"]\nrules.consent-by-use = \"error\"\n";
    editor.write("clauselint.toml", config);
    let changes = json!({"changes": [{"uri": editor.uri("clauselint.toml"), "type": 2}]});
    editor.notify("workspace/didChangeWatchedFiles", changes);
    let published = editor.published(&uri);
    assert_eq!(published["diagnostics"][0]["severity"], 1);
}

#[test]
fn clients_that_do_not_watch_tell_by_saving() {
    let files = [("clauselint.toml", "select = [\"consent-by-use\"]\n")];
    let mut editor = Editor::new(&files, json!({}), Value::Null);
    let uri = editor.uri("PRIVACY.md");
    editor.open(&uri, "markdown", POLICY);
    assert_eq!(found(&editor.published(&uri)), ["consent-by-use"]);
    editor.write("clauselint.toml", "select = [\"vague-security\"]\n");
    editor.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    assert!(found(&editor.published(&uri)).is_empty());
}

#[test]
fn faults_are_told_at_their_place_and_taken_back() {
    let mut editor = Editor::new(
        &[(
            "clauselint.toml",
            "# é\nselect = [\"core\"]\nignored = [\"x\"]\n",
        )],
        json!({}),
        Value::Null,
    );
    let config = editor.uri("clauselint.toml");
    let published = editor.published(&config);
    let fault = &published["diagnostics"][0];
    assert_eq!(fault["severity"], 1);
    assert_eq!(fault["range"]["start"], json!({"line": 2, "character": 0}));
    let shown = editor.told("window/showMessage");
    let message = shown["message"].as_str().unwrap();
    assert!(message.contains("clauselint.toml:3:1"), "{message}");
    // The policy says why nothing is found in it.
    let uri = editor.uri("PRIVACY.md");
    editor.open(&uri, "markdown", POLICY);
    let published = editor.published(&uri);
    let message = published["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("no rule was run"), "{message}");

    editor.write("clauselint.toml", "select = [\"consent-by-use\"]\n");
    editor.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(found(&editor.published(&uri)), ["consent-by-use"]);
    assert_eq!(editor.published(&config)["diagnostics"], json!([]));
}

#[test]
fn each_folder_has_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let roots = ["one", "two", "three"].map(|name| folder.path().join(name));
    for (root, select) in roots.iter().zip(["consent-by-use", "vague-security"]) {
        std::fs::create_dir(root).unwrap();
        let config = format!("select = [\"{select}\"]\n");
        std::fs::write(root.join("clauselint.toml"), config).unwrap();
    }
    let uris: Vec<String> = roots.iter().map(|root| uri_of(root)).collect();
    let mut editor = Editor::start(folder, &uris[..2], json!({}), Value::Null);
    for (root, expected) in [("one", vec!["consent-by-use"]), ("two", vec![])] {
        let uri = editor.uri(&format!("{root}/PRIVACY.md"));
        editor.open(&uri, "markdown", POLICY);
        assert_eq!(found(&editor.published(&uri)), expected, "{root}");
    }
    // A third one joins, with what is above it.
    editor.write("three/clauselint.toml", "select = [\"consent-by-use\"]\n");
    let event = json!({"added": [{"uri": uris[2], "name": "three"}], "removed": []});
    editor.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": event}),
    );
    let uri = editor.uri("three/PRIVACY.md");
    editor.open(&uri, "markdown", POLICY);
    assert_eq!(found(&editor.published(&uri)), ["consent-by-use"]);
}

#[test]
fn the_editors_settings_are_over_the_files() {
    let files = [
        ("clauselint.toml", "select = [\"vague-security\"]\n"),
        (
            "other.toml",
            "select = [\"consent-by-use\"]\nrules.consent-by-use = \"note\"\n",
        ),
    ];
    let options = json!({"configuration": "other.toml"});
    let mut editor = Editor::new(&files, json!({}), options);
    let uri = editor.uri("PRIVACY.md");
    editor.open(&uri, "markdown", POLICY);
    let published = editor.published(&uri);
    assert_eq!(published["diagnostics"][0]["severity"], 3);
    let settings = json!({"settings": {"clauselint": {"extendSelect": ["consent-by-use"]}}});
    editor.notify("workspace/didChangeConfiguration", settings);
    let published = editor.published(&uri);
    assert_eq!(published["diagnostics"][0]["severity"], 2);
    let wrong = json!({"settings": {"select": 7}});
    editor.notify("workspace/didChangeConfiguration", wrong);
    let shown = editor.told("window/showMessage");
    assert!(shown["message"].as_str().unwrap().contains("settings"));
}

#[test]
fn settings_are_asked_for_where_they_are_not_sent() {
    let capabilities = json!({"workspace": {
        "configuration": true,
        "didChangeConfiguration": {"dynamicRegistration": true},
    }});
    let mut editor = Editor::new(&[], capabilities, few());
    let asked = editor.asked("client/registerCapability");
    assert_eq!(
        asked["registrations"][0]["registerOptions"]["section"],
        "clauselint"
    );
    let uri = editor.uri("PRIVACY.md");
    assert_eq!(codes(&editor.lint(&uri, POLICY)), ["consent-by-use"]);
    editor.settings = json!([{"select": ["vague-security"]}]);
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    assert!(found(&editor.published(&uri)).is_empty());
}

#[test]
fn what_is_in_no_folder_has_its_nearest_configuration() {
    let mut editor = Editor::new(&[], json!({}), Value::Null);
    let elsewhere = tempfile::tempdir().unwrap();
    let config = "select = [\"consent-by-use\"]\n";
    std::fs::write(elsewhere.path().join("clauselint.toml"), config).unwrap();
    let uri = uri_of(&elsewhere.path().join("privacy.md"));
    assert_eq!(codes(&editor.lint(&uri, POLICY)), ["consent-by-use"]);
    assert!(POLICY.contains(FAULT));
}
