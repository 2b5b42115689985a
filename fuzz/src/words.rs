//! Policies made of the words that clauselint knows, so that what looks for
//! them has something to find: each choice of the input takes a pattern of the
//! word lists, a sentence of a rule's example, punctuation, or markup.

mod tables;

use std::collections::HashMap;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use clauselint_builtin::names;
use clauselint_syntax::Format;

use crate::pool::infos;
use tables::{HTML, MARKDOWN, SIGNS, SMALL, TEXT};

/// Choices that are read of an input.
const MOST: usize = 200;
/// Concepts within concepts.
const DEEPEST: u8 = 4;

/// The patterns of all word lists.
static PATTERNS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let listed = names().flat_map(|kind| (kind.names)());
    listed
        .flat_map(|named| named.words.iter().copied())
        .collect()
});

/// The same by name.
static CONCEPTS: LazyLock<HashMap<String, &[&str]>> = LazyLock::new(|| {
    let listed = names().flat_map(|kind| (kind.names)());
    listed.map(|named| (named.name, named.words)).collect()
});

/// The sentences of all rules' examples.
static SENTENCES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let examples = infos()
        .iter()
        .flat_map(|info| info.fails.iter().chain(&*info.passes));
    let texts = examples.map(|example| &*example.text);
    let sentences = texts.flat_map(|text| text.split_inclusive(['.', '\n']));
    sentences
        .filter(|sentence| !sentence.trim().is_empty())
        .collect()
});

/// A text that reads like a policy, so that rules run.
pub(crate) fn policy(choices: &mut Unstructured<'_>, of: Format) -> String {
    let (head, foot) = match of {
        Format::Markdown => ("# Privacy policy\n\nWe collect your personal data. ", "\n"),
        Format::Html => (
            "<html><body><h1>Privacy policy</h1>\n<p>We collect your personal data. ",
            "\n</body></html>\n",
        ),
        Format::Text => ("PRIVACY POLICY\n\nWe collect your personal data. ", "\n"),
    };
    [head, &text(choices, of), foot].concat()
}

/// A text of some format.
pub(crate) fn text(choices: &mut Unstructured<'_>, of: Format) -> String {
    let markup = match of {
        Format::Markdown => MARKDOWN,
        Format::Html => HTML,
        Format::Text => TEXT,
    };
    let mut text = String::new();
    for _ in 0..MOST {
        if choices.is_empty() {
            break;
        }
        match choices.arbitrary().unwrap_or(0_u8) {
            0..70 => word(&mut text, one(choices, SMALL)),
            70..150 => {
                let pattern = one(choices, &PATTERNS);
                expand(&mut text, choices, pattern, 0);
            }
            150..170 => text += one(choices, &SENTENCES),
            170..200 => text += one(choices, SIGNS),
            200..215 => text += ". ",
            215..250 => text += one(choices, markup),
            _ => {
                let c: char = choices.arbitrary().unwrap_or(' ');
                text.push(if c == '\0' { ' ' } else { c });
            }
        }
    }
    text
}

fn one<'a>(choices: &mut Unstructured<'_>, of: &[&'a str]) -> &'a str {
    choices.choose(of).copied().unwrap_or_default()
}

/// A word, parted from the one before; a sentence begins with a capital.
fn word(text: &mut String, word: &str) {
    let begins = text.is_empty() || text.ends_with([' ', '\n', '(', '"', '/', '-', '>', '*', '|']);
    if !begins {
        text.push(' ');
    }
    let begins = text.trim_end().is_empty() || text.ends_with(['.', '\n']) || text.ends_with(". ");
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if begins => {
            text.extend(first.to_uppercase());
            text.push_str(chars.as_str());
        }
        _ => text.push_str(word),
    }
}

/// Some words that a pattern stands for, as far as the choices tell.
fn expand(text: &mut String, choices: &mut Unstructured<'_>, pattern: &str, depth: u8) {
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let end = rest.find([' ', '(', '[']).unwrap_or(rest.len());
        match c {
            ' ' => rest = &rest[1..],
            '(' | '[' => {
                let (group, behind) = group(rest);
                rest = behind;
                if c == '(' || choices.arbitrary().unwrap_or(false) {
                    let parts = alternatives(group);
                    let part = one(choices, &parts);
                    expand(text, choices, part, depth);
                }
            }
            _ => {
                element(text, choices, &rest[..end], depth);
                rest = &rest[end..];
            }
        }
    }
}

fn element(text: &mut String, choices: &mut Unstructured<'_>, element: &str, depth: u8) {
    if element.starts_with('!') {
        return;
    }
    if element.starts_with("..") {
        for _ in 0..choices.int_in_range(0..=3).unwrap_or(0_u8) {
            word(text, one(choices, SMALL));
        }
        return;
    }
    let Some(concept) = element.strip_prefix('@') else {
        return word(text, element);
    };
    match CONCEPTS.get(concept).or_else(|| CONCEPTS.get(element)) {
        Some(patterns) if depth < DEEPEST && !patterns.is_empty() => {
            let pattern = one(choices, patterns);
            expand(text, choices, pattern, depth + 1);
        }
        _ => word(text, one(choices, SMALL)),
    }
}

/// What stands in the brackets that a text begins with, and what behind them.
fn group(text: &str) -> (&str, &str) {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[1..at], &text[at + 1..]);
        }
    }
    (&text[1..], "")
}

fn alternatives(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '|' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[from..]);
    parts
}
