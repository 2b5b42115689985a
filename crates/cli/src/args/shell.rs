//! What the shell is told of the command: completions and manual pages.

use std::path::PathBuf;

use clap_complete::Shell;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
For bash with bash-completion:
  clauselint completions bash > ~/.local/share/bash-completion/completions/clauselint
For zsh, with ~/.zfunc in fpath before compinit:
  clauselint completions zsh > ~/.zfunc/_clauselint
For fish:
  clauselint completions fish > ~/.config/fish/completions/clauselint.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// The command, as `check`; the page of all commands where it is left out.
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,

    /// Write the pages of all commands to this folder instead, one file each.
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub(crate) out_dir: Option<PathBuf>,
}
