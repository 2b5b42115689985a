//! Whether a sentence says that a recipient gets, or takes, personal data.

use clauselint_reading::{ConceptId, Hit, Passage, Reading, concept};

use super::{Elsewhere, own};

/// Words between an act and its recipient, data and purposes included.
const REACH: u16 = 30;
/// Words between a recipient and what it does with data.
const NEAR: u16 = 10;
/// Words between an act and the object that stands before it.
const OBJECT: u16 = 6;
/// Before a subject these open a clause about the recipient: "services that we
/// embed".
const RELATIVE: [&str; 6] = ["that", "which", "whom", "with", "by", "to"];

/// Whether the sentence says so of this recipient.
pub(super) fn gets_data(
    reading: &Reading<'_>,
    at: usize,
    recipient: Hit,
    elsewhere: &Elsewhere,
) -> bool {
    let passage = &reading.passages[at];
    let inbound = reading
        .of(passage, concept::INBOUND)
        .any(|from| from.start < recipient.end && recipient.end <= from.end);
    let data =
        reading.has(passage, concept::PERSONAL_DATA) || reading.has(passage, concept::COOKIE);
    let moved = || {
        !inbound
            && (is_given(reading, at, recipient, elsewhere)
                || is_provided(reading, passage, recipient)
                || takes(reading, passage, recipient))
    };
    // "Others" who take it are the public.
    let public = recipient.end - recipient.start == 1 && {
        let words = reading.document.str(reading.span(passage, recipient));
        words.eq_ignore_ascii_case("others")
    };
    (data && (moved() || (!public && is_taken(reading, passage, recipient))))
        || is_engaged(reading, at, recipient)
}

/// "share … with partners": the nearest act before the recipient leads to it by
/// "with" or "to", is the first party's, and is not denied.
fn is_given(reading: &Reading<'_>, at: usize, recipient: Hit, elsewhere: &Elsewhere) -> bool {
    let passage = &reading.passages[at];
    let acts = reading.of_any(passage, &[concept::SHARE, concept::SELL]);
    let before = acts.into_iter().filter(|act| act.end <= recipient.start);
    before.max_by_key(|act| act.start).is_some_and(|act| {
        leads_to(reading, passage, act, recipient)
            && !is_yours(reading, passage, act)
            && !has_been(reading, passage, act)
            && !is_impersonal(reading, passage, act, recipient)
            && happens(reading, at, act, recipient, elsewhere)
    })
}

fn leads_to(reading: &Reading<'_>, passage: &Passage, act: Hit, recipient: Hit) -> bool {
    let between = |concept: ConceptId, from: u16| {
        reading
            .of(passage, concept)
            .any(|hit| from <= hit.start && hit.start < recipient.start)
    };
    let object = || between(concept::PERSONAL_DATA, act.start.saturating_sub(OBJECT));
    // "shared by partners": they give it.
    let toward = || {
        let toward = reading
            .of(passage, concept::TOWARD)
            .filter(|toward| act.start <= toward.start && toward.start < recipient.start);
        let last = toward.max_by_key(|toward| toward.start);
        let token = last.and_then(|last| reading.token(passage, last.start));
        token.is_some_and(|token| reading.document.str(token.span) != "by")
    };
    recipient.start - act.end <= REACH && toward() && (!is_loose(reading, passage, act) || object())
}

/// "provide" shares only where its object is data.
fn is_loose(reading: &Reading<'_>, passage: &Passage, act: Hit) -> bool {
    reading
        .of(passage, concept::SHARE_LOOSELY)
        .any(|hit| hit.start == act.start)
}

/// "provide partners with information".
fn is_provided(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let with = |from: u16| {
        reading
            .of(passage, concept::TOWARD)
            .any(|with| (from..=from + 1).contains(&with.start))
    };
    reading.of(passage, concept::SHARE_LOOSELY).any(|act| {
        act.end <= recipient.start
            && recipient.start - act.end <= 2
            && with(recipient.end)
            && !reading.is_denied(passage, act)
    })
}

/// "information you share": what people do themselves.
fn is_yours(reading: &Reading<'_>, passage: &Passage, act: Hit) -> bool {
    reading
        .of(passage, concept::YOU_ACT)
        .any(|you| you.end == act.start)
}

/// "aggregated reports that are shared with partners": what is shared identifies
/// nobody.
fn is_impersonal(reading: &Reading<'_>, passage: &Passage, act: Hit, recipient: Hit) -> bool {
    let from = act.start.saturating_sub(OBJECT);
    reading
        .of(passage, concept::IMPERSONAL_DATA)
        .any(|hit| from <= hit.start && hit.end <= recipient.start)
}

/// Whether the act is affirmed for this recipient: "not ... except as
/// described" (where nothing is) and "not ... other than with partners" affirm.
fn happens(
    reading: &Reading<'_>,
    at: usize,
    act: Hit,
    recipient: Hit,
    elsewhere: &Elsewhere,
) -> bool {
    let passage = &reading.passages[at];
    let between = |concept: ConceptId| {
        reading
            .of(passage, concept)
            .any(|hit| act.end <= hit.start && hit.end <= recipient.start)
    };
    if reading.is_denied(passage, act) {
        between(concept::EXCEPTION)
            || (reading.has_open_exception(passage) && !elsewhere.describes_sharing(at))
    } else {
        !between(concept::EXCLUSION)
    }
}

/// "partners collect information": the recipient acts, of its own will.
fn takes(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    !reading.has(passage, concept::BRIDLED)
        && reading.of(passage, concept::ACCESS_ACT).any(|act| {
            recipient.end <= act.start
                && act.start - recipient.end <= NEAR
                && !reading.is_denied(passage, act)
                && !is_done(reading, passage, act)
                && !is_passive(reading, passage, act)
                && !is_told_to(reading, passage, recipient, act)
                && !is_subject_between(reading, passage, recipient.end, act.start)
        })
}

/// "if it has already been given to partners": told of what was said before.
fn has_been(reading: &Reading<'_>, passage: &Passage, act: Hit) -> bool {
    let before = act.start.checked_sub(1);
    let token = before.and_then(|at| reading.token(passage, at));
    token.is_some_and(|token| reading.document.str(token.span) == "been")
}

/// "partners or collected by us", "partners, as set forth below": no act of
/// theirs.
fn is_passive(reading: &Reading<'_>, passage: &Passage, act: Hit) -> bool {
    let next = reading.token(passage, act.end);
    let next = next.map(|token| reading.document.str(token.span));
    matches!(next, Some("by" | "forth" | "out"))
}

/// "partners who have received it": told of what was said before.
fn is_done(reading: &Reading<'_>, passage: &Passage, act: Hit) -> bool {
    let text = |at: u16| {
        let token = reading.token(passage, at);
        token.map(|token| reading.document.str(token.span))
    };
    let perfect = act.start.checked_sub(1).and_then(text);
    matches!(perfect, Some("have" | "has" | "had"))
        && text(act.start).is_some_and(|word| word.ends_with("ed") || word == "seen")
}

/// "data is received by partners".
fn is_taken(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
    let denied = |taken: Hit| {
        reading.is_denied(passage, taken)
            || reading
                .of(passage, concept::NOT)
                .any(|not| taken.start <= not.start && not.end <= taken.end)
    };
    reading
        .of(passage, concept::TAKEN_BY)
        .any(|taken| taken.start < recipient.start && recipient.start < taken.end && !denied(taken))
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
fn is_told_to(reading: &Reading<'_>, passage: &Passage, recipient: Hit, act: Hit) -> bool {
    act.start == recipient.end + 1
        && reading
            .of(passage, concept::TOWARD)
            .any(|to| to.start == recipient.end)
}

/// "use processors who work on our behalf"; or "work with providers", and the
/// next sentence lets them at the data.
fn is_engaged(reading: &Reading<'_>, at: usize, recipient: Hit) -> bool {
    let passage = &reading.passages[at];
    let affirmed = |concept: ConceptId| {
        reading.of(passage, concept).any(|hit| {
            hit.start <= recipient.start
                && recipient.end <= hit.end
                && !reading.is_denied(passage, hit)
        })
    };
    affirmed(concept::ENGAGES) || (affirmed(concept::HIRES) && they_take(reading, at + 1))
}

/// "They have access to your data".
fn they_take(reading: &Reading<'_>, at: usize) -> bool {
    reading.passages.get(at).is_some_and(|next| {
        let begins = own(reading, next, concept::THEY).any(|they| they.start == next.lead_len());
        let takes =
            own(reading, next, concept::ACCESS_ACT).any(|act| !reading.is_denied(next, act));
        begins
            && takes
            && reading.has(next, concept::PERSONAL_DATA)
            && !reading.has(next, concept::BRIDLED)
    })
}
