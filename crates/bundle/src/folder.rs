use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::bundle::{Intake, unreadable};
use crate::error::BundleFault;
use crate::path::{is_left_out, within};

/// Takes in the files of a folder and of the folders in it, by name.
pub(crate) fn read(root: &Path, intake: &mut Intake<'_>) -> Result<(), BundleFault> {
    let real = root.canonicalize().map_err(BundleFault::Unreadable)?;
    let mut open = entries(root, "")?;
    while let Some((place, name)) = open.pop() {
        let Some(path) = within(&name, intake.limits)?.filter(|path| !is_left_out(path)) else {
            continue;
        };
        let kind = fs::symlink_metadata(&place).map_err(|error| unreadable(&path, error))?;
        if kind.is_symlink() {
            follow(&real, &place, &path)?;
        } else if kind.is_dir() {
            open.extend(entries(&place, &path)?);
            continue;
        } else if !kind.is_file() {
            return Err(BundleFault::Irregular { file: path });
        }
        let file = File::open(&place).map_err(|error| unreadable(&path, error))?;
        intake.add(path, file)?;
    }
    Ok(())
}

/// What a folder holds with the paths in the pack, the first last.
fn entries(folder: &Path, path: &str) -> Result<Vec<(PathBuf, String)>, BundleFault> {
    let fail = |error| match path {
        "" => BundleFault::Unreadable(error),
        path => unreadable(path, error),
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            return Err(BundleFault::Name {
                file: format!("{path}/{}", name.display()),
                reason: "it is no UTF-8",
            });
        };
        let name = match path {
            "" => name.to_owned(),
            path => format!("{path}/{name}"),
        };
        found.push((entry.path(), name));
    }
    found.sort_by(|a, b| b.1.cmp(&a.1));
    Ok(found)
}

/// A link counts where it leads to a file of the same folder.
fn follow(root: &Path, link: &Path, path: &str) -> Result<(), BundleFault> {
    let leads = |where_to| BundleFault::Link {
        file: path.to_owned(),
        where_to,
    };
    let target = link.canonicalize().map_err(|_| leads("to nothing"))?;
    if !target.starts_with(root) {
        return Err(leads("out of the pack"));
    }
    match fs::metadata(&target) {
        Ok(kind) if kind.is_file() => Ok(()),
        _ => Err(leads("to something other than a file")),
    }
}
