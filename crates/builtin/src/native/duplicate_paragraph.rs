//! `duplicate-paragraph`: a paragraph that stands twice.

use std::collections::HashMap;

use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{Block, BlockKind};

use crate::native::references::squeezed;

/// Shorter ones repeat by their nature: labels, what each of several partners
/// does.
const WORDS: usize = 25;

/// One finding for each run of paragraphs that stands again.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let document = reading.document;
    let mut first: HashMap<String, Span> = HashMap::new();
    let mut findings: Vec<Finding> = Vec::new();
    // Whether the last paragraph was one of a run.
    let mut run = false;
    for block in document.blocks.iter().filter(|block| is_paragraph(block)) {
        let words = unnumbered(document.str(block.span));
        if words.split_whitespace().count() < WORDS {
            continue;
        }
        let earlier = first.get(&squeezed(words)).copied();
        match (earlier, findings.last_mut().filter(|_| run)) {
            (Some(earlier), Some(last)) => last.related.push((earlier, "as well as this".into())),
            (Some(earlier), None) => findings.push(finding(block.span, earlier)),
            (None, _) => drop(first.insert(squeezed(words), block.span)),
        }
        run = earlier.is_some();
    }
    findings
}

/// A clause without its number: "12.1 We ..." says the same as "8.2 We ...".
fn unnumbered(words: &str) -> &str {
    words.trim_start_matches(|c: char| c.is_ascii_digit() || ".)( ".contains(c))
}

/// Entries of lists repeat by their nature, as where data is listed by kind
/// and again by recipient; those of several sentences do not.
fn is_paragraph(block: &Block) -> bool {
    let sentences = block.sentences.len();
    match block.kind {
        BlockKind::Paragraph => !block.quoted,
        BlockKind::Item => !block.quoted && sentences > 1,
        _ => false,
    }
}

fn finding(span: Span, earlier: Span) -> Finding {
    Finding {
        message: "this paragraph stands here for the second time".into(),
        span,
        label: "the same again".into(),
        related: vec![(earlier, "first here".into())],
        ..Finding::default()
    }
}
