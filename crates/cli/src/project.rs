//! What holds for the paths of a command line.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_builtin::provision;
use clauselint_config::{CommandLine, Finder};
use clauselint_engine::{Bounds, Discovery, Job, Linter, discover_within};
use clauselint_project::{Asked, Plan, Project, ProjectError, Projects, Ruleset};
use clauselint_report::{AddedPack, Catalog, Style};
use clauselint_rule::{Context, RuleInfo};
use clauselint_syntax::Date;

use crate::args::{Args, ProjectArgs, SearchArgs, SelectArgs, format_names};
use crate::failure::{Failure, warn};
use crate::output;

/// The projects that a command line leads to.
pub(crate) struct Opened {
    projects: Arc<Projects>,
    style: Style,
}

impl Opened {
    /// Those of the arguments, with what they set.
    pub(crate) fn new(
        project: &ProjectArgs,
        line: CommandLine,
        args: &Args,
    ) -> Result<Self, Failure> {
        let projects = projects(project, line)?;
        Ok(Self {
            projects: Arc::new(projects),
            style: output::style(args, false),
        })
    }

    /// Those of a configuration file or of those that are found, whatever their
    /// lock files say.
    pub(crate) fn without_lock(config: Option<&Path>, args: &Args) -> Result<Self, Failure> {
        let project = ProjectArgs {
            config: config.map(Path::to_owned),
            ..ProjectArgs::default()
        };
        let projects = projects(&project, CommandLine::default())?;
        Ok(Self {
            projects: Arc::new(projects.without_lock()),
            style: output::style(args, false),
        })
    }

    /// The failure of an error.
    pub(crate) fn failure(&self, error: ProjectError) -> Failure {
        Failure::Project(vec![Arc::new(error)], self.style)
    }

    /// The project of a path.
    pub(crate) fn of(&self, path: &Path) -> Result<Arc<Project>, Failure> {
        let fail = |error| Failure::Project(vec![error], self.style);
        self.projects.of(path).map_err(fail)
    }

    /// The project of the working folder.
    pub(crate) fn here(&self) -> Result<Arc<Project>, Failure> {
        self.of(Path::new(""))
    }

    /// The files that arguments lead to, with what could not be followed.
    pub(crate) fn discover(&self, paths: &[PathBuf]) -> Discovery {
        let bounds: Arc<dyn Bounds> = Arc::<Projects>::clone(&self.projects);
        discover_within(paths, &bounds)
    }

    /// Tells why nothing is left of the files that are named.
    pub(crate) fn tell_left_out(discovery: &Discovery) {
        if !discovery.targets.is_empty() || !discovery.errors.is_empty() {
            return;
        }
        for (path, by) in &discovery.left_out {
            let path = path.display();
            warn(&format!(
                "note: {path} is left out by {by}; `--no-force-exclude` checks it anyway"
            ));
        }
    }

    /// The files of a run by what holds for them; tells what is to be known of
    /// their configurations.
    pub(crate) fn plan(&self, discovery: Discovery, stdin_name: &Path) -> Result<Plan, Failure> {
        let plan = Plan::new(&self.projects, discovery.targets, stdin_name);
        let plan = plan.map_err(|errors| Failure::Project(errors, self.style))?;
        self.tell_notes();
        Ok(plan)
    }

    /// Tells what is to be known of how configurations were found.
    pub(crate) fn tell_notes(&self) {
        for note in self.projects.notes() {
            warn(&format!("note: {note}"));
        }
    }
}

/// Tells which files of a search were left alone, so that nobody takes them for
/// linted.
pub(crate) fn tell_passed_over(discovery: &Discovery) {
    for path in &discovery.passed_over {
        let told = match std::fs::metadata(path) {
            _ if !path.is_symlink() => "is no regular file, and is passed over",
            Ok(end) if end.is_file() || end.is_dir() => {
                "is a link, and a search follows none; name it to lint what it leads to"
            }
            Ok(_) => "is a link to what is no regular file, and is passed over",
            Err(_) => "is a link that leads to no file, and is passed over",
        };
        warn(&format!("note: {} {told}", path.display()));
    }
}

/// The projects of the arguments.
fn projects(project: &ProjectArgs, line: CommandLine) -> Result<Projects, Failure> {
    let cwd = working_folder()?;
    let asked = Asked {
        line,
        packs: project.packs.clone(),
        output_formats: format_names(),
    };
    Ok(Projects::new(finder(project, &cwd), &cwd, asked))
}

/// Who finds configuration files.
pub(crate) fn finder(project: &ProjectArgs, cwd: &Path) -> Finder {
    let version = env!("CARGO_PKG_VERSION");
    match &project.config {
        Some(file) => Finder::fixed(cwd, version, file),
        None if project.no_config => Finder::none(cwd, version),
        None => Finder::new(cwd, version),
    }
}

pub(crate) fn working_folder() -> Result<PathBuf, Failure> {
    env::current_dir()
        .map_err(|error| Failure::Usage(format!("there is no working folder: {error}")))
}

/// What is selected and searched on the command line.
pub(crate) fn line(select: &SelectArgs, search: &SearchArgs) -> CommandLine {
    let yes_or_no = |yes: bool, no: bool| (yes || no).then_some(yes);
    CommandLine {
        select: select.select.clone(),
        extend_select: select.extend_select.clone(),
        ignore: select.ignore.clone(),
        exclude: search.exclude.clone(),
        respect_gitignore: yes_or_no(search.respect_gitignore, search.no_respect_gitignore),
        force_exclude: yes_or_no(search.force_exclude, search.no_force_exclude),
        ..CommandLine::default()
    }
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

/// The jobs of a plan, whose linters are those of its parts.
pub(crate) fn jobs<'a, 'r>(plan: &'a Plan, linters: &'a [Linter<'r>]) -> Vec<Job<'a, 'r>> {
    let targets = plan.targets.iter();
    targets
        .map(|(target, part)| Job {
            target,
            linter: &linters[*part],
        })
        .collect()
}

/// The rules of all projects of a plan, each once, and those of `here`.
pub(crate) fn infos<'p>(plan: &'p Plan, here: &'p Project) -> Vec<&'p RuleInfo> {
    let mut infos = here.ruleset.infos();
    let mut seen = vec![&here.ruleset];
    for part in &plan.parts {
        let ruleset = &part.project.ruleset;
        if !seen.iter().any(|known| Arc::ptr_eq(known, ruleset)) {
            seen.push(ruleset);
            let new = |info: &&RuleInfo| !infos.iter().any(|known| known.id == info.id);
            let more: Vec<&RuleInfo> = ruleset.infos().into_iter().filter(new).collect();
            infos.extend(more);
        }
    }
    infos
}

/// The packs of a run that do not come with clauselint, each once.
pub(crate) fn added(plan: &Plan, here: &Project) -> Vec<AddedPack> {
    let rulesets = plan.parts.iter().map(|part| &*part.project.ruleset);
    let packs = std::iter::once(&*here.ruleset)
        .chain(rulesets)
        .flat_map(|ruleset| &ruleset.packs);
    let mut added: Vec<AddedPack> = Vec::new();
    for pack in packs {
        if !added.iter().any(|known| known.name == pack.name) {
            added.push(AddedPack {
                name: pack.name.clone(),
                version: pack.version.clone(),
                summary: pack.summary.clone(),
            });
        }
    }
    added
}

/// A catalog of rules with the table of laws.
pub(crate) const fn catalog<'c>(infos: &'c [&'c RuleInfo]) -> Catalog<'c> {
    Catalog::new(infos, provision)
}

/// The rules of packs that are named, whatever is configured.
pub(crate) fn find<'r>(ruleset: &'r Ruleset, id: &str) -> Result<&'r RuleInfo, Failure> {
    let rule = ruleset.find(id);
    rule.map(|rule| rule.info()).map_err(|error| {
        let told = error.to_string();
        if told.contains("--pack") || !ruleset.packs.is_empty() {
            return Failure::Engine(vec![error]);
        }
        Failure::Usage(format!("{told} For a rule of others, add `--pack`"))
    })
}
