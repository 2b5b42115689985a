//! Denials that are gone, turned round or softened.

use clauselint_reading::{Party, Polarity, Statement};

use crate::side::{Both, Side, words};
use crate::{Change, Kind};

/// Acts whose denial protects people.
const ACTS: [&str; 8] = [
    "collect", "use", "share", "sell", "transfer", "store", "combine", "access",
];

pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    let mut told = Vec::new();
    for denial in denials(&both.old).filter(|denial| !both.old.is_kept(denial.passage)) {
        let key = (denial.passage, denial.act.what);
        if !told.contains(&key) {
            told.push(key);
            if let Some(change) = fate(both, denial) {
                add(both, denial, change, changes);
            }
        }
    }
    for denial in denials(&both.new).filter(|denial| !both.new.is_kept(denial.passage)) {
        let key = (denial.passage, denial.act.what);
        let before = both.new.other(denial.passage);
        let denied = |id| denials(&both.old).any(|old| old.passage == id && is_same(denial, old));
        let anywhere = denials(&both.old).any(|old| is_same(denial, old));
        if anywhere
            || before.is_some_and(denied)
            || changes.iter().any(|c| c.new == Some(denial.span))
        {
            continue;
        }
        if !told.contains(&key) {
            told.push(key);
            let words = format!("the policy denies now {}", what(&both.new, denial));
            let change = Change::new(Kind::DenialAdded, words).in_new(denial.span);
            changes.push(change.counterpart(before.map(|id| both.old.span(id)), None));
        }
    }
}

/// "We do not use, share or sell" is one denial when it is gone.
fn add(both: &Both<'_>, denial: &Statement, change: Change, changes: &mut Vec<Change>) {
    let within = |span| both.old.span(denial.passage).contains(span);
    let last = changes.last_mut().filter(|last| {
        let both_gone = [last.kind, change.kind] == [Kind::DenialGone; 2];
        both_gone && last.old.is_some_and(within)
    });
    match last {
        Some(last) => {
            let acts = format!(" to {} or ", denial.act.what.name());
            last.message = last.message.replacen(" to ", &acts, 1);
        }
        None => changes.push(change),
    }
}

fn denials<'r>(side: &Side<'r>) -> impl Iterator<Item = &'r Statement> {
    let statements = side.reading.statements.iter();
    statements.filter(|statement| {
        let by_us = |party: Party| matches!(party, Party::FirstParty | Party::FirstPartyObject);
        // An item of a list inherits its introduction's denial.
        let own = side.span(statement.passage).contains(statement.act.span);
        statement.polarity == Polarity::Denied
            && own
            && ACTS.contains(&statement.act.what.name())
            && !statement.data.is_empty()
            && statement.actors.iter().all(|actor| by_us(actor.what))
    })
}

/// The same act, done to data of which one may be the other.
fn is_same(a: &Statement, b: &Statement) -> bool {
    let related = a.data.iter().any(|a| {
        let mut others = b.data.iter().map(|data| data.what);
        others.any(|b| a.what.is_kind_of(b) || b.is_kind_of(a.what))
    });
    a.act.what == b.act.what && related
}

/// What became of a denial, if it is worse.
fn fate(both: &Both<'_>, denial: &Statement) -> Option<Change> {
    let now = both.old.other(denial.passage);
    if let Some(now) = now {
        let mut statements = both.new.reading.statements_of(now).iter();
        if let Some(still) =
            denials(&both.new).find(|new| new.passage == now && is_same(new, denial))
        {
            return softened(both, denial, still);
        }
        // An exception became a sentence's main point: "we may share with".
        if let Some(affirmed) = statements.find(|new| affirms(new, denial)) {
            return Some(reversed(both, denial, affirmed));
        }
    }
    let elsewhere = denials(&both.new).find(|new| is_same(new, denial));
    if let Some(elsewhere) = elsewhere {
        // What stood there before has not become weaker.
        let fresh =
            !both.new.is_kept(elsewhere.passage) && both.new.other(elsewhere.passage).is_none();
        return softened(both, denial, elsewhere).filter(|_| fresh);
    }
    if let Some(affirmed) = newly_affirmed(both, denial) {
        return Some(reversed(both, denial, affirmed));
    }
    let words = format!("the policy no longer denies {}", what(&both.old, denial));
    let change = Change::new(Kind::DenialGone, words).in_old(denial.span);
    Some(change.counterpart(None, now.map(|id| both.new.span(id))))
}

/// What affirms, in a new sentence, what was denied flatly and affirmed nowhere.
fn newly_affirmed<'r>(both: &Both<'r>, denial: &Statement) -> Option<&'r Statement> {
    let mut before = both.old.reading.statements.iter();
    if !denial.exceptions.is_empty() || before.any(|old| affirms(old, denial)) {
        return None;
    }
    let mut now = both.new.reading.statements.iter();
    now.find(|new| !both.new.is_kept(new.passage) && new.asserted && affirms(new, denial))
}

/// Whether what was denied is affirmed; data that identifies nobody is not it.
fn affirms(new: &Statement, denial: &Statement) -> bool {
    let to_others = |statement: &Statement| {
        let third = statement
            .recipients
            .iter()
            .any(|party| party.what.is_third());
        third || statement.recipients.is_empty()
    };
    let identifies = new
        .data
        .iter()
        .any(|data| data.what.name() != "anonymous-data");
    let by_us = new
        .actors
        .iter()
        .all(|actor| actor.what == Party::FirstParty);
    new.polarity == Polarity::Affirmed
        && is_same(new, denial)
        && to_others(new)
        && identifies
        && by_us
}

fn reversed(both: &Both<'_>, denial: &Statement, affirmed: &Statement) -> Change {
    let words = format!(
        "the policy denied {}, and says now \"{}\"",
        what(&both.old, denial),
        both.new.str(affirmed.span)
    );
    Change::new(Kind::DenialReversed, words)
        .in_old(denial.span)
        .in_new(affirmed.span)
}

/// A denial with more exceptions, or a hedge; or with fewer.
fn softened(both: &Both<'_>, old: &Statement, new: &Statement) -> Option<Change> {
    let (before, now) = ((&both.old, old), (&both.new, new));
    let what = what(&both.new, new);
    let (kind, words) = match (softer(before, now), softer(now, before)) {
        (Some(how), _) => (
            Kind::DenialSoftened,
            format!("the denial {what} now has {how}"),
        ),
        (None, Some(how)) => (
            Kind::DenialHardened,
            format!("the denial {what} no longer has {how}"),
        ),
        (None, None) => return None,
    };
    let change = Change::new(kind, words).in_old(old.span).in_new(new.span);
    Some(change)
}

/// By what a denial is softer than another.
fn softer(old: (&Side<'_>, &Statement), new: (&Side<'_>, &Statement)) -> Option<String> {
    let exceptions =
        |statement: &Statement| statement.exceptions.len() + statement.conditions.len();
    let is_hedged = |(side, statement): (&Side<'_>, &Statement)| {
        side.says(statement.passage, side.concept("softens-denial"))
    };
    if exceptions(new.1) > exceptions(old.1) || is_wider(old, new) {
        let added = new.1.exceptions.last().or(new.1.conditions.last())?;
        Some(format!("the exception \"{}\"", new.0.str(*added)))
    } else if is_open(new) && !is_open(old) {
        Some("an open exception".into())
    } else if is_hedged(new) && !is_hedged(old) {
        Some("a hedge".into())
    } else {
        None
    }
}

/// "Except with your consent" became "except with your consent or a court's".
fn is_wider(old: (&Side<'_>, &Statement), new: (&Side<'_>, &Statement)) -> bool {
    let all = |(side, statement): (&Side<'_>, &Statement)| -> Vec<String> {
        let text: Vec<&str> = statement
            .exceptions
            .iter()
            .map(|span| side.str(*span))
            .collect();
        let text = words(&text.join(" "));
        text.split_whitespace().map(str::to_owned).collect()
    };
    let (before, now) = (all(old), all(new));
    now.len() > before.len() + 1
        && now.iter().any(|word| word == "or")
        && before.iter().all(|word| now.contains(word))
}

/// "Except as described below".
fn is_open((side, statement): (&Side<'_>, &Statement)) -> bool {
    side.reading
        .has_open_exception(side.passage(statement.passage))
}

/// "to sell \"your personal data\"".
fn what(side: &Side<'_>, denial: &Statement) -> String {
    let act = denial.act.what.name();
    match denial.data.first() {
        Some(data) => format!("to {act} \"{}\"", side.str(data.span)),
        None => format!("to {act} data"),
    }
}
