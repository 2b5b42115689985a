//! Packs from strangers: rules, manifests, archives, locks.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use clauselint_bundle::{Bundle, Limits, Lock, Locked};
use clauselint_config::PluginLimits;
use clauselint_engine::{Linter, Selection};
use clauselint_pack::{PackError, Packs};
use clauselint_project::loaded;
use clauselint_report::{Style, fault_page};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::check::{lint, sound};
use crate::config::of_fault;
use crate::input::file;
use crate::pool::context;

pub(crate) const MANIFEST: &str = "name = \"strange\"\nversion = \"1.0.0\"\n\
    licence = \"MIT\"\nengine = \">=0.1\"\n\
    [words.ours]\nany = [\"our (friends|mates)\", \"@we ..3 @share\"]\n";
const POLICY: &str = "# Privacy policy\n\nWe collect your name, your e-mail address and cookies. \
    We may share them with our friends for 12 months, unless you object. By using our website, you \
    agree to this policy. We never sell your data.\n\n## Contact\n\nWrite to a@example.com or see \
    [our page](https://example.com/). Last updated: January 5, 2024.\n";

const SMALL: Limits = Limits {
    files: 20,
    file: 64 << 10,
    all: 256 << 10,
    depth: 4,
};

/// The file of a rule.
pub(crate) fn rule(data: &[u8]) {
    run(MANIFEST.as_bytes(), data);
}

/// The file of a pack.
pub(crate) fn manifest(data: &[u8]) {
    let rule = "id = \"too-strange\"\nsummary = \"x\"\nseverity = \"note\"\n\
        [check.says]\nwhat = [\"@strange/ours\", \"@ours\"]\nmessage = \"{words}\"\n";
    run(data, rule.as_bytes());
}

/// Every fault of a pack has its place; one without faults finds what it finds.
pub(crate) fn run(manifest: &[u8], rule: &[u8]) {
    // Other folders are not looked into.
    if manifest.windows(7).any(|word| word == b"extends") && manifest.contains(&b'/') {
        return;
    }
    match opened_pack(manifest, rule) {
        Err(errors) => {
            assert!(!errors.is_empty());
            errors.iter().for_each(of_error);
        }
        Ok(packs) => tried(&packs),
    }
}

/// Whether it can be loaded.
#[cfg(test)]
pub(crate) fn is_sound(manifest: &[u8], rule: &[u8]) -> bool {
    opened_pack(manifest, rule).is_ok()
}

fn opened_pack(manifest: &[u8], rule: &[u8]) -> Result<Packs, Vec<PackError>> {
    let path = file("pack/pack.toml", manifest);
    let folder = path.parent().unwrap_or(&path);
    // Of the input before.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path() != path {
            fs::remove_file(entry.path()).expect("a file of ours can be removed");
        }
    }
    file(&format!("pack/{}.toml", id(rule)), rule);
    loaded(&[folder.to_owned()], PluginLimits::default())
}

/// The id of a rule, if it can be the name of a file.
fn id(rule: &[u8]) -> &str {
    let rule = std::str::from_utf8(rule).unwrap_or_default();
    let id = rule
        .split_once("id = \"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let fits =
        |id: &&str| id.len() < 60 && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-'));
    id.map(|(id, _)| id)
        .filter(fits)
        .filter(|id| !id.is_empty())
        .unwrap_or("too-strange")
}

fn of_error(error: &PackError) {
    if let PackError::Fault(fault) = error {
        of_fault(fault);
    }
    let style = Style {
        color: false,
        width: 80,
    };
    assert!(!fault_page(error, style).is_empty());
}

fn tried(packs: &Packs) {
    packs.example_faults().iter().for_each(of_error);
    let is_own = |pack: &str| packs.loaded.iter().any(|loaded| loaded.name == pack);
    let own = packs.rules.iter().filter(|rule| is_own(&rule.info().pack));
    let own: Vec<_> = own.map(|rule| &**rule).collect();
    let selection = Selection::all(own.iter().map(|rule| rule.info()));
    let linter = Linter::of(own, &selection, context()).with_vocabulary(&packs.vocabulary);
    let report = lint(&linter, Path::new("a.md"), POLICY.as_bytes());
    sound(&report.expect("it is a policy"), POLICY.as_bytes());
}

/// An archive as it comes; and one whose files the bytes name.
pub(crate) fn archive(data: &[u8]) {
    opened(&file("raw.zip", data));
    if let Some(bytes) = packed(data) {
        opened(&file("packed.zip", &bytes));
    }
}

/// Each line a path, a TAB, a text.
fn packed(data: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let text = std::str::from_utf8(data).ok()?;
    for (at, line) in text.lines().enumerate() {
        let (name, content) = line.split_once('\t').unwrap_or((line, "x"));
        let method = match at % 2 {
            0 => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(name, options).ok()?;
        zip.write_all(content.as_bytes()).ok()?;
    }
    zip.finish().ok().map(Cursor::into_inner)
}

/// What is in an archive lies within it and within the limits.
fn opened(path: &PathBuf) {
    let Ok(bundle) = Bundle::open_within(path, &SMALL) else {
        return;
    };
    let files: Vec<_> = bundle.files().collect();
    assert!(!files.is_empty() && files.len() <= SMALL.files);
    assert!(files.iter().map(|(_, file)| file.len() as u64).sum::<u64>() <= SMALL.all);
    for (name, file) in &files {
        assert!(file.len() as u64 <= SMALL.file);
        let parts = || name.split('/');
        assert!(
            parts().all(|part| !matches!(part, "" | "." | "..")),
            "{name:?}"
        );
        assert!(!name.contains(['\\', ':', '\0']), "{name:?}");
        assert!(parts().count() <= SMALL.depth + 1, "{name:?}");
    }
    let again = Bundle::open_within(path, &SMALL).expect("it can be read twice");
    assert_eq!(
        (bundle.hash(), bundle.hashes()),
        (again.hash(), again.hashes())
    );
}

/// A lock file is written as it was read.
pub(crate) fn lock(data: &[u8]) {
    let path = file("clauselint.lock", data);
    let Ok(Some(lock)) = Lock::read(&path) else {
        return;
    };
    fs::write(&path, lock.text()).expect("a file can be written");
    let again = Lock::read(&path).ok().flatten();
    assert_eq!(Some(&lock), again.as_ref());
    assert!(lock.compare(lock.packs()).is_empty());
}

/// Archives of some files: as they are, and as [`packed`] makes them.
pub(crate) fn archives(files: &[PathBuf]) -> Vec<Vec<u8>> {
    let lines = files.iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        Some(format!(
            "{name}\t{}\n",
            fs::read_to_string(path).ok()?.lines().next()?
        ))
    });
    let lines: String = lines.collect();
    let zip = packed(lines.as_bytes());
    zip.into_iter().chain([lines.into_bytes()]).collect()
}

/// A lock file that clauselint writes.
pub(crate) fn locked() -> Vec<u8> {
    let pack = |name: &str| Locked {
        name: name.into(),
        path: format!("packs/{name}"),
        version: "1.0.0".into(),
        hash: "sha256:00".into(),
        files: [("pack.toml".to_owned(), "00".to_owned())].into(),
    };
    Lock::new(vec![pack("a"), pack("b")]).text().into_bytes()
}
