//! What the client tells.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use gen_lsp_types::{
    CancelParams, DidChangeConfigurationParams, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, Id, MessageType,
};
use lsp_server::{ErrorCode, Notification, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Server, pause};
use crate::documents::Document;
use crate::options::Options;

impl Server<'_> {
    pub(super) fn notification(&mut self, it: Notification) {
        match &*it.method {
            "initialized" => {
                self.watch();
                self.watch_settings();
            }
            "textDocument/didOpen" => self.told(it, Self::opened),
            "textDocument/didChange" => self.told(it, Self::changed),
            "textDocument/didClose" => self.told(it, Self::closed),
            // Clients that cannot tell of changed files: all may have.
            "textDocument/didSave" if !self.client.watches => self.reload(),
            "workspace/didChangeWatchedFiles" => self.told(it, Self::files_changed),
            "workspace/didChangeConfiguration" => self.told(it, Self::configured),
            "workspace/didChangeWorkspaceFolders" => self.told(it, Self::folders_changed),
            "$/cancelRequest" => self.told(it, Self::cancelled),
            _ => {}
        }
    }

    fn told<P: DeserializeOwned>(&mut self, it: Notification, act: fn(&mut Self, P)) {
        match serde_json::from_value(it.params) {
            Ok(params) => act(self, params),
            Err(error) => self.log(format!("{}: {error}", it.method)),
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let uri = item.uri.clone();
        let document = Document::new(item, Arc::default());
        if let Some(before) = self.documents.insert(uri.clone(), document) {
            before.latest.store(u64::MAX, Ordering::Relaxed);
        }
        self.enqueue(&uri, Instant::now());
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let version = params.text_document.version;
        let uri = params.text_document.text_document_identifier.uri;
        let Some(document) = self.documents.get_mut(&uri) else {
            return self.log(format!("{} was changed and is not open", uri.0));
        };
        if version < document.version {
            let known = document.version;
            return self.log(format!(
                "{}: version {version} comes after {known} and is left out",
                uri.0
            ));
        }
        document.version = version;
        document.change(params.content_changes, self.client.encoding);
        let now = Instant::now();
        let pause = pause(now - document.changed, document.cost);
        document.changed = now;
        self.enqueue(&uri, now + pause);
    }

    fn closed(&mut self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let Some(document) = self.documents.remove(&uri) else {
            return;
        };
        document.latest.store(u64::MAX, Ordering::Relaxed);
        self.queue.remove(&uri);
        self.forget(&uri);
    }

    fn files_changed(&mut self, params: DidChangeWatchedFilesParams) {
        // A pack that is an archive has neighbours.
        if params.changes.iter().any(|change| self.decides(change)) {
            self.reload();
        }
    }

    fn configured(&mut self, params: DidChangeConfigurationParams) {
        if params.settings.is_null() && self.client.asked_settings {
            let items = json!({"items": [{"section": "clauselint"}]});
            self.settings_asked = Some(self.ask("workspace/configuration", items));
        } else {
            self.configure(&params.settings);
        }
    }

    /// Takes the settings of the client, as far as they say something.
    pub(super) fn configure(&mut self, settings: &Value) {
        match Options::read(settings) {
            Ok(Some(options)) if options != self.options => {
                self.options = options;
                self.reload();
            }
            Ok(_) => {}
            Err(refusal) => self.show(MessageType::Warning, refusal),
        }
    }

    fn folders_changed(&mut self, params: DidChangeWorkspaceFoldersParams) {
        let event = params.event;
        let gone = |uri: &gen_lsp_types::Uri| event.removed.iter().any(|folder| folder.uri == *uri);
        self.folders.retain(|uri| !gone(uri));
        for folder in event.added {
            if !self.folders.contains(&folder.uri) {
                self.folders.push(folder.uri);
            }
        }
        self.reload();
    }

    fn cancelled(&mut self, params: CancelParams) {
        let id = match params.id {
            Id::Int(id) => RequestId::from(id),
            Id::String(id) => RequestId::from(id),
        };
        let Some(at) = self.waiting.iter().position(|waiting| waiting.id == id) else {
            return;
        };
        self.waiting.remove(at);
        let code = ErrorCode::RequestCanceled as i32;
        self.send(Response::new_err(id, code, "cancelled".into()));
    }
}
