//! Which statements deny flatly.

use clauselint_reading::{
    Act, ConceptId, Party, Polarity, Reading, Statement, Topic, act, concept, data_kind,
};
use clauselint_source::Span;

use super::{Matter, goes_out, matter_of};

/// "Unless you give us permission to do so"; a longer exception holds more
/// than a choice.
const MOST_OF_A_CHOICE: u32 = 60;

/// What a statement denies, if it does so without any reserve.
pub(super) fn matter(reading: &Reading<'_>, statement: &Statement) -> Option<Matter> {
    let own = reading.passages[statement.passage as usize].span;
    let denied = statement.polarity == Polarity::Denied
        && statement.asserted
        && own.contains(statement.act.span);
    let flat = denied
        && statement.modality != clauselint_reading::Modality::May
        && statement.conditions.is_empty()
        && statement.purposes.is_empty()
        && statement.audience.is_none()
        && statement.time.is_none()
        && statement.restriction.is_none()
        && statement.sources.is_empty()
        && has_no_exception(reading, statement)
        && names_data(reading, statement)
        && !narrows(reading, statement)
        && !is_taken_back(reading, statement)
        && is_general(reading, statement);
    flat.then(|| denied_matter(reading, statement)).flatten()
}

/// Whether it says of which data; "this information" does not, unless all of
/// what was said is summed up ("none of this information").
fn names_data(reading: &Reading<'_>, statement: &Statement) -> bool {
    let points = |span: Span| is_within(reading, statement, concept::POINTING_DATA, widened(span));
    let sums_up = reading
        .document
        .str(statement.span)
        .to_lowercase()
        .starts_with("none of");
    !statement.data.is_empty()
        && statement
            .data
            .iter()
            .all(|data| data.what != data_kind::UNSPECIFIED_DATA && (sums_up || !points(data.span)))
}

/// The word in front included.
fn widened(span: Span) -> Span {
    Span::new(span.start.saturating_sub(6), span.end)
}

/// "We collect nothing", "we do not collect any data".
pub(super) fn is_of_anything(reading: &Reading<'_>, statement: &Statement) -> bool {
    is_within(reading, statement, concept::ANYTHING, statement.span)
}

fn denied_matter(reading: &Reading<'_>, statement: &Statement) -> Option<Matter> {
    let by = |party: Party| statement.actors.iter().all(|actor| actor.what == party);
    let third =
        !statement.actors.is_empty() && statement.actors.iter().all(|actor| actor.what.is_third());
    match statement.act.what {
        // "No third parties have access to your data."
        act::ACCESS if third => Some(Matter::Sharing),
        // "Your data never leaves your device."
        act::LEAVE => Some(Matter::Sharing),
        // "We do not request or store".
        act::REQUEST if is_beside(reading, statement, act::STORE) => Some(Matter::Collection),
        act if by(Party::FirstParty) => matter_of(act),
        _ => None,
    }
}

/// Whether the same words deny another act, too.
fn is_beside(reading: &Reading<'_>, statement: &Statement, act: Act) -> bool {
    reading
        .statements
        .iter()
        .any(|other| other.span == statement.span && other.act.what == act)
}

/// An exception for consent leaves the denial standing where nobody was asked.
fn has_no_exception(reading: &Reading<'_>, statement: &Statement) -> bool {
    let by_choice = |span: &Span| {
        let short = span.len() <= MOST_OF_A_CHOICE;
        short && is_within(reading, statement, concept::BY_CHOICE, *span)
    };
    statement.exceptions.iter().all(by_choice)
}

fn narrows(reading: &Reading<'_>, statement: &Statement) -> bool {
    let passage = &reading.passages[statement.passage as usize];
    let conditional = reading
        .of(passage, concept::MARK_IF)
        .any(|hit| reading.span(passage, hit).end <= statement.span.start);
    conditional
        || reading.of(passage, concept::NARROWS_DENIAL).any(|hit| {
            let span = reading.span(passage, hit);
            let excepted =
                |exception: &Span| exception.start <= span.start && span.end <= exception.end;
            hit.end > passage.lead_len() && !statement.exceptions.iter().any(excepted)
        })
}

/// "This does not include trusted third parties who ..." in the next sentence.
fn is_taken_back(reading: &Reading<'_>, statement: &Statement) -> bool {
    let next = reading.passages.get(statement.passage as usize + 1);
    next.is_some_and(|next| {
        next.sentence > 0
            && reading.document.block_of(next.sentence).section == section(reading, statement)
            && reading.has(next, concept::TAKES_BACK)
    })
}

/// Said of everybody, not below a heading on children or one state.
fn is_general(reading: &Reading<'_>, statement: &Statement) -> bool {
    !["children", "us-state", "europe", "audience", "cookies"]
        .into_iter()
        .filter_map(Topic::named)
        .any(|topic| {
            reading
                .section_topics(section(reading, statement))
                .contains(topic)
        })
}

/// Whether what is affirmed goes to those who are denied to get it.
pub(super) fn covers_recipients(
    reading: &Reading<'_>,
    denied: &Statement,
    affirmed: &Statement,
) -> bool {
    if matches!(
        matter_of(denied.act.what),
        Some(Matter::Collection | Matter::Keeping)
    ) {
        return true;
    }
    let named = denied
        .recipients
        .iter()
        .find(|party| matches!(party.what, Party::Named | Party::OfKind | Party::Authority));
    let everybody = denied
        .recipients
        .iter()
        .any(|party| matches!(party.what, Party::Unplaced | Party::Public));
    if named.is_some() && !everybody {
        let same = |party: &clauselint_reading::Found<Party>| {
            let text = |span: Span| reading.document.str(span).to_lowercase();
            denied
                .recipients
                .iter()
                .any(|known| text(known.span) == text(party.span))
        };
        return affirmed.recipients.iter().any(same);
    }
    // "Non-affiliated third parties" are not our affiliates.
    let outsiders = denied
        .recipients
        .iter()
        .any(|party| is_within(reading, denied, concept::OUTSIDER, party.span));
    let text = |span: Span| reading.document.str(span).to_lowercase();
    let outside = |party: &clauselint_reading::Found<Party>| text(party.span).contains("third");
    goes_out(affirmed) && (!outsiders || affirmed.recipients.iter().any(outside))
}

/// Whether both speak of the same thing: an affirmation below a heading for
/// some people alone is about them.
pub(super) fn shares_context(
    reading: &Reading<'_>,
    denied: &Statement,
    affirmed: &Statement,
) -> bool {
    section(reading, denied) == section(reading, affirmed) || is_general(reading, affirmed)
}

fn section(reading: &Reading<'_>, statement: &Statement) -> clauselint_syntax::SectionId {
    let passage = &reading.passages[statement.passage as usize];
    reading.document.block_of(passage.sentence).section
}

fn is_within(
    reading: &Reading<'_>,
    statement: &Statement,
    concept: ConceptId,
    within: Span,
) -> bool {
    let passage = &reading.passages[statement.passage as usize];
    reading.of(passage, concept).any(|hit| {
        let span = reading.span(passage, hit);
        within.start <= span.start && span.end <= within.end
    })
}
