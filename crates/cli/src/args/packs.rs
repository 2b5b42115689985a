//! Commands for packs of rules.

use std::path::PathBuf;

use crate::packs::new::Kind;

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
    #[arg(long, value_enum, default_value_t = Kind::Says, value_name = "KIND")]
    pub(crate) kind: Kind,
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
