//! What holds for one file, or for all with the same overrides.

use std::collections::BTreeMap;
use std::sync::Arc;

use clauselint_form::{RuleId, Severity, Table};
use clauselint_toml::Key;

use crate::facts::Facts;
use crate::form::{Level, RuleConfig};
use crate::glob::Globs;
use crate::read::ReadFile;
use crate::select::{Layer, Names, Readers, packs_on, select};
use crate::{Origin, Setting, Settings};

/// The rule that asks suppressions for their reasons.
const UNEXPLAINED: &str = "unexplained-suppression";

/// What holds for a file.
#[derive(Debug)]
pub struct Applied {
    /// The rules that run.
    pub rules: BTreeMap<RuleId, Running>,
    /// The rules that are off, each with who says so.
    pub off: BTreeMap<RuleId, Origin>,
    /// What the author knows.
    pub policy: Facts,
    /// The packs that run besides what is selected, with what turns them on.
    pub packs: Vec<Setting<String>>,
    /// The overrides that hold for it, each by where it stands.
    pub overrides: Vec<Origin>,
    /// Their places among all overrides.
    pub(crate) holding: Vec<usize>,
}

/// A rule that runs.
#[derive(Debug, Clone)]
pub struct Running {
    /// How much its findings matter.
    pub severity: Setting<Severity>,
    /// Who selects it.
    pub selected: Origin,
    /// Its options, as far as they are set.
    pub options: BTreeMap<String, Setting<serde_json::Value>>,
}

/// An override with its place.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) globs: Globs,
    file: Arc<ReadFile>,
    /// Its place among those of the file.
    at: usize,
    pub(crate) layer: Layer,
}

impl Part {
    /// The overrides of a file.
    pub(crate) fn all(file: &Arc<ReadFile>) -> impl Iterator<Item = Self> {
        let parts = file.value.overrides.iter().enumerate();
        parts.map(|(at, part)| {
            let lists = [
                &part.select,
                &part.extend_select,
                &part.ignore,
                &part.extend_ignore,
            ];
            Self {
                globs: Globs::new(&file.folder, &part.paths),
                layer: Layer::of(file, &around(at), lists, &part.rules),
                file: Arc::clone(file),
                at,
            }
        })
    }
}

impl Part {
    /// Where it stands.
    fn origin(&self) -> Origin {
        self.file.origin(&around(self.at))
    }
}

const fn around(at: usize) -> [Key<'static>; 2] {
    [Key::Name("overrides"), Key::Index(at)]
}

impl Layer {
    pub(crate) fn of_file(file: &ReadFile) -> Self {
        let value = &file.value;
        let lists = [
            &value.select,
            &value.extend_select,
            &value.ignore,
            &value.extend_ignore,
        ];
        let mut layer = Self::of(file, &[], lists, &value.rules);
        if value.require_reasons == Some(true) {
            let origin = file.origin(&[Key::Name("require-reasons")]);
            layer.add.push((UNEXPLAINED.into(), origin));
        }
        layer
    }

    fn of(
        file: &ReadFile,
        around: &[Key<'_>],
        [select, add, ignore, ignore_more]: [&Option<Vec<String>>; 4],
        rules: &Table<RuleConfig>,
    ) -> Self {
        let names = |key: &str, names: &Option<Vec<String>>| -> Option<Names> {
            let names = names.as_ref()?.iter().enumerate();
            let origin = |at| file.origin(&[around, &[Key::Name(key), Key::Index(at)]].concat());
            Some(names.map(|(at, name)| (name.clone(), origin(at))).collect())
        };
        let mut ignored = names("ignore", ignore).unwrap_or_default();
        ignored.extend(names("extend-ignore", ignore_more).unwrap_or_default());
        let (mut off, mut on) = (Names::new(), Vec::new());
        for (id, config) in rules.iter() {
            match config.level() {
                Some(Level::Off) => off.push((id.to_owned(), rule_origin(file, around, id))),
                Some(_) => on.push(id.to_owned()),
                None => {}
            }
        }
        Self {
            select: names("select", select),
            add: names("extend-select", add).unwrap_or_default(),
            ignore: ignored,
            off,
            on,
        }
    }
}

/// Where a rule's severity is told.
fn rule_origin(file: &ReadFile, around: &[Key<'_>], id: &str) -> Origin {
    let rule = [around, &["rules".into(), Key::Name(id)]].concat();
    let severity = [&*rule, &["severity".into()]].concat();
    let is_told = file.places.span_of(&severity).is_some();
    file.origin(if is_told { &severity } else { &rule })
}

impl Applied {
    pub(crate) fn new(settings: &Settings, holding: &[usize]) -> Self {
        let parts: Vec<&Part> = holding.iter().map(|at| &settings.parts[*at]).collect();
        let mut policy = Facts::default();
        for file in &settings.config.files {
            policy.add(&file.value.policy, file, &[]);
        }
        for part in &parts {
            let own = &part.file.value.overrides[part.at].policy;
            policy.add(own, &part.file, &around(part.at));
        }
        let readers = Readers {
            audience: &policy.audience.value,
            children: policy.for_children(),
            origin: &policy.audience.origin,
        };
        let asked = settings.config.packs().pop();
        let asked = asked.map_or(Origin::Default, |pack| pack.origin);
        let packs = packs_on(&settings.known, &readers, &asked);
        let layers = settings.layers.iter();
        let layers: Vec<&Layer> = layers.chain(parts.iter().map(|part| &part.layer)).collect();
        let chosen = select(&settings.known, &packs, &layers, &settings.command_line);
        let told = |id: &str| {
            let said = layers.iter().rev();
            let mut said = said.flat_map(|layer| layer.off.iter().rev());
            said.find(|(name, _)| name == id).map(|(_, by)| by.clone())
        };
        let off = settings.known.rules.iter().zip(&chosen);
        let off = off.filter(|(_, chosen)| chosen.is_none());
        let off = off.filter_map(|(rule, _)| Some((rule.id.clone(), told(rule.id.as_str())?)));
        let off = off.collect();
        let rules = settings.known.rules.iter().zip(chosen);
        let rules = rules.filter_map(|(rule, selected)| {
            let mut running = Running {
                severity: Setting::default(rule.severity),
                selected: selected?,
                options: BTreeMap::new(),
            };
            running.change(settings, &parts, rule.id.as_str());
            Some((rule.id.clone(), running))
        });
        Self {
            rules: rules.collect(),
            off,
            packs: packs
                .into_iter()
                .map(|(value, origin)| Setting { value, origin })
                .collect(),
            overrides: parts.iter().map(|part| part.origin()).collect(),
            holding: holding.to_vec(),
            policy,
        }
    }

    /// The severity of a rule; none where it does not run.
    #[must_use]
    pub fn severity(&self, id: &RuleId) -> Option<Severity> {
        Some(self.rules.get(id)?.severity.value)
    }
}

impl Running {
    /// The value of an option as rules write it, where it is set.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<String> {
        let value = self.options.get(name)?;
        Some(crate::check::option_text(&value.value))
    }

    /// What the files and then the overrides change in it.
    fn change(&mut self, settings: &Settings, parts: &[&Part], id: &str) {
        for file in &settings.config.files {
            self.add(file, &[], &file.value.rules, id);
        }
        for part in parts {
            let rules = &part.file.value.overrides[part.at].rules;
            self.add(&part.file, &around(part.at), rules, id);
        }
    }

    fn add(&mut self, file: &ReadFile, path: &[Key<'_>], rules: &Table<RuleConfig>, id: &str) {
        let Some(config) = rules.get(id) else {
            return;
        };
        if let Some(severity) = config.level().and_then(Level::severity) {
            self.severity = Setting {
                value: severity,
                origin: rule_origin(file, path, id),
            };
        }
        if let RuleConfig::Table(table) = config {
            for (name, value) in table.options.iter() {
                let place: [Key<'_>; 4] = [
                    "rules".into(),
                    Key::Name(id),
                    "options".into(),
                    Key::Name(name),
                ];
                let setting = Setting {
                    value: value.clone(),
                    origin: file.origin(&[path, &place].concat()),
                };
                self.options.insert(name.to_owned(), setting);
            }
        }
    }
}
