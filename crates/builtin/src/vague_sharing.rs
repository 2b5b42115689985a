//! `vague-third-party-sharing`: data goes to a recipient whom nothing places.

use clauselint_reading::{Hit, Passage, Reading, concept};
use clauselint_rule::Finding;
use clauselint_syntax::BlockKind;

/// Words between an act and its recipient, data and purposes included.
const REACH: u16 = 30;
/// Words between a recipient and what it does with data.
const NEAR: u16 = 10;

/// One finding a sentence, at the first recipient that nothing places.
pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, passage) in reading.passages.iter().enumerate() {
        if !speaks(reading, passage) || is_placed_as_a_whole(reading, passage, at) {
            continue;
        }
        let unplaced = recipients(reading, passage)
            .into_iter()
            .find(|recipient| gets_data(reading, passage, recipient) && !is_placed(reading, passage, recipient));
        if let Some(recipient) = unplaced {
            findings.push(finding(reading, passage, &recipient));
        }
    }
    findings
}

fn finding(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> Finding {
    let span = reading.span(passage, recipient);
    let words = reading.document.str(span);
    Finding {
        message: format!("\"{words}\" may get personal data, and nothing says who they are or what they do"),
        span,
        label: "who, or what kind of business?".into(),
        related: Vec::new(),
    }
}

fn speaks(reading: &Reading<'_>, passage: &Passage) -> bool {
    let kind = reading.document.block_of(passage.sentence).kind;
    matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Row)
}

/// Recipients named by no more than a vague noun, longest words first at each
/// place; those of the lead belong to the lead.
fn recipients(reading: &Reading<'_>, passage: &Passage) -> Vec<Hit> {
    let mut widest: Vec<Hit> = Vec::new();
    let own = |hit: &&Hit| hit.end > passage.lead_len();
    for hit in reading.of(passage, concept::VAGUE_RECIPIENT).filter(own) {
        match widest.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => widest.push(*hit),
        }
    }
    widest
}

/// What makes every recipient of the sentence known: the law, a sale of the
/// business, other people's sites, names, a list behind.
fn is_placed_as_a_whole(reading: &Reading<'_>, passage: &Passage, at: usize) -> bool {
    let has = |concept| reading.has(passage, concept);
    has(concept::LEGAL_COMPULSION)
        || has(concept::BUSINESS_TRANSFER)
        || has(concept::FOREIGN_SITE)
        || has(concept::NAMES_RECIPIENT)
        || has(concept::LISTS_FOLLOW)
        || (has(concept::IMPERSONAL_DATA) && !has(concept::PERSONAL_DATA))
        || is_list_behind(reading, passage, at)
        || is_made_precise(reading, at)
}

/// Whether the passage introduces a list, whose items then name or explain.
fn is_list_behind(reading: &Reading<'_>, passage: &Passage, at: usize) -> bool {
    let document = reading.document;
    let sentence = document.sentences[passage.sentence as usize].span;
    document.str(sentence).ends_with(':')
        && reading
            .passages
            .get(at + 1)
            .is_some_and(|next| next.leader == Some(at as u32))
}

/// Whether the next sentence of the same block gives names or examples.
fn is_made_precise(reading: &Reading<'_>, at: usize) -> bool {
    let block = |at: usize| {
        let passage = reading.passages.get(at)?;
        Some(reading.document.sentences[passage.sentence as usize].block)
    };
    let Some(next) = reading.passages.get(at + 1).filter(|_| block(at) == block(at + 1)) else {
        return false;
    };
    let names = reading.has(next, concept::NAMES_RECIPIENT) || reading.has(next, concept::BUSINESS_KIND);
    reading.has(next, concept::MADE_PRECISE) && names
}

/// Whether the sentence says that the recipient gets, or takes, personal data.
fn gets_data(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    let data = reading.has(passage, concept::PERSONAL_DATA) || reading.has(passage, concept::COOKIE);
    let open = reading.has_open_exception(passage);
    let happens = |act: &Hit| !reading.is_denied(passage, act) || open;
    let inbound = reading
        .of(passage, concept::INBOUND)
        .any(|from| from.start < recipient.end && recipient.start < from.end);
    let given = reading
        .hits(passage)
        .iter()
        .filter(|hit| matches!(hit.concept, concept::SHARE | concept::SELL))
        .any(|act| leads_to(reading, passage, act, recipient) && happens(act));
    let taken = || {
        reading
            .of(passage, concept::ACCESS_ACT)
            .any(|act| recipient.end <= act.start && act.start - recipient.end <= NEAR && happens(act))
    };
    let engaged = || {
        reading
            .of(passage, concept::ENGAGES)
            .any(|hit| hit.start <= recipient.start && recipient.end <= hit.end && happens(hit))
    };
    (data && !inbound && (given || taken())) || engaged()
}

/// "share … with partners": the recipient stands behind the act, and "with" or
/// "to" between them.
fn leads_to(reading: &Reading<'_>, passage: &Passage, act: &Hit, recipient: &Hit) -> bool {
    act.end <= recipient.start
        && recipient.start - act.end <= REACH
        && reading
            .of(passage, concept::TOWARD)
            .any(|to| act.start <= to.start && to.end <= recipient.start)
}

/// Whether words right before or behind the recipient tell its business.
fn is_placed(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    reading.of(passage, concept::BUSINESS_KIND).any(|kind| {
        let before = kind.end <= recipient.end && recipient.start.saturating_sub(kind.end) <= 3;
        let behind = kind.start >= recipient.start && kind.start - recipient.start <= REACH;
        before || behind
    })
}
