//! What holds for a policy: its configuration, its packs, its lock, the rules
//! that run.
//!
//! [`Projects`] finds the configuration of each path and loads what it names,
//! each once ([`Project`]); [`Plan`] sorts the files of a run by what holds for
//! them ([`Part`]), from which their linters are made. The command line and
//! editors both begin here. Prints nothing, reads no environment.

mod lock;
mod modules;
mod plan;
mod projects;
mod ruleset;

pub use clauselint_bundle::{Lock, LockError, LockFault};
pub use lock::{LOCK, lock_of, locked};
pub use plan::{Part, Plan};
pub use projects::{Asked, Project, ProjectError, Projects};
pub use ruleset::{Ruleset, known, loaded};
