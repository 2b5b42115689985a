use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

/// What is hashed and how; another way of hashing has another first line.
const FORM: &[u8] = b"clauselint pack 1\n";

/// SHA-256 over all paths and contents in order, each behind its length, so
/// that nothing can pass from one into the other.
pub(crate) fn of(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(FORM);
    for (path, content) in files {
        add(&mut hasher, path.as_bytes());
        match without_returns(content) {
            Some(text) => add(&mut hasher, text.as_bytes()),
            None => add(&mut hasher, content),
        }
    }
    shown(hasher)
}

/// SHA-256 of one file.
pub(crate) fn of_file(content: &[u8]) -> String {
    let mut hasher = Sha256::new();
    match without_returns(content) {
        Some(text) => hasher.update(text.as_bytes()),
        None => hasher.update(content),
    }
    shown(hasher)
}

fn shown(hasher: Sha256) -> String {
    let mut hash = String::from("sha256:");
    for byte in hasher.finalize() {
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}

fn add(hasher: &mut Sha256, part: &[u8]) {
    hasher.update((part.len() as u64).to_le_bytes());
    hasher.update(part);
}

/// Text with plain line ends, since git may write either; none where there is
/// nothing to change, or no text.
fn without_returns(content: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(content).ok()?;
    let returns = text.contains("\r\n") && !text.contains('\0');
    returns.then(|| text.replace("\r\n", "\n"))
}
