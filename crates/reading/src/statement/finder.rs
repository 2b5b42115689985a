//! Goes through a passage and finds its clauses, remembering what relative
//! clauses, conditions and further verbs go on from.

use std::ops::Range;

use nom::Input;

use super::Modality;
use super::clause::{Clause, Opening, is_data, opening};
use super::complement::{self, Circumstance, Complement, Part, complement};
use super::phrase::{Kind, Phrase};
use super::role::Mark;
use super::terminal::Phrases;
use super::verb::{self, VerbGroup};
use crate::lexicon::act;

/// All clauses of a passage, in order.
pub(crate) fn all(phrases: &[Phrase]) -> Vec<Clause> {
    let mut finder = Finder {
        rest: Phrases(phrases),
        ..Finder::default()
    };
    // Behind the last act no clause begins.
    let is_act = |phrase: &Phrase| matches!(phrase.kind, Kind::Act(..));
    let last = phrases.iter().rposition(is_act);
    let behind = last.map_or(0, |last| phrases.len() - last - 1);
    while last.is_some() && finder.rest.0.len() > behind {
        finder.step();
    }
    finder.clauses
}

#[derive(Default)]
struct Finder<'a> {
    rest: Phrases<'a>,
    /// The phrase before `rest`.
    before: Option<Phrase>,
    /// Data that stands right before, which a relative clause would be about.
    data: Phrases<'a>,
    /// What the relative clause before was about; may be empty.
    head: Phrases<'a>,
    /// The participle's clause right before, which tells which data is meant.
    narrowed: Option<Range<u16>>,
    /// Whether somebody is asked to do what follows: "you may request that".
    asked: bool,
    /// Whether what follows is spoken of, not said: "how we collect".
    question: bool,
    /// The party spoken of last; may be empty.
    party: Phrases<'a>,
    /// Conditions and exceptions before the next clause.
    circumstances: Vec<(Circumstance, Range<u16>)>,
    clauses: Vec<Clause>,
}

impl<'a> Finder<'a> {
    /// What can begin here is told by the first phrase.
    fn step(&mut self) {
        let is_idle =
            |phrase: &&Phrase| matches!(phrase.kind, Kind::Word | Kind::Nominal(_) | Kind::Time);
        let idle = self.rest.0.iter().take_while(is_idle).count();
        if idle > 0 {
            return self.go_on(self.rest.take_from(idle));
        }
        let circumstance = match self.rest.first().map(|phrase| phrase.kind) {
            Some(Kind::Mark(Mark::If)) => {
                let condition = complement::condition(self.rest).ok();
                condition.map(|(rest, range)| (rest, (Circumstance::Condition, range)))
            }
            Some(Kind::Mark(Mark::Exception | Mark::Excluding)) => {
                let exception = complement::exception(self.rest).ok();
                exception.map(|(rest, range)| (rest, (Circumstance::Exception, range)))
            }
            _ => None,
        };
        if let Some((rest, circumstance)) = circumstance {
            self.circumstances.push(circumstance);
            return self.go_on(rest);
        }
        let opening = opening(self.rest).ok().or_else(|| self.headed());
        match opening {
            Some((rest, opening)) => self.clause(rest, opening),
            None => self.go_on(self.rest.take_from(1)),
        }
    }

    /// A verb whose subject stands further in front: "the data that we collect
    /// | is used", "partners who | process it".
    fn headed(&self) -> Option<(Phrases<'a>, Opening<'a>)> {
        let relative = self.before.is_some_and(is_relative);
        let in_front = if relative { self.party } else { self.head };
        if in_front.0.is_empty() {
            return None;
        }
        let (rest, verbs) = verb::group(self.rest).ok()?;
        let (subjects, fronted) = match (relative, verbs.passive) {
            (true, false) => (self.party, Phrases::default()),
            (false, true) => (Phrases::default(), self.head),
            _ => return None,
        };
        let opening = Opening {
            headed: !relative,
            ..Opening::new(subjects, fronted, false, verbs)
        };
        Some((rest, opening))
    }

    fn clause(&mut self, rest: Phrases<'a>, opening: Opening<'a>) {
        let start = self.rest.start();
        let (after, mut found) = complement(rest, opening.verbs);
        let behind_data = |before: Phrase| matches!(before.kind, Kind::Data(_));
        // "Note that we share your data": a clause with an object of its own is
        // no relative one, unless somebody asks for it.
        let whole = !opening.subjects.0.is_empty() && found.has(Part::Data) && !self.asked;
        let embedded = opening.reduced
            || self.question
            || self.before.is_some_and(|before| {
                (behind_data(before) && !opening.headed)
                    || (is_relative(before) && !whole)
                    || self.asked
            });
        let mut fronted = opening.fronted;
        if embedded && fronted.0.is_empty() {
            fronted = self.data;
        }
        self.head = if embedded {
            fronted
        } else {
            Phrases::default()
        };
        // "Information collected from our shop | is never shared".
        let narrowed = std::mem::replace(
            &mut self.narrowed,
            opening.reduced.then_some(start..found.end),
        );
        let purposes: Vec<_> = found.told(Circumstance::Purpose).cloned().collect();
        found.precede(&mut self.circumstances);
        found.none |= opening.none;
        found.add(Part::Subject, subjects(opening.subjects));
        let counted = |phrase: &&Phrase| is_data(phrase.kind);
        found.add(Part::Fronted, fronted.0.iter().filter(counted).copied());
        let mut clause = clause(start, opening.verbs, found, !embedded);
        clause.restriction = restriction(after).or(narrowed);
        let main = self.clauses.len();
        self.clauses.push(clause);
        if !self.last_denies() {
            for purpose in purposes {
                self.done_by(rest, &purpose, main);
            }
        }
        let after = self.allowed(rest, after, main);
        self.go_on(after);
        self.continued(opening.subjects, embedded);
    }

    /// "We use cookies to collect your name": we collect it.
    fn done_by(&mut self, rest: Phrases<'a>, purpose: &Range<u16>, main: usize) {
        let Some((mut verbs, mut found)) = complement::done_by(rest, purpose) else {
            return;
        };
        let clause = &self.clauses[main];
        let actor = if clause.passive {
            Part::Agent
        } else {
            Part::Subject
        };
        found.add(Part::Subject, clause.of(actor).copied());
        verbs.modality = clause.modality;
        self.follow(purpose.start, verbs, (rest, found), clause.asserted);
    }

    /// "We allow third parties to collect": they collect.
    fn allowed(&mut self, rest: Phrases<'a>, after: Phrases<'a>, main: usize) -> Phrases<'a> {
        let clause = &self.clauses[main];
        let allows = clause.verbs.iter().any(|verb| verb.act == act::ALLOW);
        let party = clause.of(Part::Object).next();
        let Some(party) = party.filter(|party| allows && is_third(party)) else {
            return after;
        };
        let (start, end) = (party.start, party.end);
        let from = rest.0.partition_point(|phrase| phrase.start < end);
        let Ok((behind, mut verbs)) = complement::infinitive(rest.take_from(from)) else {
            return after;
        };
        verbs.all_denied = self.last_denies();
        verbs.modality = Modality::May;
        let (after, mut found) = complement(behind, verbs);
        found.add(Part::Subject, clause.of(Part::Object).copied());
        self.follow(start, verbs, (after, found), true)
    }

    /// "... and may share it": verbs that go on from the same subject.
    fn continued(&mut self, of: Phrases<'a>, embedded: bool) {
        while let Ok((rest, verbs)) = verb::continued(self.rest) {
            let but = |phrase: &Phrase| phrase.kind == Kind::Mark(Mark::But);
            let own = verbs.modality != Modality::Plain || verbs.denies();
            let told = !self.last_denies() || own || self.rest.0.iter().take(2).any(but);
            let (after, mut found) = complement(rest, verbs);
            // "We do not sell it and use it": nobody can tell what is denied.
            if told {
                found.add(Part::Subject, subjects(of));
                self.follow(verbs.start(), verbs, (after, found), !embedded);
            }
            self.go_on(after);
        }
    }

    fn last_denies(&self) -> bool {
        self.clauses.last().is_some_and(Clause::denies)
    }

    /// Adds a clause that goes on from the one before; returns what is behind it.
    fn follow(
        &mut self,
        start: u16,
        verbs: VerbGroup<'a>,
        (after, found): (Phrases<'a>, Complement),
        asserted: bool,
    ) -> Phrases<'a> {
        let mut clause = clause(start, verbs, found, asserted);
        clause.restriction = restriction(after);
        self.clauses.push(clause);
        after
    }

    fn go_on(&mut self, rest: Phrases<'a>) {
        let passed = self.rest.until(rest);
        for (at, phrase) in passed.iter().enumerate() {
            let alone = Phrases(&passed[at..=at]);
            self.asked = match phrase.kind {
                Kind::Act(act, _) => act == act::REQUEST,
                Kind::Mark(Mark::Relative | Mark::Determiner) => self.asked,
                _ => false,
            };
            match phrase.kind {
                Kind::Data(_) => self.data = alone,
                Kind::Party(party) if party.is_third() => self.party = alone,
                Kind::Mark(Mark::Question) => self.question = true,
                Kind::Mark(Mark::Stop) => {
                    self.question = false;
                    self.circumstances.clear();
                    self.head = Phrases::default();
                }
                _ => {}
            }
        }
        self.before = passed.last().copied().or(self.before);
        self.rest = rest;
    }
}

fn clause(start: u16, verbs: VerbGroup<'_>, mut complement: Complement, asserted: bool) -> Clause {
    complement.only |= verbs.only;
    Clause {
        start,
        verbs: verbs.verbs().collect(),
        modality: verbs.modality,
        passive: verbs.passive,
        complement,
        asserted,
        restriction: None,
    }
}

/// Who is named in a list of subjects.
fn subjects(list: Phrases<'_>) -> impl Iterator<Item = Phrase> {
    let named = |phrase: &&Phrase| matches!(phrase.kind, Kind::Party(_));
    list.0.iter().filter(named).copied()
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
