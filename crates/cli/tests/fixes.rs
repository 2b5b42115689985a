//! Fixes of all rules: each silences its rule, and nothing is left to fix
//! behind them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clauselint_builtin::rules;
use clauselint_engine::{FileReport, Linter, Selection};
use clauselint_fix::{Fixed, Kinds, fix};
use clauselint_rule::{Check, Context, Rule, RuleInfo};
use clauselint_syntax::Date;

const FORMATS: [&str; 3] = ["policy.md", "policy.html", "policy.txt"];

/// An example's Markdown in another format, as far as examples use it.
fn converted(markdown: &str, name: &str) -> String {
    let blocks = markdown.trim().split("\n").filter(|line| !line.is_empty());
    let block = |line: &str| -> String {
        let words = line.trim_start_matches('#').trim();
        let level = line.len() - line.trim_start_matches('#').len();
        match (name, level) {
            ("policy.html", 0) => format!("  <p>{words}</p>\n"),
            ("policy.html", _) => format!("  <h{level}>{words}</h{level}>\n"),
            ("policy.txt", 1) => format!("{}\n\n", words.to_uppercase()),
            ("policy.txt", 2) => format!("{words}\n{}\n", "-".repeat(words.len())),
            _ => format!("{words}\n\n"),
        }
    };
    match name {
        "policy.md" => markdown.to_owned(),
        "policy.html" => format!("<body>\n{}</body>\n", blocks.map(block).collect::<String>()),
        _ => blocks.map(block).collect(),
    }
}

fn context() -> Context {
    Context {
        today: Date::from_iso("2025-02-28"),
    }
}

fn mended(linter: &Linter<'_>, path: &Path, bytes: &[u8], kinds: Kinds) -> Fixed {
    fix(bytes.to_vec(), kinds, |bytes| linter.lint(path, bytes)).unwrap()
}

fn has_clause(info: &RuleInfo) -> bool {
    matches!(info.check, Check::Missing(_))
}

/// What is wrong with the fix of a rule's example in a format; none where the
/// rule does not fire on it.
fn fault(rules: &[Box<dyn Rule>], info: &RuleInfo, text: &str, name: &str) -> Option<Option<String>> {
    let selection = Selection::new(rules, &[info.id.as_str().to_owned()], &[]).unwrap();
    let linter = Linter::new(rules, &selection, context());
    let text = converted(text, name);
    let before = linter.lint(Path::new(name), text.clone().into_bytes()).unwrap();
    if before.diagnostics.is_empty() {
        return None;
    }
    let fixed = mended(&linter, Path::new(name), text.as_bytes(), Kinds::All);
    let after = String::from_utf8(fixed.bytes.clone()).unwrap();
    let again = mended(&linter, Path::new(name), &fixed.bytes, Kinds::All);
    let silent = fixed.report.diagnostics.is_empty() && fixed.stuck.is_empty();
    let fault = format!("== {} {name}\n{text}\n-- becomes\n{after}\n", info.id);
    Some((!silent || again.is_changed()).then_some(fault))
}

#[test]
fn clauses_silence_the_rules_that_miss_them() {
    let rules = rules();
    let mut faults = Vec::new();
    for rule in rules.iter().filter(|rule| has_clause(rule.info())) {
        let info = rule.info();
        for name in FORMATS {
            let tried = info.fails.iter();
            let tried = tried.filter_map(|example| fault(&rules, info, &example.text, name));
            let tried: Vec<Option<String>> = tried.collect();
            if tried.is_empty() {
                faults.push(format!("== {} {name}: no example fires", info.id));
            }
            faults.extend(tried.into_iter().flatten());
        }
    }
    let count = faults.len();
    assert!(faults.is_empty(), "{}\n{count} faults", faults.join("\n"));
}
