//! A rule as SARIF describes it.

use clauselint_rule::{RuleInfo, Severity};
use serde_json::{Value, json};

use super::{level, sentence};
use crate::Catalog;
use crate::printable::capital;

/// The descriptor of a rule.
pub(super) fn descriptor(catalog: &Catalog<'_>, info: &RuleInfo) -> Value {
    let tags = ["privacy-policy", &info.pack, &info.group, &info.topic];
    let tags: Vec<&str> = tags.into_iter().filter(|tag| !tag.is_empty()).collect();
    let mut descriptor = json!({
        "id": info.id.as_str(),
        "name": pascal_name(info),
        "shortDescription": {"text": sentence(&capital(&info.summary))},
        "fullDescription": {"text": full(info)},
        "help": {"text": text(catalog, info), "markdown": markdown(catalog, info)},
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
    });
    if !info.url.is_empty() {
        descriptor["helpUri"] = json!(info.url);
    }
    descriptor
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
    let laws: Vec<&str> = catalog.laws(info).map(|law| law.cite).collect();
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
            let gap = if body.starts_with('\n') { "" } else { " " };
            page += &format!("**{title}**{gap}{}\n\n", body.trim_end());
        }
    };
    part("Why", &info.why);
    part("How to mend it", &info.help);
    if !info.suggestion.trim().is_empty() {
        part("For example", &format!("\n\n> {}", info.suggestion.trim()));
    }
    let laws = catalog
        .laws(info)
        .map(|law| format!("- {}", law.markdown()));
    let laws: Vec<String> = laws.collect();
    if !laws.is_empty() {
        part("Legal basis", &format!("\n\n{}", laws.join("\n")));
    }
    if page.is_empty() {
        full(info)
    } else {
        page.trim_end().to_owned()
    }
}

/// "missing-contact-address" as "MissingContactAddress". An id of one word goes
/// with its group, since a name has to differ from the id by more than capitals.
pub(crate) fn pascal_name(info: &RuleInfo) -> String {
    let id = info.id.as_str();
    let group = if id.contains('-') { "" } else { &*info.group };
    pascal(group) + &pascal(id)
}

fn pascal(id: &str) -> String {
    id.split('-').map(capital).collect()
}
