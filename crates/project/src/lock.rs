//! The lock file beside a configuration.

use std::path::{Path, PathBuf};

use clauselint_bundle::{Lock, Locked};
use clauselint_engine::relative;
use clauselint_pack::Loaded;

use crate::ProjectError;

/// The lock file's name.
pub const LOCK: &str = "clauselint.lock";

/// Packs and the lock that they ought to have.
pub(crate) struct Of<'c> {
    /// The configuration file.
    pub(crate) file: Option<&'c Path>,
    /// The packs that it names.
    pub(crate) packs: &'c [PathBuf],
}

/// How packs stand to their lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// All of them are locked, and as they were.
    Locked,
    /// Some have no lock.
    Unlocked,
}

impl Of<'_> {
    /// Compares packs with the lock file, where there is one.
    pub(crate) fn compare(&self, packs: &[Loaded]) -> Result<Standing, ProjectError> {
        let Some(file) = self.file else {
            return Ok(Standing::Unlocked);
        };
        let path = lock_of(file);
        let Some(lock) = Lock::read(&path).map_err(ProjectError::Lock)? else {
            return Ok(Standing::Unlocked);
        };
        let own = own(packs, self.packs);
        let faults = lock.compare(&locked(&own, &path));
        if !faults.is_empty() {
            return Err(ProjectError::Unlocked(path, faults));
        }
        // Those of the command line are nobody's to lock.
        Ok(if own.len() == packs.len() {
            Standing::Locked
        } else {
            Standing::Unlocked
        })
    }
}

/// The packs that a configuration names, and what they extend.
fn own<'p>(packs: &'p [Loaded], named: &[PathBuf]) -> Vec<&'p Loaded> {
    let mut own: Vec<&Loaded> = packs
        .iter()
        .filter(|pack| named.contains(&pack.path))
        .collect();
    let mut at = 0;
    while let Some(pack) = own.get(at) {
        let extended = packs
            .iter()
            .filter(|other| pack.extends.contains(&other.name));
        let new: Vec<&Loaded> = extended
            .filter(|other| !own.iter().any(|own| own.name == other.name))
            .collect();
        own.extend(new);
        at += 1;
    }
    own
}

/// The lock file of a configuration file: beside it.
#[must_use]
pub fn lock_of(file: &Path) -> PathBuf {
    file.with_file_name(LOCK)
}

/// What a lock file is to say of packs, where it stands at `lock`.
#[must_use]
pub fn locked(packs: &[&Loaded], lock: &Path) -> Vec<Locked> {
    let folder = lock.parent().unwrap_or(Path::new(""));
    let locked = |pack: &&Loaded| Locked {
        name: pack.name.clone(),
        path: relative(&pack.path, folder),
        version: pack.version.clone(),
        hash: pack.hash.clone(),
        files: pack.files.clone(),
    };
    packs.iter().map(locked).collect()
}
