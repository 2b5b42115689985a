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

/// The word that a name begins with and the one that must stand behind it,
/// where only a word can; the first is empty where the name begins with none.
fn first_words(sought: &str) -> (String, Option<String>) {
    let word = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_alphabetic());
        text[..end.unwrap_or(text.len())].to_owned()
    };
    let first = word(sought);
    let second = sought[first.len()..].strip_prefix(' ').map(word);
    (first, second.filter(|second| !second.is_empty()))
}

fn code(names: &[(String, bool)]) -> String {
    let mut words: BTreeMap<String, Option<BTreeSet<String>>> = BTreeMap::new();
    for (name, _) in names {
        let (first, second) = first_words(&sought(name));
        let seconds = words.entry(first).or_insert_with(|| Some(BTreeSet::new()));
        match (second, seconds) {
            (Some(second), Some(seconds)) => _ = seconds.insert(second),
            (None, seconds) => *seconds = None,
            _ => {}
        }
    }
    words.remove("");
    let words: Vec<String> = words
        .iter()
        .map(|(first, seconds)| {
            let seconds = seconds.as_ref().filter(|seconds| !seconds.is_empty());
            let seconds = seconds.map(|seconds| seconds.iter().cloned().collect::<Vec<_>>());
            match seconds {
                Some(seconds) => format!("({first:?}, Some(phrases!{seconds:?}))"),
                None => format!("({first:?}, None)"),
            }
        })
        .collect();
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
        "/// Names of laws and schemes, in order.\npub(super) static LAWS: &[Law] = &[{laws}];\n\n/// The words that names begin with, in lower case, and behind which words alone.\npub(super) const FIRST_WORDS: &[(&str, Option<&Phrases>)] = &[{}];\n",
        words.join(", ")
    )
}
