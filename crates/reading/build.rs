//! Compiles the word lists of `rules/language/en` into static tables, so that
//! starting up parses nothing.

#[path = "build/listed.rs"]
mod listed;
#[path = "build/statements.rs"]
mod statements;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clauselint_lexicon::{Compiler, Inflection, Lexicon, Source};
use listed::Listed;
use serde::Deserialize;
use statements::Statements;

/// Concepts that the grammar of the syntax crate finds, or links, or the shape
/// of a name, each with what it is.
const GIVEN: [(&str, &str); 19] = [
    ("date", "a day, or a month or year that is told as one"),
    ("duration", "a length of time: \"two years\""),
    ("event", "what ends a time: \"until you delete it\""),
    ("age", "an age: \"under 13\""),
    ("email", "an e-mail address"),
    ("phone", "a telephone number"),
    ("address", "a postal address"),
    ("url", "an address of the web, written out"),
    (
        "law",
        "a law or scheme, by a name of `rules/law` or a citation",
    ),
    ("reference", "a reference to a section: \"see section 4\""),
    ("term", "a term where it is defined: (\"Services\")"),
    (
        "placeholder",
        "what a template left to fill in: \"[Company Name]\"",
    ),
    ("name", "capitalised words that no list knows"),
    ("link", "a link"),
    ("mail-link", "a link to an e-mail address"),
    ("contact-link", "a link to a page or form for messages"),
    ("local-link", "a link within the page"),
    ("year", "a year alone"),
    ("defined-we", "where the policy says who \"we\" is"),
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

/// The parts of a topic, each a concept.
const PARTS: [&str; 9] = [
    "says", "under", "alone", "brief", "unless", "opens", "leads", "heading", "title",
];

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
    let mut lists = Listed::default();
    for (name, about) in GIVEN {
        compiler.declare(name);
        lists.add_given(name, about);
    }
    for file in files(&folder.join("words")) {
        lists.add_file(&file);
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
            let phrases = [
                topic.any,
                topic.under,
                topic.alone,
                topic.brief,
                topic.unless,
                topic.opens,
                topic.leads,
                topic.heading,
                topic.title,
            ];
            for (part, any) in PARTS.into_iter().zip(phrases) {
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
    let listed = [
        ("WORDS", "Word lists", lists),
        (
            "TOPICS",
            "Topics",
            Listed::of_files(&files(&folder.join("topics"))).without_words(),
        ),
        (
            "ACTS",
            "Acts",
            Listed::of_files(&[folder.join("statements/acts.toml")]),
        ),
        (
            "DATA",
            "Kinds of data",
            Listed::of_files(&[folder.join("statements/data.toml")]),
        ),
    ];
    let code = lexicon.to_rust()
        + &topic_table(&topics)
        + &cue_table(&topics, &lexicon)
        + &statements.tables(&lexicon)
        + &listed::module(listed);
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
        code += &format!(
            "    crate::topic::Cues {{ name: {:?}, called: {:?}",
            topic.name, topic.called
        );
        code += &format!(
            ", yields: TopicSet({:#x}) }},\n",
            places(&topic.yields, topics)
        );
    }
    let led = topics.iter().filter(|topic| topic.leads);
    let led: Vec<String> = led.map(|topic| topic.name.clone()).collect();
    code += &format!(
        "];\n/// The topics whose lists are led by words of their own.\npub(crate) static LED_BY_WORDS: TopicSet = TopicSet({:#x});\n",
        places(&led, topics)
    );
    code
}

/// What each concept tells of a topic, if anything.
fn cue_table(topics: &[TopicRow], lexicon: &Lexicon) -> String {
    let cue = |name: &str| {
        let (part, topic) = name.split_once('.')?;
        let part = PARTS.contains(&part).then(|| capital(part))?;
        let topic = topics.iter().position(|row| row.name == topic)?;
        Some(format!("Some((Part::{part}, Topic({topic})))"))
    };
    let cues = lexicon.names.iter().map(|name| cue(name));
    let cues: Vec<String> = cues.map(|cue| cue.unwrap_or("None".into())).collect();
    format!(
        "\n/// What each concept tells of a topic.\npub(crate) static CUES: &[Option<(Part, Topic)>] = &[{}];\n",
        cues.join(", ")
    )
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// A set of topics, a bit for each by its place in the table.
fn places(names: &[String], topics: &[TopicRow]) -> u64 {
    let place = |name: &String| topics.iter().position(|topic| &topic.name == name);
    let bit = |name: &String| 1_u64 << place(name).unwrap_or_else(|| panic!("no topic {name:?}"));
    names.iter().map(bit).sum()
}
