//! The words of a passage as phrases, which the grammar of statements reads.

use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use clauselint_source::Span;
use nom::{IResult, Input, Needed};

use super::role::{Mark, Party, Role};
use super::{Act, DataKind};
use crate::lexicon::{self, act, concept};
use crate::{Hit, Passage, Reading};

/// Words that are one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Phrase {
    pub(crate) kind: Kind,
    /// Its words, as positions in the passage.
    pub(crate) start: u16,
    pub(crate) end: u16,
    /// Whether it says with a noun of its own who is meant: "payment
    /// processors", but not "payment".
    pub(crate) headed: bool,
}

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Act(Act, Form),
    Nominal(Act),
    Data(DataKind),
    Party(Party),
    Mark(Mark),
    Time,
    /// A word that no list knows.
    Word,
}

/// The form of a verb, as far as English tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// "Collect", "collects".
    Finite,
    /// "Collecting".
    Gerund,
    /// "Collected": past tense or participle.
    Past,
}

/// All that a place may be.
#[derive(Default, Clone, Copy)]
struct Candidates {
    end: u16,
    act: Option<Act>,
    other: Option<Kind>,
    gerund: bool,
    past: bool,
    head: bool,
}

/// Cuts a passage into phrases, the longest at each place.
pub(crate) fn read(reading: &Reading<'_>, passage: &Passage, phrases: &mut Vec<Phrase>) {
    phrases.clear();
    let hits = reading.hits(passage).iter();
    let playing = hits.filter(|hit| lexicon::role(hit.concept) != Role::None);
    let mut hits: Vec<&Hit> = playing.collect();
    hits.sort_unstable();
    let mut hits = hits.into_iter().peekable();
    // What the phrase before would be if it were no verb.
    let mut noun = None;
    let mut at = 0;
    while at < passage.len() {
        let mut here = Candidates::default();
        while let Some(hit) = hits.next_if(|hit| hit.start <= at) {
            if hit.start < at {
                continue;
            }
            let role = match lexicon::role(hit.concept) {
                Role::Party(Party::Named)
                    if hit.concept == concept::NAME && reading.is_own_name(passage, hit)
                        || reading.is_told_name(passage, hit) =>
                {
                    Role::Party(Party::FirstParty)
                }
                role => role,
            };
            here.add(role, hit.end);
        }
        let mut kind = here.kind(phrases.last());
        let end = here.end.max(at + 1);
        let near = Near {
            reading,
            passage,
            at,
        };
        if near.joins(phrases.last(), &here, kind) {
            if let Some(last) = phrases.last_mut() {
                if kind == Kind::Party(Party::OfKind) {
                    last.kind = kind;
                }
                last.headed |= here.head || kind == Kind::Party(Party::Unplaced);
                last.end = end;
            }
            noun = None;
            at = end;
            continue;
        }
        near.part_compound(phrases, &mut kind);
        near.mark_plural(phrases, &mut kind);
        near.mark_infinitive(phrases, kind);
        near.mark_names(phrases, kind);
        // "Logs are deleted": what a finite verb follows is none itself.
        if let (true, Some(noun), Some(last)) = (is_finite(kind), noun, phrases.last_mut()) {
            last.kind = noun;
        }
        noun = here.other.filter(|_| matches!(kind, Kind::Act(..)));
        phrases.push(Phrase {
            kind,
            start: at,
            end,
            headed: kind == Kind::Party(Party::Unplaced),
        });
        at = end;
    }
}

/// A place in a passage, for what only the text before it tells.
struct Near<'r> {
    reading: &'r Reading<'r>,
    passage: &'r Passage,
    at: u16,
}

impl Near<'_> {
    /// The noun behind what a business does: "credit reference" and "agencies",
    /// "a third-party" and "payment" and "processor".
    fn joins(&self, last: Option<&Phrase>, here: &Candidates, kind: Kind) -> bool {
        let party = |kind| matches!(kind, Kind::Party(Party::OfKind | Party::Unplaced));
        last.is_some_and(|last| party(last.kind) && (here.head || party(kind)) && self.is_beside())
    }

    /// "Visa-owned": the name tells what kind of business follows.
    fn part_compound(&self, phrases: &mut [Phrase], kind: &mut Kind) {
        let Some(last) = phrases.last_mut() else {
            return;
        };
        let word = matches!(kind, Kind::Word | Kind::Act(..) | Kind::Nominal(_));
        if last.kind == Kind::Party(Party::Named) && word && self.between() == "-" {
            last.kind = Kind::Mark(Mark::Determiner);
            *kind = Kind::Word;
        }
    }

    /// "In response to requests": no infinitive ends in "s".
    fn mark_plural(&self, phrases: &[Phrase], kind: &mut Kind) {
        if let (Kind::Act(act, Form::Finite), Some(last)) = (*kind, phrases.last())
            && last.kind == Kind::Mark(Mark::To)
            && is_plural(self.word(self.at))
        {
            *kind = Kind::Nominal(act);
        }
    }

    /// "To settle your bills": a verb that no list knows has an object.
    fn mark_infinitive(&self, phrases: &mut [Phrase], kind: Kind) {
        let object = match kind {
            Kind::Mark(Mark::Determiner) => !matches!(self.word(self.at), "of" | "other"),
            Kind::Party(party) => matches!(
                party,
                Party::User | Party::FirstPartyObject | Party::Pronoun
            ),
            _ => false,
        };
        if let ([.., to, verb], true) = (phrases, object)
            && to.kind == Kind::Mark(Mark::To)
            && verb.kind == Kind::Word
        {
            let verb = self.word(verb.start);
            let name = verb.starts_with(char::is_uppercase);
            if verb.starts_with(char::is_alphabetic) && !is_plural(verb) && !name {
                to.kind = Kind::Mark(Mark::Infinitive);
            }
        }
    }

    /// "Agencies (Acme, Bitworks)"
    fn mark_names(&self, phrases: &mut [Phrase], kind: Kind) {
        if let [.., party, open] = phrases
            && matches!(party.kind, Kind::Party(_))
            && kind == Kind::Party(Party::Named)
            && open.kind == Kind::Word
            && self.word(open.start) == "("
        {
            open.kind = Kind::Mark(Mark::Such);
        }
    }

    /// Whether nothing but white space or a hyphen is in front.
    fn is_beside(&self) -> bool {
        matches!(self.between().trim(), "" | "-")
    }

    /// What stands between the word before and this one.
    fn between(&self) -> &str {
        let Some(before) = self.at.checked_sub(1) else {
            return "";
        };
        let (before, here) = (self.span(before), self.span(self.at));
        // The words of a lead stand elsewhere.
        if before.end > here.start || self.at == self.passage.lead_len() {
            return ":";
        }
        self.reading.document.str(Span::new(before.end, here.start))
    }

    fn word(&self, at: u16) -> &str {
        self.reading.document.str(self.span(at))
    }

    fn span(&self, at: u16) -> Span {
        let hit = Hit {
            start: at,
            end: at + 1,
            concept: concept::NOT,
        };
        self.reading.span(self.passage, &hit)
    }
}

impl Candidates {
    fn add(&mut self, role: Role, end: u16) {
        if role == Role::None || end < self.end {
            return;
        }
        if end > self.end {
            *self = Self {
                end,
                ..Self::default()
            };
        }
        let other = match role {
            Role::Act(act) => {
                self.act = Some(act);
                return;
            }
            Role::Gerund => {
                self.gerund = true;
                return;
            }
            Role::Participle => {
                self.past = true;
                return;
            }
            Role::Mark(Mark::Head) => {
                self.head = true;
                return;
            }
            Role::Mark(Mark::Word) => Kind::Word,
            Role::Nominal(act) => Kind::Nominal(act),
            Role::Data(kind) => Kind::Data(kind),
            Role::Party(party) => Kind::Party(party),
            Role::Mark(mark) => Kind::Mark(mark),
            Role::Time => Kind::Time,
            Role::None => return,
        };
        // Of several parts the weightier: a kind of data before a small word.
        if self.other.is_none_or(|known| weight(other) > weight(known)) {
            self.other = Some(other);
        }
    }

    /// A word that is verb and noun ("record", "use") is what the word before
    /// it asks for.
    fn kind(&self, before: Option<&Phrase>) -> Kind {
        let form = match (self.gerund, self.past) {
            (true, _) => Form::Gerund,
            (_, true) => Form::Past,
            _ => Form::Finite,
        };
        let verb = self.act.map(|act| Kind::Act(act, form));
        match (verb, self.other) {
            // "Your data goes to"
            (Some(Kind::Act(act, Form::Finite)), _) if is_of_data(act, before) => {
                Kind::Act(act, Form::Finite)
            }
            (Some(_), Some(noun)) if asks_noun(before) => noun,
            (Some(Kind::Act(act, Form::Finite)), None) if asks_noun(before) => Kind::Nominal(act),
            (Some(verb), _) => verb,
            // "That data": what does not follow a noun points at one.
            (None, Some(Kind::Mark(Mark::Relative))) if !follows_noun(before) => {
                Kind::Mark(Mark::Determiner)
            }
            (None, Some(noun)) => noun,
            (None, None) => Kind::Word,
        }
    }
}

/// "Requests", but not "process".
fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
}

const fn is_finite(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Mark(Mark::Be | Mark::NotBe | Mark::May | Mark::Will | Mark::Must | Mark::DoNot)
    )
}

/// Whether data before it does that itself.
fn is_of_data(act: Act, before: Option<&Phrase>) -> bool {
    let data = before.is_some_and(|before| matches!(before.kind, Kind::Data(_)));
    data && [act::GO, act::LEAVE, act::STAY].contains(&act)
}

fn asks_noun(before: Option<&Phrase>) -> bool {
    before.is_some_and(|before| {
        matches!(
            before.kind,
            Kind::Mark(Mark::Determiner | Mark::With | Mark::From | Mark::By | Mark::No)
                | Kind::Data(_)
                | Kind::Nominal(_)
        )
    })
}

fn follows_noun(before: Option<&Phrase>) -> bool {
    before.is_some_and(|before| {
        matches!(
            before.kind,
            Kind::Data(_)
                | Kind::Party(_)
                | Kind::Nominal(_)
                | Kind::Word
                | Kind::Time
                | Kind::Mark(Mark::Comma | Mark::With | Mark::From | Mark::To | Mark::By)
        )
    })
}

const fn weight(kind: Kind) -> u8 {
    match kind {
        Kind::Mark(Mark::Purpose | Mark::Exception | Mark::Excluding) => 5,
        Kind::Time => 4,
        Kind::Data(_) => 3,
        Kind::Party(Party::Named | Party::Pronoun) => 1,
        Kind::Party(_) | Kind::Nominal(_) => 2,
        _ => 1,
    }
}

/// Phrases as nom reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrases<'a>(pub(crate) &'a [Phrase]);

/// A parser's outcome.
pub(crate) type Parsed<'a, T> = IResult<Phrases<'a>, T>;

impl<'a> Phrases<'a> {
    pub(crate) fn first(self) -> Option<Phrase> {
        self.0.first().copied()
    }

    /// Whether the first phrase is of a kind; what asks before it parses is
    /// spared most places.
    pub(crate) fn opens(self, is: impl Fn(Kind) -> bool) -> bool {
        self.0.first().is_some_and(|phrase| is(phrase.kind))
    }

    pub(crate) const fn len(self) -> usize {
        self.0.len()
    }

    /// Where it begins, in words; where it is empty, 0.
    pub(crate) fn start(self) -> u16 {
        self.0.first().map_or(0, |phrase| phrase.start)
    }
}

/// A phrase that `is` holds of.
pub(crate) fn one<'a>(is: impl Fn(Kind) -> bool) -> impl Fn(Phrases<'a>) -> Parsed<'a, Phrase> {
    move |input| match input.first().filter(|phrase| is(phrase.kind)) {
        Some(phrase) => Ok((input.take_from(1), phrase)),
        None => reject(input),
    }
}

/// One of these small words.
pub(crate) fn mark<'a>(any: &'static [Mark]) -> impl Fn(Phrases<'a>) -> Parsed<'a, Phrase> {
    one(move |kind| matches!(kind, Kind::Mark(mark) if any.contains(&mark)))
}

/// Nothing here.
pub(crate) fn reject<T>(input: Phrases<'_>) -> Parsed<'_, T> {
    Err(nom::Err::Error(nom::error::Error::new(
        input,
        nom::error::ErrorKind::Tag,
    )))
}

impl<'a> Input for Phrases<'a> {
    type Item = Phrase;
    type Iter = Copied<Iter<'a, Phrase>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Self(&self.0[..index])
    }

    fn take_from(&self, index: usize) -> Self {
        Self(&self.0[index..])
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        let (taken, rest) = self.0.split_at(index);
        (Self(rest), Self(taken))
    }

    fn position<P: Fn(Phrase) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|phrase| predicate(*phrase))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match self.0.len().checked_sub(count) {
            Some(_) => Ok(count),
            None => Err(Needed::new(count - self.0.len())),
        }
    }
}
