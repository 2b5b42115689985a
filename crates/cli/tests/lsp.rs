//! `clauselint lsp` over standard input and output.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

struct Session {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Session {
    fn start() -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_clauselint"))
            .args(["lsp", "--stdio", "--today", "2025-02-28"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().unwrap());
        Self {
            server,
            input,
            output,
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// The next message of the server.
    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "it ended");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().unwrap(),
                _ => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn initialize(&mut self) {
        let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
        self.send(json!({"id": 1, "method": "initialize", "params": params}));
        assert_eq!(self.read()["result"]["serverInfo"]["name"], "clauselint");
        self.send(json!({"method": "initialized", "params": {}}));
    }

    /// Hangs up, and tells the exit status.
    fn status(mut self) -> Option<i32> {
        drop(self.input.take());
        self.server.wait().unwrap().code()
    }
}

#[test]
fn a_session_from_beginning_to_end() {
    let mut session = Session::start();
    session.initialize();
    let text = "# Privacy policy\n\nWe collect your name.\n\n\
        By using our website, you agree to this privacy policy.\n";
    let document = json!({
        "uri": "file:///nowhere/PRIVACY.md", "languageId": "markdown", "version": 1, "text": text,
    });
    session.send(json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
    let published = session.read();
    assert_eq!(published["method"], "textDocument/publishDiagnostics");
    let found = published["params"]["diagnostics"].as_array().unwrap();
    let consent = found.iter().find(|found| found["code"] == "consent-by-use");
    assert_eq!(consent.unwrap()["range"]["start"]["line"], 4);
    session.send(json!({"id": 2, "method": "shutdown"}));
    assert_eq!(
        session.read(),
        json!({"jsonrpc": "2.0", "id": 2, "result": null})
    );
    session.send(json!({"method": "exit"}));
    assert_eq!(session.status(), Some(0));
}

#[test]
fn what_cannot_be_read_does_not_end_it() {
    let mut session = Session::start();
    session.write(b"Content-Length: 5\r\n\r\n{oops");
    session.write(b"what is this\r\n\r\n");
    session.initialize();
    session.write(b"Content-Length: 23\r\n\r\n{\"id\": 7, \"method\": 12}");
    let refusal = session.read();
    assert_eq!(
        (&refusal["id"], &refusal["error"]["code"]),
        (&json!(7), &json!(-32600))
    );
    session.send(json!({"id": 8, "method": "no/such"}));
    assert_eq!(session.read()["error"]["code"], -32601);
    // Half a message, and the client is gone.
    session.write(b"Content-Length: 99\r\n\r\n{");
    assert_eq!(session.status(), Some(1));
}

#[test]
fn leaving_without_a_word_is_no_success() {
    let mut session = Session::start();
    session.initialize();
    session.send(json!({"method": "exit"}));
    assert_eq!(session.status(), Some(1));
    assert_eq!(Session::start().status(), Some(1));
}
