mod baselines;
mod kept;
mod outputs;

use std::path::Path;
use std::process::ExitCode;

use clauselint_config::CommandLine;
use clauselint_engine::{EngineError, FileReport, Linter, Outcome, Previous, Stale, run};
use clauselint_project::{Part, Plan};
use clauselint_report::Summary;

use crate::args::{Args, CheckArgs, Output, ReportFormat, output as parse_output};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::git::Since;
use crate::output;
use crate::project::{Opened, added, catalog, context, infos, jobs, line};
use baselines::Baselines;
use outputs::Outputs;

/// Lints, and tells the exit status.
pub(crate) fn check(check: &CheckArgs, args: &Args) -> Result<ExitCode, Failure> {
    output::threads(args.threads)?;
    let line = CommandLine {
        fail_on: check.fail_on.map(Into::into),
        baseline: check.baseline.clone(),
        cache: check.no_cache.then_some(false),
        ..line(&check.select, &check.search)
    };
    let opened = Opened::new(&check.project, line, args)?;
    let here = opened.here()?;
    let formats = formats(check, &here.settings.output_format.value)?;
    let mut discovery = opened.discover(&check.paths);
    let errors = std::mem::take(&mut discovery.errors);
    let plan = opened.plan(discovery, &check.stdin_filename)?;
    let baselines = Baselines::read(check, &plan)?;
    let since = check.since.as_deref();
    let since = since.map(|revision| Since::new(&check.paths, revision));
    let since = since.transpose()?;
    let previous = |path: &Path| since.as_ref()?.previous(path);
    if check.update_baseline {
        return update(check, &plan, baselines, &errors, &previous);
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
    let cache = kept::open(&here, &plan, context);
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
    run(
        &jobs(&plan, &linters),
        &check.stdin_filename,
        |at, outcome| session.take(at, outcome),
    )?;
    drop(linters);
    kept::finish(cache, &here.settings.cache_dir.value, check.quiet);
    if !check.quiet {
        baselines.tell_stale(&plan, &session.stale);
    }
    session.finish(check)
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
    let stdin_name = &check.stdin_filename;
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
    baselines.write(plan)?;
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
    fn take(&mut self, at: usize, outcome: Outcome) -> Result<(), Failure> {
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
        self.outputs.take(&outcome)
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
