use std::io;
use std::path::PathBuf;

use clauselint_toml::Fault;
use thiserror::Error;

/// Why a pack's files cannot be read.
#[derive(Debug, Error)]
#[error("{}: {fault}", path.display())]
pub struct BundleError {
    /// The folder or archive.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: BundleFault,
}

/// What is wrong with a pack's folder or archive. Files are named as the pack
/// names them.
#[derive(Debug, Error)]
pub enum BundleFault {
    /// It could not be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// It is neither a folder nor a `.zip`.
    #[error("is neither a folder nor a `.zip` archive")]
    NoPack,
    /// It has no file.
    #[error("holds no file")]
    Empty,
    /// The archive is damaged, or uses what clauselint does not read.
    #[error("is no `.zip` archive that clauselint reads: {0}")]
    Archive(String),
    /// A file in it could not be read.
    #[error("`{file}` cannot be read: {error}")]
    File {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// A name that leads out of the pack, or that some systems do not have.
    #[error("`{file}` is no name for a file of a pack: {reason}")]
    Name {
        /// The name.
        file: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two files that are one where capitals do not count.
    #[error("`{first}` and `{second}` have one name, at least where capitals do not count")]
    Twice {
        /// The one.
        first: String,
        /// The other.
        second: String,
    },
    /// A link in an archive, to a folder, or out of the pack.
    #[error("`{file}` is a link {where_to}; put the file itself there")]
    Link {
        /// The link.
        file: String,
        /// Where it leads.
        where_to: &'static str,
    },
    /// A pipe, a device or a socket.
    #[error("`{file}` is no regular file")]
    Irregular {
        /// The thing.
        file: String,
    },
    /// It needs a password.
    #[error("`{file}` is encrypted; pack it without a password")]
    Encrypted {
        /// The file.
        file: String,
    },
    /// Compressed in another way than `.zip` files usually are.
    #[error("`{file}` is compressed by {method}; use Deflate, as `zip` does by default")]
    Method {
        /// The file.
        file: String,
        /// The method's name.
        method: String,
    },
    /// More files than a pack may have.
    #[error("holds more than {limit} files")]
    TooMany {
        /// How many it may have.
        limit: usize,
    },
    /// A file larger than it may be.
    #[error("`{file}` has more than {}", size(*limit))]
    FileTooLarge {
        /// The file.
        file: String,
        /// How many bytes it may have.
        limit: u64,
    },
    /// All files together larger than they may be.
    #[error("its files have more than {} together", size(*limit))]
    TooLarge {
        /// How many bytes they may have.
        limit: u64,
    },
    /// Folders too deep in each other.
    #[error("`{file}` lies more than {limit} folders deep")]
    TooDeep {
        /// The file.
        file: String,
        /// How many folders there may be.
        limit: usize,
    },
    /// A file that was asked for is not there.
    #[error("has no file `{file}`")]
    Missing {
        /// The file.
        file: String,
    },
    /// A file that is to be text is none.
    #[error("`{file}` is no UTF-8 text, from byte {offset} on; save it as UTF-8")]
    NoText {
        /// The file.
        file: String,
        /// Where it ends to be text.
        offset: usize,
    },
}

/// Bytes in a unit that people read.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}

/// Why a lock file cannot be read or written.
#[derive(Debug, Error)]
pub enum LockError {
    /// It could not be read.
    #[error("{}: cannot be read: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It could not be written.
    #[error("{}: cannot be written: {error}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A later clauselint wrote it.
    #[error("{}: is a lock of version {version}, and this clauselint knows version 1 alone; update clauselint", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i64,
    },
    /// It is no lock file.
    #[error("{}: is no lock file; restore it, or write it anew with `clauselint lock`", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        faults: Vec<Fault>,
    },
}
