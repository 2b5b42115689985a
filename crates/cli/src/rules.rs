use std::io::Write;
use std::process::ExitCode;

use clauselint_config::CommandLine;
use clauselint_matcher::Kind;
use clauselint_report::{name_list, rule_list, rule_page};

use crate::args::{Args, ExplainArgs, NamesArgs, RulesArgs};
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

/// Lists what a rule can name.
pub(crate) fn names(list: &NamesArgs) -> Result<ExitCode, Failure> {
    let mut out = Sink::stdout();
    let asked = |kind: &Kind| list.kind.as_deref().is_none_or(|asked| asked == kind.id);
    let mut kinds = clauselint_builtin::names().filter(asked).peekable();
    while let Some(kind) = kinds.next() {
        if list.kind.is_none() {
            writeln!(out, "{} ({})", kind.title, kind.id)?;
        }
        write!(out, "{}", name_list(&kind))?;
        if kinds.peek().is_some() {
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
