//! What `rules` and `explain` print, and where reports look rules up.

use std::fmt::Write;

use clauselint_rule::{Example, Provision, Rule, RuleId, RuleInfo};

/// Where the rules' files stand on the web.
const RULES_URL: &str = "https://github.com/clauselint/clauselint/blob/main/rules";

/// The rules at hand and the law that they rest on.
#[derive(Clone, Copy)]
pub struct Catalog<'c> {
    rules: &'c [Box<dyn Rule>],
    law: fn(&str) -> Option<&'static Provision>,
}

impl<'c> Catalog<'c> {
    /// A catalog of `rules`, whose legal keys `law` resolves.
    #[must_use]
    pub const fn new(
        rules: &'c [Box<dyn Rule>],
        law: fn(&str) -> Option<&'static Provision>,
    ) -> Self {
        Self { rules, law }
    }

    /// The file of a rule.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&'c RuleInfo> {
        let rule = self.rules.iter().find(|rule| rule.info().id == *id);
        rule.map(|rule| rule.info())
    }

    /// The files of all rules.
    pub fn rules(&self) -> impl Iterator<Item = &'c RuleInfo> + use<'c> {
        self.rules.iter().map(|rule| rule.info())
    }

    /// The provisions that a rule rests on.
    pub fn laws<'a>(
        &self,
        info: &'a RuleInfo,
    ) -> impl Iterator<Item = &'static Provision> + use<'a> {
        let law = self.law;
        info.legal.iter().filter_map(move |key| law(key))
    }

    /// The page of a rule.
    #[must_use]
    pub fn url(info: &RuleInfo) -> String {
        format!("{RULES_URL}/{}/{}.toml", info.pack, info.id)
    }
}

/// All rules, a line each.
#[must_use]
pub fn rule_list(rules: &[Box<dyn Rule>]) -> String {
    let infos = || rules.iter().map(|rule| rule.info());
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
    let _ = writeln!(
        page,
        "{}{}, pack {}, group {}, topic {}, since {}\n",
        info.severity,
        if info.default { "" } else { ", off by default" },
        info.pack,
        info.group,
        info.topic,
        info.since
    );
    let _ = writeln!(page, "Why\n{}\n", fill(&info.why));
    let _ = writeln!(page, "How to fix it\n{}\n", fill(&info.help));
    let _ = writeln!(
        page,
        "For example\n{}\n",
        indent(&textwrap::fill(info.suggestion.trim(), width - 4))
    );
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = writeln!(page, "{title}\n{}\n", lines.join("\n"));
        }
    };
    let provision = |law: &Provision| {
        let line = format!("{}: {} ({})", law.cite, law.title, in_force(law));
        format!("{}\n    {}", item(&line, width), law.url)
    };
    section("Legal basis", catalog.laws(info).map(provision).collect());
    section("Fires on", info.fails.iter().map(example).collect());
    section("Is silent on", info.passes.iter().map(example).collect());
    section(
        "Known limits",
        info.limits.iter().map(|limit| item(limit, width)).collect(),
    );
    page.trim_end().to_owned() + "\n"
}

/// Since when and until when a provision is in force.
pub(crate) fn in_force(law: &Provision) -> String {
    match &*law.until {
        "" => format!("since {}", law.from),
        until => format!("since {}, until {until}", law.from),
    }
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
