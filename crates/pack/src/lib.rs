//! Packs of rules that others write: read, checked, tried on their examples.
//!
//! [`load`] takes the built-in rules and brings them back with those of the
//! packs, tuned as the packs say, together with the vocabulary that all of them
//! look for. Everything that is wrong is told at once, and then nothing is
//! loaded. Imports no other rule set: it is handed one.

mod error;
mod load;
mod names;
mod open;
mod trial;
mod words;

pub use error::PackError;
pub use load::{Loaded, Packs, Plugins, Setting, load};
pub use trial::{Mismatch, Trial, Wrong};
