use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use clauselint_mend::Mender;
use clauselint_reading::{KnownFacts, Memory, Reading, Vocabulary};
use clauselint_rule::{Context, Diagnostic, Finding, Related, Rule, RuleId, RuleInfo, Severity};
use clauselint_source::Source;
use clauselint_syntax::{Document, Format};
use rayon::prelude::*;

use crate::baseline::Parted;
use crate::cache::{Cache, Keys};
use crate::guard::guarded;
use crate::open::opened;
use crate::since::{self, Previous};
use crate::suppress::{self, Names, Sifted};
use crate::{Baseline, Fault, FileReport, LIMIT, Note, Selection, coverage, path};

/// Documents with more clean text run their rules in parallel; below that
/// handing them out costs more than it saves.
const PARALLEL_BYTES: usize = 256 * 1024;
/// The same where no other document is at hand that could keep the cores busy.
const PARALLEL_DRAFT: usize = 8 * 1024;

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
    /// The version before, where somebody asks for it.
    before: Option<Vec<u8>>,
    haste: Haste<'a>,
}

/// How quickly a result is wanted.
#[derive(Clone, Copy)]
struct Haste<'a> {
    /// Longer texts run their rules in parallel.
    parallel: usize,
    /// Whether nobody waits for it any more.
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
    previous: Option<&'r Previous<'r>>,
    baseline: Option<&'r Baseline>,
    cache: Option<(&'r Cache, Keys)>,
    limit: u64,
}

impl<'r> Linter<'r> {
    /// A linter with the selected ones of `rules`, each of which is shown
    /// `context`; its findings matter as much as the selection says.
    #[must_use]
    pub fn new(rules: &'r [Box<dyn Rule>], selection: &Selection, context: Context) -> Self {
        Self::of(
            rules.iter().map(|rule| &**rule).collect(),
            selection,
            context,
        )
    }

    /// The same with rules that stand in several places.
    #[must_use]
    pub fn of(all: Vec<&'r dyn Rule>, selection: &Selection, context: Context) -> Self {
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
            previous: None,
            baseline: None,
            cache: None,
            limit: LIMIT,
        }
    }

    /// Refuses what takes more bytes.
    #[must_use]
    pub fn with_limit(self, limit: u64) -> Self {
        Self { limit, ..self }
    }

    /// The most bytes that a policy may take.
    #[must_use]
    pub const fn limit(&self) -> u64 {
        self.limit
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

    /// Compares each file to the version before it, for rules that look at both.
    #[must_use]
    pub fn with_previous(self, previous: &'r Previous<'r>) -> Self {
        Self {
            previous: Some(previous),
            ..self
        }
    }

    /// Parts findings that a baseline lists from the others.
    #[must_use]
    pub fn with_baseline(self, baseline: Option<&'r Baseline>) -> Self {
        Self { baseline, ..self }
    }

    /// Takes results from a cache, and keeps new ones there. `kind` stands for
    /// all that decides what is found and that a linter does not know: the
    /// version of clauselint, what is in packs and in the baseline.
    #[must_use]
    pub fn with_cache(self, cache: Option<&'r Cache>, kind: &[u8]) -> Self {
        let decided = [
            kind.to_vec(),
            format!("{:?} {:?}", self.context, self.known).into(),
        ];
        let rules = self.rules.iter().map(|rule| {
            let info = rule.info();
            let severity = self.severities[info.id.as_str()];
            format!("{} {} {severity}", info.pack, info.id).into_bytes()
        });
        let keys = Keys::of(decided.into_iter().chain(rules));
        Self {
            cache: cache.map(|cache| (cache, keys)),
            ..self
        }
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
        let before = self.before(path)?;
        // What is asked of a policy is not kept.
        let Some((cache, keys)) = self.cache.as_ref().filter(|_| !self.coverage) else {
            return self.lint_anew(path, Source::decode(bytes)?, before);
        };
        let key = keys.key(path, before.as_deref(), &bytes);
        let source = Source::decode(bytes)?;
        let kept = cache.get(&key);
        if let Some(results) = kept.and_then(|entry| entry.results(source.text())) {
            return Ok(results.report(path::shown(path), source));
        }
        let report = self.lint_anew(path, source, before)?;
        cache.put(&key, &report);
        Ok(report)
    }

    fn lint_anew(
        &self,
        path: &Path,
        source: Source,
        before: Option<Vec<u8>>,
    ) -> Result<FileReport, Fault> {
        let (source, document) = opened(source, path, None)?;
        let pace = Pace {
            memory: None,
            before,
            haste: Haste {
                parallel: PARALLEL_BYTES,
                is_stale: &|| false,
            },
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
        let (size, limit) = (draft.text.len() as u64, self.limit);
        if size > limit {
            return Err(Fault::TooLarge { size, limit });
        }
        let source = Source::decode(draft.text.as_bytes().to_vec())?;
        let (source, document) = opened(source, draft.path, draft.format)?;
        if (draft.is_stale)() {
            return Ok(None);
        }
        let pace = Pace {
            memory: Some(draft.memory),
            before: self.before(draft.path)?,
            haste: Haste {
                parallel: PARALLEL_DRAFT,
                is_stale: draft.is_stale,
            },
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
        let mender = Mender::new(&document, source.text());
        let readable = reading.facts.understood && reading.facts.is_policy;
        let failed = AtomicBool::new(false);
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        if readable {
            diagnostics = self.findings(&reading, &mender, pace.haste, &failed);
            let before = pace.before;
            let since = before.and_then(|before| self.since(path, before, &reading, &mender));
            diagnostics.extend(since);
        }
        if (pace.haste.is_stale)() {
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
        // Whether it is listed changes nothing in what the policy says.
        let coverage = if self.coverage && readable {
            coverage::gather(&self.rules, &reading, &self.context, &diagnostics)
        } else {
            Vec::new()
        };
        let Parted {
            new: diagnostics,
            known,
            stale,
        } = self.part(path, diagnostics, &source, &document);
        let seen = look(&reading);
        let report = FileReport {
            path: path::shown(path),
            format: document.format,
            notes: Note::all(&source, &reading),
            source,
            document: OnceLock::from(document),
            diagnostics,
            suppressed,
            known,
            stale,
            coverage,
            failed: failed.into_inner(),
        };
        Some((report, seen))
    }

    /// What the rules find, in no order; `failed` is told where one of them does.
    fn findings(
        &self,
        reading: &Reading<'_>,
        mender: &Mender<'_>,
        haste: Haste<'_>,
        failed: &AtomicBool,
    ) -> Vec<Diagnostic> {
        let document = reading.document;
        let check = |rule: &&dyn Rule| -> Vec<Diagnostic> {
            if (haste.is_stale)() {
                return Vec::new();
            }
            let findings = guarded(*rule, reading, &self.context).into_iter();
            findings
                .inspect(|finding| {
                    failed.fetch_or(finding.failed, Ordering::Relaxed);
                })
                .map(|finding| self.diagnostic(*rule, finding, document, mender))
                .collect()
        };
        if document.text.len() > haste.parallel {
            self.rules.par_iter().flat_map_iter(check).collect()
        } else {
            self.rules.iter().flat_map(check).collect()
        }
    }

    /// The file of a rule that runs.
    #[must_use]
    pub fn info(&self, id: &RuleId) -> Option<&'r RuleInfo> {
        let mut infos = self.rules.iter().map(|rule| rule.info());
        infos.find(|info| info.id == *id)
    }

    /// The rule that looks at the version before, where it runs.
    fn comparing(&self) -> Option<&'r dyn Rule> {
        let mut rules = self.rules.iter();
        rules.find(|rule| rule.info().id == since::CHANGED).copied()
    }

    /// The version before, where somebody asks for it.
    fn before(&self, path: &Path) -> Result<Option<Vec<u8>>, Fault> {
        let (Some(_), Some(previous)) = (self.comparing(), self.previous) else {
            return Ok(None);
        };
        let before = previous(path).map_err(Fault::Previous)?;
        // Neither version is larger than what is read.
        Ok(before.filter(|before| before.len() as u64 <= self.limit))
    }

    /// What the version before makes of it.
    fn since(
        &self,
        path: &Path,
        before: Vec<u8>,
        reading: &Reading<'_>,
        mender: &Mender<'_>,
    ) -> Option<Diagnostic> {
        let rule = self.comparing()?;
        let finding = since::check(reading, path, before, self.vocabulary, &self.known)?;
        Some(self.diagnostic(rule, finding, reading.document, mender))
    }

    fn part(
        &self,
        path: &Path,
        diagnostics: Vec<Diagnostic>,
        source: &Source,
        document: &Document,
    ) -> Parted {
        let Some(baseline) = self.baseline else {
            return Parted {
                new: diagnostics,
                ..Parted::default()
            };
        };
        let info = |id: &RuleId| self.info(id);
        let runs = |id: &str| self.severities.contains_key(id);
        baseline.part(path, diagnostics, (source, document), info, runs)
    }

    fn diagnostic(
        &self,
        rule: &dyn Rule,
        finding: Finding,
        document: &Document,
        mender: &Mender<'_>,
    ) -> Diagnostic {
        let related = finding.related.into_iter();
        let related = related.map(|(span, message)| (span, message, None));
        let again = finding.again.into_iter();
        let again = again.map(|place| (place.span, place.note, Some(place.told)));
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
                .chain(again)
                .map(|(span, message, again)| Related {
                    span: document.locate(span),
                    message,
                    again,
                })
                .collect(),
            fix: finding.fix.and_then(|mend| mender.fix(&mend)),
        }
    }
}
