//! A rule as SARIF describes it.

use clauselint_rule::{RuleInfo, Severity};
use serde_json::{Value, json};

use super::{level, sentence};
use crate::Catalog;

/// The descriptor of a rule.
pub(super) fn descriptor(catalog: &Catalog<'_>, info: &RuleInfo) -> Value {
    let tags = ["privacy-policy", &info.pack, &info.group, &info.topic];
    let tags: Vec<&str> = tags.into_iter().filter(|tag| !tag.is_empty()).collect();
    json!({
        "id": info.id.as_str(),
        "name": pascal(info.id.as_str()),
        "shortDescription": {"text": sentence(&capital(&info.summary))},
        "fullDescription": {"text": full(info)},
        "help": {"text": text(catalog, info), "markdown": markdown(catalog, info)},
        "helpUri": Catalog::url(info),
        "defaultConfiguration": {"level": level(info.severity)},
        "properties": {
            "tags": tags,
            // Rules that are off by default find what careful readers forgive.
            "precision": if info.default { "high" } else { "medium" },
            "problem.severity": match info.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "recommendation",
            },
        },
    })
}

fn full(info: &RuleInfo) -> String {
    match info.why.trim() {
        "" => sentence(&capital(&info.summary)),
        why => sentence(why),
    }
}

fn text(catalog: &Catalog<'_>, info: &RuleInfo) -> String {
    let mut parts = Vec::new();
    if !info.help.trim().is_empty() {
        parts.push(sentence(&info.help));
    }
    if !info.suggestion.trim().is_empty() {
        parts.push(format!("For example: \"{}\"", info.suggestion.trim()));
    }
    let laws: Vec<&str> = catalog.laws(info).map(|law| &*law.cite).collect();
    if !laws.is_empty() {
        parts.push(format!("Legal basis: {}.", laws.join("; ")));
    }
    if parts.is_empty() {
        return full(info);
    }
    parts.join("\n\n")
}

fn markdown(catalog: &Catalog<'_>, info: &RuleInfo) -> String {
    let mut page = String::new();
    let mut part = |title: &str, body: &str| {
        if !body.trim().is_empty() {
            page += &format!("**{title}** {}\n\n", body.trim());
        }
    };
    part("Why", &info.why);
    part("How to mend it", &info.help);
    if !info.suggestion.trim().is_empty() {
        part("For example", &format!("\n\n> {}", info.suggestion.trim()));
    }
    let law =
        |law: &clauselint_rule::Provision| format!("- [{}]({}): {}", law.cite, law.url, law.title);
    let laws: Vec<String> = catalog.laws(info).map(law).collect();
    if !laws.is_empty() {
        part("Legal basis", &format!("\n\n{}", laws.join("\n")));
    }
    if page.is_empty() {
        full(info)
    } else {
        page.trim_end().to_owned()
    }
}

/// "missing-contact-address" as "MissingContactAddress".
fn pascal(id: &str) -> String {
    id.split('-').map(capital).collect()
}

fn capital(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}
