//! An editor of which nothing is left but the messages.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use clauselint_lsp::{End, Setup, serve};
use clauselint_rule::Context;
use clauselint_syntax::Date;
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Something that a rule finds.
pub(crate) const FAULT: &str = "By using our website, you agree to this privacy policy.";

/// Rules of which only those run that the text at hand is about.
pub(crate) fn few() -> Value {
    json!({"select": [
        "consent-by-use", "unused-suppression", "invalid-suppression", "vague-third-party-sharing"
    ]})
}

pub(crate) struct Editor {
    connection: Connection,
    server: Option<JoinHandle<End>>,
    next_id: i32,
    /// What the server has sent and nobody has looked at.
    inbox: VecDeque<Message>,
    pub(crate) capabilities: Value,
    /// What is answered to whatever the server asks.
    pub(crate) settings: Value,
    pub(crate) folder: TempDir,
}

impl Editor {
    /// An editor with one folder that holds `files`.
    pub(crate) fn new(files: &[(&str, &str)], capabilities: Value, options: Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            write(&folder.path().join(name), text);
        }
        let uri = uri_of(folder.path());
        Self::start(folder, &[uri], capabilities, options)
    }

    pub(crate) fn start(
        folder: TempDir,
        roots: &[String],
        capabilities: Value,
        options: Value,
    ) -> Self {
        let (connection, served) = Connection::memory();
        let setup = Setup {
            cwd: folder.path().to_owned(),
            context: Arc::new(|| Context {
                today: Date::from_iso("2025-02-28"),
            }),
            output_formats: vec!["text".into()],
        };
        let server = thread::spawn(move || serve(&served, setup));
        let mut editor = Self {
            connection,
            server: Some(server),
            next_id: 0,
            inbox: VecDeque::new(),
            capabilities: Value::Null,
            settings: Value::Null,
            folder,
        };
        let roots = roots.iter().map(|uri| json!({"uri": uri, "name": "root"}));
        let params = json!({
            "processId": null,
            "rootUri": null,
            "capabilities": capabilities,
            "workspaceFolders": roots.collect::<Vec<_>>(),
            "initializationOptions": options,
        });
        let result = editor.request("initialize", params).unwrap();
        editor.capabilities = result["capabilities"].clone();
        editor.notify("initialized", json!({}));
        editor
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        uri_of(&self.folder.path().join(name))
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        write(&self.folder.path().join(name), text);
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        let it = Notification::new(method.into(), params);
        self.connection.sender.send(it.into()).unwrap();
    }

    /// Asks, without waiting for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.next_id += 1;
        let id = RequestId::from(self.next_id);
        let request = Request::new(id.clone(), method.into(), params);
        self.connection.sender.send(request.into()).unwrap();
        id
    }

    pub(crate) fn answer(&mut self, id: &RequestId) -> Result<Value, ResponseError> {
        self.wait(|message| match message {
            Message::Response(response) if response.id == *id => {
                Some(response.response_result.clone())
            }
            _ => None,
        })
    }

    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, ResponseError> {
        let id = self.ask(method, params);
        self.answer(&id)
    }

    /// The first message for which `take` has an answer, those that came before
    /// left for later. What the server asks is granted.
    pub(crate) fn wait<T>(&mut self, take: impl Fn(&Message) -> Option<T>) -> T {
        let known = self
            .inbox
            .iter()
            .position(|message| take(message).is_some());
        if let Some(at) = known {
            let message = self.inbox.remove(at).unwrap();
            return take(&message).unwrap();
        }
        loop {
            let patience = Duration::from_secs(60);
            let message = self.connection.receiver.recv_timeout(patience).unwrap();
            if let Message::Request(request) = &message {
                let granted = Response::new_ok(request.id.clone(), self.settings.clone());
                self.connection.sender.send(granted.into()).unwrap();
            }
            match take(&message) {
                Some(taken) => return taken,
                None => self.inbox.push_back(message),
            }
        }
    }

    /// The next notification of a method.
    pub(crate) fn told(&mut self, method: &str) -> Value {
        self.wait(|message| match message {
            Message::Notification(it) if it.method == method => Some(it.params.clone()),
            _ => None,
        })
    }

    /// What the server asks next by a method.
    pub(crate) fn asked(&mut self, method: &str) -> Value {
        self.wait(|message| match message {
            Message::Request(it) if it.method == method => Some(it.params.clone()),
            _ => None,
        })
    }

    /// The next diagnostics of a file that are sent unasked.
    pub(crate) fn published(&mut self, uri: &str) -> Value {
        self.wait(|message| match message {
            Message::Notification(it) => {
                let published = it.method == "textDocument/publishDiagnostics";
                (published && it.params["uri"] == uri).then(|| it.params.clone())
            }
            _ => None,
        })
    }

    /// What was sent and not looked at.
    pub(crate) fn inbox(&mut self) -> &VecDeque<Message> {
        self.inbox.extend(self.connection.receiver.try_iter());
        &self.inbox
    }

    pub(crate) fn open(&self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Opens a policy and waits for its diagnostics.
    pub(crate) fn lint(&mut self, uri: &str, text: &str) -> Vec<Value> {
        self.open(uri, "markdown", text);
        self.published(uri)["diagnostics"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// Replaces a range.
    pub(crate) fn change(&self, uri: &str, version: i32, range: Value, text: &str) {
        self.changes(uri, version, json!([{"range": range, "text": text}]));
    }

    pub(crate) fn changes(&self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.notify("textDocument/didChange", params);
    }

    /// Ends the session as the protocol has it.
    pub(crate) fn end(mut self) -> End {
        self.request("shutdown", Value::Null).unwrap();
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }

    /// Goes away without a word.
    pub(crate) fn vanish(mut self) -> End {
        let server = self.server.take().unwrap();
        drop(self);
        server.join().unwrap()
    }

    /// Says `exit` and nothing before.
    pub(crate) fn exit(mut self) -> End {
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub(crate) fn uri_of(path: &Path) -> String {
    format!("file://{}", path.to_str().unwrap())
}

pub(crate) fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let place = |(line, character)| json!({"line": line, "character": character});
    json!({"start": place(start), "end": place(end)})
}

/// The rules of diagnostics.
pub(crate) fn codes(diagnostics: &[Value]) -> Vec<&str> {
    let codes = diagnostics.iter().map(|found| found["code"].as_str());
    codes.map(|code| code.unwrap_or("-")).collect()
}

/// A text with edits made, positions counting UTF-16 units.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let offset = |place: &Value| {
        let line = place["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = place["character"].as_u64().unwrap() as usize;
        let inside = text[start..].chars().take_while(|c| {
            let fits = units > 0;
            units = units.saturating_sub(c.len_utf16());
            fits
        });
        start + inside.map(char::len_utf8).sum::<usize>()
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            let text = edit["newText"].as_str().unwrap();
            (offset(&range["start"]), offset(&range["end"]), text)
        })
        .collect();
    edits.sort_unstable();
    let mut edited = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        edited.replace_range(start..end, new);
    }
    edited
}
