//! The thread that talks with the client. It never waits for a policy to be
//! linted: requests that need that wait beside it, until it is done or the
//! client cancels them.

mod notifications;
mod publish;
mod requests;
mod watch;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, select, unbounded};
use gen_lsp_types::{
    Diagnostic, InitializeResult, LogMessageParams, MessageType, ServerInfo, ShowMessageParams, Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde_json::Value;

use crate::capabilities::capabilities;
use crate::client::Client;
use crate::documents::Document;
use crate::options::Options;
use crate::queue::{Queue, Task};
use crate::worker::{self, Done};
use crate::workspace::Workspace;
use crate::{End, Setup, uri};

use requests::Waiting;

/// A change so soon after the one before is typing.
const TYPING: Duration = Duration::from_millis(150);
/// What is linted as fast as this is linted at each key.
const CHEAP: Duration = Duration::from_millis(40);
/// The longest wait for more to be typed.
const LONGEST: Duration = Duration::from_millis(200);

/// A session with a client.
struct Server<'c> {
    connection: &'c Connection,
    setup: Setup,
    client: Client,
    options: Options,
    folders: Vec<Uri>,
    workspace: Arc<Workspace>,
    documents: HashMap<Uri, Document>,
    /// Counts the states of all documents.
    generation: u64,
    queue: Arc<Queue>,
    /// Requests that wait for a document to be linted.
    waiting: Vec<Waiting>,
    next_id: i32,
    /// The client was asked for its settings under this id.
    settings_asked: Option<RequestId>,
    /// What is wrong with configurations, by the document whose they are; those
    /// of the client's folders under none.
    faults: BTreeMap<Option<String>, Vec<(Uri, Diagnostic)>>,
    /// What was sent of it.
    sent_faults: HashMap<Uri, Vec<Diagnostic>>,
    /// The faults that the user was told of.
    told: HashSet<String>,
    /// Packs that are watched.
    packs: Vec<PathBuf>,
    shut_down: bool,
}

/// Serves a client from `initialize` to the end.
pub(crate) fn run(connection: &Connection, setup: Setup) -> End {
    let Some(params) = initialize(connection) else {
        return End::Abrupt;
    };
    let (sender, done) = unbounded();
    let (mut server, id) = Server::new(connection, setup, params);
    let queue = Arc::clone(&server.queue);
    let (context, encoding) = (Arc::clone(&server.setup.context), server.client.encoding);
    // Not joined: what it still does concerns nobody.
    worker::start(Arc::clone(&queue), sender, context, encoding);
    let result = InitializeResult {
        capabilities: capabilities(&server.client),
        server_info: Some(ServerInfo {
            name: "clauselint".into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
        }),
    };
    server.send(Response::new_ok(id, result));
    let end = server.serve(&done);
    for document in server.documents.values() {
        document.latest.store(u64::MAX, Ordering::Relaxed);
    }
    queue.close();
    end
}

/// Waits for `initialize`; none where the client leaves before.
fn initialize(connection: &Connection) -> Option<Request> {
    for message in &connection.receiver {
        match message {
            Message::Request(request) if request.method == "initialize" => return Some(request),
            Message::Request(request) => {
                let code = ErrorCode::ServerNotInitialized as i32;
                let refusal = Response::new_err(request.id, code, "initialize comes first".into());
                connection.sender.send(refusal.into()).ok()?;
            }
            Message::Notification(it) if it.method == "exit" => return None,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
    None
}

impl<'c> Server<'c> {
    /// A server as `initialize` asks for one, and the id to answer to.
    fn new(connection: &'c Connection, setup: Setup, request: Request) -> (Self, RequestId) {
        let params = request.params;
        let null = Value::Null;
        let at = |key: &str| params.get(key).unwrap_or(&null);
        let folders = folders(&params);
        let read = Options::read(at("initializationOptions"));
        let (options, refusal) = match read {
            Ok(options) => (options.unwrap_or_default(), None),
            Err(refusal) => (Options::default(), Some(refusal)),
        };
        let paths: Vec<PathBuf> = folders.iter().filter_map(uri::path).collect();
        let server = Self {
            connection,
            client: Client::new(at("capabilities")),
            workspace: Arc::new(Workspace::new(&paths, &options, &setup)),
            setup,
            options,
            folders,
            documents: HashMap::new(),
            generation: 0,
            queue: Arc::default(),
            waiting: Vec::new(),
            next_id: 0,
            settings_asked: None,
            faults: BTreeMap::new(),
            sent_faults: HashMap::new(),
            told: HashSet::new(),
            packs: Vec::new(),
            shut_down: false,
        };
        if let Some(refusal) = refusal {
            server.show(MessageType::Warning, refusal);
        }
        (server, request.id)
    }

    fn serve(&mut self, done: &Receiver<Done>) -> End {
        self.queue.survey(Arc::clone(&self.workspace));
        let connection = self.connection;
        loop {
            select! {
                recv(connection.receiver) -> message => match message {
                    Ok(Message::Request(request)) => self.request(request),
                    Ok(Message::Notification(it)) if it.method == "exit" => {
                        return if self.shut_down { End::Orderly } else { End::Abrupt };
                    }
                    Ok(Message::Notification(it)) => self.notification(it),
                    Ok(Message::Response(response)) => self.response(response),
                    Err(_) => return End::Abrupt,
                },
                recv(done) -> done => if let Ok(done) = done {
                    self.done(done);
                },
            }
        }
    }

    /// Has the state that a document is in now linted.
    fn enqueue(&mut self, uri: &Uri, due: Instant) {
        self.generation += 1;
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        document.generation = self.generation;
        document.latest.store(self.generation, Ordering::Relaxed);
        self.queue.push(Task {
            uri: uri.clone(),
            language: document.language.clone(),
            text: Arc::clone(&document.text),
            generation: self.generation,
            latest: Arc::clone(&document.latest),
            due,
            workspace: Arc::clone(&self.workspace),
            standing: document.standing.clone(),
            memory: Arc::clone(&document.memory),
        });
    }

    /// Reads all configurations again and lints all documents again.
    fn reload(&mut self) {
        let paths: Vec<PathBuf> = self.folders.iter().filter_map(uri::path).collect();
        self.workspace = Arc::new(Workspace::new(&paths, &self.options, &self.setup));
        self.queue.survey(Arc::clone(&self.workspace));
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        for uri in uris {
            if let Some(document) = self.documents.get_mut(&uri) {
                document.standing = None;
                // Other packs know other words.
                document.memory = Arc::default();
            }
            self.enqueue(&uri, Instant::now());
        }
        if self.client.pulls && self.client.refreshes {
            self.ask("workspace/diagnostic/refresh", Value::Null);
        }
    }

    fn response(&mut self, response: Response) {
        match response.response_result {
            Err(error) => self.log(format!("the client refused: {}", error.message)),
            Ok(result) if self.settings_asked.as_ref() == Some(&response.id) => {
                self.settings_asked = None;
                self.configure(result.get(0).unwrap_or(&Value::Null));
            }
            Ok(_) => {}
        }
    }

    fn send(&self, message: impl Into<Message>) {
        // A client that went away is noticed where it is listened to.
        let _ = self.connection.sender.send(message.into());
    }

    fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params));
    }

    fn ask(&mut self, method: &str, params: impl Serialize) -> RequestId {
        self.next_id += 1;
        let id = RequestId::from(format!("clauselint-{}", self.next_id));
        self.send(Request::new(id.clone(), method.to_owned(), params));
        id
    }

    fn show(&self, kind: MessageType, message: String) {
        self.notify(
            "window/showMessage",
            ShowMessageParams::new(kind, format!("clauselint: {message}")),
        );
    }

    fn log(&self, message: String) {
        let params = LogMessageParams::new(MessageType::Log, message);
        self.notify("window/logMessage", params);
    }
}

/// The client's folders, as later and earlier clients tell them.
fn folders(params: &Value) -> Vec<Uri> {
    let list = params.get("workspaceFolders").and_then(Value::as_array);
    if let Some(list) = list.filter(|list| !list.is_empty()) {
        let uris = list.iter().filter_map(|folder| folder.get("uri")?.as_str());
        return uris.map(|uri| Uri(uri.to_owned())).collect();
    }
    if let Some(root) = params.get("rootUri").and_then(Value::as_str) {
        return vec![Uri(root.to_owned())];
    }
    let path = params.get("rootPath").and_then(Value::as_str);
    path.map(|path| uri::of(path.as_ref()))
        .into_iter()
        .collect()
}

/// How long to wait for more to be typed before a text is linted that was
/// changed `idle` ago for the last time and took `cost` then.
fn pause(idle: Duration, cost: Duration) -> Duration {
    if idle > TYPING || cost < CHEAP {
        Duration::ZERO
    } else {
        cost.min(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_slow_waits_while_typing_goes_on() {
        let ms = Duration::from_millis;
        assert_eq!(pause(ms(10), ms(9)), ms(0));
        assert_eq!(pause(ms(10), ms(50)), ms(50));
        assert_eq!(pause(ms(10), ms(5000)), LONGEST);
        assert_eq!(pause(ms(1000), ms(5000)), ms(0));
    }

    #[test]
    fn folders_of_all_clients() {
        let told = |params| {
            let uris = folders(&params).into_iter();
            uris.map(|uri| uri.0).collect::<Vec<_>>()
        };
        let json = serde_json::json!({
            "workspaceFolders": [{"uri": "file:///a", "name": "a"}, {"uri": "file:///b", "name": "b"}],
            "rootUri": "file:///a",
        });
        assert_eq!(told(json), ["file:///a", "file:///b"]);
        let json = serde_json::json!({"workspaceFolders": null, "rootUri": "file:///a"});
        assert_eq!(told(json), ["file:///a"]);
        let json = serde_json::json!({"rootUri": null, "rootPath": "/a b"});
        assert_eq!(told(json), ["file:///a%20b"]);
    }
}
