//! `clauselint rules`, `explain` and `names`: what there is, told to people and
//! programs.

use std::io::Write;
use std::process::ExitCode;

use clauselint_builtin::{fixing, packs};
use clauselint_config::CommandLine;
use clauselint_matcher::{Kind, Named};
use clauselint_project::{Project, Ruleset};
use clauselint_report::{name_list, rule_list, rule_page, rules_json};
use clauselint_rule::RuleInfo;

use crate::args::{Args, ExplainArgs, NamesArgs, OutputFormat, RulesArgs};
use crate::failure::Failure;
use crate::output;
use crate::project::{Opened, catalog, find};
use crate::sink::Sink;

/// The kind of names that are word lists.
const WORDS: &str = "words";

/// Words of a list that are shown.
const SHOWN: usize = 4;

/// Lists all rules.
pub(crate) fn list(list: &RulesArgs, args: &Args) -> Result<ExitCode, Failure> {
    let opened = Opened::new(&list.project, CommandLine::default(), args)?;
    let project = opened.here()?;
    let infos = project.ruleset.infos();
    print(&match list.output_format {
        OutputFormat::Text => rule_list(&infos),
        OutputFormat::Json => json(&project, &infos)?,
    })
}

/// Prints a rule's page, or lists the rules of a pack or group.
pub(crate) fn explain(explain: &ExplainArgs, args: &Args) -> Result<ExitCode, Failure> {
    let opened = Opened::new(&explain.project, CommandLine::default(), args)?;
    let project = opened.here()?;
    let name = &*explain.rule;
    let infos = project.ruleset.infos();
    let of_pack = |info: &&RuleInfo| info.pack == name;
    let is_rule = infos.iter().any(|info| info.id.as_str() == name);
    let is_pack = infos.iter().any(of_pack);
    let is_several = |info: &&RuleInfo| of_pack(info) || !is_pack && info.group == name;
    let several: Vec<&RuleInfo> = infos.iter().copied().filter(is_several).collect();
    let json_asked = explain.output_format == OutputFormat::Json;
    if !is_rule && !several.is_empty() {
        return print(&if json_asked {
            json(&project, &several)?
        } else {
            let told = if is_pack { "pack" } else { "group" };
            let about = summary(&project.ruleset, name).filter(|_| is_pack);
            let about = about.map_or_else(String::new, |about| format!(": {about}"));
            format!("{told} {name}{about}\n\n{}", rule_list(&several))
        });
    }
    let info = find(&project.ruleset, name)?;
    if json_asked {
        return print(&json(&project, &[info])?);
    }
    let width = output::style(args, false).width;
    print(&rule_page(&catalog(&infos), info, width))
}

/// What a pack is for.
fn summary<'r>(ruleset: &'r Ruleset, name: &str) -> Option<&'r str> {
    let own = packs().iter().find(|pack| pack.name == name);
    let own = own.map(|pack| &*pack.summary);
    let loaded = || ruleset.packs.iter().find(|pack| pack.name == name);
    own.or_else(|| loaded().map(|pack| &*pack.summary))
        .filter(|summary| !summary.is_empty())
}

fn json(project: &Project, rules: &[&RuleInfo]) -> Result<String, Failure> {
    let infos = project.ruleset.infos();
    let page = rules_json(&catalog(&infos), rules, fixing);
    page.map_err(|error| Failure::Usage(error.to_string()))
}

/// Lists what a rule can name.
pub(crate) fn names(list: &NamesArgs, args: &Args) -> Result<ExitCode, Failure> {
    let opened = Opened::new(&list.project, CommandLine::default(), args)?;
    let project = opened.here()?;
    let asked = |kind: &Kind| list.kind.as_deref().is_none_or(|asked| asked == kind.id);
    let kinds = clauselint_builtin::names().filter(asked);
    let parts = kinds.map(|kind| {
        let mut names = (kind.names)();
        if kind.id == WORDS {
            names.extend(of_packs(&project.ruleset));
        }
        let title = match list.kind {
            None => format!("{} ({})\n", kind.title, kind.id),
            Some(_) => String::new(),
        };
        title + &name_list(&names)
    });
    print(&parts.collect::<Vec<_>>().join("\n"))
}

/// The word lists of packs, each with its pack.
fn of_packs(ruleset: &Ruleset) -> impl Iterator<Item = Named> {
    ruleset.packs.iter().flat_map(|pack| {
        pack.words.iter().map(|(name, words)| {
            let quoted = words.iter().take(SHOWN).map(|word| format!("\"{word}\""));
            let words = quoted.collect::<Vec<_>>().join(", ");
            Named {
                name: format!("@{name}"),
                about: format!("of the pack {}: {words}", pack.name),
                words: &[],
            }
        })
    })
}

fn print(page: &str) -> Result<ExitCode, Failure> {
    let mut out = Sink::stdout();
    out.write_all(page.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
