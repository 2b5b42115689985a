//! A pack of a thousand rules, made of ordinary words, the same on every run.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use crate::random::Random;

/// Rules in the pack.
pub(crate) const RULES: usize = 1000;

/// Words that policies are full of, so that scans have to look twice.
const WORDS: [&str; 40] = [
    "account",
    "address",
    "access",
    "agree",
    "browser",
    "collect",
    "company",
    "consent",
    "contact",
    "cookies",
    "data",
    "delete",
    "device",
    "disclose",
    "email",
    "information",
    "internet",
    "keep",
    "law",
    "legal",
    "location",
    "name",
    "notice",
    "party",
    "payment",
    "personal",
    "policy",
    "privacy",
    "process",
    "protect",
    "provide",
    "receive",
    "rights",
    "security",
    "send",
    "service",
    "share",
    "store",
    "third",
    "website",
];

/// Writes it to a folder: phrases of two to four words, gaps, a topic here and
/// a list of the grammar there.
pub(crate) fn write(folder: &Path) -> io::Result<()> {
    let manifest =
        "name = \"thousand\"\nversion = \"1.0.0\"\nlicence = \"MIT\"\nengine = \">=0.1\"\n";
    fs::create_dir_all(folder)?;
    fs::write(folder.join("pack.toml"), manifest)?;
    let mut random = Random::new(0);
    for rule in 0..RULES {
        let text = file(&format!("rule-{rule}"), &mut random);
        fs::write(folder.join(format!("rule-{rule}.toml")), text)?;
    }
    Ok(())
}

fn file(id: &str, random: &mut Random) -> String {
    let mut phrases = String::new();
    for _ in 0..3 {
        let words = 2 + random.below(3);
        let words: Vec<&str> = (0..words)
            .map(|_| WORDS[random.below(WORDS.len())])
            .collect();
        let _ = write!(phrases, "\"{}\", ", words.join(" "));
    }
    let (one, other) = (
        WORDS[random.below(WORDS.len())],
        WORDS[random.below(WORDS.len())],
    );
    let about = [
        "",
        "about = [\"sharing\"]\n",
        "about = [\"@third-party\"]\n",
    ][random.below(3)];
    format!(
        "id = \"{id}\"\nsummary = \"rule {id} of many\"\nseverity = \"note\"\n\
         [words.phrases]\nany = [{phrases}\"{one} ..3 {other}\"]\n\
         [check.says]\nwhat = [\"@phrases\"]\n{about}message = \"{{words}}\"\n"
    )
}
