//! Fixes of all rules: each silences its rule, and nothing is left to fix
//! behind them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clauselint_builtin::rules;
use clauselint_engine::{FileReport, Linter, Selection};
use clauselint_fix::{Fixed, Kinds, fix};
use clauselint_form::Placing;
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
    matches!(&info.check, Check::Missing(missing) if missing.clause != Placing::None)
}

/// What is wrong with the fix of a rule's example in a format; none where the
/// rule does not fire on it.
fn fault(
    rules: &[Box<dyn Rule>],
    info: &RuleInfo,
    text: &str,
    name: &str,
) -> Option<Option<String>> {
    let selection = Selection::all([info]);
    let linter = Linter::new(rules, &selection, context());
    let text = converted(text, name);
    let before = linter
        .lint(Path::new(name), text.clone().into_bytes())
        .unwrap();
    if before.diagnostics.is_empty() {
        return None;
    }
    let fixed = mended(&linter, Path::new(name), text.as_bytes(), Kinds::All);
    let after = String::from_utf8(fixed.bytes.clone()).unwrap();
    let again = mended(&linter, Path::new(name), &fixed.bytes, Kinds::All);
    let silent = fixed.report.diagnostics.is_empty() && fixed.stuck.is_empty();
    let added = text.matches('[').count() < after.matches('[').count();
    let silent = silent && (!added || is_reminded(rules, name, &fixed.bytes));
    let fault = format!("== {} {name}\n{text}\n-- becomes\n{after}\n", info.id);
    Some((!silent || again.is_changed()).then_some(fault))
}

fn infos(rules: &[Box<dyn Rule>]) -> impl Iterator<Item = &RuleInfo> {
    rules.iter().map(|rule| rule.info())
}

/// Whether what is to be filled in has a finding of its own.
fn is_reminded(rules: &[Box<dyn Rule>], name: &str, bytes: &[u8]) -> bool {
    let selection =
        Selection::all(infos(rules).filter(|info| info.id.as_str() == "placeholder-text"));
    let linter = Linter::new(rules, &selection, context());
    let report = linter.lint(Path::new(name), bytes.to_vec()).unwrap();
    let text = report.source.text();
    let left: Vec<&str> = report
        .diagnostics
        .iter()
        .flat_map(|found| {
            let related = found.related.iter().map(|related| related.span);
            related.chain([found.span]).map(|span| span.of(text))
        })
        .collect();
    let mut placeholders = text.match_indices("[insert");
    placeholders.all(|(at, _)| left.iter().any(|left| text[at..].starts_with(left)))
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

fn policies() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        let ends = |end| path.extension().is_some_and(|other| other == end);
        !path.ends_with("README.md") && (ends("md") || ends("html") || ends("txt"))
    });
    files.sort();
    files
}

fn counts(report: &FileReport) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for found in &report.diagnostics {
        *counts.entry(found.rule.as_str()).or_default() += 1;
    }
    counts
}

/// What remains to be done about a clause to begin with: gaps to be filled in,
/// and "we" where the policy says "I".
const REMINDERS: [&str; 2] = ["placeholder-text", "inconsistent-first-person"];

/// What is wrong with the fixes of a policy.
fn faults_of(linter: &Linter<'_>, path: &Path, kinds: Kinds) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let before = linter.lint(path, bytes.clone()).unwrap();
    let fixed = mended(linter, path, &bytes, kinds);
    let mut faults = Vec::new();
    if !fixed.stuck.is_empty() || fixed.unwritable.is_some() {
        faults.push(format!("{}: stuck: {:?}", path.display(), fixed.stuck));
    }
    if mended(linter, path, &fixed.bytes, kinds).is_changed() {
        faults.push(format!("{}: a second run goes on", path.display()));
    }
    let old = counts(&before);
    for (rule, count) in counts(&fixed.report) {
        let was = old.get(rule).copied().unwrap_or_default();
        if count > was && !REMINDERS.contains(&rule) {
            faults.push(format!("{}: {rule} from {was} to {count}", path.display()));
        }
    }
    faults
}

#[test]
fn policies_are_fixed_once_and_for_all() {
    let rules = rules();
    for (select, kinds) in [
        ("core", Kinds::Safe),
        ("core", Kinds::All),
        ("all", Kinds::All),
    ] {
        let selection = Selection::all(
            infos(&rules).filter(|info| select == "all" || info.default && info.pack == select),
        );
        let linter = Linter::new(&rules, &selection, context());
        let all = policies();
        assert!(all.len() > 30);
        let faults = all.iter().flat_map(|path| faults_of(&linter, path, kinds));
        let faults: Vec<String> = faults.collect();
        assert!(
            faults.is_empty(),
            "{select} {kinds:?}\n{}",
            faults.join("\n")
        );
    }
}

/// The words of all blocks as they stand in the source.
fn blocks(report: &FileReport) -> Vec<&str> {
    let blocks = report.document().blocks.iter();
    blocks
        .map(|block| {
            report
                .document()
                .locate(block.span)
                .of(report.source.text())
        })
        .collect()
}

#[test]
fn clauses_leave_everything_else_as_it_was() {
    let rules = rules();
    let selection = Selection::all(infos(&rules).filter(|info| info.group == "completeness"));
    let linter = Linter::new(&rules, &selection, context());
    let mut changed = 0;
    for path in policies() {
        let bytes = std::fs::read(&path).unwrap();
        let before = linter.lint(&path, bytes.clone()).unwrap();
        let fixed = mended(&linter, &path, &bytes, Kinds::All);
        changed += usize::from(fixed.is_changed());
        let mut after = blocks(&fixed.report).into_iter();
        for block in blocks(&before) {
            let kept = after.any(|other| other == block);
            assert!(kept, "{}: {block:?} is no more", path.display());
        }
        let told = before
            .diagnostics
            .iter()
            .filter(|found| found.fix.is_none());
        let told = told.map(|found| found.rule.as_str());
        let clauses = infos(&rules).filter(|info| has_clause(info));
        let clauses: Vec<&str> = clauses.map(|info| info.id.as_str()).collect();
        let told: Vec<&str> = told.filter(|rule| clauses.contains(rule)).collect();
        assert!(told.is_empty(), "{}: no fix for {told:?}", path.display());
    }
    assert!(changed > 30);
}

/// A clause to begin with speaks of nothing but its own topic: where all are
/// missing, none makes another look said.
#[test]
fn as_many_clauses_are_added_as_are_missing() {
    let rules = rules();
    let selection =
        Selection::all(infos(&rules).filter(|info| info.default && info.pack == "core"));
    let linter = Linter::new(&rules, &selection, context());
    for text in [
        "We collect your email.",
        "# Privacy policy\n\nWe collect your data.\n",
    ] {
        for name in FORMATS {
            let bytes = text.as_bytes();
            let before = linter.lint(Path::new(name), bytes.to_vec()).unwrap();
            let fixable = before
                .diagnostics
                .iter()
                .filter(|found| found.fix.is_some());
            let promised: Vec<&str> = fixable.map(|found| found.rule.as_str()).collect();
            let fixed = mended(&linter, Path::new(name), bytes, Kinds::All);
            let mut promised: Vec<(&str, usize)> = promised.into_iter().map(|id| (id, 1)).collect();
            promised.sort_unstable();
            let mut applied: Vec<(&str, usize)> = fixed
                .applied
                .iter()
                .map(|(id, count)| (id.as_str(), *count))
                .collect();
            applied.sort_unstable();
            assert!(promised.len() > 7, "{promised:?}");
            assert_eq!(promised, applied, "{name}: {text}");
        }
    }
}
