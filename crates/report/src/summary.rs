use clauselint_engine::FileReport;
use clauselint_rule::Severity;

/// Counts over all files of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files linted.
    pub files: usize,
    /// Errors found.
    pub errors: usize,
    /// Warnings found.
    pub warnings: usize,
    /// Notes found.
    pub notes: usize,
    /// Findings that the baseline lists; none of the others.
    pub known: usize,
}

impl Summary {
    /// Counts a file in.
    pub fn add(&mut self, report: &FileReport) {
        self.files += 1;
        self.known += report.known.len();
        for diagnostic in &report.diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
    }

    /// Findings at or above a severity.
    #[must_use]
    pub const fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        }
    }

    /// "2 errors, 1 warning in 1 file", or that nothing was found.
    #[must_use]
    pub fn sentence(&self) -> String {
        let kinds = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ];
        let told: Vec<String> = kinds
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, kind)| plural(*count, kind))
            .collect();
        let files = plural(self.files, "file");
        let known = match self.known {
            0 => String::new(),
            known => format!("; {known} more in the baseline"),
        };
        if told.is_empty() {
            format!("No findings in {files}{known}.")
        } else {
            format!("{} in {files}{known}.", told.join(", "))
        }
    }
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
