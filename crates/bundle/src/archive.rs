use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use zip::read::ZipFileEntry;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive, ZipReadOptions};

use crate::bundle::Intake;
use crate::error::BundleFault;
use crate::path::{is_left_out, within};

/// What tells where in an archive the pack stands.
const MANIFEST: &str = "pack.toml";

/// How each entry of an archive's table of contents begins.
const HEADER: &[u8] = b"PK\x01\x02";

/// Takes in the files of a `.zip`.
pub(crate) fn read(path: &Path, intake: &mut Intake<'_>) -> Result<(), BundleFault> {
    let bytes = bytes(path, intake.limits.all)?;
    let limit = intake.limits.files;
    // Counted before anything is made of them.
    let entries = bytes.windows(HEADER.len()).filter(|at| *at == HEADER);
    if entries.count() > limit {
        return Err(BundleFault::TooMany { limit });
    }
    let mut archive = ZipArchive::new(Cursor::new(&*bytes)).map_err(damaged)?;
    if archive.has_duplicate_names() {
        return Err(BundleFault::Archive(
            "two of its files have one name".into(),
        ));
    }
    for at in 0..archive.len() {
        let entry = archive.by_index_data(at).map_err(damaged)?;
        let Some(path) = file(&entry, intake)? else {
            continue;
        };
        // Headers that disagree show one file to a scanner and another to us.
        let options = ZipReadOptions::new().enforce_header_consistency(true);
        let content = archive
            .by_index_with_options(at, options)
            .map_err(damaged)?;
        intake.add(path, content)?;
    }
    intake.files = without_top(std::mem::take(&mut intake.files));
    Ok(())
}

/// An archive is never larger than what it may unpack to.
fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, BundleFault> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(BundleFault::Unreadable)?;
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(BundleFault::Unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(BundleFault::TooLarge { limit });
    }
    Ok(bytes)
}

/// The path of an entry that is a file of the pack.
fn file(entry: &ZipFileEntry<'_>, intake: &Intake<'_>) -> Result<Option<String>, BundleFault> {
    let raw = entry.name_raw();
    let name = std::str::from_utf8(raw).map_err(|_| BundleFault::Name {
        file: String::from_utf8_lossy(raw).into_owned(),
        reason: "it is no UTF-8",
    })?;
    let path = within(name, intake.limits)?;
    let Some(file) = path.filter(|path| !entry.is_dir() && !is_left_out(path)) else {
        return Ok(None);
    };
    if entry.is_symlink() {
        let where_to = "in an archive";
        return Err(BundleFault::Link { file, where_to });
    }
    if entry.encrypted() {
        return Err(BundleFault::Encrypted { file });
    }
    match entry.compression() {
        CompressionMethod::Stored | CompressionMethod::Deflated => Ok(Some(file)),
        method => Err(BundleFault::Method {
            file,
            method: method.to_string(),
        }),
    }
}

/// The files of the one folder at the top, where the pack stands in it.
fn without_top(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let mut tops = files
        .keys()
        .map(|path| path.split_once('/').map(|(top, _)| top));
    let Some(Some(top)) = tops.next() else {
        return files;
    };
    let only = tops.all(|other| other == Some(top));
    if !only || !files.contains_key(&format!("{top}/{MANIFEST}")) {
        return files;
    }
    let cut = top.len() + 1;
    let below = |(path, file): (String, Vec<u8>)| (path[cut..].to_owned(), file);
    files.into_iter().map(below).collect()
}

fn damaged(error: ZipError) -> BundleFault {
    match error {
        ZipError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            BundleFault::Archive("it ends too soon".into())
        }
        error => BundleFault::Archive(error.to_string()),
    }
}
