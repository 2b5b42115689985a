//! The server as a client sees it, message by message.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "lsp/editor.rs"]
mod editor;

#[path = "lsp/actions.rs"]
mod actions;
#[path = "lsp/configuration.rs"]
mod configuration;
#[path = "lsp/diagnostics.rs"]
mod diagnostics;
#[path = "lsp/reading.rs"]
mod reading;
#[path = "lsp/robust.rs"]
mod robust;
