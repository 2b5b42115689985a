use std::fmt::Display;
use std::path::PathBuf;

use clauselint_bundle::BundleError;
use clauselint_toml::Fault;
use miette::{Diagnostic, LabeledSpan, SourceCode};
use thiserror::Error;

/// What is wrong with a pack.
#[derive(Debug, Error)]
pub enum PackError {
    /// Its files cannot be read.
    #[error("{0}")]
    Files(#[from] BundleError),
    /// There is no `pack.toml` in it.
    #[error("{}: has no `pack.toml`, so it is no pack", path.display())]
    NoManifest {
        /// The folder or archive.
        path: PathBuf,
    },
    /// Something in one of its files.
    #[error("{0}")]
    Fault(Box<Fault>),
    /// A file that holds no rule and is named as if it did.
    #[error("{}: {fault}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: String,
    },
    /// The packs together bring more than there is room for.
    #[error("the packs cannot be used together: {0}")]
    TooMuch(String),
}

impl From<Fault> for PackError {
    fn from(fault: Fault) -> Self {
        Self::Fault(Box::new(fault))
    }
}

impl PackError {
    /// Its file and the byte at which it begins, by which errors are told in
    /// order.
    pub(crate) fn place(&self) -> (String, usize) {
        let shown = |path: &std::path::Path| (path.to_string_lossy().replace('\\', "/"), 0);
        match self {
            Self::Files(error) => shown(&error.path),
            Self::NoManifest { path } | Self::File { path, .. } => shown(path),
            Self::Fault(fault) => (fault.file().to_owned(), fault.span().start),
            Self::TooMuch(_) => (String::new(), 0),
        }
    }
}

/// A fault in a file shows its spot; the others name their file.
impl Diagnostic for PackError {
    fn help(&self) -> Option<Box<dyn Display + '_>> {
        match self {
            Self::Fault(fault) => fault.help(),
            Self::NoManifest { .. } => Some(Box::new(
                "`clauselint new-pack` makes one; a single rule's file needs a pack around it",
            )),
            _ => None,
        }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        match self {
            Self::Fault(fault) => fault.source_code(),
            _ => None,
        }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        match self {
            Self::Fault(fault) => fault.labels(),
            _ => None,
        }
    }
}
