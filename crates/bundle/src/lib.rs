//! The files of a pack, from a folder or a `.zip`, and the lock over them.
//!
//! [`Bundle`] holds what is in a pack, byte for byte, and its hash; [`Lock`]
//! remembers the hashes, so that no pack changes unseen. Knows nothing of what
//! the files say.

mod archive;
mod bundle;
mod error;
mod folder;
mod hash;
mod limits;
mod lock;
mod path;

pub use bundle::Bundle;
pub use error::{BundleError, BundleFault, LockError};
pub use limits::Limits;
pub use lock::{Lock, LockFault, Locked};
