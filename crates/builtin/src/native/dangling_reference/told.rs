//! Words that point further on: "listed below", "the following:", "as defined
//! below".

use clauselint_reading::{Hit, Passage, PassageId, Reading, concept};
use clauselint_rule::Finding;
use clauselint_source::Span;
use clauselint_syntax::{Block, BlockKind};

use super::{finding, prose_with};
use crate::native::definitions::Definitions;
use crate::native::references::Number;
use crate::native::repeated::Answers;

/// What follows a list's promise is a list by its looks where so many short
/// lines come one after the other.
const RUN: usize = 2;
/// A line of a list that lost its marks has no more words.
const LINE: usize = 8;
/// Sentences right behind a promise that may name what it promises.
const NEAR: usize = 2;
/// A defined term has no more words.
const TERM: usize = 3;
/// Words before a term that are none of its own.
const LEADING: [&str; 8] = ["your", "our", "the", "such", "this", "any", "and", "of"];

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut unlisted: Option<Finding> = None;
    let definitions = Definitions::of(reading.document);
    let mut undefined = Answers::default();
    let telling = [
        concept::PROMISED_LIST,
        concept::ANNOUNCES,
        concept::REFERENCE,
    ];
    for (at, passage) in prose_with(reading, &telling) {
        match (
            no_list(reading, at, passage, unlisted.is_some()),
            &mut unlisted,
        ) {
            (Some(again), Some(first)) => first.repeat(again, "and again here"),
            (Some(first), none) => *none = Some(first),
            (None, _) => {}
        }
        findings.extend(nothing_announced(reading, at, passage));
        let told = reading.of(passage, concept::REFERENCE);
        for hit in told.filter(|hit| hit.start >= passage.lead_len()) {
            let span = reading.span(passage, hit);
            let defined = |term: &str| definitions.has(span, term);
            findings.extend(undefined_term(reading, passage, span, |term| {
                undefined.ask(term, || !defined(term))
            }));
        }
    }
    findings.extend(unlisted);
    findings
}

/// "They are listed below", and no list, table, part or name follows; where
/// none follows an earlier promise, none follows a later one.
fn no_list(reading: &Reading<'_>, at: usize, passage: &Passage, ended: bool) -> Option<Finding> {
    let document = reading.document;
    let promised = own(reading, passage, concept::PROMISED_LIST)?;
    let block = document.sentences[passage.sentence as usize].block as usize;
    let listed = !ended && is_list_behind(reading, block);
    let placed = reading.has(passage, concept::PROMISED_CONTACT) || is_named_behind(reading, at);
    if listed || placed {
        return None;
    }
    let span = reading.span(passage, promised);
    let words = document.str(span);
    let message = format!("\"{words}\", and no list or table follows");
    Some(finding(message, span, "where is the list?"))
}

/// A list, a table, sections one rank deeper, or a run of short lines behind a
/// block; not the list that the block itself stands in.
fn is_list_behind(reading: &Reading<'_>, block: usize) -> bool {
    let document = reading.document;
    let own = &document.blocks[block];
    let behind = &document.blocks[block + 1..];
    let level = document.sections[own.section as usize].level;
    let deeper = |other: &Block| {
        other.kind == BlockKind::Heading && document.sections[other.section as usize].level > level
    };
    let listed = |other: &Block| match other.kind {
        BlockKind::Row | BlockKind::HeaderRow | BlockKind::Term => true,
        BlockKind::Item => {
            other.lead == Some(block as u32) || other.section != own.section || own.depth == 0
        }
        _ => deeper(other),
    };
    let short = |other: &Block| {
        let words = document.str(other.span).split_whitespace().count();
        other.kind == BlockKind::Paragraph && words <= LINE
    };
    behind.iter().any(listed) || behind.windows(RUN).any(|run| run.iter().all(short))
}

/// A name or a link in the sentences right behind.
fn is_named_behind(reading: &Reading<'_>, at: usize) -> bool {
    let near = reading.passages[at + 1..].iter().take(NEAR);
    let named = [concept::NAME, concept::COMPANY, concept::LINK, concept::URL];
    let section = |passage: &Passage| reading.section(passage);
    near.filter(|next| section(next) == section(&reading.passages[at]))
        .any(|next| {
            named
                .iter()
                .any(|concept| own(reading, next, *concept).is_some())
        })
}

/// "for the following purposes:", and the section ends.
fn nothing_announced(reading: &Reading<'_>, at: usize, passage: &Passage) -> Option<Finding> {
    let document = reading.document;
    let sentence = document.sentences[passage.sentence as usize];
    let announced = own(reading, passage, concept::ANNOUNCES)?;
    let led = |next: &Passage| next.leader == Some(at as PassageId);
    if !document.str(sentence.span).ends_with(':') || reading.passages[at + 1..].iter().any(led) {
        return None;
    }
    let block = &document.blocks[sentence.block as usize];
    let next = document.blocks.get(sentence.block as usize + 1);
    let last = block.sentences.end == passage.sentence + 1;
    let ends = next.is_none_or(|next| ends_section(reading, block, next));
    (ends && last).then(|| {
        let words = document.str(reading.span(passage, announced));
        let message = format!("\"{words}\" announces something, and nothing follows");
        finding(message, sentence.span, "what follows?")
    })
}

/// Whether a heading certainly opens another section, as the next number does.
/// Other titles may be what was announced.
fn ends_section(reading: &Reading<'_>, block: &Block, next: &Block) -> bool {
    let document = reading.document;
    let number = |block: &Block| {
        let number = document.sections[block.section as usize].number.as_deref();
        number.and_then(Number::of)
    };
    let follows = number(block)
        .zip(number(next))
        .is_some_and(|(here, there)| there.style == here.style && there.value == here.value + 1);
    next.kind == BlockKind::Heading && follows
}

/// "Personal Data (as defined below)", and nothing defines it.
fn undefined_term(
    reading: &Reading<'_>,
    passage: &Passage,
    span: Span,
    is_undefined: impl FnOnce(&str) -> bool,
) -> Option<Finding> {
    let document = reading.document;
    let words = document.str(span).to_lowercase();
    if !words.contains("defined") {
        return None;
    }
    let before = Span::new(passage.span.start, span.start);
    let before = document
        .str(before)
        .trim_end()
        .strip_suffix('(')?
        .trim_end();
    let term = capitals(before);
    let core = term.join(" ");
    if core.is_empty() || !is_undefined(&core) {
        return None;
    }
    let message = format!("\"{core}\" is said to be defined, and is not");
    Some(finding(message, span, "no definition"))
}

/// The capitalised words at the end of a text, without those that only lead.
fn capitals(before: &str) -> Vec<&str> {
    let words = before
        .rsplit(' ')
        .take(TERM)
        .map(|word| word.trim_matches(['"', '\'', ',']));
    let mut term: Vec<&str> = words
        .take_while(|word| word.starts_with(char::is_uppercase))
        .collect();
    term.reverse();
    let leads = |word: &&&str| LEADING.iter().any(|lead| lead.eq_ignore_ascii_case(word));
    let skipped = term.iter().take_while(leads).count();
    term.split_off(skipped)
}

fn own<'r>(
    reading: &'r Reading<'_>,
    passage: &'r Passage,
    concept: clauselint_reading::ConceptId,
) -> Option<Hit> {
    reading
        .of(passage, concept)
        .find(|hit| hit.start >= passage.lead_len())
}
