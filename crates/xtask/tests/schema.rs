//! The schemas as editors see them, held by a validator that is not ours
//! against the rules that there are.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn validator(name: &str) -> Validator {
    let path = root().join("docs/schema").join(name);
    let text = fs::read_to_string(path).expect("the schema is there");
    let schema: Value = serde_json::from_str(&text).expect("it is JSON");
    jsonschema::draft7::meta::validate(&schema).expect("it is a schema of draft 7");
    jsonschema::draft7::new(&schema).expect("it is a schema")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries.flatten().map(|entry| entry.path()).collect()
}

/// The rules of a pack's folder.
fn rules(folder: &Path) -> Vec<PathBuf> {
    let mut files = entries(folder);
    files.retain(|file| !file.ends_with("pack.toml"));
    files
}

fn faults(validator: &Validator, toml: &str) -> Vec<String> {
    let value: Value = toml::from_str(toml).expect("it is TOML");
    let errors = validator.iter_errors(&value);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn every_rule_fits_the_schema() {
    let validator = validator("rule.schema.json");
    let packs = self::validator("pack.schema.json");
    let mut count = 0;
    for folder in entries(&root().join("rules"))
        .into_iter()
        .filter(|path| path.is_dir())
    {
        // What the build takes for no rules.
        if ["law", "language", "service"]
            .iter()
            .any(|other| folder.ends_with(other))
        {
            continue;
        }
        let manifest = fs::read_to_string(folder.join("pack.toml")).expect("it is readable");
        assert_eq!(faults(&packs, &manifest), [""; 0], "{}", folder.display());
        for file in rules(&folder) {
            let text = fs::read_to_string(&file).expect("it is readable");
            let faults = faults(&validator, &text);
            assert!(faults.is_empty(), "{}: {faults:?}", file.display());
            count += 1;
        }
    }
    assert!(count > 50, "only {count} rules were found");
}

#[test]
fn the_example_of_the_reference_fits_the_schema() {
    let page = fs::read_to_string(root().join("docs/reference/rule-form.md")).expect("it is there");
    let fences = page.split("```toml\n").skip(1);
    let texts = fences.filter_map(|rest| rest.split("```").next());
    let rules: Vec<&str> = texts.filter(|text| text.starts_with("id = ")).collect();
    assert_eq!(rules.len(), 1);
    assert_eq!(faults(&validator("rule.schema.json"), rules[0]), [""; 0]);
}

#[test]
fn what_is_no_rule_does_not_fit() {
    let validator = validator("rule.schema.json");
    let rule = "id = \"a\"\nsummary = \"s\"\nseverity = \"note\"\ncheck = \"native\"\n";
    assert!(faults(&validator, rule).is_empty());
    for (wrong, by) in [
        ("severity", "severty"),
        ("\"note\"", "\"notes\""),
        ("\"native\"", "\"natve\""),
        ("\"native\"", "{ says = { what = [\"@a\"] } }"),
        ("\"native\"", "{ misses = { message = \"m\" } }"),
        ("id = \"a\"\n", ""),
        ("\"s\"", "1"),
    ] {
        let rule = rule.replace(wrong, by);
        assert!(!faults(&validator, &rule).is_empty(), "{rule}");
    }
}

#[test]
fn a_pack_fits_the_schema() {
    let validator = validator("pack.schema.json");
    let pack = r#"
        name = "house-style"
        version = "1.0.0"
        licence = "MIT"
        engine = "0.1"
        extends = ["gdpr", "../other"]
        [words.ours]
        any = ["Example Ltd"]
        [tune.hard-to-read]
        severity = "error"
        enabled = true
    "#;
    assert_eq!(faults(&validator, pack), [""; 0]);
    let wrong = pack.replace("enabled = true", "enabled = 1");
    assert!(!faults(&validator, &wrong).is_empty());
}

/// Every example of the guide is a configuration.
#[test]
fn the_examples_of_the_guide_fit_the_schema() {
    let validator = validator("config.schema.json");
    let guide = fs::read_to_string(root().join("docs/configuration.md")).expect("it is there");
    let mut examples = 0;
    for example in guide.split("```toml\n").skip(1) {
        let (toml, _) = example.split_once("```").expect("it ends");
        let toml = toml.replace("[tool.clauselint]\n", "");
        let toml = toml.replace("[tool.clauselint.", "[");
        assert_eq!(faults(&validator, &toml), [""; 0], "{toml}");
        let read = clauselint_toml::read::<clauselint_config::ConfigFile>("guide", &toml);
        assert!(read.is_ok(), "{:?}", read.err());
        examples += 1;
    }
    assert!(examples > 5);
    for wrong in [
        "selct = []",
        "fail-on = 'warn'",
        "rules.a = 'of'",
        "[[overrides]]\nselect = []",
    ] {
        assert!(!faults(&validator, wrong).is_empty(), "{wrong}");
    }
}

#[test]
fn the_reader_of_files_agrees_with_the_validator() {
    for folder in ["core", "gdpr"] {
        for file in rules(&root().join("rules").join(folder)) {
            let text = fs::read_to_string(&file).expect("it is readable");
            let name = file.to_string_lossy();
            let read = clauselint_toml::read::<clauselint_form::RuleInfo>(&name, &text);
            assert!(read.is_ok(), "{:?}", read.err());
        }
    }
}
