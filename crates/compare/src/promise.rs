//! "We will" that became "we may" or "we aim to", and the other way round.

use clauselint_reading::PassageId;
use clauselint_source::Span;

use crate::side::{Both, Side};
use crate::{Change, Kind};

/// Acts that people are better off without: "we may share" is no promise.
const PRACTICES: [&str; 12] = [
    "collect", "use", "share", "hand", "sell", "transfer", "store", "combine", "access", "place",
    "allow", "rely",
];
/// Words between "we" and its verb.
const REACH: u16 = 4;

/// What the first party does, and how surely.
struct Deed {
    verb: String,
    sure: bool,
    span: Span,
}

pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    for (old, new) in both.reworded() {
        let (before, now) = (deeds(&both.old, old), deeds(&both.new, new));
        for deed in &before {
            let mut same = now.iter().filter(|now| now.verb == deed.verb);
            let Some(other) = same.next().filter(|other| other.sure != deed.sure) else {
                continue;
            };
            let kind = if deed.sure {
                Kind::PromiseWeakened
            } else {
                Kind::PromiseStrengthened
            };
            let words = format!(
                "\"{}\" became \"{}\"",
                both.old.str(deed.span),
                both.new.str(other.span)
            );
            changes.push(
                Change::new(kind, words)
                    .in_old(deed.span)
                    .in_new(other.span),
            );
        }
    }
}

/// "We will notify", "we may delete", "we encrypt", "we aim to answer".
fn deeds(side: &Side<'_>, id: PassageId) -> Vec<Deed> {
    let (reading, passage) = (side.reading, side.passage(id));
    let covers = |at: u16, name: &str| {
        let concept = side.concept(name);
        let mut hits = concept
            .into_iter()
            .flat_map(|concept| reading.of(passage, concept));
        hits.any(|hit| hit.start <= at && at < hit.end)
    };
    let Some(we) = side.concept("party.first-party") else {
        return Vec::new();
    };
    let mut deeds: Vec<Deed> = Vec::new();
    for subject in reading
        .of(passage, we)
        .filter(|hit| hit.start >= passage.lead_len())
    {
        let mut sure = None;
        let mut reach = subject.end + REACH;
        for at in subject.end..passage.len() {
            if at >= reach {
                break;
            }
            if covers(at, "attempts") {
                sure = Some(false);
                reach += 1;
            } else if covers(at, "mark.not")
                || covers(at, "mark.do-not")
                || covers(at, "mark.question")
            {
                break;
            } else if covers(at, "mark.may") {
                sure = Some(false);
            } else if covers(at, "mark.will") || covers(at, "mark.must") {
                sure = Some(true);
            } else if !covers(at, "mark.adverb") {
                let practice = PRACTICES
                    .iter()
                    .any(|act| covers(at, &format!("act.{act}")));
                let verb = reading.token(passage, at).filter(|_| !practice);
                if let Some(verb) = verb {
                    let span = reading.span(passage, subject).to(verb.span);
                    let verb = base(side.str(verb.span));
                    let sure = sure.unwrap_or(true);
                    deeds.push(Deed { verb, sure, span });
                }
                break;
            }
        }
    }
    deeds
}

/// "Encrypts" and "encrypt" are one.
fn base(verb: &str) -> String {
    verb.to_lowercase().trim_end_matches('s').to_owned()
}
