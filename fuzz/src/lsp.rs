//! The language server: what a client may send, and what it makes of edits.

use std::io::{self, Cursor, Write};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::Duration;

use arbitrary::Unstructured;
use clauselint_lsp::{Setup, serve, serve_streams};
use clauselint_source::LineIndex;
use clauselint_syntax::Format;
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};

use crate::input::{folder, format};
use crate::pool::context;
use crate::words;

const PATIENCE: Duration = Duration::from_secs(60);

fn setup() -> Setup {
    Setup {
        cwd: folder().to_owned(),
        context: Arc::new(context),
        output_formats: vec!["text".into()],
    }
}

/// What the server has written.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = self.0.lock().expect("nobody panicked");
        written.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whatever a client sends, it is told messages, and at most one answer to each.
pub(crate) fn frames(data: &[u8]) {
    // Other folders are not looked into.
    if data.windows(5).any(|word| word == b"packs") {
        return;
    }
    let written = Written::default();
    let _ = serve_streams(Cursor::new(data.to_vec()), written.clone(), setup());
    let bytes = written.0.lock().expect("nobody panicked").clone();
    let mut input = Cursor::new(bytes);
    let mut answers = 0;
    while let Some(message) = Message::read(&mut input).expect("it is a message") {
        answers += usize::from(matches!(message, Message::Response(_)));
    }
    let asked = data.to_ascii_lowercase();
    let asked = asked.windows(14).filter(|word| word == b"content-length");
    assert!(answers <= asked.count(), "nothing is answered twice");
}

/// A client of a server that serves all inputs.
struct Client {
    connection: Connection,
    next: i32,
}

static CLIENT: LazyLock<Mutex<Client>> = LazyLock::new(|| {
    let (connection, served) = Connection::memory();
    thread::spawn(move || serve(&served, setup()));
    let mut client = Client {
        connection,
        next: 0,
    };
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let options = json!({"select": ["all"]});
    client.ask(
        "initialize",
        json!({"capabilities": capabilities, "initializationOptions": options}),
    );
    client.tell("initialized", json!({}));
    Mutex::new(client)
});

impl Client {
    fn tell(&self, method: &str, params: Value) {
        let it = Notification::new(method.into(), params);
        self.connection
            .sender
            .send(it.into())
            .expect("it is served");
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = Request::new(id.clone(), method.into(), params);
        self.connection
            .sender
            .send(request.into())
            .expect("it is served");
        loop {
            let message = self.connection.receiver.recv_timeout(PATIENCE);
            if let Message::Response(response) = message.expect("it is answered")
                && response.id == id
            {
                return response.response_result.expect("it is no error");
            }
        }
    }

    fn open(&self, uri: &str, of: Format, text: &str) {
        // What has no file yet is known by this alone.
        let language = match of {
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Text => "plaintext",
        };
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    fn change(&self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.tell("textDocument/didChange", params);
    }

    /// What is found, and what else is told, then the document is closed.
    fn told(&mut self, uri: &str) -> String {
        let document = json!({"textDocument": {"uri": uri}});
        let told: Vec<Value> = [
            "textDocument/diagnostic",
            "textDocument/documentSymbol",
            "textDocument/foldingRange",
            "textDocument/semanticTokens/full",
        ]
        .into_iter()
        .map(|method| {
            let mut told = self.ask(method, document.clone());
            // Counts the states of all documents.
            told.as_object_mut().map(|told| told.remove("resultId"));
            told
        })
        .collect();
        self.tell("textDocument/didClose", document);
        Value::from(told).to_string().replace(uri, "")
    }
}

/// A text that came by edits is the same to the server as one that came whole.
pub(crate) fn edits(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    let length = choices.int_in_range(0..=60).unwrap_or(0_usize);
    let head = choices.bytes(length.min(choices.len())).unwrap_or_default();
    let mut text = words::policy(&mut Unstructured::new(head), of);
    let mut client = CLIENT.lock().unwrap_or_else(|error| error.into_inner());
    let (typed, whole) = ("untitled:1", "untitled:2");
    client.open(typed, of, &text);
    let mut version = 1;
    while !choices.is_empty() {
        version += 1;
        let (change, waits) = edit(&mut choices, &mut text);
        client.change(typed, version, json!([change]));
        if waits {
            // Linted between edits, so that something is remembered.
            client.ask(
                "textDocument/diagnostic",
                json!({"textDocument": {"uri": typed}}),
            );
        }
    }
    client.open(whole, of, &text);
    let (typed, whole) = (client.told(typed), client.told(whole));
    assert_eq!(typed, whole, "{text:?}");
}

/// An edit of the text, as a client tells it, and whether to wait then.
fn edit(choices: &mut Unstructured<'_>, text: &mut String) -> (Value, bool) {
    // A mark at the beginning is part of the client's text.
    let lines = LineIndex::new(text);
    let mut place = || {
        let at = choices.int_in_range(0..=text.len()).unwrap_or(0);
        let at = text.floor_char_boundary(at);
        // No client has the caret between the two.
        at - usize::from(text[..at].ends_with('\r'))
    };
    let (a, b) = (place(), place());
    let (start, end) = (a.min(b), a.max(b).min(a.min(b) + 80));
    let end = text.floor_char_boundary(end);
    let end = end - usize::from(end > start && text[..end].ends_with('\r'));
    let length = choices.int_in_range(0..=8).unwrap_or(0_usize);
    let new = choices.bytes(length.min(choices.len())).unwrap_or_default();
    let new = words::text(&mut Unstructured::new(new), Format::Markdown);
    let position = |at: usize| {
        let position = lines.position(text, at as u32);
        json!({"line": position.line, "character": position.character})
    };
    let range = json!({"start": position(start), "end": position(end)});
    let change = json!({"range": range, "text": new});
    text.replace_range(start..end, &new);
    (change, choices.arbitrary().unwrap_or(false))
}
