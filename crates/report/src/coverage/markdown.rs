//! Coverage as Markdown tables.

use std::fmt::Write;

use clauselint_engine::{FileReport, State};

use super::{Row, counts, first_words, groups, number};
use crate::Catalog;
use crate::markdown::{code, escaped};
use crate::region::Region;

/// Characters of a clause that are shown.
const WORDS: usize = 60;

/// A table for each law: what it asks, whether the policy says it, and where.
#[must_use]
pub fn coverage_markdown(catalog: &Catalog<'_>, report: &FileReport) -> String {
    let mut page = format!("## {}\n\n{}\n", code(&report.path), counts(report));
    for group in groups(catalog, report) {
        let law = escaped(&group.law);
        let _ = write!(
            page,
            "\n### {law}\n\n| Asked | State | Where |\n|---|---|---|\n"
        );
        for row in &group.rows {
            let state = match row.disclosure.state {
                State::Met => "✅ met",
                State::Weak => "⚠️ weak",
                State::Missing => "❌ missing",
                State::NotOwed => "– not owed",
            };
            let asks = escaped(&row.asks);
            let _ = writeln!(
                page,
                "| {asks}{} | {state} | {} |",
                cites(row),
                place(report, row)
            );
        }
    }
    page
}

fn cites(row: &Row<'_>) -> String {
    let cite =
        |law: &&clauselint_rule::Provision| format!("[{}]({})", escaped(number(law)), law.url);
    let cites: Vec<String> = row.provisions.iter().map(cite).collect();
    if cites.is_empty() {
        return String::new();
    }
    format!("<br>{}", cites.join(", "))
}

fn place(report: &FileReport, row: &Row<'_>) -> String {
    let asked = row.disclosure;
    let Some(place) = asked
        .place
        .as_ref()
        .filter(|_| asked.state != State::Missing)
    else {
        return String::new();
    };
    let start = Region::new(&report.source, place.span).start;
    let heading = match &*place.heading {
        "" => String::new(),
        heading => format!("{}: ", escaped(&first_words(heading, WORDS))),
    };
    let faults = asked.faults.iter().map(|rule| format!("<br>`{rule}`"));
    format!(
        "{}:{} {heading}“{}”{}",
        start.line,
        start.column,
        escaped(&first_words(&place.words, WORDS)),
        faults.collect::<String>()
    )
}
