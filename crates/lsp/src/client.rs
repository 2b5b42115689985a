//! What the client can do.

use gen_lsp_types::MarkupKind;
use serde_json::Value;

use crate::position::Encoding;

/// What the client can do.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) encoding: Encoding,
    /// Asks for diagnostics, so that none are sent unasked.
    pub(crate) pulls: bool,
    pub(crate) refreshes: bool,
    pub(crate) related: bool,
    pub(crate) hover: MarkupKind,
    pub(crate) versioned_edits: bool,
    pub(crate) literal_actions: bool,
    pub(crate) symbol_tree: bool,
    pub(crate) shows_documents: bool,
    /// Tells of changed files, once asked to.
    pub(crate) watches: bool,
    pub(crate) watches_elsewhere: bool,
    /// Tells of changed settings, once asked to.
    pub(crate) tells_settings: bool,
    /// Tells its settings when it is asked.
    pub(crate) asked_settings: bool,
    pub(crate) range_limit: usize,
}

impl Client {
    /// Of the `capabilities` of `initialize`; what they leave out it cannot do.
    pub(crate) fn new(capabilities: &Value) -> Self {
        let at = |path: &str| capabilities.pointer(path);
        let is = |path: &str| at(path).and_then(Value::as_bool) == Some(true);
        let names = |path: &str, name: &str| {
            let list = at(path).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|item| item == name))
        };
        Self {
            encoding: if names("/general/positionEncodings", "utf-8") {
                Encoding::Utf8
            } else {
                Encoding::Utf16
            },
            pulls: at("/textDocument/diagnostic").is_some_and(Value::is_object),
            refreshes: is("/workspace/diagnostics/refreshSupport")
                || is("/workspace/diagnostic/refreshSupport"),
            related: is("/textDocument/publishDiagnostics/relatedInformation")
                || is("/textDocument/diagnostic/relatedInformation"),
            hover: if names("/textDocument/hover/contentFormat", "markdown") {
                MarkupKind::Markdown
            } else {
                MarkupKind::PlainText
            },
            versioned_edits: is("/workspace/workspaceEdit/documentChanges"),
            literal_actions: at("/textDocument/codeAction/codeActionLiteralSupport")
                .is_some_and(Value::is_object),
            symbol_tree: is("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            shows_documents: is("/window/showDocument/support"),
            watches: is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_elsewhere: is("/workspace/didChangeWatchedFiles/relativePatternSupport"),
            tells_settings: is("/workspace/didChangeConfiguration/dynamicRegistration"),
            asked_settings: is("/workspace/configuration"),
            range_limit: at("/textDocument/foldingRange/rangeLimit")
                .and_then(Value::as_u64)
                .map_or(usize::MAX, |limit| limit as usize),
        }
    }
}
