//! The rules that come with clauselint: what `rules/` says, compiled in, and
//! the few checks that need code.

mod missing;
mod native;
mod said;
mod says;

use clauselint_form::{Check, Provision, RuleInfo};
use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding, Rule};
use tables::{PROVISIONS, RULES};

/// The tables of `rules/`, compiled.
mod tables {
    extern crate alloc;

    use clauselint_form::{Instrument, Provision, RuleInfo};

    use crate::native::discontinued_service::Service;

    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// All rules, by pack and id.
#[must_use]
pub fn rules() -> Vec<Box<dyn Rule>> {
    RULES.iter().map(rule).collect()
}

/// The provision of a key in `rules/law`.
#[must_use]
pub fn provision(key: &str) -> Option<&'static Provision> {
    let at = PROVISIONS.binary_search_by_key(&key, |(key, _)| key).ok()?;
    Some(&PROVISIONS[at].1)
}

fn rule(info: &'static RuleInfo) -> Box<dyn Rule> {
    match &info.check {
        Check::Missing(missing) => Box::new(missing::MissingRule::new(info, missing)),
        Check::Says(says) => Box::new(says::SaysRule::new(info, &says.0[0])),
        Check::Native | Check::Spelling(_) | Check::Plugin(_) => {
            // A test over the whole registry says that there is one for each.
            let check = native::check(info.id.as_str()).unwrap_or(|_, _| Vec::new());
            Box::new(NativeRule { info, check })
        }
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

#[cfg(test)]
mod tests {
    use clauselint_reading::Topic;

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
    fn every_name_in_a_rule_file_is_known() {
        for info in RULES {
            let topic = Topic::named(&info.topic);
            assert!(topic.is_some(), "{}: topic {}", info.id, info.topic);
            let (said, topics) = match &info.check {
                Check::Missing(check) => (vec![&check.what, &check.when], Some(&check.look)),
                Check::Says(check) => {
                    let check = &check.0[0];
                    let unless = &check.unless;
                    let near = [
                        &unless.sentence,
                        &unless.list,
                        &unless.near,
                        &unless.section,
                    ];
                    let beside = check.beside.iter();
                    let beside = beside.flat_map(|beside| [&beside.what, &beside.unless]);
                    let said = [&check.what, &check.about, &unless.policy];
                    (said.into_iter().chain(near).chain(beside).collect(), None)
                }
                _ => (Vec::new(), None),
            };
            for name in said.into_iter().flat_map(|names| names.iter()) {
                assert!(said::Said::named(name).is_some(), "{}: {name}", info.id);
            }
            for name in topics.into_iter().flat_map(|names| names.iter()) {
                assert!(Topic::named(name).is_some(), "{}: {name}", info.id);
            }
        }
    }
}
