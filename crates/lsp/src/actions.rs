//! What can be done about findings.

use std::borrow::Cow;
use std::collections::HashMap;
use std::slice;

use clauselint_engine::{Suppressor, is_suppressible};
use clauselint_rule::{Diagnostic as Found, Edit, RuleInfo};
use clauselint_source::Span;
use gen_lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, Command, Diagnostic,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier, Uri,
    WorkspaceEdit,
};

use crate::analysis::{Analysis, Linted};
use crate::client::Client;
use crate::diagnostics::{diagnostic, text_edits};

/// The command that opens a rule's page.
pub(crate) const OPEN_PAGE: &str = "clauselint.openRulePage";

/// All safe fixes of a file at once.
pub(crate) const FIX_ALL: CodeActionKind =
    CodeActionKind::Custom(Cow::Borrowed("source.fixAll.clauselint"));

/// Stands where the author says why.
const REASON: &str = "reason";

/// A document whose findings are acted on.
pub(crate) struct Acting<'a> {
    pub(crate) uri: &'a Uri,
    pub(crate) version: i32,
    pub(crate) analysis: &'a Analysis,
    pub(crate) linted: &'a Linted,
    pub(crate) client: &'a Client,
}

impl Acting<'_> {
    /// What can be done about the findings that a range touches.
    pub(crate) fn actions(&self, range: Range, context: &CodeActionContext) -> Vec<CodeAction> {
        let asked = |kind: &str| is_asked(context.only.as_deref(), kind);
        let mut actions = Vec::new();
        if asked("quickfix") {
            let rules = self.analysis.rules();
            let here = self.touched(range);
            actions.extend(here.iter().filter_map(|found| self.fix(&rules, found)));
            // One comment does for all findings of a rule in one place.
            let mut seen = Vec::new();
            let suppressor = Suppressor::new(&self.linted.report);
            for found in here {
                if !seen.contains(&&found.rule) {
                    seen.push(&found.rule);
                    actions.extend(self.suppressions(&suppressor, &rules, found));
                    actions.extend(self.open_page(&rules, found));
                }
            }
        }
        if asked("source.fixAll.clauselint") {
            actions.extend(self.fix_all());
        }
        actions
    }

    fn touched(&self, range: Range) -> Vec<&Found> {
        let encoding = self.client.encoding;
        let offset = |position| self.analysis.offset(self.linted, position, encoding);
        let (start, end) = (offset(range.start), offset(range.end));
        let found = self.linted.report.diagnostics.iter();
        found
            .filter(|found| found.span.start <= end && start <= found.span.end)
            .collect()
    }

    fn diagnostic(&self, rules: &[&RuleInfo], found: &Found) -> Diagnostic {
        let related = self.client.related;
        diagnostic(self.uri, self.analysis, self.linted, rules, found, related)
    }

    fn fix(&self, rules: &[&RuleInfo], found: &Found) -> Option<CodeAction> {
        let fix = found.fix.as_ref()?;
        Some(CodeAction {
            title: capital(&fix.title),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![self.diagnostic(rules, found)]),
            is_preferred: Some(fix.safe),
            edit: Some(self.edit(&fix.edits)),
            ..CodeAction::default()
        })
    }

    fn suppressions(
        &self,
        suppressor: &Suppressor<'_>,
        rules: &[&RuleInfo],
        found: &Found,
    ) -> Vec<CodeAction> {
        if !is_suppressible(&found.rule) {
            return Vec::new();
        }
        let rule = &found.rule;
        let alone = slice::from_ref(rule);
        let here = suppressor.here(found.span.start, alone, REASON);
        let file = vec![suppressor.everywhere(alone, REASON)];
        let action = |title: String, edits: &[Edit]| CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![self.diagnostic(rules, found)]),
            edit: Some(self.edit(edits)),
            ..CodeAction::default()
        };
        let here = (!here.is_empty()).then(|| {
            let title = format!("Suppress `{rule}` here, with a reason");
            action(title, &here)
        });
        let file = action(
            format!("Suppress `{rule}` in this file, with a reason"),
            &file,
        );
        here.into_iter().chain([file]).collect()
    }

    fn open_page(&self, rules: &[&RuleInfo], found: &Found) -> Option<CodeAction> {
        let info = rules.iter().find(|info| info.id == found.rule)?;
        if info.url.is_empty() {
            return None;
        }
        let title = format!("Open the page of `{}`", info.id);
        Some(CodeAction {
            title: title.clone(),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![self.diagnostic(rules, found)]),
            command: Some(Command {
                title,
                command: OPEN_PAGE.into(),
                arguments: Some(vec![info.url.as_ref().into()]),
                tooltip: None,
            }),
            ..CodeAction::default()
        })
    }

    /// All safe fixes, as far as they do not meet.
    fn fix_all(&self) -> Option<CodeAction> {
        let found = self.linted.report.diagnostics.iter();
        let fixes = found.filter_map(|found| found.fix.as_ref());
        let mut taken: Vec<Edit> = Vec::new();
        for fix in fixes.filter(|fix| fix.safe) {
            let meets = |edit: &Edit| taken.iter().any(|other| meet(edit.span, other.span));
            if !fix.edits.iter().any(meets) {
                taken.extend(fix.edits.iter().cloned());
            }
        }
        taken.sort();
        (!taken.is_empty()).then(|| CodeAction {
            title: "Make all safe fixes of clauselint".into(),
            kind: Some(FIX_ALL),
            edit: Some(self.edit(&taken)),
            ..CodeAction::default()
        })
    }

    fn edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let edits = text_edits(self.analysis, self.linted, edits);
        if !self.client.versioned_edits {
            return WorkspaceEdit {
                changes: Some(HashMap::from([(self.uri.clone(), edits)])),
                ..WorkspaceEdit::default()
            };
        }
        let document = OptionalVersionedTextDocumentIdentifier {
            version: Some(self.version),
            text_document_identifier: TextDocumentIdentifier::new(self.uri.clone()),
        };
        let edits = edits.into_iter().map(Into::into).collect();
        let change = TextDocumentEdit::new(document, edits);
        WorkspaceEdit {
            document_changes: Some(vec![change.into()]),
            ..WorkspaceEdit::default()
        }
    }
}

/// Whether two edits cannot both be made as written.
const fn meet(a: Span, b: Span) -> bool {
    a.overlaps(b) || a.start == b.start
}

/// Whether a client that asks for `only` these kinds, or for all, asks for one:
/// "source" is every kind of "source.fixAll".
fn is_asked(only: Option<&[CodeActionKind]>, kind: &str) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|asked| {
            let asked = asked.to_string();
            let below = kind.strip_prefix(&*asked);
            asked.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}

fn capital(title: &str) -> String {
    let mut rest = title.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_asked_for_by_their_beginning() {
        let asked = |only: &'static str, kind| {
            is_asked(Some(&[CodeActionKind::from(only.to_owned())]), kind)
        };
        assert!(is_asked(None, "quickfix"));
        assert!(asked("source", "source.fixAll.clauselint"));
        assert!(asked("source.fixAll", "source.fixAll.clauselint"));
        assert!(asked(
            "source.fixAll.clauselint",
            "source.fixAll.clauselint"
        ));
        assert!(!asked("source.fixAll.other", "source.fixAll.clauselint"));
        assert!(!asked("source.fix", "source.fixAll.clauselint"));
        assert!(!asked("refactor", "quickfix"));
        assert!(!is_asked(Some(&[]), "quickfix"));
    }
}
