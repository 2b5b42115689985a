use std::path::Path;

use sha2::{Digest, Sha256};

/// What an entry is known by: a hash of all that decides a result.
pub(crate) type Key = [u8; 16];

/// Makes keys: what decides the results of all files is hashed once.
#[derive(Clone)]
pub(crate) struct Keys(Sha256);

impl Keys {
    /// Of results that all of these decide.
    pub(crate) fn of<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> Self {
        let mut keys = Self(Sha256::new());
        parts.into_iter().for_each(|part| keys.add(part.as_ref()));
        keys
    }

    /// The key of a file, with the version before it that it is compared to.
    pub(crate) fn key(&self, path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> Key {
        let mut keys = self.clone();
        // An empty version before is not the same as none.
        keys.0.update([u8::from(before.is_some())]);
        keys.add(path.as_os_str().as_encoded_bytes());
        keys.add(before.unwrap_or_default());
        keys.0.update(bytes);
        let mut key = Key::default();
        key.copy_from_slice(&keys.0.finalize()[..16]);
        key
    }

    /// With the length, so that no two rows of parts are one.
    fn add(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }
}
