//! Rights and other topics that are spoken of no more, or for the first time.

use clauselint_reading::{PassageId, Topic};
use clauselint_source::Span;

use crate::category::affirmed;
use crate::side::{Both, Side};
use crate::{Change, Kind};

/// Rights, as they are told of in messages.
const RIGHTS: [(&str, &str); 10] = [
    ("right-access", "the right of access"),
    ("right-rectification", "the right to have data corrected"),
    ("right-erasure", "the right to have data deleted"),
    ("right-restriction", "the right to restrict processing"),
    ("right-objection", "the right to object"),
    ("right-portability", "the right to take data elsewhere"),
    ("withdraw-consent", "the right to withdraw consent"),
    ("complaint", "how to complain"),
    ("choice", "a choice that people have"),
    ("do-not-track", "how the service answers Do Not Track"),
];

/// Topics that tell people more by being there at all.
const TOPICS: [(&str, &str); 7] = [
    ("controller", "who the controller is"),
    ("contact", "how to reach the controller"),
    ("dpo", "the data protection officer"),
    ("retention", "how long data is kept"),
    ("security", "how data is protected"),
    ("breach", "what happens after a breach"),
    ("children", "children"),
];

/// Topics whose being there says nothing of better or worse.
const PLAIN: [(&str, &str); 3] = [
    ("automated-decision", "automated decisions"),
    ("transfer", "transfers to other countries"),
    ("legal-basis", "legal bases"),
];

pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    for (name, told) in RIGHTS {
        let words = (
            format!("{told} is not told of any more"),
            format!("{told} is told of now"),
        );
        one(
            both,
            name,
            [Kind::RightGone, Kind::RightAdded],
            words,
            changes,
        );
    }
    for (name, told) in TOPICS.into_iter().chain(PLAIN) {
        let words = (
            format!("nothing is said of {told} any more"),
            format!("the policy speaks of {told} now"),
        );
        one(
            both,
            name,
            [Kind::ClauseGone, Kind::ClauseAdded],
            words,
            changes,
        );
    }
    notice(both, changes);
    narrowed(both, changes);
}

fn one(
    both: &Both<'_>,
    name: &str,
    [gone, added]: [Kind; 2],
    (gone_words, added_words): (String, String),
    changes: &mut Vec<Change>,
) {
    let Some(topic) = Topic::named(name) else {
        return;
    };
    let said = [said(&both.old, topic), said(&both.new, topic)];
    let neutral = PLAIN.iter().any(|(plain, _)| *plain == name);
    lone(
        both,
        said,
        neutral,
        [gone, added],
        (gone_words, added_words),
        changes,
    );
}

/// How people learn of changes of the policy. That it may change is no promise
/// of that, and tells little.
fn notice(both: &Both<'_>, changes: &mut Vec<Change>) {
    let kinds = [Kind::ClauseGone, Kind::ClauseAdded];
    let from = changes.len();
    let promised = |side: &Side<'_>| {
        let notice = side.concept("gives-notice").into_iter();
        let places = notice.flat_map(|notice| affirmed(side, notice));
        let places = places.map(|(id, _)| (id, side.span(id)));
        places.collect::<Vec<_>>()
    };
    let [old, new] = [promised(&both.old), promised(&both.new)];
    let told = "how changes of the policy are made known";
    let words = (
        format!("nothing is said of {told} any more"),
        format!("the policy speaks of {told} now"),
    );
    lone(
        both,
        [old.clone(), new.clone()],
        false,
        kinds,
        words,
        changes,
    );
    let Some(topic) = Topic::named("change").filter(|_| changes.len() == from) else {
        return;
    };
    let old = [old, said(&both.old, topic)].concat();
    let new = [new, said(&both.new, topic)].concat();
    let words = (
        "nothing is said of changes of the policy any more".to_owned(),
        "the policy speaks of its changes now".to_owned(),
    );
    lone(both, [old, new], true, kinds, words, changes);
}

/// What one version alone says.
fn lone(
    both: &Both<'_>,
    [old, new]: [Vec<(PassageId, Span)>; 2],
    neutral: bool,
    [gone, added]: [Kind; 2],
    (gone_words, added_words): (String, String),
    changes: &mut Vec<Change>,
) {
    let effect = |kind: Kind| {
        if neutral {
            crate::Effect::Neutral
        } else {
            kind.effect()
        }
    };
    if let Some((at, span)) = whole_loss(&both.old, &old).filter(|_| new.is_empty()) {
        let now = both.old.other(at).map(|other| both.new.span(other));
        let mut change = Change::new(gone, gone_words)
            .in_old(span)
            .counterpart(None, now);
        change.effect = effect(gone);
        changes.push(change);
    }
    if let Some((at, span)) = whole_loss(&both.new, &new).filter(|_| old.is_empty()) {
        let before = both.new.other(at).map(|other| both.old.span(other));
        let mut change = Change::new(added, added_words)
            .in_new(span)
            .counterpart(before, None);
        change.effect = effect(added);
        changes.push(change);
    }
}

/// The first clause, where none of the sentences stands in the other version,
/// too: one that does is read otherwise there for what surrounds it.
fn whole_loss(side: &Side<'_>, said: &[(PassageId, Span)]) -> Option<(PassageId, Span)> {
    let kept = said.iter().any(|(id, _)| side.is_kept(*id));
    said.first().copied().filter(|_| !kept)
}

fn said(side: &Side<'_>, topic: Topic) -> Vec<(PassageId, Span)> {
    let clauses = side.reading.clauses_of(topic);
    clauses
        .map(|clause| (clause.passage, clause.span))
        .collect()
}

/// "You may ask for a copy" became "residents of California may".
fn narrowed(both: &Both<'_>, changes: &mut Vec<Change>) {
    let regional = |side: &Side<'_>, id: PassageId| {
        side.says(id, side.concept("region-only")) || side.is_about(id, &["us-state", "europe"])
    };
    for (old, new) in both.reworded() {
        let right = RIGHTS[..8]
            .iter()
            .find(|(name, _)| both.old.is_about(old, &[name]) && both.new.is_about(new, &[name]));
        let Some((name, told)) = right else {
            continue;
        };
        if regional(&both.old, old) || !both.new.says(new, both.new.concept("region-only")) {
            continue;
        }
        // Said to all elsewhere.
        let everywhere = Topic::named(name).is_some_and(|topic| {
            said(&both.new, topic)
                .iter()
                .any(|(id, _)| *id != new && !regional(&both.new, *id))
        });
        if !everywhere {
            let words = format!("{told} is given to people of some region only");
            changes.push(
                Change::new(Kind::RightNarrowed, words)
                    .in_old(both.old.span(old))
                    .in_new(both.new.span(new)),
            );
        }
    }
}
