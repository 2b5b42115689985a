use clauselint_rule::RuleInfo;
use maud::{Markup, html};

use crate::Catalog;

/// Why each rule that found something is one, and the law behind it.
pub(super) fn list(catalog: &Catalog<'_>, rules: &[&RuleInfo]) -> Markup {
    if rules.is_empty() {
        return html! {};
    }
    html! {
        section #rules {
            h2 { "The rules behind the findings" }
            @for info in rules { (rule(catalog, info)) }
        }
    }
}

fn rule(catalog: &Catalog<'_>, info: &RuleInfo) -> Markup {
    let laws: Vec<_> = catalog.laws(info).collect();
    html! {
        section.about id=(format!("rule-{}", info.id)) {
            h3 { (info.id) }
            p.summary { (info.summary) }
            dl {
                (part("Why", &info.why))
                (part("How to mend it", &info.help))
                @if !info.suggestion.trim().is_empty() {
                    dt { "For example" }
                    dd { q { (info.suggestion.trim()) } }
                }
                @if !laws.is_empty() {
                    dt { "Legal basis" }
                    dd {
                        ul {
                            @for law in laws {
                                li { a href=(law.url) rel="noreferrer" { (law.cite) } ": " (law.title) }
                            }
                        }
                    }
                }
                @if !info.limits.is_empty() {
                    dt { "Known limits" }
                    dd { ul { @for limit in info.limits.iter() { li { (limit) } } } }
                }
            }
        }
    }
}

fn part(title: &str, words: &str) -> Markup {
    html! {
        @if !words.trim().is_empty() { dt { (title) } dd { (words.trim()) } }
    }
}
