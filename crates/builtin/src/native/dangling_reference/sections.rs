//! References to sections by number and by title.

use std::cell::LazyCell;

use clauselint_reading::{Hit, Passage, Reading, concept};
use clauselint_rule::Finding;
use clauselint_syntax::{Block, BlockKind, Document};

use super::{finding, prose_with};
use crate::native::references::{self, Number, SECTIONS, are_counted, is_number_written, squeezed};
use crate::native::repeated::Answers;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (mut numbers, mut titles) = (Answers::default(), Answers::default());
    let blocks = LazyCell::new(|| letters_of_blocks(reading.document));
    for (_, passage) in prose_with(reading, &[concept::REFERENCE]) {
        let references = reading.of(passage, concept::REFERENCE);
        for hit in references.filter(|hit| hit.start >= passage.lead_len()) {
            findings.extend(numbered(reading, passage, hit, &mut numbers));
            let borne = |title: &str| is_borne(&blocks, reading, passage, title);
            findings.extend(titled(reading, passage, hit, |title| {
                titles.ask(title, || !borne(title))
            }));
        }
    }
    findings
}

/// "section 12" of nine.
fn numbered(
    reading: &Reading<'_>,
    passage: &Passage,
    hit: Hit,
    lacking: &mut Answers,
) -> Option<Finding> {
    let document = reading.document;
    let span = reading.span(passage, hit);
    let foreign = [concept::OTHER_DOCUMENT, concept::LAW];
    // "As described below in Section 9": this policy's, whatever else is named.
    let mut led = reading.of(passage, concept::LEADS_BELOW);
    let here = led.any(|led| led.end == hit.start);
    if !here && foreign.iter().any(|concept| reading.has(passage, *concept)) {
        return None;
    }
    let words = document.str(span);
    let (part, numbers) = words.split_once(' ')?;
    let part = part.trim_end_matches('.').to_lowercase();
    let whole = numbers.split(['.', '(', ' ', ',']).next()?;
    let number = SECTIONS.contains(&&*part).then(|| Number::of(whole))??;
    // "SECTION 9 - FORM" is the section itself.
    let own = span.start == document.block_of(passage.sentence).span.start;
    let lacks = !own && lacking.ask(whole, || lacks(document, number, whole));
    lacks.then(|| {
        let message = format!("\"{words}\" is referred to, and there is none");
        finding(message, span, "no such section")
    })
}

/// Whether a policy that counts its sections has none of a number.
fn lacks(document: &Document, number: Number, written: &str) -> bool {
    let is = |other: Number| other.value == number.value && other.style == number.style;
    let borne = references::numbers(document).any(|(_, other)| is(other));
    are_counted(document, number.style) && !borne && !is_number_written(document, written)
}

/// `the "How we share" section below`, and no such words anywhere.
fn titled(
    reading: &Reading<'_>,
    passage: &Passage,
    hit: Hit,
    is_lacking: impl FnOnce(&str) -> bool,
) -> Option<Finding> {
    let span = reading.span(passage, hit);
    let title = quoted(reading.document.str(span))?;
    let mut within = reading.of(passage, concept::WITHIN_POLICY);
    let inside = within.any(|within| within.start == hit.end);
    let plain = squeezed(title);
    let lacks = inside && plain.len() > 3 && is_lacking(&plain);
    lacks.then(|| {
        let message = format!("no section here is titled \"{title}\"");
        finding(message, span, "no such section")
    })
}

fn quoted(words: &str) -> Option<&str> {
    let from = words.find(['"', '\''])? + 1;
    let to = words.rfind(['"', '\''])?;
    words.get(from..to).map(str::trim)
}

/// The letters of each block in which a title may stand.
fn letters_of_blocks(document: &Document) -> Vec<String> {
    let letters = |block: &Block| match block.kind {
        BlockKind::Code => String::new(),
        _ => squeezed(document.str(block.span)),
    };
    document.blocks.iter().map(letters).collect()
}

/// Whether other words of the policy than references hold the title.
fn is_borne(blocks: &[String], reading: &Reading<'_>, own: &Passage, title: &str) -> bool {
    let own = reading.document.sentences[own.sentence as usize].block;
    let mut others = blocks.iter().zip(0..).filter(|(_, id)| *id != own);
    others.any(|(letters, _)| letters.contains(title))
}
