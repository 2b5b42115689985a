//! Packs in folders, and their hashes.

use std::fs;
use std::path::Path;

use crate::zipped::{Entry, zipped};
use clauselint_bundle::{Bundle, Limits};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        let parent = path.parent().expect("it has one");
        fs::create_dir_all(parent).expect("it is writable");
        fs::write(path, text).expect("it is writable");
    }
    folder
}

fn fault(folder: &Path) -> String {
    let error = Bundle::open(folder).expect_err("it is refused");
    error.fault.to_string()
}

#[test]
fn files_are_sorted_and_hidden_ones_left_out() {
    let folder = folder(&[
        ("rules/b.toml", "b"),
        ("rules/a.toml", "a"),
        ("pack.toml", "p"),
        ("rules-2/c.toml", "c"),
        (".git/config", "x"),
        ("rules/.swp", "x"),
        ("plugin/target/release/x", "x"),
    ]);
    let bundle = Bundle::open(folder.path()).expect("it opens");
    let files: Vec<(&str, &[u8])> = bundle.files().collect();
    let expected: [(&str, &[u8]); 4] = [
        ("pack.toml", b"p"),
        ("rules-2/c.toml", b"c"),
        ("rules/a.toml", b"a"),
        ("rules/b.toml", b"b"),
    ];
    assert_eq!(files, expected);
}

#[test]
fn text_that_is_none_tells_where() {
    let folder = folder(&[("a.toml", "")]);
    fs::write(folder.path().join("a.toml"), b"abc\xff").expect("it is writable");
    let bundle = Bundle::open(folder.path()).expect("it opens");
    let error = |path| bundle.text(path).expect_err("no text").fault.to_string();
    assert_eq!(
        error("a.toml"),
        "`a.toml` is no UTF-8 text, from byte 3 on; save it as UTF-8"
    );
    assert_eq!(error("b.toml"), "has no file `b.toml`");
}

#[test]
fn the_hash_tells_contents_and_nothing_else() {
    let hash = |files: &[(&str, &str)]| {
        let folder = folder(files);
        Bundle::open(folder.path()).expect("it opens").hash()
    };
    let files = [("pack.toml", "a\nb\n"), ("r/x.toml", "c")];
    let own = hash(&files);
    assert_eq!(own.len(), "sha256:".len() + 64);
    assert_eq!(
        own,
        hash(&[("pack.toml", "a\r\nb\r\n"), ("r/x.toml", "c"), (".x", "")])
    );
    assert_ne!(own, hash(&[("pack.toml", "a\nb\n"), ("r/y.toml", "c")]));
    assert_ne!(own, hash(&[("pack.toml", "a\nb"), ("r/x.toml", "\nc")]));
    assert_ne!(own, hash(&[("pack.toml", "a\rb\n"), ("r/x.toml", "c")]));
    let entries = |top: &str| {
        let names = files.map(|(path, text)| (format!("{top}{path}"), text));
        let entries = names
            .each_ref()
            .map(|(name, text)| Entry::new(name, text).deflated());
        let folder = folder(&[]);
        let path = folder.path().join("a.ZIP");
        fs::write(&path, zipped(&entries)).expect("it is writable");
        Bundle::open(path).expect("it opens").hash()
    };
    assert_eq!(own, entries(""));
    assert_eq!(own, entries("house-1.0/"));
}

#[test]
fn what_is_no_pack_is_told() {
    let folder = folder(&[("a.txt", "a"), (".hidden", "")]);
    assert!(fault(&folder.path().join("nothing")).starts_with("cannot be read"));
    let file = fault(&folder.path().join("a.txt"));
    assert_eq!(file, "is neither a folder nor a `.zip` archive");
    fs::remove_file(folder.path().join("a.txt")).expect("it is there");
    assert_eq!(fault(folder.path()), "holds no file");
}

#[test]
fn limits_hold_for_folders_too() {
    let folder = folder(&[("a/b/c", "12345"), ("d", "123")]);
    let open = |limits: &Limits| match Bundle::open_within(folder.path(), limits) {
        Ok(_) => String::new(),
        Err(error) => error.fault.to_string(),
    };
    let limits = Limits {
        files: 2,
        file: 5,
        all: 8,
        depth: 2,
    };
    assert_eq!(open(&limits), "");
    assert_eq!(
        open(&Limits { files: 1, ..limits }),
        "holds more than 1 files"
    );
    assert_eq!(
        open(&Limits { file: 4, ..limits }),
        "`a/b/c` has more than 4 bytes"
    );
    assert_eq!(
        open(&Limits { all: 7, ..limits }),
        "its files have more than 7 bytes together"
    );
    assert_eq!(
        open(&Limits { depth: 1, ..limits }),
        "`a/b/c` lies more than 1 folders deep"
    );
}

#[cfg(unix)]
#[test]
fn links_stay_within() {
    use std::os::unix::fs::symlink;

    let folder = folder(&[("house/a.toml", "a"), ("b.toml", "b"), ("house/r/x", "")]);
    let house = folder.path().join("house");
    let link = |target: &str| {
        let place = house.join("link.toml");
        let _ = fs::remove_file(&place);
        symlink(target, place).expect("a link");
    };
    link("a.toml");
    let bundle = Bundle::open(&house).expect("it opens");
    assert_eq!(bundle.get("link.toml"), Some(&b"a"[..]));
    for (target, where_to) in [
        ("../b.toml", "out of the pack"),
        ("/etc/passwd", "out of the pack"),
        ("..", "out of the pack"),
        ("r", "to something other than a file"),
        (".", "to something other than a file"),
        ("nowhere", "to nothing"),
        ("link.toml", "to nothing"),
    ] {
        link(target);
        let told = format!("`link.toml` is a link {where_to}; put the file itself there");
        assert_eq!(fault(&house), told, "{target}");
    }
}
