//! Findings as diagnostics.

use clauselint_rule::{Fix, RuleInfo, Severity};
use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, TextEdit, Uri,
};
use serde_json::json;

use crate::analysis::{Analysis, Linted, Outcome};

/// Whose diagnostics they are.
pub(crate) const SOURCE: &str = "clauselint";

/// Rules whose findings are words that nobody needs.
const UNNECESSARY: [&str; 1] = ["unused-suppression"];

/// All that is to be told of a document, in the order of the report.
pub(crate) fn all(uri: &Uri, analysis: &Analysis, related: bool) -> Vec<Diagnostic> {
    match &analysis.outcome {
        Outcome::Nothing => Vec::new(),
        Outcome::Failed(why) => vec![Diagnostic {
            severity: Some(DiagnosticSeverity::Error),
            source: Some(SOURCE.into()),
            message: why.clone().into(),
            ..Diagnostic::default()
        }],
        Outcome::Linted(linted) => {
            let rules = analysis.rules();
            let found = linted.report.diagnostics.iter();
            found
                .map(|found| diagnostic(uri, analysis, linted, &rules, found, related))
                .collect()
        }
    }
}

/// A finding as the client sees it.
pub(crate) fn diagnostic(
    uri: &Uri,
    analysis: &Analysis,
    linted: &Linted,
    rules: &[&RuleInfo],
    found: &clauselint_rule::Diagnostic,
    related: bool,
) -> Diagnostic {
    let info = rules.iter().find(|info| info.id == found.rule);
    let url = info.map_or("", |info| &info.url);
    let others = found.related.iter().map(|other| {
        let location = Location::new(uri.clone(), analysis.range(linted, other.span));
        DiagnosticRelatedInformation::new(location, other.message.clone())
    });
    let others: Vec<DiagnosticRelatedInformation> = others.collect();
    let id = found.rule.as_str();
    Diagnostic {
        range: analysis.range(linted, found.span),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Note => DiagnosticSeverity::Information,
        }),
        code: Some(id.to_owned().into()),
        code_description: (!url.is_empty()).then(|| CodeDescription::new(Uri(url.to_owned()))),
        source: Some(SOURCE.into()),
        message: found.message.clone().into(),
        tags: UNNECESSARY
            .contains(&id)
            .then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (related && !others.is_empty()).then_some(others),
        data: found
            .fix
            .as_ref()
            .map(|fix| json!({"fixes": [fix_data(analysis, linted, fix)]})),
    }
}

fn fix_data(analysis: &Analysis, linted: &Linted, fix: &Fix) -> serde_json::Value {
    let edits = text_edits(analysis, linted, &fix.edits);
    json!({"title": fix.title, "safe": fix.safe, "edits": edits})
}

/// Edits as the client makes them.
pub(crate) fn text_edits(
    analysis: &Analysis,
    linted: &Linted,
    edits: &[clauselint_rule::Edit],
) -> Vec<TextEdit> {
    let edit = |edit: &clauselint_rule::Edit| {
        TextEdit::new(analysis.range(linted, edit.span), edit.text.clone())
    };
    edits.iter().map(edit).collect()
}
