//! Names of laws from `rules/law/*.toml`, as the grammar looks them up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    instrument: BTreeMap<String, Instrument>,
}

#[derive(Deserialize)]
struct Instrument {
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
}

fn main() {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("../../rules/law");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let files: Vec<File> = entries.flatten().map(|entry| read(&entry.path())).collect();
    let instruments = || files.iter().flat_map(|file| file.instrument.values());
    let names = instruments().flat_map(|instrument| &instrument.names);
    let exact = instruments().flat_map(|instrument| &instrument.exact);
    let mut names: Vec<(String, bool)> = names
        .map(|name| (name.replace('.', ""), false))
        .chain(exact.map(|name| (name.clone(), true)))
        .collect();
    names.sort_by_cached_key(|(name, _)| sought(name));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("laws.rs");
    fs::write(out, code(&names)).expect("the build folder is writable");
}

fn read(path: &Path) -> File {
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A name as it is looked for: a hyphen is as good as a space.
fn sought(name: &str) -> String {
    assert!(name.is_ascii(), "{name}: the grammar compares bytes");
    name.to_ascii_lowercase().replace('-', " ")
}

fn code(names: &[(String, bool)]) -> String {
    let first = |name: &str| {
        let word = name.split(|c: char| !c.is_ascii_alphabetic()).next();
        word.unwrap_or_default().to_lowercase()
    };
    let words: BTreeSet<String> = names
        .iter()
        .map(|(name, _)| first(name))
        .filter(|word| !word.is_empty())
        .collect();
    let words: Vec<&String> = words.iter().collect();
    let mut laws = String::new();
    let mut last = String::new();
    for (name, exact) in names {
        let sought = sought(name);
        let pairs = last.bytes().zip(sought.bytes());
        let shared = pairs.take_while(|(a, b)| a == b).count();
        let exact = exact.then_some(name);
        laws += &format!("Law {{ name: {sought:?}, exact: {exact:?}, shared: {shared} }}, ");
        last = sought;
    }
    format!(
        "/// Names of laws and schemes, in order.\npub(super) static LAWS: &[Law] = &[{laws}];\n\n/// The words that names begin with, in lower case.\npub(super) const FIRST_WORDS: &[&str] = &{words:?};\n"
    )
}
