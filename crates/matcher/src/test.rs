//! Values compared: ages, lengths of time, dates.

use clauselint_reading::Reading;
use clauselint_source::Span;
use clauselint_syntax::Date;

use crate::condition::{Compare, Moment, Order, Test, Unit};
use crate::place::{Scene, Value, value};

/// Whether the words of a span give a value that passes a test.
pub(crate) fn passes(scene: &Scene<'_>, span: Span, test: Test) -> bool {
    let Some(value) = value(scene.reading, span) else {
        return false;
    };
    match (value, test) {
        (Value::Duration(days), Test::Amount(compare, number, Some(unit))) => {
            compare.holds(days, unit.days(number))
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

/// Whether an amount of time passes a test; none where it is no length of time.
pub(crate) fn days_pass(days: u32, compare: Compare, number: u32, unit: Unit) -> bool {
    compare.holds(days, unit.days(number))
}
