//! Configurations that cannot be used, as diagnostics of their files.

use clauselint_pack::PackError;
use clauselint_project::{LockError, ProjectError};
use clauselint_source::Span;
use clauselint_toml::Fault;
use gen_lsp_types::{Diagnostic, DiagnosticSeverity, Range, Uri};

use crate::diagnostics::SOURCE;
use crate::position::{Encoding, Lines};
use crate::uri;
use crate::workspace::Origin;

/// What is wrong, in one line.
pub(crate) fn summary(error: &ProjectError) -> String {
    let messages = messages(error);
    let first = messages.first().cloned().unwrap_or_default();
    match messages.len().saturating_sub(1) {
        0 => first,
        more => format!("{first} (and {more} more)"),
    }
}

/// All that is wrong, each with its file where that is not part of it.
fn messages(error: &ProjectError) -> Vec<String> {
    let told = |fault: &Fault| {
        if fault.is_placeless() {
            return fault.to_string();
        }
        let (line, column) = fault.line_and_column();
        format!("{}:{line}:{column}: {fault}", fault.file())
    };
    match error {
        ProjectError::Configuration(faults) => faults.iter().map(told).collect(),
        ProjectError::Packs(errors) => errors
            .iter()
            .map(|error| match error {
                PackError::Fault(fault) => told(fault),
                error => error.to_string(),
            })
            .collect(),
        ProjectError::Lock(LockError::Form { faults, .. }) => faults.iter().map(told).collect(),
        ProjectError::Lock(error) => vec![error.to_string()],
        ProjectError::Unlocked(lock, faults) => faults
            .iter()
            .map(|fault| format!("{}: {fault}", lock.display()))
            .collect(),
    }
}

/// Diagnostics for the files that are at fault, as far as they are files.
pub(crate) fn diagnostics(
    error: &ProjectError,
    origin: &Origin,
    encoding: Encoding,
) -> Vec<(Uri, Diagnostic)> {
    let placed = |fault: &Fault| {
        let file = origin.file(fault.file())?;
        let lines = Lines::new(fault.text(), encoding);
        let span = fault.span();
        let span = Span::new(span.start as u32, span.end as u32);
        let advice = fault.advice().map(|advice| format!("\n{advice}"));
        let message = format!("{fault}{}", advice.unwrap_or_default());
        Some((
            uri::of(&file),
            diagnostic(lines.range(fault.text(), span), message),
        ))
    };
    let whole = |file: &std::path::Path, message: String| {
        let file = origin.file(&file.to_string_lossy())?;
        Some((uri::of(&file), diagnostic(Range::default(), message)))
    };
    match error {
        ProjectError::Configuration(faults) => faults.iter().filter_map(placed).collect(),
        ProjectError::Packs(errors) => {
            let faults = errors.iter().filter_map(|error| match error {
                PackError::Fault(fault) => Some(fault),
                _ => None,
            });
            faults.filter_map(|fault| placed(fault)).collect()
        }
        ProjectError::Lock(LockError::Form { faults, .. }) => {
            faults.iter().filter_map(placed).collect()
        }
        ProjectError::Lock(
            error @ (LockError::Unreadable { path, .. }
            | LockError::Unwritable { path, .. }
            | LockError::Newer { path, .. }),
        ) => whole(path, error.to_string()).into_iter().collect(),
        ProjectError::Unlocked(lock, faults) => faults
            .iter()
            .filter_map(|fault| whole(lock, fault.to_string()))
            .collect(),
    }
}

fn diagnostic(range: Range, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        source: Some(SOURCE.into()),
        message: message.into(),
        ..Diagnostic::default()
    }
}
