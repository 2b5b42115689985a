//! Files with several names.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use clauselint_engine::Target;

use crate::failure::warn;

/// Leaves one name of each file, its own where it is named: what is written under
/// one is not what was read under another.
pub(super) fn leave_one(targets: &mut Vec<Target>, quiet: bool) {
    let mut places: HashMap<PathBuf, usize> = HashMap::new();
    let mut others: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, target) in targets.iter().enumerate() {
        // What cannot be followed is told of when it is read.
        let Some(place) = file(target).and_then(|path| path.canonicalize().ok()) else {
            continue;
        };
        match places.entry(place) {
            Entry::Vacant(free) => {
                free.insert(at);
            }
            Entry::Occupied(mut first) if file(target).is_some_and(|path| !path.is_symlink()) => {
                others.insert(first.insert(at), at);
            }
            Entry::Occupied(first) => {
                others.insert(at, *first.get());
            }
        }
    }
    if !quiet {
        for (other, one) in &others {
            let names = (file(&targets[*other]), file(&targets[*one]));
            if let (Some(other), Some(one)) = names {
                let (other, one) = (other.display(), one.display());
                warn(&format!("note: {other} is the same file as {one}"));
            }
        }
    }
    let mut at = 0..;
    targets.retain(|_| at.next().is_some_and(|at| !others.contains_key(&at)));
}

fn file(target: &Target) -> Option<&Path> {
    match target {
        Target::Stdin => None,
        Target::File(path) => Some(path),
    }
}
