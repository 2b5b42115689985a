use std::io;
use std::path::PathBuf;

use clauselint_source::DecodeError;
use thiserror::Error;

use crate::since::NotAnswered;

/// Why a file could not be linted; the others still are.
#[derive(Debug, Error)]
#[error("{}: {fault}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Debug, Error)]
pub enum Fault {
    /// It could not be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// Whoever keeps versions failed.
    #[error("the version before cannot be read: {0}")]
    Previous(NotAnswered),
    /// It is no text.
    #[error("{0}")]
    Undecodable(#[from] DecodeError),
    /// It has no words, at least none outside markup.
    #[error("holds no text, so there is nothing to lint")]
    Empty,
    /// It is longer than is allowed.
    #[error("is too large: {}, where `max-file-size` is {}; a configuration can raise it", units(*size), units(*limit))]
    TooLarge {
        /// Its bytes.
        size: u64,
        /// The bytes that are allowed.
        limit: u64,
    },
    /// It is a pipe, a device or a socket.
    #[error("is no regular file; pipe it in and name it `-`")]
    Irregular,
}

/// Why a run cannot go as asked.
#[derive(Debug, Error)]
pub enum EngineError {
    /// Nothing has that name.
    #[error("no such file or directory: {}", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// A pattern that the glob notation does not know.
    #[error("invalid glob `{pattern}`: {reason} at column {column}")]
    Glob {
        /// The pattern.
        pattern: String,
        /// What is wrong.
        reason: String,
        /// Where, in characters from 1.
        column: usize,
    },
    /// A folder that no policy is in.
    #[error("no policy found under {}: none of its files is named like one (PRIVACY.md, privacy-policy.html, ...); name the file to lint it whatever it is called", folder.display())]
    Nothing {
        /// The folder.
        folder: PathBuf,
    },
    /// A pattern that leads to no file.
    #[error("no policy found by the pattern {pattern}: it matches no file")]
    Unmatched {
        /// The pattern.
        pattern: String,
    },
    /// A folder in which everything that looks like a policy is left out.
    #[error("nothing to check under {}: {}", folder.display(), left_out(found, *more, *binding))]
    LeftOut {
        /// The folder.
        folder: PathBuf,
        /// Policies that are left out, each with what leaves it out; not all
        /// where they are many.
        found: Vec<(PathBuf, String)>,
        /// How many there are besides.
        more: usize,
        /// Whether a file that is named is left out, too.
        binding: bool,
    },
    /// A folder that could not be searched.
    #[error("{0}")]
    Walk(#[from] ignore::Error),
    /// A folder that a pattern leads through and that could not be searched.
    #[error("{}: cannot be searched: {}", .0.path().display(), .0.error())]
    Search(#[from] glob::GlobError),
    /// A rule, pack or group of this name does not exist.
    #[error("unknown rule `{name}`; {}", advice(hint.as_deref()))]
    UnknownRule {
        /// The name as given.
        name: String,
        /// The nearest name there is, if it is near.
        hint: Option<String>,
    },
}

fn left_out(found: &[(PathBuf, String)], more: usize, binding: bool) -> String {
    let mut told: Vec<String> = Vec::new();
    for (path, by) in found {
        told.push(format!("{} is left out by {by}", path.display()));
    }
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    let it = if told.len() == 1 { "it" } else { "one" };
    let with = if binding {
        " with `--no-force-exclude`"
    } else {
        ""
    };
    format!(
        "{}. Name {it} on the command line{with} to check it anyway",
        told.join("; ")
    )
}

/// A size as people write it, never less than it is told to be.
fn units(bytes: u64) -> String {
    match bytes {
        ..1024 => format!("{bytes} bytes"),
        1024..0x10_0000 => format!("{} KiB", bytes.div_ceil(1 << 10)),
        _ => format!("{} MiB", bytes.div_ceil(1 << 20)),
    }
}

fn advice(hint: Option<&str>) -> String {
    hint.map_or_else(
        || "`clauselint rules` lists them; for a rule of others, add `--pack`".into(),
        |hint| format!("did you mean `{hint}`?"),
    )
}
