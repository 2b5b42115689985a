//! The words of a passage as phrases, which the grammar of statements reads.

use clauselint_source::Span;

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
    weight: u8,
    gerund: bool,
    past: bool,
    head: bool,
}

/// Cuts passages into phrases, one passage after another.
#[derive(Default)]
pub(crate) struct Cutter {
    /// What the words at each place of the passage may be.
    places: Vec<Candidates>,
    phrases: Vec<Phrase>,
}

impl Cutter {
    /// Cuts a passage, the longest at each place.
    pub(crate) fn cut(&mut self, reading: &Reading<'_>, passage: &Passage) -> &[Phrase] {
        self.look(reading, passage);
        self.join(reading, passage);
        &self.phrases
    }

    /// Sees what each word may be.
    fn look(&mut self, reading: &Reading<'_>, passage: &Passage) {
        self.places.clear();
        let len = usize::from(passage.len());
        self.places.resize(len, Candidates::default());
        for hit in reading.marked(passage) {
            let role = match lexicon::role(hit.concept) {
                Role::None => continue,
                Role::Party(Party::Named) => named(reading, passage, *hit),
                role => role,
            };
            if let Some(place) = self.places.get_mut(usize::from(hit.start)) {
                place.add(role, hit.end);
            }
        }
    }

    /// Takes the longest at each place, and joins what is one thing.
    fn join(&mut self, reading: &Reading<'_>, passage: &Passage) {
        let Self { places, phrases } = self;
        phrases.clear();
        // What the phrase before would be if it were no verb.
        let mut noun = None;
        let mut at = 0;
        while let Some(here) = places.get(usize::from(at)) {
            let mut kind = here.kind(phrases.last());
            let end = here.end.max(at + 1);
            let near = Near {
                reading,
                passage,
                at,
            };
            if near.joins(phrases.last(), here, kind) {
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
            near.mark(phrases, &mut kind);
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
}

/// A name, which may be the first party's own.
fn named(reading: &Reading<'_>, passage: &Passage, name: Hit) -> Role {
    let own = name.concept == concept::NAME && reading.is_own_name(passage, name)
        || reading.is_told_name(passage, name);
    Role::Party(if own { Party::FirstParty } else { Party::Named })
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

    /// What this word and the one before it make of each other.
    fn mark(&self, phrases: &mut [Phrase], kind: &mut Kind) {
        let Some((last, before)) = phrases.split_last_mut() else {
            return;
        };
        match (last.kind, *kind) {
            // "Visa-owned": the name tells what kind of business follows.
            (Kind::Party(Party::Named), Kind::Word | Kind::Act(..) | Kind::Nominal(_))
                if self.between() == "-" =>
            {
                last.kind = Kind::Mark(Mark::Determiner);
                *kind = Kind::Word;
            }
            // "In response to requests": no infinitive ends in "s".
            (Kind::Mark(Mark::To), Kind::Act(act, Form::Finite))
                if is_plural(self.word(self.at)) =>
            {
                *kind = Kind::Nominal(act);
            }
            (Kind::Word, _) => {
                if let Some(before) = before.last_mut() {
                    self.mark_infinitive(before, last, *kind);
                    self.mark_names(before, last, *kind);
                }
            }
            _ => {}
        }
    }

    /// "To settle your bills": a verb that no list knows has an object.
    fn mark_infinitive(&self, to: &mut Phrase, verb: &Phrase, kind: Kind) {
        if to.kind != Kind::Mark(Mark::To) {
            return;
        }
        let object = match kind {
            Kind::Mark(Mark::Determiner) => !matches!(self.word(self.at), "of" | "other"),
            Kind::Party(party) => matches!(
                party,
                Party::User | Party::FirstPartyObject | Party::Pronoun
            ),
            _ => false,
        };
        let verb = self.word(verb.start);
        let name = verb.starts_with(char::is_uppercase);
        if object && verb.starts_with(char::is_alphabetic) && !is_plural(verb) && !name {
            to.kind = Kind::Mark(Mark::Infinitive);
        }
    }

    /// "Agencies (Acme, Bitworks)"
    fn mark_names(&self, party: &Phrase, open: &mut Phrase, kind: Kind) {
        if matches!(party.kind, Kind::Party(_))
            && kind == Kind::Party(Party::Named)
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
        self.reading.span(self.passage, hit)
    }
}

impl Candidates {
    fn add(&mut self, role: Role, end: u16) {
        if end < self.end {
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
        let weight = weight(other);
        if weight > self.weight {
            (self.other, self.weight) = (Some(other), weight);
        }
    }

    /// A word that is verb and noun ("record", "use") is what the word before
    /// it asks for.
    fn kind(&self, before: Option<&Phrase>) -> Kind {
        let Some(act) = self.act else {
            return match self.other {
                // "That data": what does not follow a noun points at one.
                Some(Kind::Mark(Mark::Relative)) if !follows_noun(before) => {
                    Kind::Mark(Mark::Determiner)
                }
                other => other.unwrap_or(Kind::Word),
            };
        };
        let form = match (self.gerund, self.past) {
            (true, _) => Form::Gerund,
            (_, true) => Form::Past,
            _ => Form::Finite,
        };
        let verb = Kind::Act(act, form);
        // "Your data goes to"
        if form == Form::Finite && is_of_data(act, before) || !asks_noun(before) {
            return verb;
        }
        match self.other {
            Some(noun) => noun,
            None if form == Form::Finite => Kind::Nominal(act),
            None => verb,
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
