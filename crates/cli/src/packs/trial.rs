//! `clauselint test`: a pack's rules tried on their examples.

use std::fmt;
use std::io::Write;
use std::process::ExitCode;

use clauselint_config::PluginLimits;
use clauselint_pack::{Mismatch, Packs, Trial, Wrong};
use clauselint_project::loaded;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource};

use crate::args::{Args, TestArgs};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::output;
use crate::packs::{count, lines};
use crate::sink::Sink;

/// Tries all rules of packs on their examples.
pub(crate) fn test(test: &TestArgs, args: &Args) -> Result<ExitCode, Failure> {
    output::threads(args.threads)?;
    let style = output::style(args, false);
    let packs = loaded(&test.packs, PluginLimits::default())
        .map_err(|errors| Failure::Packs(errors, style))?;
    for note in &packs.notes {
        warn(&format!("note: {note}"));
    }
    let trials = packs.trials();
    let mut out = Sink::stdout();
    let handler = GraphicalReportHandler::new_themed(if style.color {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    })
    .with_links(false);
    let mut wrong = 0;
    for trial in &trials {
        for mismatch in &trial.mismatches {
            wrong += 1;
            let mut drawn = String::new();
            let shown = Shown::new(trial, mismatch);
            if handler.render_report(&mut drawn, &shown).is_err() {
                drawn = shown.to_string();
            }
            writeln!(out, "{}\n", lines(&drawn))?;
        }
    }
    write!(out, "{}", summary(&packs, &trials, wrong))?;
    out.flush()?;
    let counted = test.on.is_empty() || count::count(&packs, test, &mut out)?;
    out.flush()?;
    Ok(ExitCode::from(match (counted, wrong) {
        (false, _) => WENT_WRONG,
        (true, 0) => 0,
        _ => 1,
    }))
}

fn summary(packs: &Packs, trials: &[Trial], wrong: usize) -> String {
    let mut page = String::new();
    for (at, pack) in packs.loaded.iter().enumerate() {
        let own: Vec<&Trial> = trials.iter().filter(|trial| trial.pack == at).collect();
        let examples: usize = own
            .iter()
            .map(|trial| trial.examples.0 + trial.examples.1)
            .sum();
        page += &format!(
            "{} {}: {}, {}\n",
            pack.name,
            pack.version,
            counted(own.len(), "rule"),
            counted(examples, "example")
        );
        for trial in own {
            let lacks = match trial.examples {
                (0, 0) => "no example",
                (0, _) => "no example that it must be silent on",
                (_, 0) => "no example that it must fire on",
                _ => continue,
            };
            page += &format!("  {}: {lacks}\n", trial.rule);
        }
    }
    let rules = trials.len();
    let none = |trial: &&Trial| trial.examples == (0, 0);
    let without = trials.iter().filter(none).count();
    page += &match wrong {
        0 if rules == 0 => "there is no rule to try; `clauselint new-rule` writes one\n".to_owned(),
        0 if without == rules => "no rule has an example, so nothing was tried\n".to_owned(),
        0 if without > 0 => format!(
            "all examples do what they say, and {} without any\n",
            match without {
                1 => "1 rule is".to_owned(),
                more => format!("{more} rules are"),
            }
        ),
        0 => "all examples do what they say\n".to_owned(),
        1 => "1 example does not do what it says\n".to_owned(),
        wrong => format!("{wrong} examples do not do what they say\n"),
    };
    page
}

pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// An example that went wrong, in miette's terms.
#[derive(Debug)]
struct Shown {
    message: String,
    source: NamedSource<String>,
    labels: Vec<LabeledSpan>,
    help: Option<String>,
}

impl Shown {
    fn new(trial: &Trial, mismatch: &Mismatch) -> Self {
        let list = if mismatch.fails { "fails" } else { "passes" };
        let note = if mismatch.note.is_empty() {
            String::new()
        } else {
            format!(": {}", mismatch.note)
        };
        let name = format!("{}.toml, {list} {}{note}", trial.rule, mismatch.at + 1);
        let message = if mismatch.fails {
            format!("{} does not do what this example says", trial.rule)
        } else {
            format!("{} fires where it must be silent", trial.rule)
        };
        let mut labels = Vec::new();
        let mut help = Vec::new();
        for wrong in &mismatch.wrong {
            match wrong {
                Wrong::Missed(_, Some(place)) => {
                    labels.push(label(*place, "missed: no finding here".into()));
                }
                Wrong::Missed(words, None) => {
                    help.push(format!("`at` has \"{words}\", which the text has not"));
                }
                Wrong::Other(words, message, place) => {
                    labels.push(label(*place, format!("found: {message}")));
                    let found = mismatch.text.get(place.0..place.1).unwrap_or_default();
                    help.push(format!(
                        "`at` has \"{words}\", the finding covers \"{found}\""
                    ));
                }
                Wrong::TooMuch(message, place) => {
                    labels.push(label(*place, format!("too much: {message}")));
                }
                Wrong::NoPlace => help.push("add `at`, the words that each finding covers".into()),
            }
        }
        Self {
            message,
            source: NamedSource::new(name, mismatch.text.clone()),
            labels,
            help: (!help.is_empty()).then(|| help.join("; ")),
        }
    }
}

fn label((start, end): (usize, usize), text: String) -> LabeledSpan {
    LabeledSpan::at(start..end, text)
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.help.as_ref()?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
