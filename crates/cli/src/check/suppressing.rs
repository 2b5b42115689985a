//! Comments that suppress what is found, written into the policies.

use std::collections::{BTreeMap, BTreeSet, HashSet};
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
    let suppressor = Suppressor::new(report);
    let mut places = places(linter, &suppressor, report, reason);
    if places.is_empty() {
        done.left += report.diagnostics.len();
        return Ok(());
    }
    let bytes = target
        .read(linter.limit())
        .map_err(|fault| told(path, &fault))?;
    let now = Source::decode(bytes.clone());
    if !now.is_ok_and(|now| now.text() == report.source.text()) {
        return Err(Failure::Changed(path.clone()));
    }
    let tried = |places: &[Place]| tried(linter, path, (report, &bytes), places);
    let (mut new, mut left) = tried(&places)?;
    let written = places.len();
    drop_idle(&mut places, &left);
    if places.len() < written {
        (new, left) = tried(&places)?;
    }
    done.left += left.diagnostics.len();
    if places.is_empty() {
        return Ok(());
    }
    Sink::replace(path, &bytes, &new)?;
    done.files += 1;
    done.findings += report
        .diagnostics
        .len()
        .saturating_sub(left.diagnostics.len());
    Ok(())
}

/// The file with comments, and what is found in it then.
fn tried(
    linter: &Linter<'_>,
    path: &Path,
    (report, bytes): (&FileReport, &[u8]),
    places: &[Place],
) -> Result<(Vec<u8>, FileReport), Failure> {
    let edits = places.iter().flat_map(|place| place.edits.clone());
    let edits = merged(edits.collect());
    let edits: Vec<(Span, &str)> = edits.iter().map(|edit| (edit.span, &*edit.text)).collect();
    let new = report.source.patch(bytes, &edits);
    let new = new.map_err(|error| told(path, &error))?;
    let left = linter.lint(path, new.clone());
    let left = left.map_err(|fault| told(path, &fault))?;
    Ok((new, left))
}

/// Comments at one place.
#[derive(Default)]
struct Place {
    edits: Vec<Edit>,
    /// The findings that they suppress, each with where it stands; what misses
    /// something stands nowhere.
    found: BTreeSet<(RuleId, Option<u32>)>,
}

/// The comments for all findings, one for each place; what misses something is
/// suppressed for the whole file, as it has no place of its own.
fn places(
    linter: &Linter<'_>,
    suppressor: &Suppressor<'_>,
    report: &FileReport,
    reason: &str,
) -> Vec<Place> {
    let mut whole = Place::default();
    let mut places: BTreeMap<Vec<Span>, Place> = BTreeMap::new();
    for found in &report.diagnostics {
        let rule = &found.rule;
        if !is_suppressible(rule) {
            continue;
        }
        let check = linter.info(rule).map(|info| &info.check);
        if matches!(check, Some(Check::Missing(_))) {
            whole.found.insert((rule.clone(), None));
            continue;
        }
        for (at, _) in found.places() {
            let alone = suppressor.here(at.start, slice::from_ref(rule), reason);
            if !alone.is_empty() {
                let spans = alone.into_iter().map(|edit| edit.span).collect();
                let place = places.entry(spans).or_default();
                place.found.insert((rule.clone(), Some(at.start)));
            }
        }
    }
    let mut places: Vec<Place> = places.into_values().collect();
    for place in &mut places {
        let at = place.found.iter().find_map(|(_, at)| *at);
        place.edits = suppressor.here(at.unwrap_or_default(), &place.rules(), reason);
    }
    if !whole.found.is_empty() {
        whole.edits = vec![suppressor.everywhere(&whole.rules(), reason)];
        places.push(whole);
    }
    places
}

impl Place {
    fn rules(&self) -> Vec<RuleId> {
        let rules: BTreeSet<&RuleId> = self.found.iter().map(|(rule, _)| rule).collect();
        rules.into_iter().cloned().collect()
    }
}

/// Drops the places whose comments have no effect: all that they were to
/// suppress is found still.
fn drop_idle(places: &mut Vec<Place>, left: &FileReport) {
    let found = left.diagnostics.iter();
    let left: HashSet<(&RuleId, u32)> = found
        .flat_map(|found| found.places().map(|(at, _)| (&found.rule, at.start)))
        .collect();
    if left.is_empty() {
        return;
    }
    let edits = places.iter().flat_map(|place| &place.edits);
    let mut grown: Vec<(u32, u32)> = edits
        .map(|edit| (edit.span.start, edit.text.len() as u32))
        .collect();
    grown.sort_unstable();
    let mut sum = 0;
    for (_, len) in &mut grown {
        sum += *len;
        *len = sum;
    }
    // Where what stood at a place stands behind the comments.
    let moved = |at: u32| {
        let before = grown.partition_point(|(start, _)| *start <= at);
        at + before.checked_sub(1).map_or(0, |last| grown[last].1)
    };
    places.retain(|place| {
        let is_left = |(rule, at): &(RuleId, Option<u32>)| {
            at.is_some_and(|at| left.contains(&(rule, moved(at))))
        };
        !place.found.iter().all(is_left)
    });
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
