use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use clauselint_toml::{Key, read};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::error::LockError;

/// The only version of lock files there is.
const VERSION: i64 = 1;

const HEADER: &str = "\
# The packs that clauselint runs here, each with a hash of all that is in it, so
# that none changes unseen. Written by `clauselint lock`; commit it, do not edit it.

";

/// The lock file `clauselint.lock`: which packs are run, and what is in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    packs: Vec<Locked>,
}

/// A pack in the lock.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// Its name.
    pub name: String,
    /// Where it stands, seen from the lock file, with `/`.
    pub path: String,
    /// Its version.
    pub version: String,
    /// The hash of its files.
    pub hash: String,
    /// The hash of each file, to tell which of them changed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
}

impl Locked {
    /// Which files differ from those of a pack as it is now: `~ a.toml` for one
    /// that is another, `+` for a new one, `-` for one that is gone.
    #[must_use]
    pub fn changes(&self, now: &Self) -> Vec<String> {
        let mut changes = BTreeMap::new();
        // An older lock may not know them.
        for (file, hash) in self.files.iter().filter(|_| !now.files.is_empty()) {
            match now.files.get(file) {
                None => drop(changes.insert(file, '-')),
                Some(other) if other != hash => drop(changes.insert(file, '~')),
                Some(_) => {}
            }
        }
        let new = now.files.keys().filter(|_| !self.files.is_empty());
        for file in new.filter(|file| !self.files.contains_key(*file)) {
            changes.insert(file, '+');
        }
        let changes = changes.into_iter();
        changes
            .map(|(file, mark)| format!("{mark} {file}"))
            .collect()
    }
}

/// The file as it is written.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Form {
    /// The version of the lock file's form.
    version: i64,
    #[serde(default)]
    pack: Vec<Locked>,
}

/// What every version of the form says.
#[derive(Deserialize, JsonSchema)]
struct Head {
    version: i64,
}

impl Lock {
    /// A lock over packs, in any order.
    #[must_use]
    pub fn new(mut packs: Vec<Locked>) -> Self {
        packs.sort();
        Self { packs }
    }

    /// The packs by name.
    #[must_use]
    pub fn packs(&self) -> &[Locked] {
        &self.packs
    }

    /// Reads a lock file; none where there is no such file.
    ///
    /// # Errors
    /// It cannot be read, is of a later version, or is no lock file.
    pub fn read(path: &Path) -> Result<Option<Self>, LockError> {
        let text = match read_regular(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let path = path.to_owned();
                return Err(LockError::Unreadable { path, error });
            }
        };
        Self::of_text(path, &text).map(Some)
    }

    fn of_text(path: &Path, text: &str) -> Result<Self, LockError> {
        let name = path.to_string_lossy();
        // A later version may look different in all but this.
        if let Ok(head) = read::<Head>(&name, text)
            && head.value.version > VERSION
        {
            let (path, version) = (path.to_owned(), head.value.version);
            return Err(LockError::Newer { path, version });
        }
        let form = |faults| LockError::Form {
            path: path.to_owned(),
            faults,
        };
        let checked = read::<Form>(&name, text).map_err(form)?;
        let mut faults = Vec::new();
        let places = checked.places;
        if checked.value.version != VERSION {
            faults.push(places.fault(&["version".into()], None, "there is no such version"));
        }
        let packs = checked.value.pack;
        for (at, pack) in packs.iter().enumerate() {
            if packs[..at].iter().any(|before| before.name == pack.name) {
                let path = [Key::Name("pack"), at.into(), "name".into()];
                faults.push(places.fault(&path, None, "the pack is there twice"));
            }
        }
        if faults.is_empty() {
            Ok(Self::new(packs))
        } else {
            Err(form(faults))
        }
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let form = Form {
            version: VERSION,
            pack: self.packs.clone(),
        };
        let body = toml::to_string(&form).expect("texts and a number are TOML");
        format!("{HEADER}{body}")
    }

    /// Writes the lock file: whoever reads it finds the old one or the new one
    /// whole. One that says the same already is left alone.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), LockError> {
        let text = self.text();
        if read_regular(path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        replace(path, text.as_bytes()).map_err(|error| LockError::Unwritable {
            path: path.to_owned(),
            error,
        })
    }

    /// How packs differ from the locked ones, by name.
    #[must_use]
    pub fn compare(&self, packs: &[Locked]) -> Vec<LockFault> {
        let named = |all: &[Locked], name: &str| all.iter().find(|pack| pack.name == name).cloned();
        let mut faults = Vec::new();
        for pack in packs {
            match named(&self.packs, &pack.name) {
                None => faults.push(LockFault::Unlocked(pack.clone())),
                Some(locked) if locked.hash != pack.hash => {
                    let now = pack.clone();
                    faults.push(LockFault::Changed { locked, now });
                }
                Some(locked) if locked.path != pack.path || locked.version != pack.version => {
                    let now = pack.clone();
                    faults.push(LockFault::Moved { locked, now });
                }
                Some(_) => {}
            }
        }
        let gone = |pack: &&Locked| named(packs, &pack.name).is_none();
        faults.extend(self.packs.iter().filter(gone).cloned().map(LockFault::Gone));
        faults.sort_by(|a, b| a.name().cmp(b.name()));
        faults
    }
}

/// How a pack differs from what the lock says.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LockFault {
    /// Its files are others.
    #[error("pack `{}` has changed since it was locked{}{}; look at what changed, then run `clauselint lock`", now.name, versions(locked, now), files(locked, now))]
    Changed {
        /// As locked.
        locked: Locked,
        /// As it is.
        now: Locked,
    },
    /// The same files stand elsewhere.
    #[error("pack `{}` is locked at `{}` and stands at `{}`; run `clauselint lock`", now.name, locked.path, now.path)]
    Moved {
        /// As locked.
        locked: Locked,
        /// As it is.
        now: Locked,
    },
    /// The lock does not know it.
    #[error("pack `{}` is not locked; look at what is in it, then run `clauselint lock`", .0.name)]
    Unlocked(Locked),
    /// It is locked and no longer run.
    #[error("pack `{}` is locked and no longer configured; run `clauselint lock`", .0.name)]
    Gone(Locked),
}

impl LockFault {
    /// The pack's name.
    #[must_use]
    pub fn name(&self) -> &str {
        let (Self::Changed { now: pack, .. }
        | Self::Moved { now: pack, .. }
        | Self::Unlocked(pack)
        | Self::Gone(pack)) = self;
        &pack.name
    }
}

fn versions(locked: &Locked, now: &Locked) -> String {
    if locked.version == now.version {
        return format!(", and its version is still {}", now.version);
    }
    format!(", from version {} to {}", locked.version, now.version)
}

/// The files that changed, some of many.
fn files(locked: &Locked, now: &Locked) -> String {
    const SHOWN: usize = 10;
    let changes = locked.changes(now);
    let shown = changes.iter().take(SHOWN).map(String::as_str);
    let shown = shown.collect::<Vec<_>>().join(", ");
    match changes.len() {
        0 => String::new(),
        all if all > SHOWN => format!(": {shown}, and {} more", all - SHOWN),
        _ => format!(": {shown}"),
    }
}

/// Opening a named pipe would wait for a writer.
fn read_regular(path: &Path) -> io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("is no regular file"));
    }
    fs::read_to_string(path)
}

/// Writes beside the file and puts it in its place.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".clauselint.lock.")
        .make_in(folder, |path| File::create_new(path))?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
