use std::path::PathBuf;

use clap::ValueEnum;
use clauselint_syntax::Date;

use super::{Output, ProjectArgs, SearchArgs, SelectArgs, StdinArgs, day, output};

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
    #[arg(long, value_parser = output, value_name = "NAME[=PATH]", env = "CLAUSELINT_OUTPUT_FORMAT", help_heading = "Output")]
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

    #[command(flatten)]
    pub(crate) stdin: StdinArgs,

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
