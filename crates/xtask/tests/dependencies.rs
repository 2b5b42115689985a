//! What clauselint is built from: nothing that speaks with anybody, licences that
//! let anybody use it, sources that anybody can look at, no unsafe code. The lists
//! are those of `deny.toml`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, ParseMode};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn table(path: &str) -> toml::Table {
    let text = fs::read_to_string(root().join(path)).unwrap();
    text.parse().unwrap()
}

fn names(table: &toml::Table, keys: [&str; 2]) -> Vec<String> {
    let list = table[keys[0]][keys[1]].as_array().unwrap().iter();
    let name = |item: &toml::Value| {
        item.get("crate")
            .unwrap_or(item)
            .as_str()
            .unwrap()
            .to_owned()
    };
    list.map(name).collect()
}

/// What Cargo answers, with what was fetched for this build; none where that is
/// not all there is to fetch.
fn cargo(arguments: &[&str]) -> Option<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).args(["--offline", "--locked"]);
    let output = cargo.current_dir(root()).output().unwrap();
    if !output.status.success() {
        eprintln!("skipped: {}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The platform that this is built on, whose packages are there.
fn host() -> String {
    let output = Command::new(env!("CARGO")).arg("-vV").output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

#[test]
fn nothing_in_the_lock_speaks_with_a_network() {
    let banned = names(&table("deny.toml"), ["bans", "deny"]);
    assert!(banned.contains(&"reqwest".to_owned()));
    let lock = table("Cargo.lock");
    let packages = lock["package"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let name = package["name"].as_str().unwrap();
        assert!(!banned.iter().any(|banned| banned == name), "{name}");
        let source = package.get("source").map(|source| source.as_str().unwrap());
        let known = "registry+https://github.com/rust-lang/crates.io-index";
        assert!(
            source.is_none_or(|source| source == known),
            "{name}: {source:?}"
        );
    }
}

/// mio tells notify of changes of files; with `net` it could do more.
#[test]
fn no_feature_of_the_default_build_opens_a_socket() {
    let tree = [
        "tree",
        "--package=clauselint",
        "--edges=normal",
        "--prefix=none",
        "--format={p} {f}",
    ];
    let Some(tree) = cargo(&tree) else { return };
    assert!(tree.lines().any(|line| line.starts_with("mio ")), "{tree}");
    for line in tree.lines() {
        let mut words = line
            .split_whitespace()
            .filter(|word| !word.starts_with('('));
        let (name, _, features) = (words.next(), words.next(), words.next());
        let mut features = features.unwrap_or_default().split(',');
        let opens = |feature| ["net", "Win32_Networking_WinSock"].contains(&feature);
        assert!(!features.any(opens), "{name:?}: {line}");
    }
}

#[test]
fn licences_are_on_the_list() {
    let allowed = names(&table("deny.toml"), ["licenses", "allow"]);
    let host = format!("--filter-platform={}", host());
    let Some(metadata) = cargo(&["metadata", "--format-version=1", &host]) else {
        return;
    };
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str();
        let licence = licence.unwrap_or_else(|| panic!("{name} tells no licence"));
        let parsed = Expression::parse_mode(licence, ParseMode::LAX).unwrap();
        let fits = parsed.evaluate(|asked| {
            let id = asked.license.id();
            id.is_some_and(|id| allowed.iter().any(|allowed| allowed == id.name))
        });
        assert!(fits, "{name}: {licence}");
    }
}

#[test]
fn unsafe_code_is_forbidden_in_every_crate_but_the_guests() {
    let workspace = table("Cargo.toml");
    let lints = &workspace["workspace"]["lints"]["rust"];
    assert_eq!(lints["unsafe_code"].as_str(), Some("forbid"));
    let folders = fs::read_dir(root().join("crates")).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("Cargo.toml").exists());
    assert!(folders.len() > 20);
    let manifests = folders.iter().map(|folder| folder.join("Cargo.toml"));
    for path in manifests.chain([root().join("Cargo.toml")]) {
        let manifest: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        let lints = &manifest["lints"];
        let inherits = lints.get("workspace").and_then(toml::Value::as_bool) == Some(true);
        // Plugins talk to their host by imported functions; clauselint holds none of it.
        let is_guest = path.ends_with("plugin/Cargo.toml")
            && lints["rust"]["unsafe_code"].as_str() == Some("deny");
        assert!(inherits || is_guest, "{}", path.display());
    }
}
