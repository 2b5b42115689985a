mod format;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, value_parser};
use clauselint_syntax::Date;

pub(crate) use format::{Output, ReportFormat, names as format_names, output};

/// Lints privacy policies: says what is missing, vague or contradictory in
/// them, where, and how to mend it. No legal advice.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit status: 0 clean, 1 findings at or above --fail-on, 2 anything that went wrong."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to colour output.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,

    /// Threads to use; all cores where it is 0.
    #[arg(long, global = true, default_value_t = 0, value_name = "N", value_parser = value_parser!(u16).range(..=256))]
    pub(crate) threads: u16,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint policies.
    Check(CheckArgs),
    /// Show what the law behind the selected rules asks a policy to say,
    /// whether it does, and where.
    Coverage(CoverageArgs),
    /// Show how a policy is understood: sections, topics, dates, addresses.
    Outline(OutlineArgs),
    /// List all rules.
    Rules(RulesArgs),
    /// Tell all about a rule.
    Explain(ExplainArgs),
    /// List the laws that rules can rest on, by key.
    Laws,
    /// Show what is configured for a path, and where each value comes from.
    Config(ConfigArgs),
    /// Write a configuration file fitted to the policies that are there.
    Init(InitArgs),
    /// Write down which packs are configured and what is in them, so that none
    /// changes unseen.
    Lock(LockArgs),
    /// Serve an editor at standard input and output, by the Language Server
    /// Protocol.
    Lsp(LspArgs),
    /// Try a pack's rules on their examples.
    Test(TestArgs),
    /// Write a pack to begin with.
    NewPack(NewPackArgs),
    /// Write a rule to begin with, which passes its test.
    NewRule(NewRuleArgs),
}

/// What holds for the policies.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct ProjectArgs {
    /// Use this configuration file, and look for no other.
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

    /// Take files that `.gitignore` names.
    #[arg(long, overrides_with = "respect_gitignore")]
    pub(crate) no_respect_gitignore: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LockArgs {
    /// The configuration file that names the packs; else the one of the
    /// working folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Write nothing; exit with 1 where the lock file is stale.
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LspArgs {
    /// What many clients add; there is no other way.
    #[arg(long, hide = true)]
    stdio: bool,

    /// The day that the age of a policy is reckoned from: YYYY-MM-DD. Today
    /// where it is left out.
    #[arg(long, value_name = "DATE", value_parser = day, env = "CLAUSELINT_TODAY")]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TestArgs {
    /// Packs: folders or `.zip` archives.
    #[arg(required = true, value_name = "PACK")]
    pub(crate) packs: Vec<PathBuf>,

    /// Besides count how often each rule fires on these policies: files,
    /// folders or glob patterns.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) on: Vec<PathBuf>,
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

    /// What it looks for.
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
    #[arg(long, value_parser = format::output, value_name = "NAME[=PATH]", env = "CLAUSELINT_OUTPUT_FORMAT")]
    pub(crate) output_format: Option<Vec<Output>>,

    /// Write what names no file of its own to this one instead of standard output.
    #[arg(long, value_name = "PATH")]
    pub(crate) output_file: Option<PathBuf>,

    /// The least severity that makes the exit status 1; error where nothing is
    /// configured.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,

    /// Exit with 0 whatever is found.
    #[arg(long)]
    pub(crate) exit_zero: bool,

    /// The day that the age of a policy is reckoned from: YYYY-MM-DD. Today
    /// where it is left out.
    #[arg(long, value_name = "DATE", value_parser = day, env = "CLAUSELINT_TODAY")]
    pub(crate) today: Option<Date>,

    /// The name that standard input goes by; its ending tells the format.
    #[arg(
        long,
        value_name = "PATH",
        default_value = "<stdin>",
        hide_default_value = true
    )]
    pub(crate) stdin_filename: PathBuf,

    /// Print findings only, no summary and no notes.
    #[arg(short, long)]
    pub(crate) quiet: bool,
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
    #[arg(long, value_enum, default_value_t = CoverageFormat::Text, value_name = "NAME")]
    pub(crate) output_format: CoverageFormat,

    /// Write to a file instead of standard output.
    #[arg(long, value_name = "PATH")]
    pub(crate) output_file: Option<PathBuf>,

    /// The name that standard input goes by; its ending tells the format.
    #[arg(
        long,
        value_name = "PATH",
        default_value = "<stdin>",
        hide_default_value = true
    )]
    pub(crate) stdin_filename: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct OutlineArgs {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// Files, folders, glob patterns, or `-` for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// What to write.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text, value_name = "NAME")]
    pub(crate) output_format: OutputFormat,

    /// Show each sentence with its topics and the concepts of the word lists
    /// that were found in it, for those who write word lists.
    #[arg(long, conflicts_with = "output_format")]
    pub(crate) concepts: bool,

    /// The name that standard input goes by; its ending tells the format.
    #[arg(
        long,
        value_name = "PATH",
        default_value = "<stdin>",
        hide_default_value = true
    )]
    pub(crate) stdin_filename: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// The rule's id.
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
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

fn day(text: &str) -> Result<Date, &'static str> {
    Date::from_iso(text)
        .filter(|date| date.day > 0)
        .ok_or("a date is written YYYY-MM-DD, as in 2026-01-31")
}

#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// The file or folder.
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// List the rules that run, too, each with its severity.
    #[arg(long)]
    pub(crate) rules: bool,

    /// What to write.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text, value_name = "NAME")]
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
