//! What places a recipient: a name, a kind of business, a task, a list, the law.

use clauselint_reading::{ConceptId, Hit, Passage, Reading, concept};

use super::own;

/// Words between a recipient and the task that places it.
const TASK: u16 = 24;
/// Words between a kind of business and the recipient behind it.
const KIND: u16 = 3;
/// Sentences that "these parties" reaches back over.
pub(super) const NEAR_SENTENCES: usize = 3;
/// Parts of a link's target that lead to a list of recipients.
const LISTS: [&str; 8] = [
    "affiliat",
    "processor",
    "partner",
    "vendor",
    "third-part",
    "thirdpart",
    "recipient",
    "provider",
];

/// What makes every recipient of the sentence known or beside the point: the
/// law, a sale of the business, other people's sites, names, a list behind.
pub(super) fn is_sentence_placed(reading: &Reading<'_>, passage: &Passage, at: usize) -> bool {
    let has = |concept| reading.has(passage, concept);
    has(concept::LEGAL_COMPULSION)
        || has(concept::BUSINESS_TRANSFER)
        || has(concept::FOREIGN_SITE)
        || has(concept::BYSTANDER)
        || (has(concept::AS_REFERENCED) && !has(concept::EXCEPTION))
        || (has(concept::IMPERSONAL_DATA) && !has(concept::STRICTLY_PERSONAL))
        || own(reading, passage, concept::LISTS_FOLLOW)
            .next()
            .is_some()
        || names_somebody(reading, passage)
        || is_list_behind(reading, passage, at)
        || is_made_precise(reading, at)
}

/// Whether words right before or behind the recipient tell its business, its
/// task or its name, or link to a list.
pub(super) fn is_placed(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    own(reading, passage, concept::BUSINESS_KIND).any(|kind| {
        is_kind_before(reading, passage, kind, recipient)
            || is_task_behind(reading, passage, kind, recipient)
    }) || is_named(reading, passage, recipient)
        || is_linked(reading, passage, recipient)
}

/// "hosting providers", with no other member of a list in between.
fn is_kind_before(reading: &Reading<'_>, passage: &Passage, kind: &Hit, recipient: &Hit) -> bool {
    let parted = is_between(reading, passage, concept::TOWARD, kind.end, recipient.start)
        || is_between(
            reading,
            passage,
            concept::LIST_MARK,
            kind.end,
            recipient.start,
        );
    kind.end <= recipient.end && recipient.start.saturating_sub(kind.end) <= KIND && !parted
}

/// "partners who host our servers": a task, marked as one; a purpose ("for
/// their marketing purposes") is none.
fn is_task_behind(reading: &Reading<'_>, passage: &Passage, kind: &Hit, recipient: &Hit) -> bool {
    let purpose = reading
        .of(passage, concept::PURPOSE_PHRASE)
        .any(|purpose| purpose.start <= kind.start && kind.end <= purpose.end);
    let within = recipient.start <= kind.start && kind.end <= recipient.end;
    let marked = is_between(
        reading,
        passage,
        concept::TASK_MARK,
        recipient.end,
        kind.start + 1,
    );
    within
        || (kind.start >= recipient.end && kind.start - recipient.end <= TASK && marked && !purpose)
}

fn is_between(
    reading: &Reading<'_>,
    passage: &Passage,
    concept: ConceptId,
    from: u16,
    to: u16,
) -> bool {
    reading
        .of(passage, concept)
        .any(|hit| from <= hit.start && hit.end <= to)
}

/// "our affiliates Acme LLC".
fn is_named(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    own(reading, passage, concept::NAME).any(|name| {
        name.start >= recipient.end
            && name.start - recipient.end <= 1
            && !reading.is_own_name(passage, name)
    })
}

/// The recipient's words lead to a list of who they are.
fn is_linked(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    let words = reading.span(passage, recipient);
    reading.document.links_in(passage.span).iter().any(|link| {
        let target = link.target.to_ascii_lowercase();
        link.span.overlaps(words) && LISTS.iter().any(|list| target.contains(list))
    })
}

/// Whether somebody other than the first party is named as who gets it.
fn names_somebody(reading: &Reading<'_>, passage: &Passage) -> bool {
    let foreign = |name: &&Hit| !reading.is_own_name(passage, name);
    let introduced = |name: &&Hit| {
        own(reading, passage, concept::NAMES_RECIPIENT)
            .any(|names| names.start <= name.start && name.end <= names.end)
    };
    own(reading, passage, concept::COMPANY).any(|name| foreign(&name))
        || own(reading, passage, concept::NAME)
            .filter(foreign)
            .any(|name| introduced(&name))
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

/// Whether the next sentence of the same block gives names, kinds or a list.
fn is_made_precise(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.passages.get(at + 1);
    let Some(next) = next.filter(|_| block(reading, at) == block(reading, at + 1)) else {
        return false;
    };
    if own(reading, next, concept::LISTED_ELSEWHERE)
        .next()
        .is_some()
    {
        return true;
    }
    own(reading, next, concept::MADE_PRECISE).next().is_some()
        && (tells_who(reading, next) || is_list_behind(reading, next, at + 1))
}

/// Whether a sentence shortly before, in the same block, tells who "these
/// parties" are.
pub(super) fn is_antecedent_placed(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.saturating_sub(NEAR_SENTENCES)..at;
    before
        .filter(|before| block(reading, *before) == block(reading, at))
        .any(|before| tells_who(reading, &reading.passages[before]))
}

fn tells_who(reading: &Reading<'_>, passage: &Passage) -> bool {
    names_somebody(reading, passage)
        || own(reading, passage, concept::BUSINESS_KIND)
            .next()
            .is_some()
}

fn block(reading: &Reading<'_>, at: usize) -> Option<u32> {
    let passage = reading.passages.get(at)?;
    Some(reading.document.sentences[passage.sentence as usize].block)
}
