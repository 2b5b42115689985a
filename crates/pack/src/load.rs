use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clauselint_form::{Check, RuleInfo, Tuning, Words};
use clauselint_matcher::{DataRule, NameError, PathPart, Scope};
use clauselint_nearest::nearest;
use clauselint_reading::Vocabulary;
use clauselint_rule::{Rule, Tuned};
use clauselint_syntax::Date;
use clauselint_toml::{Checked, Fault, Key, Places};

use crate::open::{MANIFEST, Opened, Opener};
use crate::{PackError, names, words};

/// What packs are loaded into.
pub struct Setting<'s> {
    /// The version of clauselint.
    pub version: &'s str,
    /// Whether a key is one of the table of laws.
    pub is_law: &'s dyn Fn(&str) -> bool,
    /// All keys of that table, to find the one that was meant.
    pub laws: &'s [&'s str],
    /// Who runs rules that are code.
    pub plugins: &'s dyn Plugins,
}

/// Makes rules of modules.
pub trait Plugins {
    /// The rule of a module's bytes; the error is what is wrong, and what to do.
    ///
    /// # Errors
    /// The module cannot be run, or has no function of the rule's id.
    fn rule(
        &self,
        info: RuleInfo,
        module: &str,
        bytes: &[u8],
    ) -> Result<Box<dyn Rule>, (String, String)>;
}

/// Rules of packs together with the built-in ones.
pub struct Packs {
    /// What all of them look for.
    pub vocabulary: Vocabulary,
    /// All rules, the built-in ones first.
    pub rules: Vec<Box<dyn Rule>>,
    /// The packs, those that others extend before them.
    pub loaded: Vec<Loaded>,
    /// Files that look like rules and are none, with what to do.
    pub notes: Vec<String>,
    pub(crate) own: Vec<Own>,
}

/// A pack that was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it is for.
    pub summary: String,
    /// Its folder or archive.
    pub path: PathBuf,
    /// The hash of its files.
    pub hash: String,
    /// The hash of each of them.
    pub files: BTreeMap<String, String>,
    /// The packs that come with it, clauselint's own among them.
    pub extends: Vec<String>,
    /// Whether it was asked for itself, not by another pack alone.
    pub asked: bool,
    /// Whose readers it is for; for all where empty.
    pub audience: Vec<String>,
    /// Whether it is for services that children use, and for no others.
    pub children: bool,
    /// Its word lists for all rules, each with the words that it finds.
    pub words: Vec<(String, Vec<String>)>,
}

impl Loaded {
    /// A rule of the pack with its options as `value` tells them; none where
    /// that cannot be.
    pub fn with_options(
        &self,
        info: &RuleInfo,
        vocabulary: &Vocabulary,
        value: impl Fn(&str) -> Option<String>,
    ) -> Option<Box<dyn Rule>> {
        let scope = Scope {
            vocabulary,
            prefixes: words::scopes_of(&self.name, &self.extends, Some(info.id.as_str())),
        };
        let rule = DataRule::with_options(info.clone(), &scope, value).ok()?;
        Some(Box::new(rule))
    }
}

/// A rule of a pack, with where its file says what.
pub(crate) struct Own {
    /// Its place in [`Packs::rules`].
    pub(crate) rule: usize,
    /// The place of its pack in [`Packs::loaded`].
    pub(crate) pack: usize,
    pub(crate) places: Places,
}

/// Loads packs from folders and archives.
///
/// # Errors
/// Everything that is wrong in any of them, as far as it can be told at once;
/// what examples show is [`Packs::trials`].
pub fn load(
    paths: &[impl AsRef<Path>],
    builtin: Vec<Box<dyn Rule>>,
    setting: &Setting<'_>,
) -> Result<Packs, Vec<PackError>> {
    let mut builtin_packs: Vec<&str> = builtin.iter().map(|rule| &*rule.info().pack).collect();
    builtin_packs.sort_unstable();
    builtin_packs.dedup();
    let groups: Vec<&str> = builtin.iter().map(|rule| &*rule.info().group).collect();
    let mut opener = Opener::new(&builtin_packs);
    for path in paths {
        opener.open(path.as_ref(), 0);
    }
    // A word list that is not there would make every rule that uses it fail too.
    let mut sound = !opener.incomplete;
    let (packs, mut errors) = (opener.packs, opener.errors);
    for pack in &packs {
        errors.extend(names::of_manifest(
            pack,
            &packs,
            &builtin_packs,
            &groups,
            setting,
        ));
    }
    errors.extend(names::ids(&packs, &builtin));
    let vocabulary = words::vocabulary(&packs).unwrap_or_else(|faults| {
        errors.extend(faults);
        sound = false;
        Vocabulary::default()
    });
    let mut loader = Loader {
        setting,
        vocabulary: &vocabulary,
        rules: builtin,
        own: Vec::new(),
        errors,
    };
    let mut loaded = Vec::new();
    let notes = packs.iter().flat_map(strays).collect();
    for (at, pack) in packs.into_iter().enumerate() {
        loaded.push(told(&pack));
        for (_, rule) in &pack.rules {
            loader.laws(&rule.value, &rule.places);
            loader.days(&rule.value, &rule.places);
            loader.page(&rule.value, &rule.places);
        }
        if sound {
            loader.add(at, pack);
        }
    }
    let Loader {
        rules, own, errors, ..
    } = loader;
    if !errors.is_empty() {
        return Err(in_order(errors));
    }
    Ok(Packs {
        vocabulary,
        rules,
        loaded,
        notes,
        own,
    })
}

/// Files of a pack that look like rules by their name and are not read.
fn strays(pack: &Opened) -> Vec<String> {
    let files: Vec<&str> = pack.bundle.files().map(|(file, _)| file).collect();
    // The sources of a module may stand in the pack.
    let of_code = |file: &str| {
        let mut folders = file.match_indices('/').map(|(at, _)| &file[..=at]);
        folders.any(|folder| files.contains(&format!("{folder}Cargo.toml").as_str()))
    };
    let note = |file: &&str| {
        let (folder, name) = file.rsplit_once('/').map_or(("", *file), |parts| parts);
        let lower = name.to_lowercase();
        let stem = lower
            .split(".toml")
            .next()
            .filter(|_| lower.contains(".toml"))?;
        let right = format!("{stem}.toml");
        let what = if of_code(file) || name == "Cargo.toml" {
            return None;
        } else if name != right && !name.ends_with(".toml") {
            format!("its name does not end in `.toml`; to make a rule of it, call it `{right}`")
        } else if !folder.is_empty() {
            "rules stand beside `pack.toml`, not in a folder; move it there".to_owned()
        } else {
            return None;
        };
        let path = pack.path.join(file).to_string_lossy().replace('\\', "/");
        Some(format!("{path} is not read: {what}"))
    };
    files.iter().filter_map(note).collect()
}

/// By file and place.
pub(crate) fn in_order(mut errors: Vec<PackError>) -> Vec<PackError> {
    errors.sort_by_cached_key(PackError::place);
    errors
}

fn told(pack: &Opened) -> Loaded {
    let manifest = &pack.manifest.value;
    Loaded {
        name: manifest.name.to_string(),
        version: manifest.version.to_string(),
        summary: manifest.summary.to_string(),
        path: pack.path.clone(),
        hash: pack.bundle.hash(),
        files: pack.bundle.hashes(),
        extends: pack.extends.clone(),
        asked: pack.asked,
        audience: manifest.audience.iter().map(ToString::to_string).collect(),
        children: manifest.children,
        words: manifest.words.iter().map(listed).collect(),
    }
}

fn listed((name, words): (&str, &Words)) -> (String, Vec<String>) {
    let all = words.any.iter().chain(words.verbs.iter());
    let all = all.chain(words.nouns.iter());
    (name.to_owned(), all.map(ToString::to_string).collect())
}

struct Loader<'l> {
    setting: &'l Setting<'l>,
    vocabulary: &'l Vocabulary,
    rules: Vec<Box<dyn Rule>>,
    own: Vec<Own>,
    errors: Vec<PackError>,
}

impl Loader<'_> {
    fn add(&mut self, at: usize, pack: Opened) {
        self.tune(&pack);
        let scopes: Vec<Vec<String>> = pack
            .rules
            .iter()
            .map(|(stem, _)| words::scopes(&pack, Some(stem)))
            .collect();
        for ((_, rule), prefixes) in pack.rules.into_iter().zip(scopes) {
            let Checked { mut value, places } = rule;
            value.pack = pack.manifest.value.name.clone();
            let scope = Scope {
                vocabulary: self.vocabulary,
                prefixes,
            };
            let made = self.make(value, &scope, &places, &pack.bundle);
            if let Some(made) = made {
                self.own.push(Own {
                    rule: self.rules.len(),
                    pack: at,
                    places,
                });
                self.rules.push(made);
            }
        }
    }

    /// The rule of a file; what is wrong with it is told.
    fn make(
        &mut self,
        info: RuleInfo,
        scope: &Scope<'_>,
        places: &Places,
        bundle: &clauselint_bundle::Bundle,
    ) -> Option<Box<dyn Rule>> {
        let rule = match DataRule::new(info.clone(), scope) {
            Ok(rule) => rule,
            Err(errors) => {
                let faults = errors.iter().map(|error| name_fault(places, error).into());
                self.errors.extend(faults);
                return None;
            }
        };
        let plugin = match &info.check {
            Check::Plugin(plugin) => plugin.clone(),
            Check::Native | Check::Engine => {
                let fault = places.fault(
                    &["check".into()],
                    None,
                    "a pack has no code of clauselint's own",
                );
                let help = "`[check.plugin]` runs a WebAssembly module of the pack";
                self.errors.push(fault.with_help(help).into());
                return None;
            }
            _ => return Some(Box::new(rule)),
        };
        let path = [Key::Name("check"), "plugin".into(), "module".into()];
        let Some(bytes) = bundle.get(&plugin.module) else {
            let message = format!("there is no file `{}` in the pack", plugin.module);
            self.errors.push(places.fault(&path, None, message).into());
            return None;
        };
        match self.setting.plugins.rule(info, &plugin.module, bytes) {
            Ok(rule) => Some(rule),
            Err((message, help)) => {
                let fault = places.fault(&path, None, message);
                let fault = match help.is_empty() {
                    true => fault,
                    false => fault.with_help(help),
                };
                self.errors.push(fault.into());
                None
            }
        }
    }

    /// A legal basis is a key of the table, or a citation, which has a space.
    fn laws(&mut self, info: &RuleInfo, places: &Places) {
        for (at, law) in info.legal.iter().enumerate() {
            if law.contains(' ') || (self.setting.is_law)(law) {
                continue;
            }
            let message = format!("there is no law of the key `{law}`");
            let citation = "a citation stands as it is written: `45 CFR 164.520`";
            let help = match nearest(law, self.setting.laws.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? Else {citation}"),
                None => citation.to_owned(),
            };
            let fault = places.fault(&["legal".into(), at.into()], None, message);
            self.errors.push(fault.with_help(help).into());
        }
    }

    /// Reports lead to a rule's page: its address must be one, whatever reports
    /// are written in.
    fn page(&mut self, info: &RuleInfo, places: &Places) {
        let plain = |c: char| c.is_ascii_graphic() && !"\"<>()[]`\\|".contains(c);
        let mut schemes = ["https://", "http://"].iter();
        let leads = schemes.any(|scheme| info.url.starts_with(scheme));
        let is_address = leads && info.url.chars().all(plain);
        if !info.url.is_empty() && !is_address {
            let message = format!("`{}` is no address of a page", info.url);
            let fault = places.fault(&["url".into()], None, message);
            let help = "it begins with `https://`, and has neither blanks nor brackets";
            self.errors.push(fault.with_help(help).into());
        }
    }

    /// The days on which examples are read.
    fn days(&mut self, info: &RuleInfo, places: &Places) {
        for (list, examples) in [("passes", &info.passes), ("fails", &info.fails)] {
            for (at, example) in examples.iter().enumerate() {
                let day = Date::from_iso(&example.today).is_some_and(|date| date.day > 0);
                if !example.today.is_empty() && !day {
                    let path = [list.into(), at.into(), "today".into()];
                    let message = format!("`{}` is no day", example.today);
                    let help = "a day is written YYYY-MM-DD, as in 2026-01-31";
                    let fault = places.fault(&path, None, message).with_help(help);
                    self.errors.push(fault.into());
                }
            }
        }
    }

    fn tune(&mut self, pack: &Opened) {
        let places = &pack.manifest.places;
        for (id, tuning) in pack.manifest.value.tune.iter() {
            let path = [Key::Name("tune"), Key::Name(id)];
            let mut rules = self.rules.iter();
            let Some(at) = rules.position(|rule| rule.info().id.as_str() == id) else {
                let known = self.rules.iter().map(|rule| rule.info().id.as_str());
                let near = nearest(id, known);
                let fault = places.key_fault(&path, format!("there is no rule `{id}`"));
                let fault = match near {
                    Some(near) => fault.with_help(format!("did you mean `{near}`?")),
                    None => fault,
                };
                self.errors.push(fault.into());
                continue;
            };
            let owner = self.rules[at].info().pack.clone();
            if !pack.extends.iter().any(|name| *name == owner) {
                let message =
                    format!("`{id}` is of the pack `{owner}`, which this one does not extend");
                let help = format!("add `{owner}` to `extends`");
                let fault = places.key_fault(&path, message).with_help(help);
                self.errors.push(fault.into());
                continue;
            }
            let rule = self.rules.remove(at);
            let info = tuned(rule.info().clone(), tuning);
            self.rules.insert(at, Box::new(Tuned::new(rule, info)));
        }
    }
}

fn tuned(mut info: RuleInfo, tuning: &Tuning) -> RuleInfo {
    info.severity = tuning.severity.unwrap_or(info.severity);
    info.default = tuning.enabled.unwrap_or(info.default);
    if let Some(help) = &tuning.help {
        info.help = help.clone();
    }
    if let Some(suggestion) = &tuning.suggestion {
        info.suggestion = suggestion.clone();
    }
    info
}

fn name_fault(places: &Places, error: &NameError) -> Fault {
    let path: Vec<Key<'_>> = error.path.iter().map(key).collect();
    let fault = places.fault(&path, error.within.clone(), &error.message);
    if error.help.is_empty() {
        fault
    } else {
        fault.with_help(&error.help)
    }
}

fn key(part: &PathPart) -> Key<'_> {
    match part {
        PathPart::Key(name) => Key::Name(name),
        PathPart::Index(at) => Key::Index(*at),
    }
}

impl Loaded {
    /// The file that names it.
    #[must_use]
    pub fn manifest(&self) -> PathBuf {
        self.path.join(MANIFEST)
    }
}
