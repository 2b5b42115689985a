//! Paths within a pack: parts joined by `/`, the same on every system.

use crate::error::BundleFault;
use crate::limits::Limits;

/// A path as the pack knows it, `.` left out; none where it names the pack
/// itself.
pub(crate) fn within(name: &str, limits: &Limits) -> Result<Option<String>, BundleFault> {
    let wrong = |reason| BundleFault::Name {
        file: name.to_owned(),
        reason,
    };
    if name.starts_with('/') {
        return Err(wrong("it is absolute"));
    }
    if name.contains('\\') {
        return Err(wrong("it holds a backslash; folders are parted by `/`"));
    }
    if name.contains(':') {
        return Err(wrong("it holds a colon, as names of drives do"));
    }
    if name.contains(char::is_control) {
        return Err(wrong("it holds a control character"));
    }
    let parts: Vec<&str> = name
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    if parts.contains(&"..") {
        return Err(wrong("`..` leads out of its folder"));
    }
    if parts.len() > limits.depth + 1 {
        return Err(BundleFault::TooDeep {
            file: name.to_owned(),
            limit: limits.depth,
        });
    }
    Ok((!parts.is_empty()).then(|| parts.join("/")))
}

/// What a pack leaves out: hidden files, what builds leave behind, and what
/// macOS adds to archives.
pub(crate) fn is_left_out(path: &str) -> bool {
    path.split('/')
        .any(|part| part.starts_with('.') || matches!(part, "target" | "__MACOSX"))
}
