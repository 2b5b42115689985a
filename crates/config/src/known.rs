//! The rules and packs that there are.

use clauselint_form::{Manifest, OptionKind, RuleId, RuleInfo, Severity};

/// The pack that is on where nothing is selected.
pub(crate) const DEFAULT: &str = "core";
/// Every rule.
const ALL: &str = "all";

/// The rules and packs that a configuration may name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// All rules.
    pub rules: Vec<KnownRule>,
    /// All packs.
    pub packs: Vec<KnownPack>,
    /// The names of output formats.
    pub output_formats: Vec<String>,
    /// Whether some pack could not be loaded, so that a name that is not known
    /// may be one of it.
    pub partial: bool,
}

/// A rule, as far as its configuration goes.
#[derive(Debug, Clone)]
pub struct KnownRule {
    /// Its id.
    pub id: RuleId,
    /// Its group.
    pub group: String,
    /// Its pack.
    pub pack: String,
    /// Whether it runs wherever its pack does.
    pub default: bool,
    /// Its severity where nothing is configured.
    pub severity: Severity,
    /// The options that it takes, each with what it is.
    pub options: Vec<(String, OptionKind)>,
}

/// A pack, as far as its configuration goes.
#[derive(Debug, Clone)]
pub struct KnownPack {
    /// Its name.
    pub name: String,
    /// Whose readers it is for; for all where empty.
    pub audience: Vec<String>,
    /// Whether it is for services that children use, and for no others.
    pub children: bool,
    /// The packs that come with it.
    pub extends: Vec<String>,
    /// Whether the configuration's `packs` name it.
    pub asked: bool,
}

impl From<&RuleInfo> for KnownRule {
    fn from(info: &RuleInfo) -> Self {
        Self {
            id: info.id.clone(),
            group: info.group.to_string(),
            pack: info.pack.to_string(),
            default: info.default,
            severity: info.severity,
            options: info
                .options
                .iter()
                .map(|(name, option)| (name.to_owned(), option.kind))
                .collect(),
        }
    }
}

impl From<&Manifest> for KnownPack {
    /// One that comes with clauselint, or that another extends: not asked for.
    fn from(manifest: &Manifest) -> Self {
        let texts =
            |texts: &clauselint_form::Names| texts.iter().map(ToString::to_string).collect();
        Self {
            name: manifest.name.to_string(),
            audience: texts(&manifest.audience),
            children: manifest.children,
            extends: texts(&manifest.extends),
            asked: false,
        }
    }
}

/// How many rules a name may stand for: the more exact one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exactness {
    All,
    Several,
    One,
}

impl Known {
    /// The rules that a name stands for, by their place; none where it stands
    /// for nothing. In `selecting`, a pack brings its own rules that are on by
    /// default, and none of a pack that it extends.
    pub(crate) fn named(&self, name: &str, selecting: bool) -> Option<(Exactness, Vec<usize>)> {
        let places = |is: &dyn Fn(&KnownRule) -> bool| -> Vec<usize> {
            let rules = self.rules.iter().enumerate();
            rules
                .filter(|(_, rule)| is(rule))
                .map(|(at, _)| at)
                .collect()
        };
        if name == ALL {
            return Some((Exactness::All, places(&|_| true)));
        }
        if self.is_rule(name) {
            return Some((Exactness::One, places(&|rule| rule.id.as_str() == name)));
        }
        if self.is_pack(name) {
            let rules = places(&|rule| rule.pack == name && (rule.default || !selecting));
            return Some((Exactness::Several, rules));
        }
        let group = places(&|rule| rule.group == name);
        (!group.is_empty()).then_some((Exactness::Several, group))
    }

    /// A pack with those that it extends.
    pub(crate) fn with_extended<'k>(&'k self, name: &'k str) -> Vec<&'k str> {
        let mut names = vec![name];
        let mut at = 0;
        while let Some(name) = names.get(at) {
            let pack = self.packs.iter().find(|pack| pack.name == *name);
            for extended in pack.into_iter().flat_map(|pack| &pack.extends) {
                if !names.contains(&&**extended) {
                    names.push(extended);
                }
            }
            at += 1;
        }
        names
    }

    pub(crate) fn is_rule(&self, name: &str) -> bool {
        self.rules.iter().any(|rule| rule.id.as_str() == name)
    }

    fn is_pack(&self, name: &str) -> bool {
        self.packs.iter().any(|pack| pack.name == name)
            || self.rules.iter().any(|rule| rule.pack == name)
    }

    /// What `select` and `ignore` may name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let rules = self.rules.iter();
        let rules = rules.flat_map(|rule| [rule.id.as_str(), &rule.group, &rule.pack]);
        let packs = self.packs.iter().map(|pack| &*pack.name);
        rules.chain(packs).chain([ALL])
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.id.as_str())
    }
}
