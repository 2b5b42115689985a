//! The rules page: all rules by pack.

use std::fmt::Write;

use clauselint_builtin::{provision, rules};
use clauselint_report::{Catalog, rule_markdown};
use clauselint_rule::RuleInfo;

const LEAD: &str = "\
# Rules

All rules that come with clauselint, by pack. `core` always runs; the other packs run where the \
configuration names them. `clauselint explain RULE` prints the same on the terminal. This page is \
written by `cargo xtask docs` from the files in [`rules`](../rules/README.md); \
[the form of rules](reference/rule-form.md) says what such a file holds.

No rule says that a policy is lawful or unlawful.
";

pub(super) fn page() -> String {
    let rules = rules();
    let mut infos: Vec<&RuleInfo> = rules.iter().map(|rule| rule.info()).collect();
    // Stable, so the others stay as they are.
    infos.sort_by_key(|info| info.pack != "core");
    let catalog = Catalog::new(&infos, provision);
    let packs: Vec<&[&RuleInfo]> = infos.chunk_by(|a, b| a.pack == b.pack).collect();
    let (mut contents, mut sections) = (String::new(), String::new());
    for rules in packs {
        let pack = &rules[0].pack;
        let _ = writeln!(contents, "\n[{pack}](#{pack})\n");
        let _ = writeln!(sections, "\n## {pack}");
        for info in rules {
            let id = &info.id;
            let body = rule_markdown(&catalog, info);
            let summary = body.lines().next().unwrap_or_default();
            let _ = writeln!(contents, "- [`{id}`](#{id}): {summary}");
            let _ = writeln!(sections, "\n### {id}\n\n{body}");
            let _ = writeln!(sections, "[The rule's file](../rules/{pack}/{id}.toml)");
        }
    }
    format!("{LEAD}{contents}{sections}")
}
