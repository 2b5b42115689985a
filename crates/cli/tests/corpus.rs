//! The policies of corpus/ have the findings that stand beside them, exactly
//! both ways.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use clauselint_engine::{FileReport, Linter, Selection};
use clauselint_project::Ruleset;
use clauselint_rule::{Context, Diagnostic};
use clauselint_syntax::Date;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    about: String,
    /// The packs, groups and rules that are asked.
    #[serde(default = "core")]
    select: Vec<String>,
    /// The day on which the policy is read.
    #[serde(default)]
    today: String,
    /// What the version before said in place of words of this one.
    #[serde(default)]
    before: Vec<Before>,
    #[serde(default)]
    finding: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    now: String,
    was: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    rule: String,
    /// Words of the file that the finding overlaps; anywhere where it is left out.
    at: Option<String>,
}

fn policies() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|e| e != "toml") && !path.ends_with("README.md")
        })
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        })
        .collect();
    files.sort();
    files
}

fn core() -> Vec<String> {
    vec!["core".to_owned()]
}

fn expected(path: &Path) -> Expected {
    let expected = std::fs::read_to_string(path.with_extension("expected.toml")).unwrap();
    let expected: Expected =
        toml::from_str(&expected).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    assert!(!expected.about.is_empty());
    expected
}

fn selection(ruleset: &Ruleset, expected: &Expected) -> Selection {
    let names: Vec<&str> = expected.select.iter().map(|name| &**name).collect();
    ruleset.select(&names).unwrap()
}

fn lint(path: &Path, expected: &Expected) -> FileReport {
    let ruleset = Ruleset::builtin();
    let context = Context {
        today: Date::from_iso(&expected.today),
    };
    let before = |path: &Path| Ok(before(path, expected));
    Linter::new(&ruleset.rules, &selection(&ruleset, expected), context)
        .with_previous(&before)
        .lint(path, std::fs::read(path).unwrap())
        .unwrap()
}

/// The version before; none where nothing is told of it.
fn before(path: &Path, expected: &Expected) -> Option<Vec<u8>> {
    let mut text = std::fs::read_to_string(path).ok()?;
    for Before { now, was } in &expected.before {
        assert_eq!(text.matches(now).count(), 1, "{}: {now:?}", path.display());
        text = text.replace(now, was);
    }
    (!expected.before.is_empty()).then(|| text.into_bytes())
}

fn is_at(report: &FileReport, diagnostic: &Diagnostic, expected: &Finding) -> bool {
    let Some(at) = &expected.at else { return true };
    let text = report.source.text();
    let start = text
        .find(at.as_str())
        .unwrap_or_else(|| panic!("{}: no {at:?}", report.path));
    assert!(
        text.matches(at.as_str()).count() == 1,
        "{}: {at:?} stands there more than once",
        report.path
    );
    let end = start + at.len();
    (diagnostic.span.start as usize) < end && start < diagnostic.span.end as usize
}

fn disagreements(path: &Path) -> Vec<String> {
    let expected = expected(path);
    let report = lint(path, &expected);
    let mut open: Vec<&Finding> = expected.finding.iter().collect();
    let mut wrong = Vec::new();
    for diagnostic in &report.diagnostics {
        let matches =
            |f: &&Finding| f.rule == diagnostic.rule.as_str() && is_at(&report, diagnostic, f);
        match open.iter().position(matches) {
            Some(at) => drop(open.remove(at)),
            None => wrong.push(format!(
                "too much: {} {} at {:?}",
                report.path,
                diagnostic.rule,
                diagnostic.span.of(report.source.text())
            )),
        }
    }
    wrong.extend(
        open.iter()
            .map(|f| format!("missed: {} {} at {:?}", report.path, f.rule, f.at)),
    );
    wrong
}

#[test]
fn every_policy_has_the_findings_beside_it() {
    let wrong: Vec<String> = policies()
        .iter()
        .flat_map(|path| disagreements(path))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn exemplary_policies_expect_nothing() {
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let policies = policies();
    let exemplary = policies
        .iter()
        .filter(|path| name(path).starts_with("exemplary-"));
    for path in exemplary {
        assert!(expected(path).finding.is_empty(), "{}", path.display());
    }
}

#[test]
fn the_corpus_covers_all_formats_and_rules() {
    let policies = policies();
    for format in ["md", "html", "txt"] {
        assert!(
            policies
                .iter()
                .any(|path| path.extension().is_some_and(|e| e == format)),
            "{format}"
        );
    }
    let uncovered = uncovered(&policies);
    assert!(uncovered.is_empty(), "\n{}", uncovered.join("\n"));
}

/// What the corpus does not show of each rule: a policy where it fires, and
/// one where it is asked and silent.
fn uncovered(policies: &[PathBuf]) -> Vec<String> {
    let ruleset = Ruleset::builtin();
    let read: Vec<(Selection, FileReport)> = policies
        .iter()
        .map(|path| {
            let expected = expected(path);
            (selection(&ruleset, &expected), lint(path, &expected))
        })
        .collect();
    let mut uncovered = Vec::new();
    for rule in &ruleset.rules {
        let id = &rule.info().id;
        let (fires, silent): (Vec<_>, Vec<_>) = read
            .iter()
            .filter(|(selection, _)| selection.contains(id))
            .partition(|(_, report)| report.diagnostics.iter().any(|d| d.rule == *id));
        if fires.is_empty() {
            uncovered.push(format!("{id} fires nowhere"));
        }
        if silent.is_empty() {
            uncovered.push(format!("{id} is silent nowhere"));
        }
    }
    uncovered
}

#[test]
fn spans_lie_on_character_boundaries_within_their_parents() {
    for path in policies() {
        let (source, document) =
            clauselint_engine::open(&path, std::fs::read(&path).unwrap()).unwrap();
        for block in &document.blocks {
            let place = document.locate(block.span);
            assert!(
                source.text().get(place.range()).is_some(),
                "{}: {place:?}",
                path.display()
            );
        }
        for sentence in &document.sentences {
            let block = &document.blocks[sentence.block as usize];
            assert!(block.span.contains(sentence.span), "{}", path.display());
            assert!(
                document
                    .locate(block.span)
                    .contains(document.locate(sentence.span)),
                "{}",
                path.display()
            );
        }
        for pair in document.entities.windows(2) {
            assert!(
                pair[0].span.end <= pair[1].span.start,
                "{}: {pair:?}",
                path.display()
            );
        }
    }
}
