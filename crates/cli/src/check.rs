mod fix;
mod outputs;

use std::process::ExitCode;

use clauselint_engine::{FileReport, Linter, Outcome, discover, run};
use clauselint_report::Summary;
use clauselint_rule::Context;
use clauselint_syntax::Date;

use crate::args::{Args, CheckArgs, ReportFormat};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::output;
use crate::packs::Ruleset;
use outputs::Outputs;

/// Lints, and tells the exit status.
pub(crate) fn check(check: &CheckArgs, args: &Args) -> Result<ExitCode, Failure> {
    let ruleset = Ruleset::load(&check.packs.packs)?;
    let selection = ruleset.select(&check.select, &check.ignore)?;
    output::threads(args.threads)?;
    let discovery = discover(&check.paths);
    discovery.errors.iter().for_each(|error| warn(error));
    if check.fixing.diff {
        let linter = Linter::new(&ruleset.rules, &selection, context(check.today))
            .with_vocabulary(&ruleset.vocabulary);
        return fix::diff(&linter, &discovery, check);
    }
    let outputs = Outputs::open(check, args, &ruleset, &selection)?;
    if outputs.is_empty() {
        return Ok(ExitCode::from(WENT_WRONG));
    }
    let mut session = Session {
        outputs,
        summary: Summary::default(),
        went_wrong: !discovery.errors.is_empty(),
        quiet: check.quiet,
    };
    let tables = |output: &crate::args::Output| output.format == ReportFormat::Html;
    let linter = Linter::new(&ruleset.rules, &selection, context(check.today))
        .with_vocabulary(&ruleset.vocabulary)
        .with_coverage(check.output_format.iter().any(tables));
    let (targets, stdin_name) = (&discovery.targets, &check.stdin_filename);
    if check.fixing.fix {
        let each = |outcome| session.take(outcome);
        let fixed = fix::run(&linter, targets, check, each)?;
        session.went_wrong |= fixed.went_wrong;
    } else {
        run(&linter, targets, stdin_name, |outcome| {
            session.take(outcome)
        })?;
    }
    session.finish(check)
}

/// What rules may know: the day that is given, or today.
pub(crate) fn context(day: Option<Date>) -> Context {
    Context {
        today: day.or_else(today),
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
    outputs: Outputs<'c>,
    summary: Summary,
    went_wrong: bool,
    quiet: bool,
}

impl Session<'_> {
    fn take(&mut self, outcome: Outcome) -> Result<(), Failure> {
        match &outcome {
            Ok(report) => {
                self.tell_notes(report);
                self.summary.add(report);
                self.went_wrong |= report.failed;
            }
            Err(error) => {
                warn(error);
                self.went_wrong = true;
            }
        }
        self.outputs.take(&outcome)
    }

    fn tell_notes(&self, report: &FileReport) {
        for note in report.notes.iter().filter(|_| !self.quiet) {
            warn(&format!("note: {} {note}", report.path));
        }
    }

    fn finish(mut self, check: &CheckArgs) -> Result<ExitCode, Failure> {
        self.outputs.finish(&self.summary)?;
        let failing = check
            .fail_on
            .severity()
            .is_some_and(|least| self.summary.at_least(least) > 0);
        Ok(if self.went_wrong || self.outputs.went_wrong {
            ExitCode::from(WENT_WRONG)
        } else {
            ExitCode::from(u8::from(failing && !check.exit_zero))
        })
    }
}
