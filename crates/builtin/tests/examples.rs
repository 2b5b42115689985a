//! Every rule does what the examples in its file say, exactly both ways.

use clauselint_builtin::{fixing, provision, rules};
use clauselint_reading::Reading;
use clauselint_rule::{Check, Context, Example, Fixing, Rule};
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

/// Whether failing examples have findings with a fix, and with a safe one.
fn fixes(rule: &dyn Rule) -> Vec<bool> {
    let mut safe = Vec::new();
    for example in rule.info().fails.iter() {
        let document = parse(&example.text, Format::Markdown);
        // What is written may bear the day.
        let today = Date::from_iso(&example.today).or(Date::from_iso("2026-01-12"));
        let findings = rule.check(&Reading::new(&document), &Context { today });
        safe.extend(
            findings
                .into_iter()
                .filter_map(|found| Some(found.fix?.safe)),
        );
    }
    safe
}

#[test]
fn rules_say_whether_they_come_with_a_fix() {
    for rule in rules() {
        let info = rule.info();
        if matches!(info.check, Check::Engine) {
            continue;
        }
        let (told, fixes) = (fixing(info), fixes(&*rule));
        let fits = match told {
            // Code may see a fix where no example has one.
            Fixing::Safe if matches!(info.check, Check::Native) => true,
            Fixing::Safe => fixes.contains(&true),
            Fixing::Unsafe => fixes.contains(&false),
            Fixing::None => fixes.is_empty(),
            Fixing::Unknown => false,
        };
        assert!(fits, "{} says {told:?}, and has {fixes:?}", info.id);
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
