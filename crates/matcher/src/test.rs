//! Values compared: ages, lengths of time, dates.

use clauselint_reading::Reading;
use clauselint_source::Span;
use clauselint_syntax::{Bound, Date, Duration, EntityKind};

use crate::condition::{Compare, Moment, Order, Test, Unit};
use crate::place::{Place, Scene, Value, value};

/// Whether the words of a place give a value that passes a test.
pub(crate) fn passes(scene: &Scene<'_>, place: &Place<'_>, test: Test) -> bool {
    let span = place.span;
    let Some(value) = value(scene.reading, span) else {
        return false;
    };
    match (value, test) {
        (Value::Duration(_), Test::Amount(compare, number, Some(unit))) => {
            let length = duration(scene.reading, span).map(|mut length| {
                if place.denied {
                    length.bound = denied(length.bound);
                }
                length
            });
            length.is_some_and(|length| is_length(length, compare, number, unit))
        }
        (Value::Age(years), Test::Amount(compare, number, None | Some(Unit::Year))) => {
            compare.holds(u32::from(years), number)
        }
        (Value::Date(date), Test::Date(order, moment)) => {
            let readings = [Some(date), swapped(scene.reading, span, date)];
            let mut readings = readings.into_iter().flatten();
            readings.all(|date| is_dated(scene, date, order, moment))
        }
        _ => false,
    }
}

/// Whether a date, told as roughly as it may be, lies surely before or after a moment.
pub(crate) fn is_dated(scene: &Scene<'_>, date: Date, order: Order, moment: Moment) -> bool {
    let moment = match moment {
        Moment::Day(year, month, day) => Some(Date { year, month, day }),
        Moment::Today => scene.today,
        Moment::Ago(number, unit) => scene.today.and_then(|today| ago(today, number, unit)),
    };
    moment.is_some_and(|moment| match order {
        Order::Before => date.last_day() < moment,
        Order::After => date.first_day() > moment,
    })
}

fn ago(today: Date, number: u32, unit: Unit) -> Option<Date> {
    let number = i64::from(number);
    let span = match unit {
        Unit::Day => jiff::Span::new().try_days(number),
        Unit::Week => jiff::Span::new().try_weeks(number),
        Unit::Month => jiff::Span::new().try_months(number),
        Unit::Year => jiff::Span::new().try_years(number),
    };
    let year = i16::try_from(today.year).ok()?;
    let today = jiff::civil::Date::new(
        year,
        today.month.cast_signed().max(1),
        today.day.cast_signed().max(1),
    );
    let then = today.ok()?.checked_sub(span.ok()?).ok()?;
    Some(Date {
        year: u16::try_from(then.year()).ok()?,
        month: then.month().unsigned_abs(),
        day: then.day().unsigned_abs(),
    })
}

/// "05/12/2026" the other way round.
fn swapped(reading: &Reading<'_>, span: Span, date: Date) -> Option<Date> {
    let entities = reading.document.entities_in(span).iter();
    let dates = entities.filter(|e| matches!(e.kind, clauselint_syntax::EntityKind::Date(_)));
    let words = dates.map(|e| reading.document.str(e.span)).next()?;
    let numeric = words.bytes().all(|byte| !byte.is_ascii_alphabetic());
    let (month, day) = (date.day, date.month);
    let year_last = words.find(['/', '.', '-']).is_some_and(|at| at <= 2);
    (numeric && year_last && (1..=12).contains(&month)).then_some(Date { month, day, ..date })
}

/// The first length of time that stands in a span.
pub(crate) fn duration(reading: &Reading<'_>, span: Span) -> Option<Duration> {
    let mut entities = reading.document.entities_in(span).iter();
    entities.find_map(|entity| match entity.kind {
        EntityKind::Duration(duration) => Some(duration),
        _ => None,
    })
}

/// "Not for more than ten years" is ten at most, "not for less than ten" is
/// ten at least.
const fn denied(bound: Bound) -> Bound {
    match bound {
        Bound::LessThan => Bound::AtLeast,
        _ => Bound::AtMost,
    }
}

/// Whether a length of time passes a test. "Up to ten years" is as long as it
/// may be. What has no upper end ("at least ten years", "more than ten") is
/// longer than its number; what ends below it ("less than ten") is shorter.
pub(crate) fn is_length(length: Duration, compare: Compare, number: u32, unit: Unit) -> bool {
    let (days, number) = (length.days(), unit.days(number));
    match length.bound {
        Bound::Exact | Bound::AtMost => compare.holds(days, number),
        Bound::LessThan => match compare {
            Compare::Less | Compare::AtMost => days <= number,
            Compare::Equal => false,
            Compare::AtLeast | Compare::More => days > number,
        },
        Bound::AtLeast | Bound::MoreThan => match compare {
            Compare::Less | Compare::AtMost | Compare::Equal => false,
            Compare::AtLeast | Compare::More => days >= number,
        },
    }
}
