//! Bytes as what clauselint reads.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clauselint_syntax::Format;
use tempfile::TempDir;

/// A policy, and the name of its file.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    pub(crate) path: &'static Path,
    pub(crate) bytes: Vec<u8>,
}

impl Policy {
    /// The first byte tells the format.
    pub(crate) fn new(data: &[u8]) -> Option<Self> {
        let (first, bytes) = data.split_first()?;
        Some(Self {
            path: path(format(*first)),
            bytes: bytes.to_vec(),
        })
    }

    /// A text of some format.
    pub(crate) fn of(format: Format, text: &str) -> Self {
        Self {
            path: path(format),
            bytes: text.as_bytes().to_vec(),
        }
    }
}

/// The format that a byte stands for.
pub(crate) const fn format(byte: u8) -> Format {
    match byte % 3 {
        0 => Format::Markdown,
        1 => Format::Html,
        _ => Format::Text,
    }
}

/// The file of a policy of some format.
pub(crate) fn path(format: Format) -> &'static Path {
    Path::new(match format {
        Format::Markdown => "privacy.md",
        Format::Html => "privacy.html",
        Format::Text => "privacy.txt",
    })
}

/// A folder of this process's own, which goes with it.
pub(crate) fn folder() -> &'static Path {
    static FOLDER: LazyLock<TempDir> =
        LazyLock::new(|| tempfile::tempdir().expect("there is room for temporary files"));
    FOLDER.path()
}

/// A file of this thread's own with some content, in a folder of its own.
pub(crate) fn file(name: &str, content: &[u8]) -> PathBuf {
    let thread = format!("{:?}", std::thread::current().id());
    let path = folder().join(thread).join(name);
    let parent = path.parent().unwrap_or(folder());
    std::fs::create_dir_all(parent).expect("a folder can be made");
    std::fs::write(&path, content).expect("a file can be written");
    path
}
