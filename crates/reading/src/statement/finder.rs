//! Goes through a passage and finds its clauses, remembering what relative
//! clauses, conditions and further verbs go on from.

use std::ops::Range;

use nom::branch::alt;
use nom::{Input, Parser};

use super::Modality;
use super::clause::{Clause, Opening, opening, opening_of_data, opening_passive};
use super::complement::{self, Complement, complement};
use super::phrase::{Kind, Phrase, Phrases};
use super::role::Mark;
use super::verb::{self, VerbGroup};
use crate::lexicon::act;

/// All clauses of a passage, in order.
pub(crate) fn all(phrases: &[Phrase]) -> Vec<Clause> {
    let mut finder = Finder {
        rest: Phrases(phrases),
        before: None,
        data: Vec::new(),
        head: None,
        narrowed: None,
        asked: false,
        question: false,
        party: None,
        conditions: Vec::new(),
        exceptions: Vec::new(),
        clauses: Vec::new(),
    };
    while !finder.rest.0.is_empty() {
        finder.step();
    }
    finder.clauses
}

struct Finder<'a> {
    rest: Phrases<'a>,
    /// The phrase before `rest`.
    before: Option<Phrase>,
    /// Data that stands right before, which a relative clause would be about.
    data: Vec<Phrase>,
    /// What the relative clause before was about.
    head: Option<Vec<Phrase>>,
    /// The participle's clause right before, which tells which data is meant.
    narrowed: Option<Range<u16>>,
    /// Whether somebody is asked to do what follows: "you may request that".
    asked: bool,
    /// Whether what follows is spoken of, not said: "how we collect".
    question: bool,
    /// The party spoken of last.
    party: Option<Phrase>,
    conditions: Vec<Range<u16>>,
    exceptions: Vec<Range<u16>>,
    clauses: Vec<Clause>,
}

impl<'a> Finder<'a> {
    fn step(&mut self) {
        if let Ok((rest, range)) = complement::condition(self.rest) {
            self.conditions.push(range);
            return self.go_on(rest);
        }
        if let Ok((rest, range)) = complement::exception(self.rest) {
            self.exceptions.push(range);
            return self.go_on(rest);
        }
        if let Ok((rest, opening)) =
            alt((opening, opening_passive, opening_of_data)).parse(self.rest)
        {
            return self.clause(rest, opening);
        }
        if let Some((rest, opening)) = self.headed() {
            return self.clause(rest, opening);
        }
        self.go_on(self.rest.take_from(1));
    }

    /// A verb whose subject stands further in front: "the data that we collect
    /// | is used", "partners who | process it".
    fn headed(&self) -> Option<(Phrases<'a>, Opening)> {
        let (rest, verbs) = verb::group(self.rest).ok()?;
        let relative = self.before.is_some_and(is_relative);
        let (subjects, fronted) = if verbs.passive {
            (Vec::new(), self.head.clone().filter(|_| !relative)?)
        } else {
            (vec![self.party.filter(|_| relative)?], Vec::new())
        };
        let opening = Opening {
            headed: !relative,
            ..Opening::new(subjects, fronted, false, verbs)
        };
        Some((rest, opening))
    }

    fn clause(&mut self, rest: Phrases<'a>, opening: Opening) {
        let start = self.rest.start();
        let (after, found) = complement(rest, &opening.verbs);
        let behind_data = |before: Phrase| matches!(before.kind, Kind::Data(_));
        // "Note that we share your data": a clause with an object of its own is
        // no relative one, unless somebody asks for it.
        let whole = !opening.subjects.is_empty() && !found.data.is_empty() && !self.asked;
        let embedded = opening.reduced
            || self.question
            || self.before.is_some_and(|before| {
                (behind_data(before) && !opening.headed)
                    || (is_relative(before) && !whole)
                    || self.asked
            });
        let mut fronted = opening.fronted;
        if embedded && fronted.is_empty() {
            fronted.clone_from(&self.data);
        }
        self.head = (embedded && !fronted.is_empty()).then(|| fronted.clone());
        // "Information collected from our shop | is never shared".
        let narrowed = std::mem::replace(
            &mut self.narrowed,
            opening.reduced.then_some(start..found.end),
        );
        let objects = found.objects.clone();
        let purposes = found.purposes.clone();
        let actors = match opening.verbs.passive {
            true => found.agents.clone(),
            false => opening.subjects.clone(),
        };
        let modality = opening.verbs.modality;
        let allows = opening.verbs.acts.iter().any(|verb| verb.act == act::ALLOW);
        let subjects = opening.subjects.clone();
        self.clauses.push(Clause {
            start,
            subjects: opening.subjects,
            fronted,
            verbs: opening.verbs,
            complement: found,
            none: opening.none,
            asserted: !embedded,
            restriction: restriction(after).or(narrowed),
            conditions: std::mem::take(&mut self.conditions),
            exceptions: std::mem::take(&mut self.exceptions),
        });
        if !self.last_denies() {
            self.done_by(rest, &purposes, &actors, modality, !embedded);
        }
        let after = if allows {
            self.allowed(rest, after, &objects)
        } else {
            after
        };
        self.go_on(after);
        self.continued(&subjects, embedded);
    }

    /// "We use cookies to collect your name": we collect it.
    fn done_by(
        &mut self,
        rest: Phrases<'a>,
        purposes: &[Range<u16>],
        actors: &[Phrase],
        modality: Modality,
        asserted: bool,
    ) {
        for purpose in purposes {
            let Some((mut verbs, complement)) = complement::done_by(rest, purpose) else {
                continue;
            };
            verbs.modality = modality;
            self.follow(
                purpose.start,
                actors.to_vec(),
                verbs,
                (rest, complement),
                asserted,
            );
        }
    }

    /// "We allow third parties to collect": they collect.
    fn allowed(
        &mut self,
        rest: Phrases<'a>,
        after: Phrases<'a>,
        objects: &[Phrase],
    ) -> Phrases<'a> {
        let Some(party) = objects.first().filter(|party| is_third(party)) else {
            return after;
        };
        let from = rest.0.partition_point(|phrase| phrase.start < party.end);
        let Ok((behind, mut verbs)) = complement::infinitive(rest.take_from(from)) else {
            return after;
        };
        let denied = self.last_denies();
        for verb in &mut verbs.acts {
            verb.denied |= denied;
        }
        verbs.modality = Modality::May;
        let found = complement(behind, &verbs);
        self.follow(party.start, objects.to_vec(), verbs, found, true)
    }

    /// "... and may share it": verbs that go on from the same subject.
    fn continued(&mut self, subjects: &[Phrase], embedded: bool) {
        while let Ok((rest, verbs)) = verb::continued(self.rest) {
            let but = |phrase: &Phrase| phrase.kind == Kind::Mark(Mark::But);
            let own = verbs.modality != Modality::Plain || verbs.denies();
            let told = !self.last_denies() || own || self.rest.0.iter().take(2).any(but);
            let found = complement(rest, &verbs);
            // "We do not sell it and use it": nobody can tell what is denied.
            let after = if told {
                let start = verbs.acts.first();
                let start = start.map_or(self.rest.start(), |verb| verb.start);
                self.follow(start, subjects.to_vec(), verbs, found, !embedded)
            } else {
                found.0
            };
            self.go_on(after);
        }
    }

    fn last_denies(&self) -> bool {
        let last = self.clauses.last();
        last.is_some_and(|clause| clause.verbs.denies())
    }

    /// Adds a clause that goes on from the one before; returns what is behind it.
    fn follow(
        &mut self,
        start: u16,
        subjects: Vec<Phrase>,
        verbs: VerbGroup,
        (after, complement): (Phrases<'a>, Complement),
        asserted: bool,
    ) -> Phrases<'a> {
        self.clauses.push(Clause {
            start,
            subjects,
            fronted: Vec::new(),
            verbs,
            complement,
            none: false,
            asserted,
            restriction: restriction(after),
            conditions: Vec::new(),
            exceptions: Vec::new(),
        });
        after
    }

    fn go_on(&mut self, rest: Phrases<'a>) {
        let passed = &self.rest.0[..self.rest.len() - rest.len()];
        for phrase in passed {
            self.asked = match phrase.kind {
                Kind::Act(act, _) => act == act::REQUEST,
                Kind::Mark(Mark::Relative | Mark::Determiner) => self.asked,
                _ => false,
            };
            match phrase.kind {
                Kind::Data(_) => {
                    self.data.clear();
                    self.data.push(*phrase);
                }
                Kind::Party(party) if party.is_third() => self.party = Some(*phrase),
                Kind::Mark(Mark::Question) => self.question = true,
                Kind::Mark(Mark::Stop) => {
                    self.question = false;
                    self.conditions.clear();
                    self.exceptions.clear();
                    self.head = None;
                }
                _ => {}
            }
        }
        self.before = passed.last().copied().or(self.before);
        self.rest = rest;
    }
}

/// "that could identify you", up to the next comma or clause.
fn restriction(after: Phrases<'_>) -> Option<Range<u16>> {
    let first = after.first().filter(|first| is_relative(*first))?;
    let ends = |phrase: &&Phrase| {
        matches!(
            phrase.kind,
            Kind::Mark(Mark::Comma | Mark::Stop | Mark::If | Mark::Exception | Mark::Excluding)
        )
    };
    let last = after.0.iter().take_while(|phrase| !ends(phrase)).last()?;
    Some(first.start..last.end)
}

fn is_relative(phrase: Phrase) -> bool {
    phrase.kind == Kind::Mark(Mark::Relative)
}

fn is_third(phrase: &Phrase) -> bool {
    matches!(phrase.kind, Kind::Party(party) if party.is_third())
}
