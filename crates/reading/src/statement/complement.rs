//! What follows a verb: data, recipients, purposes, conditions.

use std::ops::Range;

use nom::branch::alt;
use nom::combinator::{opt, peek};
use nom::multi::{many_m_n, many0};
use nom::sequence::preceded;
use nom::{Input, Parser};

use super::clause;
use super::phrase::{Form, Kind, Parsed, Phrase, Phrases, mark, one, reject};
use super::role::Mark;
use super::verb;

/// What a verb is done to, by whom, for what.
#[derive(Debug, Clone, Default)]
pub(crate) struct Complement {
    pub(crate) data: Vec<Phrase>,
    /// Parties without a preposition: "notify you".
    pub(crate) objects: Vec<Phrase>,
    /// Parties behind "to".
    pub(crate) to: Vec<Phrase>,
    /// Parties behind "with" and its like.
    pub(crate) with: Vec<Phrase>,
    pub(crate) sources: Vec<Phrase>,
    pub(crate) agents: Vec<Phrase>,
    pub(crate) purposes: Vec<Range<u16>>,
    pub(crate) conditions: Vec<Range<u16>>,
    pub(crate) exceptions: Vec<Range<u16>>,
    pub(crate) time: Option<Phrase>,
    /// "No data".
    pub(crate) none: bool,
    /// "Solely for".
    pub(crate) only: bool,
    /// Where it ends, in words.
    pub(crate) end: u16,
}

/// A part of a complement.
enum Piece {
    Data(Phrase),
    Object(Phrase),
    To(Vec<Phrase>),
    With(Vec<Phrase>),
    Sources(Vec<Phrase>),
    Agents(Vec<Phrase>),
    Purpose(Range<u16>),
    Condition(Range<u16>),
    Exception(Range<u16>),
    Time(Phrase),
    None,
    Only,
    Skipped,
}

/// Everything up to the next clause.
pub(crate) fn complement(input: Phrases<'_>) -> (Phrases<'_>, Complement) {
    let pieces = many0(piece).parse(input);
    let (rest, pieces) = pieces.unwrap_or_else(|_| (input, Vec::new()));
    let mut complement = Complement {
        end: end_before(input, rest),
        ..Complement::default()
    };
    for piece in pieces {
        match piece {
            Piece::Data(data) => complement.data.push(data),
            Piece::Object(party) => complement.objects.push(party),
            Piece::To(parties) => complement.to.extend(parties),
            Piece::With(parties) => complement.with.extend(parties),
            Piece::Sources(parties) => complement.sources.extend(parties),
            Piece::Agents(parties) => complement.agents.extend(parties),
            Piece::Purpose(range) => complement.purposes.push(range),
            Piece::Condition(range) => complement.conditions.push(range),
            Piece::Exception(range) => complement.exceptions.push(range),
            Piece::Time(time) => complement.time = complement.time.or(Some(time)),
            Piece::None => complement.none = true,
            Piece::Only => complement.only = true,
            Piece::Skipped => {}
        }
    }
    (rest, complement)
}

fn piece(input: Phrases<'_>) -> Parsed<'_, Piece> {
    let Some(first) = input.first().filter(|_| !is_over(input)) else {
        return reject(input);
    };
    let alone = match first.kind {
        Kind::Mark(_) => return marked(input),
        Kind::Data(_) => Piece::Data(first),
        Kind::Party(_) => Piece::Object(first),
        Kind::Time => Piece::Time(first),
        Kind::Act(..) | Kind::Nominal(_) | Kind::Word => Piece::Skipped,
    };
    Ok((input.take_from(1), alone))
}

/// A piece that begins with a small word.
fn marked(input: Phrases<'_>) -> Parsed<'_, Piece> {
    alt((
        exception.map(Piece::Exception),
        condition.map(Piece::Condition),
        purpose.map(Piece::Purpose),
        parties_behind(&[Mark::To]).map(Piece::To),
        parties_behind(&[Mark::With]).map(Piece::With),
        parties_behind(&[Mark::From]).map(Piece::Sources),
        parties_behind(&[Mark::By]).map(Piece::Agents),
        mark(&[Mark::No]).map(|_| Piece::None),
        mark(&[Mark::Only]).map(|_| Piece::Only),
        one(|_| true).map(|_| Piece::Skipped),
    ))
    .parse(input)
}

/// Whether another clause begins.
pub(crate) fn is_over(input: Phrases<'_>) -> bool {
    let Some(first) = input.first() else {
        return true;
    };
    let finite = matches!(
        first.kind,
        Kind::Mark(
            Mark::Stop
                | Mark::Be
                | Mark::NotBe
                | Mark::Do
                | Mark::DoNot
                | Mark::May
                | Mark::Will
                | Mark::Must
                | Mark::Relative
                | Mark::Question
                | Mark::But
        )
    );
    finite || clause::begins(input) || verb::continued(input).is_ok()
}

/// A preposition, and the parties behind it.
fn parties_behind<'a>(
    prepositions: &'static [Mark],
) -> impl Fn(Phrases<'a>) -> Parsed<'a, Vec<Phrase>> {
    move |input| {
        let (rest, _) = mark(prepositions)(input)?;
        let (rest, first) = preceded(many_m_n(0, 7, within_noun), party).parse(rest)?;
        let link = (
            many_m_n(1, 2, mark(&[Mark::Comma, Mark::And, Mark::Or, Mark::Such])),
            many_m_n(0, 4, within_noun),
        );
        let (rest, more) = many0(preceded(link, party)).parse(rest)?;
        let mut parties = vec![first];
        parties.extend(more);
        Ok((rest, parties))
    }
}

fn party(input: Phrases<'_>) -> Parsed<'_, Phrase> {
    if clause::begins(input) {
        return reject(input);
    }
    one(|kind| matches!(kind, Kind::Party(_))).parse(input)
}

/// What a noun may have before it.
fn within_noun(input: Phrases<'_>) -> Parsed<'_, Phrase> {
    one(|kind| {
        matches!(
            kind,
            Kind::Word
                | Kind::Nominal(_)
                | Kind::Mark(Mark::Determiner | Mark::Only | Mark::Adverb)
        )
    })
    .parse(input)
}

/// "to improve our services", up to the next comma or clause.
fn purpose(input: Phrases<'_>) -> Parsed<'_, Range<u16>> {
    let (rest, _) = alt((
        mark(&[Mark::Purpose]),
        // A list carries on: "We use your data to:".
        (mark(&[Mark::To]), mark(&[Mark::Colon])).map(|(to, _)| to),
        // "for navigation"
        (mark(&[Mark::For]), peek(activity)).map(|(for_, _)| for_),
    ))
    .parse(input)?;
    Ok(up_to(input, rest, |rest| {
        let and = rest
            .first()
            .is_some_and(|and| and.kind == Kind::Mark(Mark::And));
        if and && purpose(rest.take_from(1)).is_ok() {
            return true;
        }
        let ends = |kind| {
            matches!(
                kind,
                Kind::Mark(Mark::Comma | Mark::Purpose | Mark::If | Mark::Exception)
            )
        };
        is_over(rest) || rest.first().is_none_or(|phrase| ends(phrase.kind))
    }))
}

fn activity(input: Phrases<'_>) -> Parsed<'_, Phrase> {
    one(|kind| {
        matches!(
            kind,
            Kind::Word | Kind::Nominal(_) | Kind::Act(_, Form::Gerund)
        )
    })
    .parse(input)
}

/// "unless you agree", up to the next clause.
pub(crate) fn exception(input: Phrases<'_>) -> Parsed<'_, Range<u16>> {
    let (rest, _) = mark(&[Mark::Exception])(input)?;
    Ok(subordinate(input, rest))
}

/// "when you register", up to the next clause.
pub(crate) fn condition(input: Phrases<'_>) -> Parsed<'_, Range<u16>> {
    let (rest, _) = mark(&[Mark::If])(input)?;
    // "After seven days" tells the time.
    if rest.first().is_some_and(|next| next.kind == Kind::Time) {
        return reject(input);
    }
    Ok(subordinate(input, rest))
}

/// A subordinate clause: its own subject and verb, then all up to a comma with
/// a clause behind it.
fn subordinate<'a>(input: Phrases<'a>, rest: Phrases<'a>) -> (Phrases<'a>, Range<u16>) {
    let rest = opt(clause::opening)
        .parse(rest)
        .map_or(rest, |(rest, _)| rest);
    up_to(input, rest, |rest| match rest.first() {
        None => true,
        Some(phrase) if matches!(phrase.kind, Kind::Mark(Mark::Stop | Mark::Colon)) => true,
        Some(phrase) if phrase.kind == Kind::Mark(Mark::Comma) => {
            let behind = rest.take_from(1);
            clause::begins(behind) || clause::opening_passive(behind).is_ok()
        }
        Some(_) => clause::begins_first_party(rest),
    })
}

fn up_to<'a>(
    input: Phrases<'a>,
    mut rest: Phrases<'a>,
    ends: impl Fn(Phrases<'a>) -> bool,
) -> (Phrases<'a>, Range<u16>) {
    let mut end = end_before(input, rest);
    while let Some(phrase) = rest.first().filter(|_| !ends(rest)) {
        end = phrase.end;
        rest = rest.take_from(1);
    }
    (rest, input.start()..end)
}

/// Where that ends, in words, which a parser took of its input.
fn end_before(input: Phrases<'_>, rest: Phrases<'_>) -> u16 {
    let taken = &input.0[..input.len() - rest.len()];
    taken.last().map_or(input.start(), |last| last.end)
}

/// "to collect" behind "allow third parties".
pub(crate) fn infinitive(input: Phrases<'_>) -> Parsed<'_, verb::VerbGroup> {
    let (rest, _) = opt(mark(&[Mark::To])).parse(input)?;
    let (rest, group) = verb::group(rest)?;
    if group.acts.iter().any(|verb| verb.form != Form::Finite) {
        return reject(input);
    }
    Ok((rest, group))
}
