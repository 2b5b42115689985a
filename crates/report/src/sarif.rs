//! SARIF 2.1.0, as GitHub code scanning reads it.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

mod component;
mod log;
mod rule;

pub(crate) use rule::pascal_name;

use std::io::{self, Write};

use clauselint_engine::{FileError, FileReport, Fingerprint, Fingerprints};
use clauselint_rule::{Diagnostic, Edit, Fix, Related, RuleInfo, Severity};
use clauselint_source::{Source, Span};
use serde_json::json;

use self::component::Components;
use self::log::{
    Artifact, ArtifactChange, ArtifactLocation, Location, Notification, PhysicalLocation, Region,
    Replacement, SarifFix, SarifResult, Text,
};
use crate::json::format_name;
use crate::root::{Root, Seen, file_uri, relative_uri};
use crate::{Catalog, Reporter, Summary};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Longer findings, whole sections, come without their words.
const SNIPPET: usize = 1000;

/// Writes one run; results are streamed as they come.
pub struct Sarif<'c> {
    catalog: Catalog<'c>,
    components: Components<'c>,
    root: Root,
    begun: bool,
    results: bool,
    artifacts: Vec<Artifact>,
    notifications: Vec<Notification>,
    failed: bool,
}

impl<'c> Sarif<'c> {
    /// A reporter of a run of `rules`; paths are seen from `root`.
    #[must_use]
    pub fn new(catalog: Catalog<'c>, rules: Vec<&'c RuleInfo>, root: Root) -> Self {
        Self {
            catalog,
            components: Components::new(&catalog, rules),
            root,
            begun: false,
            results: false,
            artifacts: Vec::new(),
            notifications: Vec::new(),
            failed: false,
        }
    }

    /// The tool comes first, so that results can be read as they stream.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        let tool = self.components.tool(&self.catalog);
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":"
        )?;
        serde_json::to_writer(&mut *out, &tool).map_err(io::Error::from)?;
        write!(out, ",\n\"results\":[")
    }

    /// A path outside the repository has no base: it is a URI of its own.
    fn locate(&self, path: &str) -> ArtifactLocation {
        let (uri, uri_base_id) = match self.root.see(path) {
            Seen::Inside(path) => (relative_uri(&path), Some("%SRCROOT%")),
            Seen::Outside(path) => (file_uri(&path), None),
        };
        ArtifactLocation {
            uri,
            uri_base_id,
            index: None,
        }
    }

    fn result<'a>(
        &'a self,
        report: &'a FileReport,
        found: &'a Diagnostic,
        place: &ArtifactLocation,
        print: &Fingerprint,
    ) -> SarifResult<'a> {
        let source = &report.source;
        let info = self.catalog.rule(&found.rule);
        let laws = info.map(|info| self.catalog.laws(info).map(|law| law.cite));
        let laws: Vec<&str> = laws.into_iter().flatten().collect();
        let words = found.span.of(source.text());
        let snippet = Some(words).filter(|words| (1..=SNIPPET).contains(&words.len()));
        let related = |(at, related): (usize, &Related)| Location {
            id: Some(at + 1),
            physical_location: PhysicalLocation {
                artifact_location: place.clone(),
                region: Some(region(source, related.span, None)),
            },
            message: text_of(&related.message),
        };
        let (rule_index, rule) = self.components.refer(&found.rule);
        SarifResult {
            rule_id: found.rule.as_str(),
            rule_index,
            rule,
            level: level(found.severity),
            message: Text {
                text: sentence(&found.message),
            },
            locations: [Location {
                id: None,
                physical_location: PhysicalLocation {
                    artifact_location: place.clone(),
                    region: Some(region(source, found.span, snippet)),
                },
                message: text_of(&found.label),
            }],
            related_locations: found.related.iter().enumerate().map(related).collect(),
            partial_fingerprints: json!({
                "primaryLocationLineHash": format!("{}:{}", print.hash, print.count)
            }),
            fixes: found
                .fix
                .iter()
                .map(|found| fix(source, found, place))
                .collect(),
            properties: json!({ "legal": laws }),
        }
    }
}

impl Reporter for Sarif<'_> {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let mut place = self.locate(&report.path);
        self.artifacts.push(Artifact {
            location: place.clone(),
            source_language: format_name(report.format),
        });
        place.index = Some(self.artifacts.len() - 1);
        let path = self.root.path(&report.path);
        let mut prints = Fingerprints::new(&report.source, report.document());
        for found in &report.diagnostics {
            write!(out, "{}", if self.results { ",\n" } else { "\n" })?;
            self.results = true;
            let print = prints.next(self.catalog.rule(&found.rule), &path, found);
            let result = self.result(report, found, &place, &print);
            serde_json::to_writer(&mut *out, &result).map_err(io::Error::from)?;
        }
        let notes = report
            .notes
            .iter()
            .map(|note| notification("note", &note.to_string(), &place));
        self.notifications.extend(notes);
        Ok(())
    }

    fn failed(&mut self, error: &FileError, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        self.failed = true;
        let place = self.locate(&error.path.to_string_lossy());
        let fault = error.fault.to_string();
        self.notifications
            .push(notification("error", &fault, &place));
        Ok(())
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let artifacts = serde_json::to_string(&self.artifacts).map_err(io::Error::from)?;
        let invocations = json!([{
            "executionSuccessful": !self.failed,
            "toolExecutionNotifications": self.notifications,
        }]);
        let bases = json!({"%SRCROOT%": {"description": {"text": "The root of the repository."}}});
        writeln!(
            out,
            "],\n\"artifacts\":{artifacts},\n\"invocations\":{invocations},\n\"originalUriBaseIds\":{bases},\n\"columnKind\":\"utf16CodeUnits\"}}]}}"
        )
    }
}

fn notification(level: &'static str, words: &str, place: &ArtifactLocation) -> Notification {
    Notification {
        level,
        message: Text {
            text: sentence(words),
        },
        locations: vec![Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: place.clone(),
                region: None,
            },
            message: None,
        }],
    }
}

fn fix(source: &Source, fix: &Fix, place: &ArtifactLocation) -> SarifFix {
    let replacement = |edit: &Edit| Replacement {
        deleted_region: region(source, edit.span, None),
        inserted_content: Text {
            text: edit.text.clone(),
        },
    };
    SarifFix {
        description: Text {
            text: sentence(&fix.title),
        },
        artifact_changes: [ArtifactChange {
            artifact_location: place.clone(),
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
    }
}

fn region(source: &Source, span: Span, snippet: Option<&str>) -> Region {
    let region = crate::region::Region::new(source, span);
    Region {
        start_line: region.start.line,
        start_column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
        snippet: snippet.map(|text| Text { text: text.into() }),
    }
}

fn text_of(words: &str) -> Option<Text> {
    let text = Some(sentence(words)).filter(|text| !text.is_empty());
    text.map(|text| Text { text })
}

/// Text that ends as a sentence does, which SARIF asks of messages.
fn sentence(words: &str) -> String {
    let words = words.trim();
    let ends = words.is_empty() || words.ends_with(['.', '!', '?']);
    format!("{words}{}", if ends { "" } else { "." })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
