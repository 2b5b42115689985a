//! A text that is read with the memory of the state before is read as if alone.

use std::path::Path;

use clauselint_reading::{KnownFacts, Memory, Reading, Vocabulary};
use clauselint_syntax::{Format, parse};

/// All that is read of a text.
fn told(reading: &Reading<'_>) -> Vec<String> {
    let passages = reading.passages.iter();
    let hits = passages.map(|passage| {
        let place = (passage.span, passage.sentence, passage.leader);
        format!("{place:?} {:?}", reading.hits(passage))
    });
    let clauses = reading.clauses.iter().map(|clause| format!("{clause:?}"));
    let statements = reading.statements.iter();
    let statements = statements.map(|statement| format!("{statement:?}"));
    let facts = format!("{:?}", reading.facts);
    hits.chain(clauses)
        .chain(statements)
        .chain([facts])
        .collect()
}

#[test]
fn memory_changes_nothing() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut memory = Memory::default();
    for name in ["saas-company.md", "gdpr-notice.md", "childrens-app.md"] {
        let text = std::fs::read_to_string(corpus.join(name)).expect("it is there");
        let lines: Vec<&str> = text.lines().collect();
        // Each line gone in turn, as if somebody had cut and pasted it.
        for gone in (0..lines.len()).step_by(5) {
            let kept = lines.iter().enumerate().filter(|(at, _)| *at != gone);
            let text: Vec<&str> = kept.map(|(_, line)| *line).collect();
            let document = parse(&text.join("\n"), Format::Markdown);
            let (vocabulary, known) = (Vocabulary::builtin(), KnownFacts::default());
            let remembered = Reading::with_memory(&document, vocabulary, &known, &mut memory);
            let alone = Reading::with_known(&document, vocabulary, &known);
            assert!(
                told(&remembered) == told(&alone),
                "{name} without line {gone}"
            );
        }
    }
}
