//! Coverage for a terminal.

use std::fmt::Write;

use clauselint_engine::{FileReport, State};

use super::{Row, counts, first_words, groups};
use crate::printable::printable;
use crate::region::Region;
use crate::{Catalog, Style};

/// Columns of the state, of where it stands, and of the gaps.
const STATE: usize = 11;
const PLACE: usize = 8;
/// The table grows with the terminal up to this.
const WIDEST: usize = 110;
/// There is no room for its columns in less.
const NARROWEST: usize = 40;

/// A table for each law: what it asks, whether the policy says it, and where.
#[must_use]
pub fn coverage_text(catalog: &Catalog<'_>, report: &FileReport, style: Style) -> String {
    let width = style.width.clamp(NARROWEST, WIDEST) - 2;
    let mut page = format!("{}: {}\n", printable(&report.path), counts(report));
    for group in groups(catalog, report) {
        let _ = writeln!(page, "\n{}", printable(&group.law));
        for row in &group.rows {
            lines(&mut page, report, row, width, style.color);
        }
    }
    page
}

/// A row; its cells are wrapped side by side.
fn lines(page: &mut String, report: &FileReport, row: &Row<'_>, width: usize, color: bool) {
    let rest = width - STATE - PLACE - 2;
    let (asks, place) = (rest * 11 / 20, rest - rest * 11 / 20);
    let mut left = textwrap::wrap(&row.asks, asks - 2);
    let cites = row.cites();
    left.extend(textwrap::wrap(&cites, asks - 2));
    let (spot, words) = where_told(report, row, place);
    let right = textwrap::wrap(&words, place);
    for at in 0..left.len().max(right.len()) {
        let cell = |cells: &[std::borrow::Cow<'_, str>]| {
            cells.get(at).map(ToString::to_string).unwrap_or_default()
        };
        let state = if at == 0 {
            told(row.disclosure.state, color)
        } else {
            " ".repeat(STATE)
        };
        let spot = if at == 0 { spot.as_str() } else { "" };
        let line = format!(
            "  {state}{:asks$}{spot:PLACE$}  {}",
            cell(&left),
            cell(&right)
        );
        let _ = writeln!(page, "{}", line.trim_end());
    }
}

/// Line and column, and what stands there: the heading, or else the first words.
fn where_told(report: &FileReport, row: &Row<'_>, room: usize) -> (String, String) {
    let asked = row.disclosure;
    let Some(place) = asked
        .place
        .as_ref()
        .filter(|_| asked.state != State::Missing)
    else {
        let words = match asked.state {
            State::NotOwed => "does not apply to this policy",
            State::Missing => "nowhere",
            _ => "linked from the page",
        };
        return (String::new(), words.into());
    };
    let start = Region::new(&report.source, place.span).start;
    let title = report
        .document()
        .title()
        .map(|title| report.document().heading(title));
    let mut words = if place.heading.is_empty() || Some(&*place.heading) == title {
        format!("\"{}\"", first_words(&place.words, room.saturating_sub(3)))
    } else {
        first_words(&place.heading, 2 * room)
    };
    if !asked.faults.is_empty() {
        let faults: Vec<&str> = asked.faults.iter().map(|rule| rule.as_str()).collect();
        let _ = write!(words, "; {}", faults.join(", "));
    }
    (
        format!("{}:{}", start.line, start.column),
        printable(&words),
    )
}

/// The state with a sign, as wide as its column.
fn told(state: State, color: bool) -> String {
    let (sign, name, paint) = match state {
        State::Met => ('✓', "met", "32"),
        State::Weak => ('~', "weak", "33"),
        State::Missing => ('✗', "missing", "31"),
        State::NotOwed => ('-', "not owed", "2"),
    };
    let cell = format!("{sign} {name}");
    let gap = " ".repeat(STATE.saturating_sub(2 + name.len()).max(1));
    if color {
        format!("\u{1b}[{paint}m{cell}\u{1b}[0m{gap}")
    } else {
        cell + &gap
    }
}
