//! What a command is about: files, configuration, rules.

use std::path::PathBuf;

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

/// What standard input is.
#[derive(Debug, clap::Args)]
pub(crate) struct StdinArgs {
    /// The name that standard input goes by; its ending tells the format, its
    /// folder the configuration.
    #[arg(
        long = "stdin-filename",
        value_name = "PATH",
        default_value = "<stdin>",
        hide_default_value = true,
        help_heading = "Files"
    )]
    pub(crate) filename: PathBuf,
}
