//! Commands that show what policies say.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{OutputFormat, ProjectArgs, SearchArgs, SelectArgs, StdinArgs};

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

    #[command(flatten)]
    pub(crate) stdin: StdinArgs,
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

    #[command(flatten)]
    pub(crate) stdin: StdinArgs,
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
