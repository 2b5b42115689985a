mod baselines;
mod fix;
mod kept;
mod names;
mod outputs;
mod session;
mod suppressing;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clauselint_config::CommandLine;
use clauselint_engine::{EngineError, Linter, NotAnswered, Target, run};
use clauselint_project::{Part, Plan, Project};
use clauselint_syntax::Format;

use crate::args::{Args, CheckArgs, Output, ReportFormat, output as parse_output};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::git::{GitError, Since, is_committed};
use crate::inputs::Inputs;
use crate::project::{Opened, added, catalog, context, infos, jobs, line, tell_passed_over};
use baselines::Baselines;
use outputs::Outputs;
use session::Session;

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
    let work = Work::find(check, &opened, here)?;
    if check.update_baseline {
        return work.update();
    }
    if let Some(reason) = &check.add_suppressions {
        return work.suppress(reason);
    }
    if check.fixing.diff {
        return work.diff();
    }
    work.lint(args, &formats)
}

/// What there is to do.
struct Work<'c> {
    check: &'c CheckArgs,
    /// The project of the working folder.
    here: Arc<Project>,
    plan: Plan,
    /// What could not be followed.
    errors: Vec<EngineError>,
    baselines: Baselines,
    since: Option<Since>,
}

impl<'c> Work<'c> {
    fn find(check: &'c CheckArgs, opened: &Opened, here: Arc<Project>) -> Result<Self, Failure> {
        let mut discovery = opened.discover(&check.paths);
        if !check.quiet {
            Opened::tell_left_out(&discovery);
            tell_passed_over(&discovery);
        }
        let mut errors = std::mem::take(&mut discovery.errors);
        if check.changed.is_some() {
            // What is gone cannot be linted, and is no fault.
            errors.retain(|error| !found_nothing(error));
        }
        let stdin_name = &check.stdin.filename;
        let since = |revision: &Option<String>, targets: &[Target]| {
            let revision = revision.as_deref();
            let files = targets.iter().map(|target| target.path(stdin_name));
            let since = revision.map(|revision| {
                // With nothing to lint, a revision that is none is still told.
                let paths = check.paths.iter().filter(|_| targets.is_empty());
                Since::new(files.chain(paths.map(PathBuf::as_path)), revision)
            });
            since.transpose()
        };
        let changed = since(&check.changed, &discovery.targets);
        let changed = changed.map_err(|error| path_taken(check, error))?;
        if let Some(changed) = &changed {
            discovery.targets.retain(|target| match target {
                Target::Stdin => true,
                Target::File(path) => changed.is_changed(path),
            });
            if discovery.targets.is_empty() && errors.is_empty() && !check.quiet {
                warn(&"note: no policy has changed");
            }
        }
        let since = since(&check.since, &discovery.targets)?.or(changed);
        if check.fixing.fix || check.fixing.diff || check.add_suppressions.is_some() {
            names::leave_one(&mut discovery.targets, check.quiet);
        }
        let plan = opened.plan(discovery, stdin_name)?;
        let baselines = Baselines::read(check, &plan)?;
        Ok(Self {
            check,
            here,
            plan,
            errors,
            baselines,
            since,
        })
    }

    fn tell_errors(&self) {
        self.errors.iter().for_each(|error| warn(error));
    }

    fn linter<'w>(&'w self, part: &'w Part) -> Linter<'w> {
        let linter = Part::linter(part, context(self.check.today));
        linter.with_baseline(self.baselines.of(part))
    }

    /// Lists all findings in baselines. Where something goes wrong, these stay as
    /// they are.
    fn update(mut self) -> Result<ExitCode, Failure> {
        let mut targets = self.plan.targets.iter();
        if targets.any(|(target, _)| matches!(target, Target::Stdin)) {
            let words = "a baseline lists files, and standard input is none: name the file";
            return Err(Failure::Usage(words.into()));
        }
        self.baselines.refuse(&Inputs::of(&self.plan))?;
        self.tell_errors();
        let (plan, baselines) = (&self.plan, &mut self.baselines);
        let previous = |path: &Path| previous(self.since.as_ref(), path);
        let mut went_wrong = !self.errors.is_empty();
        let context = context(self.check.today);
        let linter = |part| Part::linter(part, context).with_previous(&previous);
        let linters: Vec<Linter<'_>> = plan.parts.iter().map(linter).collect();
        let stdin_name = &self.check.stdin.filename;
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
        baselines.write(plan, self.check.quiet)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Writes a comment beside each finding.
    fn suppress(&self, reason: &str) -> Result<ExitCode, Failure> {
        self.tell_errors();
        let previous = |path: &Path| previous(self.since.as_ref(), path);
        let linter = |part| self.linter(part).with_previous(&previous);
        let linters: Vec<Linter<'_>> = self.plan.parts.iter().map(linter).collect();
        let jobs = jobs(&self.plan, &linters);
        let sound = suppressing::suppress(&jobs, &self.errors, self.check, reason)?;
        Ok(ExitCode::from(if sound { 0 } else { WENT_WRONG }))
    }

    /// Shows what fixes would change.
    fn diff(&self) -> Result<ExitCode, Failure> {
        let inputs = Inputs::of(&self.plan).with_baselines(&self.plan);
        inputs.refuse(self.check.output_file.as_deref())?;
        self.tell_errors();
        let linter = |part| self.linter(part);
        let linters: Vec<Linter<'_>> = self.plan.parts.iter().map(linter).collect();
        fix::diff(&jobs(&self.plan, &linters), &self.errors, self.check)
    }

    fn lint(&self, args: &Args, formats: &[Output]) -> Result<ExitCode, Failure> {
        let (check, plan) = (self.check, &self.plan);
        let infos = infos(plan, &self.here);
        let added = added(plan, &self.here);
        let catalog = catalog(&infos).with_packs(&added);
        let outputs = Outputs::open(check, args, catalog, plan, formats)?;
        self.tell_errors();
        if outputs.is_empty() {
            return Ok(ExitCode::from(WENT_WRONG));
        }
        let mut session = Session::new(check, outputs, plan, !self.errors.is_empty());
        // What stands in between is not worth keeping.
        let kept = !check.fixing.fix;
        let context = context(check.today);
        let cache = kept.then(|| kept::open(&self.here, plan, context));
        let cache = cache.flatten();
        let previous = |path: &Path| previous(self.since.as_ref(), path);
        let tables = formats
            .iter()
            .any(|output| output.format == ReportFormat::Html);
        let linter = |part| {
            let kind = kept::kind(part, self.baselines.of(part));
            let linter = self.linter(part).with_coverage(tables);
            let linter = linter.with_previous(&previous);
            linter.with_cache(cache.as_ref(), kind.as_bytes())
        };
        let linters: Vec<Linter<'_>> = plan.parts.iter().map(linter).collect();
        let jobs = jobs(plan, &linters);
        if check.fixing.fix {
            session.fix(&jobs)?;
        } else {
            session.run(&jobs, bar_fits(check, formats))?;
        }
        drop(linters);
        kept::finish(cache, &self.here.settings.cache_dir.value, check.quiet);
        if !check.quiet {
            self.baselines.tell_stale(plan, session.stale());
        }
        session.finish()
    }
}

/// The version of a policy at a revision, where one is asked for.
fn previous(since: Option<&Since>, path: &Path) -> Result<Option<Vec<u8>>, NotAnswered> {
    since.map_or(Ok(None), |since| Ok(since.previous(path)?))
}

/// Whether a search has met no policy, or none that is not left out.
const fn found_nothing(error: &EngineError) -> bool {
    matches!(
        error,
        EngineError::Nothing { .. } | EngineError::LeftOut { .. }
    )
}

/// A path behind `--changed` is taken for a revision.
fn path_taken(check: &CheckArgs, error: GitError) -> Failure {
    let path = check.changed.as_deref().unwrap_or_default();
    let is_unknown = matches!(error, GitError::Revision { .. });
    let was_path = || {
        let file = Path::new(path);
        Format::of_path(file).is_some() || (path.contains('/') && is_committed(file))
    };
    if Path::new(path).exists() || (is_unknown && was_path()) {
        return Failure::Usage(format!(
            "`{path}` is a path and no revision of git: write `--changed HEAD {path}`"
        ));
    }
    error.into()
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

/// The outputs that are asked for, or else those that are configured.
fn formats(check: &CheckArgs, configured: &[String]) -> Result<Vec<Output>, Failure> {
    let configured = || {
        let formats = configured.iter().map(|format| parse_output(format));
        formats.collect::<Result<_, _>>().map_err(Failure::Usage)
    };
    let formats: Vec<Output> = check.output_format.clone().map_or_else(configured, Ok)?;
    let counts = |output: &Output| output.format.tells_statistics();
    if check.statistics && !formats.iter().any(counts) {
        let words =
            "`--statistics` stands in for the formats text and concise, and neither is asked for";
        return Err(Failure::Usage(words.into()));
    }
    Ok(formats)
}
