//! All words of all packs, compiled together.

use std::collections::HashSet;

use clauselint_form::{Check, Words};
use clauselint_matcher::variants;
use clauselint_nearest::nearest;
use clauselint_reading::{CompileError, Problem, Vocabulary, VocabularyBuilder, WordSource};
use clauselint_toml::{Fault, Key, Places};

use crate::PackError;
use crate::open::Opened;

/// Where a pattern stands: in the list of words at `path`, under `key`.
struct Entry<'p> {
    places: &'p Places,
    path: Vec<Key<'p>>,
}

/// What names of a pack's words begin with.
pub(crate) fn pack_prefix(pack: &str) -> String {
    format!("{pack}/")
}

/// What names of a rule's own words begin with.
pub(crate) fn rule_prefix(pack: &str, rule: &str) -> String {
    format!("{pack}/{rule}/")
}

/// What the names that a rule uses may begin with: its own, its pack's, those
/// of the packs that it extends.
pub(crate) fn scopes(pack: &Opened, rule: Option<&str>) -> Vec<String> {
    scopes_of(&pack.manifest.value.name, &pack.extends, rule)
}

/// The same of a pack of this name that extends these.
pub(crate) fn scopes_of(name: &str, extends: &[String], rule: Option<&str>) -> Vec<String> {
    let rule = rule.map(|rule| rule_prefix(name, rule));
    let extended = extends.iter().rev().map(|name| pack_prefix(name));
    rule.into_iter()
        .chain([pack_prefix(name)])
        .chain(extended)
        .collect()
}

/// The vocabulary with the words of all packs.
pub(crate) fn vocabulary(packs: &[Opened]) -> Result<Vocabulary, Vec<PackError>> {
    let mut all = All {
        builder: VocabularyBuilder::default(),
        entries: Vec::new(),
        errors: Vec::new(),
        told: HashSet::new(),
    };
    for pack in packs {
        all.add_pack(pack);
    }
    let All {
        builder,
        entries,
        mut errors,
        told: known,
    } = all;
    let built = builder.build().map_err(|found| {
        let new = found.iter().filter(|error| !known.contains(&error.entry));
        errors.extend(new.map(|error| told(&entries, error)));
    });
    match built {
        Ok(vocabulary) if errors.is_empty() => Ok(vocabulary),
        _ => Err(errors),
    }
}

struct All<'p> {
    builder: VocabularyBuilder,
    /// By the order in which patterns were added.
    entries: Vec<Entry<'p>>,
    errors: Vec<PackError>,
    /// Entries that are told to be wrong already.
    told: HashSet<usize>,
}

impl<'p> All<'p> {
    fn add_pack(&mut self, pack: &'p Opened) {
        let manifest = &pack.manifest;
        let own = scopes(pack, None);
        let prefix = &pack_prefix(&manifest.value.name);
        for (name, words) in manifest.value.words.iter() {
            let path = [Key::Name("words"), Key::Name(name)];
            self.add(&manifest.places, &path, prefix, name, words, &own);
        }
        for (name, words) in manifest.value.extend.iter() {
            let path = [Key::Name("extend"), Key::Name(name)];
            let builtin = Vocabulary::builtin();
            if builtin.concept(name).is_none() {
                let near = nearest(name, builtin.names());
                let fault = manifest
                    .places
                    .key_fault(&path, format!("clauselint has no word list `{name}`"));
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "words of your own go into `[words]`".into(),
                };
                self.errors.push(fault.with_help(help).into());
            } else {
                self.add(&manifest.places, &path, "", name, words, &own);
            }
        }
        for (stem, rule) in &pack.rules {
            let prefix = &rule_prefix(&manifest.value.name, stem);
            let scopes = scopes(pack, Some(stem));
            for (name, words) in rule.value.words.iter() {
                let path = [Key::Name("words"), Key::Name(name)];
                self.add(&rule.places, &path, prefix, name, words, &scopes);
            }
            if let Check::Spelling(spelling) = &rule.value.check {
                for (at, (name, any)) in variants(spelling).into_iter().enumerate() {
                    let source = WordSource {
                        any,
                        ..WordSource::default()
                    };
                    let path: Vec<Key<'_>> =
                        vec!["check".into(), "spelling".into(), "names".into(), at.into()];
                    for _ in &source.any {
                        let path = path.clone();
                        let places = &rule.places;
                        self.entries.push(Entry { places, path });
                    }
                    self.builder.add(&format!("{prefix}{name}"), &source, &[]);
                }
            }
        }
    }

    fn add(
        &mut self,
        places: &'p Places,
        path: &[Key<'p>],
        prefix: &str,
        name: &str,
        words: &Words,
        scopes: &[String],
    ) {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        if name.is_empty() || !name.chars().all(is_name) {
            let message = format!("`{name}` is no name of a word list");
            let help = "letters, digits, hyphens and dots";
            let fault = places.key_fault(path, message).with_help(help);
            self.errors.push(fault.into());
            return;
        }
        let lists = [
            ("any", &words.any),
            ("verbs", &words.verbs),
            ("nouns", &words.nouns),
        ];
        if lists.iter().all(|(_, list)| list.is_empty()) {
            let message = format!("the word list `{name}` is empty");
            self.errors.push(places.key_fault(path, message).into());
        }
        for (key, list) in lists {
            for (at, word) in list.iter().enumerate() {
                let path = [path, &[Key::Name(key), at.into()]].concat();
                if key != "any" && !is_plain(word) {
                    let message = format!("`{word}` is no word to inflect");
                    let help = "patterns go into `any`";
                    let fault = places.fault(&path, None, message).with_help(help);
                    self.errors.push(fault.into());
                    self.told.insert(self.entries.len());
                }
                self.entries.push(Entry { places, path });
            }
        }
        let owned = |list: &clauselint_form::Names| list.iter().map(ToString::to_string).collect();
        let source = WordSource {
            any: owned(&words.any),
            verbs: owned(&words.verbs),
            nouns: owned(&words.nouns),
        };
        self.builder
            .add(&format!("{prefix}{name}"), &source, scopes);
    }
}

/// One or more words, which have forms.
fn is_plain(word: &str) -> bool {
    !word.trim().is_empty()
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || " '-&./".contains(c))
        && word.contains(char::is_alphanumeric)
}

const AT: &str = "`@` begins the name of a word list, of `[words]` or of clauselint's own (`clauselint names words`); an e-mail address is asked for by `[address.NAME]`";

/// The sign that a pattern cannot have, where one stops the reading.
fn stray(pattern: &str, at: usize) -> Option<char> {
    let next = pattern.get(at..)?.chars().next()?;
    let notation = next.is_alphanumeric() || "@!.()[]|'+".contains(next);
    (!notation).then_some(next)
}

fn told(entries: &[Entry<'_>], error: &CompileError) -> PackError {
    let Some(Entry { places, path }) = entries.get(error.entry) else {
        return PackError::TooMuch(error.problem.to_string());
    };
    let fault = |within, message: &str| places.fault(path, within, message);
    let (fault, help): (Fault, String) = match &error.problem {
        Problem::Notation { pattern, at } => match stray(pattern, *at) {
            Some(sign) => (
                fault(Some(*at..*at + sign.len_utf8()), &format!("`{sign}` cannot stand in a pattern")),
                "leave it out: a policy's signs are passed over, but for `, ; : % ? $ € £`".into(),
            ),
            None => (
                fault(Some(*at..pattern.len()), "this pattern cannot be read from here on"),
                "words, `@list`, `..3` between words, `[optional]`, `(one|other)`, `!not` nowhere in the sentence".into(),
            ),
        },
        Problem::Unknown(name) => {
            let near = nearest(name, Vocabulary::builtin().names());
            (
                fault(None, &format!("there is no word list `@{name}`")),
                near.map_or_else(
                    || AT.to_owned(),
                    |near| format!("did you mean `@{near}`?"),
                ),
            )
        }
        Problem::NoPhrase(_) => (
            fault(None, "only phrases can be added to a list of clauselint's own"),
            "write the words themselves, with `(one|other)` and `[optional]` parts; or make a list of your own under `[words]`".into(),
        ),
        Problem::Circle => (fault(None, "this list needs itself"), String::new()),
        other => (fault(None, &other.to_string()), String::new()),
    };
    match help.is_empty() {
        true => fault.into(),
        false => fault.with_help(help).into(),
    }
}
