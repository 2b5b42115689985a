//! `docs/guide-packs.md`, done step by step as a reader does it.
//!
//! `GUIDE=overwrite cargo test` writes its outputs anew. What stands behind a
//! code block's language: a file that is written whole, `+` one that it is
//! added to, `~` one in which it replaces the first line of the same key; a
//! path under `examples/` is one that the block is quoted from.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::TODAY;

const GUIDE: &str = "docs/guide-packs.md";

/// Runs the commands of a block, and tells what it ought to show.
fn ran(block: &[&str], folder: &Path) -> Vec<String> {
    let mut shown = Vec::new();
    for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
        let arguments: Vec<&str> = command.split(' ').collect();
        assert_eq!(arguments[0], "clauselint", "{command}");
        let output = Command::new(env!("CARGO_BIN_EXE_clauselint"))
            .args(&arguments[1..])
            .current_dir(folder)
            .env("CLAUSELINT_TODAY", TODAY)
            .env("NO_COLOR", "1")
            .env_remove("CLAUSELINT_OUTPUT_FORMAT")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        shown.push(format!("$ {command}"));
        match output.status.code() {
            Some(0) => {}
            code => shown.push(format!("? {}", code.unwrap())),
        }
        for bytes in [output.stdout, output.stderr] {
            let text = String::from_utf8(bytes).unwrap();
            shown.extend(
                text.trim_end()
                    .lines()
                    .map(|line| line.trim_end().to_owned()),
            );
        }
    }
    shown
}

/// Does to a file what a block asks for.
fn edit(path: &Path, how: &str, block: &[&str]) {
    let text = block.join("\n") + "\n";
    if how.is_empty() {
        fs::write(path, text).unwrap();
        return;
    }
    let old = fs::read_to_string(path).unwrap();
    if how == "+" {
        fs::write(path, old + &text).unwrap();
        return;
    }
    let key = text.split_once(" = ").unwrap().0;
    let line = old
        .lines()
        .find(|line| line.starts_with(&format!("{key} = ")));
    fs::write(path, old.replacen(line.unwrap(), text.trim_end(), 1)).unwrap();
}

#[test]
fn the_guide_is_what_a_reader_sees() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join(GUIDE)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut page: Vec<String> = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        page.push(line.to_owned());
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let mut parts = info.split(' ').skip(1);
        let (file, how) = (parts.next(), parts.next().unwrap_or_default());
        match file {
            _ if info == "console" => page.extend(ran(&block, folder.path())),
            file => {
                page.extend(block.iter().map(|line| (*line).to_owned()));
                match file {
                    Some(file) if file.starts_with("examples/") => {
                        let whole = fs::read_to_string(root.join(file)).unwrap();
                        assert!(whole.contains(&block.join("\n")), "{file}: {block:?}");
                    }
                    Some(file) => edit(&folder.path().join(file), how, &block),
                    None => {}
                }
            }
        }
        page.push("```".to_owned());
    }
    let page = page.join("\n") + "\n";
    if std::env::var("GUIDE").is_ok_and(|what| what == "overwrite") {
        fs::write(root.join(GUIDE), page).unwrap();
    } else {
        assert_same(&page, &guide);
    }
}

/// The first line that differs tells more than both pages.
fn assert_same(is: &str, ought: &str) {
    for (at, (is, ought)) in is.lines().zip(ought.lines()).enumerate() {
        assert_eq!(is, ought, "line {} of {GUIDE}", at + 1);
    }
    assert_eq!(is, ought);
}

/// Hooks and actions are pinned to the release that the page is of.
#[test]
fn examples_name_the_release_of_the_crate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["docs/ci.md", "docs/install.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let words = text.split(|c: char| c.is_whitespace() || "`@,".contains(c));
        let is_release = |word: &&str| {
            let digits = word.strip_prefix('v').unwrap_or_default();
            digits.starts_with(|c: char| c.is_ascii_digit()) && digits.contains('.')
        };
        let releases: Vec<&str> = words.filter(is_release).collect();
        assert!(!releases.is_empty(), "{page}");
        for release in releases {
            assert_eq!(release, concat!("v", env!("CARGO_PKG_VERSION")), "{page}");
        }
    }
}
