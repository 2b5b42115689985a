//! One self-contained page for people who do not live in terminals: the
//! policy's text with findings beside it, what the law asks, and the rules.
//!
//! Nothing is loaded and nothing runs: style is inline, and the page forbids
//! the rest itself. Text from outside is escaped by maud, without exception.

mod card;
mod coverage;
mod page;
mod policy;
mod rules;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::{self, Write};

use clauselint_engine::{FileError, FileReport};
use clauselint_rule::{Check, Diagnostic, RuleId};
use clauselint_syntax::Date;
use maud::{Markup, html};

use crate::printable::printable;
use crate::{Catalog, Reporter, Summary};

/// Gathers all files, since contents and counts stand at the top.
pub struct Html<'c> {
    catalog: Catalog<'c>,
    today: Option<Date>,
    files: Vec<File>,
    /// Rules that found something, in the order of their first finding.
    rules: Vec<RuleId>,
}

/// A file's part of the page.
struct File {
    path: String,
    /// None where it could not be checked.
    counts: Option<Summary>,
    body: Markup,
}

/// A finding with the number that it goes by in its file's text.
#[derive(Clone, Copy)]
struct Numbered<'a> {
    number: usize,
    found: &'a Diagnostic,
    /// Whether it is the first of its rule in the file.
    first: bool,
}

impl<'c> Html<'c> {
    /// A reporter that looks rules up in `catalog`; the page is dated `today`
    /// where a day is given.
    #[must_use]
    pub const fn new(catalog: Catalog<'c>, today: Option<Date>) -> Self {
        Self {
            catalog,
            today,
            files: Vec::new(),
            rules: Vec::new(),
        }
    }

    fn misses(&self, id: &RuleId) -> bool {
        let check = self.catalog.rule(id).map(|info| &info.check);
        matches!(check, Some(Check::Missing(_)))
    }

    fn body(&self, report: &FileReport, file: usize, counts: &Summary) -> Markup {
        let mut seen = HashSet::new();
        let numbered = report.diagnostics.iter().map(|found| Numbered {
            number: 0,
            found,
            first: seen.insert(&found.rule),
        });
        let (mut missing, mut said): (Vec<Numbered<'_>>, Vec<Numbered<'_>>) =
            numbered.partition(|one| self.misses(&one.found.rule));
        for (one, number) in said.iter_mut().chain(&mut missing).zip(1..) {
            one.number = number;
        }
        missing.sort_by_key(|one| Reverse(one.found.severity));
        html! {
            p.counts { (page::chips(counts)) }
            @for note in &report.notes { p.note-line { "This file " (note) "." } }
            @if !missing.is_empty() {
                section id=(format!("missing-{file}")) {
                    h3 { "What is missing" }
                    div.cards {
                        @for one in &missing { (card::card(&self.catalog, report, file, *one, false)) }
                    }
                }
            }
            @if !report.coverage.is_empty() {
                section id=(format!("coverage-{file}")) {
                    h3 { "What the law asks" }
                    (coverage::tables(&self.catalog, report, file))
                }
            }
            section id=(format!("text-{file}")) {
                h3 { "The policy" }
                (policy::text(&self.catalog, report, file, &said))
            }
        }
    }
}

impl Reporter for Html<'_> {
    fn file(&mut self, report: &FileReport, _: &mut dyn Write) -> io::Result<()> {
        let mut counts = Summary::default();
        counts.add(report);
        for found in &report.diagnostics {
            if !self.rules.contains(&found.rule) {
                self.rules.push(found.rule.clone());
            }
        }
        let body = self.body(report, self.files.len() + 1, &counts);
        self.files.push(File {
            path: printable(&report.path),
            counts: Some(counts),
            body,
        });
        Ok(())
    }

    fn failed(&mut self, error: &FileError, _: &mut dyn Write) -> io::Result<()> {
        let fault = printable(&error.fault.to_string());
        self.files.push(File {
            path: printable(&error.path.to_string_lossy()),
            counts: None,
            body: html! { p.note-line { strong { "Not checked: " } "this file " (fault) "." } },
        });
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let rules = self.rules.iter().filter_map(|id| self.catalog.rule(id));
        let rules = rules::list(&self.catalog, &rules.collect::<Vec<_>>());
        let page = page::page(&self.files, summary, self.today, &rules);
        out.write_all(page.into_string().as_bytes())?;
        writeln!(out)
    }
}
