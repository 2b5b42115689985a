//! Rules for programs.

use clauselint_rule::{Example, Fixing, OptionKind, RuleInfo};
use serde::Serialize;

use crate::sarif::pascal_name;
use crate::{Catalog, Law};

#[derive(Serialize)]
struct RulesJson<'a> {
    schema: u8,
    tool: ToolJson,
    rules: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
struct ToolJson {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct RuleJson<'a> {
    id: &'a str,
    name: String,
    pack: &'a str,
    group: &'a str,
    severity: String,
    default: bool,
    topics: Vec<&'a str>,
    summary: &'a str,
    why: &'a str,
    help: &'a str,
    suggestion: &'a str,
    legal: Vec<LawJson<'a>>,
    options: Vec<OptionJson<'a>>,
    limits: Vec<&'a str>,
    fixable: bool,
    fix: &'static str,
    since: &'a str,
    url: &'a str,
    examples: ExamplesJson<'a>,
}

#[derive(Serialize)]
struct LawJson<'a> {
    cite: &'a str,
    law: &'a str,
    title: &'a str,
    url: &'a str,
    from: Option<&'a str>,
    until: Option<&'a str>,
}

#[derive(Serialize)]
struct OptionJson<'a> {
    name: &'a str,
    kind: &'static str,
    default: &'a str,
    summary: &'a str,
}

#[derive(Serialize)]
struct ExamplesJson<'a> {
    fails: Vec<ExampleJson<'a>>,
    passes: Vec<ExampleJson<'a>>,
}

#[derive(Serialize)]
struct ExampleJson<'a> {
    text: &'a str,
    /// The words that findings cover, of one that fails.
    at: Vec<&'a str>,
    note: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    today: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    before: &'a str,
}

/// Rules as one JSON object, all of each.
///
/// # Errors
/// None that can be met: every key is a text.
pub fn rules_json(
    catalog: &Catalog<'_>,
    rules: &[&RuleInfo],
    fixing: impl Fn(&RuleInfo) -> Fixing,
) -> serde_json::Result<String> {
    let page = RulesJson {
        schema: 1,
        tool: ToolJson {
            name: "clauselint",
            version: env!("CARGO_PKG_VERSION"),
        },
        rules: { rules.iter() }
            .map(|info| rule(catalog, info, fixing(info)))
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&page)? + "\n")
}

fn rule<'a>(catalog: &Catalog<'_>, info: &'a RuleInfo, fix: Fixing) -> RuleJson<'a> {
    let options = info.options.iter().map(|(name, option)| OptionJson {
        name,
        kind: match option.kind {
            OptionKind::Duration => "duration",
            OptionKind::Number => "number",
        },
        default: &option.default,
        summary: &option.summary,
    });
    let examples = |examples: &'a [Example]| examples.iter().map(example).collect();
    RuleJson {
        id: info.id.as_str(),
        name: pascal_name(info),
        pack: &info.pack,
        group: &info.group,
        severity: info.severity.to_string(),
        default: info.default,
        topics: { std::iter::once(&*info.topic) }
            .filter(|topic| !topic.is_empty())
            .collect(),
        summary: &info.summary,
        why: &info.why,
        help: &info.help,
        suggestion: &info.suggestion,
        legal: catalog.laws(info).map(|law| told(&law)).collect(),
        options: options.collect(),
        limits: info.limits.iter().map(|limit| &**limit).collect(),
        fixable: matches!(fix, Fixing::Safe | Fixing::Unsafe),
        fix: match fix {
            Fixing::Safe => "safe",
            Fixing::Unsafe => "unsafe",
            Fixing::None => "none",
            Fixing::Unknown => "unknown",
        },
        since: &info.since,
        url: &info.url,
        examples: ExamplesJson {
            fails: examples(&info.fails),
            passes: examples(&info.passes),
        },
    }
}

fn told<'a>(law: &Law<'a>) -> LawJson<'a> {
    let day = |day: &'static str| Some(day).filter(|day| !day.is_empty());
    LawJson {
        cite: law.cite,
        law: law.provision.map_or(law.cite, |law| &law.law),
        title: law.provision.map_or("", |law| &law.title),
        url: law.provision.map_or("", |law| &law.url),
        from: law.provision.and_then(|law| day(&law.from)),
        until: law.provision.and_then(|law| day(&law.until)),
    }
}

fn example(example: &Example) -> ExampleJson<'_> {
    ExampleJson {
        text: &example.text,
        at: example.at.iter().map(|at| &**at).collect(),
        note: &example.note,
        today: &example.today,
        before: &example.before,
    }
}
