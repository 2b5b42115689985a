//! The file of a cache: entries one after another, then the table of them.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use rustc_hash::FxHasher;
use tempfile::NamedTempFile;

use super::key::Key;

/// What a file begins with; another form has another number.
const MAGIC: &[u8; 16] = b"clauselint kept3";
/// The table's place and number of entries, and its hash.
const FOOTER: usize = 8 + 8 + HASH;
/// Bytes of a hash that are kept.
const HASH: usize = 8;
/// Key, place, length, hash.
const ROW: usize = 16 + 8 + 4 + HASH;
/// Bytes that are read ahead.
const AHEAD: usize = 64 << 10;
/// A file that is larger loses what was not used last.
const LARGE: u64 = 64 << 20;
/// Files that nobody has written for so long go: the day decides results, too.
const OLD: Duration = Duration::from_hours(2 * 24);
/// Unfinished files that nobody has written to for so long are of runs that were
/// killed.
const LEFT: Duration = Duration::from_hours(1);
/// What the names of unfinished files begin with.
const UNFINISHED: &str = "unfinished-";

/// A file that was kept.
pub(super) struct Reader {
    file: Mutex<Entries>,
    rows: HashMap<Key, Row>,
    size: u64,
}

#[derive(Clone, Copy)]
struct Row {
    at: u64,
    length: u32,
    hash: [u8; HASH],
}

/// Tells what a disk or a crash has made of bytes. Who wants to forge a result
/// may as well write the hash.
fn hash(bytes: &[u8]) -> [u8; HASH] {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish().to_le_bytes()
}

/// The entries of a file. They are mostly asked for in the order in which they
/// were kept, that of the files of a run, so that most are read ahead.
struct Entries {
    file: BufReader<File>,
    at: u64,
}

impl Entries {
    fn read(&mut self, row: &Row) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; row.length as usize];
        self.file
            .seek_relative(row.at.wrapping_sub(self.at) as i64)?;
        self.file.read_exact(&mut bytes)?;
        self.at = row.at + u64::from(row.length);
        Ok(bytes)
    }
}

impl Reader {
    /// Opens a file; none where there is none that can be used.
    pub(super) fn open(path: &Path) -> Option<Self> {
        // Opening a pipe would wait for a writer.
        if !path.metadata().ok()?.is_file() {
            return None;
        }
        let mut file = File::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        let mut magic = [0; MAGIC.len()];
        file.read_exact(&mut magic).ok()?;
        if &magic != MAGIC {
            return None;
        }
        file.seek(SeekFrom::End(-(FOOTER as i64))).ok()?;
        let mut footer = [0; FOOTER];
        file.read_exact(&mut footer).ok()?;
        let (start, rest) = footer.split_at(8);
        let (count, told) = rest.split_at(8);
        let start = u64::from_le_bytes(start.try_into().ok()?);
        let count = usize::try_from(u64::from_le_bytes(count.try_into().ok()?)).ok()?;
        let length = count.checked_mul(ROW)?;
        let end = start
            .checked_add(length as u64)?
            .checked_add(FOOTER as u64)?;
        if end != size {
            return None;
        }
        file.seek(SeekFrom::Start(start)).ok()?;
        let mut table = vec![0; length];
        file.read_exact(&mut table).ok()?;
        if hash(&table) != told {
            return None;
        }
        let rows = table.chunks_exact(ROW).map(row).collect::<Option<_>>()?;
        let at = file.seek(SeekFrom::Start(0)).ok()?;
        let file = BufReader::with_capacity(AHEAD, file);
        Some(Self {
            file: Mutex::new(Entries { file, at }),
            rows,
            size,
        })
    }

    /// An entry, if it is there and whole.
    pub(super) fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let row = self.rows.get(key)?;
        // Whoever wrote the table may have said anything.
        let end = row.at.checked_add(row.length.into())?;
        if end > self.size {
            return None;
        }
        let bytes = self.file.lock().ok()?.read(row).ok()?;
        (hash(&bytes) == row.hash).then_some(bytes)
    }
}

fn row(bytes: &[u8]) -> Option<(Key, Row)> {
    let row = Row {
        at: u64::from_le_bytes(bytes[16..24].try_into().ok()?),
        length: u32::from_le_bytes(bytes[24..28].try_into().ok()?),
        hash: bytes[28..].try_into().ok()?,
    };
    Some((bytes[..16].try_into().ok()?, row))
}

/// A file that is written.
pub(super) struct Writer {
    file: BufWriter<NamedTempFile>,
    at: u64,
    rows: Vec<(Key, Row)>,
}

impl Writer {
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        let file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempfile_in(folder)?;
        let mut file = BufWriter::new(file);
        file.write_all(MAGIC)?;
        Ok(Self {
            file,
            at: MAGIC.len() as u64,
            rows: Vec::new(),
        })
    }

    pub(super) fn add(&mut self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.file.write_all(bytes)?;
        let row = Row {
            at: self.at,
            length,
            hash: hash(bytes),
        };
        self.rows.push((*key, row));
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Takes over what was kept before: what was used, and the rest as far as
    /// there is room.
    pub(super) fn add_old(&mut self, old: &Reader, used: &[Key]) -> io::Result<()> {
        let used: HashSet<&Key> = used.iter().collect();
        let new: HashSet<Key> = self.rows.iter().map(|(key, _)| *key).collect();
        let all = self.at + old.size <= LARGE;
        let mut keys: Vec<&Key> = old
            .rows
            .keys()
            .filter(|key| !new.contains(*key) && (all || used.contains(key)))
            .collect();
        keys.sort_unstable_by_key(|key| old.rows[*key].at);
        for key in keys {
            if let Some(bytes) = old.get(key) {
                self.add(key, &bytes)?;
            }
        }
        Ok(())
    }

    /// Puts the file in its place.
    pub(super) fn finish(mut self, path: &Path) -> io::Result<()> {
        let mut table = Vec::with_capacity(self.rows.len() * ROW);
        for (key, row) in &self.rows {
            table.extend_from_slice(key);
            table.extend_from_slice(&row.at.to_le_bytes());
            table.extend_from_slice(&row.length.to_le_bytes());
            table.extend_from_slice(&row.hash);
        }
        self.file.write_all(&table)?;
        self.file.write_all(&self.at.to_le_bytes())?;
        self.file
            .write_all(&(self.rows.len() as u64).to_le_bytes())?;
        self.file.write_all(&hash(&table))?;
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// Whether a file is one of ours: whoever configures the folder may name one that
/// holds something else.
fn is_kept(name: &str) -> bool {
    let hash = name.strip_suffix(".results");
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Removes files that nobody has written for long, and what was left unfinished.
pub(super) fn prune(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let limit = if name.starts_with(UNFINISHED) {
            LEFT
        } else if is_kept(&name) {
            OLD
        } else {
            continue;
        };
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        let age = changed
            .ok()
            .and_then(|at| SystemTime::now().duration_since(at).ok());
        if age.is_some_and(|age| age > limit) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
