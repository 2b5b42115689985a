use std::borrow::Cow;
use std::ops::Range;

use thiserror::Error;

/// A name or text in a rule's file that means nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct NameError {
    /// Where it stands in the file.
    pub path: Vec<PathPart>,
    /// The part of the text there that is at fault, in bytes.
    pub within: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// What would be right; empty where nobody knows.
    pub help: String,
}

/// A step on the way to a value of a TOML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPart {
    /// A key of a table: mostly one of the form, which paths are full of that
    /// nobody will ask for.
    Key(Cow<'static, str>),
    /// A place in an array, from 0; of a table that stands alone it may be left out.
    Index(usize),
}

impl From<&'static str> for PathPart {
    fn from(key: &'static str) -> Self {
        Self::Key(key.into())
    }
}

impl From<String> for PathPart {
    fn from(key: String) -> Self {
        Self::Key(key.into())
    }
}

impl From<usize> for PathPart {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}
