//! The text of a configuration file.

use std::fmt::Write;

use clauselint_builtin::packs;
use clauselint_config::packs_for;
use clauselint_report::printable;

use super::learn::Learnt;

const REFERENCE: &str = "https://github.com/clauselint/clauselint/blob/main/docs/configuration.md";
/// Policies are named in the file up to this number.
const NAMED: usize = 8;

/// A configuration fitted to what was learnt.
pub(super) fn text(learnt: &Learnt) -> String {
    [head(learnt), selection(learnt), policy(learnt)].concat()
}

fn head(learnt: &Learnt) -> String {
    let mut text = format!("# Configuration of clauselint: {REFERENCE}\n");
    if !learnt.policies.is_empty() {
        text += "# Written by `clauselint init`, which read\n";
    }
    for policy in learnt.policies.iter().take(NAMED) {
        let _ = writeln!(text, "#   {}", printable(policy));
    }
    if let Some(more) = learnt.policies.len().checked_sub(NAMED + 1) {
        let _ = writeln!(text, "#   and {} more", more + 1);
    }
    text + "\n# The least severity that fails a run: \"error\", \"warning\", \"note\" or \"never\".\nfail-on = \"error\"\n"
}

fn selection(learnt: &Learnt) -> String {
    let audience: Vec<&str> = learnt.audience.keys().map(|code| &**code).collect();
    // Whether the service is for children is for its author to say.
    let packs = packs_for(packs(), &audience, false);
    let mut text = String::from("\n# Packs and rules that run besides the pack `core`");
    text += if packs.is_empty() {
        ": such as \"gdpr\", \"ccpa\", \"apple-app-store\".\n"
    } else {
        "; these are for the regions\n# that the policies speak of.\n"
    };
    let _ = writeln!(text, "extend-select = {}", list(&packs));
    text += "\n# Rules, groups and packs that do not run.\nignore = []\n";
    text += "\n# What a search of folders leaves out, written as in .gitignore.\nexclude = []\n";
    text + "\n# Another severity for a rule, or \"off\".\n[rules]\n# stale-policy = \"error\"\n"
}

fn policy(learnt: &Learnt) -> String {
    let mut text = String::from(
        "\n# What only you know, and the rules would else guess. Each line that is right\n# counts once its mark is taken away.\n[policy]\n",
    );
    let controllers: Vec<&str> = learnt.controllers.keys().map(|name| &**name).collect();
    let controller = match &*controllers {
        [] => quoted("Example Ltd"),
        [one] => quoted(one),
        more => list(more),
    };
    let audience: Vec<&str> = learnt.audience.keys().map(|code| &**code).collect();
    let audience = match &*audience {
        [] => list(&["eu", "us-ca"]),
        codes => list(codes),
    };
    let children = match learnt.for_children {
        Some(_) => "mixed",
        None => "not-directed",
    };
    let policies = || learnt.policies.iter();
    let lines = [
        (
            "The names that speak as \"we\" in the policy.",
            guess(learnt.controllers.values()),
            format!("controller = {controller}"),
        ),
        (
            "Where your readers are; turns on the packs that are for them.",
            guess(learnt.audience.values()),
            format!("audience = {audience}"),
        ),
        (
            "Whether you collect personal data.",
            guess(policies()),
            format!("collects = {}", learnt.collects.unwrap_or(true)),
        ),
        (
            "Whether the service is for children: \"directed\", \"mixed\" or \"not-directed\".",
            match &learnt.for_children {
                Some(path) => guess([path].into_iter()),
                None => guess(policies()),
            },
            format!("children = {}", quoted(children)),
        ),
    ];
    for (what, guessed, line) in lines {
        let _ = write!(text, "# {what}\n# ({guessed})\n# {line}\n");
    }
    text
}

/// Where a guess comes from.
fn guess<'p>(policies: impl Iterator<Item = &'p String>) -> String {
    let mut policies: Vec<&str> = policies.map(|path| &**path).collect();
    policies.sort_unstable();
    policies.dedup();
    match &*policies {
        [] => "an example: no policy tells".to_owned(),
        [one] => format!("guessed from {}", printable(one)),
        [first, more @ ..] => format!("guessed from {} and {} more", printable(first), more.len()),
    }
}

fn list(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A text as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    toml::Value::from(printable(text)).to_string()
}
