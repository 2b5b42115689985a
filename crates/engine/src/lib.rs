//! From paths to diagnostics: which files, which rules, in parallel, in order.
//!
//! Is handed its rules; imports no rule set. Prints nothing.

mod baseline;
mod bounds;
mod cache;
mod coverage;
mod discover;
mod error;
mod fingerprint;
mod guard;
mod ignored;
mod lint;
mod located;
mod note;
mod open;
mod path;
mod report;
mod run;
mod search;
mod select;
mod since;
mod suppress;

pub use baseline::{Baseline, BaselineError, FormFault, Stale};
pub use bounds::{Bounds, Unbounded};
pub use cache::Cache;
pub use coverage::{Disclosure, Place, State};
pub use discover::{Discovery, discover, discover_within, is_found, looks_like_policy};
pub use error::{EngineError, Fault, FileError};
pub use fingerprint::{Fingerprint, Fingerprints};
pub use lint::{Draft, Linter};
pub use located::Located;
pub use note::Note;
pub use open::open;
pub use path::relative;
pub use report::FileReport;
pub use run::{Job, LIMIT, Outcome, Target, run, run_with};
pub use select::{Selection, find};
pub use since::{NotAnswered, Previous};
pub use suppress::{Comment, Suppressed, Suppressor, comments, is_suppressible};
