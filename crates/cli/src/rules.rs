use std::io::Write;
use std::process::ExitCode;

use clauselint_builtin::{provision, rules};
use clauselint_engine::find;
use clauselint_report::{Catalog, rule_list, rule_page};

use crate::args::{Args, ExplainArgs};
use crate::failure::Failure;
use crate::output;
use crate::sink::Sink;

/// Lists all rules.
pub(crate) fn list() -> Result<ExitCode, Failure> {
    let mut out = Sink::stdout();
    write!(out, "{}", rule_list(&rules()))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a rule's page.
pub(crate) fn explain(explain: &ExplainArgs, args: &Args) -> Result<ExitCode, Failure> {
    let rules = rules();
    let rule = find(&rules, &explain.rule).map_err(|error| Failure::Engine(vec![error]))?;
    let catalog = Catalog::new(&rules, provision);
    let width = output::style(args, false).width;
    let mut out = Sink::stdout();
    write!(out, "{}", rule_page(&catalog, rule.info(), width))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
