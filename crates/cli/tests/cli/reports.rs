//! Several outputs at once, and files that appear whole or not at all.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::{clauselint, command, status, stderr, stdout, write};

const POLICY: &str = "corpus/small-app.md";
pub(crate) const FORMATS: [&str; 13] = [
    "text",
    "concise",
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "rdjsonl",
    "markdown",
    "html",
];

fn to(format: &str, path: &Path) -> String {
    format!("{format}={}", path.to_str().unwrap())
}

/// A run with these outputs.
fn run(outputs: &[String]) -> Output {
    let mut arguments = vec!["check", POLICY];
    for output in outputs {
        arguments.extend(["--output-format", output]);
    }
    clauselint(&arguments)
}

#[test]
fn all_formats_at_once_are_those_of_a_run_each() {
    let folder = tempfile::tempdir().unwrap();
    let outputs: Vec<String> = FORMATS
        .iter()
        .map(|format| to(format, &folder.path().join(format)))
        .collect();
    let output = run(&outputs);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    for format in FORMATS {
        let alone = clauselint(&["check", POLICY, "--output-format", format]);
        assert!(alone.stdout.len() > 100, "{format}");
        let together = std::fs::read(folder.path().join(format)).unwrap();
        assert_eq!(alone.stdout, together, "{format}");
    }
}

#[test]
fn one_goes_to_standard_output_and_the_others_to_files() {
    let folder = tempfile::tempdir().unwrap();
    let sarif = folder.path().join("a=b, c.sarif");
    let output = run(&["concise".into(), to("sarif", &sarif)]);
    assert!(stdout(&output).starts_with("corpus/small-app.md:1:3: error["));
    let log: Value = serde_json::from_slice(&std::fs::read(&sarif).unwrap()).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), stdout(&output).lines().count() - 1);
    let place = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], POLICY);
    assert_eq!(place["uriBaseId"], "%SRCROOT%");
}

#[test]
fn paths_outside_of_the_repository_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(
        folder.path(),
        "privacy policy.md",
        "We share your data with our partners.",
    );
    let output = clauselint(&["check", &path, "--output-format", "sarif"]);
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let place = &place["artifactLocation"];
    let uri = place["uri"].as_str().unwrap();
    assert!(
        uri.starts_with("file:///") && uri.ends_with("/privacy%20policy.md"),
        "{uri}"
    );
    assert!(place.get("uriBaseId").is_none());
}

#[test]
fn what_cannot_be_meant_is_told() {
    for (arguments, words) in [
        (
            vec!["--output-format", "xml"],
            "there is no format `xml`; there are text, concise",
        ),
        (
            vec!["--output-format", "json="],
            "a path is missing behind `=`",
        ),
        (
            vec!["--output-format", "json", "--output-format", "sarif"],
            "one --output-format at most can go without a file",
        ),
        (
            vec!["--output-format", "json=/tmp/x", "--output-file", "y"],
            "--output-file has nothing to write",
        ),
        (
            vec![
                "--output-format",
                "json=x.out",
                "--output-format",
                "sarif=./x.out",
            ],
            "two outputs cannot go to one file: ./x.out",
        ),
    ] {
        let output = status(&[&["check", POLICY], &arguments[..]].concat(), 2);
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
}

#[test]
fn an_output_that_fails_takes_no_other_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.json");
    let nowhere = folder.path().join("no/such/folder/x.sarif");
    let output = run(&[
        "concise".into(),
        to("sarif", &nowhere),
        to("junit", folder.path()),
        to("json", &good),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output).matches(": cannot be written: ").count(), 2);
    assert!(
        stderr(&output).contains("x.sarif: cannot be written: there is no such folder"),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("error[missing-retention-period]"));
    assert!(serde_json::from_slice::<Value>(&std::fs::read(good).unwrap()).is_ok());
}

#[cfg(unix)]
#[test]
fn a_folder_or_file_that_may_not_be_written_keeps_what_it_holds() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let old = write(folder.path(), "shut/old.json", "old");
    let fixed = write(folder.path(), "fixed.json", "old");
    let set = |path: &Path, mode| {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    };
    let shut = folder.path().join("shut");
    set(&shut, 0o555);
    set(Path::new(&fixed), 0o444);
    let output = run(&[to("json", Path::new(&fixed)), "concise".into()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("fixed.json: cannot be written: the file is read-only"));
    assert_eq!(std::fs::read_to_string(&fixed).unwrap(), "old");
    assert!(stdout(&output).contains("error[missing-retention-period]"));
    // Root writes everywhere.
    if std::fs::write(shut.join("probe"), "").is_err() {
        let output = run(&[to("json", Path::new(&old)), "concise".into()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("old.json: cannot be written: its folder is read-only"));
        assert_eq!(std::fs::read_to_string(&old).unwrap(), "old");
    }
    set(&shut, 0o755);
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_through_links_with_its_permissions_and_nothing_left_beside() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let old = write(folder.path(), "old.json", "x".repeat(100_000));
    std::fs::set_permissions(&old, PermissionsExt::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink("old.json", &link).unwrap();
    run(&[to("json", &link)]);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    let mode = std::fs::metadata(&old).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(serde_json::from_slice::<Value>(&std::fs::read(&old).unwrap()).is_ok());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn github_gets_a_summary_behind_what_stands_there() {
    let folder = tempfile::tempdir().unwrap();
    let summary = write(folder.path(), "summary.md", "Before.\n");
    let run = |summary: &str| {
        command(&["check", POLICY, "--output-format", "github"])
            .env("GITHUB_STEP_SUMMARY", summary)
            .output()
            .unwrap()
    };
    let output = run(&summary);
    assert!(
        stdout(&output).starts_with("::error file=corpus/small-app.md,line=1,endLine=1,col=3,")
    );
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("Before.\n## clauselint\n"), "{text}");
    assert!(text.contains("`missing-retention-period`"));
    let output = run(folder.path().to_str().unwrap());
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).starts_with("::error "));
}

#[test]
fn coverage_agrees_with_the_findings() {
    for policy in [
        POLICY,
        "corpus/gdpr-notice.md",
        "corpus/startup-landing.html",
        "corpus/collects-nothing.md",
    ] {
        let select = ["--select", "all", "--output-format", "json"];
        let table = clauselint(&[&["coverage", policy], &select[..]].concat());
        assert_eq!(table.status.code(), Some(0), "{}", stderr(&table));
        let table: Value = serde_json::from_slice(&table.stdout).unwrap();
        let asked = table["files"][0]["disclosures"].as_array().unwrap();
        let missing = asked.iter().filter(|asked| asked["state"] == "missing");
        let mut missing: Vec<&str> = missing
            .map(|asked| asked["rule"].as_str().unwrap())
            .collect();
        missing.sort_unstable();
        let found = clauselint(&[&["check", policy], &select[..]].concat());
        let found: Value = serde_json::from_slice(&found.stdout).unwrap();
        let found = found["files"][0]["diagnostics"].as_array().unwrap();
        let found = found.iter().map(|found| found["rule"].as_str().unwrap());
        let mut found: Vec<&str> = found.filter(|rule| rule.starts_with("missing-")).collect();
        found.sort_unstable();
        assert_eq!(missing, found, "{policy}");
        for asked in asked.iter().filter(|asked| asked["state"] == "weak") {
            assert!(!asked["faults"].as_array().unwrap().is_empty());
        }
    }
}

#[test]
fn rules_of_packs_are_extensions_in_sarif() {
    let pack = "examples/packs/cookbook";
    let run = [
        "check",
        "--pack",
        pack,
        "--output-format",
        "sarif",
        "corpus/small-app.md",
    ];
    let output = clauselint(&run);
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let tool = &log["runs"][0]["tool"];
    let extension = &tool["extensions"][0];
    assert_eq!(extension["name"], "cookbook");
    assert_eq!(extension["semanticVersion"], "1.0.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let mut of_pack = 0;
    for result in results {
        let reference = &result["rule"];
        let rules = match &reference["toolComponent"]["index"] {
            Value::Null => &tool["driver"]["rules"],
            index => {
                of_pack += 1;
                &tool["extensions"][index.as_u64().unwrap() as usize]["rules"]
            }
        };
        let index = result["ruleIndex"].as_u64().or(reference["index"].as_u64());
        assert_eq!(rules[index.unwrap() as usize]["id"], result["ruleId"]);
    }
    assert!(of_pack > 0 && of_pack < results.len());
}
