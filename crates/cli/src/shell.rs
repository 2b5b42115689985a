//! Completion scripts and manual pages, made from the arguments themselves.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clauselint_builtin::{packs, rules};
use clauselint_rule::RuleInfo;

use crate::args::{Args, CompletionsArgs, ManArgs, format_names};
use crate::failure::Failure;
use crate::sink::Sink;

const NAME: &str = "clauselint";

/// Ends the page of all commands.
const EXIT_STATUS: &str = "\
.SH \"EXIT STATUS\"
.TP
0
All is well.
.TP
1
Findings at or above \\fB\\-\\-fail\\-on\\fR; an example of a pack that fails; a lock file that is stale.
.TP
2
Something went wrong: arguments, configuration, a file that cannot be read.
";

/// Ends the page of a command.
const SEE_ALSO: &str = "\
.SH \"SEE ALSO\"
\\fBclauselint\\fR(1)
";

/// Prints a completion script.
pub(crate) fn completions(arguments: &CompletionsArgs) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    let mut command = with_values(Args::command());
    clap_complete::generate(arguments.shell, &mut command, NAME, &mut script);
    if arguments.shell == Shell::Fish {
        script.extend(positionals(&command).into_bytes());
    }
    print(&script)
}

/// Prints a manual page, or writes all of them.
pub(crate) fn man(arguments: &ManArgs) -> Result<ExitCode, Failure> {
    let mut command = Args::command().disable_help_subcommand(true);
    // Names the pages of subcommands after the command, too.
    command.build();
    if let Some(folder) = &arguments.out_dir {
        return write_all(&command, folder);
    }
    let page = match &arguments.command {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).cloned();
            found.ok_or_else(|| Failure::Usage(format!("there is no command `{name}`")))?
        }
    };
    print(&render(page)?)
}

fn write_all(command: &Command, folder: &Path) -> Result<ExitCode, Failure> {
    if folder.is_file() {
        let words = "is a file, and the pages go into a folder";
        return Err(Failure::Usage(format!("{}: {words}", folder.display())));
    }
    fs::create_dir_all(folder).map_err(|error| Failure::Output {
        path: folder.to_owned(),
        error,
    })?;
    for page in command.get_subcommands().chain([command]) {
        let file = folder.join(Man::new(page.clone()).get_filename());
        let mut sink = Sink::open(Some(&file))?;
        let written = sink.write_all(&render(page.clone())?);
        written.map_err(|error| sink.failure(error))?;
        sink.commit()?;
    }
    Ok(ExitCode::SUCCESS)
}

fn render(page: Command) -> Result<Vec<u8>, Failure> {
    let end = if page.get_name() == NAME {
        EXIT_STATUS
    } else {
        SEE_ALSO
    };
    let mut bytes = Vec::new();
    let page = with_synopsis(page);
    // What stands after the help is no section of a manual.
    Man::new(page.after_help(None::<&str>))
        .source(format!("{NAME} {}", env!("CARGO_PKG_VERSION")))
        .manual("clauselint manual")
        .render(&mut bytes)?;
    bytes.extend(end.as_bytes());
    Ok(bytes)
}

/// A page whose synopsis tells every option with its value, and what may stand
/// several times; that of the generator has names alone.
fn with_synopsis(mut page: Command) -> Command {
    // Forms of their own are told as they stand.
    let usage = page.render_usage().to_string();
    if usage.lines().count() > 1 {
        return page;
    }
    let name = page.get_bin_name().unwrap_or(page.get_name()).to_owned();
    let shown = page.get_arguments().filter(|arg| !arg.is_hide_set());
    let (mut parts, mut global, mut last) = (vec![name], Vec::new(), Vec::new());
    for arg in shown {
        match arg {
            arg if arg.is_positional() => last.push(arg.to_string()),
            arg if arg.is_global_set() => global.push(synopsis(arg)),
            arg => parts.push(synopsis(arg)),
        }
    }
    if page.has_subcommands() {
        last.push("<COMMAND>".into());
    }
    parts.extend(global);
    parts.extend(last);
    page.override_usage(parts.join(" "))
}

/// An option as a synopsis shows it: `[-q|--quiet]`, `[--pack <PACK>]...`.
fn synopsis(arg: &Arg) -> String {
    let short = arg.get_short().filter(|_| arg.get_long().is_some());
    let short = short.map_or_else(String::new, |short| format!("-{short}|"));
    let more = match arg.get_action() {
        ArgAction::Append => "...",
        _ => "",
    };
    // An argument that may stand several times ends with dots of its own.
    let told = arg.to_string();
    format!("[{short}{}]{more}", told.trim_end_matches("..."))
}

fn print(bytes: &[u8]) -> Result<ExitCode, Failure> {
    let mut out = Sink::stdout();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The command with rules and formats as all that can be given; more can, from
/// packs or as `NAME=PATH`, so only shells are told.
fn with_values(mut command: Command) -> Command {
    let rules = rules();
    let infos: Vec<&RuleInfo> = rules.iter().map(|rule| rule.info()).collect();
    let named: Vec<PossibleValue> = sets(&infos).into_iter().chain(ids(&infos)).collect();
    let named = PossibleValuesParser::new(named);
    for name in ["check", "coverage"] {
        let told = |arg: Arg| arg.value_parser(named.clone());
        command = command.mut_subcommand(name, |sub| {
            let options = ["select", "extend_select", "ignore"];
            options.iter().fold(sub, |sub, id| sub.mut_arg(id, told))
        });
    }
    let formats = PossibleValuesParser::new(format_names());
    command = command.mut_subcommand("check", |check| {
        check.mut_arg("output_format", |arg| arg.value_parser(formats))
    });
    let names = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned());
    let names = PossibleValuesParser::new(names.collect::<Vec<_>>());
    command = command.mut_subcommand("man", |man| {
        man.mut_arg("command", |arg| arg.value_parser(names))
    });
    command.mut_subcommand("explain", |sub| {
        sub.mut_arg("rule", |arg| arg.value_parser(named))
    })
}

/// What fish offers behind a command; its generator leaves positional values out.
fn positionals(command: &Command) -> String {
    let line = |sub: &Command| {
        let values = sub.get_positionals().flat_map(Arg::get_possible_values);
        let names: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
        let (sub, names) = (sub.get_name(), names.join(" "));
        let told = format!(
            "complete -c {NAME} -n \"__fish_{NAME}_using_subcommand {sub}\" -f -a \"{names}\"\n"
        );
        (!names.is_empty()).then_some(told)
    };
    command.get_subcommands().filter_map(line).collect()
}

fn ids(infos: &[&RuleInfo]) -> Vec<PossibleValue> {
    let value = |info: &&RuleInfo| value(info.id.as_str(), &info.summary);
    infos.iter().map(value).collect()
}

/// All that stands for several rules: `all`, packs, groups.
fn sets(infos: &[&RuleInfo]) -> Vec<PossibleValue> {
    let mut groups: Vec<&str> = infos.iter().map(|info| &*info.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let packs = packs().iter();
    let packs = packs.map(|pack| value(&pack.name, &pack.summary));
    let groups = groups.into_iter().map(|group| value(group, "a group"));
    let all = [value("all", "all rules")];
    all.into_iter().chain(packs).chain(groups).collect()
}

/// A value with its help, in which shells would take quotes for their own.
fn value(name: &str, help: &str) -> PossibleValue {
    let help = help.replace('"', "").replace('\'', "’");
    PossibleValue::new(name.to_owned()).help(help)
}
