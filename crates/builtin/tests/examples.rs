//! Every rule does what the examples in its file say, exactly both ways.

use clauselint_builtin::{provision, rules};
use clauselint_reading::Reading;
use clauselint_rule::{Check, Context, Example, Rule};
use clauselint_syntax::{Date, Format, parse};

/// The words that each finding covers.
fn found(rule: &dyn Rule, example: &Example) -> Vec<String> {
    let document = parse(&example.text, Format::Markdown);
    let reading = Reading::new(&document);
    let context = Context {
        today: Date::from_iso(&example.today),
    };
    let findings = rule.check(&reading, &context).into_iter();
    findings
        .map(|finding| document.str(finding.span).to_owned())
        .collect()
}

#[test]
fn failing_examples_fire_where_they_say() {
    for rule in rules() {
        let info = rule.info();
        assert!(!info.fails.is_empty(), "{} has no failing example", info.id);
        for example in info.fails.iter() {
            let expected: Vec<&str> = example.at.iter().map(|at| &**at).collect();
            if matches!(info.check, Check::Engine) {
                continue;
            }
            assert_eq!(
                found(&*rule, example),
                expected,
                "{}: {}",
                info.id,
                example.note
            );
        }
    }
}

#[test]
fn passing_examples_are_silent() {
    for rule in rules() {
        let info = rule.info();
        assert!(
            !info.passes.is_empty(),
            "{} has no passing example",
            info.id
        );
        for example in info.passes.iter() {
            let found = found(&*rule, example);
            assert!(found.is_empty(), "{}: {}: {found:?}", info.id, example.note);
        }
    }
}

#[test]
fn legal_references_are_in_the_table() {
    for rule in rules() {
        let info = rule.info();
        for key in info.legal.iter() {
            assert!(provision(key).is_some(), "{}: no law {key}", info.id);
        }
    }
}

#[test]
fn rule_files_are_written_out() {
    for rule in rules() {
        let info = rule.info();
        for (name, text) in [
            ("summary", &info.summary),
            ("why", &info.why),
            ("help", &info.help),
            ("suggestion", &info.suggestion),
        ] {
            assert!(text.trim().len() > 20, "{}: {name} says nothing", info.id);
        }
        assert!(
            info.id
                .as_str()
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-'),
            "{}",
            info.id
        );
        assert!(
            !info.summary.ends_with('.'),
            "{}: a summary is no sentence",
            info.id
        );
    }
}
