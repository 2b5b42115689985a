//! From clauses to statements, one an act.

use std::ops::Range;

use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use super::clause::Clause;
use super::phrase::{Kind, Phrase};
use super::role::Party;
use super::verb::Verb;
use super::{Act, DataKind, Found, Polarity, Statement};
use crate::lexicon::{act, concept, data_kind};
use crate::{Hit, Passage, PassageId, Reading};

/// Whether a passage says something: headings name, questions ask.
pub(super) fn is_read(reading: &Reading<'_>, passage: &Passage) -> bool {
    let kind = reading.document.block_of(passage.sentence).kind;
    let names = matches!(
        kind,
        BlockKind::Heading
            | BlockKind::Meta
            | BlockKind::Code
            | BlockKind::Noise
            | BlockKind::HeaderRow
    );
    !names && !reading.document.str(passage.span).ends_with('?')
}

/// Adds what a clause states.
pub(super) fn statements(
    reading: &Reading<'_>,
    id: PassageId,
    clause: &Clause,
    statements: &mut Vec<Statement>,
) {
    let maker = Maker {
        reading,
        passage: &reading.passages[id as usize],
        id,
        clause,
    };
    let from = statements.len();
    for verb in &clause.verbs.acts {
        let statement = maker.statement(verb).filter(says_something);
        // "Sell, rent or trade" is one act in three words.
        let told = |known: &Statement, new: &Statement| {
            known.act.what == new.act.what && known.polarity == new.polarity
        };
        statements.extend(statement.filter(|new| {
            let known = statements[from..].iter();
            !known.clone().any(|known| told(known, new))
        }));
    }
}

/// "You use the app" says nothing of data.
fn says_something(statement: &Statement) -> bool {
    let of_first_party = statement
        .actors
        .iter()
        .all(|actor| actor.what == Party::FirstParty);
    !statement.data.is_empty()
        || !statement.recipients.is_empty()
        || !statement.sources.is_empty()
        || statement.time.is_some()
        || (of_first_party && statement.polarity == Polarity::Denied)
}

struct Maker<'r> {
    reading: &'r Reading<'r>,
    passage: &'r Passage,
    id: PassageId,
    clause: &'r Clause,
}

impl Maker<'_> {
    fn statement(&self, verb: &Verb) -> Option<Statement> {
        let Clause { complement, .. } = self.clause;
        let data = self.data();
        let actors = self.actors();
        let recipients = self.recipients(verb, &actors);
        let act = self.act(verb.act, &actors, &data, &recipients)?;
        let end = complement.end.max(verb.end);
        let own = self.own(self.clause.start..end)?;
        let none = self.clause.none || complement.none;
        let ranges = |ranges: &[Range<u16>], more: &[Range<u16>]| -> Vec<Span> {
            let all = ranges.iter().chain(more);
            all.filter_map(|range| self.own(range.clone())).collect()
        };
        Some(Statement {
            passage: self.id,
            span: own,
            act: Found {
                what: act,
                span: self.span(verb.start..verb.end),
            },
            actors,
            polarity: if verb.denied != none {
                Polarity::Denied
            } else {
                Polarity::Affirmed
            },
            modality: self.clause.verbs.modality,
            asserted: self.clause.asserted,
            data,
            recipients,
            sources: self.parties(&complement.sources),
            purposes: ranges(&complement.purposes, &[]),
            conditions: ranges(&self.clause.conditions, &complement.conditions),
            exceptions: ranges(&self.clause.exceptions, &complement.exceptions),
            time: complement
                .time
                .and_then(|time| self.own(time.start..time.end)),
            audience: self.audience(),
        })
    }

    /// Handing data to somebody else is sharing it; without data, or by the
    /// person whose data it is, it is not spoken of.
    fn act(
        &self,
        act: Act,
        actors: &[Found<Party>],
        data: &[Found<DataKind>],
        recipients: &[Found<Party>],
    ) -> Option<Act> {
        if act != act::HAND {
            return Some(act);
        }
        let by_person = actors.iter().any(|actor| actor.what == Party::User);
        let to_third = recipients.iter().any(|party| party.what.is_third());
        (!data.is_empty() && to_third && !by_person).then_some(act::SHARE)
    }

    fn actors(&self) -> Vec<Found<Party>> {
        let subjects = if self.clause.verbs.passive {
            &self.clause.complement.agents
        } else {
            &self.clause.subjects
        };
        self.parties(subjects)
    }

    fn recipients(&self, verb: &Verb, actors: &[Found<Party>]) -> Vec<Found<Party>> {
        let complement = &self.clause.complement;
        let mut recipients = self.parties(&complement.recipients);
        if recipients.is_empty() && [act::NOTIFY, act::CONTACT, act::ALLOW].contains(&verb.act) {
            recipients = self.parties(&complement.objects);
        }
        // "Visitors to the website": nobody shares with oneself.
        if actors.iter().any(|actor| actor.what == Party::FirstParty) {
            recipients.retain(|party| party.what != Party::FirstParty);
        }
        recipients
    }

    /// Data behind the verb, else in front; what a list's introduction names
    /// is left to it where the item names its own.
    fn data(&self) -> Vec<Found<DataKind>> {
        let behind = &self.clause.complement.data;
        let phrases = if behind.is_empty() || self.clause.verbs.passive {
            &self.clause.fronted
        } else {
            behind
        };
        let lead = self.passage.lead_len();
        let own: Vec<&Phrase> = phrases.iter().filter(|data| data.start >= lead).collect();
        let chosen = if own.is_empty() {
            phrases.iter().collect()
        } else {
            own
        };
        let found = chosen.into_iter().filter_map(|phrase| {
            match phrase.kind {
                Kind::Data(kind) => Some(kind),
                Kind::Party(Party::Pronoun) | Kind::Mark(_) => Some(data_kind::DATA),
                _ => None,
            }
            .map(|what| Found {
                what,
                span: self.span(phrase.start..phrase.end),
            })
        });
        found.collect()
    }

    fn parties(&self, phrases: &[Phrase]) -> Vec<Found<Party>> {
        let party = |phrase: &Phrase| match phrase.kind {
            Kind::Party(what) => Some(Found {
                what,
                span: self.span(phrase.start..phrase.end),
            }),
            _ => None,
        };
        phrases.iter().filter_map(party).collect()
    }

    fn audience(&self) -> Option<Span> {
        let child = self
            .reading
            .of(self.passage, concept::CHILD)
            .next()
            .or_else(|| self.reading.of(self.passage, concept::MINIMUM_AGE).next())?;
        Some(self.span(child.start..child.end))
    }

    /// A range as far as it stands in the passage's own words.
    fn own(&self, range: Range<u16>) -> Option<Span> {
        let lead = self.passage.lead_len();
        let range = range.start.max(lead)..range.end;
        (range.start < range.end).then(|| self.span(range))
    }

    fn span(&self, range: Range<u16>) -> Span {
        let hit = Hit {
            start: range.start,
            end: range.end,
            concept: concept::NOT,
        };
        self.reading.span(self.passage, &hit)
    }
}
