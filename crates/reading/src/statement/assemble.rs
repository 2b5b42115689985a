//! From clauses to statements, one an act.

use std::ops::Range;

use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use super::clause::Clause;
use super::complement::{Circumstance, Part, is_somebody};
use super::phrase::{Kind, Phrase};
use super::role::Party;
use super::verb::Verb;
use super::{Act, DataKind, Found, Polarity, Statement};
use crate::lexicon::{act, concept, data_kind};
use crate::{Hit, Passage, PassageId, Reading};

/// Whether a passage says something: headings name, questions ask.
pub(super) fn is_read(reading: &Reading<'_>, passage: &Passage, kind: BlockKind) -> bool {
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
    for verb in &clause.verbs {
        let statement = maker.statement(verb);
        // "Sell, rent or trade" is one act in three words.
        let told = |known: &Statement, new: &Statement| {
            known.act.what == new.act.what && known.polarity == new.polarity
        };
        let new = statement.filter(|new| {
            let known = statements[from..].iter();
            !known.clone().any(|known| told(known, new))
        });
        let excepted = new.as_ref().and_then(|new| maker.excepted(new));
        statements.extend(new.into_iter().chain(excepted));
    }
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
        let sources = self.parties(Part::Source);
        let time = complement.time;
        let time = time.and_then(|time| self.own(time.start..time.end));
        let denied = verb.denied != complement.none;
        // "You use the app" says nothing of data.
        let first_party = |actor: &Found<Party>| actor.what == Party::FirstParty;
        let of_data = !data.is_empty() || !recipients.is_empty() || !sources.is_empty();
        if !of_data && time.is_none() && !(denied && actors.iter().all(first_party)) {
            return None;
        }
        let end = complement.end.max(verb.end);
        let own = self.own(self.clause.start..end)?;
        let told = |what| -> Vec<Span> {
            // "We use it to:" leaves the purposes to the list.
            let said = |span: &Span| !self.reading.document.str(*span).ends_with(':');
            let all = complement.told(what);
            let all = all.filter_map(|range| self.own(range.clone()));
            all.filter(said).collect()
        };
        Some(Statement {
            passage: self.id,
            span: own,
            act: Found {
                what: act,
                span: self.span(verb.start..verb.end),
            },
            actors,
            polarity: if denied {
                Polarity::Denied
            } else {
                Polarity::Affirmed
            },
            modality: self.clause.modality,
            asserted: self.clause.asserted,
            exclusive: complement.only,
            data,
            recipients,
            sources,
            purposes: told(Circumstance::Purpose),
            conditions: told(Circumstance::Condition),
            exceptions: told(Circumstance::Exception),
            restriction: self
                .clause
                .restriction
                .clone()
                .and_then(|range| self.own(range)),
            time,
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
        // "Cookies are included": data that does nothing itself.
        let own = [act::LEAVE, act::STAY, act::INCLUDE].contains(&act);
        if own && self.clause.passive {
            return None;
        }
        // "We use Acme": it is relied on, as the person's data is no part of it.
        if act == act::USE && !recipients.is_empty() && data.is_empty() && self.uses_party() {
            return Some(act::RELY);
        }
        // "We go to great lengths": only data goes to somebody.
        if act == act::GO && !actors.is_empty() {
            return None;
        }
        if ![act::HAND, act::GO].contains(&act) {
            return Some(act);
        }
        let by_person = actors.iter().any(|actor| actor.what == Party::User);
        let to_third = recipients.iter().any(|party| party.what.is_third());
        (!data.is_empty() && to_third && !by_person).then_some(act::SHARE)
    }

    fn actors(&self) -> Vec<Found<Party>> {
        self.parties(if self.clause.passive {
            Part::Agent
        } else {
            Part::Subject
        })
    }

    fn recipients(&self, verb: &Verb, actors: &[Found<Party>]) -> Vec<Found<Party>> {
        let mut recipients = self.parties(Part::To);
        // "Sent with encryption": what is handed over goes to somebody.
        if verb.act != act::HAND {
            recipients.extend(self.parties(Part::With));
        }
        if recipients.is_empty() && [act::NOTIFY, act::CONTACT, act::ALLOW].contains(&verb.act) {
            recipients = self.parties(Part::Object);
        }
        if recipients.is_empty() && self.relies(verb) {
            recipients = self.parties(Part::First);
            recipients.retain(|party| party.what.is_third());
        }
        // "Visitors to the website": nobody shares with oneself.
        if actors.iter().any(|actor| actor.what == Party::FirstParty) {
            recipients.retain(|party| party.what != Party::FirstParty);
        }
        recipients
    }

    /// "We rely on Acme", "we use Acme": whom, not what.
    fn relies(&self, verb: &Verb) -> bool {
        verb.act == act::RELY || (verb.act == act::USE && self.uses_party())
    }

    /// Whether what is used is somebody: a company that is known, or one that
    /// says with a noun that it is one. Other names may be those of techniques.
    fn uses_party(&self) -> bool {
        let clause = self.clause;
        let first_party = |phrase: &Phrase| phrase.kind == Kind::Party(Party::FirstParty);
        let known = |phrase: &Phrase| {
            let mut companies = self.reading.of(self.passage, concept::COMPANY);
            companies.any(|company| company.start == phrase.start)
        };
        let uses = |verb: &Verb| [act::USE, act::RELY].contains(&verb.act);
        !clause.passive
            && clause.verbs.iter().all(uses)
            && !clause.complement.has(Part::Data)
            && clause.of(Part::Subject).any(first_party)
            && clause.of(Part::First).any(|phrase| match phrase.kind {
                Kind::Party(Party::Named) => known(phrase),
                _ => is_somebody(phrase) && phrase.headed,
            })
    }

    /// "With nobody except Acme": what is denied of others is affirmed of it.
    fn excepted(&self, denied: &Statement) -> Option<Statement> {
        let gives = [act::SHARE, act::SELL, act::TRANSFER].contains(&denied.act.what);
        if !gives || denied.polarity != Polarity::Denied {
            return None;
        }
        let parties = self.clause.of(Part::Excepted);
        // "For purposes other than marketing" excepts nobody.
        let parties = parties.filter(|phrase| is_somebody(phrase));
        let recipients = self.found(parties);
        (!recipients.is_empty()).then(|| Statement {
            polarity: Polarity::Affirmed,
            recipients,
            exceptions: Vec::new(),
            ..denied.clone()
        })
    }

    /// Data behind the verb, else in front; what a list's introduction names
    /// is left to it where the item names its own.
    fn data(&self) -> Vec<Found<DataKind>> {
        let own_verb = |verb: &Verb| [act::LEAVE, act::STAY, act::GO].contains(&verb.act);
        let does = self.clause.passive || self.clause.verbs.iter().all(own_verb);
        let by_place = if does || !self.clause.complement.has(Part::Data) {
            [Part::Fronted, Part::Data]
        } else {
            [Part::Data, Part::Fronted]
        };
        let lead = self.passage.lead_len();
        let own = |part| self.clause.of(part).filter(|data| data.start >= lead);
        let own_part = by_place
            .into_iter()
            .find(|part| own(*part).next().is_some());
        let chosen: Vec<&Phrase> = match own_part {
            Some(part) => own(part).collect(),
            None if self.clause.complement.has(by_place[0]) => {
                self.clause.of(by_place[0]).collect()
            }
            // "Nor do we share it."
            None => {
                let objects = self.clause.of(Part::Object);
                let it = |party: &&Phrase| party.kind == Kind::Party(Party::Pronoun);
                objects.filter(it).collect()
            }
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

    fn parties(&self, part: Part) -> Vec<Found<Party>> {
        self.found(self.clause.of(part))
    }

    fn found<'p>(&self, phrases: impl Iterator<Item = &'p Phrase>) -> Vec<Found<Party>> {
        let party = |phrase: &Phrase| match phrase.kind {
            Kind::Party(what) => Some(Found {
                what,
                span: self.span(phrase.start..phrase.end),
            }),
            _ => None,
        };
        phrases.filter_map(party).collect()
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
        self.reading.span(self.passage, hit)
    }
}
