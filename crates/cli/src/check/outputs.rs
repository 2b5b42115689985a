//! All that a run writes: a reporter with its sink for each output.

use std::collections::HashSet;
use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clauselint_engine::Outcome;
use clauselint_project::Plan;
use clauselint_report::{
    Catalog, Checkstyle, Concise, GitHub, GitLab, Html, JUnit, Json, JsonLines, Markdown, Rdjson,
    Rdjsonl, Reporter, Root, Sarif, Statistics, Summary, Text,
};
use clauselint_rule::RuleInfo;

use crate::args::{Args, CheckArgs, Output, ReportFormat};
use crate::failure::{Failure, warn};
use crate::inputs::Inputs;
use crate::output;
use crate::sink::{Sink, step_summary};

/// What is written, and whether some of it could not be.
pub(super) struct Outputs<'c> {
    open: Vec<(Box<dyn Reporter + 'c>, Sink)>,
    pub(super) went_wrong: bool,
}

impl<'c> Outputs<'c> {
    /// Opens all that is asked for. What cannot be opened is told of, and the
    /// others go on.
    ///
    /// # Errors
    /// Arguments that cannot be meant, and outputs none of which can be opened.
    pub(super) fn open(
        check: &CheckArgs,
        args: &Args,
        catalog: Catalog<'c>,
        plan: &Plan,
        formats: &[Output],
    ) -> Result<Self, Failure> {
        let places = places(check, formats)?;
        // Most runs write no file, and need no list of what they read.
        if places.iter().any(|(_, path)| path.is_some()) {
            let inputs = Inputs::of(plan).with_baselines(plan);
            let mut paths = places.iter().map(|(_, path)| path.as_deref());
            paths.try_for_each(|path| inputs.refuse(path))?;
        }
        let makers = Makers::new(check, args, catalog, plan);
        let mut outputs = Self {
            open: Vec::new(),
            went_wrong: false,
        };
        for (format, path) in places {
            let reporter = makers.reporter(format, path.is_some());
            let sink = match &path {
                None if fixes_stdin(check) => Ok(Sink::stderr()),
                path => Sink::open(path.as_deref()),
            };
            outputs.add(reporter, sink);
            if let (ReportFormat::Github, Some(summary)) = (format, step_summary()) {
                let reporter = makers.reporter(ReportFormat::Markdown, true);
                outputs.add(reporter, Sink::append(&summary));
            }
        }
        Ok(outputs)
    }

    /// Whether there is anything left to write to.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Hands an outcome on.
    ///
    /// # Errors
    /// That nobody reads any more.
    pub(super) fn take(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        self.each(|reporter, sink| match outcome {
            Ok(report) => reporter.file(report, sink),
            Err(error) => reporter.failed(error, sink),
        })
    }

    /// Leaves nothing of what was handed on behind in memory.
    ///
    /// # Errors
    /// That nobody reads any more.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.each(|_, sink| sink.flush())
    }

    /// Writes what comes last, and puts all files in their places.
    ///
    /// # Errors
    /// That nobody reads any more.
    pub(super) fn finish(&mut self, summary: &Summary) -> Result<(), Failure> {
        self.each(|reporter, sink| reporter.finish(summary, sink))?;
        for (_, sink) in std::mem::take(&mut self.open) {
            match sink.commit() {
                Err(Failure::BrokenPipe) | Ok(()) => {}
                Err(failure) => self.fail(&failure),
            }
        }
        Ok(())
    }

    fn add(&mut self, reporter: Box<dyn Reporter + 'c>, sink: Result<Sink, Failure>) {
        match sink {
            Ok(sink) => self.open.push((reporter, sink)),
            Err(failure) => self.fail(&failure),
        }
    }

    /// Writes to each; one that fails is given up, and told of.
    fn each(
        &mut self,
        mut write: impl FnMut(&mut dyn Reporter, &mut Sink) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut broken = false;
        for (mut reporter, mut sink) in std::mem::take(&mut self.open) {
            match write(&mut *reporter, &mut sink) {
                Ok(()) => self.open.push((reporter, sink)),
                Err(error) => match sink.failure(error) {
                    Failure::BrokenPipe => broken = true,
                    failure => self.fail(&failure),
                },
            }
        }
        if broken && self.open.is_empty() && !self.went_wrong {
            return Err(Failure::BrokenPipe);
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) {
        warn(failure);
        self.went_wrong = true;
    }
}

/// Whether standard output is for a fixed policy.
fn fixes_stdin(check: &CheckArgs) -> bool {
    check.fixing.fix && check.paths.iter().any(|path| path.as_os_str() == "-")
}

/// Which format goes where.
fn places(
    check: &CheckArgs,
    formats: &[Output],
) -> Result<Vec<(ReportFormat, Option<PathBuf>)>, Failure> {
    let asked = formats.iter();
    let bare = asked.clone().filter(|output| output.path.is_none()).count();
    if bare > 1 {
        return Err(usage(
            "one --output-format at most can go without a file: write NAME=PATH for the others",
        ));
    }
    if bare == 0 && check.output_file.is_some() {
        return Err(usage(
            "--output-file has nothing to write: every --output-format names its own file",
        ));
    }
    let placed = |output: &Output| {
        let path = output.path.as_ref().or(check.output_file.as_ref());
        (output.format, path.cloned())
    };
    let places: Vec<(ReportFormat, Option<PathBuf>)> = asked.map(placed).collect();
    let mut taken = HashSet::new();
    for path in places.iter().filter_map(|(_, path)| path.as_deref()) {
        if there(path).is_some_and(|there| !taken.insert(there)) {
            let path = path.display();
            return Err(usage(&format!("two outputs cannot go to one file: {path}")));
        }
    }
    Ok(places)
}

/// The file that a path leads to, which need not be there yet.
fn there(path: &Path) -> Option<PathBuf> {
    let beside = || {
        let folder = Path::new(".").join(path.parent()?);
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(beside)
}

fn usage(words: &str) -> Failure {
    Failure::Usage(words.into())
}

/// What reporters are made from.
struct Makers<'a, 'c> {
    check: &'a CheckArgs,
    args: &'a Args,
    catalog: Catalog<'c>,
    /// The rules that run.
    rules: Vec<&'c RuleInfo>,
    root: Root,
}

impl<'a, 'c> Makers<'a, 'c> {
    fn new(check: &'a CheckArgs, args: &'a Args, catalog: Catalog<'c>, plan: &Plan) -> Self {
        let runs = |info: &&RuleInfo| {
            let mut parts = plan.parts.iter();
            parts.any(|part| part.applied.rules.contains_key(&info.id))
        };
        Self {
            check,
            args,
            catalog,
            rules: catalog.rules().filter(runs).collect(),
            root: root(),
        }
    }

    fn reporter(&self, format: ReportFormat, to_file: bool) -> Box<dyn Reporter + 'c> {
        let (catalog, root, quiet) = (self.catalog, || self.root.clone(), self.check.quiet);
        match format {
            ReportFormat::Text | ReportFormat::Concise if self.check.statistics => {
                Box::new(Statistics::new(quiet))
            }
            ReportFormat::Text => {
                let style = output::style(self.args, to_file);
                let text = Text::new(catalog, style, quiet);
                Box::new(text.with_unsafe_fixes(self.check.fixing.unsafe_fixes))
            }
            ReportFormat::Concise => Box::new(Concise::new(quiet)),
            ReportFormat::Json => Box::new(Json::new(catalog)),
            ReportFormat::JsonLines => Box::new(JsonLines::new(catalog)),
            ReportFormat::Sarif => Box::new(Sarif::new(catalog, self.rules.clone(), root())),
            ReportFormat::Github => Box::new(GitHub::new(root())),
            ReportFormat::Gitlab => Box::new(GitLab::new(catalog, root())),
            ReportFormat::Junit => {
                let ids = self.rules.iter().map(|info| info.id.clone());
                Box::new(JUnit::new(ids.collect()))
            }
            ReportFormat::Checkstyle => Box::new(Checkstyle::default()),
            ReportFormat::Rdjson => Box::new(Rdjson::new(catalog)),
            ReportFormat::Rdjsonl => Box::new(Rdjsonl::new(catalog)),
            ReportFormat::Markdown => Box::new(Markdown::new(catalog)),
            ReportFormat::Html => Box::new(Html::new(catalog, self.check.today)),
        }
    }
}

/// The repository around the working directory, or that directory alone.
fn root() -> Root {
    let Ok(cwd) = env::current_dir() else {
        return Root::default();
    };
    let holds = |folder: &&Path| folder.join(".git").exists();
    let root = cwd.ancestors().find(holds).unwrap_or(&cwd);
    Root::new(root, &cwd)
}
