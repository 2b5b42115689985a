//! A state of a document, linted.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use clauselint_builtin::provision;
use clauselint_engine::{Baseline, Draft, Fault, FileReport};
use clauselint_reading::Reading;
use clauselint_report::Catalog;
use clauselint_rule::{Context, RuleInfo};
use clauselint_source::Span;
use clauselint_syntax::Format;
use gen_lsp_types::{Position, Range};

use crate::position::{Encoding, Lines};
use crate::queue::Task;
use crate::tokens::{self, Token};
use crate::uri;
use crate::workspace::Standing;

/// A state of a document with what was found in it.
pub(crate) struct Analysis {
    pub(crate) generation: u64,
    /// The client's text, which positions are of.
    pub(crate) text: Arc<String>,
    pub(crate) lines: Lines,
    pub(crate) standing: Arc<Standing>,
    pub(crate) outcome: Outcome,
}

/// What came of a document.
pub(crate) enum Outcome {
    /// It is no policy, or has no words.
    Nothing,
    /// It was linted.
    Linted(Box<Linted>),
    /// It could not be: why.
    Failed(String),
}

/// A policy that was linted.
pub(crate) struct Linted {
    pub(crate) report: FileReport,
    /// The topics of each section's own clauses.
    pub(crate) topics: Vec<BTreeSet<&'static str>>,
    /// Words of statements, by place in the source's text.
    pub(crate) tokens: Vec<(Span, Token)>,
}

/// Lints a document; none where nobody waits for it any more.
pub(crate) fn analyse(task: &Task, context: Context, encoding: Encoding) -> Option<Analysis> {
    let path = uri::path(&task.uri);
    let standing = task.standing.clone();
    let standing = standing.unwrap_or_else(|| Arc::new(standing_of(task, path.as_deref())));
    let outcome = match &*standing {
        Standing::Policy(_) => {
            // A fault of ours is no reason to leave the user's editor.
            let lint = AssertUnwindSafe(|| lint(task, &standing, path, context));
            let broken =
                "clauselint failed on this text, which is a fault of its code; its log says more";
            catch_unwind(lint).unwrap_or_else(|_| Some(Outcome::Failed(broken.into())))?
        }
        Standing::Other => Outcome::Nothing,
        Standing::Broken(error, _) => Outcome::Failed(format!(
            "no rule was run, since the configuration cannot be used: {}",
            crate::faults::summary(error)
        )),
    };
    Some(Analysis {
        generation: task.generation,
        lines: Lines::new(&task.text, encoding),
        text: Arc::clone(&task.text),
        standing,
        outcome,
    })
}

fn standing_of(task: &Task, path: Option<&Path>) -> Standing {
    if path.is_none() && !uri::is_untitled(&task.uri) {
        // Of a repository's past, an output channel, another machine.
        return Standing::Other;
    }
    if path.is_none() && format(&task.language).is_none() {
        return Standing::Other;
    }
    task.workspace.standing(path)
}

fn lint(
    task: &Task,
    standing: &Standing,
    path: Option<PathBuf>,
    context: Context,
) -> Option<Outcome> {
    let Standing::Policy(part) = standing else {
        return Some(Outcome::Nothing);
    };
    let mut memory = task.memory.lock().unwrap_or_else(PoisonError::into_inner);
    let draft = Draft {
        path: &path.unwrap_or_else(|| PathBuf::from("untitled")),
        format: format(&task.language),
        text: &task.text,
        is_stale: &|| task.is_stale(),
        memory: &mut memory,
    };
    let look = |reading: &Reading<'_>| (topics(reading), tokens::find(reading));
    // One that cannot be read hides nothing; the command line tells what is wrong.
    let baseline = part.project.settings.baseline.value.as_deref();
    let baseline = baseline.and_then(|path| Baseline::read(path).ok());
    let linter = part.linter(context).with_baseline(baseline.as_ref());
    Some(match linter.lint_draft(draft, look) {
        Ok(linted) => {
            let (report, (topics, tokens)) = linted?;
            Outcome::Linted(Box::new(Linted {
                report,
                topics,
                tokens,
            }))
        }
        // Somebody is about to write it.
        Err(Fault::Empty) => Outcome::Nothing,
        Err(fault) => Outcome::Failed(fault.to_string()),
    })
}

/// The format of what a client calls a language; none for others.
fn format(language: &str) -> Option<Format> {
    match language {
        "markdown" | "mdx" | "quarto" | "rmd" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        "plaintext" | "text" => Some(Format::Text),
        _ => None,
    }
}

fn topics(reading: &Reading<'_>) -> Vec<BTreeSet<&'static str>> {
    let mut topics = vec![BTreeSet::new(); reading.document.sections.len()];
    for clause in &reading.clauses {
        let passage = &reading.passages[clause.passage as usize];
        topics[reading.section(passage) as usize].insert(clause.topic.name());
    }
    topics
}

impl Analysis {
    /// What was linted, where something was.
    pub(crate) fn linted(&self) -> Option<&Linted> {
        match &self.outcome {
            Outcome::Linted(linted) => Some(linted),
            Outcome::Nothing | Outcome::Failed(_) => None,
        }
    }

    /// The rules at hand.
    pub(crate) fn rules(&self) -> Vec<&RuleInfo> {
        match &*self.standing {
            Standing::Policy(part) => part.project.ruleset.infos(),
            Standing::Other | Standing::Broken(..) => Vec::new(),
        }
    }

    /// A catalog of rules with the table of laws.
    pub(crate) fn catalog<'c>(rules: &'c [&'c RuleInfo]) -> Catalog<'c> {
        Catalog::new(rules, provision)
    }

    /// The client's range of a span of the source's text.
    pub(crate) fn range(&self, linted: &Linted, span: Span) -> Range {
        // A byte order mark is part of the client's text, and not of ours.
        let span = linted.report.source.file_span(span);
        self.lines.range(&self.text, span)
    }

    /// The byte of the source's text at the client's position.
    pub(crate) fn offset(&self, linted: &Linted, position: Position, encoding: Encoding) -> u32 {
        let at = crate::position::offset(&self.text, position, encoding) as u32;
        at.saturating_sub(linted.report.source.file_span(Span::default()).start)
    }
}
