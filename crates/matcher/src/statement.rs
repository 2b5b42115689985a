//! Statements that a rule asks for.

use clauselint_form::Polarity;
use clauselint_reading::{
    Act, ConceptId, DataKind, Found, Modality, Party, Passage, PassageId, Reading, Statement,
};
use clauselint_source::Span;

use crate::condition::Test;
use crate::place::{Place, Value, value};
use crate::test::days_pass;

/// A statement query, its names resolved; an empty list asks for nothing.
#[derive(Debug)]
pub(crate) struct StatementMatcher {
    pub(crate) act: Vec<Act>,
    pub(crate) actor: Vec<PartyMatch>,
    pub(crate) polarity: Polarity,
    pub(crate) modality: Vec<Modality>,
    pub(crate) asserted: bool,
    pub(crate) exclusive: Option<bool>,
    pub(crate) data: Vec<DataMatch>,
    pub(crate) recipient: Vec<PartyMatch>,
    pub(crate) source: Vec<PartyMatch>,
    pub(crate) purpose: Vec<PartMatch>,
    pub(crate) condition: Vec<PartMatch>,
    pub(crate) exception: Vec<PartMatch>,
    pub(crate) period: Vec<PeriodMatch>,
    pub(crate) audience: Vec<PartMatch>,
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

#[derive(Debug, Clone, Copy)]
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

impl StatementMatcher {
    /// Where such a statement stands in a passage.
    pub(crate) fn places<'r>(&self, reading: &'r Reading<'_>, id: PassageId) -> Vec<Place<'r>> {
        let passage = &reading.passages[id as usize];
        let statements = reading.statements_of(id).iter();
        statements
            .filter(|statement| self.is_asked(reading, passage, statement))
            .map(|statement| Place {
                statement: Some(statement),
                ..Place::of(id, statement.span)
            })
            .collect()
    }

    /// The passages in which such a statement may stand.
    pub(crate) fn passages(&self, reading: &Reading<'_>) -> Vec<PassageId> {
        let statements = reading.statements.iter();
        let likely = statements.filter(|statement| {
            (self.act.is_empty() || self.act.contains(&statement.act.what))
                && self.is_of_polarity(statement)
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

    fn is_asked(&self, reading: &Reading<'_>, passage: &Passage, statement: &Statement) -> bool {
        let says = |span: Span, concept: ConceptId| says(reading, passage, span, concept);
        let party = |asked: &[PartyMatch], told: &[Found<Party>]| {
            let nobody = || told.is_empty() && asked.contains(&PartyMatch::None);
            asked.is_empty() || nobody() || told.iter().any(|party| is_party(asked, party, &says))
        };
        let part = |asked: &[PartMatch], told: &[Span]| {
            asked.is_empty() || asked.iter().any(|asked| is_part(*asked, told, &says))
        };
        let data = |data: &Found<DataKind>| {
            self.data.iter().any(|asked| match asked {
                DataMatch::Kind(kind) => data.what.is_kind_of(*kind),
                DataMatch::Words(concept) => says(data.span, *concept),
            })
        };
        let exclusive = self.exclusive;
        (self.act.is_empty() || self.act.contains(&statement.act.what))
            && self.is_of_polarity(statement)
            && (self.modality.is_empty() || self.modality.contains(&statement.modality))
            && (statement.asserted || !self.asserted)
            && exclusive.is_none_or(|exclusive| exclusive == statement.exclusive)
            && party(&self.actor, &statement.actors)
            && (self.data.is_empty() || statement.data.iter().any(data))
            && party(&self.recipient, &statement.recipients)
            && party(&self.source, &statement.sources)
            && part(&self.purpose, &statement.purposes)
            && part(&self.condition, &statement.conditions)
            && part(&self.exception, &statement.exceptions)
            && part(&self.audience, statement.audience.as_slice())
            && self.is_for(reading, statement.time)
    }

    fn is_for(&self, reading: &Reading<'_>, time: Option<Span>) -> bool {
        let length = time.and_then(|time| value(reading, time));
        let days = match length {
            Some(Value::Duration(days)) => Some(days),
            _ => None,
        };
        let is = |asked: &PeriodMatch| match asked {
            PeriodMatch::Any => time.is_some(),
            PeriodMatch::None => time.is_none(),
            PeriodMatch::Event => time.is_some() && days.is_none(),
            PeriodMatch::Test(Test::Amount(compare, number, Some(unit))) => {
                days.is_some_and(|days| days_pass(days, *compare, *number, *unit))
            }
            PeriodMatch::Test(_) => false,
        };
        self.period.is_empty() || self.period.iter().any(is)
    }
}

fn is_party(
    asked: &[PartyMatch],
    party: &Found<Party>,
    says: &impl Fn(Span, ConceptId) -> bool,
) -> bool {
    asked.iter().any(|asked| match asked {
        PartyMatch::Named(name) => party.what.name() == *name,
        PartyMatch::Third => party.what.is_third(),
        PartyMatch::None => false,
        PartyMatch::Words(concept) => says(party.span, *concept),
    })
}

fn is_part(asked: PartMatch, told: &[Span], says: &impl Fn(Span, ConceptId) -> bool) -> bool {
    match asked {
        PartMatch::Any => !told.is_empty(),
        PartMatch::None => told.is_empty(),
        PartMatch::Words(concept) => told.iter().any(|span| says(*span, concept)),
    }
}

/// Whether a concept is found among the words of a span, or they among its.
fn says(reading: &Reading<'_>, passage: &Passage, span: Span, concept: ConceptId) -> bool {
    reading.of(passage, concept).any(|hit| {
        let words = reading.span(passage, hit);
        span.contains(words) || words.contains(span)
    })
}
