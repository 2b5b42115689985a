//! What a person reads in a terminal, drawn by miette.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{self, Write};

use clauselint_engine::FileReport;
use clauselint_rule::{Diagnostic, RuleId, RuleInfo, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan};

use crate::printable::printable;
use crate::snippet::Snippets;
use crate::{Catalog, Reporter, Summary, plural};

/// Other places that belong to a finding are shown up to this number.
const RELATED: usize = 3;

/// How text output looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours are used.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// Writes full diagnostics: the spot, how to mend it, why it matters, the law.
///
/// How, why and law are told at a rule's first finding in a file; the others
/// show their spot.
pub struct Text<'c> {
    catalog: Catalog<'c>,
    handler: GraphicalReportHandler,
    /// The same for messages that fit a line.
    unwrapped: GraphicalReportHandler,
    theme: GraphicalTheme,
    style: Style,
    quiet: bool,
    unsafe_fixes: bool,
    /// What miette drew last.
    drawn: String,
    /// What was told of rules so far: to break it into lines costs as much as
    /// to find what it is told of.
    advice: HashMap<RuleId, String>,
}

impl<'c> Text<'c> {
    /// A reporter that looks rules up in `catalog`, and closes with the counts
    /// unless it is `quiet`.
    #[must_use]
    pub fn new(catalog: Catalog<'c>, style: Style, quiet: bool) -> Self {
        let theme = if style.color {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            .with_width(style.width)
            .with_links(false)
            .with_break_words(false)
            .without_cause_chain();
        Self {
            catalog,
            unwrapped: handler.clone().with_wrap_lines(false),
            handler,
            theme,
            style,
            quiet,
            unsafe_fixes: false,
            drawn: String::new(),
            advice: HashMap::new(),
        }
    }

    /// Counts fixes that somebody has to read among those that can be made,
    /// since they are asked for.
    #[must_use]
    pub fn with_unsafe_fixes(self, unsafe_fixes: bool) -> Self {
        Self {
            unsafe_fixes,
            ..self
        }
    }
}

impl Reporter for Text<'_> {
    fn file(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let mut told = HashSet::new();
        for diagnostic in &report.diagnostics {
            self.draw(report, diagnostic)?;
            for line in tidy(&self.drawn) {
                out.write_all(line.as_bytes())?;
                out.write_all(b"\n")?;
            }
            if told.insert(&diagnostic.rule) {
                out.write_all(self.advice(&diagnostic.rule).as_bytes())?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.quiet || summary.files == 0 {
            return Ok(());
        }
        writeln!(out, "{}", summary.sentence())?;
        if let Some(fixable) = summary.fixable(self.unsafe_fixes) {
            writeln!(out, "{fixable}")?;
        }
        if summary.at_least(Severity::Note) > 0 {
            writeln!(out, "`clauselint explain RULE` tells all about a rule.")?;
        }
        Ok(())
    }
}

impl Text<'_> {
    fn draw(&mut self, report: &FileReport, diagnostic: &Diagnostic) -> io::Result<()> {
        let shown = Shown::new(report, diagnostic, self.style.width);
        self.drawn.clear();
        let handler = match is_line(&shown.message, self.style.width) {
            true => &self.unwrapped,
            false => &self.handler,
        };
        let done = handler.render_report(&mut self.drawn, &shown);
        done.map_err(io::Error::other)
    }

    /// What to do about a rule's findings, why, and the law, as miette draws
    /// its own `help:`.
    fn advice(&mut self, rule: &RuleId) -> &str {
        if !self.advice.contains_key(rule) {
            let info = self.catalog.rule(rule);
            let advice = info.map(|info| self.advise(info)).unwrap_or_default();
            self.advice.insert(rule.clone(), advice);
        }
        &self.advice[rule]
    }

    fn advise(&self, info: &RuleInfo) -> String {
        let laws: Vec<&str> = self.catalog.laws(info).map(|law| law.cite).collect();
        let part = |name: &str, text: &str| {
            let name = self.theme.styles.help.style(name).to_string();
            let options = textwrap::Options::new(self.style.width.saturating_sub(2))
                .initial_indent(&name)
                .subsequent_indent("        ")
                .break_words(false);
            let filled = textwrap::fill(text, options);
            tidy(&filled).fold(String::new(), |lines, line| lines + line + "\n")
        };
        let mut parts = String::new();
        if let Some(help) = help(info) {
            parts += &part("  help: ", &help);
        }
        if !info.why.is_empty() || !laws.is_empty() {
            parts += "\n";
        }
        if !info.why.is_empty() {
            parts += &part("   why: ", info.why.trim());
        }
        if !laws.is_empty() {
            parts += &part("   law: ", &laws.join("; "));
        }
        parts
    }
}

/// What miette puts before and behind a message, in columns at most.
const FRAME: usize = 8;

/// Whether a message certainly fits a line; to look for where it could be
/// broken costs more than to find what it tells.
fn is_line(message: &str, width: usize) -> bool {
    message.len() + FRAME <= width && message.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// miette leaves white space at the end of some lines.
fn tidy(drawn: &str) -> impl Iterator<Item = &str> {
    drawn.trim_matches('\n').lines().map(str::trim_end)
}

/// A diagnostic in miette's terms.
struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    message: String,
    snippets: Snippets<'a>,
    labels: Vec<LabeledSpan>,
}

impl<'a> Shown<'a> {
    fn new(report: &'a FileReport, diagnostic: &'a Diagnostic, width: usize) -> Self {
        let mut snippets = Snippets::new(&report.path, &report.source, width.saturating_sub(6));
        let (start, len) = snippets.add(diagnostic.span);
        let label = Some(printable(&diagnostic.label)).filter(|label| !label.is_empty());
        let mut labels = vec![LabeledSpan::new_primary_with_span(label, (start, len))];
        let more = diagnostic.related.len().saturating_sub(RELATED);
        for (at, related) in diagnostic.related.iter().take(RELATED).enumerate() {
            let (start, len) = snippets.add(related.span);
            let mut words = printable(&related.message);
            if more > 0 && at + 1 == RELATED {
                words += &format!(", and in {}", plural(more, "more place"));
            }
            labels.push(LabeledSpan::new(Some(words), start, len));
        }
        Self {
            diagnostic,
            message: printable(&diagnostic.message),
            snippets,
            labels,
        }
    }
}

/// What to do, with a sentence to begin with.
fn help(info: &RuleInfo) -> Option<String> {
    let (help, suggestion) = (info.help.trim(), info.suggestion.trim());
    match (help, suggestion) {
        ("", "") => None,
        (help, "") => Some(help.to_owned()),
        ("", suggestion) => Some(format!("for example:\n\"{suggestion}\"")),
        (help, suggestion) => Some(format!("{help} For example:\n\"{suggestion}\"")),
    }
}

impl miette::Diagnostic for Shown<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        Some(Box::new(format!(
            "{}[{}]",
            self.diagnostic.severity, self.diagnostic.rule
        )))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.snippets)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}
