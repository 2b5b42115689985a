use std::any::Any;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use clauselint_reading::{KnownFacts, Memory, Reading, Vocabulary};
use clauselint_rule::{Context, Diagnostic, Edit, Finding, Fix, Related, Rule, RuleInfo, Severity};
use clauselint_source::{Encoding, Source};
use clauselint_syntax::{Document, Format};
use rayon::prelude::*;

use crate::suppress::{self, Names, Sifted, Suppressed};
use crate::{Disclosure, Fault, Selection, coverage};

/// Documents with more clean text run their rules in parallel; below that
/// handing them out costs more than it saves.
const PARALLEL_BYTES: usize = 256 * 1024;
/// The same where no other document is at hand that could keep the cores busy.
const PARALLEL_DRAFT: usize = 8 * 1024;

/// A linted file.
#[derive(Debug)]
pub struct FileReport {
    /// Its path as the user wrote it, with forward slashes.
    pub path: String,
    /// The format that it was read as.
    pub format: Format,
    /// Its text.
    pub source: Source,
    /// Its parsed text.
    pub document: Document,
    /// What was found, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is suppressed by comments.
    pub suppressed: Vec<Suppressed>,
    /// How it stands to what rules ask it to say; empty where
    /// [`Linter::with_coverage`] did not ask for it.
    pub coverage: Vec<Disclosure>,
    /// Whether one of them tells that a rule could not be checked.
    pub failed: bool,
    /// What a user should know of how it was read.
    pub notes: Vec<String>,
}

/// A text that somebody is writing.
pub struct Draft<'a> {
    /// The path that it is saved under, or would be; its ending tells the format.
    pub path: &'a Path,
    /// The format where the path tells none.
    pub format: Option<Format>,
    /// The text.
    pub text: &'a str,
    /// Whether nobody waits for it any more, asked between the steps of the work.
    pub is_stale: &'a (dyn Fn() -> bool + Sync),
    /// What is known of the state before, by the same linter's vocabulary.
    pub memory: &'a mut Memory,
}

/// How a text is gone about.
struct Pace<'a> {
    memory: Option<&'a mut Memory>,
    /// Longer ones run their rules in parallel.
    parallel: usize,
    is_stale: &'a (dyn Fn() -> bool + Sync),
}

/// Runs rules over policies.
pub struct Linter<'r> {
    rules: Vec<&'r dyn Rule>,
    severities: HashMap<&'r str, Severity>,
    names: Names<'r>,
    context: Context,
    coverage: bool,
    vocabulary: &'r Vocabulary,
    known: KnownFacts,
}

impl<'r> Linter<'r> {
    /// A linter with the selected ones of `rules`, each of which is shown
    /// `context`; its findings matter as much as the selection says.
    #[must_use]
    pub fn new(rules: &'r [Box<dyn Rule>], selection: &Selection, context: Context) -> Self {
        let all: Vec<&dyn Rule> = rules.iter().map(|rule| &**rule).collect();
        let runs = |rule: &&dyn Rule| selection.contains(&rule.info().id);
        let running: Vec<&dyn Rule> = all.iter().copied().filter(runs).collect();
        let infos = running.iter().map(|rule| rule.info());
        let severity = |info: &'r RuleInfo| Some((info.id.as_str(), selection.severity(&info.id)?));
        Self {
            names: Names::new(&all, &running),
            severities: infos.filter_map(severity).collect(),
            rules: running,
            context,
            coverage: false,
            vocabulary: Vocabulary::builtin(),
            known: KnownFacts::default(),
        }
    }

    /// Looks for the words of packs, too.
    #[must_use]
    pub fn with_vocabulary(self, vocabulary: &'r Vocabulary) -> Self {
        Self { vocabulary, ..self }
    }

    /// Takes the author's word for what the text need not tell.
    #[must_use]
    pub fn with_known(self, known: KnownFacts) -> Self {
        Self { known, ..self }
    }

    /// Besides tells of each file how it stands to what rules ask it to say.
    #[must_use]
    pub fn with_coverage(self, coverage: bool) -> Self {
        Self { coverage, ..self }
    }

    /// Lints the bytes of a file.
    ///
    /// # Errors
    /// [`Fault::Undecodable`] for what is no text, [`Fault::Empty`] for what
    /// has no words.
    pub fn lint(&self, path: &Path, bytes: Vec<u8>) -> Result<FileReport, Fault> {
        let (source, document) = open(path, bytes)?;
        let pace = Pace {
            memory: None,
            parallel: PARALLEL_BYTES,
            is_stale: &|| false,
        };
        let report = self.report(path, source, document, pace, |_| ());
        // Nobody tires of waiting.
        report.map(|(report, ())| report).ok_or(Fault::Empty)
    }

    /// Lints a text that somebody is writing, and takes a look at its reading;
    /// none where nobody waits for it any more.
    ///
    /// # Errors
    /// As [`Linter::lint`].
    pub fn lint_draft<T>(
        &self,
        draft: Draft<'_>,
        look: impl FnOnce(&Reading<'_>) -> T,
    ) -> Result<Option<(FileReport, T)>, Fault> {
        let source = Source::decode(draft.text.as_bytes().to_vec())?;
        let (source, document) = opened(source, draft.path, draft.format)?;
        if (draft.is_stale)() {
            return Ok(None);
        }
        let pace = Pace {
            memory: Some(draft.memory),
            parallel: PARALLEL_DRAFT,
            is_stale: draft.is_stale,
        };
        Ok(self.report(draft.path, source, document, pace, look))
    }

    /// None where nobody waits for it any more.
    fn report<T>(
        &self,
        path: &Path,
        source: Source,
        document: Document,
        pace: Pace<'_>,
        look: impl FnOnce(&Reading<'_>) -> T,
    ) -> Option<(FileReport, T)> {
        let (vocabulary, known) = (self.vocabulary, &self.known);
        let reading = match pace.memory {
            None => Reading::with_known(&document, vocabulary, known),
            Some(memory) => Reading::with_memory(&document, vocabulary, known, memory),
        };
        let is_stale = pace.is_stale;
        let failed = AtomicBool::new(false);
        let check = |rule: &&dyn Rule| -> Vec<Diagnostic> {
            if is_stale() {
                return Vec::new();
            }
            let findings = guarded(*rule, &reading, &self.context).into_iter();
            findings
                .inspect(|finding| {
                    failed.fetch_or(finding.failed, Ordering::Relaxed);
                })
                .map(|finding| self.diagnostic(*rule, finding, &document))
                .collect()
        };
        let facts = &reading.facts;
        let readable = facts.understood && facts.is_policy;
        let mut diagnostics: Vec<Diagnostic> = if !readable {
            Vec::new()
        } else if document.text.len() > pace.parallel {
            self.rules.par_iter().flat_map_iter(check).collect()
        } else {
            self.rules.iter().flat_map(check).collect()
        };
        if is_stale() {
            return None;
        }
        diagnostics.sort();
        let Sifted {
            diagnostics,
            suppressed,
        } = suppress::sift(
            diagnostics,
            &source,
            &document,
            &self.names,
            &self.severities,
            self.context.today,
        );
        let coverage = if self.coverage && readable {
            coverage::gather(&self.rules, &reading, &self.context, &diagnostics)
        } else {
            Vec::new()
        };
        let seen = look(&reading);
        let report = FileReport {
            path: path.to_string_lossy().replace('\\', "/"),
            format: document.format,
            notes: notes(&source, &reading),
            source,
            document,
            diagnostics,
            suppressed,
            coverage,
            failed: failed.into_inner(),
        };
        Some((report, seen))
    }

    fn diagnostic(&self, rule: &dyn Rule, finding: Finding, document: &Document) -> Diagnostic {
        let related = finding.related.into_iter();
        let fix = finding.fix.map(|fix| Fix {
            edits: fix
                .edits
                .into_iter()
                .map(|edit| located(edit, document))
                .collect(),
            ..fix
        });
        Diagnostic {
            span: document.locate(finding.span),
            rule: rule.info().id.clone(),
            message: finding.message,
            // Whatever the rule is worth: nobody knows whether the policy keeps it.
            severity: if finding.failed {
                Severity::Error
            } else {
                self.severities[rule.info().id.as_str()]
            },
            label: finding.label,
            related: related
                .map(|(span, message)| Related {
                    span: document.locate(span),
                    message,
                })
                .collect(),
            fix,
        }
    }
}

/// Decodes and parses a file; its name tells the format, and where that says
/// no more than "text", its words do.
///
/// # Errors
/// As [`Linter::lint`].
pub fn open(path: &Path, bytes: Vec<u8>) -> Result<(Source, Document), Fault> {
    opened(Source::decode(bytes)?, path, None)
}

/// As [`open`]; `told` is the format where the path tells none.
fn opened(source: Source, path: &Path, told: Option<Format>) -> Result<(Source, Document), Fault> {
    let format = match Format::of_path(path).or(told) {
        Some(Format::Text) | None => Format::of_text(source.text()),
        Some(format) => format,
    };
    let document = clauselint_syntax::parse(source.text(), format);
    if document.sentences.is_empty() {
        return Err(Fault::Empty);
    }
    Ok((source, document))
}

/// What a rule finds. One that panics takes neither the others nor whoever asked
/// down with it.
fn guarded(rule: &dyn Rule, reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
    let check = AssertUnwindSafe(|| rule.check(reading, context));
    catch_unwind(check).unwrap_or_else(|panic| {
        let id = &rule.info().id;
        vec![Finding {
            message: format!(
                "`{id}` could not be checked, which is a fault of its code: {}",
                said(&*panic)
            ),
            label: "not checked".into(),
            failed: true,
            ..Finding::default()
        }]
    })
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("it panicked")
}

fn located(edit: Edit, document: &Document) -> Edit {
    Edit {
        span: document.locate(edit.span),
        ..edit
    }
}

fn notes(source: &Source, reading: &Reading<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Encoding::Salvaged(count) = source.encoding() {
        let bytes = if count == 1 { "byte was" } else { "bytes were" };
        notes.push(format!(
            "is not valid UTF-8: {count} {bytes} read as Windows-1252"
        ));
    }
    if !reading.facts.understood {
        notes.push("does not read like English prose, which is all that the word lists know: no rule was run".into());
    } else if !reading.facts.is_policy {
        notes.push("does not read like a privacy policy: hardly a sentence speaks of data; no rule was run".into());
    } else if reading.clauses.is_empty() {
        notes.push(
            "does not read like a privacy policy: no sentence says what is done with data".into(),
        );
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_say_what_they_can() {
        let said_of = |panic: Box<dyn Any + Send>| said(&*panic).to_owned();
        assert_eq!(said_of(Box::new("one")), "one");
        assert_eq!(said_of(Box::new("two".to_owned())), "two");
        assert_eq!(said_of(Box::new(3)), "it panicked");
    }
}
