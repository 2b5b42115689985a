//! Policies that are mended, or shown as they would be.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clauselint_engine::{EngineError, Fault, FileError, Job, Linter, Outcome, Target, run_with};
use clauselint_fix::{Fixed, Kinds, fix};
use clauselint_report::{plural, printable};
use clauselint_rule::RuleId;
use clauselint_source::{Encoding, Source};
use similar::TextDiff;

use crate::args::{CheckArgs, FixArgs};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::sink::Sink;

/// What was done over all files.
#[derive(Default)]
pub(super) struct Done {
    pub(super) went_wrong: bool,
    files: usize,
    rules: BTreeMap<RuleId, usize>,
    /// Findings that could be fixed and are not, for somebody has to read it.
    left: usize,
}

/// A file's bytes before, and what came of them.
type Pair = (Vec<u8>, Fixed);

/// Mends files, and hands on what is found in them then.
///
/// A file that cannot be written is told of, and reported as it is.
pub(super) fn run(
    jobs: &[Job<'_, '_>],
    check: &CheckArgs,
    mut each: impl FnMut(usize, Outcome) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let mut done = Done::default();
    let work = |linter: &Linter<'_>, path: &Path, bytes| mended(linter, path, bytes, check.fixing);
    run_with(work, jobs, &check.stdin.filename, |at, outcome| {
        let Job { target, linter } = jobs[at];
        let outcome = match outcome {
            Err(error) => Err(error),
            Ok((before, fixed)) => {
                done.tell(&fixed);
                match write(target, &before, &fixed) {
                    Ok(()) => {
                        done.count(&fixed);
                        Ok(fixed.report)
                    }
                    Err(Failure::BrokenPipe) => return Err(Failure::BrokenPipe),
                    Err(failure) => {
                        done.went_wrong = true;
                        warn(&failure);
                        let path = target.path(&check.stdin.filename);
                        linter.lint(path, before).map_err(|fault| FileError {
                            path: path.to_owned(),
                            fault,
                        })
                    }
                }
            }
        };
        each(at, outcome)
    })?;
    if !check.quiet {
        done.sum_up("fixed");
    }
    Ok(done)
}

/// Prints what would change as a diff; the status tells whether anything would.
pub(super) fn diff(
    jobs: &[Job<'_, '_>],
    errors: &[EngineError],
    check: &CheckArgs,
) -> Result<ExitCode, Failure> {
    let mut done = Done {
        went_wrong: !errors.is_empty(),
        ..Done::default()
    };
    let mut sink = Sink::open(check.output_file.as_deref())?;
    let looked_at = check.output_file.is_none() && io::stdout().is_terminal();
    let work = |linter: &Linter<'_>, path: &Path, bytes| mended(linter, path, bytes, check.fixing);
    run_with(work, jobs, &check.stdin.filename, |_, outcome| {
        match outcome {
            Ok((before, fixed)) => {
                done.tell(&fixed);
                done.count(&fixed);
                if fixed.is_changed() {
                    let mut diff = Vec::new();
                    write_diff(&before, &fixed, &mut diff)?;
                    sink.write_all(&on(looked_at, diff))?;
                }
            }
            Err(error) => {
                warn(&error);
                done.went_wrong = true;
            }
        }
        Ok::<(), Failure>(())
    })?;
    sink.commit()?;
    if !check.quiet {
        done.sum_up("would fix");
        if done.files == 0 && !done.went_wrong {
            let unseen = !check.fixing.unsafe_fixes && done.left > 0;
            let more = unseen.then(|| format!("; `--unsafe-fixes` would fix {}", done.left));
            warn(&format!("note: nothing to fix{}", more.unwrap_or_default()));
        }
    }
    Ok(match done {
        Done {
            went_wrong: true, ..
        } => ExitCode::from(WENT_WRONG),
        done => ExitCode::from(u8::from(done.files > 0 && !check.exit_zero)),
    })
}

fn mended(
    linter: &Linter<'_>,
    path: &Path,
    bytes: Vec<u8>,
    fixing: FixArgs,
) -> Result<Pair, Fault> {
    let kinds = match fixing.unsafe_fixes {
        true => Kinds::All,
        false => Kinds::Safe,
    };
    let fixed = fix(bytes.clone(), kinds, |bytes| linter.lint(path, bytes))?;
    Ok((bytes, fixed))
}

/// Standard input is passed on, changed or not; a file that did not change is
/// left alone.
fn write(target: &Target, before: &[u8], fixed: &Fixed) -> Result<(), Failure> {
    match target {
        Target::Stdin => {
            let mut sink = Sink::stdout();
            sink.write_all(&fixed.bytes)?;
            sink.commit()
        }
        Target::File(_) if !fixed.is_changed() => Ok(()),
        Target::File(path) => Sink::replace(path, before, &fixed.bytes),
    }
}

/// A diff as it is, or as a terminal may show it, to which it could tell things.
fn on(terminal: bool, diff: Vec<u8>) -> Vec<u8> {
    if !terminal {
        return diff;
    }
    let diff = String::from_utf8_lossy(&diff).into_owned();
    let lines = diff.split('\n').map(printable);
    lines.collect::<Vec<_>>().join("\n").into_bytes()
}

/// Bytes as they are, so that the diff can be applied; UTF-16 decoded, as no
/// diff of it could be read.
fn write_diff(before: &[u8], fixed: &Fixed, out: &mut Vec<u8>) -> io::Result<()> {
    // As git writes them, so that `git apply` and `patch -p1` find the file; a tab
    // ends a name with blanks.
    let path = &*fixed.report.path;
    let tab = if path.contains(' ') { "\t" } else { "" };
    let named = |side: &str| match Path::new(path).is_absolute() {
        true => format!("{path}{tab}"),
        false => format!("{side}/{path}{tab}"),
    };
    let (a, b) = (named("a"), named("b"));
    let bytes = |old: &[u8], new: &[u8], out: &mut Vec<u8>| {
        let diff = TextDiff::from_lines(old, new);
        diff.unified_diff().header(&a, &b).to_writer(out)
    };
    match fixed.report.source.encoding() {
        Encoding::Utf8 | Encoding::Salvaged(_) => bytes(before, &fixed.bytes, out),
        Encoding::Utf16 => {
            let old = Source::decode(before.to_vec());
            let old = old.map_err(io::Error::other)?;
            let new = fixed.report.source.text();
            bytes(old.text().as_bytes(), new.as_bytes(), out)
        }
    }
}

impl Done {
    fn count(&mut self, fixed: &Fixed) {
        self.files += usize::from(fixed.is_changed());
        let found = fixed.report.diagnostics.iter();
        self.left += found.filter(|found| found.fix.is_some()).count();
        for (rule, count) in &fixed.applied {
            *self.rules.entry(rule.clone()).or_default() += count;
        }
    }

    /// What could not be done in a file.
    fn tell(&mut self, fixed: &Fixed) {
        let path = &fixed.report.path;
        if let Some(error) = &fixed.unwritable {
            self.went_wrong = true;
            warn(&format!("{path}: not all could be fixed: {error}"));
        }
        if !fixed.stuck.is_empty() {
            let rules: Vec<&str> = fixed.stuck.iter().map(RuleId::as_str).collect();
            let rules = rules.join(", ");
            warn(&format!("note: {path}: fixes did not silence {rules}"));
        }
    }

    /// Tells standard error, so that reports stay what their readers expect.
    fn sum_up(&self, verb: &str) {
        let count: usize = self.rules.values().sum();
        if count == 0 {
            return;
        }
        let rules = self.rules.iter();
        let rules: Vec<String> = rules
            .map(|(rule, count)| format!("{rule} {count}"))
            .collect();
        warn(&format!(
            "{verb} {} in {}: {}",
            plural(count, "finding"),
            plural(self.files, "file"),
            rules.join(", ")
        ));
    }
}
