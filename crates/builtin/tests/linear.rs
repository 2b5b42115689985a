//! A policy far longer than any takes its rules no more time than its length.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::time::{Duration, Instant};

use clauselint_builtin::rules;
use clauselint_reading::Reading;
use clauselint_rule::Context;
use clauselint_syntax::{Format, parse};

/// Whether four times the text takes a rule four times as long, not sixteen times.
fn assert_in_proportion(id: &str, text: impl Fn(usize) -> String, size: usize) {
    let rules = rules();
    let rule = rules.iter().find(|rule| rule.info().id.as_str() == id);
    // The others on a machine slow some attempts, hardly all.
    let best = |size: usize| -> Duration {
        let text = text(size);
        let document = parse(&text, Format::Markdown);
        let reading = Reading::new(&document);
        let attempts = (0..5).map(|_| {
            let started = Instant::now();
            let _ = rule.unwrap().check(&reading, &Context::default());
            started.elapsed()
        });
        attempts.min().unwrap_or_default()
    };
    let (short, long) = (best(size), best(4 * size));
    assert!(long < short * 8, "{short:?}, then {long:?}");
}

#[test]
fn paragraphs_that_begin_alike() {
    let paragraph = |at: usize| {
        let words = "the quick brown fox and the lazy dog run about ".repeat(4);
        format!("Nothing here says what the others say before it: {words}{at}.\n\n")
    };
    let text = |paragraphs: usize| (0..paragraphs).map(paragraph).collect();
    assert_in_proportion("duplicate-paragraph", text, 2000);
}

#[test]
fn sentences_with_a_voice_and_a_date_each() {
    let sentences = "We told you on 3 May 2024. We delete it on 4 May 2024. ".repeat(20);
    let paragraph = format!("{}\n\n", sentences.trim());
    let text = |paragraphs: usize| paragraph.repeat(paragraphs);
    assert_in_proportion("inconsistent-first-person", text, 500);
}
