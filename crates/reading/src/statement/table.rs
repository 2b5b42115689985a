//! Rows of tables that tell who gets which data, column by column.

use clauselint_source::Span;

use super::phrase::{Kind, Phrase};
use super::role::{Mark, Party};
use super::{Found, Modality, Polarity, Statement};
use crate::lexicon::{act, concept, data_kind};
use crate::{ConceptId, Hit, Passage, PassageId, Reading};

/// Words of a cell that may be a name which no list knows.
const SHORT: usize = 4;

/// What a row states whose header has a column of recipients: that they get
/// what stands in the column of data.
pub(super) fn statement(
    reading: &Reading<'_>,
    id: PassageId,
    phrases: &[Phrase],
) -> Option<Statement> {
    let passage = &reading.passages[id as usize];
    let row = Row { reading, passage };
    let lead = passage.lead_len();
    let parted = phrases.partition_point(|phrase| phrase.start < lead);
    let (header, own) = phrases.split_at(parted);
    let (header, own) = (row.cells(header), row.cells(own));
    if header.len() != own.len() {
        return None;
    }
    let columns = || header.iter().copied().zip(own.iter().copied());
    let (titled, recipients) = columns()
        .map(|(title, cell)| (title, row.recipients(cell)))
        .find(|(title, _)| row.has(title, concept::RECIPIENT_COLUMN))?;
    // Tables of cookies tell who sets them.
    let is_data = |cell: &[Phrase]| cell.iter().filter_map(kind).next();
    if recipients.is_empty()
        || header
            .iter()
            .any(|title| is_data(title) == Some(data_kind::COOKIE))
    {
        return None;
    }
    let data = columns().filter(|(title, _)| is_data(title).is_some());
    let data = data.flat_map(|(_, cell)| cell.iter());
    let purposes = columns().filter(|(title, _)| row.has(title, concept::PURPOSE_COLUMN));
    Some(Statement {
        passage: id,
        span: passage.span,
        act: Found {
            what: act::SHARE,
            span: row.span(titled)?,
        },
        actors: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: Modality::Plain,
        asserted: true,
        exclusive: false,
        data: data.filter_map(|phrase| row.found(phrase, kind)).collect(),
        recipients,
        sources: Vec::new(),
        purposes: purposes.filter_map(|(_, cell)| row.span(cell)).collect(),
        conditions: Vec::new(),
        exceptions: Vec::new(),
        restriction: None,
        time: None,
        audience: None,
    })
}

struct Row<'r> {
    reading: &'r Reading<'r>,
    passage: &'r Passage,
}

impl Row<'_> {
    fn cells<'p>(&self, phrases: &'p [Phrase]) -> Vec<&'p [Phrase]> {
        let bar = |phrase: &Phrase| {
            phrase.kind == Kind::Word
                && self
                    .span(&[*phrase])
                    .map(|span| self.reading.document.str(span))
                    == Some("|")
        };
        phrases.split(bar).collect()
    }

    /// Who is named; what nobody knows stands where a name stands.
    fn recipients(&self, cell: &[Phrase]) -> Vec<Found<Party>> {
        let third = |phrase: &Phrase| match phrase.kind {
            Kind::Party(party) if party.is_third() => Some(party),
            _ => None,
        };
        if cell.iter().any(|phrase| {
            matches!(
                phrase.kind,
                Kind::Mark(Mark::No | Mark::Not | Mark::DoNot | Mark::NotBe)
            )
        }) {
            return Vec::new();
        }
        let known = cell.iter().filter_map(|phrase| self.found(phrase, third));
        let known: Vec<_> = known.collect();
        let name = known.is_empty()
            && cell.len() <= SHORT
            && cell.iter().all(|phrase| phrase.kind == Kind::Word);
        let name = self.span(cell).filter(|span| {
            let written = self.reading.document.str(*span);
            name && written.starts_with(char::is_uppercase)
        });
        let name = name.map(|span| Found {
            what: Party::Named,
            span,
        });
        known.into_iter().chain(name).collect()
    }

    fn has(&self, cell: &[Phrase], concept: ConceptId) -> bool {
        let (Some(first), Some(last)) = (cell.first(), cell.last()) else {
            return false;
        };
        let mut hits = self.reading.of(self.passage, concept);
        hits.any(|hit| first.start <= hit.start && hit.end <= last.end)
    }

    fn found<T>(&self, phrase: &Phrase, what: impl Fn(&Phrase) -> Option<T>) -> Option<Found<T>> {
        let span = self.span(std::slice::from_ref(phrase))?;
        what(phrase).map(|what| Found { what, span })
    }

    fn span(&self, cell: &[Phrase]) -> Option<Span> {
        let hit = Hit {
            start: cell.first()?.start,
            end: cell.last()?.end,
            concept: concept::NOT,
        };
        Some(self.reading.span(self.passage, hit))
    }
}

const fn kind(phrase: &Phrase) -> Option<super::DataKind> {
    match phrase.kind {
        Kind::Data(kind) => Some(kind),
        _ => None,
    }
}
