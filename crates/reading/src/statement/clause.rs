//! Clauses: a subject, its verbs, and what belongs to them.

use std::ops::Range;

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, verify};
use nom::multi::{many_m_n, many0};
use nom::sequence::preceded;

use super::complement::Complement;
use super::phrase::{Form, Kind, Parsed, Phrase, Phrases, mark, one, reject};
use super::role::{Mark, Party};
use super::verb::{self, VerbGroup};
use crate::lexicon::act;

/// A clause as the grammar finds it; positions count words of the passage.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub(crate) start: u16,
    pub(crate) subjects: Vec<Phrase>,
    /// Data in front: of the passive voice, or what a relative clause is about.
    pub(crate) fronted: Vec<Phrase>,
    pub(crate) verbs: VerbGroup,
    pub(crate) complement: Complement,
    /// "No data is ...", "none of it is ...".
    pub(crate) none: bool,
    pub(crate) asserted: bool,
    /// A relative clause behind it that narrows what it is about.
    pub(crate) restriction: Option<Range<u16>>,
    /// Conditions that stand before it.
    pub(crate) conditions: Vec<Range<u16>>,
    pub(crate) exceptions: Vec<Range<u16>>,
}

/// What opens a clause.
pub(crate) struct Opening {
    pub(crate) subjects: Vec<Phrase>,
    pub(crate) fronted: Vec<Phrase>,
    pub(crate) none: bool,
    pub(crate) verbs: VerbGroup,
    /// A participle without auxiliary: "information collected by us".
    pub(crate) reduced: bool,
    /// Its subject stands in front of a relative clause.
    pub(crate) headed: bool,
}

impl Opening {
    pub(crate) const fn new(
        subjects: Vec<Phrase>,
        fronted: Vec<Phrase>,
        none: bool,
        verbs: VerbGroup,
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
    opening(input).is_ok()
}

/// Whether one begins whose subject is the first party.
pub(crate) fn begins_first_party(input: Phrases<'_>) -> bool {
    let first = input.first();
    first.is_some_and(|phrase| phrase.kind == Kind::Party(Party::FirstParty)) && begins(input)
}

/// Subjects and verbs in the active voice.
pub(crate) fn opening(input: Phrases<'_>) -> Parsed<'_, Opening> {
    let can_open = |kind| {
        matches!(
            kind,
            Kind::Party(_) | Kind::Mark(Mark::No | Mark::Nor | Mark::Do | Mark::Will | Mark::May)
        )
    };
    if !input.opens(can_open) {
        return reject(input);
    }
    let (rest, none) = opt(mark(&[Mark::No, Mark::Nor])).parse(input)?;
    // "Nor do we share it."
    let (rest, _) = opt(mark(&[Mark::Do, Mark::Will, Mark::May])).parse(rest)?;
    let (rest, subjects) = subjects(rest)?;
    let (rest, _) = opt(aside).parse(rest)?;
    let (rest, _) = many_m_n(0, 2, one(|kind| kind == Kind::Word)).parse(rest)?;
    let (rest, verbs) = verb::group(rest)?;
    if verbs.passive {
        return reject(input);
    }
    Ok((
        rest,
        Opening::new(subjects, Vec::new(), none.is_some(), verbs),
    ))
}

/// Data and verbs in the passive voice, or data with a participle.
pub(crate) fn opening_passive(input: Phrases<'_>) -> Parsed<'_, Opening> {
    if !input.opens(can_open_data) {
        return reject(input);
    }
    let (rest, none) = opt(none).parse(input)?;
    let (rest, _) = many_m_n(0, 3, mark(&[Mark::Determiner])).parse(rest)?;
    let (rest, fronted) = data(rest)?;
    let (rest, _) = opt(aside).parse(rest)?;
    let (rest, _) = many_m_n(0, 2, one(|kind| kind == Kind::Word)).parse(rest)?;
    let (rest, (verbs, reduced)) = alt((
        verify(verb::group, |verbs: &VerbGroup| verbs.passive).map(|verbs| (verbs, false)),
        verb::reduced.map(|verbs| (verbs, true)),
    ))
    .parse(rest)?;
    Ok((
        rest,
        Opening {
            reduced,
            ..Opening::new(Vec::new(), fronted, none.is_some(), verbs)
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
    let listed = one(|kind| {
        matches!(
            kind,
            Kind::Word | Kind::Nominal(_) | Kind::Mark(Mark::Comma | Mark::Or)
        )
    });
    (mark(&[Mark::No]), many_m_n(0, 5, listed))
        .map(|_| ())
        .parse(input)
}

/// Data that does something itself: "your data never leaves your device",
/// "usage data may include your IP address".
pub(crate) fn opening_of_data(input: Phrases<'_>) -> Parsed<'_, Opening> {
    if !input.opens(can_open_data) {
        return reject(input);
    }
    let (rest, none) = opt(mark(&[Mark::No])).parse(input)?;
    let (rest, _) = many_m_n(0, 3, mark(&[Mark::Determiner])).parse(rest)?;
    let (rest, fronted) = data(rest)?;
    let (rest, verbs) = verb::group(rest)?;
    let own =
        |verb: &verb::Verb| [act::LEAVE, act::STAY, act::INCLUDE, act::GO].contains(&verb.act);
    if verbs.passive || !verbs.acts.iter().all(own) {
        return reject(input);
    }
    Ok((
        rest,
        Opening::new(Vec::new(), fronted, none.is_some(), verbs),
    ))
}

/// "we", "we and our partners", "third parties".
fn subjects(input: Phrases<'_>) -> Parsed<'_, Vec<Phrase>> {
    let party = || one(|kind| matches!(kind, Kind::Party(party) if party.is_subject()));
    let (rest, first) = party()(input)?;
    let link = (
        many_m_n(
            1,
            3,
            mark(&[Mark::And, Mark::Or, Mark::Nor, Mark::Comma, Mark::Such]),
        ),
        many_m_n(0, 2, mark(&[Mark::Determiner])),
    );
    let (rest, more) = many0(preceded(link, party())).parse(rest)?;
    let mut subjects = vec![first];
    subjects.extend(more);
    Ok((rest, subjects))
}

/// "your name, e-mail address and other information", or "it".
fn data(input: Phrases<'_>) -> Parsed<'_, Vec<Phrase>> {
    let kind = || {
        one(|kind| {
            matches!(
                kind,
                Kind::Data(_) | Kind::Party(Party::Pronoun) | Kind::Mark(Mark::No)
            )
        })
    };
    let (rest, first) = kind()(input)?;
    let link = (
        many_m_n(1, 2, mark(&[Mark::And, Mark::Or, Mark::Comma, Mark::Such])),
        many_m_n(
            0,
            3,
            one(|kind| matches!(kind, Kind::Word | Kind::Mark(Mark::Determiner))),
        ),
    );
    let (rest, more) = many0(preceded(link, kind())).parse(rest)?;
    let mut data = vec![first];
    data.extend(more);
    Ok((rest, data))
}

/// ", including Google," or "(and our partners)".
fn aside(input: Phrases<'_>) -> Parsed<'_, ()> {
    let inner = one(|kind| {
        !matches!(
            kind,
            Kind::Act(_, Form::Finite)
                | Kind::Mark(Mark::Comma | Mark::Stop | Mark::Be | Mark::May)
        )
    });
    let comma = || mark(&[Mark::Comma]);
    (comma(), many_m_n(1, 14, inner), comma())
        .map(|_| ())
        .parse(input)
}
