//! `clauselint config` and `clauselint init`.

use std::path::Path;
use std::process::Output;

use super::{command, stderr, stdout, write};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn a_configuration_asked_for_by_name_must_be_there() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["config", "--config", "none.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "clauselint: none.toml: no such file\n");
    assert!(stdout(&output).is_empty());
}

#[test]
fn every_fault_of_a_configuration_shows_its_spot() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!(
        "select = ['gdrp']\nexclude = ['{}', '']\n",
        "a".repeat(10_000)
    );
    write(folder.path(), "clauselint.toml", long);
    let output = run(folder.path(), &["config"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    for words in [
        "there is no rule, pack or group `gdrp`",
        "did you mean `gdpr`?",
        "clauselint.toml:2:10016: the glob is empty",
    ] {
        assert!(told.contains(words), "{told}");
    }
    assert!(
        told.len() < 2_000,
        "no line of ten thousand letters is shown"
    );
}

#[test]
fn config_shows_what_holds_and_who_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let text = "fail-on = 'note'\n[policy]\naudience = ['us-ca']\n[rules]\nmissing-sale-statement = 'note'\n";
    write(folder.path(), "clauselint.toml", text);
    let output = run(
        folder.path(),
        &[
            "config",
            "a/PRIVACY.md",
            "--rules",
            "--output-format",
            "json",
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(page["files"][0], "clauselint.toml");
    let settings = page["settings"].as_array().unwrap();
    let setting = |key: &str| settings.iter().find(|row| row["key"] == key).unwrap();
    assert_eq!(setting("fail-on")["value"], "note");
    assert_eq!(setting("fail-on")["origin"]["line"], 1);
    assert_eq!(
        setting("packs")["value"],
        serde_json::json!(["caloppa", "ccpa", "us-states"])
    );
    assert_eq!(setting("cache-dir")["value"], ".clauselint-cache");
    let rules = page["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["rule"] == id);
    assert_eq!(rule("missing-sale-statement").unwrap()["severity"], "note");
    assert!(rule("missing-contact-address").is_some());
    assert!(rule("missing-legal-basis").is_none());
    let page = run(folder.path(), &["config", "--rules"]);
    let page = stdout(&page);
    assert!(page.starts_with(".: clauselint.toml\n"), "{page}");
    let line = page
        .lines()
        .find(|line| line.starts_with("missing-sale-statement"));
    assert!(
        line.unwrap()
            .ends_with("clauselint.toml:3, severity clauselint.toml:5"),
        "{page}"
    );
    let none = run(folder.path(), &["config", "--no-config"]);
    assert!(stdout(&none).starts_with(".: no configuration file\n"));
}

#[test]
fn config_knows_the_rules_of_packs() {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["new-pack", "acme"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    write(
        folder.path(),
        "clauselint.toml",
        "packs = ['acme']\nignore = ['acme']\n",
    );
    let output = run(folder.path(), &["config"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(
        stdout(&output).contains("[\"acme\"]"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn init_fits_a_file_to_the_policies() {
    let folder = tempfile::tempdir().unwrap();
    let policy = "# Zorblat Privacy Policy\n\nZorblat (\"we\") collects your name and e-mail address. Zorblat keeps them for a year.\n\n## Europe\n\nUnder the GDPR you may ask us for a copy.\n\n## California\n\nCalifornia residents may ask us to delete their data under the CCPA.\n";
    write(folder.path(), "PRIVACY.md", policy);
    let output = run(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        stdout(&output),
        "clauselint.toml written, fitted to PRIVACY.md\n"
    );
    let file = folder.path().join("clauselint.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    for line in [
        "extend-select = [\"caloppa\", \"ccpa\", \"gdpr\", \"us-states\"]",
        "# controller = \"Zorblat\"",
        "# audience = [\"eu\", \"us-ca\"]",
        "# collects = true",
        "# children = \"not-directed\"",
    ] {
        assert!(text.lines().any(|other| other == line), "{line}\n{text}");
    }
    let guessed = text
        .lines()
        .filter(|line| *line == "# (guessed from PRIVACY.md)");
    assert_eq!(
        guessed.count(),
        4,
        "each guess tells where it comes from\n{text}"
    );
    let open: String = text
        .replace("# controller", "controller")
        .replace("# audience", "audience")
        .replace("# collects =", "collects =")
        .replace("# children =", "children =")
        .replace("# stale", "stale");
    for text in [text.clone(), open] {
        std::fs::write(&file, text).unwrap();
        let output = run(folder.path(), &["config"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    std::fs::write(&file, "mine").unwrap();
    let again = run(folder.path(), &["init"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("clauselint.toml is there already"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    let forced = run(folder.path(), &["init", "--force"]);
    assert_eq!(forced.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn init_hides_no_other_configuration_and_needs_no_policy() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "pyproject.toml",
        "[tool.clauselint]\nselec = 1\n",
    );
    let output = run(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("pyproject.toml is there already"),
        "{}",
        stderr(&output)
    );
    write(folder.path(), "pyproject.toml", "[tool.ruff]\n");
    let output = run(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("no policy found"));
    let output = run(folder.path(), &["config"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let nowhere = run(folder.path(), &["init", "nowhere"]);
    assert_eq!(nowhere.status.code(), Some(2));
}

/// Whatever a policy says, the file that is written loads.
#[test]
fn init_writes_files_without_faults() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let hostile = "# Privacy \"Policy\" of O'Hara\\n\n\nO\"Hara\\Co (\"we\") collects data. O\"Hara\\Co keeps it.\n";
    let mut policies: Vec<(String, Vec<u8>)> = vec![("md".into(), hostile.into())];
    for entry in std::fs::read_dir(corpus).unwrap().flatten() {
        let path = entry.path();
        let ending = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if ["md", "html", "txt"].contains(&&*ending) {
            policies.push((ending, std::fs::read(&path).unwrap()));
        }
    }
    assert!(policies.len() > 20);
    let folder = tempfile::tempdir().unwrap();
    for (at, (ending, bytes)) in policies.iter().enumerate() {
        write(folder.path(), &format!("{at}/privacy.{ending}"), bytes);
        let place = at.to_string();
        let output = run(folder.path(), &["init", &place]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let output = run(folder.path(), &["config", &place]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
}
