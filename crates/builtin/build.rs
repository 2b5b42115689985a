//! Compiles `rules/<pack>/*.toml` and the tables that they draw on into statics.

#[path = "build/law.rs"]
mod law;

use std::path::{Path, PathBuf};
use std::{env, fs};

use clauselint_form::{Bake, Manifest, RuleInfo};

/// Folders under `rules` that hold no rules.
const OTHER: [&str; 2] = ["law", "language"];

/// Where the rules' files stand on the web.
const RULES_URL: &str = "https://github.com/clauselint/clauselint/blob/main/rules";
/// The file of a pack itself.
const MANIFEST: &str = "pack.toml";

fn main() {
    let rules =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../rules");
    let mut code = String::from("pub(crate) static RULES: &[RuleInfo] = &[\n");
    let mut packs = String::from("\npub(crate) static PACKS: &[Manifest] = &[\n");
    for folder in entries(&rules).into_iter().filter(|path| path.is_dir()) {
        let pack = stem(&folder);
        if OTHER.contains(&pack.as_str()) {
            continue;
        }
        packs += &(baked(&manifest(&folder, &pack)) + ",\n");
        for file in entries(&folder) {
            if file.ends_with(MANIFEST) {
                continue;
            }
            let mut info: RuleInfo = read(&file);
            info.pack = pack.clone().into();
            info.url = format!("{RULES_URL}/{pack}/{}.toml", info.id).into();
            assert_eq!(
                stem(&file),
                info.id.as_str(),
                "{}: a rule's file bears its id",
                file.display()
            );
            code += &(baked(&info) + ",\n");
        }
    }
    code += "];\n";
    code += &(packs + "];\n");
    code += &law::tables(&entries(&rules.join("law")));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("rules.rs");
    fs::write(out, code).expect("the build folder is writable");
}

fn manifest(folder: &Path, pack: &str) -> Manifest {
    let manifest: Manifest = read(&folder.join(MANIFEST));
    let bears = "a pack's file bears its folder's name";
    assert_eq!(manifest.name, pack, "{}: {bears}", folder.display());
    manifest
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn read<T: for<'de> serde::Deserialize<'de>>(file: &Path) -> T {
    println!("cargo::rerun-if-changed={}", file.display());
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

/// A value as the Rust expression that makes it.
fn baked(value: &impl Bake) -> String {
    value.bake(&Default::default()).to_string()
}
