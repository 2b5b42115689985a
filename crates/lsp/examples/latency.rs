//! How long it takes from an edit to its diagnostics, as a client sees it.
//!
//! ```text
//! cargo run --release -p clauselint-lsp --example latency [KILOBYTES] [EDITS]
//! ```
#![allow(clippy::print_stdout, reason = "it is a program")]

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use clauselint_lsp::{Setup, serve};
use clauselint_rule::Context;
use clauselint_syntax::Date;
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

const URI: &str = "file:///nowhere/PRIVACY.md";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |usual| {
        arguments
            .next()
            .map_or(usual, |it| it.parse().unwrap_or(usual))
    };
    let (size, edits) = (number(100) << 10, number(500));
    let text = policy(size);
    let (client, served) = Connection::memory();
    let setup = Setup {
        cwd: "/nowhere".into(),
        context: Arc::new(|| Context {
            today: Date::from_iso("2025-02-28"),
        }),
        output_formats: Vec::new(),
    };
    thread::spawn(move || serve(&served, setup));
    let params = json!({"capabilities": {}});
    let initialize = Request::new(1.into(), "initialize".into(), params);
    send(&client, initialize.into());
    let document = json!({"uri": URI, "languageId": "markdown", "version": 0, "text": text});
    tell(
        &client,
        "textDocument/didOpen",
        json!({"textDocument": document}),
    );
    let found = published(&client, 0);
    // A letter here and there, as somebody types it.
    let lines: Vec<&str> = text.lines().collect();
    let mut times = Vec::new();
    for version in 1..=edits {
        let line = version * 7919 % lines.len();
        let at = json!({"line": line, "character": lines[line].len()});
        let (start, end) = (at.clone(), at);
        let change = json!({"range": {"start": start, "end": end}, "text": "x"});
        let document = json!({"uri": URI, "version": version});
        let begun = Instant::now();
        let params = json!({"textDocument": document, "contentChanges": [change]});
        tell(&client, "textDocument/didChange", params);
        published(&client, version);
        times.push(begun.elapsed());
    }
    let resident = [resident(), {
        burst(&client, edits, 2000);
        resident()
    }];
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    println!(
        "{} bytes, {found} findings, {edits} edits: p50 {}, p99 {}, max {}",
        text.len(),
        shown(at(0.5)),
        shown(at(0.99)),
        shown(at(1.0))
    );
    let [before, after] = resident;
    println!("resident {before}; {after} behind 2000 changes in a row");
}

/// Changes in a row, nobody waiting for any but the last.
fn burst(client: &Connection, from: usize, count: usize) {
    for version in from + 1..=from + count {
        let at = json!({"line": 2, "character": 0});
        let change = json!({"range": {"start": at, "end": at}, "text": "y"});
        let document = json!({"uri": URI, "version": version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        tell(client, "textDocument/didChange", params);
    }
    published(client, from + count);
}

/// Memory in use, where the system tells it.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or("unknown", str::trim).to_owned()
}

/// A policy of so many bytes, of those in `corpus/`.
fn policy(size: usize) -> String {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let entries = std::fs::read_dir(corpus).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|it| it == "md") && !path.ends_with("README.md")
    });
    paths.sort();
    let mut text = String::new();
    for path in paths.iter().cycle() {
        text += &std::fs::read_to_string(path).unwrap_or_default();
        text.push('\n');
        if text.len() >= size {
            break;
        }
    }
    text.truncate(text.floor_char_boundary(size));
    text
}

fn send(client: &Connection, message: Message) {
    let _ = client.sender.send(message);
}

fn tell(client: &Connection, method: &str, params: Value) {
    send(client, Notification::new(method.into(), params).into());
}

/// Waits for the diagnostics of a version, and counts them.
fn published(client: &Connection, version: usize) -> usize {
    for message in &client.receiver {
        if let Message::Notification(it) = message
            && it.method == "textDocument/publishDiagnostics"
            && it.params["version"] == version
        {
            return it.params["diagnostics"].as_array().map_or(0, Vec::len);
        }
    }
    0
}
