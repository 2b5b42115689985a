use std::io::Write;
use std::process::ExitCode;

use clauselint_report::{rule_list, rule_page};

use crate::args::{Args, ExplainArgs, RulesArgs};
use crate::failure::Failure;
use crate::output;
use crate::packs::Ruleset;
use crate::sink::Sink;

/// Lists all rules.
pub(crate) fn list(list: &RulesArgs) -> Result<ExitCode, Failure> {
    let ruleset = Ruleset::load(&list.packs.packs)?;
    let mut out = Sink::stdout();
    write!(out, "{}", rule_list(&ruleset.rules))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a rule's page.
pub(crate) fn explain(explain: &ExplainArgs, args: &Args) -> Result<ExitCode, Failure> {
    let ruleset = Ruleset::load(&explain.packs.packs)?;
    let rule = ruleset.find(&explain.rule)?;
    let width = output::style(args, false).width;
    let page = rule_page(&ruleset.catalog(), rule.info(), width);
    let mut out = Sink::stdout();
    write!(out, "{page}")?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
