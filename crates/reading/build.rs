//! Compiles the word lists of `rules/language/en` into static tables, so that
//! starting up parses nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clauselint_lexicon::{Compiler, Inflection, Lexicon, Source};
use serde::Deserialize;

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
}

/// What the table of topics says of one, its concepts aside.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct TopicRow {
    name: String,
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
        Err(error) => panic!("rules/language/en: {error}"),
    };
    let code = lexicon.to_rust() + &topic_table(&topics) + &statements.tables(&lexicon);
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("lexicon.rs");
    fs::write(out, code).expect("the build folder is writable");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    verbs: Vec<String>,
    #[serde(default)]
    nominal: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    of: Option<String>,
    any: Vec<String>,
}

/// What the grammar of statements knows: which concept plays which part.
#[derive(Default)]
struct Statements {
    acts: Vec<String>,
    /// Names of kinds of data with the kind that each is a kind of.
    kinds: Vec<(String, Option<String>)>,
    /// Concepts with the Rust expression of their role.
    roles: Vec<(String, String)>,
}

/// Concepts of the word lists that name parties.
const PARTIES: [(&str, &str); 4] = [
    ("vague-recipient", "Unplaced"),
    ("business-kind", "OfKind"),
    ("company", "Named"),
    ("name", "Named"),
];

impl Statements {
    fn read(folder: &Path, inflection: &Inflection, compiler: &mut Compiler) -> Self {
        let mut statements = Self::default();
        let mut add = |concept: String, any: Vec<String>, role: String| {
            let source = Source {
                any,
                ..Source::default()
            };
            compiler.add(&concept, &source);
            (concept, role)
        };
        let acts: BTreeMap<String, Act> = read(&folder.join("acts.toml"));
        let (mut gerunds, mut participles) = (Vec::new(), Vec::new());
        for (id, (name, act)) in acts.into_iter().enumerate() {
            let forms = |verb: &String| inflection.verb(verb);
            let verbs = act.verbs.iter().flat_map(forms).collect();
            gerunds.extend(act.verbs.iter().map(|verb| inflection.gerund(verb)));
            participles.extend(
                act.verbs
                    .iter()
                    .flat_map(|verb| inflection.participles(verb)),
            );
            let roles = &mut statements.roles;
            roles.push(add(format!("act.{name}"), verbs, format!("Act(Act({id}))")));
            let nominal = format!("nominal.{name}");
            roles.push(add(nominal, act.nominal, format!("Nominal(Act({id}))")));
            statements.acts.push(name);
        }
        for (form, words, role) in [
            ("gerund", gerunds, "Gerund"),
            ("participle", participles, "Participle"),
        ] {
            statements
                .roles
                .push(add(format!("form.{form}"), words, role.into()));
        }
        for (part, file) in [("Party", "parties.toml"), ("Mark", "grammar.toml")] {
            for (name, source) in read::<BTreeMap<String, Phrases>>(&folder.join(file)) {
                let concept = format!("{}.{name}", part.to_lowercase());
                let role = format!("{part}({part}::{})", camel(&name));
                statements.roles.push(add(concept, source.any, role));
            }
        }
        for (id, (name, kind)) in read::<BTreeMap<String, Kind>>(&folder.join("data.toml"))
            .into_iter()
            .enumerate()
        {
            let concept = format!("data.{name}");
            let role = format!("Data(DataKind({id}))");
            statements.roles.push(add(concept, kind.any, role));
            statements.kinds.push((name, kind.of));
        }
        let parties = PARTIES.map(|(name, party)| (name, format!("Party(Party::{party})")));
        let times = ["duration", "event"].map(|name| (name, "Time".into()));
        let given = parties.into_iter().chain(times);
        let given = given.map(|(name, role)| (name.to_owned(), role));
        statements.roles.extend(given);
        statements
    }

    fn tables(&self, lexicon: &Lexicon) -> String {
        let mut roles = vec!["None"; lexicon.len()];
        for (concept, role) in &self.roles {
            let id = lexicon.concept(concept);
            roles[id.unwrap_or_else(|| panic!("no concept {concept}")).0 as usize] = role;
        }
        let roles: Vec<String> = roles.iter().map(|role| format!("Role::{role}")).collect();
        let place = |name: &str| self.kinds.iter().position(|kind| kind.0 == name);
        let kinds: Vec<String> = self
            .kinds
            .iter()
            .map(|(name, of)| {
                let of = of.as_ref().map(|of| {
                    let known = place(of);
                    known.unwrap_or_else(|| panic!("data.toml: `{name}` is of no kind `{of}`"))
                });
                format!("({name:?}, {of:?})")
            })
            .collect();
        let constants = |names: &mut dyn Iterator<Item = &String>, kind: &str| {
            let constant = |(id, name): (usize, &String)| {
                let name = name.replace('-', "_").to_uppercase();
                format!("    pub const {name}: {kind} = {kind}({id});\n")
            };
            names.enumerate().map(constant).collect::<String>()
        };
        format!(
            "\n/// The part that each concept plays in a statement.\npub(crate) static ROLES: &[Role] = &[{}];\n\
             /// Names of acts.\npub(crate) static ACTS: &[&str] = &{:?};\n\
             /// Kinds of data, each with the place of the kind that it is a kind of.\npub(crate) static KINDS: &[(&str, Option<u8>)] = &[{}];\n\
             /// Acts by name.\n#[allow(missing_docs, reason = \"the word lists say what each is\")]\npub mod act {{\n    use super::Act;\n{}}}\n\
             /// Kinds of data by name.\n#[allow(missing_docs, reason = \"the word lists say what each is\")]\npub mod data_kind {{\n    use super::DataKind;\n{}}}\n",
            roles.join(", "),
            self.acts,
            kinds.join(", "),
            constants(&mut self.acts.iter(), "Act"),
            constants(&mut self.kinds.iter().map(|kind| &kind.0), "DataKind"),
        )
    }
}

/// A list of phrases alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    any: Vec<String>,
}

/// "first-party-object" as Rust names a variant.
fn camel(name: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(word).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

fn read<T: for<'de> Deserialize<'de>>(file: &Path) -> T {
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
        code += &format!("    crate::topic::Cues {{ name: {:?}", topic.name);
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
