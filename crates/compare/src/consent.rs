//! Consent that is not asked for any more, or that became a way to opt out.

use clauselint_reading::{PassageId, Polarity};

use crate::side::{Both, Side};
use crate::{Change, Kind};

/// What is done with leave.
const PRACTICES: [&str; 9] = [
    "collect", "use", "share", "hand", "sell", "transfer", "store", "place", "contact",
];
/// Topics in which consent is leave for something.
const TOPICS: [&str; 6] = [
    "collection",
    "use",
    "sharing",
    "sale",
    "cookies",
    "transfer",
];

pub(crate) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    for (old, new) in both.reworded() {
        let asked = |side: &Side<'_>, id| side.says(id, side.concept("consent-needed"));
        let (before, now) = (asked(&both.old, old), asked(&both.new, new));
        let opt_out = |side: &Side<'_>, id| side.says(id, side.concept("opt-out-offered"));
        // "You can opt in" that became "opt out" tells by itself what is done.
        let turned = before && opt_out(&both.new, new) && !opt_out(&both.old, old)
            || now && opt_out(&both.old, old) && !opt_out(&both.new, new);
        let done = does(&both.old, old) && does(&both.new, new);
        let denied = denies(&both.old, old) || denies(&both.new, new);
        if before == now || denied || !(turned || done) {
            continue;
        }
        // "Unless you object" may stand in a sentence of its own behind it.
        let next = new + 1;
        let offered = opt_out(&both.new, new)
            || (next as usize) < both.new.fates.len()
                && !both.new.is_kept(next)
                && opt_out(&both.new, next);
        let (kind, words) = if now {
            (Kind::ConsentAdded, "consent is asked for now")
        } else if offered && !opt_out(&both.old, old) {
            (
                Kind::ConsentToOptOut,
                "what waited for consent goes on now until people opt out",
            )
        } else {
            (Kind::ConsentGone, "consent is not asked for any more")
        };
        changes.push(
            Change::new(kind, words.into())
                .in_old(both.old.span(old))
                .in_new(both.new.span(new)),
        );
    }
}

/// Whether it says what is done with data.
fn does(side: &Side<'_>, id: PassageId) -> bool {
    let mut statements = side.reading.statements_of(id).iter();
    let done = statements.any(|statement| PRACTICES.contains(&statement.act.what.name()));
    done || side.is_about(id, &TOPICS)
}

fn denies(side: &Side<'_>, id: PassageId) -> bool {
    let mut statements = side.reading.statements_of(id).iter();
    statements.any(|statement| statement.polarity == Polarity::Denied)
}
