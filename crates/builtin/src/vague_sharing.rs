//! `vague-third-party-sharing`: data goes to a recipient whom nothing places.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use clauselint_reading::{ConceptId, Hit, Passage, Reading, concept};
use clauselint_rule::Finding;
use clauselint_syntax::BlockKind;

/// Words between an act and its recipient, data and purposes included.
const REACH: u16 = 30;
/// Words between a recipient and what it does with data.
const NEAR: u16 = 10;
/// Words between an act and the object that stands before it.
const OBJECT: u16 = 6;
/// Words between a recipient and the task that places it.
const TASK: u16 = 24;
/// A line of so few words without a full stop says nothing yet.
const TITULAR: u16 = 8;
/// Before a subject these open a clause about the recipient: "services that we
/// embed".
const RELATIVE: [&str; 6] = ["that", "which", "whom", "with", "by", "to"];
/// Words that may follow "a third party" where that is the noun.
const BEHIND_NOUNS: [&str; 16] = [
    "who", "that", "which", "for", "to", "without", "unless", "or", "and", "in", "is", "may", "as", "by", "will", "with",
];

/// One finding a sentence, at the first recipient that nothing places.
pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut told: HashMap<&str, usize> = HashMap::new();
    for (at, passage) in reading.passages.iter().enumerate() {
        if !speaks(reading, passage) || is_placed_as_a_whole(reading, passage, at) {
            continue;
        }
        let unplaced = recipients(reading, passage)
            .into_iter()
            .find(|recipient| gets_data(reading, passage, recipient) && !is_placed(reading, passage, recipient));
        if let Some(recipient) = unplaced {
            // A sentence that stands again is one finding with several places.
            match told.entry(reading.document.str(passage.span)) {
                Entry::Occupied(first) => findings[*first.get()]
                    .related
                    .push((reading.span(passage, &recipient), "and again here".into())),
                Entry::Vacant(new) => {
                    new.insert(findings.len());
                    findings.push(finding(reading, passage, &recipient));
                }
            }
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

/// Whether a passage can say that somebody shares: no label, no definition, no
/// line of a title's kind.
fn speaks(reading: &Reading<'_>, passage: &Passage) -> bool {
    let document = reading.document;
    let sentence = document.str(document.sentences[passage.sentence as usize].span);
    let kind = document.block_of(passage.sentence).kind;
    let titular = kind == BlockKind::Paragraph && passage.len() <= TITULAR && !sentence.ends_with(['.', ':', ';', ','].as_slice());
    matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Row)
        && !titular
        && !reading.is_label(passage)
        && !is_definition(reading, passage)
        && !reading.has(passage, concept::ASKS_ABOUT)
}

/// "Service provider means ...": the verb stands near the start.
fn is_definition(reading: &Reading<'_>, passage: &Passage) -> bool {
    own(reading, passage, concept::DEFINES).any(|verb| verb.start - passage.lead_len() <= NEAR)
}

/// Recipients named by no more than a vague noun, the widest words at each
/// place; those of the lead belong to the lead.
fn recipients(reading: &Reading<'_>, passage: &Passage) -> Vec<Hit> {
    let mut widest: Vec<Hit> = Vec::new();
    for hit in own(reading, passage, concept::VAGUE_RECIPIENT) {
        match widest.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => widest.push(*hit),
        }
    }
    widest
}

/// Hits that lie in the passage's own words.
fn own<'r>(
    reading: &'r Reading<'_>,
    passage: &'r Passage,
    concept: ConceptId,
) -> impl Iterator<Item = &'r Hit> {
    reading.of(passage, concept).filter(|hit| hit.start >= passage.lead_len())
}

/// What makes every recipient of the sentence known: the law, a sale of the
/// business, other people's sites, names, a list behind.
fn is_placed_as_a_whole(reading: &Reading<'_>, passage: &Passage, at: usize) -> bool {
    let has = |concept| reading.has(passage, concept);
    has(concept::LEGAL_COMPULSION)
        || has(concept::BUSINESS_TRANSFER)
        || has(concept::FOREIGN_SITE)
        || (has(concept::IMPERSONAL_DATA) && !has(concept::STRICTLY_PERSONAL))
        || own(reading, passage, concept::LISTS_FOLLOW).next().is_some()
        || names_somebody(reading, passage)
        || is_list_behind(reading, passage, at)
        || is_made_precise(reading, at)
}

/// Whether somebody other than the first party is named as who gets it.
fn names_somebody(reading: &Reading<'_>, passage: &Passage) -> bool {
    let foreign = |name: &&Hit| !reading.is_own_name(passage, name);
    let introduced = |name: &&Hit| {
        own(reading, passage, concept::NAMES_RECIPIENT)
            .any(|names| names.start <= name.start && name.end <= names.end)
    };
    own(reading, passage, concept::COMPANY).any(|name| foreign(&name))
        || own(reading, passage, concept::NAME).filter(foreign).any(|name| introduced(&name))
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
    if own(reading, next, concept::LISTED_ELSEWHERE).next().is_some() {
        return true;
    }
    let kind = || own(reading, next, concept::BUSINESS_KIND).next().is_some();
    own(reading, next, concept::MADE_PRECISE).next().is_some()
        && (names_somebody(reading, next) || kind() || is_list_behind(reading, next, at + 1))
}

/// Whether the sentence says that the recipient gets, or takes, personal data.
fn gets_data(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    if is_adjective(reading, passage, recipient) || is_quoted(reading, passage, recipient) {
        return false;
    }
    let inbound = reading
        .of(passage, concept::INBOUND)
        .any(|from| from.start < recipient.end && recipient.end <= from.end);
    let data = reading.has(passage, concept::PERSONAL_DATA) || reading.has(passage, concept::COOKIE);
    (data && !inbound && is_given(reading, passage, recipient))
        || (data && !inbound && takes(reading, passage, recipient))
        || (data && is_taken(reading, passage, recipient))
        || is_engaged(reading, passage, recipient)
}

/// "third-party search provider": the noun stands behind and is no vague one.
fn is_adjective(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    let document = reading.document;
    let last = document.str(reading.span(passage, recipient)).to_lowercase();
    let next = reading.token(passage, recipient.end);
    let noun = |word: &str| word.starts_with(char::is_alphabetic) && !BEHIND_NOUNS.contains(&word);
    last.ends_with("party") && next.is_some_and(|token| noun(&document.str(token.span).to_lowercase()))
}

/// Whether the recipient stands in the name of a section or in a definition.
fn is_quoted(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    [concept::REFERENCE, concept::TERM]
        .into_iter()
        .flat_map(|concept| reading.of(passage, concept))
        .any(|hit| hit.start <= recipient.start && recipient.end <= hit.end)
}

/// "share … with partners": the nearest act before the recipient leads to it by
/// "with" or "to", is the first party's, and is not denied.
fn is_given(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    let acts = reading.hits(passage).iter().filter(|act| {
        matches!(act.concept, concept::SHARE | concept::SELL) && act.end <= recipient.start
    });
    acts.max_by_key(|act| act.start).is_some_and(|act| {
        leads_to(reading, passage, act, recipient)
            && !is_yours(reading, passage, act)
            && !is_impersonal(reading, passage, act, recipient)
            && happens(reading, passage, act, recipient)
    })
}

/// "aggregated reports that are shared with partners": what is shared identifies
/// nobody.
fn is_impersonal(reading: &Reading<'_>, passage: &Passage, act: &Hit, recipient: &Hit) -> bool {
    let from = act.start.saturating_sub(OBJECT);
    reading
        .of(passage, concept::IMPERSONAL_DATA)
        .any(|hit| from <= hit.start && hit.end <= recipient.start)
}

/// Whether the act is affirmed for this recipient: "not ... except as
/// described" and "not ... other than with partners" affirm.
fn happens(reading: &Reading<'_>, passage: &Passage, act: &Hit, recipient: &Hit) -> bool {
    let excepted = reading
        .of(passage, concept::EXCEPTION)
        .any(|except| act.end <= except.start && except.end <= recipient.start);
    if reading.is_denied(passage, act) {
        excepted || reading.has_open_exception(passage)
    } else {
        !excepted
    }
}

/// "information you share": what people do themselves.
fn is_yours(reading: &Reading<'_>, passage: &Passage, act: &Hit) -> bool {
    reading
        .of(passage, concept::YOU_ACT)
        .any(|you| you.end == act.start)
}

fn leads_to(reading: &Reading<'_>, passage: &Passage, act: &Hit, recipient: &Hit) -> bool {
    let between = |concept: ConceptId, from: u16| {
        reading
            .of(passage, concept)
            .any(|hit| from <= hit.start && hit.start < recipient.start)
    };
    let loose = reading
        .of(passage, concept::SHARE_LOOSELY)
        .any(|hit| hit.start == act.start);
    let object = || between(concept::PERSONAL_DATA, act.start.saturating_sub(OBJECT));
    recipient.start - act.end <= REACH
        && between(concept::TOWARD, act.start)
        && (!loose || object())
}

/// "partners collect information": the recipient acts, of its own will.
fn takes(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    !reading.has(passage, concept::BRIDLED)
        && reading.of(passage, concept::ACCESS_ACT).any(|act| {
            recipient.end <= act.start
                && act.start - recipient.end <= NEAR
                && !reading.is_denied(passage, act)
                && !is_told_to(reading, passage, recipient, act)
                && !is_subject_between(reading, passage, recipient.end, act.start)
        })
}

/// "data is received by partners".
fn is_taken(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    reading.of(passage, concept::TAKEN_BY).any(|taken| {
        taken.start < recipient.start
            && recipient.start < taken.end
            && !reading.is_denied(passage, taken)
    })
}

/// Whether somebody else comes in between to act.
fn is_subject_between(reading: &Reading<'_>, passage: &Passage, from: u16, to: u16) -> bool {
    let relates = |at: u16| {
        let before = at.checked_sub(1).and_then(|at| reading.token(passage, at));
        before.is_some_and(|token| RELATIVE.contains(&reading.document.str(token.span)))
    };
    reading
        .of(passage, concept::SUBJECT)
        .any(|subject| from <= subject.start && subject.end <= to && !relates(subject.start))
}

/// Whether what stands between the two is a task ("partners to process …").
fn is_told_to(reading: &Reading<'_>, passage: &Passage, recipient: &Hit, act: &Hit) -> bool {
    act.start == recipient.end + 1
        && reading
            .of(passage, concept::TOWARD)
            .any(|to| to.start == recipient.end)
}

/// "use processors who work on our behalf"; or "work with providers", and the
/// next sentence lets them at the data.
fn is_engaged(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    let affirmed = |concept: ConceptId| {
        reading.of(passage, concept).any(|hit| {
            hit.start <= recipient.start
                && recipient.end <= hit.end
                && !reading.is_denied(passage, hit)
        })
    };
    affirmed(concept::ENGAGES) || (affirmed(concept::HIRES) && they_take(reading, passage))
}

/// "They have access to your data", in the next sentence.
fn they_take(reading: &Reading<'_>, passage: &Passage) -> bool {
    let next = reading.passages.iter().find(|next| next.span.start >= passage.span.end);
    next.is_some_and(|next| {
        let begins = own(reading, next, concept::THEY).any(|they| they.start == next.lead_len());
        let takes = own(reading, next, concept::ACCESS_ACT).any(|act| !reading.is_denied(next, act));
        begins && takes && reading.has(next, concept::PERSONAL_DATA) && !reading.has(next, concept::BRIDLED)
    })
}

/// Whether words right before or behind the recipient tell its business or its
/// name.
fn is_placed(reading: &Reading<'_>, passage: &Passage, recipient: &Hit) -> bool {
    let near = |hit: &Hit| {
        let parted = reading
            .of(passage, concept::TOWARD)
            .any(|to| hit.end <= to.start && to.end <= recipient.start);
        let before = hit.end <= recipient.end && recipient.start.saturating_sub(hit.end) <= 5 && !parted;
        let behind = hit.start >= recipient.start && hit.start.saturating_sub(recipient.end) <= TASK;
        before || behind
    };
    let named = |name: &Hit| {
        name.start >= recipient.end
            && name.start - recipient.end <= 1
            && !reading.is_own_name(passage, name)
    };
    own(reading, passage, concept::BUSINESS_KIND).any(near)
        || own(reading, passage, concept::NAME).any(named)
}
