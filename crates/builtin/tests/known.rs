//! What the author of a policy knows decides what it owes.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use clauselint_builtin::rules;
use clauselint_reading::{Children, KnownFacts, Reading, Vocabulary};
use clauselint_rule::Context;
use clauselint_syntax::{Format, parse};

/// How often a rule fires.
fn count(id: &str, text: &str, known: &KnownFacts) -> usize {
    let document = parse(text, Format::Markdown);
    let reading = Reading::with_known(&document, Vocabulary::builtin(), known);
    let rules = rules();
    let rule = rules.iter().find(|rule| rule.info().id.as_str() == id);
    let findings = rule.unwrap().check(&reading, &Context::default());
    findings.len()
}

#[test]
fn what_is_owed_to_children_follows_the_author() {
    let plain = "# Privacy policy\n\nWe collect a nickname.";
    let game = "# Privacy policy\n\nThis app is designed for children. We collect a nickname.";
    let known = |children| KnownFacts {
        children,
        ..KnownFacts::default()
    };
    for rule in ["missing-parental-rights", "missing-child-retention"] {
        assert_eq!(count(rule, plain, &known(None)), 0);
        assert_eq!(count(rule, plain, &known(Some(Children::Mixed))), 1);
        assert_eq!(count(rule, plain, &known(Some(Children::Directed))), 1);
        assert_eq!(count(rule, game, &known(None)), 1);
        assert_eq!(count(rule, game, &known(Some(Children::NotDirected))), 0);
    }
    let clause = "missing-child-privacy-clause";
    let not_directed = known(Some(Children::NotDirected));
    assert_eq!(
        count(clause, plain, &not_directed),
        1,
        "readers do not know"
    );
}

#[test]
fn what_collectors_owe_follows_the_author() {
    let nothing = "# Privacy policy\n\nThis app does not collect any personal data.";
    let something = "# Privacy policy\n\nWe collect your name.";
    let known = |collects| KnownFacts {
        collects,
        ..KnownFacts::default()
    };
    let rule = "missing-retention-period";
    assert_eq!(count(rule, nothing, &known(None)), 0);
    assert_eq!(count(rule, nothing, &known(Some(true))), 1);
    assert_eq!(count(rule, something, &known(None)), 1);
    assert_eq!(count(rule, something, &known(Some(false))), 0);
}

#[test]
fn names_that_the_author_tells_are_one_party() {
    let two = "# Privacy policy\n\nThanks for using Welkin! Welkin does not store your files.\n\n## Sharing\n\nWelkin uses your data to run. People working for Brackwater may see it.\n\n## Cookies\n\nBrackwater collects and analyzes data on how the service is used. Brackwater does not sell your data.";
    let known = |names: &[&str]| KnownFacts {
        names: names.iter().map(ToString::to_string).collect(),
        ..KnownFacts::default()
    };
    let rule = "inconsistent-entity-name";
    assert_eq!(count(rule, two, &known(&[])), 1);
    assert_eq!(
        count(rule, two, &known(&["Welkin Ltd", "Brackwater Inc"])),
        0
    );
    assert_eq!(count(rule, two, &known(&["Welkin Ltd"])), 1);
    let foreign = "# Privacy policy\n\nWe collect your name. Dropbox respects your privacy.";
    let rule = "foreign-entity";
    assert_eq!(count(rule, foreign, &known(&["Dropbox Inc"])), 0);
    assert_eq!(count(rule, foreign, &known(&["Welkin Ltd"])), 1);
}
