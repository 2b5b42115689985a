//! What the TOML parser says, in plain words.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::de::Error;

use crate::Fault;
use crate::fault::File;

/// One fault a line at most, by place: what else is wrong there follows from it.
pub(crate) fn faults(file: &File, mut errors: Vec<Error>) -> Vec<Fault> {
    let text = file.inner();
    errors.sort_by_key(|error| (start(error), !is_root(error)));
    // All that is wrong behind it comes of it.
    let open = (!errors.is_empty()).then(|| unclosed(text)).flatten();
    if let Some(open) = &open {
        errors.retain(|error| start(error) < open.start);
    }
    let mut first_of_line: Vec<&Error> = Vec::new();
    let mut line_end = None;
    for error in &errors {
        if line_end.is_none_or(|end| start(error) > end) {
            let from = text.floor_char_boundary(start(error));
            line_end = Some(text[from..].find('\n').map_or(text.len(), |end| from + end));
            first_of_line.push(error);
        } else if let Some(last) = first_of_line.last_mut()
            && is_root(error)
            && !is_root(last)
        {
            *last = error;
        }
    }
    let headers = Headers::of(text, !first_of_line.is_empty());
    let faults = first_of_line
        .into_iter()
        .map(|error| fault(file, error, &headers));
    let open = open.map(|open| {
        let close = text[open.clone()].to_owned();
        let fault = Fault::new(file, open, "the text that begins here is not closed");
        fault.with_help(format!("close it with {close} on a line of its own"))
    });
    faults.chain(open).collect()
}

/// The opening of a text over several lines that nothing closes: its end is the
/// end of the file, or what another text was to begin with.
fn unclosed(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let next = rest.chars().next()?;
        let line = || rest.find('\n').unwrap_or(rest.len());
        at += match next {
            '#' => line(),
            '"' | '\'' if rest.starts_with(&text[at..at + 1].repeat(3)) => {
                let from = at + 3;
                let Some(end) = closing(text, from, next) else {
                    return Some(at..from);
                };
                if begins_another(&text[from..end]) {
                    return Some(at..from);
                }
                let marks = text[end..].chars().take_while(|mark| *mark == next);
                end + marks.count() - at
            }
            '"' | '\'' => {
                let inner = &rest[1..line().max(1)];
                let mut escaped = false;
                let end = inner.find(|c: char| {
                    let ends = c == next && !escaped;
                    escaped = next == '"' && c == '\\' && !escaped;
                    ends
                });
                end.map_or_else(|| line().max(1), |end| end + 2)
            }
            _ => next.len_utf8(),
        };
    }
    None
}

/// Where three quotes stand next, no backslash before them.
fn closing(text: &str, from: usize, quote: char) -> Option<usize> {
    let marks: String = [quote; 3].iter().collect();
    let found = text[from..].match_indices(&marks).map(|(at, _)| from + at);
    let escaped = |at: &usize| {
        let before = text[from..*at].trim_end_matches('\\');
        quote == '"' && (at - from - before.len()) % 2 == 1
    };
    found.into_iter().find(|at| !escaped(at))
}

/// Whether a text ends in a line that begins another: "text = ".
fn begins_another(text: &str) -> bool {
    let Some((_, last)) = text.rsplit_once('\n') else {
        return false;
    };
    let last = last.trim_end_matches([' ', '[']);
    let key = last.strip_suffix('=').map(str::trim);
    key.is_some_and(|key| {
        let part = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !key.is_empty() && key.chars().all(part)
    })
}

/// A list that was not closed makes nonsense of the key before the sign.
fn is_root(error: &Error) -> bool {
    error.message().starts_with("unexpected `=`")
}

fn start(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

fn fault(file: &File, error: &Error, headers: &Headers<'_>) -> Fault {
    let span = error.span().unwrap_or(0..0);
    if let Some(header) = headers.single(file.inner(), error.message(), &span) {
        let name = &file.inner()[header.clone()];
        let message = format!("`{name}` stands beside `[{name}]`");
        return Fault::new(file, header.clone(), message).with_help(format!("write `[{name}]`"));
    }
    let (message, help) = plain(error.message(), file.inner(), &span);
    let fault = Fault::new(file, span, message);
    if help.is_empty() {
        fault
    } else {
        fault.with_help(help)
    }
}

/// The headers of a file: where the first of a name in single brackets begins,
/// and the names that stand in double ones.
#[derive(Default)]
struct Headers<'t> {
    one: HashMap<&'t str, usize>,
    several: HashSet<&'t str>,
}

impl<'t> Headers<'t> {
    fn of(text: &'t str, wanted: bool) -> Self {
        let mut headers = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n').filter(|_| wanted) {
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            let inner = line.trim_start().strip_prefix('[');
            let Some((inner, rest)) = inner.and_then(|inner| inner.split_once(']')) else {
                continue;
            };
            match inner.strip_prefix('[') {
                Some(name) if rest.starts_with(']') => {
                    headers.several.insert(name);
                }
                _ => {
                    headers.one.entry(inner).or_insert(start);
                }
            }
        }
        headers
    }

    /// The header in single brackets of a name that stands in double ones, too.
    fn single(&self, text: &str, raw: &str, span: &Range<usize>) -> Option<Range<usize>> {
        let name = text.get(span.clone())?;
        let is_both = raw.starts_with("duplicate key") && self.several.contains(name);
        let at = *self.one.get(name).filter(|_| is_both)?;
        Some(at..at + name.len() + 2)
    }
}

type Words = (String, &'static str);

/// What is wrong and what to do; `span` is where.
fn plain(raw: &str, text: &str, span: &Range<usize>) -> Words {
    let spot = text.get(span.clone()).unwrap_or_default();
    let next = text.get(span.start..).and_then(|rest| rest.chars().next());
    let says = |what: &str| raw.starts_with(what);
    let told = |message: &str, help| (message.to_owned(), help);
    let quoted = text
        .get(..span.start)
        .is_some_and(|before| before.ends_with('"'));
    if quoted
        && next.is_some_and(char::is_alphanumeric)
        && (says("missing comma") || says("unexpected key or value"))
    {
        return told(
            "a quote before this ends the text",
            "a quote inside a text is written `\\\"`",
        );
    }
    if let Some(control) = next.filter(|next| next.is_control() && !"\r\n\t".contains(*next)) {
        let message = format!("a control character, U+{:04X}", u32::from(control));
        return (message, "take it out");
    }
    if says("duplicate key") {
        (format!("`{spot}` is there twice"), "keep one of them")
    } else if says("string values must be quoted") || says("invalid boolean") {
        unquoted(spot)
    } else if says("cannot extend value") {
        let message = format!("`{spot}` has a value already, so nothing can stand below it");
        (message, "")
    } else if says("invalid") && raw.contains("string") {
        broken_text(next, raw)
    } else if says("invalid unquoted key") && spot == ":" {
        told("`:` between key and value", "write `=`")
    } else {
        let known = KNOWN.iter().find(|(what, ..)| says(what));
        known.map_or_else(|| told(raw, ""), |(_, message, help)| told(message, help))
    }
}

fn unquoted(spot: &str) -> Words {
    let lower = spot.to_lowercase();
    if spot.is_empty() {
        ("a value is missing".into(), "")
    } else if matches!(&*lower, "true" | "false") {
        (format!("`{spot}` is written `{lower}`"), "")
    } else if spot.starts_with(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}']) {
        (
            "curly quotes hold no text".into(),
            "write straight ones: \"...\"",
        )
    } else {
        ("a text without quotes".into(), "write \"...\" around it")
    }
}

fn broken_text(next: Option<char>, raw: &str) -> Words {
    let help = match (raw.contains("multi-line"), raw.contains("literal")) {
        (false, false) => "close it with \"",
        (false, true) => "close it with '",
        (true, false) => "close it with \"\"\"",
        (true, true) => "close it with '''",
    };
    match next {
        None | Some('\r' | '\n') => ("the text does not end".into(), help),
        Some(_) => ("a character that cannot stand in a text".into(), ""),
    }
}

/// How the parser's message begins, what is wrong, what to do.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "unclosed array table",
        "the header does not end",
        "close it with `]]`",
    ),
    (
        "unclosed array",
        "the list does not end",
        "close it with `]`",
    ),
    (
        "unclosed inline table",
        "the table does not end",
        "close it with `}`",
    ),
    (
        "unclosed table",
        "the header does not end",
        "close it with `]`",
    ),
    (
        "unexpected key or value",
        "something stands behind the value",
        "each key stands on a line of its own; a quote inside a text is written `\\\"`",
    ),
    ("missing comma", "a comma is missing", ""),
    ("extra comma", "a comma too many", ""),
    (
        "unexpected `=` in array",
        "a key within a list",
        "is the list before it closed with `]`?",
    ),
    (
        "missing escaped value",
        "a backslash that means nothing",
        "write `\\\\` for a backslash, or put the text in single quotes",
    ),
    ("key with no value", "`=` and a value are missing", ""),
    ("missing assignment", "`=` is missing", ""),
    ("missing value", "a value is missing", ""),
    ("extra `=`", "`=` too many", ""),
    ("extra assignment", "`=` too many", ""),
    (
        "invalid unquoted key",
        "a character that a key cannot hold",
        "keys are letters, digits, `-` and `_`; any others stand in quotes",
    ),
    ("unquoted keys cannot be empty", "a key is missing", ""),
    ("missing key", "a key is missing", ""),
    (
        "keys cannot be multi-line",
        "a key of several lines",
        "write it on one",
    ),
    ("invalid date", "there is no such date", ""),
    ("invalid time", "there is no such time", ""),
    (
        "unexpected leading zero",
        "a number that begins with 0",
        "if it is no number, put it in quotes",
    ),
    ("cannot recurse further", "nested too deep", ""),
    (
        "carriage return must be followed",
        "a carriage return without a line feed",
        "save the file with ordinary line ends",
    ),
];
