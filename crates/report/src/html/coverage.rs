use clauselint_engine::{FileReport, Located, State};
use maud::{Markup, html};

use crate::Catalog;
use crate::coverage::{Row, counts, first_words, groups};
use crate::printable::{capital, printable};
use crate::region::Region;

/// Characters of a clause that are shown.
const WORDS: usize = 110;

/// A table for each law.
pub(super) fn tables(catalog: &Catalog<'_>, report: &FileReport, file: usize) -> Markup {
    let blocks = Located::blocks(report.document());
    html! {
        p { (counts(report)) "." }
        table.coverage {
            thead {
                tr {
                    @for head in ["Asked", "State", "What the policy says", "Where"] {
                        th scope="col" { (head) }
                    }
                }
            }
            @for group in groups(catalog, report) {
                tbody {
                    tr.law { th colspan="4" scope="rowgroup" { (group.law) } }
                    @for row in &group.rows { (line(report, file, row, &blocks)) }
                }
            }
        }
    }
}

fn line(report: &FileReport, file: usize, row: &Row<'_>, blocks: &Located) -> Markup {
    let asked = row.disclosure;
    let (class, sign, state) = match asked.state {
        State::Met => ("met", "✓", "met"),
        State::Weak => ("weak", "~", "weak"),
        State::Missing => ("missing", "✗", "missing"),
        State::NotOwed => ("free", "–", "not owed"),
    };
    let place = asked
        .place
        .as_ref()
        .filter(|_| asked.state != State::Missing);
    let block = place.and_then(|place| blocks.at(place.span).next());
    html! {
        tr {
            td {
                strong { (capital(&row.asks)) }
                // What speaks of this alone is cited last.
                @if let Some(nearest) = row.provisions.last() {
                    br;
                    span.cite {
                        @for law in &row.provisions {
                            @if law.url().is_empty() { (law.number()) ", " }
                            @else { a href=(law.url()) rel="noreferrer" title=(law.title()) { (law.number()) } ", " }
                        }
                        (nearest.title())
                    }
                }
            }
            td { span.state.(class) { span.sign aria-hidden="true" { (sign) } " " (state) } }
            td {
                @if let Some(place) = place { q { (printable(&first_words(&place.words, WORDS))) } }
                @for rule in &asked.faults { " " a.fault href=(format!("#rule-{rule}")) { (rule) } }
            }
            td {
                @if let Some(place) = place {
                    @let line = Region::new(&report.source, place.span).start.line;
                    a href=(format!("#b{file}-{}", block.unwrap_or(0))) { "line " (line) }
                    @if !place.heading.is_empty() {
                        br; span.cite { (printable(&first_words(&place.heading, WORDS / 2))) }
                    }
                } @else if asked.state == State::Met || asked.state == State::Weak {
                    "linked from the page"
                }
            }
        }
    }
}
