//! How often each rule fired, in place of where.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clauselint_engine::FileReport;
use clauselint_rule::{RuleId, Severity};

use crate::{Reporter, Summary};

/// Writes a line a rule once all files are read: its findings, the files that
/// they are in, its id; the most frequent first.
#[derive(Debug)]
pub struct Statistics {
    quiet: bool,
    rules: BTreeMap<RuleId, Count>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    severity: Severity,
    findings: usize,
    files: usize,
}

impl Statistics {
    /// A reporter; a quiet one leaves the summary out.
    #[must_use]
    pub const fn new(quiet: bool) -> Self {
        Self {
            quiet,
            rules: BTreeMap::new(),
        }
    }
}

impl Reporter for Statistics {
    fn file(&mut self, report: &FileReport, _: &mut dyn Write) -> io::Result<()> {
        let mut own: BTreeMap<&RuleId, Count> = BTreeMap::new();
        for found in &report.diagnostics {
            let count = own.entry(&found.rule).or_insert(Count {
                severity: found.severity,
                findings: 0,
                files: 1,
            });
            count.findings += 1;
            count.severity = count.severity.max(found.severity);
        }
        for (rule, count) in own {
            let known = self.rules.entry(rule.clone());
            known
                .and_modify(|all| {
                    all.findings += count.findings;
                    all.files += 1;
                    all.severity = all.severity.max(count.severity);
                })
                .or_insert(count);
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut rules: Vec<(&RuleId, &Count)> = self.rules.iter().collect();
        rules.sort_by(|a, b| (b.1.findings, a.0).cmp(&(a.1.findings, b.0)));
        let width = |number: Option<usize>| number.unwrap_or(0).to_string().len();
        let findings = width(rules.first().map(|(_, count)| count.findings));
        let files = width(rules.iter().map(|(_, count)| count.files).max());
        for (rule, count) in rules {
            let kind = match count.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            writeln!(
                out,
                "{:>findings$} in {:>files$} {}  {kind:<7}  {rule}",
                count.findings,
                count.files,
                if count.files == 1 { "file " } else { "files" },
            )?;
        }
        if self.quiet {
            return Ok(());
        }
        writeln!(out, "{}", summary.sentence())
    }
}
