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
    let audience: Vec<&str> = learnt.audience.iter().map(|code| &**code).collect();
    let packs = packs_for(packs(), &audience, learnt.for_children);
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
        "\n# What you know better than the text tells.\n[policy]\n# The names that speak as \"we\" in the policy.\n",
    );
    let controllers: Vec<&str> = learnt.controllers.iter().map(|name| &**name).collect();
    let _ = match &*controllers {
        [] => writeln!(text, "# controller = \"Example Ltd\""),
        [one] => writeln!(text, "controller = {}", quoted(one)),
        more => writeln!(text, "controller = {}", list(more)),
    };
    text += "\n# The rest is a guess by the policies' own words: where it is right, take the\n# mark away.\n#\n# Where your readers are; turns on the packs that are for them.\n";
    let audience: Vec<&str> = learnt.audience.iter().map(|code| &**code).collect();
    let audience = if audience.is_empty() {
        vec!["eu", "us-ca"]
    } else {
        audience
    };
    let _ = writeln!(text, "# audience = {}", list(&audience));
    let collects = learnt.collects.unwrap_or(true);
    let children = if learnt.for_children {
        "mixed"
    } else {
        "not-directed"
    };
    let _ = writeln!(
        text,
        "# Whether you collect personal data.\n# collects = {collects}"
    );
    let _ = writeln!(
        text,
        "# Whether the service is for children: \"directed\", \"mixed\" or \"not-directed\".\n# children = {}",
        quoted(children)
    );
    text
}

fn list(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A text as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    toml::Value::from(printable(text)).to_string()
}
