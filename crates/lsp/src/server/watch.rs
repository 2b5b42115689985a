//! Files whose changes the client tells of.

use std::path::PathBuf;

use gen_lsp_types::FileEvent;
use serde_json::{Value, json};

use super::Server;
use crate::uri;

/// What decides which rules run: configurations, whatever those are called that
/// others extend, locks, and what a search leaves out.
const WATCHED: [&str; 3] = ["**/*.toml", "**/clauselint.lock", "**/.gitignore"];

impl Server<'_> {
    /// Asks the client to tell of changed configurations.
    pub(super) fn watch(&mut self) {
        if self.client.watches {
            let watchers = WATCHED.map(|glob| json!({"globPattern": glob}));
            self.register("configuration", &watchers);
        }
    }

    /// Whether a change of a file may decide which rules run.
    pub(super) fn decides(&self, change: &FileEvent) -> bool {
        let Some(path) = uri::path(&change.uri) else {
            return false;
        };
        let name = path.file_name().unwrap_or_default();
        path.extension().is_some_and(|it| it == "toml")
            || name == "clauselint.lock"
            || name == ".gitignore"
            || self.packs.iter().any(|pack| path.starts_with(pack))
    }

    /// Asks the client to tell of changed settings.
    pub(super) fn watch_settings(&mut self) {
        if self.client.tells_settings {
            let registration = json!({
                "id": "settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": {"section": "clauselint"},
            });
            let params = json!({"registrations": [registration]});
            self.ask("client/registerCapability", params);
        }
    }

    /// Asks the client to tell of changes in packs, in place of those that it
    /// was asked for before.
    pub(super) fn watch_packs(&mut self, packs: Vec<PathBuf>) {
        if !self.client.watches || packs == self.packs {
            return;
        }
        if !self.packs.is_empty() {
            let gone = json!({"id": "packs", "method": "workspace/didChangeWatchedFiles"});
            // The protocol's own misspelling.
            self.ask(
                "client/unregisterCapability",
                json!({"unregisterations": [gone]}),
            );
        }
        let elsewhere = self.client.watches_elsewhere;
        let watcher = |pack: &PathBuf| {
            let folder = if pack.is_dir() {
                Some(&**pack)
            } else {
                pack.parent()
            };
            let folder = folder.unwrap_or(pack);
            if elsewhere {
                json!({"globPattern": {"baseUri": uri::of(folder), "pattern": "**/*"}})
            } else {
                let folder = folder.to_string_lossy().replace('\\', "/");
                json!({"globPattern": format!("{folder}/**/*")})
            }
        };
        let watchers: Vec<Value> = packs.iter().map(watcher).collect();
        if !watchers.is_empty() {
            self.register("packs", &watchers);
        }
        self.packs = packs;
    }

    fn register(&mut self, id: &str, watchers: &[Value]) {
        let registration = json!({
            "id": id,
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        });
        self.ask(
            "client/registerCapability",
            json!({"registrations": [registration]}),
        );
    }
}
