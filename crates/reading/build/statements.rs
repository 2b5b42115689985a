//! Tables of what the grammar of statements knows:
//! `rules/language/en/statements`.

use std::collections::BTreeMap;
use std::path::Path;

use clauselint_lexicon::{Compiler, Inflection, Lexicon, Source};
use serde::Deserialize;

use super::read;

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
pub(crate) struct Statements {
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
    pub(crate) fn read(folder: &Path, inflection: &Inflection, compiler: &mut Compiler) -> Self {
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

    pub(crate) fn tables(&self, lexicon: &Lexicon) -> String {
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
