//! Configuration: found, read, checked and merged, each value with where it
//! came from.
//!
//! [`Finder`] finds the files of a path ([`Config`]), whose packs are then
//! loaded; [`Settings::new`] checks them against the rules that there are
//! ([`Known`]) and puts the command line ([`CommandLine`]) on top;
//! [`Settings::for_path`] tells what holds for a file ([`Applied`]). Everything
//! that is wrong is a [`clauselint_toml::Fault`], and all of it is told at once.
//! Imports no rule set, reads no environment, prints nothing.

mod applied;
mod audience;
mod chain;
mod check;
mod facts;
mod find;
pub mod form;
mod glob;
mod known;
mod origin;
mod path;
mod read;
mod rows;
mod select;
mod settings;

pub use applied::{Applied, Running};
pub use chain::{Config, PackPath};
pub use facts::Facts;
pub use find::{Finder, Found};
pub use form::{Children, ConfigFile, FailOn, Level};
pub use known::{Known, KnownPack, KnownRule};
pub use origin::{Origin, Setting};
pub use rows::Row;
pub use select::packs_for;
pub use settings::{CommandLine, MAX_FILE_SIZE, PluginLimits, Settings};
