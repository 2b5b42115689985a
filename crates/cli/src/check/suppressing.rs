//! Comments that suppress what is found, written into the policies.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::slice;

use clauselint_engine::{
    EngineError, FileReport, Job, Linter, Suppressor, Target, is_suppressible, run,
};
use clauselint_report::plural;
use clauselint_rule::{Check, Edit, RuleId};
use clauselint_source::{Source, Span};

use crate::args::CheckArgs;
use crate::failure::{Failure, warn};
use crate::sink::Sink;

/// What was done over all files.
#[derive(Default)]
struct Done {
    findings: usize,
    files: usize,
    /// Findings where no comment can stand.
    left: usize,
    went_wrong: bool,
}

/// Writes a comment for every finding; false where something went wrong.
pub(super) fn suppress(
    jobs: &[Job<'_, '_>],
    errors: &[EngineError],
    check: &CheckArgs,
    reason: &str,
) -> Result<bool, Failure> {
    let mut done = Done {
        went_wrong: !errors.is_empty(),
        ..Done::default()
    };
    run(jobs, &check.stdin.filename, |at, outcome| {
        match outcome {
            Ok(report) => {
                done.went_wrong |= report.failed;
                let Job { target, linter } = jobs[at];
                let written = write(target, linter, &report, reason, &mut done);
                if let Err(failure) = written {
                    warn(&failure);
                    done.went_wrong = true;
                }
            }
            Err(error) => {
                warn(&error);
                done.went_wrong = true;
            }
        }
        Ok::<(), Failure>(())
    })?;
    if !check.quiet {
        done.tell()?;
    }
    Ok(!done.went_wrong)
}

fn write(
    target: &Target,
    linter: &Linter<'_>,
    report: &FileReport,
    reason: &str,
    done: &mut Done,
) -> Result<(), Failure> {
    let Target::File(path) = target else {
        return Err(Failure::Usage(
            "standard input cannot be written to: name the file".into(),
        ));
    };
    let edits = edits(linter, report, reason);
    if edits.is_empty() {
        return Ok(());
    }
    let bytes = target
        .read(linter.limit())
        .map_err(|fault| told(path, &fault))?;
    let now = Source::decode(bytes.clone());
    if !now.is_ok_and(|now| now.text() == report.source.text()) {
        return Err(Failure::Changed(path.clone()));
    }
    let edits: Vec<(Span, &str)> = edits.iter().map(|edit| (edit.span, &*edit.text)).collect();
    let new = report.source.patch(&bytes, &edits);
    let new = new.map_err(|error| told(path, &error))?;
    let left = linter
        .lint(path, new.clone())
        .map_err(|fault| told(path, &fault))?;
    Sink::replace(path, &bytes, &new)?;
    done.files += 1;
    done.left += left.diagnostics.len();
    done.findings += report
        .diagnostics
        .len()
        .saturating_sub(left.diagnostics.len());
    Ok(())
}

/// The comments for all findings, one for each place; what misses something is
/// suppressed for the whole file, as it has no place of its own.
fn edits(linter: &Linter<'_>, report: &FileReport, reason: &str) -> Vec<Edit> {
    let suppressor = Suppressor::new(report);
    let mut missing: BTreeSet<RuleId> = BTreeSet::new();
    let mut places: BTreeMap<Vec<Span>, (u32, BTreeSet<RuleId>)> = BTreeMap::new();
    for found in &report.diagnostics {
        if !is_suppressible(&found.rule) {
            continue;
        }
        let check = linter.info(&found.rule).map(|info| &info.check);
        if matches!(check, Some(Check::Missing(_))) {
            missing.insert(found.rule.clone());
            continue;
        }
        for (at, _) in found.places() {
            let alone = suppressor.here(at.start, slice::from_ref(&found.rule), reason);
            let place = alone.into_iter().map(|edit| edit.span).collect();
            let (_, rules) = places.entry(place).or_insert((at.start, BTreeSet::new()));
            rules.insert(found.rule.clone());
        }
    }
    let list = |rules: BTreeSet<RuleId>| rules.into_iter().collect::<Vec<_>>();
    let here = places.into_values();
    let here = here.flat_map(|(at, rules)| suppressor.here(at, &list(rules), reason));
    let whole = (!missing.is_empty()).then(|| suppressor.everywhere(&list(missing), reason));
    merged(here.chain(whole).collect())
}

/// By place, those at one place as one.
fn merged(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort();
    edits.dedup();
    let mut merged: Vec<Edit> = Vec::new();
    for edit in edits {
        match merged.last_mut() {
            Some(last) if last.span == edit.span => last.text += &edit.text,
            _ => merged.push(edit),
        }
    }
    merged
}

fn told(path: &Path, what: &dyn std::fmt::Display) -> Failure {
    Failure::Usage(format!("{}: {what}", path.display()))
}

impl Done {
    fn tell(&self) -> Result<(), Failure> {
        let mut out = Sink::stdout();
        writeln!(
            out,
            "suppressed {} in {}",
            plural(self.findings, "finding"),
            plural(self.files, "file")
        )?;
        if self.left > 0 {
            let left = plural(self.left, "finding");
            writeln!(out, "{left} left, where no comment can stand")?;
        }
        out.flush()?;
        Ok(())
    }
}
