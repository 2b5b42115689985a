//! Verb groups: "may not collect, use or otherwise share", "is never sold".

use nom::branch::alt;
use nom::combinator::{opt, peek};
use nom::multi::{many_m_n, many0, many1};
use nom::sequence::{delimited, preceded};
use nom::{Input, Parser};

use super::phrase::{Form, Kind, Parsed, Phrases, mark, one, reject};
use super::role::Mark;
use super::{Act, Modality};

/// What joins verbs.
const LINKS: &[Mark] = &[Mark::Comma, Mark::And, Mark::Or, Mark::Nor, Mark::But];

/// The verbs of a clause, with what stands before them.
#[derive(Debug, Clone)]
pub(crate) struct VerbGroup {
    pub(crate) acts: Vec<Verb>,
    pub(crate) modality: Modality,
    pub(crate) passive: bool,
    /// "Only": nothing else is done.
    pub(crate) only: bool,
}

impl VerbGroup {
    /// Whether one of its verbs is denied.
    pub(crate) fn denies(&self) -> bool {
        self.acts.iter().any(|verb| verb.denied)
    }
}

/// One verb of a group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verb {
    pub(crate) act: Act,
    pub(crate) form: Form,
    pub(crate) denied: bool,
    pub(crate) start: u16,
    pub(crate) end: u16,
}

/// Auxiliaries, negation, adverbs; then verbs that share an object.
pub(crate) fn group(input: Phrases<'_>) -> Parsed<'_, VerbGroup> {
    if !input.opens(|kind| matches!(kind, Kind::Act(..) | Kind::Mark(_))) {
        return reject(input);
    }
    let (rest, before) = many0(auxiliary).parse(input)?;
    let (rest, first) = verb(rest)?;
    let before: Vec<Mark> = before.into_iter().flatten().collect();
    let be = before.iter().rev().find(|mark| {
        matches!(
            mark,
            Mark::Be | Mark::NotBe | Mark::Have | Mark::Do | Mark::DoNot
        )
    });
    let be = matches!(be, Some(Mark::Be | Mark::NotBe));
    let passive = be && first.form == Form::Past;
    let finite = match first.form {
        Form::Finite => !be,
        Form::Gerund => be,
        Form::Past => true,
    };
    if !finite {
        return reject(input);
    }
    let first = Verb {
        denied: is_denied(&before),
        ..first
    };
    let (rest, acts) = coordinated(rest, first)?;
    Ok((
        rest,
        VerbGroup {
            acts,
            modality: modality(&before),
            only: before.contains(&Mark::Only),
            passive,
        },
    ))
}

/// "collected" right behind its noun: "information collected by us".
pub(crate) fn reduced(input: Phrases<'_>) -> Parsed<'_, VerbGroup> {
    let (rest, _) = many0(mark(&[Mark::Adverb])).parse(input)?;
    let (rest, first) = verb(rest)?;
    // "The requested address": there the participle belongs to what follows.
    let adjective = rest
        .first()
        .is_some_and(|next| matches!(next.kind, Kind::Data(_)));
    if first.form != Form::Past || adjective {
        return reject(input);
    }
    let (rest, acts) = coordinated(rest, first)?;
    Ok((
        rest,
        VerbGroup {
            acts,
            modality: Modality::Plain,
            only: false,
            passive: true,
        },
    ))
}

/// What may stand before the verb, and counts or does not.
fn auxiliary(input: Phrases<'_>) -> Parsed<'_, Option<Mark>> {
    let Some(Kind::Mark(first)) = input.first().map(|phrase| phrase.kind) else {
        return reject(input);
    };
    if counts(first) {
        return Ok((input.take_from(1), Some(first)));
    }
    let mind = (mark(&[Mark::Mind]), mark(&[Mark::To])).map(|_| None);
    // A list's introduction may end here: "We do not:".
    let colon = (mark(&[Mark::Colon]), peek(alt((verb_ahead, modal_ahead)))).map(|_| None);
    let apart = (aside, peek(alt((verb_ahead, modal_ahead)))).map(|_| None);
    alt((mind, colon, apart)).parse(input)
}

const fn counts(mark: Mark) -> bool {
    matches!(
        mark,
        Mark::May
            | Mark::Will
            | Mark::Must
            | Mark::Be
            | Mark::NotBe
            | Mark::Have
            | Mark::Do
            | Mark::DoNot
            | Mark::Not
            | Mark::NotQuite
            | Mark::Adverb
            | Mark::Only
    )
}

/// ", at our discretion,"
fn aside(input: Phrases<'_>) -> Parsed<'_, ()> {
    let inner = one(|kind| {
        matches!(
            kind,
            Kind::Word
                | Kind::Nominal(_)
                | Kind::Data(_)
                | Kind::Mark(Mark::Determiner | Mark::Adverb | Mark::By | Mark::With | Mark::From)
        )
    });
    delimited(
        mark(&[Mark::Comma]),
        many_m_n(1, 7, inner),
        mark(&[Mark::Comma]),
    )
    .map(|_| ())
    .parse(input)
}

fn verb_ahead(input: Phrases<'_>) -> Parsed<'_, ()> {
    verb.map(|_| ()).parse(input)
}

fn modal_ahead(input: Phrases<'_>) -> Parsed<'_, ()> {
    mark(&[Mark::May, Mark::Will, Mark::Must, Mark::Not, Mark::DoNot])
        .map(|_| ())
        .parse(input)
}

fn verb(input: Phrases<'_>) -> Parsed<'_, Verb> {
    let (rest, phrase) = one(|kind| matches!(kind, Kind::Act(..))).parse(input)?;
    let Kind::Act(act, form) = phrase.kind else {
        return reject(input);
    };
    Ok((
        rest,
        Verb {
            act,
            form,
            denied: false,
            start: phrase.start,
            end: phrase.end,
        },
    ))
}

/// The first verb and those joined to it: ", use and share", "or otherwise
/// transfer", "but do not sell".
fn coordinated<'a>(input: Phrases<'a>, first: Verb) -> Parsed<'a, Vec<Verb>> {
    let next = |input: Phrases<'a>| -> Parsed<'a, (bool, Vec<Option<Mark>>, Verb)> {
        let mut link = many1(mark(LINKS));
        let (rest, links) = link.parse(input)?;
        let (rest, before) = many0(auxiliary).parse(rest)?;
        let (rest, next) = verb(rest)?;
        if next.form != first.form {
            return reject(input);
        }
        let but = links.iter().any(|link| link.kind == Kind::Mark(Mark::But));
        Ok((rest, (but, before, next)))
    };
    let (rest, more) = many0(next).parse(input)?;
    let mut denied = first.denied;
    let verbs = more.into_iter().map(|(but, before, verb)| {
        let before: Vec<Mark> = before.into_iter().flatten().collect();
        let own = before.iter().any(|mark| {
            matches!(
                mark,
                Mark::Do | Mark::DoNot | Mark::May | Mark::Will | Mark::Must | Mark::Be
            )
        });
        if but || own || is_denied(&before) {
            denied = is_denied(&before);
        }
        Verb { denied, ..verb }
    });
    Ok((rest, std::iter::once(first).chain(verbs).collect()))
}

fn is_denied(before: &[Mark]) -> bool {
    let quite = before.contains(&Mark::NotQuite);
    let not = |mark: &Mark| matches!(mark, Mark::Not | Mark::NotBe | Mark::DoNot);
    !quite && before.iter().any(not)
}

fn modality(before: &[Mark]) -> Modality {
    let said = |mark: &Mark| match mark {
        Mark::May => Some(Modality::May),
        Mark::Will => Some(Modality::Will),
        Mark::Must => Some(Modality::Must),
        _ => None,
    };
    before.iter().find_map(said).unwrap_or(Modality::Plain)
}

/// A verb group that goes on from the same subject: "and may share".
pub(crate) fn continued(input: Phrases<'_>) -> Parsed<'_, VerbGroup> {
    let link = many1(mark(LINKS));
    preceded((link, opt(mark(&[Mark::Adverb]))), group).parse(input)
}
