//! Coverage for programs.

use std::io::{self, Write};

use clauselint_engine::{Disclosure, FileReport, Place, State};
use clauselint_source::Source;
use serde::Serialize;

use super::state_name;
use crate::Catalog;
use crate::json::{RangeJson, SpanJson, range, span};

/// Writes one JSON object; files are streamed as they come.
pub struct CoverageJson<'c> {
    catalog: Catalog<'c>,
    files: usize,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    met: usize,
    weak: usize,
    missing: usize,
    disclosures: Vec<DisclosureJson<'a>>,
}

#[derive(Serialize)]
struct DisclosureJson<'a> {
    rule: &'a str,
    summary: &'a str,
    state: &'static str,
    legal: Vec<LawJson>,
    place: Option<PlaceJson<'a>>,
    faults: Vec<&'a str>,
}

#[derive(Serialize)]
struct LawJson {
    law: &'static str,
    cite: &'static str,
    title: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    heading: &'a str,
    words: &'a str,
    span: SpanJson,
    range: RangeJson,
}

impl<'c> CoverageJson<'c> {
    /// A reporter that looks rules up in `catalog`.
    #[must_use]
    pub const fn new(catalog: Catalog<'c>) -> Self {
        Self { catalog, files: 0 }
    }

    /// Writes a file's coverage.
    ///
    /// # Errors
    /// What writing returned.
    pub fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let before = if self.files == 0 { OPEN } else { ",\n" };
        write!(out, "{before}")?;
        self.files += 1;
        let disclosures = report.coverage.iter();
        let file = FileJson {
            path: &report.path,
            met: super::count(report, State::Met),
            weak: super::count(report, State::Weak),
            missing: super::count(report, State::Missing),
            disclosures: disclosures
                .map(|asked| self.disclosure(&report.source, asked))
                .collect(),
        };
        serde_json::to_writer(out, &file).map_err(io::Error::from)
    }

    /// Writes what comes after the last file.
    ///
    /// # Errors
    /// What writing returned.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}]}}", if self.files == 0 { OPEN } else { "" })
    }

    fn disclosure<'a>(&self, source: &Source, asked: &'a Disclosure) -> DisclosureJson<'a>
    where
        'c: 'a,
    {
        let info = self.catalog.rule(&asked.rule);
        let laws = info.into_iter().flat_map(|info| self.catalog.laws(info));
        DisclosureJson {
            rule: asked.rule.as_str(),
            summary: info.map_or("", |info| &info.summary),
            state: state_name(asked.state),
            legal: laws
                .map(|law| LawJson {
                    law: &law.law,
                    cite: &law.cite,
                    title: &law.title,
                    url: &law.url,
                })
                .collect(),
            place: asked.place.as_ref().map(|place| place_json(source, place)),
            faults: asked.faults.iter().map(|rule| rule.as_str()).collect(),
        }
    }
}

const OPEN: &str = "{\"schema\":1,\n\"files\":[";

fn place_json<'a>(source: &Source, place: &'a Place) -> PlaceJson<'a> {
    PlaceJson {
        heading: &place.heading,
        words: &place.words,
        span: span(source, place.span),
        range: range(source, place.span),
    }
}
