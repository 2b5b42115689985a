//! Sentences and what they are read to state, in `statements.txt`:
//! `sentence => statement; statement`; whom they name, in `recipients.txt`; and
//! which kinds of data, in `kinds.txt`.

use std::fmt::Write;

use clauselint_reading::{Found, Modality, Party, Polarity, Reading, Statement};
use clauselint_source::Span;
use clauselint_syntax::{Document, Format, parse};

const CASES: &str = include_str!("statements.txt");
const RECIPIENTS: &str = include_str!("recipients.txt");
const KINDS: &str = include_str!("kinds.txt");

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
fn markdown(text: &str) -> String {
    let mut blocks = text.split(" | ");
    let mut markdown = blocks.next().unwrap_or_default().to_owned() + "\n\n";
    for item in blocks {
        let _ = writeln!(markdown, "- {item}");
    }
    markdown
}

fn each(markdown: &str, parted: &str, shown: fn(&Document, &Statement) -> String) -> String {
    let document = parse(markdown, Format::Markdown);
    let reading = Reading::new(&document);
    let statements = reading.statements.iter();
    let shown = statements.map(|statement| shown(&document, statement));
    shown.collect::<Vec<_>>().join(parted)
}

fn statements(text: &str) -> String {
    each(&markdown(text), "; ", shown)
}

/// "share: Acme, Bitworks; to settle payments"
fn recipients(document: &Document, statement: &Statement) -> String {
    let words = |span| document.str(span);
    let parties = statement.recipients.iter().map(|party| words(party.span));
    let parties = parties.collect::<Vec<_>>().join(", ");
    let purposes = statement.purposes.iter().map(|purpose| words(*purpose));
    let not = match statement.polarity {
        Polarity::Affirmed => "",
        Polarity::Denied => "not ",
    };
    let told = format!("{not}{}: {parties}", statement.act.what.name());
    std::iter::once(told.as_str())
        .chain(purposes)
        .collect::<Vec<_>>()
        .join("; ")
}

fn kinds(_: &Document, statement: &Statement) -> String {
    let data = statement.data.iter().map(|data| data.what.name());
    data.collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn hold(cases: &str, read: impl Fn(&str) -> String) {
    let mut wrong = String::new();
    for case in cases
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (text, expected) = case.split_once(" =>").unwrap_or((case, ""));
        let found = read(text);
        if found.trim() != expected.trim() {
            let _ = writeln!(wrong, "{text} => {found}");
        }
    }
    assert!(wrong.is_empty(), "read otherwise:\n{wrong}");
}

#[test]
fn sentences_state_what_stands_beside_them() {
    hold(CASES, statements);
}

#[test]
fn recipients_are_those_that_stand_beside_them() {
    hold(RECIPIENTS, |text| each(&markdown(text), " | ", recipients));
}

#[test]
fn kinds_of_data_are_those_that_stand_beside_them() {
    hold(KINDS, |text| each(&markdown(text), " | ", kinds));
}

#[test]
fn rows_state_who_gets_what() {
    let read = |table| each(table, " | ", shown);
    let header = "| Recipient | Data | Purpose |\n|---|---|---|\n";
    let table = format!(
        "{header}| Visa | card number | payment |\n| Wise, our bank | name, IBAN | refunds |\n"
    );
    assert_eq!(
        read(&table),
        "share payment-card to named for 'payment' | share name,bank-account to named+of-kind for 'refunds'"
    );
    let none = format!("{header}| None | name | orders |\n");
    assert_eq!(read(&none), "");
    let sources = "| Data | Place |\n|---|---|\n| name | Visa |\n";
    assert_eq!(read(sources), "");
    let cookies = "| Cookie | Third party |\n|---|---|\n| ident | Google |\n";
    assert_eq!(read(cookies), "");
}
