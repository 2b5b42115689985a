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
    /// Findings that can be mended without a change of meaning.
    pub safely_fixable: usize,
    /// Findings that can be mended by what somebody has to read.
    pub unsafely_fixable: usize,
}

impl Summary {
    /// Counts a file in.
    pub fn add(&mut self, report: &FileReport) {
        self.files += 1;
        self.known += report.known.len();
        for diagnostic in &report.diagnostics {
            match &diagnostic.fix {
                Some(fix) if fix.safe => self.safely_fixable += 1,
                Some(_) => self.unsafely_fixable += 1,
                None => {}
            }
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

    /// "2 fixable with `--fix`, 3 more with `--unsafe-fixes`."; none where
    /// nothing is. With `all`, those that are unsafe are asked for.
    #[must_use]
    pub fn fixable(&self, all: bool) -> Option<String> {
        let (safe, others) = (self.safely_fixable, self.unsafely_fixable);
        match (safe, others) {
            (0, 0) => None,
            _ if all => Some(format!(
                "{} fixable with `--fix --unsafe-fixes`.",
                safe + others
            )),
            (_, 0) => Some(format!("{safe} fixable with `--fix`.")),
            (0, _) => Some(format!("{others} fixable with `--fix --unsafe-fixes`.")),
            _ => Some(format!(
                "{safe} fixable with `--fix`, {others} more with `--unsafe-fixes`."
            )),
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

/// "1 file", "2 files".
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn what_can_be_fixed_is_told_with_the_option_that_does_it() {
        let told = |safely_fixable, unsafely_fixable, all| {
            let summary = Summary {
                safely_fixable,
                unsafely_fixable,
                ..Summary::default()
            };
            summary.fixable(all).unwrap_or_default()
        };
        let both = "2 fixable with `--fix`, 3 more with `--unsafe-fixes`.";
        assert_eq!(told(2, 3, false), both);
        assert_eq!(told(2, 3, true), "5 fixable with `--fix --unsafe-fixes`.");
        assert_eq!(told(1, 0, false), "1 fixable with `--fix`.");
        assert_eq!(told(0, 1, false), "1 fixable with `--fix --unsafe-fixes`.");
        assert_eq!(told(0, 0, true), "");
    }
}
