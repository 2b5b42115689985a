use std::io::Write;
use std::process::ExitCode;

use clauselint_builtin::{law_keys, provision};
use clauselint_config::CommandLine;
use clauselint_report::{law_list, rule_list, rule_page};

use crate::args::{Args, ExplainArgs, RulesArgs};
use crate::failure::Failure;
use crate::output;
use crate::project::{Opened, catalog, find};
use crate::sink::Sink;

/// Lists all rules.
pub(crate) fn list(list: &RulesArgs, args: &Args) -> Result<ExitCode, Failure> {
    let opened = Opened::new(&list.project, CommandLine::default(), args)?;
    let project = opened.here()?;
    let mut out = Sink::stdout();
    write!(out, "{}", rule_list(&project.ruleset.rules))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a rule's page.
pub(crate) fn explain(explain: &ExplainArgs, args: &Args) -> Result<ExitCode, Failure> {
    let opened = Opened::new(&explain.project, CommandLine::default(), args)?;
    let project = opened.here()?;
    let info = find(&project.ruleset, &explain.rule)?;
    let width = output::style(args, false).width;
    let page = rule_page(&catalog(&project.ruleset.infos()), info, width);
    let mut out = Sink::stdout();
    write!(out, "{page}")?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Lists the table of laws.
pub(crate) fn laws() -> Result<ExitCode, Failure> {
    let keys: Vec<&str> = law_keys().collect();
    let mut out = Sink::stdout();
    write!(out, "{}", law_list(keys.iter().copied(), provision))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
