//! What follows a verb: data, recipients, purposes, conditions.

use std::ops::Range;

use nom::branch::alt;
use nom::combinator::{opt, peek, verify};
use nom::multi::{many_m_n, many0};
use nom::sequence::preceded;
use nom::{Input, Parser};

use super::Act;
use super::clause;
use super::phrase::{Form, Kind, Parsed, Phrase, Phrases, mark, one, reject};
use super::role::{Mark, Party};
use super::verb;
use crate::lexicon::act;

/// Acts by which somebody gets data.
const GIVES: &[Act] = &[act::GO, act::HAND, act::SELL, act::SHARE, act::TRANSFER];

/// Acts behind which "to" and another act tell what it is done for; behind the
/// others ("allow", "ask", "agree") it is what they are about.
const HAS_PURPOSE: &[Act] = &[
    act::ACCESS,
    act::COLLECT,
    act::COMBINE,
    act::DELETE,
    act::HAND,
    act::PLACE,
    act::RELY,
    act::SECURE,
    act::SELL,
    act::SHARE,
    act::STORE,
    act::TRANSFER,
    act::USE,
];

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
    /// Parties that an exception names: "except Acme".
    pub(crate) excepted: Vec<Phrase>,
    /// Parties right behind the verb: "use Acme".
    pub(crate) first: Vec<Phrase>,
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
    Excluded(Range<u16>, Vec<Phrase>),
    Time(Phrase),
    None,
    Only,
    Skipped,
}

/// Everything up to the next clause.
pub(crate) fn complement<'a>(
    input: Phrases<'a>,
    verbs: &verb::VerbGroup,
) -> (Phrases<'a>, Complement) {
    let all = |acts: &[Act]| verbs.acts.iter().all(|verb| acts.contains(&verb.act));
    let (gives, purposeful, goes) = (all(GIVES), all(HAS_PURPOSE), all(&[act::GO]));
    let pieces = many0(|input| match listed_recipients(input) {
        Ok((rest, parties)) if gives && (goes || is_somebody(&parties[0])) => {
            Ok((rest, Piece::To(parties)))
        }
        _ => piece(input, purposeful),
    })
    .parse(input);
    let (rest, pieces) = pieces.unwrap_or_else(|_| (input, Vec::new()));
    let first = right_behind(input);
    let mut complement = Complement {
        end: end_before(input, rest),
        first: first.map_or_else(|_| Vec::new(), |(_, first)| first),
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
            Piece::Excluded(range, parties) => {
                complement.exceptions.push(range);
                complement.excepted.extend(parties);
            }
            Piece::Time(time) => complement.time = complement.time.or(Some(time)),
            Piece::None => complement.none = true,
            Piece::Only => complement.only = true,
            Piece::Skipped => {}
        }
    }
    (rest, complement)
}

fn piece(input: Phrases<'_>, purposeful: bool) -> Parsed<'_, Piece> {
    let Some(first) = input.first().filter(|_| !is_over(input)) else {
        return reject(input);
    };
    let alone = match first.kind {
        Kind::Mark(_) => return marked(input, purposeful),
        Kind::Data(_) => Piece::Data(first),
        Kind::Party(_) => Piece::Object(first),
        Kind::Time => Piece::Time(first),
        Kind::Act(..) | Kind::Nominal(_) | Kind::Word => Piece::Skipped,
    };
    Ok((input.take_from(1), alone))
}

/// A piece that begins with a small word.
fn marked(input: Phrases<'_>, purposeful: bool) -> Parsed<'_, Piece> {
    if purposeful && let Ok((rest, range)) = alt((purpose_of_act, purpose_unlisted)).parse(input) {
        return Ok((rest, Piece::Purpose(range)));
    }
    alt((
        excluded.map(|(range, parties)| Piece::Excluded(range, parties)),
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
        let (rest, _) = many_m_n(0, 7, within_noun).parse(rest)?;
        // A list carries on: "with the following:".
        let (rest, _) = opt((mark(&[Mark::Colon]), many_m_n(0, 4, within_noun))).parse(rest)?;
        parties(rest)
    }
}

/// "Your data goes to:", with somebody in the list.
fn listed_recipients(input: Phrases<'_>) -> Parsed<'_, Vec<Phrase>> {
    let to = (mark(&[Mark::To]), mark(&[Mark::Colon]));
    let determiners = many_m_n(0, 3, mark(&[Mark::Determiner]));
    preceded((to, determiners), parties).parse(input)
}

/// Not the bare "marketing", which may be what it is done for.
pub(crate) fn is_somebody(phrase: &Phrase) -> bool {
    match phrase.kind {
        Kind::Party(Party::OfKind) => phrase.headed,
        Kind::Party(party) => party.is_third(),
        _ => false,
    }
}

/// "use the reputable payment processors"
fn right_behind(input: Phrases<'_>) -> Parsed<'_, Vec<Phrase>> {
    let before = (
        many_m_n(0, 3, mark(&[Mark::Determiner, Mark::Adverb])),
        opt(one(|kind| kind == Kind::Word)),
    );
    preceded(before, parties).parse(input)
}

/// "payment processors such as Acme Ltd, and Bitworks".
fn parties(input: Phrases<'_>) -> Parsed<'_, Vec<Phrase>> {
    const LINKS: &[Mark] = &[Mark::Comma, Mark::And, Mark::Or, Mark::Such, Mark::Colon];
    let (rest, first) = party(input)?;
    // "Ltd", "Analytics" and what else a name may have behind it.
    let tail = || {
        let of_name = |kind| matches!(kind, Kind::Word | Kind::Party(Party::OfKind));
        many_m_n(0, 2, one(of_name))
    };
    let link = (
        tail(),
        many_m_n(1, 3, mark(LINKS)),
        many_m_n(0, 4, within_noun),
    );
    let linked = preceded(link, party);
    // "our processor Acme"
    let apposed = verify(
        one(|kind| matches!(kind, Kind::Party(_))),
        |phrase: &Phrase| {
            phrase.kind == Kind::Party(Party::Named)
                || (phrase.kind == Kind::Party(Party::OfKind) && phrase.headed)
        },
    );
    let (rest, more) = many0(alt((linked, apposed))).parse(rest)?;
    let mut parties = vec![first];
    parties.extend(more);
    Ok((rest, parties))
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
    Ok(purpose_up_to(input, rest))
}

/// "to archive it", where "archive" is an act itself.
fn purpose_of_act(input: Phrases<'_>) -> Parsed<'_, Range<u16>> {
    let (rest, _) = mark(&[Mark::To])(input)?;
    let (rest, _) = infinitive(rest)?;
    let (_, _) = one(|kind| kind != Kind::Mark(Mark::Comma)).parse(rest)?;
    let (mut rest, mut range) = purpose_up_to(input, rest);
    // "To collect your name, address and e-mail address"
    while let Ok((more, _)) = listed_data(rest) {
        (rest, range) = purpose_up_to(input, more);
    }
    Ok((rest, range))
}

/// "to settle your bills"
fn purpose_unlisted(input: Phrases<'_>) -> Parsed<'_, Range<u16>> {
    let (rest, _) = mark(&[Mark::Infinitive])(input)?;
    Ok(purpose_up_to(input, rest))
}

fn listed_data(input: Phrases<'_>) -> Parsed<'_, Phrase> {
    let link = many_m_n(1, 2, mark(&[Mark::Comma, Mark::And, Mark::Or, Mark::Such]));
    let data = one(|kind| matches!(kind, Kind::Data(_)));
    preceded((link, many_m_n(0, 4, within_noun)), data).parse(input)
}

/// What the purpose of an act does with data itself: "to collect your name".
pub(crate) fn done_by(
    input: Phrases<'_>,
    purpose: &Range<u16>,
) -> Option<(verb::VerbGroup, Complement)> {
    const DOES: &[Act] = &[act::COLLECT, act::SHARE, act::STORE, act::TRANSFER];
    let at = |place: u16| input.0.partition_point(|phrase| phrase.start < place);
    let within = Phrases(&input.0[at(purpose.start)..at(purpose.end)]);
    let (behind, verbs) = infinitive(within).ok()?;
    let does = verbs.acts.iter().any(|verb| DOES.contains(&verb.act));
    does.then(|| {
        let (_, complement) = complement(behind, &verbs);
        (verbs, complement)
    })
}

fn purpose_up_to<'a>(input: Phrases<'a>, rest: Phrases<'a>) -> (Phrases<'a>, Range<u16>) {
    up_to(input, rest, |rest| {
        let and = rest
            .first()
            .is_some_and(|and| and.kind == Kind::Mark(Mark::And));
        if and && purpose(rest.take_from(1)).is_ok() {
            return true;
        }
        let ends = |kind| {
            matches!(
                kind,
                Kind::Mark(
                    Mark::Comma | Mark::Purpose | Mark::If | Mark::Exception | Mark::Excluding
                )
            )
        };
        is_over(rest) || rest.first().is_none_or(|phrase| ends(phrase.kind))
    })
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
    let (rest, _) = mark(&[Mark::Exception, Mark::Excluding])(input)?;
    Ok(subordinate(input, rest))
}

/// "except Acme", "other than to our payment processors".
fn excluded(input: Phrases<'_>) -> Parsed<'_, (Range<u16>, Vec<Phrase>)> {
    const BEFORE: &[Mark] = &[Mark::To, Mark::With, Mark::For];
    let (rest, _) = mark(&[Mark::Excluding])(input)?;
    let (rest, _) = opt(mark(BEFORE)).parse(rest)?;
    let (_, parties) = preceded(many_m_n(0, 4, within_noun), parties).parse(rest)?;
    let (rest, range) = subordinate(input, rest);
    Ok((rest, (range, parties)))
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
