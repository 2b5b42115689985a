//! What a configuration changes in a run, and packs with their lock.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{command, stderr, stdout, write};

const POLICY: &str = include_str!("../../../../corpus/small-app.md");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(arguments).current_dir(folder).output().unwrap()
}

/// The rules of the findings in a file, with their severities.
fn found(output: &Output, file: &str) -> Vec<String> {
    let lines = stdout(output).lines();
    let own = lines.filter_map(|line| line.strip_prefix(&format!("{file}:")));
    own.map(|line| {
        let told = line.split(' ').nth(1).unwrap();
        told.to_owned()
    })
    .collect()
}

fn policies(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn a_configuration_holds_for_what_stands_below_it() {
    let folder = policies(&[
        ("PRIVACY.md", POLICY),
        ("quiet/PRIVACY.md", POLICY),
        ("eu/PRIVACY.md", POLICY),
        ("drafts/PRIVACY.md", POLICY),
        (
            "clauselint.toml",
            "output-format = 'concise'\nexclude = ['drafts/']\n\
             [rules]\nmissing-retention-period = 'note'\nstale-policy = 'off'\n\
             [[overrides]]\npaths = ['eu/']\npolicy = { audience = ['eu'] }\n",
        ),
        (
            "quiet/clauselint.toml",
            "select = ['missing-child-privacy-clause']\nfail-on = 'never'\n",
        ),
    ]);
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let core = found(&output, "PRIVACY.md");
    assert!(
        core.contains(&"note[missing-retention-period]".into()),
        "{core:?}"
    );
    assert!(
        !core.contains(&"error[missing-legal-basis]".into()),
        "{core:?}"
    );
    let eu = found(&output, "eu/PRIVACY.md");
    assert!(eu.contains(&"error[missing-legal-basis]".into()), "{eu:?}");
    assert_eq!(
        found(&output, "quiet/PRIVACY.md"),
        ["error[missing-child-privacy-clause]"]
    );
    assert!(found(&output, "drafts/PRIVACY.md").is_empty());
    let quiet = run(folder.path(), &["check", "quiet"]);
    assert_eq!(quiet.status.code(), Some(0), "nothing fails there");
    let none = run(
        folder.path(),
        &["check", "quiet", "--no-config", "--fail-on=error"],
    );
    assert_eq!(none.status.code(), Some(1));
    let named = run(folder.path(), &["check", "drafts/PRIVACY.md"]);
    assert!(!found(&named, "drafts/PRIVACY.md").is_empty());
    let bound = run(
        folder.path(),
        &["check", "drafts/PRIVACY.md", "--force-exclude"],
    );
    assert_eq!(bound.status.code(), Some(0));
    assert!(found(&bound, "drafts/PRIVACY.md").is_empty());
}

#[test]
fn the_command_line_is_over_the_configuration() {
    let folder = policies(&[
        ("PRIVACY.md", POLICY),
        (
            "clauselint.toml",
            "select = ['gdpr']\nfail-on = 'never'\noutput-format = 'json'\n",
        ),
    ]);
    let arguments = [
        "check",
        "--select=missing-child-privacy-clause,missing-legal-basis",
        "--ignore=missing-legal-basis",
        "--extend-select=missing-retention-period",
        "--fail-on=error",
        "--output-format=concise",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(
        found(&output, "PRIVACY.md"),
        [
            "error[missing-child-privacy-clause]",
            "error[missing-retention-period]"
        ]
    );
}

#[test]
fn what_the_author_knows_counts() {
    let folder = policies(&[
        ("PRIVACY.md", POLICY),
        (
            "clauselint.toml",
            "output-format = 'concise'\n[policy]\ncollects = false\n",
        ),
    ]);
    let output = run(folder.path(), &["check"]);
    let found = found(&output, "PRIVACY.md");
    assert!(
        !found.contains(&"error[missing-retention-period]".into()),
        "{found:?}"
    );
}

#[test]
fn reasons_are_asked_for_where_that_is_configured() {
    let text = format!("<!-- clauselint-disable-file missing-retention-period -->\n{POLICY}");
    let folder = policies(&[("PRIVACY.md", &text)]);
    let unexplained = "warning[unexplained-suppression]".to_owned();
    let arguments = ["check", "--output-format=concise"];
    let before = found(&run(folder.path(), &arguments), "PRIVACY.md");
    assert!(!before.contains(&unexplained), "{before:?}");
    write(folder.path(), "clauselint.toml", "require-reasons = true\n");
    let after = found(&run(folder.path(), &arguments), "PRIVACY.md");
    assert!(after.contains(&unexplained), "{after:?}");
}

#[test]
fn faults_of_all_projects_are_told_and_nothing_is_linted() {
    let folder = policies(&[
        ("PRIVACY.md", POLICY),
        ("a/PRIVACY.md", POLICY),
        ("a/clauselint.toml", "fail-onn = 'note'\n"),
        ("b/PRIVACY.md", POLICY),
        ("b/c/privacy.html", "<p>We collect data.</p>"),
        ("b/clauselint.toml", "select = ['gdrp']\n"),
    ]);
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).is_empty());
    let told = stderr(&output);
    assert!(told.contains("fail-onn"), "{told}");
    assert_eq!(told.matches("did you mean `gdpr`?").count(), 1, "{told}");
}

#[test]
fn outputs_that_are_configured_go_where_the_file_says() {
    let folder = policies(&[
        ("docs/PRIVACY.md", POLICY),
        (
            "clauselint.toml",
            "output-format = ['concise', 'sarif=report/out.sarif']\n",
        ),
        ("report/keep", ""),
    ]);
    let output = run(&folder.path().join("docs"), &["check", "--exit-zero"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(!found(&output, "PRIVACY.md").is_empty());
    let sarif = fs::read_to_string(folder.path().join("report/out.sarif")).unwrap();
    assert!(sarif.contains("\"2.1.0\""));
}

#[test]
fn the_limits_of_plugins_are_those_of_the_configuration() {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/packs/period-tables");
    let configuration =
        |limits: &str| format!("packs = ['{}']\n[plugins]\n{limits}\n", pack.display());
    let folder = policies(&[("PRIVACY.md", POLICY)]);
    write(
        folder.path(),
        "clauselint.toml",
        configuration("module-size = '1 kB'"),
    );
    let large = run(folder.path(), &["check"]);
    assert_eq!(large.status.code(), Some(2));
    assert!(
        stderr(&large).contains("period-without-category.wasm"),
        "{}",
        stderr(&large)
    );
    write(
        folder.path(),
        "clauselint.toml",
        configuration("fuel = 5_000_000"),
    );
    let sound = run(folder.path(), &["check", "--exit-zero"]);
    assert_eq!(sound.status.code(), Some(0), "{}", stderr(&sound));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

#[test]
fn a_pack_that_is_not_the_locked_one_is_refused() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/packs");
    let folder = policies(&[
        ("web/PRIVACY.md", POLICY),
        ("clauselint.toml", "packs = ['packs/house-style']\n"),
    ]);
    let pack = folder.path().join("packs/house-style");
    copy(&packs.join("house-style"), &pack);
    let check = |status: i32, words: &str| {
        let output = run(folder.path(), &["check", "--exit-zero", "web"]);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(status), "{told}");
        assert!(told.contains(words), "{told}");
    };
    let lock = |arguments: &[&str], status: i32, words: &str| {
        let output = run(folder.path(), &[&["lock"], arguments].concat());
        let told = format!("{}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(status), "{told}");
        assert!(told.contains(words), "{told}");
    };
    check(0, "");
    lock(&["--check"], 1, "clauselint.lock is stale");
    lock(&[], 0, "+ house-style 0.4.0 (packs/house-style)");
    lock(&["--check"], 0, "clauselint.lock is fresh");
    check(0, "");
    // Whatever the command line brings besides has no lock.
    let kids = packs.join("kids-games");
    let besides = run(
        folder.path(),
        &[
            "check",
            "--exit-zero",
            "web",
            "--pack",
            kids.to_str().unwrap(),
        ],
    );
    assert_eq!(besides.status.code(), Some(0), "{}", stderr(&besides));
    write(&pack, "more.txt", "more");
    check(2, "pack `house-style` has changed since it was locked");
    lock(&["--check"], 1, "its files, and not its version");
    lock(&[], 0, "clauselint.lock written: 1 pack");
    check(0, "");
    fs::rename(&pack, folder.path().join("moved")).unwrap();
    write(folder.path(), "clauselint.toml", "packs = ['moved']\n");
    check(2, "is locked at `packs/house-style` and stands at `moved`");
    write(folder.path(), "clauselint.toml", "");
    check(0, "");
    lock(&[], 0, "no packs are configured");
    assert!(!folder.path().join("clauselint.lock").exists());
}

#[test]
fn a_lock_file_that_is_none_is_told() {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/packs/house-style");
    let folder = policies(&[
        ("PRIVACY.md", POLICY),
        (
            "clauselint.toml",
            &format!("packs = ['{}']\n", pack.display()),
        ),
        ("clauselint.lock", "version = 1\n<<<<<<< ours\n"),
    ]);
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("clauselint.lock:2:1"),
        "{}",
        stderr(&output)
    );
    let output = run(folder.path(), &["lock"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    write(
        folder.path(),
        "clauselint.lock",
        "version = 7\nnew = true\n",
    );
    for command in ["check", "lock"] {
        let output = run(folder.path(), &[command]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("version 7"), "{}", stderr(&output));
    }
}

#[test]
fn options_of_rules_are_set_by_project_and_path() {
    let folder = policies(&[
        ("PRIVACY.md", POLICY),
        ("old/PRIVACY.md", POLICY),
        (
            "clauselint.toml",
            "output-format = 'concise'\nselect = ['stale-policy']\n\
             [rules.stale-policy.options]\nmax-age = '18 months'\n\
             [[overrides]]\npaths = ['old/']\nrules.stale-policy.options.max-age = '3 years'\n",
        ),
    ]);
    let check = |today: &str| run(folder.path(), &["check", "--today", today]);
    let early = check("2026-03-01");
    assert!(
        !stdout(&early).contains("stale-policy"),
        "{}",
        stdout(&early)
    );
    let late = check("2026-11-01");
    assert_eq!(found(&late, "PRIVACY.md"), ["note[stale-policy]"]);
    assert!(
        stdout(&late).contains("more than 18 months"),
        "{}",
        stdout(&late)
    );
    assert!(found(&late, "old/PRIVACY.md").is_empty());
    write(
        folder.path(),
        "clauselint.toml",
        "[rules.stale-policy.options]\nmax-age = 'a while'\nmaxage = 1\n\
         [rules.missing-contact-address.options]\nx = 1\n",
    );
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    for words in [
        "`max-age` is a length of time",
        "did you mean `max-age`?",
        "`missing-contact-address` has no option `x`",
    ] {
        assert!(
            stderr(&output).contains(words),
            "{words}: {}",
            stderr(&output)
        );
    }
}
