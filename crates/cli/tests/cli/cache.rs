//! Results that are kept from one run to the next: never a stale one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::{command, stderr, stdout, write};

const POLICY: &str = include_str!("../../../../corpus/small-app.md");
const CACHE: &str = ".clauselint-cache";

/// A folder with enough policies for a cache to be worth it.
fn policies() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..9 {
        let text = format!("{POLICY}\nWrite to [NAME {at}].\n");
        write(folder.path(), &format!("privacy-{at}.md"), text);
    }
    folder
}

fn check(folder: &Path, more: &[&str]) -> Output {
    let concise: &[&str] = match more
        .iter()
        .any(|arg| arg.starts_with("--output-format") || *arg == "--update-baseline")
    {
        true => &[],
        false => &["--output-format=concise"],
    };
    let arguments = [&["check", "--exit-zero"], concise, more].concat();
    let output = command(&arguments).current_dir(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    output
}

/// The same with a cache and without.
fn agrees(folder: &Path, more: &[&str]) -> String {
    let with = check(folder, more);
    let without = check(folder, &[more, &["--no-cache"]].concat());
    assert_eq!(stdout(&with), stdout(&without), "{more:?}");
    assert_eq!(stderr(&with), stderr(&without), "{more:?}");
    stdout(&with).to_owned()
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.join(CACHE)).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let mut kept: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "results"))
        .collect();
    kept.sort();
    kept
}

#[test]
fn whatever_decides_a_result_makes_it_anew() {
    let folder = policies();
    let path = folder.path();
    let first = agrees(path, &[]);
    assert_eq!(agrees(path, &[]), first, "kept");
    assert_eq!(kept(path).len(), 1);
    let renamed = agrees(path, &["--select=stale-policy", "--today=2031-01-01"]);
    assert!(renamed.contains("stale-policy"), "{renamed}");
    write(
        path,
        "privacy-3.md",
        POLICY.replace("trusted third parties", "Acme Inc."),
    );
    let edited = agrees(path, &[]);
    assert!(!edited.contains("privacy-3.md:58"), "{edited}");
    write(
        path,
        "clauselint.toml",
        "[rules]\nmissing-retention-period = 'note'\n",
    );
    let severity = agrees(path, &[]);
    assert!(
        severity.contains("note[missing-retention-period]"),
        "{severity}"
    );
    write(path, "clauselint.toml", "[policy]\ncollects = false\n");
    let facts = agrees(path, &[]);
    assert!(!facts.contains("missing-retention-period"), "{facts}");
    write(path, "clauselint.toml", "baseline = 'known.json'\n");
    check(path, &["--update-baseline"]);
    let known = agrees(path, &[]);
    assert!(known.starts_with("No findings"), "{known}");
    write(path, "known.json", "{\"schema\": 1, \"findings\": []}");
    assert!(agrees(path, &[]).contains("missing-child-privacy-clause"));
    write(path, "clauselint.toml", "select = ['gdpr']\n");
    assert!(agrees(path, &[]).contains("missing-legal-basis"));
    // As HTML the same words are something else.
    fs::rename(path.join("privacy-5.md"), path.join("privacy-5.html")).unwrap();
    agrees(path, &[]);
}

#[test]
fn all_formats_are_the_same_with_what_was_kept() {
    let folder = policies();
    let suppressed = format!("<!-- clauselint-disable-file stale-policy -- later -->\n{POLICY}");
    write(folder.path(), "privacy-1.md", suppressed);
    check(folder.path(), &[]);
    for format in [
        "text", "json", "sarif", "gitlab", "html", "junit", "markdown",
    ] {
        agrees(folder.path(), &[&format!("--output-format={format}")]);
    }
}

#[test]
fn a_pack_that_changes_makes_results_anew() {
    let folder = policies();
    let rule = |word: &str| {
        format!(
            "id = \"said\"\nsummary = \"x\"\nseverity = \"note\"\ngroup = \"x\"\n[check.says]\nwhat = [\"@own\"]\nmessage = \"{word} is said\"\n[words.own]\nany = [\"{word}\"]\n"
        )
    };
    write(folder.path(), "clauselint.toml", "packs = ['mine']\n");
    fs::create_dir(folder.path().join("mine")).unwrap();
    let manifest = "name = \"mine\"\nversion = \"1.0.0\"\nlicence = \"MIT\"\nengine = \"*\"\nsummary = \"x\"\n";
    write(folder.path(), "mine/pack.toml", manifest);
    write(folder.path(), "mine/said.toml", rule("delete"));
    let before = agrees(folder.path(), &[]);
    write(folder.path(), "mine/said.toml", rule("account"));
    let after = agrees(folder.path(), &[]);
    assert!(before.contains("delete is said") || after.contains("account is said"));
    assert_ne!(before, after);
}

#[test]
fn what_was_kept_may_be_garbage() {
    let folder = policies();
    let first = agrees(folder.path(), &[]);
    let [file] = &kept(folder.path())[..] else {
        panic!("one file");
    };
    let whole = fs::read(file).unwrap();
    let mut flipped = whole.clone();
    for at in (20..whole.len() - 40).step_by(97) {
        flipped[at] ^= 1;
    }
    let mut table = whole.clone();
    let at = table.len() - 30;
    table[at] ^= 255;
    let cases = [
        Vec::new(),
        b"clauselint kept2".to_vec(),
        vec![255; 1000],
        whole[..whole.len() / 2].to_vec(),
        flipped,
        table,
    ];
    for garbage in cases {
        fs::write(file, &garbage).unwrap();
        assert_eq!(agrees(folder.path(), &[]), first);
        assert_eq!(agrees(folder.path(), &[]), first, "and it is mended");
    }
}

#[test]
fn a_cache_keeps_out_of_the_way() {
    let folder = policies();
    check(folder.path(), &["privacy-1.md"]);
    assert!(
        !folder.path().join(CACHE).exists(),
        "one file is linted faster"
    );
    check(folder.path(), &["--no-cache"]);
    assert!(!folder.path().join(CACHE).exists());
    write(folder.path(), "clauselint.toml", "cache = false\n");
    check(folder.path(), &[]);
    assert!(!folder.path().join(CACHE).exists());
    write(
        folder.path(),
        "clauselint.toml",
        "cache-dir = 'kept/here'\n",
    );
    check(folder.path(), &[]);
    let ignored = fs::read_to_string(folder.path().join("kept/here/.gitignore"));
    assert_eq!(ignored.unwrap(), "*\n");
    // A file stands where the folder should.
    write(
        folder.path(),
        "clauselint.toml",
        "cache-dir = 'privacy-1.md'\n",
    );
    let output = check(folder.path(), &[]);
    assert!(
        stderr(&output).contains("no results can be kept there"),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("missing-child-privacy-clause"));
}
