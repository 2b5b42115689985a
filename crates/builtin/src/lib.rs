//! The rules that come with clauselint: what `rules/` says, compiled in, and
//! the few checks that need code.

mod native;

use std::sync::OnceLock;

use clauselint_form::{Check, Manifest, Placing, Provision, RuleInfo, Says};
use clauselint_matcher::{DataRule, KINDS, Kind, NameError, Named, Scope};
use clauselint_reading::{Reading, Vocabulary};
use clauselint_rule::{Context, Coverage, Finding, Fixing, Rule};
use tables::{PACKS, PROVISIONS, RULES};

/// The tables of `rules/`, compiled.
mod tables {
    extern crate alloc;

    use clauselint_form::{Instrument, Manifest, Provision, RuleInfo};

    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// All rules, by pack and id.
#[must_use]
pub fn rules() -> Vec<Box<dyn Rule>> {
    RULES.iter().map(rule).collect()
}

/// What the packs of `rules/` say of themselves, by name.
#[must_use]
pub fn packs() -> &'static [Manifest] {
    PACKS
}

/// The provision of a key in `rules/law`.
#[must_use]
pub fn provision(key: &str) -> Option<&'static Provision> {
    let at = PROVISIONS.binary_search_by_key(&key, |(key, _)| key).ok()?;
    Some(&PROVISIONS[at].1)
}

/// All keys of `rules/law`, by name.
pub fn law_keys() -> impl Iterator<Item = &'static str> {
    PROVISIONS.iter().map(|(key, _)| *key)
}

/// All that a rule can name, by kind.
pub fn names() -> impl Iterator<Item = Kind> {
    let laws = Kind {
        id: "law",
        title: "Laws",
        about: "`legal` of a rule: keys, or citations as they are written, such as `45 CFR 164.520`.",
        names: || PROVISIONS.iter().map(law).collect(),
    };
    KINDS.into_iter().chain([laws])
}

/// Rules of code whose findings come with a fix, and whether it changes no
/// meaning.
const MENDING: [(&str, bool); 3] = [
    ("duplicate-paragraph", true),
    ("garbled-text", true),
    ("unused-suppression", true),
];

/// Whether the findings of a rule come with a fix, and one that changes no
/// meaning, as far as that can be told without it.
#[must_use]
pub fn fixing(info: &RuleInfo) -> Fixing {
    let safe_or_not = |safe| if safe { Fixing::Safe } else { Fixing::Unsafe };
    match &info.check {
        Check::Missing(missing) => {
            let words = !missing.write.is_empty() || !info.suggestion.is_empty();
            let placed = missing.clause != Placing::None && words;
            if placed { Fixing::Unsafe } else { Fixing::None }
        }
        Check::Says(says) => {
            let mends = |says: &&Says| {
                let each = says.each.iter().any(|each| each.replace.is_some());
                says.replace.is_some() || says.scheme.is_some() || each
            };
            let mut mending = says.0.iter().filter(mends).peekable();
            match mending.peek() {
                Some(_) => safe_or_not(mending.all(|says| says.safe)),
                None => Fixing::None,
            }
        }
        Check::Spelling(_) => Fixing::Safe,
        Check::Plugin(_) => Fixing::Unknown,
        Check::Native | Check::Engine => {
            let mut mending = MENDING.iter();
            let own = mending.find(|(id, _)| *id == info.id.as_str());
            own.map_or(Fixing::None, |(_, safe)| safe_or_not(*safe))
        }
    }
}

fn law((key, law): &(&str, Provision)) -> Named {
    Named {
        name: (*key).to_owned(),
        about: format!("{}: {} ({})", law.cite, law.title, law.in_force()),
        words: &[],
    }
}

fn rule(info: &'static RuleInfo) -> Box<dyn Rule> {
    // A test over the whole registry says that every name is known, and that
    // there is a check for each native rule.
    match &info.check {
        Check::Native => {
            let check = native::check(info.id.as_str()).unwrap_or(|_, _| Vec::new());
            Box::new(NativeRule { info, check })
        }
        _ => Box::new(Unresolved {
            info,
            rule: OnceLock::new(),
        }),
    }
}

fn data_rule(info: &RuleInfo) -> Result<DataRule, Vec<NameError>> {
    DataRule::new(info.clone(), &scope())
}

/// A rule with its options as `value` tells them; none where that cannot be.
pub fn with_options(
    info: &RuleInfo,
    value: impl Fn(&str) -> Option<String>,
) -> Option<Box<dyn Rule>> {
    let rule = DataRule::with_options(info.clone(), &scope(), value).ok()?;
    Some(Box::new(rule))
}

fn scope() -> Scope<'static> {
    Scope {
        vocabulary: Vocabulary::builtin(),
        prefixes: Vec::new(),
    }
}

struct NativeRule {
    info: &'static RuleInfo,
    check: native::Native,
}

impl Rule for NativeRule {
    fn info(&self) -> &RuleInfo {
        self.info
    }

    fn check(&self, reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
        (self.check)(reading, context)
    }
}

/// A rule whose names are looked up when it is shown the first policy: most are
/// never asked, and none where all results are kept from an earlier run.
struct Unresolved {
    info: &'static RuleInfo,
    rule: OnceLock<Option<DataRule>>,
}

impl Unresolved {
    fn rule(&self) -> Option<&DataRule> {
        let rule = self.rule.get_or_init(|| data_rule(self.info).ok());
        rule.as_ref()
    }
}

impl Rule for Unresolved {
    fn info(&self) -> &RuleInfo {
        self.info
    }

    fn check(&self, reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
        let rule = self.rule();
        rule.map_or_else(Vec::new, |rule| rule.check(reading, context))
    }

    fn coverage(&self, reading: &Reading<'_>, context: &Context) -> Option<Coverage> {
        self.rule()?.coverage(reading, context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_native_rule_has_its_check_and_the_other_way_round() {
        let natives: Vec<&str> = native::NATIVE.iter().map(|(id, _)| *id).collect();
        assert!(natives.is_sorted(), "looked up by id");
        let declared = RULES
            .iter()
            .filter(|info| matches!(info.check, Check::Native));
        let mut declared: Vec<&str> = declared.map(|info| info.id.as_str()).collect();
        declared.sort_unstable();
        assert_eq!(natives, declared);
    }

    #[test]
    fn packs_are_of_this_version_and_extend_each_other() {
        let own = env!("CARGO_PKG_VERSION");
        let version = semver::Version::parse(own).unwrap();
        let names: Vec<&str> = PACKS.iter().map(|pack| &*pack.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        for pack in PACKS {
            assert_eq!(pack.version, own, "{}", pack.name);
            let engine = semver::VersionReq::parse(&pack.engine).unwrap();
            assert!(engine.matches(&version), "{}: {engine}", pack.name);
            assert!(!pack.summary.is_empty(), "{}", pack.name);
            let known = |name: &&str| names.contains(name) && *name != pack.name;
            assert!(
                pack.extends.iter().all(|name| known(&&**name)),
                "{}",
                pack.name
            );
            assert!(
                RULES.iter().any(|rule| rule.pack == pack.name),
                "{}",
                pack.name
            );
        }
        assert!(RULES.iter().all(|rule| names.contains(&&*rule.pack)));
    }

    #[test]
    fn four_fifths_of_the_rules_are_data() {
        let all = RULES.len();
        let count = |kind: fn(&Check) -> bool| RULES.iter().filter(|r| kind(&r.check)).count();
        let native = count(|check| matches!(check, Check::Native));
        let engine = count(|check| matches!(check, Check::Engine));
        let data = all - native - engine;
        assert!(
            data * 5 >= all * 4,
            "{data} of {all} rules are data, {native} are native, {engine} the engine's; four in five must be data"
        );
    }

    #[test]
    fn every_name_in_a_rule_file_is_known() {
        for info in RULES {
            if let Err(errors) = data_rule(info) {
                panic!("{}: {errors:?}", info.id);
            }
            // All share the lists of `language`, which are scanned once.
            assert!(info.words.iter().next().is_none(), "{}", info.id);
        }
    }
}
