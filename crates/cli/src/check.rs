mod baselines;
mod fix;
mod kept;
mod outputs;
mod suppressing;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use clauselint_config::CommandLine;
use clauselint_engine::{
    EngineError, FileReport, Linter, Outcome, Previous, Stale, Target, run, run_with,
};
use clauselint_project::{Part, Plan};
use clauselint_report::Summary;

use crate::args::{Args, CheckArgs, Output, ReportFormat, output as parse_output};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::git::Since;
use crate::progress::Progress;
use crate::project::{Opened, added, catalog, context, infos, jobs, line, tell_passed_over};
use baselines::Baselines;
use outputs::Outputs;

/// Lints, and tells the exit status.
pub(crate) fn check(check: &CheckArgs, args: &Args) -> Result<ExitCode, Failure> {
    let line = CommandLine {
        fail_on: check.fail_on.map(Into::into),
        baseline: check.baseline.clone(),
        cache: check.no_cache.then_some(false),
        ..line(&check.select, &check.search)
    };
    let opened = Opened::new(&check.project, line, args)?;
    let here = opened.here()?;
    let formats = formats(check, &here.settings.output_format.value)?;
    let counts = |output: &Output| output.format.tells_statistics();
    if check.statistics && !formats.iter().any(counts) {
        let words =
            "`--statistics` stands in for the formats text and concise, and neither is asked for";
        return Err(Failure::Usage(words.into()));
    }
    let mut discovery = opened.discover(&check.paths);
    if !check.quiet {
        Opened::tell_left_out(&discovery);
        tell_passed_over(&discovery);
    }
    let errors = std::mem::take(&mut discovery.errors);
    let since = |revision: &Option<String>| {
        let revision = revision.as_deref();
        let since = revision.map(|revision| Since::new(&check.paths, revision));
        since.transpose()
    };
    let changed = since(&check.changed).map_err(|error| path_taken(check, error.into()))?;
    if let Some(changed) = &changed {
        discovery.targets.retain(|target| match target {
            Target::Stdin => true,
            Target::File(path) => changed.is_changed(path),
        });
        if discovery.targets.is_empty() && errors.is_empty() && !check.quiet {
            warn(&"note: no policy has changed");
        }
    }
    let plan = opened.plan(discovery, &check.stdin.filename)?;
    let baselines = Baselines::read(check, &plan)?;
    let since = since(&check.since)?.or(changed);
    let previous = |path: &Path| since.as_ref()?.previous(path);
    if check.update_baseline {
        return update(check, &plan, baselines, &errors, &previous);
    }
    if let Some(reason) = &check.add_suppressions {
        errors.iter().for_each(|error| warn(error));
        let linter = |part| {
            let linter = Part::linter(part, context(check.today));
            linter
                .with_baseline(baselines.of(part))
                .with_previous(&previous)
        };
        let linters: Vec<Linter<'_>> = plan.parts.iter().map(linter).collect();
        let sound = suppressing::suppress(&jobs(&plan, &linters), &errors, check, reason)?;
        return Ok(ExitCode::from(if sound { 0 } else { WENT_WRONG }));
    }
    if check.fixing.diff {
        errors.iter().for_each(|error| warn(error));
        let linter = |part| {
            let linter = Part::linter(part, context(check.today));
            linter.with_baseline(baselines.of(part))
        };
        let linters: Vec<Linter<'_>> = plan.parts.iter().map(linter).collect();
        return fix::diff(&jobs(&plan, &linters), &errors, check);
    }
    let infos = infos(&plan, &here);
    let added = added(&plan, &here);
    let catalog = catalog(&infos).with_packs(&added);
    let outputs = Outputs::open(check, args, catalog, &plan, &formats)?;
    errors.iter().for_each(|error| warn(error));
    if outputs.is_empty() {
        return Ok(ExitCode::from(WENT_WRONG));
    }
    let tables = formats
        .iter()
        .any(|output| output.format == ReportFormat::Html);
    let context = context(check.today);
    // What stands in between is not worth keeping.
    let kept = !check.fixing.fix;
    let cache = kept.then(|| kept::open(&here, &plan, context)).flatten();
    let linter = |part| {
        let baseline = baselines.of(part);
        Part::linter(part, context)
            .with_coverage(tables)
            .with_previous(&previous)
            .with_baseline(baseline)
            .with_cache(cache.as_ref(), kept::kind(part, baseline).as_bytes())
    };
    let mut session = Session {
        outputs,
        plan: &plan,
        stale: Vec::new(),
        summary: Summary::default(),
        failing: false,
        went_wrong: !errors.is_empty(),
        quiet: check.quiet,
    };
    let linters: Vec<Linter<'_>> = plan.parts.iter().map(linter).collect();
    let jobs = jobs(&plan, &linters);
    let stdin_name = &check.stdin.filename;
    if check.fixing.fix {
        let each = |at, outcome| session.take(at, outcome, false);
        let fixed = fix::run(&jobs, check, each)?;
        session.went_wrong |= fixed.went_wrong;
    } else {
        let progress = Progress::new(plan.targets.len(), bar_fits(check, &formats));
        let lint = |linter: &Linter<'_>, path: &Path, bytes| {
            let report = linter.lint(path, bytes);
            progress.step();
            report
        };
        run_with(lint, &jobs, stdin_name, |at, outcome| {
            progress.aside(|| session.take(at, outcome, progress.is_wanted()))
        })?;
    }
    drop(linters);
    kept::finish(cache, &here.settings.cache_dir.value, check.quiet);
    if !check.quiet {
        baselines.tell_stale(&plan, &session.stale);
    }
    session.finish(check)
}

/// A path behind `--changed` is taken for a revision.
fn path_taken(check: &CheckArgs, failure: Failure) -> Failure {
    match &check.changed {
        Some(path) if Path::new(path).exists() => Failure::Usage(format!(
            "`{path}` is a path and no revision of git: write `--changed HEAD {path}`"
        )),
        _ => failure,
    }
}

/// Whether a bar may stand below the output: where both go to a terminal, each
/// file's findings must end with a line.
fn bar_fits(check: &CheckArgs, formats: &[Output]) -> bool {
    let in_lines = |output: &Output| {
        let lines = matches!(output.format, ReportFormat::Text | ReportFormat::Concise);
        lines || output.path.is_some() || check.output_file.is_some()
    };
    !check.quiet && (!io::stdout().is_terminal() || formats.iter().all(in_lines))
}

/// Lists all findings in baselines. Where something goes wrong, these stay as
/// they are.
fn update(
    check: &CheckArgs,
    plan: &Plan,
    mut baselines: Baselines,
    errors: &[EngineError],
    previous: &Previous<'_>,
) -> Result<ExitCode, Failure> {
    errors.iter().for_each(|error| warn(error));
    let mut went_wrong = !errors.is_empty();
    let linter = |part| Part::linter(part, context(check.today)).with_previous(previous);
    let linters: Vec<Linter<'_>> = plan.parts.iter().map(linter).collect();
    let stdin_name = &check.stdin.filename;
    run(&jobs(plan, &linters), stdin_name, |at, outcome| {
        match outcome {
            Ok(report) => {
                went_wrong |= report.failed;
                baselines.list(&plan.parts[plan.targets[at].1], &report);
            }
            Err(error) => {
                warn(&error);
                went_wrong = true;
            }
        }
        Ok::<(), Failure>(())
    })?;
    if went_wrong {
        warn(&"the baseline stays as it is");
        return Ok(ExitCode::from(WENT_WRONG));
    }
    baselines.write(plan, check.quiet)?;
    Ok(ExitCode::SUCCESS)
}

/// The outputs that are asked for, or else those that are configured.
fn formats(check: &CheckArgs, configured: &[String]) -> Result<Vec<Output>, Failure> {
    match &check.output_format {
        Some(asked) => Ok(asked.clone()),
        None => configured
            .iter()
            .map(|format| parse_output(format).map_err(Failure::Usage))
            .collect(),
    }
}

struct Session<'c> {
    outputs: Outputs<'c>,
    plan: &'c Plan,
    /// Entries of baselines that match nothing, with the place of their part.
    stale: Vec<(usize, Stale)>,
    summary: Summary,
    /// Whether something was found at or above the level that fails.
    failing: bool,
    went_wrong: bool,
    quiet: bool,
}

impl Session<'_> {
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
        for note in report.notes.iter().filter(|_| !self.quiet) {
            warn(&format!("note: {} {note}", report.path));
        }
    }

    fn finish(mut self, check: &CheckArgs) -> Result<ExitCode, Failure> {
        self.outputs.finish(&self.summary)?;
        Ok(if self.went_wrong || self.outputs.went_wrong {
            ExitCode::from(WENT_WRONG)
        } else {
            ExitCode::from(u8::from(self.failing && !check.exit_zero))
        })
    }
}
