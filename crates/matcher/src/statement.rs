//! Statements that a rule asks for.

use clauselint_form::Polarity;
use clauselint_reading::{
    Act, ConceptId, DataKind, Found, Modality, Party, Passage, PassageId, Reading, Statement,
};
use clauselint_source::Span;

use crate::condition::Test;
use crate::place::Place;
use crate::test::{duration, is_length};

/// A statement query, its names resolved; what is empty asks for nothing.
#[derive(Debug)]
pub(crate) struct StatementMatcher {
    pub(crate) act: Asked<Act>,
    pub(crate) actor: Asked<PartyMatch>,
    pub(crate) polarity: Polarity,
    pub(crate) modality: Asked<Modality>,
    pub(crate) asserted: bool,
    pub(crate) exclusive: Option<bool>,
    pub(crate) data: Asked<DataMatch>,
    pub(crate) recipient: Asked<PartyMatch>,
    pub(crate) source: Asked<PartyMatch>,
    pub(crate) purpose: Asked<PartMatch>,
    pub(crate) condition: Asked<PartMatch>,
    pub(crate) exception: Asked<PartMatch>,
    pub(crate) period: Asked<PeriodMatch>,
    pub(crate) audience: Asked<PartMatch>,
}

/// One of several, and none of others.
#[derive(Debug)]
pub(crate) struct Asked<T> {
    /// Where it is empty, whatever is in none of `not`.
    pub(crate) any: Vec<T>,
    pub(crate) not: Vec<T>,
}

impl<T> Asked<T> {
    fn takes(&self, is: impl Fn(&T) -> bool) -> bool {
        (self.any.is_empty() || self.any.iter().any(&is)) && !self.not.iter().any(&is)
    }

    /// The first of several things told that is asked for; `is` is asked of
    /// "nothing" where nothing is told. None where none of them is asked for.
    fn first<U: Copy>(&self, told: &[U], is: impl Fn(&T, Option<U>) -> bool) -> Option<Option<U>> {
        if told.is_empty() {
            return self.takes(|asked| is(asked, None)).then_some(None);
        }
        let mut told = told.iter().copied().map(Some);
        told.find(|told| self.takes(|asked| is(asked, *told)))
    }
}

/// The parts of a statement that were asked for, the first of each; the first
/// that is told where all are as good.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matched {
    pub(crate) actor: Option<Span>,
    pub(crate) data: Option<Span>,
    pub(crate) recipient: Option<Span>,
    pub(crate) purpose: Option<Span>,
    pub(crate) condition: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartyMatch {
    /// One of the kinds of parties that have this name.
    Named(&'static str),
    /// Any third party.
    Third,
    /// Nobody is told.
    None,
    Words(ConceptId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DataMatch {
    Kind(DataKind),
    Words(ConceptId),
}

/// A part that is told in words of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PartMatch {
    Any,
    None,
    Words(ConceptId),
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum PeriodMatch {
    Any,
    None,
    /// An end by event, no length of time.
    Event,
    Test(Test),
}

impl PartyMatch {
    /// Whether it can be a third party.
    pub(crate) fn is_third(self) -> bool {
        let others = ["first-party", "user", "children", "pronoun"];
        match self {
            Self::Named(name) => !others.contains(&name),
            Self::Third | Self::Words(_) => true,
            Self::None => false,
        }
    }
}

impl StatementMatcher {
    /// Where such a statement stands in a passage.
    pub(crate) fn places<'r>(&self, reading: &'r Reading<'_>, id: PassageId) -> Vec<Place<'r>> {
        let passage = &reading.passages[id as usize];
        let statements = reading.statements_of(id).iter();
        let asked = statements.filter_map(|statement| {
            let matched = self.matched(reading, passage, statement)?;
            Some(Place {
                statement: Some((statement, matched)),
                ..Place::of(id, statement.span)
            })
        });
        asked.collect()
    }

    /// The passages in which such a statement may stand.
    pub(crate) fn passages(&self, reading: &Reading<'_>) -> Vec<PassageId> {
        let statements = reading.statements.iter();
        let likely = statements.filter(|statement| {
            self.act.takes(|act| *act == statement.act.what) && self.is_of_polarity(statement)
        });
        likely.map(|statement| statement.passage).collect()
    }

    fn is_of_polarity(&self, statement: &Statement) -> bool {
        use clauselint_reading::Polarity as Said;
        match self.polarity {
            Polarity::Affirmed => statement.polarity == Said::Affirmed,
            Polarity::Denied => statement.polarity == Said::Denied,
            Polarity::Any => true,
        }
    }

    /// What is asked for in a statement; none where it is another.
    fn matched(
        &self,
        reading: &Reading<'_>,
        passage: &Passage,
        statement: &Statement,
    ) -> Option<Matched> {
        if !self.is_likely(statement) || !self.is_for(reading, statement.time) {
            return None;
        }
        let says = |span: Span, concept: ConceptId| says(reading, passage, span, concept);
        let party = |asked: &Asked<PartyMatch>, told: &[Found<Party>]| {
            let party = asked.first(told, |asked, told| is_party(*asked, told, &says))?;
            Some(party.map(|party| party.span))
        };
        let part = |asked: &Asked<PartMatch>, told: &[Span]| {
            asked.first(told, |asked, told| is_part(*asked, told, &says))
        };
        let data = self.data.first(&statement.data, |asked, told| {
            told.is_some_and(|data| is_data(*asked, data, &says))
        });
        party(&self.source, &statement.sources)?;
        part(&self.exception, &statement.exceptions)?;
        part(&self.audience, statement.audience.as_slice())?;
        Some(Matched {
            actor: party(&self.actor, &statement.actors)?,
            data: data?.map(|data| data.span),
            recipient: party(&self.recipient, &statement.recipients)?,
            purpose: part(&self.purpose, &statement.purposes)?,
            condition: part(&self.condition, &statement.conditions)?,
        })
    }

    fn is_likely(&self, statement: &Statement) -> bool {
        let exclusive = self.exclusive;
        self.act.takes(|act| *act == statement.act.what)
            && self.is_of_polarity(statement)
            && self.modality.takes(|asked| *asked == statement.modality)
            && (statement.asserted || !self.asserted)
            && exclusive.is_none_or(|exclusive| exclusive == statement.exclusive)
    }

    fn is_for(&self, reading: &Reading<'_>, time: Option<Span>) -> bool {
        let length = time.and_then(|time| duration(reading, time));
        let is = |asked: &PeriodMatch| match asked {
            PeriodMatch::Any => time.is_some(),
            PeriodMatch::None => time.is_none(),
            PeriodMatch::Event => time.is_some() && length.is_none(),
            PeriodMatch::Test(Test::Amount(compare, number, Some(unit))) => {
                length.is_some_and(|length| is_length(length, *compare, *number, *unit))
            }
            PeriodMatch::Test(_) => false,
        };
        self.period.takes(is)
    }
}

pub(crate) fn is_party(
    asked: PartyMatch,
    party: Option<Found<Party>>,
    says: &dyn Fn(Span, ConceptId) -> bool,
) -> bool {
    let Some(party) = party else {
        return asked == PartyMatch::None;
    };
    match asked {
        PartyMatch::Named(name) => party.what.name() == name,
        PartyMatch::Third => party.what.is_third(),
        PartyMatch::None => false,
        PartyMatch::Words(concept) => says(party.span, concept),
    }
}

pub(crate) fn is_data(
    asked: DataMatch,
    data: Found<DataKind>,
    says: &dyn Fn(Span, ConceptId) -> bool,
) -> bool {
    match asked {
        DataMatch::Kind(kind) => data.what.is_kind_of(kind),
        DataMatch::Words(concept) => says(data.span, concept),
    }
}

fn is_part(asked: PartMatch, told: Option<Span>, says: &dyn Fn(Span, ConceptId) -> bool) -> bool {
    match asked {
        PartMatch::Any => told.is_some(),
        PartMatch::None => told.is_none(),
        PartMatch::Words(concept) => told.is_some_and(|span| says(span, concept)),
    }
}

/// Whether a concept is found among the words of a span, or they among its.
pub(crate) fn says(
    reading: &Reading<'_>,
    passage: &Passage,
    span: Span,
    concept: ConceptId,
) -> bool {
    reading.of(passage, concept).any(|hit| {
        let words = reading.span(passage, hit);
        span.contains(words) || words.contains(span)
    })
}
