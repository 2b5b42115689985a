//! Clauses: a subject, its verbs, and what belongs to them.

use std::ops::Range;

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, verify};
use nom::multi::many0_count;
use nom::sequence::{preceded, terminated};

use super::complement::Complement;
use super::phrase::{Form, Kind, Phrase};
use super::role::{Mark, Party};
use super::terminal::{Parsed, Phrases, marks, one, reject, run};
use super::verb::{self, Verb, VerbGroup};
use super::{Modality, complement::Part};
use crate::lexicon::act;

/// A clause as the grammar finds it; positions count words of the passage.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub(crate) start: u16,
    pub(crate) verbs: Vec<Verb>,
    pub(crate) modality: Modality,
    pub(crate) passive: bool,
    /// What belongs to its verbs, what stands before them included.
    pub(crate) complement: Complement,
    pub(crate) asserted: bool,
    /// A relative clause behind it that narrows what it is about.
    pub(crate) restriction: Option<Range<u16>>,
}

impl Clause {
    /// Whether one of its verbs is denied.
    pub(crate) fn denies(&self) -> bool {
        self.verbs.iter().any(|verb| verb.denied)
    }

    /// The phrases that are one part of it.
    pub(crate) fn of(&self, part: Part) -> impl Iterator<Item = &Phrase> + Clone {
        self.complement.of(part)
    }
}

/// What opens a clause.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'a> {
    /// The list that its subjects stand in.
    pub(crate) subjects: Phrases<'a>,
    /// The list of data in front.
    pub(crate) fronted: Phrases<'a>,
    pub(crate) none: bool,
    pub(crate) verbs: VerbGroup<'a>,
    /// A participle without auxiliary: "information collected by us".
    pub(crate) reduced: bool,
    /// Its subject stands in front of a relative clause.
    pub(crate) headed: bool,
}

impl<'a> Opening<'a> {
    pub(crate) const fn new(
        subjects: Phrases<'a>,
        fronted: Phrases<'a>,
        none: bool,
        verbs: VerbGroup<'a>,
    ) -> Self {
        Self {
            subjects,
            fronted,
            none,
            verbs,
            reduced: false,
            headed: false,
        }
    }
}

/// Whether a clause begins here.
pub(crate) fn begins(input: Phrases<'_>) -> bool {
    let active = verify(verb::head, |head| !head.passive);
    preceded(subject, active).parse(input).is_ok()
}

/// Whether one begins whose subject is the first party.
pub(crate) fn begins_first_party(input: Phrases<'_>) -> bool {
    input.opens(|kind| kind == Kind::Party(Party::FirstParty)) && begins(input)
}

/// What opens a clause, by its first phrase: a party acts, data is acted on.
pub(crate) fn opening(input: Phrases<'_>) -> Parsed<'_, Opening<'_>> {
    match input.first().map(|phrase| phrase.kind) {
        Some(Kind::Party(Party::Pronoun) | Kind::Mark(Mark::No)) => {
            alt((active, passive, of_data)).parse(input)
        }
        Some(Kind::Party(_) | Kind::Mark(Mark::Nor | Mark::Do | Mark::Will | Mark::May)) => {
            active(input)
        }
        Some(Kind::Data(_) | Kind::Mark(Mark::Determiner)) => alt((passive, of_data)).parse(input),
        _ => reject(),
    }
}

/// Subjects and verbs in the active voice.
pub(crate) fn active(input: Phrases<'_>) -> Parsed<'_, Opening<'_>> {
    let (rest, (none, subjects)) = subject(input)?;
    let (rest, verbs) = verify(verb::group, |verbs| !verbs.passive).parse(rest)?;
    let opening = Opening::new(subjects, Phrases::default(), none, verbs);
    Ok((rest, opening))
}

/// What stands before the verbs in the active voice.
fn subject(input: Phrases<'_>) -> Parsed<'_, (bool, Phrases<'_>)> {
    let can_open = |kind| {
        matches!(
            kind,
            Kind::Party(_) | Kind::Mark(Mark::No | Mark::Nor | Mark::Do | Mark::Will | Mark::May)
        )
    };
    if !input.opens(can_open) {
        return reject();
    }
    let (rest, none) = opt(one(marks!(No | Nor))).parse(input)?;
    // "Nor do we share it."
    let (rest, _) = opt(one(marks!(Do | Will | May))).parse(rest)?;
    let (rest, subjects) = terminated(subjects, (opt(aside), words)).parse(rest)?;
    Ok((rest, (none.is_some(), subjects)))
}

/// Data and verbs in the passive voice, or data with a participle.
pub(crate) fn passive(input: Phrases<'_>) -> Parsed<'_, Opening<'_>> {
    if !input.opens(can_open_data) {
        return reject();
    }
    let (rest, none) = opt(none).parse(input)?;
    let (rest, _) = run(0, 3, marks!(Determiner))(rest)?;
    let (rest, fronted) = terminated(data, (opt(aside), words)).parse(rest)?;
    let (rest, (verbs, reduced)) = alt((
        verify(verb::group, |verbs| verbs.passive).map(|verbs| (verbs, false)),
        verb::reduced.map(|verbs| (verbs, true)),
    ))
    .parse(rest)?;
    Ok((
        rest,
        Opening {
            reduced,
            ..Opening::new(Phrases::default(), fronted, none.is_some(), verbs)
        },
    ))
}

/// What data, or a word before it, can begin with.
const fn can_open_data(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Data(_) | Kind::Party(Party::Pronoun) | Kind::Mark(Mark::No | Mark::Determiner)
    )
}

/// "No", "no analytics, tracking or".
fn none(input: Phrases<'_>) -> Parsed<'_, ()> {
    let listed = |kind| {
        matches!(
            kind,
            Kind::Word | Kind::Nominal(_) | Kind::Mark(Mark::Comma | Mark::Or)
        )
    };
    (one(marks!(No)), run(0, 5, listed))
        .map(|_| ())
        .parse(input)
}

/// Data that does something itself: "your data never leaves your device",
/// "usage data may include your IP address".
fn of_data(input: Phrases<'_>) -> Parsed<'_, Opening<'_>> {
    let (rest, none) = opt(one(marks!(No))).parse(input)?;
    let (rest, _) = run(0, 3, marks!(Determiner))(rest)?;
    let (rest, fronted) = data(rest)?;
    let (rest, verbs) = verb::group(rest)?;
    let own = |verb: Verb| [act::LEAVE, act::STAY, act::INCLUDE, act::GO].contains(&verb.act);
    if verbs.passive || !verbs.verbs().all(own) {
        return reject();
    }
    let opening = Opening::new(Phrases::default(), fronted, none.is_some(), verbs);
    Ok((rest, opening))
}

/// "we", "we and our partners", "third parties".
fn subjects(input: Phrases<'_>) -> Parsed<'_, Phrases<'_>> {
    let party = || one(|kind| matches!(kind, Kind::Party(party) if party.is_subject()));
    let link = (
        run(1, 3, marks!(And | Or | Nor | Comma | Such)),
        run(0, 2, marks!(Determiner)),
    );
    let (rest, _) = (party(), many0_count((link, party()))).parse(input)?;
    Ok((rest, Phrases(input.until(rest))))
}

/// "your name, e-mail address and other information", or "it".
fn data(input: Phrases<'_>) -> Parsed<'_, Phrases<'_>> {
    let link = (
        run(1, 2, marks!(And | Or | Comma | Such)),
        run(0, 3, |kind| {
            matches!(kind, Kind::Word | Kind::Mark(Mark::Determiner))
        }),
    );
    let (rest, _) = (one(is_data), many0_count((link, one(is_data)))).parse(input)?;
    Ok((rest, Phrases(input.until(rest))))
}

/// What counts in a list of data.
pub(crate) const fn is_data(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Data(_) | Kind::Party(Party::Pronoun) | Kind::Mark(Mark::No)
    )
}

/// Up to two words that no list knows.
fn words(input: Phrases<'_>) -> Parsed<'_, Phrases<'_>> {
    run(0, 2, |kind| kind == Kind::Word)(input)
}

/// ", including Google," or "(and our partners)".
fn aside(input: Phrases<'_>) -> Parsed<'_, ()> {
    let inner = |kind| {
        !matches!(
            kind,
            Kind::Act(_, Form::Finite)
                | Kind::Mark(Mark::Comma | Mark::Stop | Mark::Be | Mark::May)
        )
    };
    let comma = || one(marks!(Comma));
    (comma(), run(1, 14, inner), comma())
        .map(|_| ())
        .parse(input)
}
