use std::io::{self, Write};
use std::process::ExitCode;

use clauselint_engine::{FileReport, Linter, run};
use clauselint_project::Part;
use clauselint_report::{CoverageJson, coverage_markdown, coverage_text};

use crate::args::{Args, CoverageArgs, CoverageFormat};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::inputs::Inputs;
use crate::output;
use crate::project::{Opened, catalog, context, infos, jobs, line, tell_passed_over};
use crate::sink::Sink;

/// Shows what is asked of policies, and how they stand to it. Exits with 0
/// whatever is missing: it is `check` that judges.
pub(crate) fn coverage(coverage: &CoverageArgs, args: &Args) -> Result<ExitCode, Failure> {
    output::threads(args.threads)?;
    let line = line(&coverage.select, &coverage.search);
    let opened = Opened::new(&coverage.project, line, args)?;
    let here = opened.here()?;
    let discovery = opened.discover(&coverage.paths);
    Opened::tell_left_out(&discovery);
    discovery.errors.iter().for_each(|error| warn(error));
    let mut went_wrong = !discovery.errors.is_empty();
    tell_passed_over(&discovery);
    let plan = opened.plan(discovery, &coverage.stdin.filename)?;
    let inputs = Inputs::of(&plan).with_baselines(&plan);
    inputs.refuse(coverage.output_file.as_deref())?;
    let infos = infos(&plan, &here);
    let mut out = Sink::open(coverage.output_file.as_deref())?;
    let catalog = catalog(&infos);
    let style = output::style(args, coverage.output_file.is_some());
    let mut json = CoverageJson::new(catalog);
    let mut files = 0;
    let mut table = |report: &FileReport, out: &mut Sink| -> io::Result<()> {
        files += 1;
        let page = match coverage.output_format {
            CoverageFormat::Json => return json.file(report, out),
            CoverageFormat::Markdown => coverage_markdown(&catalog, report),
            CoverageFormat::Text => coverage_text(&catalog, report, style),
        };
        let before = if files > 1 { "\n" } else { "" };
        write!(out, "{before}{page}")
    };
    let linter = |part| Part::linter(part, context(None)).with_coverage(true);
    let linters: Vec<Linter<'_>> = plan.parts.iter().map(linter).collect();
    run(
        &jobs(&plan, &linters),
        &coverage.stdin.filename,
        |_, outcome| {
            match outcome {
                Ok(report) => {
                    for note in &report.notes {
                        warn(&format!("note: {} {note}", report.path));
                    }
                    table(&report, &mut out).map_err(|error| out.failure(error))?;
                }
                Err(error) => {
                    warn(&error);
                    went_wrong = true;
                }
            }
            Ok::<(), Failure>(())
        },
    )?;
    if coverage.output_format == CoverageFormat::Json {
        json.finish(&mut out).map_err(|error| out.failure(error))?;
    }
    out.commit()?;
    Ok(ExitCode::from(if went_wrong { WENT_WRONG } else { 0 }))
}
