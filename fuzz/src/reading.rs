//! What a text says: passages, clauses, statements, facts.

use std::path::Path;

use arbitrary::Unstructured;
use clauselint_engine::open;
use clauselint_reading::{KnownFacts, Memory, Reading, Statement, Vocabulary};
use clauselint_report::{OutlineJson, concepts, outline};
use clauselint_source::{Source, Span};
use clauselint_syntax::Document;
use serde_json::Value;

use crate::document;
use crate::input::{Policy, format, path};
use crate::words;

pub(crate) fn run(data: &[u8]) {
    if let Some(policy) = Policy::new(data) {
        check(policy.path, policy.bytes);
    }
}

pub(crate) fn grammar(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    let text = words::text(&mut choices, of);
    check(path(of), text.into_bytes());
}

fn check(path: &Path, bytes: Vec<u8>) {
    let Ok((source, document)) = open(path, bytes) else {
        return;
    };
    document::sound(&document, source.text());
    let reading = Reading::new(&document);
    sound(&reading);
    outlined(&source, &reading);
    remembered(&document, &reading);
}

/// What holds of every reading.
fn sound(reading: &Reading<'_>) {
    let document = reading.document;
    let fits = |span: Span| {
        assert!(document.text.get(span.range()).is_some(), "{span:?}");
    };
    let mut start = 0;
    for passage in &reading.passages {
        assert!(start <= passage.span.start, "passages are in order");
        start = passage.span.start;
        let sentence = document.sentences[passage.sentence as usize].span;
        assert!(
            sentence.contains(passage.span),
            "{:?} in {sentence:?}",
            passage.span
        );
        let tokens = reading.tokens(passage);
        assert_eq!(tokens.clone().count(), usize::from(passage.len()));
        tokens.for_each(|token| fits(token.span));
        let hits = reading.hits(passage);
        for hit in hits {
            assert!(hit.start < hit.end && hit.end <= passage.len(), "{hit:?}");
            fits(reading.span(passage, hit));
        }
    }
    for clause in &reading.clauses {
        let passage = &reading.passages[clause.passage as usize];
        assert!(passage.span.contains(clause.span));
    }
    assert!(reading.clauses.is_sorted_by_key(|clause| clause.passage));
    assert!(
        reading
            .statements
            .is_sorted_by_key(|statement| statement.passage)
    );
    for statement in &reading.statements {
        let passage = &reading.passages[statement.passage as usize];
        let (own, whole) = (statement.span, passage.span);
        assert!(whole.contains(own), "{own:?} in {whole:?}");
        spans(statement).into_iter().for_each(fits);
    }
}

fn spans(statement: &Statement) -> Vec<Span> {
    let parties = [&statement.actors, &statement.recipients, &statement.sources];
    let parties = parties.into_iter().flatten().map(|party| party.span);
    let data = statement.data.iter().map(|data| data.span);
    let lists = [
        &statement.purposes,
        &statement.conditions,
        &statement.exceptions,
    ];
    let lists = lists.into_iter().flatten().copied();
    let rest = [statement.restriction, statement.time, statement.audience];
    let rest = rest.into_iter().flatten().chain([statement.act.span]);
    parties.chain(data).chain(lists).chain(rest).collect()
}

/// The outline is JSON, the same each time, and its places are ones of the file.
fn outlined(source: &Source, reading: &Reading<'_>) {
    let json = || {
        let (mut json, mut out) = (OutlineJson::default(), Vec::new());
        let written = json.file("a.md", source, reading, &mut out);
        written
            .and_then(|()| json.finish(&mut out))
            .expect("memory can be written to");
        out
    };
    let told = json();
    assert_eq!(told, json());
    let value: Value = serde_json::from_slice(&told).expect("the outline is JSON");
    assert!(value["files"][0]["sections"].is_array());
    let _ = (outline("a.md", source, reading), concepts("a.md", reading));
}

/// What is remembered of a text changes nothing in how it is read.
fn remembered(document: &Document, reading: &Reading<'_>) {
    let (vocabulary, known) = (Vocabulary::builtin(), KnownFacts::default());
    let mut memory = Memory::default();
    for _ in 0..2 {
        let again = Reading::with_memory(document, vocabulary, &known, &mut memory);
        assert_eq!(again.clauses, reading.clauses);
        assert_eq!(again.statements, reading.statements);
        assert_eq!(format!("{:?}", again.facts), format!("{:?}", reading.facts));
    }
}
