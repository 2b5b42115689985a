//! Rules that are data: what their files look for, found in a reading.
//!
//! [`DataRule::new`] resolves every name in a rule's file once, and tells of
//! all that it does not know, each with its place in the file; checking a
//! policy then looks only where the concepts that a rule asks for were found.
//! Knows no pack and no file.

mod address;
mod around;
mod beside;
mod capitals;
mod condition;
mod error;
mod link;
mod message;
mod missing;
mod names;
mod place;
mod resolve;
mod rule;
mod said;
mod says;
mod spelling;
mod statement;
mod test;

pub use error::{NameError, PathPart};
pub use names::{KINDS, Kind, Named};
pub use resolve::Scope;
pub use rule::DataRule;
pub use spelling::variants;
