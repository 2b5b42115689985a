//! `clauselint rules`, `explain` and `names`.

use std::path::Path;

use serde_json::Value;

use crate::{command, status, stderr, stdout, write};

fn json(arguments: &[&str]) -> Vec<Value> {
    let output = status(arguments, 0);
    let page: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(page["schema"], 1);
    page["rules"].as_array().unwrap().clone()
}

#[test]
fn rules_as_json_hold_all_of_each() {
    let listed = status(&["rules"], 0);
    let ids: Vec<&str> = stdout(&listed)
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let rules = json(&["rules", "--output-format", "json"]);
    let told: Vec<&str> = rules
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    assert_eq!(told, ids);
    for rule in &rules {
        for key in [
            "name", "pack", "group", "severity", "summary", "why", "help",
        ] {
            assert!(!rule[key].as_str().unwrap().is_empty(), "{key}: {rule}");
        }
        assert!(
            !rule["examples"]["fails"][0]["text"]
                .as_str()
                .unwrap()
                .is_empty()
        );
        assert!(rule["default"].is_boolean() && rule["fixable"].is_boolean());
    }
    let one = json(&[
        "explain",
        "missing-retention-period",
        "--output-format=json",
    ]);
    assert_eq!(one.len(), 1);
    assert_eq!(one[0]["name"], "MissingRetentionPeriod");
    assert_eq!(one[0]["topics"], serde_json::json!(["retention"]));
    assert_eq!(one[0]["legal"][0]["law"], "GDPR");
    let stale = json(&["explain", "stale-policy", "--output-format=json"]);
    assert_eq!(stale[0]["options"][0]["kind"], "duration");
    let fix = |id: &str| json(&["explain", id, "--output-format=json"])[0]["fix"].clone();
    assert_eq!(fix("duplicate-paragraph"), "safe");
    assert_eq!(fix("missing-retention-period"), "unsafe");
    assert_eq!(fix("hard-to-read"), "none");
}

#[test]
fn packs_and_groups_are_explained_by_their_rules() {
    let pack = status(&["explain", "coppa"], 0);
    let page = stdout(&pack);
    assert!(page.starts_with("pack coppa: "), "{page}");
    for id in json(&["rules", "--output-format=json"])
        .iter()
        .filter(|rule| rule["pack"] == "coppa")
    {
        assert!(page.contains(id["id"].as_str().unwrap()), "{page}");
    }
    assert!(!page.contains("missing-retention-period"), "{page}");
    let group = status(&["explain", "staleness"], 0);
    assert!(stdout(&group).starts_with("group staleness\n\n"));
    assert!(stdout(&group).contains("stale-policy"));
    let unknown = status(&["explain", "banana"], 2);
    assert!(
        !stderr(&unknown).contains("did you mean"),
        "{}",
        stderr(&unknown)
    );
    let near = status(&["explain", "stale-polcy"], 2);
    assert!(stderr(&near).contains("did you mean `stale-policy`?"));
}

#[test]
fn names_list_the_words_of_configured_packs() {
    let folder = tempfile::tempdir().unwrap();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/packs/health-app");
    let pack = pack.canonicalize().unwrap();
    write(
        folder.path(),
        "clauselint.toml",
        format!("packs = ['{}']", pack.display()),
    );
    let run = |arguments: &[&str]| {
        let output = command(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output).to_owned()
    };
    let words = run(&["names", "words"]);
    assert!(words.contains("of the pack health-app: \""), "{words}");
    assert!(run(&["names"]).contains("of the pack health-app: \""));
    assert!(!run(&["names", "words", "--no-config"]).contains("of the pack"));
}
