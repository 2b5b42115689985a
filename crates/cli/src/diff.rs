//! What changed in substance from one version of a policy to another.

mod versions;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clauselint_compare::{Comparison, compare};
use clauselint_config::CommandLine;
use clauselint_engine::{Fault, FileError, open};
use clauselint_project::Project;
use clauselint_reading::Reading;
use clauselint_report::{
    Compared, ComparisonJson, ComparisonMarkdown, Style, Tally, Version, comparison_summary,
    comparison_text,
};
use clauselint_source::Source;
use clauselint_syntax::Document;

use crate::args::{Args, CoverageFormat, DiffArgs, FailOnChange};
use crate::failure::{Failure, WENT_WRONG, warn};
use crate::inputs::Inputs;
use crate::output;
use crate::project;
use crate::sink::Sink;
use versions::{Content, Policy};

/// Compares, and tells the exit status.
pub(crate) fn diff(diff: &DiffArgs, args: &Args) -> Result<ExitCode, Failure> {
    output::threads(args.threads)?;
    let projects = project::Opened::new(&diff.project, CommandLine::default(), args)?;
    let policies = versions::find(diff)?;
    let mut inputs = Inputs::default();
    for policy in &policies {
        let sides = policy.old.iter().chain(&policy.new);
        sides.for_each(|content| inputs.add(&content.path));
        inputs.add(&policy.place);
        inputs.add_project(&*projects.of(&policy.place)?);
    }
    inputs.refuse(diff.output_file.as_deref())?;
    let mut pages = Pages {
        out: Sink::open(diff.output_file.as_deref())?,
        format: diff.output_format,
        style: output::style(args, diff.output_file.is_some()),
        json: ComparisonJson::default(),
        markdown: ComparisonMarkdown::default(),
        tally: Tally::default(),
    };
    for policy in &policies {
        let project = projects.of(&policy.place)?;
        match Opened::new(policy, project.settings.max_file_size.value) {
            Ok(opened) => opened.compare(&project, &mut pages)?,
            Err(error) => {
                warn(&error);
                pages.tally.unread = true;
            }
        }
    }
    let tally = pages.tally;
    pages.finish()?;
    let failing = match diff.fail_on {
        FailOnChange::Weaker => tally.weakens > 0,
        FailOnChange::Any => tally.weakens + tally.strengthens + tally.neutral > 0,
        FailOnChange::Never => false,
    };
    Ok(ExitCode::from(match tally.unread {
        true => WENT_WRONG,
        false => u8::from(failing && !diff.exit_zero),
    }))
}

/// A policy, parsed.
struct Opened<'p> {
    policy: &'p Policy,
    old: Option<(Source, Document)>,
    new: Option<(Source, Document)>,
}

impl<'p> Opened<'p> {
    fn new(policy: &'p Policy, limit: u64) -> Result<Self, FileError> {
        let parsed = |content: &Option<Content>| {
            let Some(content) = content else {
                return Ok(None);
            };
            let size = content.bytes.len() as u64;
            let opened = match size > limit {
                true => Err(Fault::TooLarge { size, limit }),
                false => open(&content.path, content.bytes.clone()),
            };
            opened.map(Some).map_err(|fault| FileError {
                path: content.name.clone().into(),
                fault,
            })
        };
        Ok(Self {
            policy,
            old: parsed(&policy.old)?,
            new: parsed(&policy.new)?,
        })
    }

    fn compare(&self, project: &Project, pages: &mut Pages) -> Result<(), Failure> {
        let read = |version: &Option<(Source, Document)>| -> Comparison {
            let Some(((_, old), (_, new))) = self.old.as_ref().zip(version.as_ref()) else {
                return Comparison::default();
            };
            let vocabulary = &project.ruleset.vocabulary;
            let known = project.settings.for_path(&self.policy.place).policy.known();
            let old = Reading::with_known(old, vocabulary, &known);
            let new = Reading::with_known(new, vocabulary, &known);
            self.tell_notes(&old, &new);
            compare(&old, &new)
        };
        let comparison = read(&self.new);
        let compared = Compared {
            path: &self.policy.path,
            old: version(self.policy.old.as_ref(), self.old.as_ref()),
            new: version(self.policy.new.as_ref(), self.new.as_ref()),
            comparison: &comparison,
        };
        pages.add(&compared)
    }

    /// Where the word lists do not know the language, silence means nothing.
    fn tell_notes(&self, old: &Reading<'_>, new: &Reading<'_>) {
        for (reading, content) in [(old, &self.policy.old), (new, &self.policy.new)] {
            let name = content.as_ref().map_or("", |content| &content.name);
            if !reading.facts.understood {
                warn(&format!(
                    "note: {name} does not read like English prose, which is all that the word lists know"
                ));
            } else if !reading.facts.is_policy {
                warn(&format!("note: {name} does not read like a privacy policy"));
            }
        }
    }
}

fn version<'a>(
    content: Option<&'a Content>,
    opened: Option<&'a (Source, Document)>,
) -> Option<Version<'a>> {
    let (source, document) = opened?;
    Some(Version {
        name: &content?.name,
        source,
        document,
    })
}

/// What is written, in the format asked for.
struct Pages {
    out: Sink,
    format: CoverageFormat,
    style: Style,
    json: ComparisonJson,
    markdown: ComparisonMarkdown,
    tally: Tally,
}

impl Pages {
    fn add(&mut self, compared: &Compared<'_>) -> Result<(), Failure> {
        self.tally.add(compared);
        let written = match self.format {
            CoverageFormat::Text => {
                let page = comparison_text(compared, self.style);
                writeln!(self.out, "{page}")
            }
            CoverageFormat::Json => self.json.policy(compared, &mut self.out),
            CoverageFormat::Markdown => {
                self.markdown.policy(compared);
                Ok(())
            }
        };
        written.map_err(|error| self.out.failure(error))
    }

    fn finish(mut self) -> Result<(), Failure> {
        let written: io::Result<()> = match self.format {
            CoverageFormat::Text => writeln!(self.out, "{}", comparison_summary(&self.tally)),
            CoverageFormat::Json => self.json.finish(&self.tally, &mut self.out),
            CoverageFormat::Markdown => self.markdown.finish(&self.tally, &mut self.out),
        };
        written.map_err(|error| self.out.failure(error))?;
        self.out.commit()
    }
}

/// A path as reports show it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
