use std::path::Path;
use std::process::ExitCode;

use clauselint_engine::{FileReport, Job, Linter, Outcome, Stale, run_with};
use clauselint_project::Plan;
use clauselint_report::Summary;

use super::fix;
use super::outputs::Outputs;
use crate::args::CheckArgs;
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::progress::Progress;

/// A run, and what is made of its outcomes.
pub(super) struct Session<'c> {
    check: &'c CheckArgs,
    outputs: Outputs<'c>,
    plan: &'c Plan,
    /// Entries of baselines that match nothing, with the place of their part.
    stale: Vec<(usize, Stale)>,
    summary: Summary,
    /// Whether something was found at or above the level that fails.
    failing: bool,
    went_wrong: bool,
}

impl<'c> Session<'c> {
    /// `went_wrong` tells of what came before.
    pub(super) fn new(
        check: &'c CheckArgs,
        outputs: Outputs<'c>,
        plan: &'c Plan,
        went_wrong: bool,
    ) -> Self {
        Self {
            check,
            outputs,
            plan,
            stale: Vec::new(),
            summary: Summary::default(),
            failing: false,
            went_wrong,
        }
    }

    /// Lints, with a progress bar where it fits.
    pub(super) fn run(&mut self, jobs: &[Job<'_, '_>], bar_fits: bool) -> Result<(), Failure> {
        let progress = Progress::new(self.plan.targets.len(), bar_fits);
        let lint = |linter: &Linter<'_>, path: &Path, bytes| {
            let report = linter.lint(path, bytes);
            progress.step();
            report
        };
        run_with(lint, jobs, &self.check.stdin.filename, |at, outcome| {
            progress.aside(|| self.take(at, outcome, progress.is_wanted()))
        })
    }

    /// Fixes, and lints what is left.
    pub(super) fn fix(&mut self, jobs: &[Job<'_, '_>]) -> Result<(), Failure> {
        let check = self.check;
        let fixed = fix::run(jobs, check, |at, outcome| self.take(at, outcome, false))?;
        self.went_wrong |= fixed.went_wrong;
        Ok(())
    }

    /// Entries of baselines that match nothing, with the place of their part.
    pub(super) fn stale(&self) -> &[(usize, Stale)] {
        &self.stale
    }

    /// Takes the outcome of a job; `flush` leaves nothing of its output behind.
    fn take(&mut self, at: usize, outcome: Outcome, flush: bool) -> Result<(), Failure> {
        match &outcome {
            Ok(report) => {
                self.tell_notes(report);
                self.summary.add(report);
                self.failing |= self.fails(at, report);
                let part = self.plan.targets[at].1;
                let stale = report.stale.iter().cloned();
                self.stale.extend(stale.map(|stale| (part, stale)));
                self.went_wrong |= report.failed;
            }
            Err(error) => {
                warn(error);
                self.went_wrong = true;
            }
        }
        self.outputs.take(&outcome)?;
        if flush { self.outputs.flush() } else { Ok(()) }
    }

    fn fails(&self, at: usize, report: &FileReport) -> bool {
        let part = &self.plan.parts[self.plan.targets[at].1];
        let least = part.project.settings.fail_on.value.severity();
        let mut found = report.diagnostics.iter();
        least.is_some_and(|least| found.any(|found| found.severity >= least))
    }

    fn tell_notes(&self, report: &FileReport) {
        for note in report.notes.iter().filter(|_| !self.check.quiet) {
            warn(&format!("note: {} {note}", report.path));
        }
    }

    /// Ends the outputs, and tells the exit status.
    pub(super) fn finish(mut self) -> Result<ExitCode, Failure> {
        self.outputs.finish(&self.summary)?;
        Ok(if self.went_wrong || self.outputs.went_wrong {
            ExitCode::from(WENT_WRONG)
        } else {
            ExitCode::from(u8::from(self.failing && !self.check.exit_zero))
        })
    }
}
