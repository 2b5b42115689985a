//! Compiles `rules/<pack>/*.toml` and the tables that they draw on into statics.

#[path = "build/law.rs"]
mod law;
#[path = "build/service.rs"]
mod service;

use std::path::{Path, PathBuf};
use std::{env, fs};

use clauselint_rule::{Check, Example, Missing, Owed, RuleInfo, Says};

/// Folders under `rules` that hold no rules.
const OTHER: [&str; 3] = ["law", "language", "service"];

fn main() {
    let rules =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../rules");
    let mut code = String::from("pub(crate) static RULES: &[RuleInfo] = &[\n");
    for folder in entries(&rules).into_iter().filter(|path| path.is_dir()) {
        let pack = stem(&folder);
        if OTHER.contains(&pack.as_str()) {
            continue;
        }
        for file in entries(&folder) {
            let info: RuleInfo = read(&file);
            assert_eq!(
                stem(&file),
                info.id.as_str(),
                "{}: a rule's file bears its id",
                file.display()
            );
            code += &rule(&info, &pack);
        }
    }
    code += "];\n";
    code += &law::tables(&entries(&rules.join("law")));
    code += &service::table(&rules.join("service/discontinued.toml"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("rules.rs");
    fs::write(out, code).expect("the build folder is writable");
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

fn rule(info: &RuleInfo, pack: &str) -> String {
    format!(
        "RuleInfo {{ id: RuleId::from_static({:?}), pack: Cow::Borrowed({pack:?}), group: {}, default: {}, summary: {}, severity: Severity::{:?}, topic: {}, since: {}, why: {}, help: {}, suggestion: {}, legal: {}, limits: {}, check: {}, passes: {}, fails: {} }},\n",
        info.id.as_str(),
        text(&info.group),
        info.default,
        text(&info.summary),
        info.severity,
        text(&info.topic),
        text(&info.since),
        text(info.why.trim()),
        text(info.help.trim()),
        text(info.suggestion.trim()),
        list(&info.legal),
        list(&info.limits),
        check(&info.check),
        examples(&info.passes),
        examples(&info.fails),
    )
}

fn check(check: &Check) -> String {
    match check {
        Check::Missing(check) => missing(check),
        Check::Says(check) => says(check),
        Check::Native => "Check::Native".into(),
    }
}

fn missing(missing: &Missing) -> String {
    let owed = match missing.owed {
        Owed::Always => "Always",
        Owed::IfCollecting => "IfCollecting",
    };
    format!(
        "Check::Missing(Missing {{ what: {}, verbatim: {}, owed: Owed::{owed}, when: {}, look: {}, message: {}, label: {} }})",
        list(&missing.what),
        list(&missing.verbatim),
        list(&missing.when),
        list(&missing.look),
        text(&missing.message),
        text(&missing.label)
    )
}

fn says(says: &Says) -> String {
    let unless = &says.unless;
    let beside = says.beside.as_ref().map_or("None".into(), |beside| {
        format!(
            "Some(Beside {{ what: {}, within: Within::{:?}, unless: {}, label: {} }})",
            list(&beside.what),
            beside.within,
            list(&beside.unless),
            text(&beside.label)
        )
    });
    format!(
        "Check::Says(Says {{ what: {}, about: {}, beside: {beside}, unless: Unless {{ sentence: {}, list: {}, near: {}, section: {}, policy: {} }}, denied: {}, once: {}, message: {}, label: {} }})",
        list(&says.what),
        list(&says.about),
        list(&unless.sentence),
        list(&unless.list),
        list(&unless.near),
        list(&unless.section),
        list(&unless.policy),
        says.denied,
        says.once,
        text(&says.message),
        text(&says.label)
    )
}

fn text(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

fn list(items: &[std::borrow::Cow<'_, str>]) -> String {
    let items: Vec<String> = items.iter().map(|item| text(item)).collect();
    format!("Cow::Borrowed(&[{}])", items.join(", "))
}

fn examples(examples: &[Example]) -> String {
    let shown = |example: &Example| {
        format!(
            "Example {{ text: {}, at: {}, note: {}, today: {} }}",
            text(&example.text),
            list(&example.at),
            text(&example.note),
            text(&example.today)
        )
    };
    let shown: Vec<String> = examples.iter().map(shown).collect();
    format!("Cow::Borrowed(&[{}])", shown.join(", "))
}
