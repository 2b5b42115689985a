//! The rules that come with clauselint: what `rules/` says, compiled in, and
//! the few checks that need code.

mod broken_table;
mod capitals;
mod conflicting_age_thresholds;
mod conflicting_dates;
mod contradiction;
mod dangling_reference;
mod definitions;
mod discontinued_service;
mod duplicate_paragraph;
mod empty_section;
mod foreign_entity;
mod heading_body_mismatch;
mod inconsistent_entity_name;
mod inconsistent_first_person;
mod links;
mod missing;
mod numbering_gap;
mod outdated_law;
mod placeholder_text;
mod policy_date;
mod readability;
mod references;
mod regional_rights;
mod repeated;
mod said;
mod says;
mod sentence;
mod undefined_term;
mod unused_definition;
mod vague_sharing;
mod wrong_product_noun;

use clauselint_reading::Reading;
use clauselint_rule::{Check, Context, Finding, Provision, Rule, RuleInfo};
use tables::{PROVISIONS, RULES};

/// The tables of `rules/`, compiled.
mod tables {
    use std::borrow::Cow;

    use clauselint_rule::{
        Beside, Check, Example, Instrument, Kind, Missing, Owed, Provision, RuleId, RuleInfo, Says,
        Severity, Unless, Within,
    };

    use crate::discontinued_service::Service;

    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// A native check: what a policy's reading shows it.
type Native = fn(&Reading<'_>, &Context) -> Vec<Finding>;

/// The rules whose file says `check = "native"`.
const NATIVE: &[(&str, Native)] = &[
    ("broken-table", broken_table::check),
    (
        "conflicting-age-thresholds",
        conflicting_age_thresholds::check,
    ),
    ("conflicting-dates", conflicting_dates::check),
    ("dangling-reference", dangling_reference::check),
    ("duplicate-paragraph", duplicate_paragraph::check),
    ("empty-section", empty_section::check),
    ("foreign-entity", foreign_entity::check),
    ("heading-body-mismatch", heading_body_mismatch::check),
    ("inconsistent-entity-name", inconsistent_entity_name::check),
    (
        "inconsistent-first-person",
        inconsistent_first_person::check,
    ),
    ("numbering-gap", numbering_gap::check),
    ("placeholder-text", placeholder_text::check),
    ("undefined-term", undefined_term::check),
    ("unused-definition", unused_definition::check),
    ("wrong-product-noun", wrong_product_noun::check),
    ("archived-link", links::archived),
    (
        "collects-nothing-contradicted",
        contradiction::nothing::check,
    ),
    ("contradictory-statements", contradiction::check),
    ("discontinued-service", discontinued_service::check),
    ("future-date", policy_date::future),
    ("insecure-link", links::insecure),
    ("outdated-legal-reference", outdated_law::check),
    ("stale-policy", policy_date::stale),
    ("all-caps-waiver", capitals::check),
    ("hard-to-read", readability::check),
    ("rights-limited-to-region", regional_rights::check),
    ("vague-third-party-sharing", vague_sharing::check),
];

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
        Check::Says(says) => Box::new(says::SaysRule::new(info, says)),
        Check::Native => {
            let native = NATIVE.iter().find(|(id, _)| *id == info.id.as_str());
            // A test over the whole registry keeps this arm unreachable.
            let check = native.map_or(nothing as Native, |(_, check)| *check);
            Box::new(NativeRule { info, check })
        }
    }
}

fn nothing(_: &Reading<'_>, _: &Context) -> Vec<Finding> {
    Vec::new()
}

struct NativeRule {
    info: &'static RuleInfo,
    check: Native,
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
        let mut natives: Vec<&str> = NATIVE.iter().map(|(id, _)| *id).collect();
        natives.sort_unstable();
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
                    (said.into_iter().chain(near).collect(), None)
                }
                Check::Native => (Vec::new(), None),
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
