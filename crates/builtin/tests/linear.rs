//! A policy far longer than any takes its rules no more time than its length.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::time::{Duration, Instant};

use clauselint_builtin::rules;
use clauselint_reading::Reading;
use clauselint_rule::Context;
use clauselint_syntax::{Format, parse};

/// How long a rule looks at a policy, once it is read.
fn seconds(id: &str, text: &str) -> Duration {
    let document = parse(text, Format::Markdown);
    let reading = Reading::new(&document);
    let rules = rules();
    let rule = rules.iter().find(|rule| rule.info().id.as_str() == id);
    let started = Instant::now();
    let _ = rule.unwrap().check(&reading, &Context::default());
    started.elapsed()
}

#[test]
fn paragraphs_that_begin_alike() {
    let paragraph = |at: usize| {
        let words = "the quick brown fox and the lazy dog run about ".repeat(4);
        format!("Nothing here says what the others say before it: {words}{at}.\n\n")
    };
    let text: String = (0..8000).map(paragraph).collect();
    let taken = seconds("duplicate-paragraph", &text);
    assert!(taken < Duration::from_secs(2), "{taken:?}");
}

#[test]
fn sentences_with_a_voice_and_a_date_each() {
    let sentences = "We told you on 3 May 2024. We delete it on 4 May 2024. ".repeat(20);
    let text = format!("{}\n\n", sentences.trim()).repeat(2000);
    let taken = seconds("inconsistent-first-person", &text);
    assert!(taken < Duration::from_secs(1), "{taken:?}");
}
