//! Lengths of time and ages.

use clauselint_reading::PassageId;
use clauselint_source::Span;
use clauselint_syntax::{Duration, EntityKind};

use crate::side::{Both, Side};
use crate::{Change, Kind};

/// Topics of requests that people make.
const REQUESTS: [&str; 9] = [
    "right-access",
    "right-rectification",
    "right-erasure",
    "right-restriction",
    "right-objection",
    "right-portability",
    "withdraw-consent",
    "complaint",
    "contact",
];

/// What a length of time is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Retention,
    Notice,
    Breach,
    Response,
    Other,
}

pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    let from = changes.len();
    for (old, new) in both.reworded() {
        lengths(both, old, new, changes);
        ages(both, old, new, changes);
    }
    by_data(both, from, changes);
    last_period(both, from, changes);
}

fn durations(side: &Side<'_>, id: PassageId) -> Vec<(Span, Duration)> {
    let entities = side.entities(id).iter();
    let durations = entities.filter_map(|entity| match entity.kind {
        EntityKind::Duration(duration) => Some((entity.span, duration)),
        _ => None,
    });
    durations.collect()
}

fn lengths(both: &Both<'_>, old: PassageId, new: PassageId, changes: &mut Vec<Change>) {
    let (before, now) = (durations(&both.old, old), durations(&both.new, new));
    let of = of(both, old, new);
    if before.len() == now.len() {
        for ((old, before), (new, now)) in before.into_iter().zip(now) {
            changes.extend(length(both, of, (old, before), (new, now)));
        }
    } else if of == Of::Retention && (now.is_empty() || before.is_empty()) {
        changes.extend(definite(both, old, new, now.is_empty()));
    }
}

fn of(both: &Both<'_>, old: PassageId, new: PassageId) -> Of {
    let about = |topics: &[&str]| both.old.is_about(old, topics) || both.new.is_about(new, topics);
    let notice = |side: &Side<'_>, id| side.says(id, side.concept("gives-notice"));
    let answers = |side: &Side<'_>, id| side.says(id, side.concept("answers-requests"));
    if about(&["breach"]) {
        Of::Breach
    } else if about(&["change"]) || notice(&both.old, old) || notice(&both.new, new) {
        Of::Notice
    } else if answers(&both.old, old) || answers(&both.new, new) {
        Of::Response
    } else if about(&["retention"]) {
        Of::Retention
    } else if about(&REQUESTS) {
        Of::Response
    } else {
        Of::Other
    }
}

fn length(
    both: &Both<'_>,
    of: Of,
    (old, before): (Span, Duration),
    (new, now): (Span, Duration),
) -> Option<Change> {
    let longer = match now.days().cmp(&before.days()) {
        std::cmp::Ordering::Equal => return None,
        order => order == std::cmp::Ordering::Greater,
    };
    let (kind, what) = match (of, longer) {
        (Of::Retention, true) => (Kind::RetentionLengthened, "data is kept longer"),
        (Of::Retention, false) => (Kind::RetentionShortened, "data is kept for less time"),
        (Of::Response, true) => (Kind::ResponseLengthened, "requests are answered later"),
        (Of::Response, false) => (Kind::ResponseShortened, "requests are answered sooner"),
        (Of::Notice, true) => (Kind::NoticeLengthened, "changes are announced earlier"),
        (Of::Notice, false) => (Kind::NoticeShortened, "changes are announced later"),
        (Of::Breach, true) => (Kind::BreachNoticeLengthened, "breaches are told of later"),
        (Of::Breach, false) => (Kind::BreachNoticeShortened, "breaches are told of sooner"),
        (Of::Other, _) => (Kind::PeriodChanged, "a length of time is another"),
    };
    let words = format!(
        "{what}: \"{}\" became \"{}\"",
        both.old.str(old),
        both.new.str(new)
    );
    Some(Change::new(kind, words).in_old(old).in_new(new))
}

/// "Two years" became "as long as necessary", or the other way round.
fn definite(both: &Both<'_>, old: PassageId, new: PassageId, lost: bool) -> Option<Change> {
    let (side, id, other, twin) = if lost {
        (&both.new, new, &both.old, old)
    } else {
        (&both.old, old, &both.new, new)
    };
    let no_end = ["vague-period", "criteria", "kept-forever", "period"];
    let vague = no_end.iter().any(|name| side.says(id, side.concept(name)));
    let tells = side.is_about(id, &["retention"]) && other.is_about(twin, &["retention"]);
    if !vague || !tells {
        return None;
    }
    let (kind, words) = if lost {
        (
            Kind::RetentionIndefinite,
            "data was kept for a definite period, which is not told any more",
        )
    } else {
        (
            Kind::RetentionDefinite,
            "data is kept for a definite period now",
        )
    };
    Some(
        Change::new(kind, words.into())
            .in_old(both.old.span(old))
            .in_new(both.new.span(new)),
    )
}

/// The same kinds of data, kept for another time, in sentences that have
/// nothing else in common.
fn by_data(both: &Both<'_>, from: usize, changes: &mut Vec<Change>) {
    let told = |side: &Side<'_>| {
        let periods = side.reading.facts.periods.iter();
        let told = periods.filter_map(|period| {
            let within = side.reading.document.entities_in(period.time).iter();
            let mut within = within.filter_map(|entity| match entity.kind {
                EntityKind::Duration(duration) => Some((entity.span, duration)),
                _ => None,
            });
            let at = side.at(period.time) as usize;
            let mut kinds: Vec<&str> = period.data.iter().map(|data| data.what.name()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let alone = side.fates.get(at) == Some(&crate::align::Fate::Alone);
            let (span, duration) = within.next()?;
            Some((kinds, span, duration)).filter(|(kinds, ..)| alone && !is_any(kinds))
        });
        told.collect::<Vec<_>>()
    };
    let (old, new) = (told(&both.old), told(&both.new));
    for (kinds, span, before) in old {
        let mut same = new.iter().filter(|(other, ..)| *other == kinds);
        if let (Some((_, at, now)), None) = (same.next(), same.next())
            && let Some(change) = length(both, Of::Retention, (span, before), (*at, *now))
            && !changes[from..].iter().any(|told| told.old == Some(span))
        {
            changes.push(change);
        }
    }
}

fn is_any(kinds: &[&str]) -> bool {
    let general = ["data", "personal-data", "unspecified-data"];
    kinds.iter().all(|kind| general.contains(kind))
}

/// The last definite period is gone.
fn last_period(both: &Both<'_>, from: usize, changes: &mut Vec<Change>) {
    let told = |side: &Side<'_>| {
        let ids = 0..side.fates.len() as PassageId;
        let mut told =
            ids.filter(|id| side.is_about(*id, &["retention"]) && !durations(side, *id).is_empty());
        told.next()
    };
    let known = [Kind::RetentionIndefinite, Kind::ClauseGone];
    let is_known = changes[from..]
        .iter()
        .any(|change| known.contains(&change.kind));
    let Some(id) = told(&both.old).filter(|id| !both.old.is_kept(*id) && !is_known) else {
        return;
    };
    if told(&both.new).is_none() {
        let words = "no definite period is told any more for which data is kept";
        let change = Change::new(Kind::RetentionIndefinite, words.into()).in_old(both.old.span(id));
        let now = both.old.other(id).map(|id| both.new.span(id));
        changes.push(change.counterpart(None, now));
    }
}

fn ages(both: &Both<'_>, old: PassageId, new: PassageId, changes: &mut Vec<Change>) {
    let ages = |side: &Side<'_>, id: PassageId| {
        let entities = side.entities(id).iter();
        let ages = entities.filter_map(|entity| match entity.kind {
            EntityKind::Age(age) => Some((entity.span, age)),
            _ => None,
        });
        ages.collect::<Vec<_>>()
    };
    let (before, now) = (ages(&both.old, old), ages(&both.new, new));
    if before.len() != now.len() {
        return;
    }
    for ((old, before), (new, now)) in before.into_iter().zip(now) {
        let (kind, what) = match now.cmp(&before) {
            std::cmp::Ordering::Equal => continue,
            std::cmp::Ordering::Less => (Kind::AgeLowered, "lowered"),
            std::cmp::Ordering::Greater => (Kind::AgeRaised, "raised"),
        };
        let words = format!("the age is {what} from {before} to {now}");
        changes.push(Change::new(kind, words).in_old(old).in_new(new));
    }
}
