//! A cache that is damaged, or that somebody else has written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clauselint_engine::{Cache, FileReport, Linter};
use sha2::{Digest, Sha256};

use crate::check::lint;
use crate::input::folder;
use crate::pool::{another, linter};

const POLICY: &str = "# Privacy policy\n\nWe collect your \u{e9}-mail. We may share it with our partners.\n\
    <!-- clauselint-disable-next-line consent-by-use -- why -->\n\
    By using our website, you agree to this privacy policy.\n";

/// What the file begins with.
const MAGIC: usize = 16;
/// Key, place, length, hash.
const ROW: usize = 16 + 8 + 4 + 8;

/// A cache that clauselint wrote: its name, and its bytes.
static KEPT: LazyLock<(PathBuf, Vec<u8>)> = LazyLock::new(|| {
    let path = folder().join("cache");
    let cache = Cache::open(&path, b"fuzz");
    let kept = cached(&cache);
    assert_eq!(kept.diagnostics, fresh().diagnostics);
    cache.finish().expect("a cache can be written");
    let files = fs::read_dir(&path).expect("the cache is there").flatten();
    let mut files = files.map(|entry| entry.path());
    let file = files.find(|path| path.extension().is_some_and(|ending| ending == "results"));
    let file = file.expect("it has a file of results");
    let bytes = fs::read(&file).expect("it can be read");
    (file, bytes)
});

/// Bytes that are put in place of those of the file, at a place; then an entry
/// and where the table says that it is, with hashes that fit.
pub(crate) fn run(data: &[u8]) {
    let (file, kept) = &*KEPT;
    let mut damaged = kept.clone();
    for change in data.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % damaged.len();
        damaged[at] ^= change[2];
    }
    with(file, &damaged, true);
    with(file, &kept[..data.len().min(kept.len())], true);
    if let Some((place, entry)) = data.split_first_chunk::<8>() {
        let at = match place[7] {
            0..200 => MAGIC as u64,
            _ => u64::from_le_bytes(*place),
        };
        with(file, &forged(kept, at, entry), false);
    }
}

/// A file with one entry, which `at` is said to be the place of.
fn forged(kept: &[u8], at: u64, entry: &[u8]) -> Vec<u8> {
    let footer = kept.len() - 24;
    let key = &kept[footer - ROW..footer - ROW + 16];
    let start = (MAGIC + entry.len()) as u64;
    let mut row = key.to_vec();
    row.extend(at.to_le_bytes());
    row.extend((entry.len() as u32).to_le_bytes());
    row.extend(hash(entry));
    let mut bytes = [&kept[..MAGIC], entry, &row].concat();
    bytes.extend(start.to_le_bytes());
    bytes.extend(1_u64.to_le_bytes());
    bytes.extend(hash(&row));
    bytes
}

fn hash(bytes: &[u8]) -> [u8; 8] {
    let mut hash = [0; 8];
    hash.copy_from_slice(&Sha256::digest(bytes)[..8]);
    hash
}

/// Lints with a cache of some bytes; what is damaged is as if it were not there.
fn with(file: &Path, bytes: &[u8], is_damaged: bool) {
    fs::write(file, bytes).expect("a file can be written");
    let cache = Cache::open(file.parent().unwrap_or(file), b"fuzz");
    let report = cached(&cache);
    if is_damaged {
        let fresh = fresh();
        assert_eq!(report.diagnostics, fresh.diagnostics);
        assert_eq!(report.suppressed, fresh.suppressed);
        assert_eq!(report.notes, fresh.notes);
    }
    let suppressed = report.suppressed.iter().map(|found| &found.diagnostic);
    for found in report
        .diagnostics
        .iter()
        .chain(&report.known)
        .chain(suppressed)
    {
        let edits = found
            .fix
            .iter()
            .flat_map(|fix| &fix.edits)
            .map(|edit| edit.span);
        let related = found.related.iter().map(|related| related.span);
        for span in edits.chain(related).chain([found.span]) {
            assert!(report.source.text().get(span.range()).is_some(), "{span:?}");
        }
    }
}

fn fresh() -> FileReport {
    report(linter())
}

fn cached(cache: &Cache) -> FileReport {
    report(&another().with_cache(Some(cache), b"fuzz"))
}

fn report(linter: &Linter<'_>) -> FileReport {
    lint(linter, Path::new("a.md"), POLICY.as_bytes()).expect("it is a policy")
}

/// The entry that clauselint writes, behind a place that is not looked at.
pub(crate) fn entry() -> Vec<u8> {
    let kept = &KEPT.1;
    let entry = &kept[MAGIC..kept.len() - 24 - ROW];
    [&[0; 8], entry].concat()
}
