mod check;
mod format;
mod packs;
mod rules;
mod scope;
mod shell;
mod views;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, value_parser};
use clauselint_syntax::Date;

pub(crate) use check::{CheckArgs, FixArgs};
pub(crate) use format::{Output, ReportFormat, names as format_names, output};
pub(crate) use packs::{LockArgs, NewPackArgs, NewRuleArgs, TestArgs};
pub(crate) use rules::{ExplainArgs, NamesArgs, RulesArgs};
pub(crate) use scope::{ProjectArgs, SearchArgs, SelectArgs, StdinArgs};
pub(crate) use shell::{CompletionsArgs, ManArgs};
pub(crate) use views::{CoverageArgs, CoverageFormat, DiffArgs, FailOnChange, OutlineArgs};

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

fn day(text: &str) -> Result<Date, &'static str> {
    Date::from_iso(text)
        .filter(|date| date.day > 0)
        .ok_or("a date is written YYYY-MM-DD, as in 2026-01-31")
}
