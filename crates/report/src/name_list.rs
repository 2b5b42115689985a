//! What a rule can name, as `names` prints it and as a page of the reference.

use std::fmt::Write;

use clauselint_matcher::{Kind, Named};

/// Names, a line each.
#[must_use]
pub fn name_list(names: &[Named]) -> String {
    let length = |named: &Named| named.name.chars().count();
    let width = names.iter().map(length).max().unwrap_or(0);
    let mut page = String::new();
    for named in names {
        let words = named.words.iter().map(|word| format!("\"{word}\""));
        let words: Vec<String> = words.collect();
        let parts = [named.about.replace('`', ""), words.join(", ")];
        let told = joined(&parts);
        let _ = writeln!(page, "{:width$}  {told}", named.name);
    }
    page
}

/// The names of a kind as a table, without a heading.
#[must_use]
pub fn name_markdown(kind: &Kind) -> String {
    let mut page = format!("{}\n\n| name | what it is |\n|---|---|\n", kind.about);
    for named in (kind.names)() {
        let words = named.words.iter().map(|word| format!("`{}`", cell(word)));
        let words: Vec<String> = words.collect();
        let told = joined(&[cell(&named.about), words.join(", ")]);
        let _ = writeln!(page, "| `{}` | {told} |", named.name);
    }
    page
}

fn joined(parts: &[String]) -> String {
    let told = parts.iter().filter(|part| !part.is_empty());
    told.map(String::as_str).collect::<Vec<_>>().join(": ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
