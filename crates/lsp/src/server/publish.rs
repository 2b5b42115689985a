//! What the client is told without having asked.

use std::sync::Arc;

use clauselint_project::ProjectError;
use gen_lsp_types::{Diagnostic, MessageType, PublishDiagnosticsParams, Uri};

use super::Server;
use crate::diagnostics;
use crate::faults;
use crate::worker::Done;
use crate::workspace::{Origin, Standing};

impl Server<'_> {
    /// Takes what came of work, unless it is stale.
    pub(super) fn done(&mut self, done: Done) {
        match done {
            Done::Surveyed {
                workspace,
                errors,
                packs,
            } => {
                if !Arc::ptr_eq(&workspace, &self.workspace) {
                    return;
                }
                workspace
                    .notes()
                    .into_iter()
                    .for_each(|note| self.log(note));
                if errors.is_empty() {
                    self.told.clear();
                }
                self.take_faults(None, &errors);
                self.watch_packs(packs);
            }
            Done::Linted {
                uri,
                analysis,
                cost,
            } => {
                let Some(document) = self.documents.get_mut(&uri) else {
                    return;
                };
                if document.generation != analysis.generation {
                    return;
                }
                document.cost = cost;
                document.standing = Some(Arc::clone(&analysis.standing));
                let analysis = Arc::new(*analysis);
                document.analysis = Some((analysis.generation, Arc::clone(&analysis)));
                let version = document.version;
                if !self.client.pulls && !matches!(*analysis.standing, Standing::Other) {
                    let all = diagnostics::all(&uri, &analysis, self.client.related);
                    self.publish(uri.clone(), Some(version), all);
                } else if !self.client.pulls && document.published {
                    document.published = false;
                    self.publish(uri.clone(), None, Vec::new());
                }
                let errors = match &*analysis.standing {
                    Standing::Broken(error, origin) => {
                        vec![(Arc::clone(error), origin.clone())]
                    }
                    Standing::Policy(_) | Standing::Other => Vec::new(),
                };
                self.take_faults(Some(&uri), &errors);
                self.answer_waiting(&uri);
            }
        }
    }

    /// Takes back all that was told of a document.
    pub(super) fn forget(&mut self, uri: &Uri) {
        if !self.client.pulls {
            self.publish(uri.clone(), None, Vec::new());
        }
        self.take_faults(Some(uri), &[]);
        self.answer_waiting(uri);
    }

    fn publish(&mut self, uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        if let Some(document) = self.documents.get_mut(&uri) {
            document.published = !diagnostics.is_empty();
        }
        let params = PublishDiagnosticsParams {
            uri,
            version,
            diagnostics,
        };
        self.notify("textDocument/publishDiagnostics", params);
    }

    /// Takes what is wrong with the configuration of a document, or of the
    /// client's folders.
    fn take_faults(&mut self, of: Option<&Uri>, errors: &[(Arc<ProjectError>, Origin)]) {
        let key = of.map(|uri| uri.0.clone());
        let encoding = self.client.encoding;
        let placed = errors.iter();
        let placed: Vec<(Uri, Diagnostic)> = placed
            .flat_map(|(error, origin)| faults::diagnostics(error, origin, encoding))
            .collect();
        if let Some((error, _)) = errors.first() {
            let summary = faults::summary(error);
            if self.told.insert(summary.clone()) {
                self.show(MessageType::Error, summary);
            }
        }
        if placed.is_empty() {
            self.faults.remove(&key);
        } else {
            self.faults.insert(key, placed);
        }
        self.publish_faults();
    }

    /// Tells of each configuration file what has changed about its faults.
    fn publish_faults(&mut self) {
        let mut now: std::collections::HashMap<Uri, Vec<Diagnostic>> = Default::default();
        for (uri, diagnostic) in self.faults.values().flatten() {
            let all = now.entry(uri.clone()).or_default();
            if !all.contains(diagnostic) {
                all.push(diagnostic.clone());
            }
        }
        let before = std::mem::take(&mut self.sent_faults);
        let gone = before.keys().filter(|uri| !now.contains_key(uri));
        let gone = gone.map(|uri| (uri.clone(), Vec::new()));
        let new = now.iter().filter(|(uri, all)| before.get(uri) != Some(all));
        let new = new.map(|(uri, all)| (uri.clone(), all.clone()));
        for (uri, diagnostics) in gone.chain(new) {
            let params = PublishDiagnosticsParams {
                uri,
                version: None,
                diagnostics,
            };
            self.notify("textDocument/publishDiagnostics", params);
        }
        self.sent_faults = now;
    }
}
