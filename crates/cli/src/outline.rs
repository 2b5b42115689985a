use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clauselint_config::CommandLine;
use clauselint_engine::{FileError, Target, open};
use clauselint_project::Part;
use clauselint_reading::Reading;
use clauselint_report::OutlineJson;

use crate::args::{Args, OutlineArgs, OutputFormat};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::output;
use crate::project::{Opened, tell_passed_over};
use crate::sink::Sink;

/// Shows how policies are understood.
pub(crate) fn outline(outline: &OutlineArgs, args: &Args) -> Result<ExitCode, Failure> {
    output::threads(args.threads)?;
    let opened = Opened::new(&outline.project, CommandLine::default(), args)?;
    let discovery = opened.discover(&outline.paths);
    discovery.errors.iter().for_each(|error| warn(error));
    let mut went_wrong = !discovery.errors.is_empty();
    tell_passed_over(&discovery);
    let mut out = Sink::stdout();
    let mut json = OutlineJson::default();
    let plan = opened.plan(discovery, &outline.stdin.filename)?;
    for (target, part) in &plan.targets {
        let path = target.path(&outline.stdin.filename);
        if let Err(fault) = show(
            target,
            path,
            outline,
            &plan.parts[*part],
            &mut json,
            &mut out,
        )? {
            warn(&FileError {
                path: path.to_owned(),
                fault,
            });
            went_wrong = true;
        }
    }
    if outline.output_format == OutputFormat::Json {
        json.finish(&mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::from(if went_wrong { WENT_WRONG } else { 0 }))
}

fn show(
    target: &Target,
    path: &Path,
    outline: &OutlineArgs,
    part: &Part,
    json: &mut OutlineJson,
    out: &mut dyn Write,
) -> Result<Result<(), clauselint_engine::Fault>, Failure> {
    let limit = part.project.settings.max_file_size.value;
    let opened = target.read(limit).and_then(|bytes| open(path, bytes));
    let (source, document) = match opened {
        Ok(opened) => opened,
        Err(fault) => return Ok(Err(fault)),
    };
    let vocabulary = &part.project.ruleset.vocabulary;
    let reading = Reading::with_known(&document, vocabulary, &part.applied.policy.known());
    let name = path.to_string_lossy().replace('\\', "/");
    match outline.output_format {
        _ if outline.concepts => write!(out, "{}", clauselint_report::concepts(&name, &reading))?,
        OutputFormat::Json => json.file(&name, &source, &reading, out)?,
        OutputFormat::Text => writeln!(
            out,
            "{}",
            clauselint_report::outline(&name, &source, &reading)
        )?,
    }
    Ok(Ok(()))
}
