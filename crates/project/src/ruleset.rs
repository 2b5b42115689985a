//! Rules with the words that they look for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_builtin::{law_keys, packs, provision, rules};
use clauselint_config::{Applied, CommandLine, Finder, Known, KnownPack, PluginLimits, Settings};
use clauselint_engine::{EngineError, Selection};
use clauselint_pack::{Loaded, PackError, Packs, Setting, load};
use clauselint_reading::Vocabulary;
use clauselint_rule::{Rule, RuleInfo};
use clauselint_toml::Fault;

use crate::modules::Modules;

/// All rules at hand, with the words that they look for.
pub struct Ruleset {
    /// clauselint's own rules, then those of packs.
    pub rules: Vec<Box<dyn Rule>>,
    /// What all of them look for.
    pub vocabulary: Vocabulary,
    /// The packs of others.
    pub packs: Vec<Loaded>,
    /// Files of packs that look like rules and are none.
    pub notes: Vec<String>,
}

impl Ruleset {
    /// clauselint's own rules alone.
    #[must_use]
    pub fn builtin() -> Self {
        Self {
            rules: rules(),
            vocabulary: Vocabulary::default(),
            packs: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// clauselint's own rules and those of packs, whose examples are tried
    /// unless `trusted` tells of all of them that they were.
    ///
    /// # Errors
    /// All that is wrong with the packs.
    pub fn load(
        paths: &[PathBuf],
        limits: PluginLimits,
        trusted: impl FnOnce(&[Loaded]) -> bool,
    ) -> Result<Self, Vec<PackError>> {
        if paths.is_empty() {
            return Ok(Self::builtin());
        }
        let packs = loaded(paths, limits)?;
        if !trusted(&packs.loaded) {
            let faults = packs.example_faults();
            if !faults.is_empty() {
                return Err(faults);
            }
        }
        Ok(Self {
            rules: packs.rules,
            vocabulary: packs.vocabulary,
            packs: packs.loaded,
            notes: packs.notes,
        })
    }

    /// A rule with its options as `value` tells them; none where it has none.
    pub fn with_options(
        &self,
        info: &RuleInfo,
        value: impl Fn(&str) -> Option<String>,
    ) -> Option<Box<dyn Rule>> {
        info.options.iter().next()?;
        match self.packs.iter().find(|pack| pack.name == info.pack) {
            Some(pack) => pack.with_options(info, &self.vocabulary, value),
            None => clauselint_builtin::with_options(info, value),
        }
    }

    /// The files of all rules.
    #[must_use]
    pub fn infos(&self) -> Vec<&RuleInfo> {
        self.rules.iter().map(|rule| rule.info()).collect()
    }

    /// The rules that names stand for, as if they were selected on the command
    /// line and nothing were configured.
    ///
    /// # Errors
    /// Names that stand for nothing.
    pub fn select(&self, names: &[&str]) -> Result<Selection, Vec<Fault>> {
        let here = Path::new("");
        let none = Finder::none(here, env!("CARGO_PKG_VERSION")).find(here);
        let none = none.map_err(|faults| faults.to_vec())?;
        let names = names.iter().map(ToString::to_string).collect();
        let line = CommandLine {
            select: Some(names),
            ..CommandLine::default()
        };
        let settings = Settings::new(&none, &Arc::new(known(self, &[])), &line, here)?;
        Ok(selection(&settings.for_path(here)))
    }

    /// The rule of an id.
    ///
    /// # Errors
    /// [`EngineError::UnknownRule`], with the nearest id there is.
    pub fn find(&self, id: &str) -> Result<&dyn Rule, EngineError> {
        clauselint_engine::find(&self.rules, id)
    }
}

/// Packs with clauselint's own rules, their examples not tried.
///
/// # Errors
/// All that is wrong with them.
pub fn loaded(paths: &[PathBuf], limits: PluginLimits) -> Result<Packs, Vec<PackError>> {
    let laws: Vec<&str> = law_keys().collect();
    let setting = Setting {
        version: env!("CARGO_PKG_VERSION"),
        is_law: &|key| provision(key).is_some(),
        laws: &laws,
        plugins: &Modules::new(limits),
    };
    load(paths, rules(), &setting)
}

/// The rules that run, and how much each matters.
pub(crate) fn selection(applied: &Applied) -> Selection {
    let rules = applied.rules.iter();
    rules
        .map(|(id, running)| (id.clone(), running.severity.value))
        .collect()
}

/// What a configuration may name: clauselint's own rules and packs, those of
/// others that are at hand, and the output formats.
#[must_use]
pub fn known(ruleset: &Ruleset, output_formats: &[String]) -> Known {
    let loaded = ruleset.packs.iter().map(|pack| KnownPack {
        name: pack.name.clone(),
        audience: pack.audience.clone(),
        children: pack.children,
        extends: pack.extends.clone(),
        asked: pack.asked,
    });
    Known {
        rules: ruleset.infos().into_iter().map(Into::into).collect(),
        packs: packs().iter().map(Into::into).chain(loaded).collect(),
        output_formats: output_formats.to_vec(),
        partial: false,
    }
}
