//! `check --fix` and `--diff` on files of every kind.

use std::path::{Path, PathBuf};

use crate::{clauselint, command, stderr, stdout, with_stdin};

/// A policy whose link can be fixed.
const POLICY: &str =
    "# Privacy policy\n\nSee [their privacy policy](http://ads.acme.org/privacy) — and café.";
const RULE: &str = "insecure-link";

fn written(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn fix(path: &Path) -> std::process::Output {
    clauselint(&["check", "--fix", "--select", RULE, path.to_str().unwrap()])
}

fn fixed(bytes: &[u8]) -> Vec<u8> {
    let (_folder, path) = written("policy.md", bytes);
    let output = fix(&path);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    std::fs::read(path).unwrap()
}

fn secure(text: &str) -> String {
    text.replace("http://", "https://")
}

#[test]
fn marks_line_ends_and_a_missing_last_one_are_kept() {
    let windows = format!("\u{FEFF}{}", POLICY.replace('\n', "\r\n"));
    assert_eq!(fixed(windows.as_bytes()), secure(&windows).as_bytes());
}

#[test]
fn other_encodings_are_kept() {
    let latin = |text: &str| -> Vec<u8> {
        let byte = |c: char| if c == '—' { 0x97 } else { c as u8 };
        text.chars().map(byte).collect()
    };
    assert_eq!(fixed(&latin(POLICY)), latin(&secure(POLICY)));
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let wide = |text: &str| -> Vec<u8> {
            let marked = format!("\u{FEFF}{text}");
            marked.encode_utf16().flat_map(unit).collect()
        };
        assert_eq!(fixed(&wide(POLICY)), wide(&secure(POLICY)));
    }
}

/// The house writes its name with a letter that Windows-1252 lacks.
#[test]
fn a_file_whose_encoding_lacks_a_character_stays_as_it_is() {
    let policy =
        b"# Privacy policy\n\nWe don\x92t share your data, says acme-ltd at the caf\xE9.\n";
    let (folder, path) = written("policy.md", policy);
    let house = folder.path().join("house");
    std::fs::create_dir(&house).unwrap();
    for (file, text) in [("pack.toml", PACK), ("house-name.toml", NAME)] {
        std::fs::write(house.join(file), text).unwrap();
    }
    let (pack, path_text) = (house.to_str().unwrap(), path.to_str().unwrap());
    let output = clauselint(&[
        "check",
        "--fix",
        "--pack",
        pack,
        "--select",
        "house-name",
        path_text,
    ]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(
        stderr(&output).contains(
            "not all could be fixed: \"Acme→Ltd\" cannot be written in the file's encoding"
        ),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("1 fixable with `--fix`."));
    assert_eq!(std::fs::read(&path).unwrap(), policy);
}

const PACK: &str = r#"
name = "house"
version = "1.0.0"
licence = "MIT"
engine = "0.1"
summary = "how the house writes"
"#;

const NAME: &str = r#"
id = "house-name"
summary = "a name that is written wrong"
severity = "note"
[check.spelling]
names = ["Acme→Ltd"]
message = "{words}"
"#;

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_fixed_with_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, path) = written("policy.md", POLICY.as_bytes());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.md");
    symlink(&path, &link).unwrap();
    assert_eq!(fix(&link).status.code(), Some(0));
    assert!(link.is_symlink());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), secure(POLICY));
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_file_of_two_names_is_written_once() {
    let (folder, path) = written("policy.md", POLICY.as_bytes());
    let link = folder.path().join("link.md");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let names = [link.to_str().unwrap(), path.to_str().unwrap()];
    let checked = |asked: &[&str]| {
        let asked = [&["check", "--select", RULE][..], asked, &names].concat();
        let output = clauselint(&asked);
        let note = format!("note: {} is the same file as {}\n", names[0], names[1]);
        assert!(stderr(&output).contains(&note), "{}", stderr(&output));
        output
    };
    let diff = checked(&["--diff"]);
    assert_eq!(stdout(&diff).matches("\n+++ ").count(), 1);
    assert_eq!(checked(&["--fix"]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), secure(POLICY));
    std::fs::write(&path, POLICY).unwrap();
    let suppressed = checked(&["--add-suppressions=they have no https"]);
    assert_eq!(suppressed.status.code(), Some(0));
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written.matches("clauselint-disable").count(), 1);
}

#[test]
fn a_read_only_file_is_told_of_and_the_others_are_fixed() {
    let (folder, path) = written("a-privacy.md", POLICY.as_bytes());
    let other = folder.path().join("b-privacy.md");
    std::fs::write(&other, POLICY).unwrap();
    let mut permissions = path.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let (one, two) = (path.to_str().unwrap(), other.to_str().unwrap());
    let output = clauselint(&["check", "--fix", "--select", RULE, one, two]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("a-privacy.md: cannot be written: the file is read-only"));
    assert!(stderr(&output).contains("fixed 1 finding in 1 file: insecure-link 1"));
    // It is reported as it is.
    assert!(stdout(&output).contains("1 note in 2 files."));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), POLICY);
    assert_eq!(std::fs::read_to_string(&other).unwrap(), secure(POLICY));
}

#[test]
fn standard_input_is_passed_on_fixed() {
    for (policy, passed) in [
        (POLICY, secure(POLICY)),
        (
            "# Privacy\n\nWe share your data.",
            "# Privacy\n\nWe share your data.".into(),
        ),
    ] {
        let output = with_stdin(
            &[
                "check",
                "--fix",
                "--select",
                RULE,
                "--stdin-filename",
                "policy.md",
                "-",
            ],
            policy.as_bytes(),
        );
        assert_eq!(stdout(&output), passed);
        assert!(stderr(&output).contains("No findings in 1 file."));
    }
}

#[test]
fn a_diff_changes_nothing_and_its_status_tells_of_changes() {
    let (_folder, path) = written("policy.md", POLICY.as_bytes());
    let path_text = path.to_str().unwrap();
    let diff = |options: &[&str]| {
        let arguments = ["check", "--diff", "--select", RULE, path_text];
        clauselint(&[&arguments, options].concat())
    };
    let output = diff(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with(&format!(
        "--- {path_text}\n+++ {path_text}\n@@ -1,3 +1,3 @@\n"
    )));
    assert!(stdout(&output).contains("\n\\ No newline at end of file\n"));
    assert_eq!(diff(&["--exit-zero"]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), POLICY);
    fix(&path);
    let output = diff(&[]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""));
    assert_eq!(stderr(&output), "clauselint: note: nothing to fix\n");
    let (_folder, path) = written("policy.md", POLICY.as_bytes());
    let path = path.to_str().unwrap();
    let select = "--select=missing-retention-period";
    let output = clauselint(&["check", "--diff", select, path]);
    assert_eq!(
        stderr(&output),
        "clauselint: note: nothing to fix; `--unsafe-fixes` would fix 1\n"
    );
    let output = clauselint(&["check", "--diff", "-q", select, path]);
    assert_eq!(stderr(&output), "");
    let both = command(&["check", "--diff", "--fix", path_text])
        .output()
        .unwrap();
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn what_is_suppressed_stays() {
    let policy = POLICY.replace(
        "See",
        "<!-- clauselint-disable-next-line insecure-link -- no https there -->\nSee",
    );
    assert_eq!(fixed(policy.as_bytes()), policy.as_bytes());
}

/// More than there are rounds, and one that its author wants as it is.
#[test]
fn all_links_are_mended_at_once_but_those_that_are_suppressed() {
    let link = |at: usize| {
        format!(
            "We share your address with Acme, see [page {at}](http://acme{at}.org/privacy).\n\n"
        )
    };
    let comment = "<!-- clauselint-disable-next-line insecure-link -- no https there -->\n";
    let links: String = (0..150).map(link).collect();
    let policy = format!("# Privacy policy\n\n{links}{comment}{}", link(150));
    let fixed = String::from_utf8(fixed(policy.as_bytes())).unwrap();
    assert_eq!(fixed.matches("(https://acme").count(), 150);
    assert!(
        fixed.ends_with(&(comment.to_owned() + &link(150))),
        "{fixed}"
    );
    // One finding, one fix, whatever the number.
    let (_folder, path) = written("policy.md", policy.as_bytes());
    let told = fix(&path);
    assert!(
        stderr(&told).contains("fixed 1 finding in 1 file"),
        "{}",
        stderr(&told)
    );
}

/// Programs that apply the edits of a report come to what `--fix` comes to.
#[test]
fn reports_tell_the_edits_that_are_made() {
    for (policy, rule) in [
        ("forgotten-forum.html", "insecure-link"),
        ("startup-landing.html", "missing-child-privacy-clause"),
        ("game-studio.txt", "missing-cookie-disclosure"),
        ("sparse-draft.md", "missing-user-rights"),
    ] {
        let source = std::fs::read(format!("corpus/{policy}")).unwrap();
        let (_folder, path) = written(policy, &source);
        let check = |options: &[&str]| {
            let arguments = ["check", "--select", rule, path.to_str().unwrap()];
            clauselint(&[&arguments, options].concat())
        };
        let report = check(&["--output-format", "json"]);
        let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
        let fixes = &report["files"][0]["diagnostics"][0]["fixes"];
        let mut told = source.clone();
        let offset = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
        for edit in fixes[0]["edits"].as_array().unwrap().iter().rev() {
            let (start, end) = (offset(&edit["span"]["start"]), offset(&edit["span"]["end"]));
            told.splice(start..end, edit["text"].as_str().unwrap().bytes());
        }
        check(&["--fix", "--unsafe-fixes"]);
        assert_ne!(told, source, "{policy}");
        let fixed = std::fs::read(&path).unwrap();
        assert_eq!(
            String::from_utf8(told),
            String::from_utf8(fixed),
            "{policy}"
        );
    }
}
