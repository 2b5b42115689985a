//! Results that are kept from one run to the next.

mod entry;
mod key;
mod store;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use sha2::{Digest, Sha256};

use crate::FileReport;
use entry::Entry;
use key::Key;
pub(crate) use key::Keys;
use store::{Reader, Writer};

/// Says to backup tools that nothing here is worth keeping.
/// <https://bford.info/cachedir/>
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# Results that clauselint keeps; it makes them anew where they are gone.\n";

/// Results of earlier runs, known by the bytes of the file, its path, and all
/// that decides what is found in it: a result is never stale. Whatever is wrong
/// with what was kept, it is as if nothing were kept.
pub struct Cache {
    folder: PathBuf,
    /// The file of runs like this one.
    file: PathBuf,
    old: Option<Reader>,
    new: Mutex<New>,
}

/// What this run adds.
#[derive(Default)]
struct New {
    /// Begun when the first result is kept.
    writer: Option<Writer>,
    used: Vec<Key>,
    /// Why nothing can be kept.
    error: Option<io::Error>,
}

impl Cache {
    /// The cache of runs of a kind in a folder, which need not be there.
    #[must_use]
    pub fn open(folder: &Path, kind: &[u8]) -> Self {
        let name: String = Sha256::digest(kind)[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let file = folder.join(format!("{name}.results"));
        Self {
            folder: folder.to_owned(),
            old: Reader::open(&file),
            file,
            new: Mutex::default(),
        }
    }

    /// The result of a file that was linted before.
    pub(crate) fn get(&self, key: &Key) -> Option<Entry> {
        let entry = Entry::of_bytes(&self.old.as_ref()?.get(key)?)?;
        self.added().used.push(*key);
        Some(entry)
    }

    /// Keeps the result of a file.
    pub(crate) fn put(&self, key: &Key, report: &FileReport) {
        let Some(bytes) = Entry::bytes(report) else {
            return;
        };
        let mut new = self.added();
        if new.error.is_some() {
            return;
        }
        if let Err(error) = self.add(&mut new, key, &bytes) {
            new.error = Some(error);
            new.writer = None;
        }
    }

    fn add(&self, new: &mut New, key: &Key, bytes: &[u8]) -> io::Result<()> {
        if new.writer.is_none() {
            self.make_folder()?;
            new.writer = Some(Writer::create(&self.folder)?);
        }
        match &mut new.writer {
            Some(writer) => writer.add(key, bytes),
            None => Ok(()),
        }
    }

    /// A folder that git and backups leave alone.
    fn make_folder(&self) -> io::Result<()> {
        if self.folder.is_dir() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        fs::write(self.folder.join("CACHEDIR.TAG"), TAG)?;
        fs::write(self.folder.join(".gitignore"), "*\n")
    }

    /// Puts what was added in its place.
    ///
    /// # Errors
    /// Nothing could be kept. What was kept before stays.
    pub fn finish(self) -> io::Result<()> {
        let new = self
            .new
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = new.error {
            return Err(error);
        }
        let Some(mut writer) = new.writer else {
            return Ok(());
        };
        if let Some(old) = &self.old {
            writer.add_old(old, &new.used)?;
        }
        writer.finish(&self.file)?;
        store::prune(&self.folder);
        Ok(())
    }

    fn added(&self) -> std::sync::MutexGuard<'_, New> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
