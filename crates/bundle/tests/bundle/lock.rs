//! The lock file.

use std::fs;
use std::path::PathBuf;

use clauselint_bundle::{Lock, LockError, Locked};
use tempfile::TempDir;

fn pack(name: &str, hash: &str) -> Locked {
    Locked {
        name: name.into(),
        path: format!("packs/{name}"),
        version: "1.0.0".into(),
        hash: format!("sha256:{hash}"),
        files: std::collections::BTreeMap::new(),
    }
}

fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("clauselint.lock");
    fs::write(&path, text).expect("it is writable");
    (folder, path)
}

#[test]
fn what_is_written_is_read() {
    let (folder, path) = file("something old");
    let lock = Lock::new(vec![pack("b", "2"), pack("a \"quoted\"", "1")]);
    lock.write(&path).expect("it is writable");
    assert_eq!(Lock::read(&path).expect("it is a lock"), Some(lock));
    let left = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 1, "nothing is left beside it");
    let text = fs::read_to_string(&path).expect("it is there");
    let expected = r#"# The packs that clauselint runs here, each with a hash of all that is in it, so
# that none changes unseen. Written by `clauselint lock`; commit it, do not edit it.

version = 1

[[pack]]
name = 'a "quoted"'
path = 'packs/a "quoted"'
version = "1.0.0"
hash = "sha256:1"

[[pack]]
name = "b"
path = "packs/b"
version = "1.0.0"
hash = "sha256:2"
"#;
    assert_eq!(text, expected);
}

#[test]
fn no_file_is_no_lock_and_an_empty_lock_is_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("clauselint.lock");
    assert_eq!(Lock::read(&path).expect("nothing is wrong"), None);
    Lock::new(Vec::new()).write(&path).expect("it is writable");
    let lock = Lock::read(&path).expect("it is a lock");
    assert_eq!(lock, Some(Lock::new(Vec::new())));
}

#[test]
fn differences_are_told_by_name() {
    let mut moved = pack("moved", "3");
    moved.path = "elsewhere".into();
    let mut newer = pack("newer", "9");
    newer.version = "1.1.0".into();
    let lock = Lock::new(vec![
        pack("same", "1"),
        pack("changed", "2"),
        pack("moved", "3"),
        pack("gone", "4"),
        pack("newer", "5"),
    ]);
    let now = [
        pack("same", "1"),
        pack("changed", "x"),
        moved,
        newer,
        pack("added", "6"),
    ];
    let faults: Vec<String> = lock.compare(&now).iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "pack `added` is not locked; look at what is in it, then run `clauselint lock`",
            "pack `changed` has changed since it was locked, and its version is still 1.0.0; \
             look at what changed, then run `clauselint lock`",
            "pack `gone` is locked and no longer configured; run `clauselint lock`",
            "pack `moved` is locked at `packs/moved` and stands at `elsewhere`; run `clauselint lock`",
            "pack `newer` has changed since it was locked, from version 1.0.0 to 1.1.0; \
             look at what changed, then run `clauselint lock`",
        ]
    );
}

#[test]
fn a_later_version_is_told() {
    let (_folder, path) = file("version = 2\nwhat = \"else\"\n");
    let error = Lock::read(&path).expect_err("it is refused");
    assert!(
        matches!(error, LockError::Newer { version: 2, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("update clauselint"));
}

#[test]
fn garbage_is_told_with_its_places() {
    let locked = "version = 1\n[[pack]]\nname = \"a\"\npath = \"\"\nversion = \"\"\nhash = \"\"\n";
    let twice = format!("{locked}{}", &locked["version = 1\n".len()..]);
    for (text, line, message) in [
        (
            "<<<<<<< HEAD\nversion = 1\n",
            1,
            "a character that a key cannot hold",
        ),
        ("", 1, "the key `version` is missing"),
        ("version = 0", 1, "there is no such version"),
        (
            "version = 1\n[[pack]]\nnaem = 1",
            2,
            "the key `path` is missing",
        ),
        (&twice, 8, "the pack is there twice"),
    ] {
        let (_folder, path) = file(text);
        let Err(LockError::Form { faults, .. }) = Lock::read(&path) else {
            panic!("{text} is taken for a lock");
        };
        let first = (faults[0].line_and_column().0, faults[0].to_string());
        assert_eq!(first, (line, message.to_owned()), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn others_may_read_it() {
    use std::os::unix::fs::PermissionsExt;

    let (_folder, path) = file("");
    Lock::new(vec![pack("a", "1")])
        .write(&path)
        .expect("it is writable");
    let mode = fs::metadata(&path)
        .expect("it is there")
        .permissions()
        .mode();
    assert_ne!(mode & 0o044, 0, "{mode:o}");
}
