//! What a person reads in a terminal, drawn by miette.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Write};

use clauselint_engine::FileReport;
use clauselint_rule::{Diagnostic, RuleInfo, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan};

use crate::snippet::Snippet;
use crate::{Catalog, Reporter, Summary};

/// How text output looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours are used.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// Writes full diagnostics: the spot, why it matters, how to mend it, the law.
///
/// Why, how and law are told at a rule's first finding in a file; the others
/// show their spot.
pub struct Text<'c> {
    catalog: Catalog<'c>,
    handler: GraphicalReportHandler,
    style: Style,
}

impl<'c> Text<'c> {
    /// A reporter that looks rules up in `catalog`.
    #[must_use]
    pub fn new(catalog: Catalog<'c>, style: Style) -> Self {
        let theme = if style.color {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(style.width)
            .with_links(false)
            .without_cause_chain();
        Self {
            catalog,
            handler,
            style,
        }
    }
}

impl Reporter for Text<'_> {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let mut told = HashSet::new();
        for diagnostic in &report.diagnostics {
            let info = self.catalog.rule(&diagnostic.rule).filter(|_| told.insert(&diagnostic.rule));
            let shown = Shown::new(report, diagnostic, info.map(|info| self.footer(info)));
            let mut drawn = String::new();
            self.handler.render_report(&mut drawn, &shown).map_err(io::Error::other)?;
            writeln!(out, "{}", tidy(&drawn))?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", summary.sentence())?;
        if summary.at_least(Severity::Note) > 0 {
            writeln!(out, "`clauselint explain RULE` tells all about a rule.")?;
        }
        Ok(())
    }
}

impl Text<'_> {
    fn footer(&self, info: &RuleInfo) -> String {
        let laws: Vec<&str> = self.catalog.laws(info).map(|law| &*law.cite).collect();
        let mut parts = vec![
            format!("{}\n", info.help.trim()),
            format!("example: {}\n", info.suggestion.trim()),
            format!("why: {}\n", info.why.trim()),
        ];
        if !laws.is_empty() {
            parts.push(format!("law: {}", laws.join("; ")));
        }
        let width = self.style.width.saturating_sub(8).max(40);
        let wrapped = parts.iter().map(|part| textwrap::fill(part.trim(), width));
        wrapped.collect::<Vec<_>>().join("\n")
    }
}

/// miette leaves white space at the end of some lines.
fn tidy(drawn: &str) -> String {
    let lines = drawn.trim_matches('\n').lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// A diagnostic in miette's terms.
struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    snippet: Snippet,
    help: Option<String>,
    related: Vec<ShownRelated>,
}

struct ShownRelated {
    message: String,
    snippet: Snippet,
}

impl<'a> Shown<'a> {
    fn new(report: &FileReport, diagnostic: &'a Diagnostic, help: Option<String>) -> Self {
        let snippet = |span| Snippet::new(&report.path, &report.source, span);
        let related = diagnostic.related.iter().map(|related| ShownRelated {
            message: related.message.clone(),
            snippet: snippet(related.span),
        });
        Self {
            diagnostic,
            snippet: snippet(diagnostic.span),
            help,
            related: related.collect(),
        }
    }
}

impl miette::Diagnostic for Shown<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        Some(Box::new(format!("{}[{}]", self.diagnostic.severity, self.diagnostic.rule)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(label(&self.snippet, &self.diagnostic.label)))
    }

    fn related<'b>(&'b self) -> Option<Box<dyn Iterator<Item = &'b dyn miette::Diagnostic> + 'b>> {
        let related = self.related.iter().map(|related| related as &dyn miette::Diagnostic);
        Some(Box::new(related))
    }
}

impl miette::Diagnostic for ShownRelated {
    fn severity(&self) -> Option<miette::Severity> {
        Some(miette::Severity::Advice)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(label(&self.snippet, "")))
    }
}

fn label(snippet: &Snippet, words: &str) -> std::iter::Once<LabeledSpan> {
    let words = Some(words.to_owned()).filter(|words| !words.is_empty());
    let (start, len) = snippet.label;
    std::iter::once(LabeledSpan::new(words, start, len))
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl fmt::Display for ShownRelated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for ShownRelated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ShownRelated {}
