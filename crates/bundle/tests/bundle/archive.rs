//! Packs in archives, also such as nobody should send.

use std::fs;
use std::path::PathBuf;

use crate::zipped::{Entry, zipped};
use clauselint_bundle::{Bundle, BundleFault, Limits};
use tempfile::TempDir;

fn written(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pack.zip");
    fs::write(&path, bytes).expect("it is writable");
    (folder, path)
}

fn open(entries: &[Entry<'_>]) -> Result<Bundle, BundleFault> {
    let (_folder, path) = written(&zipped(entries));
    Bundle::open(path).map_err(|error| error.fault)
}

fn paths(entries: &[Entry<'_>]) -> Vec<String> {
    let bundle = open(entries).expect("it opens");
    bundle.files().map(|(path, _)| path.to_owned()).collect()
}

fn fault(entries: &[Entry<'_>]) -> String {
    open(entries).expect_err("it is refused").to_string()
}

#[test]
fn a_pack_stands_at_the_top_or_in_one_folder() {
    let at_top = [
        Entry::new("rules/a.toml", "a"),
        Entry::new("pack.toml", "p"),
    ];
    assert_eq!(paths(&at_top), ["pack.toml", "rules/a.toml"]);
    let below = [
        Entry::new("house/", ""),
        Entry::new("house/pack.toml", "p"),
        Entry::new("./house//rules/a.toml", "a"),
        Entry::new("__MACOSX/house/._pack.toml", "x"),
        Entry::new(".DS_Store", "x"),
    ];
    assert_eq!(paths(&below), ["pack.toml", "rules/a.toml"]);
    let two = [Entry::new("a/pack.toml", ""), Entry::new("b/x.toml", "")];
    assert_eq!(paths(&two), ["a/pack.toml", "b/x.toml"]);
    let no_manifest = [Entry::new("rules/a.toml", "")];
    assert_eq!(paths(&no_manifest), ["rules/a.toml"]);
}

#[test]
fn deflated_files_are_read() {
    let text = "one line\n".repeat(1000);
    let bundle = open(&[Entry::new("a.txt", &text).deflated()]).expect("it opens");
    assert_eq!(bundle.text("a.txt").ok(), Some(&*text));
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for (name, reason) in [
        ("../a", "`..` leads out"),
        ("a/../../b", "`..` leads out"),
        (".hidden/../../b", "`..` leads out"),
        ("/etc/passwd", "is absolute"),
        ("C:/a", "a colon"),
        ("C:a", "a colon"),
        ("a\\b", "a backslash"),
        ("..\\a", "a backslash"),
        ("a\0b", "a control character"),
        ("a\nb", "a control character"),
    ] {
        let fault = fault(&[Entry::new("pack.toml", ""), Entry::new(name, "x")]);
        assert!(fault.contains(reason), "{name:?}: {fault}");
    }
    let deep = "a/".repeat(40) + "b";
    assert!(fault(&[Entry::new(&deep, "")]).contains("more than 16 folders deep"));
    let raw = Entry {
        name: b"a\xff",
        ..Entry::new("", "")
    };
    assert!(fault(&[raw]).contains("no UTF-8"));
}

#[test]
fn one_name_twice_is_refused() {
    let twice = fault(&[Entry::new("a.toml", "1"), Entry::new("a.toml", "2")]);
    assert!(twice.contains("two of its files have one name"), "{twice}");
    let capitals = fault(&[Entry::new("R/a.toml", "1"), Entry::new("r/A.toml", "2")]);
    assert!(capitals.contains("`R/a.toml` and `r/A.toml`"), "{capitals}");
}

#[test]
fn what_is_no_plain_file_is_refused() {
    let link = Entry {
        mode: 0o120_777,
        ..Entry::new("a", "/etc/passwd")
    };
    assert_eq!(
        fault(&[link]),
        "`a` is a link in an archive; put the file itself there"
    );
    let encrypted = Entry {
        flags: 1,
        ..Entry::new("a", "x")
    };
    assert_eq!(
        fault(&[encrypted]),
        "`a` is encrypted; pack it without a password"
    );
    let bzip2 = Entry {
        method: 12,
        ..Entry::new("a", "x")
    };
    let fault = fault(&[bzip2]);
    assert!(fault.contains("`a` is compressed by"), "{fault}");
}

#[test]
fn a_bomb_ends_at_the_limits() {
    let limits = Limits {
        files: 3,
        file: 1000,
        all: 2500,
        depth: 4,
    };
    let open = |entries: &[Entry<'_>]| {
        let (_folder, path) = written(&zipped(entries));
        let error = Bundle::open_within(path, &limits).expect_err("it is refused");
        error.fault.to_string()
    };
    let large = "a".repeat(1_000_000);
    let bomb = Entry::new("a", &large).deflated();
    assert_eq!(open(&[bomb]), "`a` has more than 1000 bytes");
    // Headers that lie about it change nothing.
    let lie = Entry {
        size: Some(10),
        ..Entry::new("a", &large).deflated()
    };
    assert!(!open(&[lie]).is_empty());
    let medium = "a".repeat(900);
    let several = ["a", "b", "c"].map(|name| Entry::new(name, &medium).deflated());
    assert_eq!(open(&several), "its files have more than 2 KiB together");
    let many = ["a", "b", "c", "d"].map(|name| Entry::new(name, ""));
    assert_eq!(open(&many), "holds more than 3 files");
}

#[test]
fn damage_is_told() {
    for bytes in [&b""[..], b"PK", b"no archive at all", &[0; 5000]] {
        let (_folder, path) = written(bytes);
        let error = Bundle::open(path).expect_err("it is refused").to_string();
        assert!(error.contains("pack.zip: is no `.zip` archive"), "{error}");
    }
    let whole = zipped(&[Entry::new("pack.toml", &"text ".repeat(50)).deflated()]);
    for end in (0..whole.len()).step_by(3) {
        let (_folder, path) = written(&whole[..end]);
        assert!(Bundle::open(path).is_err(), "cut at {end}");
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        let (_folder, path) = written(&bytes);
        // Any answer will do, as long as there is one.
        let _ = Bundle::open(path);
    }
    assert!(fault(&[Entry::new("folder/", "")]).contains("holds no file"));
}
