//! Rules as code: WebAssembly modules that are handed a policy as typed data
//! and report findings, run by an interpreter within limits.
//!
//! A plugin has no files, no clock, no network and no environment: it imports
//! five functions of [`clauselint_plugin::INTERFACE`] and nothing else. It is
//! instantiated anew for every rule and policy, so nothing passes from one to
//! the next, and results are the same with any number of threads. Whatever it
//! does wrong ends in a [`PluginError`]; `docs/plugins.md` describes the
//! interface.
//!
//! Reads no file of its own accord and knows no pack.

mod error;
mod hand;
mod host;
mod limits;
mod module;
mod plugin;
mod rule;
mod shape;

pub use error::{Fault, PluginError};
pub use hand::Handed;
pub use limits::Limits;
pub use module::Module;
pub use plugin::Plugin;
pub use rule::PluginRule;
