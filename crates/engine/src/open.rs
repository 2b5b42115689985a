use std::path::Path;

use clauselint_source::Source;
use clauselint_syntax::{Document, Format};

use crate::Fault;

/// Decodes and parses a file; its name tells the format, and where that says
/// no more than "text", its words do.
///
/// # Errors
/// As [`Linter::lint`].
pub fn open(path: &Path, bytes: Vec<u8>) -> Result<(Source, Document), Fault> {
    opened(Source::decode(bytes)?, path, None)
}

/// As [`open`]; `told` is the format where the path tells none.
pub(crate) fn opened(
    source: Source,
    path: &Path,
    told: Option<Format>,
) -> Result<(Source, Document), Fault> {
    let format = match Format::of_path(path).or(told) {
        Some(Format::Text) | None => Format::of_text(source.text()),
        Some(format) => format,
    };
    let document = clauselint_syntax::parse(source.text(), format);
    if document.sentences.is_empty() {
        return Err(Fault::Empty);
    }
    Ok((source, document))
}
