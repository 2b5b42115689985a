//! Round after round, until nothing is left to fix.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use clauselint_engine::{Linter, Selection};
use clauselint_fix::{Fixed, Kinds, fix};
use clauselint_reading::Reading;
use clauselint_rule::{Change, Clause, Context, Finding, Mend, Rule, RuleInfo, Setting};
use clauselint_source::Span;

/// Finds words and writes others in their place; adds a clause where there are none.
struct Swap {
    info: RuleInfo,
    words: &'static str,
    other: &'static str,
    safe: bool,
}

impl Rule for Swap {
    fn info(&self) -> &RuleInfo {
        &self.info
    }

    fn check(&self, reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
        let text = &reading.document.text;
        let places = text.match_indices(self.words);
        let spans = places.map(|(at, words)| Span::new(at as u32, (at + words.len()) as u32));
        spans.map(|span| self.finding(span)).collect()
    }
}

impl Swap {
    fn rule(id: &str, words: &'static str, other: &'static str, safe: bool) -> Box<dyn Rule> {
        let info =
            format!("id = {id:?}\nsummary = \"-\"\nseverity = \"note\"\ncheck = \"native\"\n");
        let info = toml::from_str(&info).unwrap();
        Box::new(Self {
            info,
            words,
            other,
            safe,
        })
    }

    fn finding(&self, span: Span) -> Finding {
        let text = self.other.to_owned();
        let change = match self.words {
            "Privacy" => Change::Clause(Clause {
                heading: text.clone(),
                text,
                setting: Setting::Own,
                closing: Vec::new(),
            }),
            _ => Change::Words { span, text },
        };
        Finding {
            span,
            fix: Some(Mend {
                title: "swap".into(),
                safe: self.safe,
                changes: vec![change],
            }),
            ..Finding::default()
        }
    }
}

const POLICY: &str =
    "# Privacy policy\n\nWe collect your name and share your data with ants, ants ants and bees.\n";

fn fixed(rules: &[Box<dyn Rule>], kinds: Kinds) -> (String, Fixed) {
    let selection = Selection::all(rules.iter().map(|rule| rule.info()));
    let linter = Linter::new(rules, &selection, Context::default());
    let path = Path::new("policy.md");
    let fixed = fix(POLICY.into(), kinds, |bytes| linter.lint(path, bytes)).unwrap();
    (String::from_utf8(fixed.bytes.clone()).unwrap(), fixed)
}

fn counts(fixed: &Fixed) -> Vec<(&str, usize)> {
    let counts = fixed.applied.iter();
    counts
        .map(|(rule, count)| (rule.as_str(), *count))
        .collect()
}

#[test]
fn what_one_fix_brings_about_the_next_round_fixes() {
    let rules = [
        Swap::rule("ants", "ants", "bees", true),
        Swap::rule("bees", "bees", "cats", true),
        Swap::rule("names", "name", "titles", false),
    ];
    let (text, safely) = fixed(&rules, Kinds::Safe);
    assert_eq!(text, POLICY.replace("ants", "cats").replace("bees", "cats"));
    assert_eq!(counts(&safely), [("ants", 3), ("bees", 4)]);
    assert!(safely.stuck.is_empty() && safely.is_changed());
    assert_eq!(safely.report.diagnostics.len(), 1);
    let (text, all) = fixed(&rules, Kinds::All);
    assert!(text.contains("your titles and"));
    assert!(all.report.diagnostics.is_empty());
}

#[test]
fn rules_that_undo_each_other_are_named() {
    let rules = [
        Swap::rule("ants", "ants", "bees", true),
        Swap::rule("bees", "bees", "ants", true),
    ];
    let (_, fixed) = fixed(&rules, Kinds::Safe);
    let stuck: Vec<&str> = fixed.stuck.iter().map(|rule| rule.as_str()).collect();
    assert!(!stuck.is_empty());
    assert!(stuck.iter().all(|rule| ["ants", "bees"].contains(rule)));
}

#[test]
fn a_clause_that_changes_nothing_is_added_once() {
    let rules = [Swap::rule(
        "privacy",
        "Privacy",
        "Nothing is said here.",
        false,
    )];
    let (text, fixed) = fixed(&rules, Kinds::All);
    assert_eq!(text.matches("## Nothing is said here.").count(), 1);
    assert_eq!(counts(&fixed), [("privacy", 1)]);
    assert_eq!(fixed.stuck.len(), 1);
}

#[test]
fn nothing_to_fix_is_no_change() {
    let (text, fixed) = fixed(&[Swap::rule("dogs", "dogs", "cats", true)], Kinds::All);
    assert_eq!(text, POLICY);
    assert!(!fixed.is_changed());
}
