//! What follows a verb: data, recipients, purposes, conditions.

use std::ops::Range;

use nom::branch::alt;
use nom::combinator::{opt, peek, verify};
use nom::multi::fold_many0;
use nom::sequence::preceded;
use nom::{Input, Parser};

use super::Act;
use super::clause;
use super::phrase::{Form, Kind, Phrase};
use super::role::{Mark, Party};
use super::terminal::{Parsed, Phrases, marks, one, reject, run};
use super::verb::{self, VerbGroup};
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
    /// Parties and data, each with the part that it plays.
    parts: Vec<(Part, Phrase)>,
    circumstances: Vec<(Circumstance, Range<u16>)>,
    pub(crate) time: Option<Phrase>,
    /// "No data".
    pub(crate) none: bool,
    /// "Solely for".
    pub(crate) only: bool,
    /// Where it ends, in words.
    pub(crate) end: u16,
}

/// The part that a phrase plays in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Subject,
    /// Data in front: of the passive voice, or what a relative clause is about.
    Fronted,
    /// Data behind the verb.
    Data,
    /// Parties without a preposition: "notify you".
    Object,
    /// Parties behind "to".
    To,
    /// Parties behind "with" and its like.
    With,
    Source,
    Agent,
    /// Parties that an exception names: "except Acme".
    Excepted,
    /// Parties right behind the verb: "use Acme".
    First,
}

/// Words that tell for what, when or when not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Circumstance {
    Purpose,
    Condition,
    Exception,
}

impl Complement {
    /// The phrases that play a part.
    pub(crate) fn of(&self, part: Part) -> impl Iterator<Item = &Phrase> + Clone {
        let own = self.parts.iter().filter(move |(own, _)| *own == part);
        own.map(|(_, phrase)| phrase)
    }

    pub(crate) fn has(&self, part: Part) -> bool {
        self.of(part).next().is_some()
    }

    /// Adds phrases that play a part.
    pub(crate) fn add(&mut self, part: Part, phrases: impl IntoIterator<Item = Phrase>) {
        let phrases = phrases.into_iter();
        self.parts.extend(phrases.map(|phrase| (part, phrase)));
    }

    /// The words that tell a circumstance, in order.
    pub(crate) fn told(&self, what: Circumstance) -> impl Iterator<Item = &Range<u16>> {
        let own = self.circumstances.iter().filter(move |own| own.0 == what);
        own.map(|(_, range)| range)
    }

    /// Puts circumstances that stand before the clause in front of its own.
    pub(crate) fn precede(&mut self, before: &mut Vec<(Circumstance, Range<u16>)>) {
        if !before.is_empty() {
            before.append(&mut self.circumstances);
            self.circumstances = std::mem::take(before);
        }
    }

    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::One(part, phrase) => self.parts.push((part, phrase)),
            Piece::Parties(part, parties) => self.add(part, parties),
            Piece::Told(what, range) => self.circumstances.push((what, range)),
            Piece::Excluded(range, parties) => {
                self.circumstances.push((Circumstance::Exception, range));
                self.add(Part::Excepted, parties);
            }
            Piece::Time(time) => self.time = self.time.or(Some(time)),
            Piece::None => self.none = true,
            Piece::Only => self.only = true,
            Piece::Skipped => {}
        }
    }
}

/// A piece of a complement.
enum Piece {
    One(Part, Phrase),
    Parties(Part, Vec<Phrase>),
    Told(Circumstance, Range<u16>),
    Excluded(Range<u16>, Vec<Phrase>),
    Time(Phrase),
    None,
    Only,
    Skipped,
}

/// Everything up to the next clause.
pub(crate) fn complement<'a>(
    input: Phrases<'a>,
    verbs: VerbGroup<'a>,
) -> (Phrases<'a>, Complement) {
    let all = |acts: &[Act]| verbs.verbs().all(|verb| acts.contains(&verb.act));
    let (gives, purposeful, goes) = (all(GIVES), all(HAS_PURPOSE), all(&[act::GO]));
    let any_piece = |input| match listed_recipients(input) {
        Ok((rest, parties)) if gives && (goes || is_somebody(&parties[0])) => {
            Ok((rest, Piece::Parties(Part::To, parties)))
        }
        _ => piece(input, purposeful),
    };
    let (mut rest, mut complement) = (input, Complement::default());
    while let Ok((behind, piece)) = any_piece(rest) {
        complement.take(piece);
        rest = behind;
    }
    complement.end = end_before(input, rest);
    if let Ok((_, first)) = right_behind(input) {
        complement.add(Part::First, first);
    }
    (rest, complement)
}

fn piece(input: Phrases<'_>, purposeful: bool) -> Parsed<'_, Piece> {
    let Some(first) = input.first().filter(|_| !is_over(input)) else {
        return reject();
    };
    let alone = match first.kind {
        Kind::Mark(mark) => return marked(input, mark, purposeful),
        Kind::Data(_) => Piece::One(Part::Data, first),
        Kind::Party(_) => Piece::One(Part::Object, first),
        Kind::Time => Piece::Time(first),
        Kind::Act(..) | Kind::Nominal(_) | Kind::Word => Piece::Skipped,
    };
    Ok((input.take_from(1), alone))
}

/// A piece that begins with a small word.
fn marked(input: Phrases<'_>, mark: Mark, purposeful: bool) -> Parsed<'_, Piece> {
    let told = |what| move |range| Piece::Told(what, range);
    let behind = |part| parties_behind.map(move |parties| Piece::Parties(part, parties));
    let mut for_purpose = purpose.map(told(Circumstance::Purpose));
    let (rest, alone) = (input.take_from(1), Piece::Skipped);
    let read = match mark {
        Mark::To if purposeful => alt((
            purpose_of_act.map(told(Circumstance::Purpose)),
            for_purpose,
            behind(Part::To),
        ))
        .parse(input),
        Mark::To => alt((for_purpose, behind(Part::To))).parse(input),
        Mark::Infinitive if purposeful => purpose_unlisted
            .map(told(Circumstance::Purpose))
            .parse(input),
        Mark::Purpose | Mark::For => for_purpose.parse(input),
        Mark::Excluding => alt((
            excluded.map(|(range, parties)| Piece::Excluded(range, parties)),
            exception.map(told(Circumstance::Exception)),
        ))
        .parse(input),
        Mark::Exception => exception.map(told(Circumstance::Exception)).parse(input),
        Mark::If => condition.map(told(Circumstance::Condition)).parse(input),
        Mark::With => behind(Part::With).parse(input),
        Mark::From => behind(Part::Source).parse(input),
        Mark::By => behind(Part::Agent).parse(input),
        Mark::No => return Ok((rest, Piece::None)),
        Mark::Only => return Ok((rest, Piece::Only)),
        _ => return Ok((rest, alone)),
    };
    read.or(Ok((rest, alone)))
}

/// Whether another clause begins.
pub(crate) fn is_over(input: Phrases<'_>) -> bool {
    let Some(first) = input.first() else {
        return true;
    };
    match first.kind {
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
            | Mark::But,
        ) => true,
        Kind::Party(_) | Kind::Mark(Mark::No) => clause::begins(input),
        Kind::Mark(Mark::Nor) => clause::begins(input) || verb::continues(input),
        Kind::Mark(Mark::Comma | Mark::And | Mark::Or) => verb::continues(input),
        _ => false,
    }
}

/// The parties behind a preposition.
fn parties_behind(input: Phrases<'_>) -> Parsed<'_, Vec<Phrase>> {
    let (rest, _) = within_noun(7)(input.take_from(1))?;
    // A list carries on: "with the following:".
    let (rest, _) = opt((one(marks!(Colon)), within_noun(4))).parse(rest)?;
    parties(rest)
}

/// "Your data goes to:", with somebody in the list.
fn listed_recipients(input: Phrases<'_>) -> Parsed<'_, Vec<Phrase>> {
    let to = (one(marks!(To)), one(marks!(Colon)));
    preceded((to, run(0, 3, marks!(Determiner))), parties).parse(input)
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
        run(0, 3, marks!(Determiner | Adverb)),
        run(0, 1, |kind| kind == Kind::Word),
    );
    preceded(before, parties).parse(input)
}

/// "payment processors such as Acme Ltd, and Bitworks".
fn parties(input: Phrases<'_>) -> Parsed<'_, Vec<Phrase>> {
    let (rest, first) = party(input)?;
    // "Ltd", "Analytics" and what else a name may have behind it.
    let tail = run(0, 2, |kind| {
        matches!(kind, Kind::Word | Kind::Party(Party::OfKind))
    });
    let link = (
        tail,
        run(1, 3, marks!(Comma | And | Or | Such | Colon)),
        within_noun(4),
    );
    let more = alt((preceded(link, party), apposed));
    let add = |mut parties: Vec<Phrase>, party| {
        parties.push(party);
        parties
    };
    fold_many0(more, || vec![first], add).parse(rest)
}

/// "our processor Acme"
fn apposed(input: Phrases<'_>) -> Parsed<'_, Phrase> {
    let (rest, party) =
        one(|kind| matches!(kind, Kind::Party(Party::Named | Party::OfKind)))(input)?;
    if party.kind == Kind::Party(Party::OfKind) && !party.headed {
        return reject();
    }
    Ok((rest, party))
}

fn party(input: Phrases<'_>) -> Parsed<'_, Phrase> {
    let (rest, party) = one(|kind| matches!(kind, Kind::Party(_)))(input)?;
    if clause::begins(input) {
        return reject();
    }
    Ok((rest, party))
}

/// What a noun may have before it, so many words at most.
fn within_noun<'a>(most: usize) -> impl Fn(Phrases<'a>) -> Parsed<'a, Phrases<'a>> {
    run(0, most, |kind| {
        matches!(
            kind,
            Kind::Word
                | Kind::Nominal(_)
                | Kind::Mark(Mark::Determiner | Mark::Only | Mark::Adverb)
        )
    })
}

/// "to improve our services", up to the next comma or clause.
fn purpose(input: Phrases<'_>) -> Parsed<'_, Range<u16>> {
    let (rest, _) = alt((
        one(marks!(Purpose)),
        // A list carries on: "We use your data to:".
        (one(marks!(To)), one(marks!(Colon))).map(|(to, _)| to),
        // "for navigation"
        (one(marks!(For)), peek(activity)).map(|(for_, _)| for_),
    ))
    .parse(input)?;
    Ok(purpose_up_to(input, rest))
}

/// "to archive it", where "archive" is an act itself.
fn purpose_of_act(input: Phrases<'_>) -> Parsed<'_, Range<u16>> {
    let (rest, _) = one(marks!(To))(input)?;
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
    let (rest, _) = one(marks!(Infinitive))(input)?;
    Ok(purpose_up_to(input, rest))
}

fn listed_data(input: Phrases<'_>) -> Parsed<'_, Phrase> {
    let link = run(1, 2, marks!(Comma | And | Or | Such));
    let data = one(|kind| matches!(kind, Kind::Data(_)));
    preceded((link, within_noun(4)), data).parse(input)
}

/// What the purpose of an act does with data itself: "to collect your name".
pub(crate) fn done_by<'a>(
    input: Phrases<'a>,
    purpose: &Range<u16>,
) -> Option<(VerbGroup<'a>, Complement)> {
    const DOES: &[Act] = &[act::COLLECT, act::SHARE, act::STORE, act::TRANSFER];
    let at = |place: u16| input.0.partition_point(|phrase| phrase.start < place);
    let within = Phrases(&input.0[at(purpose.start)..at(purpose.end)]);
    let (behind, verbs) = infinitive(within).ok()?;
    let does = verbs.verbs().any(|verb| DOES.contains(&verb.act));
    does.then(|| {
        let (_, complement) = complement(behind, verbs);
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
    let (rest, _) = one(marks!(Exception | Excluding))(input)?;
    Ok(subordinate(input, rest))
}

/// "except Acme", "other than to our payment processors".
fn excluded(input: Phrases<'_>) -> Parsed<'_, (Range<u16>, Vec<Phrase>)> {
    let (rest, _) = one(marks!(Excluding))(input)?;
    let (rest, _) = opt(one(marks!(To | With | For))).parse(rest)?;
    let (_, parties) = preceded(within_noun(4), parties).parse(rest)?;
    let (rest, range) = subordinate(input, rest);
    Ok((rest, (range, parties)))
}

/// "when you register", up to the next clause.
pub(crate) fn condition(input: Phrases<'_>) -> Parsed<'_, Range<u16>> {
    let (rest, _) = one(marks!(If))(input)?;
    // "After seven days" tells the time.
    if rest.first().is_some_and(|next| next.kind == Kind::Time) {
        return reject();
    }
    Ok(subordinate(input, rest))
}

/// A subordinate clause: its own subject and verb, then all up to a comma with
/// a clause behind it.
fn subordinate<'a>(input: Phrases<'a>, rest: Phrases<'a>) -> (Phrases<'a>, Range<u16>) {
    let rest = opt(clause::active)
        .parse(rest)
        .map_or(rest, |(rest, _)| rest);
    up_to(input, rest, |rest| match rest.first() {
        None => true,
        Some(phrase) if matches!(phrase.kind, Kind::Mark(Mark::Stop | Mark::Colon)) => true,
        Some(phrase) if phrase.kind == Kind::Mark(Mark::Comma) => {
            let behind = rest.take_from(1);
            clause::begins(behind) || clause::passive(behind).is_ok()
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
    input
        .until(rest)
        .last()
        .map_or(input.start(), |last| last.end)
}

/// "to collect" behind "allow third parties".
pub(crate) fn infinitive(input: Phrases<'_>) -> Parsed<'_, VerbGroup<'_>> {
    let finite = verify(verb::group, |verbs| verbs.form == Form::Finite);
    preceded(opt(one(marks!(To))), finite).parse(input)
}
