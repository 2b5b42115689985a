//! Files and folders that nobody meant.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::setting::{finder, settings, text, tree};

fn faults(folder: &Path) -> Vec<String> {
    let start = Instant::now();
    let faults = settings(folder, "x.md").err().unwrap_or_default();
    assert!(start.elapsed() < Duration::from_secs(20));
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn circles_end() {
    let folder = tree(&[
        ("clauselint.toml", "extends = 'a.toml'"),
        ("a.toml", "extends = ['b.toml', './clauselint.toml']"),
        ("b.toml", "extends = 'c/../a.toml'"),
    ]);
    assert_eq!(faults(folder.path()), ["the file extends itself"; 2]);
}

#[test]
fn a_thousand_files_in_a_row_are_too_many() {
    let folder = tree(&[("clauselint.toml", "extends = '0.toml'")]);
    for at in 0..1000 {
        let next = format!("extends = '{}.toml'", at + 1);
        std::fs::write(folder.path().join(format!("{at}.toml")), next).unwrap();
    }
    assert_eq!(
        faults(folder.path()),
        ["more than 16 files extend each other"]
    );
}

#[test]
fn a_thousand_files_beside_each_other_are_read_once_each() {
    let all: Vec<String> = (0..1000).map(|at| format!("'{at}.toml'")).collect();
    let all = format!("extends = [{}]", all.join(", "));
    let folder = tree(&[("clauselint.toml", &all)]);
    for at in 0..1000 {
        let text = format!(
            "extends = '{}.toml'\nextend-select = ['core']\n",
            (at / 16) * 16
        );
        let text = if at % 16 == 0 { "" } else { &text };
        std::fs::write(folder.path().join(format!("{at}.toml")), text).unwrap();
    }
    assert!(faults(folder.path()).is_empty());
    let config = finder(folder.path()).find(Path::new("x.md")).unwrap();
    assert_eq!(config.files().count(), 1001);
}

#[test]
fn files_that_multiply_are_read_once() {
    let folder = tree(&[("clauselint.toml", "extends = ['0.toml', './0.toml']")]);
    for at in 0..15 {
        let ways = (0..16).map(|way| format!("'{}{}.toml'", "./".repeat(way), at + 1));
        let extends = format!("extends = [{}]", ways.collect::<Vec<_>>().join(", "));
        let text = if at == 14 { String::new() } else { extends };
        std::fs::write(folder.path().join(format!("{at}.toml")), text).unwrap();
    }
    assert_eq!(faults(folder.path()), [""; 0]);
    let config = finder(folder.path()).find(Path::new("x.md")).unwrap();
    assert_eq!(config.files().count(), 16);
}

#[test]
fn a_megabyte_of_anything_ends() {
    let long = "a".repeat(1 << 20);
    let many = format!("[{}]", "'no-such-rule-at-all', ".repeat(40_000));
    let rules: String = (0..40_000).map(|at| format!("r{at} = 'off'\n")).collect();
    for text in [
        format!("select = ['{long}']"),
        format!("select = {many}"),
        format!("exclude = {many}"),
        format!("exclude = ['{long}']"),
        format!("exclude = ['{}']", "{a,".repeat(1 << 18)),
        format!("packs = ['{long}']"),
        format!("extends = '{long}'"),
        format!("policy.audience = {many}"),
        format!("policy.controller = {many}"),
        format!("policy.controller = '{long}'"),
        format!("required-version = '{long}'"),
        format!("plugins.memory = '{long}'"),
        format!("output-format = '{long}'"),
        format!("[rules]\n{rules}"),
        format!("{long} = 1"),
        "[[overrides]]\npaths = ['*']\n".repeat(10_000),
    ] {
        let folder = tree(&[("clauselint.toml", &text)]);
        for fault in faults(folder.path()) {
            assert!(fault.len() < 2 << 20);
        }
        if let Ok(settings) = settings(folder.path(), "x.md") {
            let start = Instant::now();
            let applied = settings.for_path(Path::new("x.md"));
            assert!(!settings.rows(&applied).is_empty());
            assert!(start.elapsed() < Duration::from_secs(20), "{}", &text[..40]);
        }
    }
}

#[test]
fn folders_of_that_name_are_no_configuration() {
    let folder = tree(&[
        ("clauselint.toml", "fail-on = 'never'"),
        ("a/clauselint.toml/x.md", ""),
        ("a/pyproject.toml/x.md", ""),
    ]);
    let config = finder(folder.path()).find(Path::new("a/y.md")).unwrap();
    assert!(text(config.path().unwrap()).ends_with("clauselint.toml"));
    assert_eq!(config.files().collect::<Vec<_>>(), ["clauselint.toml"]);
}

#[test]
fn marks_line_ends_and_other_encodings() {
    let folder = tree(&[(
        "clauselint.toml",
        "\u{feff}fail-on = 'never'\r\nselect = [\r\n'cor']\r\n",
    )]);
    let found = settings(folder.path(), "x.md").unwrap_err();
    assert_eq!(found[0].line_and_column(), (3, 1));
    let at = folder.path().join("clauselint.toml");
    std::fs::write(&at, b"fail-on = '\xff'").unwrap();
    assert_eq!(
        faults(folder.path()),
        ["clauselint.toml: is not UTF-8, from byte 11 on"]
    );
    std::fs::write(&at, b"\xff\xfef\0").unwrap();
    assert_eq!(faults(folder.path()).len(), 1);
    std::fs::write(&at, b"\0\0\0").unwrap();
    assert_eq!(faults(folder.path()).len(), 1);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_and_files_that_nobody_may_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tree(&[("x.md", "")]);
    let at = folder.path().join("clauselint.toml");
    symlink("nowhere.toml", &at).unwrap();
    let broken = faults(folder.path());
    assert!(
        broken[0].starts_with("clauselint.toml: is a link that leads nowhere"),
        "{broken:?}"
    );
    std::fs::remove_file(&at).unwrap();
    symlink("clauselint.toml", &at).unwrap();
    assert_eq!(faults(folder.path()).len(), 1, "a link to itself");
    std::fs::remove_file(&at).unwrap();
    std::fs::write(&at, "").unwrap();
    std::fs::set_permissions(&at, std::fs::Permissions::from_mode(0o0)).unwrap();
    // A superuser reads it all the same.
    if std::fs::read(&at).is_err() {
        let faults = faults(folder.path());
        assert!(
            faults[0].starts_with("clauselint.toml: cannot be read"),
            "{faults:?}"
        );
    }
}
