//! Compiles the word lists of `rules/language/en` into static tables, so that
//! starting up parses nothing.

#[path = "build/statements.rs"]
mod statements;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clauselint_lexicon::{Compiler, Inflection, Source};
use serde::Deserialize;
use statements::Statements;

/// Concepts that the grammar of the syntax crate finds, or links, or the shape
/// of a name.
const GIVEN: [&str; 19] = [
    "date",
    "duration",
    "event",
    "age",
    "email",
    "phone",
    "address",
    "url",
    "law",
    "reference",
    "term",
    "placeholder",
    "name",
    "link",
    "mail-link",
    "contact-link",
    "local-link",
    "year",
    "defined-we",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    under: Vec<String>,
    #[serde(default)]
    alone: Vec<String>,
    #[serde(default)]
    brief: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    opens: Vec<String>,
    #[serde(default)]
    leads: Vec<String>,
    #[serde(default)]
    heading: Vec<String>,
    #[serde(default)]
    title: Vec<String>,
    #[serde(default)]
    yields: Vec<String>,
    called: String,
}

/// What the table of topics says of one, its concepts aside.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct TopicRow {
    name: String,
    called: String,
    leads: bool,
    yields: Vec<String>,
}

fn main() {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("../../rules/language/en");
    println!("cargo::rerun-if-changed={}", folder.display());
    let inflection: Inflection = read(&folder.join("inflection.toml"));
    let mut compiler = Compiler::new(inflection.clone());
    for name in GIVEN {
        compiler.declare(name);
    }
    for file in files(&folder.join("words")) {
        for (name, source) in read::<BTreeMap<String, Source>>(&file) {
            compiler.add(&name, &source);
        }
    }
    let mut topics = Vec::new();
    for file in files(&folder.join("topics")) {
        for (name, topic) in read::<BTreeMap<String, Topic>>(&file) {
            topics.push(TopicRow {
                name: name.clone(),
                called: topic.called,
                leads: !topic.leads.is_empty(),
                yields: topic.yields,
            });
            for (part, any) in [
                ("says", topic.any),
                ("under", topic.under),
                ("alone", topic.alone),
                ("brief", topic.brief),
                ("unless", topic.unless),
                ("opens", topic.opens),
                ("leads", topic.leads),
                ("heading", topic.heading),
                ("title", topic.title),
            ] {
                let source = Source {
                    any,
                    ..Source::default()
                };
                compiler.add(&format!("{part}.{name}"), &source);
            }
        }
    }
    topics.sort();
    let statements = Statements::read(&folder.join("statements"), &inflection, &mut compiler);
    let lexicon = match compiler.compile() {
        Ok(lexicon) => lexicon,
        Err(errors) => {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            panic!("rules/language/en: {}", errors.join("\n"))
        }
    };
    let code = lexicon.to_rust() + &topic_table(&topics) + &statements.tables(&lexicon);
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("lexicon.rs");
    fs::write(out, code).expect("the build folder is writable");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

pub(crate) fn read<T: for<'de> Deserialize<'de>>(file: &Path) -> T {
    println!("cargo::rerun-if-changed={}", file.display());
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn topic_table(topics: &[TopicRow]) -> String {
    let mut code = String::from(
        "\n/// The topics by name, each with its concepts.\npub(crate) static TOPICS: &[crate::topic::Cues] = &[\n",
    );
    for topic in topics {
        let constant = topic.name.replace('-', "_").to_uppercase();
        code += &format!(
            "    crate::topic::Cues {{ name: {:?}, called: {:?}",
            topic.name, topic.called
        );
        for part in [
            "says", "under", "alone", "brief", "unless", "opens", "heading", "title",
        ] {
            let prefix = part.to_uppercase();
            code += &format!(", {part}: concept::{prefix}_{constant}");
        }
        code += &format!(
            ", leads: {}",
            if topic.leads {
                format!("Some(concept::LEADS_{constant})")
            } else {
                "None".to_owned()
            }
        );
        code += &format!(
            ", yields: crate::TopicSet({:#x}) }},\n",
            places(&topic.yields, topics)
        );
    }
    code + "];\n"
}

/// A set of topics, a bit for each by its place in the table.
fn places(names: &[String], topics: &[TopicRow]) -> u64 {
    let place = |name: &String| topics.iter().position(|topic| &topic.name == name);
    let bit = |name: &String| 1_u64 << place(name).unwrap_or_else(|| panic!("no topic {name:?}"));
    names.iter().map(bit).sum()
}
