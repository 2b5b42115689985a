//! A rule that panics takes nothing down with it.

use std::path::Path;

use clauselint_builtin::rules;
use clauselint_engine::{Draft, Linter, Selection};
use clauselint_reading::{Memory, Reading};
use clauselint_rule::{Context, Finding, Rule, RuleInfo};

/// A rule with a fault of its own.
struct Faulty(RuleInfo);

impl Rule for Faulty {
    fn info(&self) -> &RuleInfo {
        &self.0
    }

    fn check(&self, reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
        panic!("{} passages are too many", reading.passages.len())
    }
}

#[test]
fn the_others_are_told() {
    let named = |rule: &dyn Rule, id: &str| rule.info().id.as_str() == id;
    let mut rules = rules();
    rules.retain(|rule| named(&**rule, "consent-by-use") || named(&**rule, "stale-policy"));
    for rule in &mut rules {
        if named(&**rule, "stale-policy") {
            *rule = Box::new(Faulty(rule.info().clone()));
        }
    }
    let infos = rules.iter().map(|rule| rule.info());
    let selection = Selection::all(infos);
    let linter = Linter::new(&rules, &selection, Context::default());
    let text = "# Privacy policy\n\nWe collect your name.\n\n\
        By using our website, you agree to this privacy policy.\n";
    let draft = Draft {
        path: Path::new("PRIVACY.md"),
        format: None,
        text,
        is_stale: &|| false,
        memory: &mut Memory::default(),
    };
    let report = linter.lint_draft(draft, |_| ()).ok().flatten();
    let (report, ()) = report.expect("it has words, and is waited for");
    let found = report.diagnostics.iter();
    let found: Vec<&str> = found.map(|found| found.rule.as_str()).collect();
    assert_eq!(found, ["stale-policy", "consent-by-use"]);
    let message = &report.diagnostics[0].message;
    assert!(message.contains("passages are too many"), "{message}");
    assert!(report.failed);
}

#[test]
fn what_nobody_waits_for_is_not_linted() {
    let rules = rules();
    let selection = Selection::all(rules.iter().map(|rule| rule.info()));
    let linter = Linter::new(&rules, &selection, Context::default());
    let draft = Draft {
        path: Path::new("PRIVACY.md"),
        format: None,
        text: "# Privacy policy\n\nWe collect your name.\n",
        is_stale: &|| true,
        memory: &mut Memory::default(),
    };
    let report = linter.lint_draft(draft, |_| ());
    assert!(report.is_ok_and(|report| report.is_none()));
}
