//! From paths to diagnostics: which files, which rules, in parallel, in order.
//!
//! Is handed its rules; imports no rule set. Prints nothing.

mod bounds;
mod coverage;
mod discover;
mod error;
mod lint;
mod run;
mod select;
mod suppress;

pub use bounds::{Bounds, Unbounded};
pub use coverage::{Disclosure, Place, State};
pub use discover::{Discovery, discover, discover_within, is_found};
pub use error::{EngineError, Fault, FileError};
pub use lint::{Draft, FileReport, Linter, open};
pub use run::{Job, Outcome, Target, run};
pub use select::{Selection, find};
pub use suppress::{Comment, Suppressed, comments, is_suppressible, suppress_file, suppress_here};
