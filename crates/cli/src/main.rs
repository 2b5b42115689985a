//! The `clauselint` command: the only place that reads the environment, prints
//! and exits.
#![allow(clippy::print_stdout, reason = "this is the command line")]

mod args;
mod check;
mod config;
mod coverage;
mod diff;
mod failure;
mod git;
mod init;
mod inputs;
mod interrupt;
mod lock;
mod lsp;
mod outline;
mod output;
mod packs;
mod progress;
mod project;
mod rules;
mod shell;
mod sink;
mod watch;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{self, ExitCode};

use clap::builder::Resettable;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use clauselint_report::printable;

use args::{Args, CheckArgs, Command};
use failure::Failure;

/// A file of fewer bytes is linted by one thread: decoded, it is three times as
/// long at most, and the engine runs no rules of such a text side by side.
const SHORT: u64 = 64 << 10;

fn main() -> ExitCode {
    let args = arguments();
    let done = match &args.command {
        Command::Check(asked) => check(asked, &args),
        Command::Diff(diff) => diff::diff(diff, &args),
        Command::Coverage(coverage) => coverage::coverage(coverage, &args),
        Command::Outline(outline) => outline::outline(outline, &args),
        Command::Rules(list) => rules::list(list, &args),
        Command::Explain(explain) => rules::explain(explain, &args),
        Command::Names(names) => rules::names(names, &args),
        Command::Config(config) => config::config(config, &args),
        Command::Init(init) => init::init(init, &args),
        Command::Lock(lock) => lock::lock(lock, &args),
        Command::Lsp(lsp) => lsp::lsp(lsp),
        Command::Test(test) => packs::trial::test(test, &args),
        Command::NewPack(new) => packs::new::pack(new),
        Command::NewRule(new) => packs::new::rule(new),
        Command::Completions(completions) => shell::completions(completions),
        Command::Man(man) => shell::man(man),
    };
    done.unwrap_or_else(Failure::report)
}

/// The arguments; a variable that is set to nothing is as good as not set, as
/// CI systems set those that a job leaves out.
fn arguments() -> Args {
    let mut command = Args::command();
    for (name, argument, variable) in [
        ("check", "output_format", "CLAUSELINT_OUTPUT_FORMAT"),
        ("check", "today", "CLAUSELINT_TODAY"),
        ("lsp", "today", "CLAUSELINT_TODAY"),
    ] {
        if env::var_os(variable).is_some_and(|value| value.is_empty()) {
            let unset = |argument: clap::Arg| argument.env(Resettable::Reset);
            command = command.mut_subcommand(name, |command| command.mut_arg(argument, unset));
        }
    }
    let matches = command.try_get_matches_from_mut(env::args_os());
    let matches = matches.unwrap_or_else(|error| refuse(&error));
    let mode = matches.subcommand().and_then(writes_no_report);
    if let (Some(mode), Some(check)) = (mode, command.find_subcommand_mut("check")) {
        let message = format!(
            "the argument '--output-format <NAME[=PATH]>' cannot be used with '--{mode}', which writes no report"
        );
        refuse(&check.error(ErrorKind::ArgumentConflict, message));
    }
    Args::from_arg_matches(&matches).unwrap_or_else(|error| refuse(&error))
}

/// What `check` is to do in place of a report, where one is asked for on the
/// command line itself: the variable may be set for all runs of a job.
fn writes_no_report((name, matches): (&str, &ArgMatches)) -> Option<&'static str> {
    let given = |argument: &str| matches.value_source(argument) == Some(ValueSource::CommandLine);
    let mode = || {
        let modes = ["update-baseline", "add-suppressions", "diff"];
        modes
            .into_iter()
            .find(|mode| given(&mode.replace('-', "_")))
    };
    (name == "check" && given("output_format")).then(mode)?
}

/// Tells what is wrong with the arguments, which files may have named.
fn refuse(error: &clap::Error) -> ! {
    let acts = |argument: OsString| {
        let argument = argument.to_string_lossy();
        *argument != *printable(&argument)
    };
    if !env::args_os().any(acts) {
        error.exit();
    }
    let page = error.render().to_string();
    let lines: Vec<String> = page.lines().map(printable).collect();
    let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
    process::exit(error.exit_code())
}

fn check(asked: &CheckArgs, args: &Args) -> Result<ExitCode, Failure> {
    // To start threads takes as long as to lint one short file.
    let short = |path: &PathBuf| {
        path.metadata()
            .is_ok_and(|file| file.is_file() && file.len() < SHORT)
    };
    let lone = matches!(&*asked.paths, [path] if short(path));
    if !lone || asked.watch || args.threads > 0 {
        output::threads(args.threads)?;
    }
    if asked.watch {
        watch::watch(asked, args)
    } else {
        check::check(asked, args)
    }
}
