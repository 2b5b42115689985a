//! What users may set in a rule.

use std::borrow::Cow;

use serde::Deserialize;

use crate::{Check, Missing, Names, RuleInfo, Says, Text};

/// What users may set in a rule, by `[rules.ID.options]` of their
/// configuration. The rule's check writes it as `$NAME`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct RuleOption {
    /// What it is for, in a few words.
    pub summary: Text,
    /// What it is: `duration`, such as `12 months`, or `number`.
    pub kind: OptionKind,
    /// Its value where nothing is configured.
    pub default: Text,
}

/// What an option is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub enum OptionKind {
    /// A length of time: a whole number and days, weeks, months or years.
    Duration,
    /// A whole number.
    Number,
}

impl OptionKind {
    /// Whether a text is such a value.
    #[must_use]
    pub fn takes(self, value: &str) -> bool {
        let is_number = |text: &str| {
            (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        match (self, value.split_once(' ')) {
            (Self::Number, None) => is_number(value),
            (Self::Duration, Some((number, unit))) => {
                let unit = unit.strip_suffix('s').unwrap_or(unit);
                is_number(number) && ["day", "week", "month", "year"].contains(&unit)
            }
            _ => false,
        }
    }

    /// How a value is written.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Duration => "a length of time, such as \"18 months\"",
            Self::Number => "a whole number, such as 4",
        }
    }
}

impl RuleInfo {
    /// The rule with its options filled in: `value` tells what is set, or else
    /// the defaults hold.
    #[must_use]
    pub fn filled(&self, value: impl Fn(&str) -> Option<String>) -> Cow<'_, Self> {
        if self.options.iter().next().is_none() {
            return Cow::Borrowed(self);
        }
        let values: Vec<(String, String)> = self
            .options
            .iter()
            .map(|(name, option)| {
                let value = value(name).unwrap_or_else(|| option.default.clone().into_owned());
                (format!("${name}"), value)
            })
            .collect();
        let mut filled = self.clone();
        let fill = |text: &mut Text| {
            for (name, value) in &values {
                if text.contains(name.as_str()) {
                    *text = text.replace(name, value).into();
                }
            }
        };
        match &mut filled.check {
            Check::Missing(missing) => missing.each_text(&fill),
            Check::Says(says) => {
                for says in says.0.to_mut() {
                    says.each_text(&fill);
                }
            }
            Check::Spelling(_) | Check::Plugin(_) | Check::Native | Check::Engine => {}
        }
        Cow::Owned(filled)
    }
}

fn each(names: &mut Names, fill: &impl Fn(&mut Text)) {
    names.to_mut().iter_mut().for_each(fill);
}

impl Missing {
    fn each_text(&mut self, fill: &impl Fn(&mut Text)) {
        each(&mut self.what, fill);
        each(&mut self.when, fill);
        fill(&mut self.message);
        fill(&mut self.label);
    }
}

impl Says {
    fn each_text(&mut self, fill: &impl Fn(&mut Text)) {
        let unless = &mut self.unless;
        for names in [
            &mut self.what,
            &mut self.when,
            &mut self.about,
            &mut unless.sentence,
            &mut unless.list,
            &mut unless.near,
            &mut unless.section,
            &mut unless.policy,
        ] {
            each(names, fill);
        }
        fill(&mut self.message);
        fill(&mut self.label);
    }
}

#[cfg(test)]
mod tests {
    use super::OptionKind::{Duration, Number};

    #[test]
    fn values_are_of_their_kind() {
        for value in ["1 day", "18 months", "2 years", "52 weeks"] {
            assert!(Duration.takes(value), "{value}");
        }
        for value in [
            "18",
            "months",
            "1.5 years",
            "-1 days",
            "1 day ago",
            "1  day",
            "",
        ] {
            assert!(!Duration.takes(value), "{value}");
        }
        assert!(Number.takes("4") && !Number.takes("4 months") && !Number.takes("x"));
    }
}
