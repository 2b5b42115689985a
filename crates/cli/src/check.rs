use std::io::Write;
use std::process::ExitCode;

use clauselint_builtin::{provision, rules};
use clauselint_engine::{FileReport, Linter, Outcome, Selection, discover, run};
use clauselint_report::{Catalog, Json, Reporter, Summary, Text};
use clauselint_rule::Context;

use clauselint_syntax::Date;

use crate::args::{Args, CheckArgs, OutputFormat};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::output;

/// Lints, and tells the exit status.
pub(crate) fn check(check: &CheckArgs, args: &Args) -> Result<ExitCode, Failure> {
    let rules = rules();
    let selection =
        Selection::new(&rules, &check.select, &check.ignore).map_err(Failure::Engine)?;
    output::threads(args.threads)?;
    let discovery = discover(&check.paths);
    let mut out = output::open(check.output_file.as_deref())?;
    let catalog = Catalog::new(&rules, provision);
    let mut session = Session {
        reporter: match check.output_format {
            OutputFormat::Text => Box::new(Text::new(
                catalog,
                output::style(args, check.output_file.is_some()),
            )),
            OutputFormat::Json => Box::new(Json::new(catalog)),
        },
        summary: Summary::default(),
        went_wrong: !discovery.errors.is_empty(),
        quiet: check.quiet,
    };
    discovery.errors.iter().for_each(|error| warn(error));
    let linter = Linter::new(&rules, &selection, context(check));
    run(
        &linter,
        &discovery.targets,
        &check.stdin_filename,
        |outcome| session.take(outcome, &mut *out),
    )?;
    session.finish(check, &mut *out)
}

fn context(check: &CheckArgs) -> Context {
    Context {
        today: check.today.or_else(today),
    }
}

/// The day by the system's clock, where its year can be one of a policy.
fn today() -> Option<Date> {
    let today = jiff::Zoned::now().date();
    Some(Date {
        year: u16::try_from(today.year()).ok()?,
        month: today.month().unsigned_abs(),
        day: today.day().unsigned_abs(),
    })
}

struct Session<'c> {
    reporter: Box<dyn Reporter + 'c>,
    summary: Summary,
    went_wrong: bool,
    quiet: bool,
}

impl Session<'_> {
    fn take(&mut self, outcome: Outcome, out: &mut dyn Write) -> Result<(), Failure> {
        match outcome {
            Ok(report) => {
                self.tell_notes(&report);
                self.went_wrong |= report.failed;
                self.summary.add(&report);
                self.reporter.file(&report, out)?;
            }
            Err(error) => {
                warn(&error);
                self.went_wrong = true;
            }
        }
        Ok(())
    }

    fn tell_notes(&self, report: &FileReport) {
        for note in report.notes.iter().filter(|_| !self.quiet) {
            warn(&format!("note: {} {note}", report.path));
        }
    }

    fn finish(mut self, check: &CheckArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let text = check.output_format == OutputFormat::Text;
        let told = text && (self.quiet || self.summary.files == 0);
        if !told {
            self.reporter.finish(&self.summary, out)?;
        }
        out.flush()?;
        let failing = check
            .fail_on
            .severity()
            .is_some_and(|least| self.summary.at_least(least) > 0);
        Ok(if self.went_wrong {
            ExitCode::from(WENT_WRONG)
        } else {
            ExitCode::from(u8::from(failing && !check.exit_zero))
        })
    }
}
