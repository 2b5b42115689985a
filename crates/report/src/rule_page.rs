//! What `rules` and `explain` print.

use std::fmt::Write;

use clauselint_rule::{Example, RuleInfo, RuleOption};

use crate::{Catalog, Law};

/// Rules, a line each.
#[must_use]
pub fn rule_list(rules: &[&RuleInfo]) -> String {
    let infos = || rules.iter().copied();
    let id = infos()
        .map(|info| info.id.as_str().len())
        .max()
        .unwrap_or(0);
    let pack = infos().map(|info| info.pack.len()).max().unwrap_or(0);
    let mut page = String::new();
    for info in infos() {
        let off = if info.default { "" } else { ", off" };
        let severity = format!("{}{off}", info.severity);
        let _ = writeln!(
            page,
            "{:id$}  {:pack$}  {severity:9}  {}",
            info.id.as_str(),
            info.pack,
            info.summary
        );
    }
    page
}

/// One rule whole: what, why, how, law, examples, limits.
#[must_use]
pub fn rule_page(catalog: &Catalog<'_>, info: &RuleInfo, width: usize) -> String {
    let width = width.clamp(40, 100);
    let fill = |text: &str| textwrap::fill(text.trim(), width);
    let mut page = format!("{}\n{}\n\n", info.id, fill(&info.summary));
    let mut kinds = vec![info.severity.to_string()];
    kinds.extend((!info.default).then(|| "off by default".to_owned()));
    for (name, value) in [
        ("pack", &info.pack),
        ("group", &info.group),
        ("topic", &info.topic),
        ("since", &info.since),
    ] {
        kinds.extend((!value.is_empty()).then(|| format!("{name} {value}")));
    }
    let _ = writeln!(page, "{}\n", kinds.join(", "));
    let suggestion = textwrap::fill(info.suggestion.trim(), width - 4);
    for (title, text) in [
        ("Why", fill(&info.why)),
        ("How to fix it", fill(&info.help)),
        ("For example", indent(&suggestion)),
    ] {
        if !text.is_empty() {
            let _ = writeln!(page, "{title}\n{text}\n");
        }
    }
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = writeln!(page, "{title}\n{}\n", lines.join("\n"));
        }
    };
    let provision = |law: Law<'_>| match law.provision {
        None => item(law.cite, width),
        Some(law) => {
            let line = format!("{}: {} ({})", law.cite, law.title, law.in_force());
            format!("{}\n    {}", item(&line, width), law.url)
        }
    };
    section("Legal basis", catalog.laws(info).map(provision).collect());
    let option = |(name, option): (&str, &RuleOption)| {
        item(
            &format!("{name} = \"{}\": {}", option.default, option.summary),
            width,
        )
    };
    section("Options", info.options.iter().map(option).collect());
    section("Fires on", info.fails.iter().map(example).collect());
    section("Is silent on", info.passes.iter().map(example).collect());
    section(
        "Known limits",
        info.limits.iter().map(|limit| item(limit, width)).collect(),
    );
    page.trim_end().to_owned() + "\n"
}

fn item(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent("  - ")
        .subsequent_indent("    ");
    textwrap::fill(text, options)
}

fn example(example: &Example) -> String {
    let note = if example.note.is_empty() {
        String::new()
    } else {
        format!("  {}:\n", example.note)
    };
    format!("{note}{}", indent(example.text.trim()))
}

fn indent(text: &str) -> String {
    textwrap::indent(text, "    ")
}
