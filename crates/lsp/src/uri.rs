//! Paths as URIs and back.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands for itself in a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The path of a `file:` URI; none of others.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let (host, encoded) = rest.split_at(rest.find('/')?);
    let encoded = encoded.split(['?', '#']).next().unwrap_or_default();
    let decoded = percent_decode_str(encoded).decode_utf8().ok()?;
    let path = match host {
        "" | "localhost" => decoded.into_owned(),
        host => format!("//{host}{decoded}"),
    };
    if cfg!(windows) {
        // "/c:/folder" is "c:/folder".
        let drive = path.as_bytes();
        if drive.len() > 2 && drive[1].is_ascii_alphabetic() && drive[2] == b':' {
            return Some(PathBuf::from(&path[1..]));
        }
    }
    Some(PathBuf::from(path))
}

/// The URI of an absolute path.
pub(crate) fn of(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let encoded = utf8_percent_encode(&path, PATH);
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{slash}{encoded}"))
}

/// Whether a document has never been saved.
pub(crate) fn is_untitled(uri: &Uri) -> bool {
    uri.0.starts_with("untitled:")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let named = Path::new("/a b/ü#%/PRIVACY.md");
        let uri = of(named);
        assert_eq!(uri.0, "file:///a%20b/%C3%BC%23%25/PRIVACY.md");
        assert_eq!(path(&uri).as_deref(), Some(named));
    }

    #[test]
    fn what_is_no_file() {
        assert_eq!(path(&Uri("untitled:Untitled-1".into())), None);
        assert_eq!(path(&Uri("file://".into())), None);
        assert_eq!(path(&Uri("file:///%FF".into())), None);
    }
}
