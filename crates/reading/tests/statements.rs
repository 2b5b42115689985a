//! Sentences and what they are read to state, in `statements.txt`:
//! `sentence => statement; statement`.

use std::fmt::Write;

use clauselint_reading::{Found, Modality, Party, Polarity, Reading, Statement};
use clauselint_source::Span;
use clauselint_syntax::{Document, Format, parse};

const CASES: &str = include_str!("statements.txt");

fn parties(parties: &[Found<Party>]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.what.name()).collect();
    names.join("+")
}

fn shown(document: &Document, statement: &Statement) -> String {
    let mut line = parties(&statement.actors);
    let mut word = |word: &str| {
        if !word.is_empty() {
            let space = if line.is_empty() { "" } else { " " };
            let _ = write!(line, "{space}{word}");
        }
    };
    word(match statement.modality {
        Modality::Plain => "",
        Modality::Will => "will",
        Modality::May => "may",
        Modality::Must => "must",
    });
    if statement.polarity == Polarity::Denied {
        word("not");
    }
    if statement.exclusive {
        word("only");
    }
    word(statement.act.what.name());
    let data: Vec<&str> = statement.data.iter().map(|data| data.what.name()).collect();
    word(&data.join(","));
    for (name, parties) in [
        ("to", parties(&statement.recipients)),
        ("from", parties(&statement.sources)),
    ] {
        if !parties.is_empty() {
            word(&format!("{name} {parties}"));
        }
    }
    let mut quoted = |name: &str, spans: &[Span]| {
        for span in spans {
            word(&format!("{name} '{}'", document.str(*span)));
        }
    };
    quoted("for", &statement.purposes);
    quoted("if", &statement.conditions);
    quoted("unless", &statement.exceptions);
    quoted("that", statement.restriction.as_slice());
    quoted("time", statement.time.as_slice());
    quoted("about", statement.audience.as_slice());
    if statement.asserted {
        line
    } else {
        format!("({line})")
    }
}

/// `|` parts blocks: a list's introduction and its items.
fn statements(text: &str) -> String {
    let mut blocks = text.split(" | ");
    let mut markdown = blocks.next().unwrap_or_default().to_owned() + "\n\n";
    for item in blocks {
        let _ = writeln!(markdown, "- {item}");
    }
    let document = parse(&markdown, Format::Markdown);
    let reading = Reading::new(&document);
    let shown = reading
        .statements
        .iter()
        .map(|statement| shown(&document, statement));
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn sentences_state_what_stands_beside_them() {
    let mut wrong = String::new();
    for case in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (text, expected) = case.split_once(" =>").unwrap_or((case, ""));
        let found = statements(text);
        if found != expected.trim() {
            let _ = writeln!(wrong, "{text} => {found}");
        }
    }
    assert!(wrong.is_empty(), "read otherwise:\n{wrong}");
}
