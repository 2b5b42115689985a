mod format;
mod shell;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Parser, Subcommand, ValueEnum, value_parser};
use clauselint_builtin::names;
use clauselint_syntax::Date;

pub(crate) use format::{Output, ReportFormat, names as format_names, output};
pub(crate) use shell::{CompletionsArgs, ManArgs};

/// A linter for privacy policies: says what is missing, vague or contradictory
/// in them, where, and how to mend it. No legal advice.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Exit status: 0 clean, 1 findings at or above --fail-on, 2 anything that went wrong.\n\
                  `clauselint check` to begin with; `clauselint help COMMAND` tells of a command."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to colour output.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Global options")]
    pub(crate) color: Color,

    /// Threads to use; 0 for all cores.
    #[arg(long, global = true, default_value_t = 0, value_name = "N", value_parser = value_parser!(u16).range(..=256), help_heading = "Global options")]
    pub(crate) threads: u16,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint policies: what is missing, vague or contradictory, and where.
    Check(CheckArgs),
    /// Show what changed in substance from one version of a policy to another.
    Diff(DiffArgs),
    /// Show what the law behind the selected rules asks a policy to say,
    /// whether it does, and where.
    Coverage(CoverageArgs),
    /// Show how policies are understood: sections, topics, who does what with
    /// which data.
    Outline(OutlineArgs),
    /// List all rules: id, pack, severity, what is wrong.
    Rules(RulesArgs),
    /// Tell all about a rule: why, the law, how to mend it, examples, limits; or
    /// list the rules of a pack or group.
    Explain(ExplainArgs),
    /// List what a rule can name: topics, acts, kinds of data, word lists, laws.
    Names(NamesArgs),
    /// Show what is configured for a file or folder, and where each value comes
    /// from.
    Config(ConfigArgs),
    /// Write a configuration file, fitted to the policies that it finds.
    Init(InitArgs),
    /// Write down which packs are configured and what is in them, so that none
    /// changes unseen.
    Lock(LockArgs),
    /// Serve an editor at standard input and output, by the Language Server
    /// Protocol.
    Lsp(LspArgs),
    /// Try a pack's rules on their examples.
    Test(TestArgs),
    /// Write a new pack of rules, with a rule to begin with.
    NewPack(NewPackArgs),
    /// Write a new rule in a pack, one that passes its test to begin with.
    NewRule(NewRuleArgs),
    /// Print a script by which a shell completes commands, options and rules.
    Completions(CompletionsArgs),
    /// Print the manual page of a command, or write all of them to a folder.
    Man(ManArgs),
}

/// What holds for the policies.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct ProjectArgs {
    /// Use this configuration file in place of the one that is found in the
    /// policy's folder or the nearest folder above; without a policy, from the
    /// working folder on.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,

    /// Use no configuration file.
    #[arg(long)]
    pub(crate) no_config: bool,

    /// A pack of rules, a folder or a `.zip`; can be given several times. Its
    /// rules run besides those that are configured.
    #[arg(long = "pack", value_name = "PACK")]
    pub(crate) packs: Vec<PathBuf>,
}

/// Which rules run.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Rules")]
pub(crate) struct SelectArgs {
    /// Rules to run, in place of those that are configured: ids, groups, packs,
    /// or `all`. Where nothing is configured, the core pack runs.
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) select: Option<Vec<String>>,

    /// Rules to run besides: ids, groups, packs, or `all`.
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) extend_select: Vec<String>,

    /// Rules to leave out: ids, groups, packs, or `all`.
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) ignore: Vec<String>,
}

/// Which files are taken.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct SearchArgs {
    /// Files and folders that a search leaves out, as globs written as in
    /// `.gitignore`; in place of those that are configured.
    #[arg(long, value_delimiter = ',', value_name = "GLOB")]
    pub(crate) exclude: Option<Vec<String>>,

    /// Leave out what is excluded even where it is named on the command line.
    #[arg(long, overrides_with = "no_force_exclude")]
    pub(crate) force_exclude: bool,

    #[arg(long, hide = true, overrides_with = "force_exclude")]
    pub(crate) no_force_exclude: bool,

    #[arg(long, hide = true, overrides_with = "no_respect_gitignore")]
    pub(crate) respect_gitignore: bool,

    /// Search files that `.gitignore` leaves out, too.
    #[arg(long, overrides_with = "respect_gitignore")]
    pub(crate) no_respect_gitignore: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// What to write.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text, value_name = "NAME", help_heading = "Output")]
    pub(crate) output_format: OutputFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LockArgs {
    /// The configuration file that names the packs; else the one of the
    /// working folder or of a folder above.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Write nothing; exit with 1 where the lock file is stale.
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NamesArgs {
    /// The kind of names; all of them where it is left out.
    #[arg(value_name = "KIND", value_parser = kind())]
    pub(crate) kind: Option<String>,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,
}

fn kind() -> PossibleValuesParser {
    PossibleValuesParser::new(names().map(|kind| PossibleValue::new(kind.id).help(kind.title)))
}

#[derive(Debug, clap::Args)]
pub(crate) struct LspArgs {
    /// What many clients add; there is no other way.
    #[arg(long, hide = true)]
    stdio: bool,

    /// The day that the age of a policy is reckoned from, as YYYY-MM-DD, in place
    /// of today.
    #[arg(long, value_name = "DATE", value_parser = day, env = "CLAUSELINT_TODAY")]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TestArgs {
    /// Packs: folders or `.zip` archives.
    #[arg(required = true, value_name = "PACK")]
    pub(crate) packs: Vec<PathBuf>,

    /// Count how often each rule fires on these policies, too: files or glob
    /// patterns, whatever the files are called, or folders, which are searched
    /// for files that look like policies.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) on: Vec<PathBuf>,

    /// Show where these rules fire on the policies: ids, or `all`.
    #[arg(long, value_name = "RULE", value_delimiter = ',', requires = "on")]
    pub(crate) show: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewPackArgs {
    /// The folder to write it to; the pack is called like it.
    #[arg(value_name = "FOLDER")]
    pub(crate) path: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewRuleArgs {
    /// The pack's folder.
    #[arg(value_name = "PACK")]
    pub(crate) pack: PathBuf,

    /// The rule's id: what is wrong, in small letters and hyphens.
    #[arg(value_name = "ID")]
    pub(crate) id: String,

    /// What the rule looks for.
    #[arg(long, value_enum, default_value_t = crate::packs::new::Kind::Says, value_name = "KIND")]
    pub(crate) kind: crate::packs::new::Kind,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Files, folders, glob patterns, or `-` for standard input. Folders are
    /// searched for files that look like policies.
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    #[command(flatten)]
    pub(crate) select: SelectArgs,

    #[command(flatten)]
    pub(crate) search: SearchArgs,

    /// What to write: text, concise, json, json-lines, sarif, github, gitlab,
    /// junit, checkstyle, rdjson, rdjsonl, markdown or html. Can be given
    /// several times; all but one then name a file, as in `sarif=out.sarif`.
    #[arg(long, value_parser = format::output, value_name = "NAME[=PATH]", env = "CLAUSELINT_OUTPUT_FORMAT", help_heading = "Output")]
    pub(crate) output_format: Option<Vec<Output>>,

    /// Where the `--output-format` without a file goes instead of to standard
    /// output.
    #[arg(long, value_name = "PATH", conflicts_with_all = ["update_baseline", "add_suppressions"], help_heading = "Output")]
    pub(crate) output_file: Option<PathBuf>,

    /// Tell how often each rule fired in place of where; for text and concise.
    #[arg(long, conflicts_with_all = ["update_baseline", "add_suppressions", "diff"], help_heading = "Output")]
    pub(crate) statistics: bool,

    /// Exit with 1 if something is found that is at least so severe; `error`
    /// where nothing is configured.
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Output")]
    pub(crate) fail_on: Option<FailOn>,

    /// A file of findings that are known and left for later: they are not told.
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub(crate) baseline: Option<PathBuf>,

    /// List all findings in the baseline, `clauselint-baseline.json` where none
    /// is configured, and tell none.
    #[arg(long, conflicts_with_all = ["fix", "diff"], help_heading = "Baseline")]
    pub(crate) update_baseline: bool,

    /// Check again whenever a policy, the configuration or a pack changes, until
    /// it is interrupted.
    #[arg(long, conflicts_with = "update_baseline", help_heading = "Files")]
    pub(crate) watch: bool,

    /// Write a comment into the policies for each finding, so that it is not told
    /// again, with a reason if one is given.
    #[arg(long, value_name = "REASON", num_args = 0..=1, require_equals = true, default_missing_value = "", value_parser = reason, conflicts_with_all = ["watch", "update_baseline", "fix", "diff"], help_heading = "Baseline")]
    pub(crate) add_suppressions: Option<String>,

    /// Neither use nor keep results of earlier runs.
    #[arg(long, help_heading = "Files")]
    pub(crate) no_cache: bool,

    /// Exit with 0 whatever is found.
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_zero: bool,

    #[command(flatten)]
    pub(crate) fixing: FixArgs,

    /// Lint only files that git sees changed since a revision, new ones included;
    /// since `HEAD` where none is named. Implies `--since`.
    #[arg(long, value_name = "REV", num_args = 0..=1, default_missing_value = "HEAD", help_heading = "Files")]
    pub(crate) changed: Option<String>,

    /// Compare each policy to its version at this revision of git, for rules
    /// that look at what has changed.
    #[arg(long, value_name = "REV", help_heading = "Rules")]
    pub(crate) since: Option<String>,

    /// The day that the age of a policy is reckoned from, as YYYY-MM-DD, in place
    /// of today.
    #[arg(long, value_name = "DATE", value_parser = day, env = "CLAUSELINT_TODAY", help_heading = "Rules")]
    pub(crate) today: Option<Date>,

    /// The name that standard input goes by; its ending tells the format, its
    /// folder the configuration.
    #[arg(
        long,
        value_name = "PATH",
        default_value = "<stdin>",
        hide_default_value = true,
        help_heading = "Files"
    )]
    pub(crate) stdin_filename: PathBuf,

    /// Print findings only: no summary, no notes, no progress bar.
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,
}

/// What to change in the policies.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct FixArgs {
    /// Mend what can be mended without a change of meaning, and report what is
    /// left. Of standard input, what is fixed goes to standard output, and the
    /// report to standard error.
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix: bool,

    /// With --fix or --diff, make fixes that somebody has to read, too: clauses
    /// to begin with where some are missing.
    #[arg(long, help_heading = "Fixes")]
    pub(crate) unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing. Exit with 1 if it
    /// would change something.
    #[arg(long, conflicts_with = "fix", help_heading = "Fixes")]
    pub(crate) diff: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CoverageArgs {
    /// Files, folders, glob patterns, or `-` for standard input. Folders are
    /// searched for files that look like policies.
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    #[command(flatten)]
    pub(crate) select: SelectArgs,

    #[command(flatten)]
    pub(crate) search: SearchArgs,

    /// What to write.
    #[arg(long, value_enum, default_value_t = CoverageFormat::Text, value_name = "NAME", help_heading = "Output")]
    pub(crate) output_format: CoverageFormat,

    /// Write to a file instead of standard output.
    #[arg(long, value_name = "PATH", help_heading = "Output")]
    pub(crate) output_file: Option<PathBuf>,

    /// The name that standard input goes by; its ending tells the format, its
    /// folder the configuration.
    #[arg(
        long,
        value_name = "PATH",
        default_value = "<stdin>",
        hide_default_value = true,
        help_heading = "Files"
    )]
    pub(crate) stdin_filename: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(
    override_usage = "clauselint diff [OPTIONS] OLD NEW\n       clauselint diff [OPTIONS] [REV] [-- PATH...]\n       clauselint diff [OPTIONS] REV1 REV2 [-- PATH...]\n       clauselint diff [OPTIONS] REV1..REV2 [-- PATH...]",
    after_help = "Exit status: 0 nothing is weaker, 1 something is, or changed without a new date, 2 anything that went wrong."
)]
pub(crate) struct DiffArgs {
    /// Two files, or one or two git revisions. One is compared to the working
    /// tree; `main...HEAD` compares to where the two parted. `HEAD` where
    /// there is none.
    #[arg(value_name = "VERSION", num_args = 0..=2)]
    pub(crate) versions: Vec<String>,

    /// The policies to compare, files or folders; where there is none, all
    /// changed files that look like policies.
    #[arg(last = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// What to write.
    #[arg(long, value_enum, default_value_t = CoverageFormat::Text, value_name = "NAME")]
    pub(crate) output_format: CoverageFormat,

    /// Write to a file instead of standard output.
    #[arg(long, value_name = "PATH")]
    pub(crate) output_file: Option<PathBuf>,

    /// Which changes make the exit status 1.
    #[arg(long, value_enum, default_value_t = FailOnChange::Weaker, value_name = "CHANGE")]
    pub(crate) fail_on: FailOnChange,

    /// Exit with 0 whatever has changed.
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOnChange {
    /// What is weaker for the reader, and a date that was not moved along.
    Weaker,
    /// Every change in substance.
    Any,
    Never,
}

#[derive(Debug, clap::Args)]
pub(crate) struct OutlineArgs {
    /// Files, folders, glob patterns, or `-` for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// What to write.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text, value_name = "NAME", help_heading = "Output")]
    pub(crate) output_format: OutputFormat,

    /// Show each sentence with its topics and the concepts of the word lists
    /// that were found in it, for those who write word lists.
    #[arg(long, conflicts_with = "output_format", help_heading = "Output")]
    pub(crate) concepts: bool,

    /// The name that standard input goes by; its ending tells the format, its
    /// folder the configuration.
    #[arg(
        long,
        value_name = "PATH",
        default_value = "<stdin>",
        hide_default_value = true,
        help_heading = "Files"
    )]
    pub(crate) stdin_filename: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The rule's id; or a pack or group, whose rules are listed.
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// What to write.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text, value_name = "NAME", help_heading = "Output")]
    pub(crate) output_format: OutputFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverageFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For a comment or a wiki.
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl From<FailOn> for clauselint_config::FailOn {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Note => Self::Note,
            FailOn::Never => Self::Never,
        }
    }
}

/// What can stand in a comment.
fn reason(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.contains("--") || text.contains(['\n', '\r', '<', '>']) {
        return Err(
            "a reason is one line without `--`, `<` and `>`, so that the comment ends where it ends",
        );
    }
    Ok(text.to_owned())
}

fn day(text: &str) -> Result<Date, &'static str> {
    Date::from_iso(text)
        .filter(|date| date.day > 0)
        .ok_or("a date is written YYYY-MM-DD, as in 2026-01-31")
}

#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// The file or folder to tell of.
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// List the rules that run, too, each with its severity.
    #[arg(long, help_heading = "Output")]
    pub(crate) rules: bool,

    /// What to write.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text, value_name = "NAME", help_heading = "Output")]
    pub(crate) output_format: OutputFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The folder to write `clauselint.toml` in; policies are looked for there.
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// Replace a configuration that is there.
    #[arg(long)]
    pub(crate) force: bool,
}
