//! The rules that come with clauselint: what `rules/` says, compiled in, and
//! the few checks that need code.

mod missing;
mod vague_sharing;

use std::borrow::Cow;

use clauselint_reading::Reading;
use clauselint_rule::{
    Check, Example, Finding, Law, Missing, Owed, Rule, RuleId, RuleInfo, Severity,
};

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A native check: what a policy's reading shows it.
type Native = fn(&Reading<'_>) -> Vec<Finding>;

/// The rules whose file says `check = "native"`.
const NATIVE: [(&str, Native); 1] = [("vague-third-party-sharing", vague_sharing::check)];

/// All rules, by pack and id.
#[must_use]
pub fn rules() -> Vec<Box<dyn Rule>> {
    RULES.iter().map(rule).collect()
}

/// The provision of a key in `rules/law`.
#[must_use]
pub fn law(key: &str) -> Option<&'static Law> {
    let at = LAWS.binary_search_by_key(&key, |(key, _)| key).ok()?;
    Some(&LAWS[at].1)
}

fn rule(info: &'static RuleInfo) -> Box<dyn Rule> {
    match &info.check {
        Check::Missing(missing) => Box::new(missing::MissingRule::new(info, missing)),
        Check::Native => {
            let native = NATIVE.iter().find(|(id, _)| *id == info.id.as_str());
            // A test over the whole registry keeps this arm unreachable.
            let check = native.map_or(nothing as Native, |(_, check)| *check);
            Box::new(NativeRule { info, check })
        }
    }
}

fn nothing(_: &Reading<'_>) -> Vec<Finding> {
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

    fn check(&self, reading: &Reading<'_>) -> Vec<Finding> {
        (self.check)(reading)
    }
}

#[cfg(test)]
mod tests {
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
}
