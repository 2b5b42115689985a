//! Verb groups: "may not collect, use or otherwise share", "is never sold".

use nom::branch::alt;
use nom::combinator::{opt, peek};
use nom::multi::{fold_many0, many0_count};
use nom::sequence::preceded;
use nom::{Input, Parser};

use super::phrase::{Form, Kind};
use super::role::Mark;
use super::terminal::{Parsed, Phrases, marks, one, reject, run};
use super::{Act, Modality};

/// The verbs of a clause, with what stands before them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VerbGroup<'a> {
    /// From the first verb to the last.
    phrases: Phrases<'a>,
    /// Whether the first verb is denied.
    denied: bool,
    /// Whether all are, whatever stands among them.
    pub(crate) all_denied: bool,
    pub(crate) modality: Modality,
    /// The form of each of its verbs.
    pub(crate) form: Form,
    pub(crate) passive: bool,
    /// "Only": nothing else is done.
    pub(crate) only: bool,
}

/// One verb of a group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verb {
    pub(crate) act: Act,
    pub(crate) denied: bool,
    pub(crate) start: u16,
    pub(crate) end: u16,
}

impl<'a> VerbGroup<'a> {
    fn new(head: Head, phrases: Phrases<'a>) -> Self {
        Self {
            phrases,
            denied: head.before.denies(),
            all_denied: false,
            modality: head.before.modality.unwrap_or(Modality::Plain),
            form: head.form,
            passive: head.passive,
            only: head.before.only,
        }
    }

    /// Its verbs; each is denied as the one before it, unless words of its own
    /// say otherwise.
    pub(crate) fn verbs(self) -> impl Iterator<Item = Verb> + 'a {
        let (mut denied, mut before) = (self.denied, Before::default());
        self.phrases.0.iter().filter_map(move |phrase| {
            match phrase.kind {
                Kind::Mark(mark) => before.add(mark),
                Kind::Act(act, _) => {
                    if before.own || before.denies() {
                        denied = before.denies();
                    }
                    before = Before::default();
                    return Some(Verb {
                        act,
                        denied: denied || self.all_denied,
                        start: phrase.start,
                        end: phrase.end,
                    });
                }
                _ => {}
            }
            None
        })
    }

    /// Whether one of its verbs is denied.
    pub(crate) fn denies(self) -> bool {
        self.verbs().any(|verb| verb.denied)
    }

    /// Where its first verb stands.
    pub(crate) fn start(self) -> u16 {
        self.phrases.start()
    }
}

/// What the small words before a verb tell of it.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    modality: Option<Modality>,
    /// Whether the last auxiliary is "be".
    be: bool,
    not: bool,
    /// "Not only".
    quite: bool,
    only: bool,
    /// Whether the verb has words of its own that say whether it is denied.
    own: bool,
}

impl Before {
    fn add(&mut self, mark: Mark) {
        self.be = match mark {
            Mark::Be | Mark::NotBe => true,
            Mark::Have | Mark::Do | Mark::DoNot => false,
            _ => self.be,
        };
        self.not |= matches!(mark, Mark::Not | Mark::NotBe | Mark::DoNot);
        self.quite |= mark == Mark::NotQuite;
        self.only |= mark == Mark::Only;
        self.own |= matches!(
            mark,
            Mark::But | Mark::Do | Mark::DoNot | Mark::May | Mark::Will | Mark::Must | Mark::Be
        );
        self.modality = self.modality.or(match mark {
            Mark::May => Some(Modality::May),
            Mark::Will => Some(Modality::Will),
            Mark::Must => Some(Modality::Must),
            _ => None,
        });
    }

    const fn denies(self) -> bool {
        self.not && !self.quite
    }
}

/// The first verb of a group and what stands before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    before: Before,
    form: Form,
    pub(crate) passive: bool,
}

/// Auxiliaries, negation, adverbs; then verbs that share an object.
pub(crate) fn group(input: Phrases<'_>) -> Parsed<'_, VerbGroup<'_>> {
    let (rest, head) = head(input)?;
    coordinated(rest, head)
}

/// What tells whether there is a group: all that stands before its first verb,
/// which is left.
pub(crate) fn head(input: Phrases<'_>) -> Parsed<'_, Head> {
    if !input.opens(|kind| matches!(kind, Kind::Act(..) | Kind::Mark(_))) {
        return reject();
    }
    let (rest, before) = auxiliaries(input)?;
    let (_, form) = verb(rest)?;
    let finite = match form {
        Form::Finite => !before.be,
        Form::Gerund => before.be,
        Form::Past => true,
    };
    if !finite {
        return reject();
    }
    let head = Head {
        before,
        form,
        passive: before.be && form == Form::Past,
    };
    Ok((rest, head))
}

/// "collected" right behind its noun: "information collected by us".
pub(crate) fn reduced(input: Phrases<'_>) -> Parsed<'_, VerbGroup<'_>> {
    let (rest, _) = run(0, usize::MAX, marks!(Adverb))(input)?;
    let (behind, form) = verb(rest)?;
    // "The requested address": there the participle belongs to what follows.
    if form != Form::Past || behind.opens(|kind| matches!(kind, Kind::Data(_))) {
        return reject();
    }
    let head = Head {
        before: Before::default(),
        form,
        passive: true,
    };
    coordinated(rest, head)
}

fn auxiliaries(input: Phrases<'_>) -> Parsed<'_, Before> {
    let add = |mut before: Before, mark: Option<Mark>| {
        mark.into_iter().for_each(|mark| before.add(mark));
        before
    };
    fold_many0(auxiliary, Before::default, add).parse(input)
}

/// What may stand before the verb, and counts or does not.
fn auxiliary(input: Phrases<'_>) -> Parsed<'_, Option<Mark>> {
    let Some(Kind::Mark(first)) = input.first().map(|phrase| phrase.kind) else {
        return reject();
    };
    let rest = input.take_from(1);
    let ahead = peek(alt((verb.map(|_| ()), modal)));
    match first {
        mark if counts(mark) => Ok((rest, Some(mark))),
        Mark::Mind => one(marks!(To)).map(|_| None).parse(rest),
        // A list's introduction may end here: "We do not:".
        Mark::Colon => ahead.map(|()| None).parse(rest),
        Mark::Comma => (aside, ahead).map(|_| None).parse(rest),
        _ => reject(),
    }
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

/// "at our discretion," behind a comma.
fn aside(input: Phrases<'_>) -> Parsed<'_, ()> {
    let inner = |kind| {
        matches!(
            kind,
            Kind::Word
                | Kind::Nominal(_)
                | Kind::Data(_)
                | Kind::Mark(Mark::Determiner | Mark::Adverb | Mark::By | Mark::With | Mark::From)
        )
    };
    (run(1, 7, inner), one(marks!(Comma)))
        .map(|_| ())
        .parse(input)
}

fn modal(input: Phrases<'_>) -> Parsed<'_, ()> {
    one(marks!(May | Will | Must | Not | DoNot))
        .map(|_| ())
        .parse(input)
}

fn verb(input: Phrases<'_>) -> Parsed<'_, Form> {
    match input.first().map(|phrase| phrase.kind) {
        Some(Kind::Act(_, form)) => Ok((input.take_from(1), form)),
        _ => reject(),
    }
}

/// What joins verbs.
fn links(input: Phrases<'_>) -> Parsed<'_, Phrases<'_>> {
    run(1, usize::MAX, marks!(Comma | And | Or | Nor | But))(input)
}

/// The first verb and those joined to it: ", use and share", "or otherwise
/// transfer", "but do not sell".
fn coordinated(input: Phrases<'_>, head: Head) -> Parsed<'_, VerbGroup<'_>> {
    let same = one(|kind| matches!(kind, Kind::Act(_, form) if form == head.form));
    let more = many0_count((links, auxiliaries, same));
    let (rest, _) = preceded(verb, more).parse(input)?;
    let phrases = Phrases(input.until(rest));
    Ok((rest, VerbGroup::new(head, phrases)))
}

/// A verb group that goes on from the same subject: "and may share".
pub(crate) fn continued(input: Phrases<'_>) -> Parsed<'_, VerbGroup<'_>> {
    preceded(on, group).parse(input)
}

/// Whether one goes on.
pub(crate) fn continues(input: Phrases<'_>) -> bool {
    preceded(on, head).parse(input).is_ok()
}

fn on(input: Phrases<'_>) -> Parsed<'_, ()> {
    (links, opt(one(marks!(Adverb)))).map(|_| ()).parse(input)
}
