//! Changes for programs.

use std::io::{self, Write};

use clauselint_compare::Change;
use clauselint_source::Span;
use serde::Serialize;

use super::{Compared, Tally, Version};
use crate::json::{RangeJson, SpanJson, format_name, range, span};

/// Writes one JSON object; policies are streamed as they come.
#[derive(Debug, Default)]
pub struct ComparisonJson {
    policies: usize,
}

#[derive(Serialize)]
struct PolicyJson<'a> {
    path: &'a str,
    status: &'static str,
    old: Option<VersionJson<'a>>,
    new: Option<VersionJson<'a>>,
    changes: Vec<ChangeJson<'a>>,
    sentences: SentencesJson,
}

#[derive(Serialize)]
struct VersionJson<'a> {
    name: &'a str,
    format: &'static str,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    kind: &'static str,
    effect: &'static str,
    message: &'a str,
    old: Option<PlaceJson<'a>>,
    new: Option<PlaceJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    words: &'a str,
    span: SpanJson,
    range: RangeJson,
}

#[derive(Serialize)]
struct SentencesJson {
    reworded: usize,
    added: usize,
    removed: usize,
}

#[derive(Serialize)]
struct TallyJson {
    policies: usize,
    weakens: usize,
    strengthens: usize,
    neutral: usize,
}

impl ComparisonJson {
    /// Writes what became of a policy.
    ///
    /// # Errors
    /// What writing returned.
    pub fn policy(&mut self, compared: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        self.policies += 1;
        let version = |version: &Version<'_>| version.document.format;
        let changes = compared.comparison.changes.iter();
        let policy = PolicyJson {
            path: compared.path,
            status: compared.status(),
            old: compared.old.as_ref().map(|old| VersionJson {
                name: old.name,
                format: format_name(version(old)),
            }),
            new: compared.new.as_ref().map(|new| VersionJson {
                name: new.name,
                format: format_name(version(new)),
            }),
            changes: changes
                .map(|change| change_json(compared, change))
                .collect(),
            sentences: SentencesJson {
                reworded: compared.comparison.reworded.len(),
                added: compared.comparison.added,
                removed: compared.comparison.removed,
            },
        };
        serde_json::to_writer(out, &policy).map_err(io::Error::from)
    }

    /// Writes what comes after the last policy.
    ///
    /// # Errors
    /// What writing returned.
    pub fn finish(&mut self, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
        if self.policies == 0 {
            self.open(out)?;
        }
        write!(out, "],\n\"summary\":")?;
        let tally = TallyJson {
            policies: tally.policies,
            weakens: tally.weakens,
            strengthens: tally.strengthens,
            neutral: tally.neutral,
        };
        serde_json::to_writer(&mut *out, &tally).map_err(io::Error::from)?;
        writeln!(out, "}}")
    }

    fn open(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.policies > 0 {
            return writeln!(out, ",");
        }
        let version = env!("CARGO_PKG_VERSION");
        write!(
            out,
            "{{\"schema\":1,\"tool\":{{\"name\":\"clauselint\",\"version\":\"{version}\"}},\n\"policies\":["
        )
    }
}

fn change_json<'a>(compared: &Compared<'a>, change: &'a Change) -> ChangeJson<'a> {
    let place = |version: &Option<Version<'a>>, at: Option<Span>| {
        let (version, at) = version.as_ref().zip(at)?;
        let located = version.document.locate(at);
        Some(PlaceJson {
            words: version.document.str(at),
            span: span(version.source, located),
            range: range(version.source, located),
        })
    };
    ChangeJson {
        kind: change.kind.name(),
        effect: change.effect.name(),
        message: &change.message,
        old: place(&compared.old, change.old),
        new: place(&compared.new, change.new),
    }
}
