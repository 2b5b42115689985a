//! clauselint in editors: a server of the Language Server Protocol.
//!
//! The only crate that knows the protocol's types and counts columns as editors
//! do. One thread talks with the client and never waits for a policy to be
//! linted; another lints, always the newest text and no other.
//!
//! Reads no environment and no clock of days: it is told.

mod actions;
mod analysis;
mod capabilities;
mod client;
mod diagnostics;
mod documents;
mod faults;
mod folding;
mod hover;
mod options;
mod position;
mod queue;
mod server;
mod stdio;
mod symbols;
mod tokens;
mod uri;
mod worker;
mod workspace;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use clauselint_rule::Context;
use lsp_server::Connection;

/// What a server is told by whoever starts it.
pub struct Setup {
    /// The working folder, for documents that are in no folder of the client's.
    pub cwd: PathBuf,
    /// What rules may know, asked each time that a text is linted.
    pub context: Arc<dyn Fn() -> Context + Send + Sync>,
    /// The names of the output formats that configurations may name.
    pub output_formats: Vec<String>,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// As the client asked, by `shutdown` and `exit`.
    Orderly,
    /// By `exit` alone, or by a client that went away.
    Abrupt,
}

/// Serves a client until it ends the session or goes away.
#[must_use]
pub fn serve(connection: &Connection, setup: Setup) -> End {
    server::run(connection, setup)
}

/// Serves the client at standard input and output. Nobody else may write to
/// standard output.
#[must_use]
pub fn serve_stdio(setup: Setup) -> End {
    serve_at(stdio::connect(), setup)
}

/// Serves the client that writes to `input` and reads from `output`.
#[must_use]
pub fn serve_streams(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    setup: Setup,
) -> End {
    serve_at(stdio::connect_to(input, || output), setup)
}

fn serve_at((connection, writer): (Connection, JoinHandle<()>), setup: Setup) -> End {
    let end = serve(&connection, setup);
    drop(connection);
    // What was said last is still to be written.
    let _ = writer.join();
    end
}
