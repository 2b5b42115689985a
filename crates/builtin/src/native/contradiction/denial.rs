//! Which statements deny flatly.

use clauselint_reading::{
    ConceptId, Party, Polarity, Reading, Statement, Topic, act, concept, data_kind,
};
use clauselint_source::Span;

use super::{Matter, matter_of, within};

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
    flat.then(|| denied_matter(statement)).flatten()
}

/// Whether it says of which data; "this information" does not, unless all of
/// what was said is summed up ("none of this information").
fn names_data(reading: &Reading<'_>, statement: &Statement) -> bool {
    let points = |span: Span| is_within(reading, statement, concept::POINTING_DATA, widened(span));
    let said = statement.span;
    let mut none = within(reading, statement, concept::NONE_OF, said);
    let sums_up = none.any(|none| none.start == said.start);
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

fn denied_matter(statement: &Statement) -> Option<Matter> {
    let by = |party: Party| statement.actors.iter().all(|actor| actor.what == party);
    let third =
        !statement.actors.is_empty() && statement.actors.iter().all(|actor| actor.what.is_third());
    match statement.act.what {
        // "No third parties have access to your data."
        act::ACCESS if third => Some(Matter::Sharing),
        // "Your data never leaves your device."
        act::LEAVE => Some(Matter::Sharing),
        act if by(Party::FirstParty) => matter_of(act),
        _ => None,
    }
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
        reading.section(next) == section(reading, statement)
            && reading.has(next, concept::TAKES_BACK)
    })
}

/// Said of everybody, not below a heading on children or one state.
pub(super) fn is_general(reading: &Reading<'_>, statement: &Statement) -> bool {
    !["children", "us-state", "europe", "audience", "cookies"]
        .into_iter()
        .filter_map(Topic::named)
        .any(|topic| {
            reading
                .section_topics(section(reading, statement))
                .contains(topic)
        })
}

/// "Non-affiliated third parties".
pub(super) fn names_outsiders(reading: &Reading<'_>, denied: &Statement) -> bool {
    let mut recipients = denied.recipients.iter();
    recipients.any(|party| is_within(reading, denied, concept::OUTSIDER, party.span))
}

pub(super) fn section(
    reading: &Reading<'_>,
    statement: &Statement,
) -> clauselint_syntax::SectionId {
    let passage = &reading.passages[statement.passage as usize];
    reading.section(passage)
}

fn is_within(reading: &Reading<'_>, statement: &Statement, concept: ConceptId, part: Span) -> bool {
    within(reading, statement, concept, part).next().is_some()
}
