//! From clauses to statements, one an act.

use std::ops::Range;

use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use super::clause::Clause;
use super::complement::is_somebody;
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
        let new = statement.filter(|new| {
            let known = statements[from..].iter();
            !known.clone().any(|known| told(known, new))
        });
        let excepted = new.as_ref().and_then(|new| maker.excepted(new));
        statements.extend(new.into_iter().chain(excepted));
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
            // "We use it to:" leaves the purposes to the list.
            let said = |span: &Span| !self.reading.document.str(*span).ends_with(':');
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
            polarity: if verb.denied != none {
                Polarity::Denied
            } else {
                Polarity::Affirmed
            },
            modality: self.clause.verbs.modality,
            asserted: self.clause.asserted,
            exclusive: complement.only || self.clause.verbs.only,
            data,
            recipients,
            sources: self.parties(&complement.sources),
            purposes: ranges(&complement.purposes, &[]),
            conditions: ranges(&self.clause.conditions, &complement.conditions),
            exceptions: ranges(&self.clause.exceptions, &complement.exceptions),
            restriction: self
                .clause
                .restriction
                .clone()
                .and_then(|range| self.own(range)),
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
        // "Cookies are included": data that does nothing itself.
        let own = [act::LEAVE, act::STAY, act::INCLUDE].contains(&act);
        if own && self.clause.verbs.passive {
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
        let subjects = if self.clause.verbs.passive {
            &self.clause.complement.agents
        } else {
            &self.clause.subjects
        };
        self.parties(subjects)
    }

    fn recipients(&self, verb: &Verb, actors: &[Found<Party>]) -> Vec<Found<Party>> {
        let complement = &self.clause.complement;
        let mut recipients = self.parties(&complement.to);
        // "Sent with encryption": what is handed over goes to somebody.
        if verb.act != act::HAND {
            recipients.extend(self.parties(&complement.with));
        }
        if recipients.is_empty() && [act::NOTIFY, act::CONTACT, act::ALLOW].contains(&verb.act) {
            recipients = self.parties(&complement.objects);
        }
        if recipients.is_empty() && self.relies(verb) {
            recipients = self.parties(&complement.first);
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
        let Clause {
            verbs,
            subjects,
            complement,
            ..
        } = self.clause;
        let first_party = |phrase: &Phrase| phrase.kind == Kind::Party(Party::FirstParty);
        let known = |phrase: &Phrase| {
            let mut companies = self.reading.of(self.passage, concept::COMPANY);
            companies.any(|company| company.start == phrase.start)
        };
        let uses = |verb: &Verb| [act::USE, act::RELY].contains(&verb.act);
        !verbs.passive
            && verbs.acts.iter().all(uses)
            && complement.data.is_empty()
            && subjects.iter().any(first_party)
            && complement.first.iter().any(|phrase| match phrase.kind {
                Kind::Party(Party::Named) => known(phrase),
                _ => is_somebody(phrase) && phrase.headed,
            })
    }

    /// "With nobody except Acme": what is denied of others is affirmed of it.
    fn excepted(&self, denied: &Statement) -> Option<Statement> {
        let gives = [act::SHARE, act::SELL, act::TRANSFER].contains(&denied.act.what);
        let parties = self.clause.complement.excepted.iter();
        // "For purposes other than marketing" excepts nobody.
        let parties = parties.filter(|phrase| is_somebody(phrase));
        let recipients = self.parties(&parties.copied().collect::<Vec<_>>());
        let affirmed = gives && denied.polarity == Polarity::Denied && !recipients.is_empty();
        affirmed.then(|| Statement {
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
        let does = self.clause.verbs.passive || self.clause.verbs.acts.iter().all(own_verb);
        let (fronted, behind) = (&self.clause.fronted, &self.clause.complement.data);
        let by_place = if does || behind.is_empty() {
            [fronted, behind]
        } else {
            [behind, fronted]
        };
        let lead = self.passage.lead_len();
        let own = by_place.map(|data| {
            let own = data.iter().filter(|data| data.start >= lead);
            own.collect::<Vec<&Phrase>>()
        });
        let own = own.into_iter().find(|data| !data.is_empty());
        let mut chosen = own.unwrap_or_else(|| by_place[0].iter().collect());
        if chosen.is_empty() {
            // "Nor do we share it."
            let objects = self.clause.complement.objects.iter();
            chosen.extend(objects.filter(|party| party.kind == Kind::Party(Party::Pronoun)));
        }
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
