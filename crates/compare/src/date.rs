//! The date that the policy gives itself.

use clauselint_source::Span;
use clauselint_syntax::Date;

use crate::side::{Both, Side};
use crate::{Change, Comparison, Kind};

pub(crate) fn compare(both: &Both<'_>, comparison: &mut Comparison) {
    let changed = comparison.is_in_substance();
    let change = match (latest(&both.old), latest(&both.new)) {
        (None, None) => return,
        (Some((old, date)), None) => {
            let words = format!("the policy has no date any more; it was of {date}");
            Change::new(Kind::DateGone, words).in_old(old)
        }
        (None, Some((new, date))) => {
            let words = format!("the policy has a date now: {date}");
            Change::new(Kind::DateAdded, words).in_new(new)
        }
        (Some((old, before)), Some((new, now))) => {
            let (kind, words) = if now.last_day() < before.first_day() {
                (
                    Kind::DateMovedBack,
                    format!("the date went back from {before} to {now}"),
                )
            } else if before.last_day() < now.first_day() || before != now {
                (
                    Kind::DateMoved,
                    format!("the date was moved from {before} to {now}"),
                )
            } else if changed {
                (
                    Kind::ChangedWithoutNewDate,
                    format!("the policy changed in substance, and is still of {now}"),
                )
            } else {
                return;
            };
            Change::new(kind, words).in_old(old).in_new(new)
        }
    };
    comparison.changes.push(change);
}

/// The latest date: a policy may tell since when it applies and when it was
/// updated, and the later of them is what a reader goes by.
fn latest(side: &Side<'_>) -> Option<(Span, Date)> {
    let dates = side.reading.facts.dates.iter().copied();
    dates.max_by_key(|(span, date)| (date.last_day(), std::cmp::Reverse(span.start)))
}
