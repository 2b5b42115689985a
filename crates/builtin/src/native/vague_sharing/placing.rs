//! What places a recipient: a name, a kind of business, a task, a list, the law.

use clauselint_reading::{ConceptId, Hit, Passage, Reading, concept};

use clauselint_syntax::BlockKind;

use super::{own, recipient};

/// Words between a recipient and the task that places it.
const TASK: u16 = 32;
/// Words between a kind of business and the recipient behind it.
const KIND: u16 = 3;
/// How nouns of an activity end.
const ACTIVITY: [&str; 5] = ["ment", "tion", "ics", "ware", "commerce"];
/// Such nouns that tell of no activity.
const IDLE: [&str; 5] = [
    "information",
    "addition",
    "exception",
    "department",
    "jurisdiction",
];
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
pub(super) fn is_placed(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    is_told(reading, passage, recipient)
        || has_kind_before(reading, passage, recipient)
        || is_activity_before(reading, passage, recipient)
        || is_antecedent_here(reading, passage, recipient)
        || is_outnumbered(reading, passage, recipient)
}

/// Whether the sentence tells it of all who bear the noun: their task, their
/// name, a list.
pub(super) fn is_told(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    own(reading, passage, concept::BUSINESS_KIND)
        .any(|kind| is_task_behind(reading, passage, kind, recipient))
        || is_named(reading, passage, recipient)
        || is_linked(reading, passage, recipient)
}

/// "if we hire a hosting company, we give such provider ...".
fn is_antecedent_here(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    recipient::points_back(reading, passage, recipient)
        && own(reading, passage, concept::BUSINESS_KIND).any(|kind| kind.end <= recipient.start)
}

/// "recruitment providers": the noun of an activity stands right before.
fn is_activity_before(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let before = recipient.start.checked_sub(1);
    let token = before.filter(|at| *at >= passage.lead_len());
    let token = token.and_then(|at| reading.token(passage, at));
    token.is_some_and(|token| {
        let word = reading.document.str(token.span).to_lowercase();
        ACTIVITY.iter().any(|end| word.ends_with(end)) && !IDLE.contains(&word.as_str())
    })
}

/// A vague member of a list most of whose members are placed.
fn is_outnumbered(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let is_mark = |at: u16| {
        own(reading, passage, concept::LIST_MARK).any(|mark| mark.start <= at && at < mark.end)
    };
    let listed = recipient
        .start
        .checked_sub(1)
        .is_some_and(|at| is_mark(at) || at.checked_sub(1).is_some_and(is_mark));
    let toward = own(reading, passage, concept::TOWARD)
        .filter(|toward| toward.end <= recipient.start)
        .max_by_key(|toward| toward.start);
    let Some(toward) = toward.filter(|_| listed) else {
        return false;
    };
    let vague = recipient::all(reading, passage);
    let placed = distinct(
        own(reading, passage, concept::BUSINESS_KIND)
            .filter(|kind| toward.end <= kind.start && kind.end <= recipient.start),
    );
    let open = vague
        .iter()
        .filter(|other| toward.end <= other.start && !has_kind_before(reading, passage, **other));
    placed > open.count()
}

/// How many places hits cover, those that touch taken for one.
fn distinct(hits: impl Iterator<Item = Hit>) -> usize {
    let mut end = None;
    let mut count = 0;
    for hit in hits {
        count += usize::from(end.is_none_or(|end| end < hit.start));
        end = end.max(Some(hit.end));
    }
    count
}

pub(super) fn has_kind_before(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    own(reading, passage, concept::BUSINESS_KIND)
        .any(|kind| is_kind_before(reading, passage, kind, recipient))
}

/// "hosting providers", with no other member of a list in between.
fn is_kind_before(reading: &Reading<'_>, passage: &Passage, kind: Hit, recipient: Hit) -> bool {
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
fn is_task_behind(reading: &Reading<'_>, passage: &Passage, kind: Hit, recipient: Hit) -> bool {
    let purpose = reading
        .of(passage, concept::PURPOSE_PHRASE)
        .any(|purpose| purpose.start <= kind.start && kind.end <= purpose.end);
    let within = recipient.start <= kind.start && kind.start < recipient.end;
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

/// "our affiliates Acme LLC", "Acme companies".
fn is_named(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    // "our partner and service provider Acme"
    let end = own(reading, passage, concept::VAGUE_RECIPIENT)
        .filter(|next| next.start >= recipient.start)
        .fold(recipient.end, |end, next| {
            if next.start <= end + 1 {
                end.max(next.end)
            } else {
                end
            }
        });
    own(reading, passage, concept::NAME).any(|name| {
        let behind = name.start >= recipient.end && name.start.saturating_sub(end) <= 1;
        (behind || name.end == recipient.start) && !reading.is_own_name(passage, name)
    })
}

/// The recipient's words lead to a list of who they are.
fn is_linked(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let words = reading.span(passage, recipient);
    reading.document.links_in(passage.span).iter().any(|link| {
        let target = link.target.to_ascii_lowercase();
        // Of a longer link, only the target can tell.
        let whole = words.start <= link.span.start && link.span.end <= words.end;
        let leads_on =
            !target.is_empty() && !target.starts_with(['#']) && !target.starts_with("javascript:");
        link.span.overlaps(words)
            && (LISTS.iter().any(|list| target.contains(list)) || (whole && leads_on))
    })
}

/// Whether somebody other than the first party is named as who gets it.
fn names_somebody(reading: &Reading<'_>, passage: &Passage) -> bool {
    let foreign = |name: &Hit| !reading.is_own_name(passage, *name);
    let introduced = |name: &Hit| {
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

/// Whether the next sentence of the same block gives names, kinds or a list, or
/// one shortly behind in the section leads on to a list.
fn is_made_precise(reading: &Reading<'_>, at: usize) -> bool {
    let section = |at: usize| {
        let passage = &reading.passages[at];
        reading.section(passage)
    };
    let behind = at + 1..(at + 1 + NEAR_SENTENCES).min(reading.passages.len());
    if behind
        .filter(|next| section(*next) == section(at))
        .any(|next| {
            let announced = own(reading, &reading.passages[next], concept::LIST_BEHIND).next();
            announced.is_some() && has_list_behind(reading, next)
        })
    {
        return true;
    }
    is_told_by_items(reading, at) || (1..=2).any(|behind| is_told_by(reading, at, at + behind))
}

/// Whether a list or table does follow where one is announced.
fn has_list_behind(reading: &Reading<'_>, at: usize) -> bool {
    let behind = at..(at + 1 + NEAR_SENTENCES).min(reading.passages.len());
    let block = |at: usize| reading.document.block_of(reading.passages[at].sentence);
    // Behind an item come its siblings.
    let nested = |next: &usize| {
        block(at).kind != BlockKind::Item || reading.passages[*next].leader == Some(at as u32)
    };
    behind
        .filter(|next| block(*next).section == block(at).section)
        .filter(nested)
        .any(|next| matches!(block(next).kind, BlockKind::Item | BlockKind::Row))
}

/// Whether a sentence shortly behind, in the same block, tells who they are.
fn is_told_by(reading: &Reading<'_>, at: usize, behind: usize) -> bool {
    let next = reading.passages.get(behind);
    let Some(next) = next.filter(|_| block(reading, at) == block(reading, behind)) else {
        return false;
    };
    let listed = own(reading, next, concept::LISTED_ELSEWHERE).next();
    listed.is_some()
        || (own(reading, next, concept::MADE_PRECISE).next().is_some()
            && (tells_who(reading, next) || is_list_behind(reading, next, behind)))
}

/// Whether the items of a list right behind, which the sentence does not
/// introduce in so many words, tell who they are.
fn is_told_by_items(reading: &Reading<'_>, at: usize) -> bool {
    let of = |at: usize| {
        let passage = reading.passages.get(at)?;
        Some((passage, reading.document.block_of(passage.sentence)))
    };
    let (Some((_, here)), Some((next, behind))) = (of(at), of(at + 1)) else {
        return false;
    };
    here.kind == BlockKind::Paragraph
        && behind.kind == BlockKind::Item
        && here.section == behind.section
        && tells_who(reading, next)
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
