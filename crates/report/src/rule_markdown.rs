//! A rule as Markdown, for pages and for formats that hold it.

use std::fmt::Write;

use clauselint_rule::{Example, RuleInfo};

use crate::{Catalog, Law};

/// One rule whole, without a heading: what, why, how, law, limits, examples.
#[must_use]
pub fn rule_markdown(catalog: &Catalog<'_>, info: &RuleInfo) -> String {
    let mut page = format!("{}\n\n{}\n\n", prose(&info.summary), kind(info));
    let mut part = |title: &str, text: &str| {
        if !text.trim().is_empty() {
            let _ = writeln!(page, "**{title}** {}\n", prose(text));
        }
    };
    part("Why it matters.", &info.why);
    part("How to fix it.", &info.help);
    part("For example:", &info.suggestion);
    let mut list = |title: &str, items: Vec<String>| {
        if !items.is_empty() {
            let _ = writeln!(page, "**{title}**\n\n- {}\n", items.join("\n- "));
        }
    };
    list("Legal basis", catalog.laws(info).map(provision).collect());
    let options = info.options.iter().map(|(name, option)| {
        let (summary, default) = (prose(&option.summary), &option.default);
        format!("`{name}` = `\"{default}\"`: {summary}")
    });
    list("Options", options.collect());
    let limits = info.limits.iter().map(|limit| prose(limit));
    list("Known limits", limits.collect());
    for (title, examples) in [("Fires on", &info.fails), ("Is silent on", &info.passes)] {
        for example in examples.iter() {
            let _ = writeln!(page, "**{title}**{}", shown(example));
        }
    }
    page.trim_end().to_owned() + "\n"
}

/// Severity and kinds, on one line.
fn kind(info: &RuleInfo) -> String {
    let mut words = vec![format!("**{}**", info.severity)];
    if !info.default {
        words.push("off by default".into());
    }
    for (name, value) in [
        ("group", &info.group),
        ("topic", &info.topic),
        ("since", &info.since),
    ] {
        if !value.is_empty() {
            words.push(format!("{name} {value}"));
        }
    }
    words.join(" · ")
}

fn provision(law: Law<'_>) -> String {
    let cite = prose(law.cite);
    match law.provision {
        None => cite,
        Some(law) => {
            let title = prose(&law.title);
            format!("[{cite}]({}): {title} ({})", law.url, law.in_force())
        }
    }
}

/// An example in a fence, what it shows before it and what is found behind.
fn shown(example: &Example) -> String {
    let text = example.text.trim();
    let fence = "`".repeat(longest_run(text).max(longest_run(&example.before)).max(2) + 1);
    let before = match example.before.trim() {
        "" => String::new(),
        before => format!("\n\nThe version before it:\n\n{fence}markdown\n{before}\n{fence}"),
    };
    let mut note: Vec<String> = Vec::new();
    if !example.note.is_empty() {
        note.push(prose(&example.note));
    }
    if !example.today.is_empty() {
        note.push(format!("read on {}", example.today));
    }
    let note = match &*note.join(", ") {
        "" => String::new(),
        note => format!(": {note}"),
    };
    let at: Vec<String> = example
        .at
        .iter()
        .map(|at| format!("\"{}\"", prose(at)))
        .collect();
    let found = match &*at {
        [] => String::new(),
        at => format!("\nFound: {}.\n", at.join("; ")),
    };
    format!("{note}\n\n{fence}markdown\n{text}\n{fence}{before}\n{found}")
}

fn longest_run(text: &str) -> usize {
    let others = text.split(|mark| mark != '`');
    others.map(str::len).max().unwrap_or(0)
}

/// Text of a rule with what Markdown would take for marks written as text;
/// backquotes stay what they are.
fn prose(text: &str) -> String {
    let (mut shown, mut code) = (String::new(), false);
    for mark in text.trim().chars() {
        code ^= mark == '`';
        if !code && "\\*_[]<>#".contains(mark) {
            shown.push('\\');
        }
        shown.push(mark);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_text_and_code_is_code() {
        assert_eq!(prose(" [Name] <x> `[a_b]` "), r"\[Name\] \<x\> `[a_b]`");
    }

    #[test]
    fn a_fence_is_longer_than_those_within() {
        let example = Example {
            text: "```\nx\n```".into(),
            at: std::borrow::Cow::Borrowed(&[]),
            note: "".into(),
            today: "".into(),
            before: "".into(),
        };
        assert_eq!(shown(&example), "\n\n````markdown\n```\nx\n```\n````\n");
    }
}
