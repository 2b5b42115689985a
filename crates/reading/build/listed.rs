//! What those who write rules are told of names: the comment right above each
//! in its file, and some of its words.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clauselint_lexicon::samples;
use serde::Deserialize;

use super::read;

/// Words that are shown of a name.
const WORDS: usize = 4;

/// Names of one kind, each with what it is and some words.
#[derive(Default)]
pub(crate) struct Listed(BTreeMap<String, (String, Vec<String>)>);

/// Whatever any of the files says of a name in words.
#[derive(Deserialize)]
struct Any {
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
}

impl Listed {
    pub(crate) fn of_files(files: &[PathBuf]) -> Self {
        let mut listed = Self::default();
        files.iter().for_each(|file| listed.add_file(file));
        listed
    }

    /// Without words, where it takes more than those to say a thing.
    pub(crate) fn without_words(mut self) -> Self {
        self.0.values_mut().for_each(|(_, words)| words.clear());
        self
    }

    pub(crate) fn add_given(&mut self, name: &str, about: &str) {
        self.0.insert(name.into(), (about.into(), Vec::new()));
    }

    pub(crate) fn add_file(&mut self, file: &Path) {
        let comments = comments(&fs::read_to_string(file).expect("it was read before"));
        for (name, any) in read::<BTreeMap<String, Any>>(file) {
            let about = comments.get(&name).cloned().unwrap_or_default();
            self.0.insert(name, (about, any.words()));
        }
    }

    fn table(&self) -> String {
        let row = |(name, (about, words)): (&String, &(String, Vec<String>))| {
            format!("Listed {{ name: {name:?}, about: {about:?}, words: &{words:?} }}")
        };
        self.0
            .iter()
            .map(row)
            .collect::<Vec<_>>()
            .join(",\n        ")
    }
}

/// The module with all tables.
pub(crate) fn module<const N: usize>(all: [(&str, &str, Listed); N]) -> String {
    let table = |(name, about, listed): (&str, &str, Listed)| {
        let rows = listed.table();
        format!(
            "    /// {about}, by name.\n    pub static {name}: &[Listed] = &[\n        {rows},\n    ];\n"
        )
    };
    let tables: String = all.into_iter().map(table).collect();
    format!(
        "\n/// What there is to name, with what each is.\npub mod listed {{\n    use super::Listed;\n{tables}}}\n"
    )
}

impl Any {
    /// The first words of each pattern, then more of those that have more.
    fn words(&self) -> Vec<String> {
        let plain = self.verbs.iter().chain(&self.nouns).cloned();
        let plain = plain.map(|word| vec![word]);
        let patterns = self.any.iter().map(|pattern| samples(pattern, WORDS));
        let all: Vec<Vec<String>> = plain.chain(patterns).collect();
        let mut words: Vec<String> = Vec::new();
        for nth in 0..WORDS {
            for word in all.iter().filter_map(|variants| variants.get(nth)) {
                if words.len() < WORDS && !word.is_empty() && !words.contains(word) {
                    words.push(word.clone());
                }
            }
        }
        words
    }
}

/// The comments right above tables, by the tables' names, as lines of prose
/// without a full stop.
fn comments(text: &str) -> BTreeMap<String, String> {
    let mut comments = BTreeMap::new();
    let mut above: Vec<&str> = Vec::new();
    for line in text.lines() {
        if let Some(comment) = line.strip_prefix('#') {
            above.push(comment.trim());
            continue;
        }
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'))
        {
            let about = above.join(" ");
            let about = about.strip_suffix('.').unwrap_or(&about);
            comments.insert(name.trim_matches('"').to_owned(), about.to_owned());
        }
        above.clear();
    }
    comments
}
