//! The `clauselint` command: the only place that reads the environment, prints
//! and exits.
#![allow(clippy::print_stdout, reason = "this is the command line")]

mod args;
mod check;
mod failure;
mod outline;
mod output;
mod rules;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Check(check) => check::check(check, &args),
        Command::Outline(outline) => outline::outline(outline, &args),
        Command::Rules => rules::list(),
        Command::Explain(explain) => rules::explain(explain, &args),
    };
    done.unwrap_or_else(Failure::report)
}
