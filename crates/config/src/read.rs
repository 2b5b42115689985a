//! One configuration file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_toml::{Checked, Fault, Key, Places, Salvaged, salvage, salvage_table};
use schemars::JsonSchema;
use semver::{Version, VersionReq};
use serde::Deserialize;

use crate::{ConfigFile, Origin};

/// The file in which the configuration is a table.
pub(crate) const PYPROJECT: &str = "pyproject.toml";
const TABLE: [&str; 2] = ["tool", "clauselint"];
/// A larger file is none that anybody wrote.
const LARGEST: u64 = 16 << 20;

/// A configuration file, as far as its form is sound.
#[derive(Debug)]
pub(crate) struct ReadFile {
    /// What faults and origins call it.
    pub(crate) name: Arc<str>,
    pub(crate) path: PathBuf,
    /// What its paths and globs are seen from.
    pub(crate) folder: PathBuf,
    pub(crate) value: ConfigFile,
    pub(crate) places: Places,
    /// What is wrong with its form.
    pub(crate) faults: Vec<Fault>,
    /// Whether packs or files that it extends may be lost by that.
    pub(crate) partial: bool,
}

/// Who reads: what names are seen from, and the version that reads.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    pub(crate) cwd: PathBuf,
    pub(crate) version: String,
}

impl Reader {
    /// Reads a file; none where it is a `pyproject.toml` without our table.
    pub(crate) fn read(&self, path: &Path) -> Result<Option<ReadFile>, Vec<Fault>> {
        let name = self.name(path);
        let text = text(path).map_err(|message| {
            let message = format!("{name}: {message}");
            vec![Fault::without_place(&name, message)]
        })?;
        let is_table = path.file_name().is_some_and(|file| file == PYPROJECT);
        let Some(read) = parsed::<ConfigFile>(&name, &text, is_table) else {
            return Ok(None);
        };
        if !read.faults.is_empty() {
            // Keys that this version does not know are no faults in a newer one.
            let fault = self.older_than_asked(&name, &text, is_table);
            if let Some(fault) = fault {
                return Err(vec![fault]);
            }
        }
        let partial = !read.whole || {
            let mut lost = read.lost.iter();
            lost.any(|key| key == "packs" || key == "extends")
        };
        let Some(Checked { value, places }) = read.checked else {
            return Err(read.faults);
        };
        let mut faults = read.faults;
        match self.version_fault(value.required_version.as_deref(), &places) {
            Some(fault) if faults.is_empty() => return Err(vec![fault]),
            fault => faults.extend(fault),
        }
        Ok(Some(ReadFile {
            name: name.into(),
            path: path.to_owned(),
            folder: seen_from(path),
            value,
            places,
            faults,
            partial,
        }))
    }

    /// A path as faults call it: seen from the working folder, if it is below.
    pub(crate) fn name(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.cwd).unwrap_or(path);
        match path.to_string_lossy().replace('\\', "/") {
            here if here.is_empty() => ".".into(),
            name => name,
        }
    }

    fn older_than_asked(&self, name: &str, text: &str, is_table: bool) -> Option<Fault> {
        let asked = parsed::<VersionAlone>(name, text, is_table)?.checked?;
        self.version_fault(asked.value.required_version.as_deref(), &asked.places)
    }

    fn version_fault(&self, required: Option<&str>, places: &Places) -> Option<Fault> {
        let required = required?;
        let path = [Key::Name("required-version")];
        let Ok(versions) = VersionReq::parse(required) else {
            let message = format!("`{required}` tells no versions");
            let fault = places.fault(&path, None, message);
            return Some(fault.with_help("such as `0.1` or `>=0.1, <0.4`"));
        };
        let own = Version::parse(&self.version).ok()?;
        let message = format!(
            "the file is written for clauselint {required}, and this is {}",
            self.version
        );
        (!versions.matches(&own)).then(|| places.fault(&path, None, message))
    }
}

/// What a file of another version says for sure.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct VersionAlone {
    #[serde(default)]
    required_version: Option<String>,
}

fn parsed<T: serde::de::DeserializeOwned + JsonSchema + 'static>(
    name: &str,
    text: &str,
    is_table: bool,
) -> Option<Salvaged<T>> {
    if is_table {
        salvage_table(name, text, &TABLE)
    } else {
        Some(salvage(name, text))
    }
}

/// The folder that a file's paths are seen from.
fn seen_from(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    let around = folder.ends_with(".config").then(|| folder.parent());
    around.flatten().unwrap_or(folder).to_owned()
}

fn text(path: &Path) -> Result<String, String> {
    let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
    let metadata = fs::metadata(path).map_err(|error| {
        if path.is_symlink() {
            format!("is a link that leads nowhere: {error}")
        } else if error.kind() == std::io::ErrorKind::NotFound {
            "no such file".into()
        } else {
            unreadable(error)
        }
    })?;
    if metadata.is_dir() {
        return Err("is a folder, no configuration file".into());
    }
    if !metadata.is_file() {
        return Err("is no regular file".into());
    }
    if metadata.len() > LARGEST {
        return Err("is larger than 16 MiB, so it is no configuration file".into());
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("is not UTF-8, from byte {at} on")
    })
}

impl ReadFile {
    pub(crate) fn origin(&self, path: &[Key<'_>]) -> Origin {
        Origin::File {
            file: Arc::clone(&self.name),
            line: self.places.line_of(path),
        }
    }

    /// A path that the file writes, from where it stands.
    pub(crate) fn seen(&self, path: &str) -> PathBuf {
        crate::path::tidy(&self.folder.join(path))
    }
}
