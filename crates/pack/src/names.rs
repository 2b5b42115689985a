//! What things of a pack may be called.

use std::collections::HashMap;

use clauselint_rule::Rule;
use clauselint_toml::{Checked, Fault, Key};
use semver::{Version, VersionReq};

use crate::open::Opened;
use crate::{PackError, Setting};

const SELECTED: &str = "rules, groups and packs are selected by name, so each needs one of its own";

/// Whether a name is kebab-case: small letters, digits and single hyphens.
pub(crate) fn is_kebab(name: &str) -> bool {
    let part = |part: &str| {
        let mut bytes = part.bytes();
        !part.is_empty() && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(part)
}

/// What is wrong with what a manifest says: its name, its versions.
pub(crate) fn of_manifest(
    pack: &Opened,
    packs: &[Opened],
    builtin: &[&str],
    groups: &[&str],
    setting: &Setting<'_>,
) -> Vec<PackError> {
    let Checked { value, places } = &pack.manifest;
    let fault = |key: &str, message: String| places.fault(&[Key::Name(key)], None, message);
    let mut faults: Vec<Fault> = Vec::new();
    let same = |other: &&Opened| other.manifest.value.name == value.name;
    if !is_kebab(&value.name) {
        let message = format!("`{}` is no name of a pack", value.name);
        faults.push(
            fault("name", message)
                .with_help("small letters, digits and single hyphens: `acme-health`"),
        );
    } else if builtin.contains(&&*value.name) || value.name == "all" {
        let message = format!("`{}` is a name of clauselint's own", value.name);
        faults.push(fault("name", message));
    } else if groups.contains(&&*value.name) {
        let message = format!("`{}` is a group of clauselint's own rules", value.name);
        faults.push(fault("name", message).with_help(SELECTED));
    } else if packs.iter().filter(same).count() > 1 {
        let message = format!("two packs are called `{}`", value.name);
        faults.push(fault("name", message));
    }
    if Version::parse(&value.version).is_err() {
        let message = format!("`{}` is no version", value.version);
        faults.push(fault("version", message).with_help("three numbers, as in `1.4.0`"));
    }
    match VersionReq::parse(&value.engine) {
        Err(_) => {
            let message = format!("`{}` tells no versions", value.engine);
            faults.push(fault("engine", message).with_help("such as `0.1` or `>=0.1, <0.4`"));
        }
        Ok(engine) => {
            let own = Version::parse(setting.version);
            if own.is_ok_and(|own| !engine.matches(&own)) {
                let message = format!(
                    "this pack works with clauselint {}, and this is {}",
                    value.engine, setting.version
                );
                faults.push(fault("engine", message).with_label("versions that it works with"));
            }
        }
    }
    faults.into_iter().map(PackError::from).collect()
}

/// Ids that are not their file's name, are none, or are there twice.
pub(crate) fn ids(packs: &[Opened], builtin: &[Box<dyn Rule>]) -> Vec<PackError> {
    let own = builtin.iter().map(|rule| rule.info());
    let mut known: HashMap<String, String> = own
        .map(|info| {
            (
                info.id.to_string(),
                format!("clauselint's pack `{}`", info.pack),
            )
        })
        .collect();
    let taken = Taken::new(packs, builtin);
    let mut errors = Vec::new();
    for pack in packs {
        for (stem, rule) in &pack.rules {
            let group = &*rule.value.group;
            if let Some(other) = taken.packs.get(group) {
                let message = format!("the group `{group}` is called like {other}");
                let fault = rule.places.fault(&["group".into()], None, message);
                errors.push(fault.with_help(SELECTED).into());
            }
            let id = rule.value.id.as_str();
            let fault = |message: String| rule.places.fault(&["id".into()], None, message);
            if !is_kebab(id) {
                let help = "small letters, digits and single hyphens: `click-here`";
                let fault = fault(format!("`{id}` is no id of a rule")).with_help(help);
                errors.push(fault.into());
            } else if id != stem {
                let message = format!("the file is called `{stem}.toml` and the rule `{id}`");
                let help = "a rule's file bears its id";
                errors.push(fault(message).with_help(help).into());
            } else if let Some(other) = taken.packs.get(id).or_else(|| taken.groups.get(id)) {
                let message = format!("the rule `{id}` is called like {other}");
                errors.push(fault(message).with_help(SELECTED).into());
            } else if let Some(owner) = known.get(id) {
                let message = format!("there is a rule `{id}` already, in {owner}");
                let help = "give this one another id; another pack's rule is changed in `[tune]`";
                errors.push(fault(message).with_help(help).into());
            }
            known.insert(
                id.to_owned(),
                format!("pack `{}`", pack.manifest.value.name),
            );
        }
    }
    errors
}

/// What rules cannot be called, and what else is called so.
struct Taken {
    packs: HashMap<String, String>,
    groups: HashMap<String, String>,
}

impl Taken {
    fn new(packs: &[Opened], builtin: &[Box<dyn Rule>]) -> Self {
        let infos = || builtin.iter().map(|rule| rule.info());
        let own = packs.iter().map(|pack| &*pack.manifest.value.name);
        let all = ("all".to_owned(), "what selects all rules".to_owned());
        let names = infos().map(|info| &*info.pack).chain(own);
        let named = names.map(|name| (name.to_owned(), format!("the pack `{name}`")));
        let own = packs.iter().flat_map(|pack| &pack.rules);
        let groups = infos().map(|info| &*info.group);
        let groups = groups.chain(own.map(|(_, rule)| &*rule.value.group));
        Self {
            packs: named.chain([all]).collect(),
            groups: groups
                .map(|name| (name.to_owned(), format!("the group `{name}`")))
                .collect(),
        }
    }
}
