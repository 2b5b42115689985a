//! What the TOML parser says, in plain words.

use std::ops::Range;

use toml::de::Error;

use crate::Fault;
use crate::fault::File;

/// One fault a line at most, by place: what else is wrong there follows from it.
pub(crate) fn faults(file: &File, mut errors: Vec<Error>) -> Vec<Fault> {
    let text = file.inner();
    errors.sort_by_key(|error| (start(error), !is_root(error)));
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
    first_of_line
        .into_iter()
        .map(|error| fault(file, error))
        .collect()
}

/// A list that was not closed makes nonsense of the key before the sign.
fn is_root(error: &Error) -> bool {
    error.message().starts_with("unexpected `=`")
}

fn start(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

fn fault(file: &File, error: &Error) -> Fault {
    let span = error.span().unwrap_or(0..0);
    let (message, help) = plain(error.message(), file.inner(), &span);
    let fault = Fault::new(file, span, message);
    if help.is_empty() {
        fault
    } else {
        fault.with_help(help)
    }
}

type Words = (String, &'static str);

/// What is wrong and what to do; `span` is where.
fn plain(raw: &str, text: &str, span: &Range<usize>) -> Words {
    let spot = text.get(span.clone()).unwrap_or_default();
    let next = text.get(span.start..).and_then(|rest| rest.chars().next());
    let says = |what: &str| raw.starts_with(what);
    let told = |message: &str, help| (message.to_owned(), help);
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
