//! Policies made of the words that clauselint knows, so that what looks for
//! them has something to find: each choice of the input takes a pattern of the
//! word lists, a sentence of a rule's example, punctuation, or markup.

use std::collections::HashMap;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use clauselint_builtin::names;
use clauselint_syntax::Format;

use crate::pool::infos;

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

/// Words that make sentences of the others.
const SMALL: &[&str] = &[
    "we",
    "you",
    "your",
    "our",
    "us",
    "they",
    "them",
    "it",
    "who",
    "which",
    "that",
    "this",
    "may",
    "will",
    "must",
    "can",
    "do",
    "does",
    "is",
    "are",
    "been",
    "being",
    "to be",
    "have",
    "not",
    "never",
    "no",
    "nor",
    "neither",
    "without",
    "only",
    "solely",
    "any",
    "all",
    "some",
    "and",
    "or",
    "but",
    "and/or",
    "as well as",
    "including",
    "such as",
    "other than",
    "except",
    "to",
    "with",
    "for",
    "from",
    "of",
    "by",
    "in",
    "on",
    "about",
    "through",
    "under",
    "until",
    "if",
    "when",
    "where",
    "unless",
    "because",
    "so that",
    "in order to",
    "allow",
    "the",
    "a",
    "collect",
    "use",
    "share",
    "sell",
    "keep",
    "store",
    "delete",
    "process",
    "disclose",
    "collected",
    "used",
    "shared",
    "sold",
    "kept",
    "stored",
    "deleted",
    "processing",
    "sharing",
    "personal data",
    "your name",
    "e-mail address",
    "IP address",
    "cookies",
    "location",
    "third parties",
    "our partners",
    "advertisers",
    "Google",
    "Acme Ltd.",
    "the police",
    "children under 13",
    "thirty days",
    "12 months",
    "2 years",
    "as long as necessary",
    "January 5, 2024",
    "2024-02-30",
    "05/06/07",
    "last updated",
    "effective",
    "version 2.1",
    "privacy@example.com",
    "https://example.com/a?b=c&d",
    "www.example.org",
    "+1 (555) 010-9999",
    "1 Main Street, Springfield, IL 62701",
    "Section 4.2",
    "Article 6(1)(f) GDPR",
    "see below",
    "(the \"Service\")",
    "[COMPANY NAME]",
    "XX",
    "lorem ipsum",
    "TBD",
    "e.g.",
    "i.e.",
    "Inc.",
];

/// What stands between words; what a line begins with.
const SIGNS: &[&str] = &[
    ". ",
    ", ",
    "; ",
    ": ",
    "? ",
    "! ",
    " - ",
    " \u{2013} ",
    "\u{2014}",
    " / ",
    "/",
    "-",
    "(",
    ") ",
    "\"",
    "'",
    "\u{201c}",
    "\u{201d}",
    "\u{2019}",
    "\u{2026}",
    "...",
    "&",
    "%",
    "$",
    "*",
    "_",
    "#",
    "|",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{301}",
    "\u{e9}",
    "\u{df}",
    "\u{130}",
    "\u{1f600}",
    "\u{fffd}",
    "\u{e2}\u{20ac}\u{2122}",
    "\u{c3}\u{a9}",
    "\t",
    "  ",
    "\n",
    "\n\n",
    "\n\n\n",
    "\u{2028}",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "0",
    "1",
    "99",
    "4294967296",
    "\u{663}",
    "IV.",
    "a)",
    "(b) ",
];

const MARKDOWN: &[&str] = &[
    "\n\n# ",
    "\n\n## ",
    "\n\n### 4.2 ",
    "\n\n## 3. ",
    "\n\n## Retention\n\n",
    "\n\n## Contact\n\n",
    "\n- ",
    "\n  - ",
    "\n* ",
    "\n1. ",
    "\n2) ",
    "\n> ",
    "\n    ",
    "\n```\n",
    "\n---\n",
    "\n===\n",
    "  \n",
    "\\\n",
    "**",
    "__",
    "*",
    "`",
    "~~",
    "[",
    "](#a)",
    "](https://example.com/)",
    "](mailto:a@b.c)",
    "![",
    "[^1]",
    "\n[^1]: ",
    "\n| Data | Recipient |\n|---|---|\n| ",
    " | ",
    " |\n| ",
    "\n**Retention:** ",
    "<br>",
    "<p>",
    "</p>",
    "<b>",
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "\n<!-- clauselint-disable-next-line vague-security -- why -->\n",
    "\n<!-- clauselint-disable all -->\n",
    "\n<!-- clauselint-enable all -->\n",
    "<!-- clauselint-disable-file core until 2025-01-01 -->",
    "\n\n<div>\n",
    "\n</div>\n\n",
    "\n<table><tr><td>",
    "</td></tr></table>\n",
    "<a name=\"a\"></a>",
    "{#a}",
    "\n:::note\n",
    "import X from 'x'\n",
    "<X y={1}/>",
    "[Insert name]",
    "{{company}}",
    "<company>",
    "\n***\n",
    "\\*",
    "\\_",
    "\n+ ",
    "\n\t",
    "\n  continued ",
];

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<h2>3. ",
    "</h2>",
    "<h3 id=\"a\">",
    "</h3>",
    "<ul><li>",
    "</li><li>",
    "</li></ul>",
    "<ol type=\"a\">",
    "</ol>",
    "<li>",
    "<dl><dt>",
    "</dt><dd>",
    "</dd></dl>",
    "<table><tr><th>Data</th><th>Recipient</th></tr><tr><td>",
    "</td><td>",
    "</td></tr><tr><td>",
    "</td></tr></table>",
    "<br>",
    "<br/><br/>",
    "<b>",
    "</b>",
    "<strong>",
    "</strong>",
    "<em>",
    "</em>",
    "<a href=\"#a\">",
    "<a href=\"https://example.com/\">",
    "<a href='mailto:a@b.c'>",
    "<a href=\"javascript:void(0)\">",
    "</a>",
    "<div>",
    "</div>",
    "<div class=\"content\">",
    "<main>",
    "</main>",
    "<nav>",
    "</nav>",
    "<footer>",
    "</footer>",
    "<article>",
    "</article>",
    "<section>",
    "</section>",
    "<span>",
    "</span>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!-- ",
    " -->",
    "<!-- clauselint-disable-next-line all -- why -->",
    "<!-- clauselint-disable core -->",
    "<!-- clauselint-enable core -->",
    "&amp;",
    "&nbsp;",
    "&lt;",
    "&#x2019;",
    "&rsquo",
    "&#0;",
    "&#xD800;",
    "<pre>",
    "</pre>",
    "<blockquote>",
    "</blockquote>",
    "<details><summary>",
    "</summary>",
    "</details>",
    "<template>",
    "<select><option>",
    "<input value=\"",
    "\">",
    "<td>",
    "<title>",
    "</title>",
    "<body>",
    "</body>",
    "<html>",
    "</html>",
    "<head>",
    "</head>",
    "<!DOCTYPE html>",
    "<h2",
    ">",
    "<",
    "</",
    "<img alt=\"",
    "<svg>",
    "</svg>",
    "<math>",
    "<textarea>",
    "</textarea>",
    "<hidden ",
    " hidden ",
    "<p style=\"display:none\">",
];

const TEXT: &[&str] = &[
    "\n\nRETENTION\n\n",
    "\n\n4. Contact\n",
    "\n\n4.2 SHARING\n",
    "\n\nIV. Cookies\n\n",
    "\n- ",
    "\n  - ",
    "\n* ",
    "\n\u{2022} ",
    "\n(a) ",
    "\n1) ",
    "\n    ",
    "\n----\n",
    "\n====\n",
    "\n\nData | Recipient\n",
    "\t",
    "\n# clauselint-disable-next-line all -- why\n",
    "\n// clauselint-disable-file core\n",
    "\n# clauselint-disable vague-security\n",
    "\n# clauselint-enable all\n",
    "\n\nTable of contents\n1. A\n2. B\n",
    "\u{c}",
    "\n\u{25cf} ",
    "\n[image: x]\n",
    "Source: https://web.archive.org/web/2020/http://a.b/\n",
    "\n\nQ: ",
    "\nA: ",
    "____",
    "\n=> ",
];

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
