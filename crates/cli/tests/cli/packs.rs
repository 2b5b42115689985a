//! What authors of packs are told.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{command, stderr, stdout};

const RULE: &str = "summary = 's'\nseverity = 'note'\n[words.x]\nany = ['AT&T', 'e-mail']\n\
                    [check.says]\nwhat = ['@x']\nmessage = 'm'\n";

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(arguments).current_dir(folder).output().unwrap()
}

fn pack() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["new-pack", "acme"]).status.success());
    folder
}

#[test]
fn stray_files_are_told() {
    let folder = pack();
    let acme = folder.path().join("acme");
    fs::create_dir_all(acme.join("sub")).unwrap();
    fs::create_dir_all(acme.join("module/src")).unwrap();
    for file in [
        "x.toml.txt",
        "Kept.TOML",
        "sub/y.toml",
        "README.md",
        "module/Cargo.toml",
    ] {
        write(&acme.join(file), "");
    }
    write(
        &folder.path().join("privacy.md"),
        "# Privacy policy\nWe collect your name.\n",
    );
    let told = "clauselint: note: acme/Kept.TOML is not read: its name does not end in `.toml`; to make a rule of it, call it `kept.toml`\n\
         clauselint: note: acme/sub/y.toml is not read: rules stand beside `pack.toml`, not in a folder; move it there\n\
         clauselint: note: acme/x.toml.txt is not read: its name does not end in `.toml`; to make a rule of it, call it `x.toml`\n";
    assert_eq!(stderr(&run(folder.path(), &["test", "acme"])), told);
    let check = run(
        folder.path(),
        &["check", "--pack=acme", "--select=acme", "privacy.md"],
    );
    assert_eq!(stderr(&check), told);
}

#[test]
fn rules_without_examples_are_not_called_tried() {
    let folder = pack();
    let acme = folder.path().join("acme");
    fs::remove_file(acme.join("click-here.toml")).unwrap();
    let last = |output: &Output| stdout(output).lines().last().unwrap().to_owned();
    let none = run(folder.path(), &["test", "acme"]);
    assert_eq!(
        last(&none),
        "there is no rule to try; `clauselint new-rule` writes one"
    );
    write(&acme.join("a.toml"), &format!("id = 'a'\n{RULE}"));
    let without = run(folder.path(), &["test", "acme"]);
    assert_eq!(
        last(&without),
        "no rule has an example, so nothing was tried"
    );
}

#[test]
fn what_no_rule_was_run_on_is_not_counted() {
    let folder = pack();
    let path = |file: &str| folder.path().join(file);
    write(
        &path("privacy.md"),
        "# Privacy policy\nWe collect your name. To delete it, click here.\n",
    );
    let german = "# Datenschutz\n".to_owned()
        + &"Wir erheben Ihre personenbezogenen Daten nur, soweit es nötig ist. ".repeat(9);
    write(&path("privacy-de.md"), &german);
    let both = run(
        folder.path(),
        &[
            "test",
            "acme",
            "--on",
            "privacy.md",
            "--on",
            "privacy-de.md",
        ],
    );
    assert!(
        stdout(&both).ends_with(
            "On 1 policy (1 more was not read: 1 not English):\n  click-here  in 1 (100 %), 1 finding\n"
        ),
        "{}",
        stdout(&both)
    );
    let none = run(folder.path(), &["test", "acme", "--on", "privacy-de.md"]);
    let told = "On no policy (1 more was not read: 1 not English): nothing was counted\n";
    assert!(stdout(&none).ends_with(told), "{}", stdout(&none));
}

#[test]
fn a_lock_tells_which_files_changed() {
    let folder = pack();
    let path = |file: &str| folder.path().join(file);
    write(&path("clauselint.toml"), "packs = ['acme']\n");
    write(
        &path("privacy.md"),
        "# Privacy policy\nWe collect your name.\n",
    );
    run(folder.path(), &["new-rule", "acme", "gone"]);
    assert!(run(folder.path(), &["lock"]).status.success());
    write(&path("acme/README.md"), "new");
    let old = fs::read_to_string(path("acme/click-here.toml")).unwrap();
    write(&path("acme/click-here.toml"), &format!("# changed\n{old}"));
    fs::remove_file(path("acme/gone.toml")).unwrap();
    let check = run(folder.path(), &["check", "privacy.md"]);
    let told = ": + README.md, ~ click-here.toml, - gone.toml; look at";
    assert!(stderr(&check).contains(told), "{}", stderr(&check));
    let lock = run(folder.path(), &["lock"]);
    let told = "\n    + README.md\n    ~ click-here.toml\n    - gone.toml\n";
    assert!(stdout(&lock).contains(told), "{}", stdout(&lock));
}

#[test]
fn what_cannot_be_made_is_told_plainly() {
    let folder = pack();
    let told = |arguments: &[&str]| stderr(&run(folder.path(), arguments)).to_owned();
    assert!(told(&["new-pack", "acme"]).contains("acme: is a pack already"));
    assert!(told(&["new-rule", "acme", "click-here"]).contains("is there already"));
    for name in ["core", "all", "vagueness", "stale-policy"] {
        assert!(told(&["new-pack", name]).contains("a name of clauselint's own"));
        assert!(!folder.path().join(name).exists());
        assert!(told(&["new-rule", "acme", name]).contains("a name of clauselint's own"));
    }
    assert!(told(&["new-rule", "acme", "acme"]).contains("choose another id"));
    write(&folder.path().join("a.zip"), "");
    assert!(told(&["new-rule", "a.zip", "b"]).contains("is an archive; unpack it"));
    assert!(told(&["explain", "click-here"]).contains("add `--pack`"));
    assert!(told(&["check", "--select", "acme"]).contains("add `--pack`"));
    let utf16: Vec<u8> = "id = 'b'"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(
        folder.path().join("acme/b.toml"),
        [&[0xFF, 0xFE], &*utf16].concat(),
    )
    .unwrap();
    assert!(told(&["test", "acme"]).contains("save it as UTF-8"));
}
