//! Packs from strangers: rules, manifests, archives, locks.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use arbitrary::Unstructured;
use clauselint_builtin::names;
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

const MANIFEST: &str = "name = \"strange\"\nversion = \"1.0.0\"\n\
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
fn run(manifest: &[u8], rule: &[u8]) {
    // Other folders are not looked into.
    if manifest.windows(7).any(|word| word == b"extends") && manifest.contains(&b'/') {
        return;
    }
    let path = file("pack/pack.toml", manifest);
    file("pack/too-strange.toml", rule);
    let folder = path.parent().unwrap_or(&path);
    match loaded(&[folder.to_owned()], PluginLimits::default()) {
        Err(errors) => {
            assert!(!errors.is_empty());
            errors.iter().for_each(of_error);
        }
        Ok(packs) => tried(&packs),
    }
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
    let own = packs
        .rules
        .iter()
        .filter(|rule| &*rule.info().pack == "strange");
    let own: Vec<_> = own.map(|rule| &**rule).collect();
    let selection = Selection::all(own.iter().map(|rule| rule.info()));
    let linter = Linter::of(own, &selection, context()).with_vocabulary(&packs.vocabulary);
    let report = lint(&linter, Path::new("a.md"), POLICY.as_bytes());
    sound(&report.expect("it is a policy"), POLICY.as_bytes());
}

/// What rules can name.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let listed = names().flat_map(|kind| (kind.names)());
    let own = ["@ours", "any", "none", "event", "#this", "#that", "always"];
    let listed = listed.map(|named| named.name);
    listed.chain(own.map(String::from)).collect()
});

const KEYS: &[&str] = &[
    "act",
    "actor",
    "polarity",
    "modality",
    "asserted",
    "exclusive",
    "data",
    "recipient",
    "source",
    "purpose",
    "condition",
    "exception",
    "period",
    "audience",
    "restriction",
    "what",
    "when",
    "unless",
    "without",
    "each",
    "message",
    "label",
    "related",
    "beside",
    "before",
    "after",
    "in",
    "of",
    "host",
    "scheme",
    "path",
    "kind",
];
const TABLES: &[&str] = &[
    "check.says",
    "check.missing",
    "check.spelling",
    "statement.this",
    "statement.that",
    "link.this",
    "address.this",
    "check.says.each",
    "options.most",
    "words.mine",
];
const GLUE: &[&str] = &[
    "not ",
    "@",
    "count ",
    "#",
    "heading/",
    "title/",
    "capitals/",
    "data/",
    "recipient/",
    " >= 5",
    " < 13",
    " > 12 months",
    " and ",
    " before 12 months ago",
    "/",
    "{words}",
    "{other}",
    "{count}",
    "{most}",
    "true",
    "false",
    "..3 ",
    "(a|b)",
    "[c]",
    "!",
];

/// A rule that asks for something.
pub(crate) fn query(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let mut rule = String::from("id = \"too-strange\"\nsummary = \"x\"\nseverity = \"note\"\n");
    let mut one = |of: &[&str], rule: &mut String| {
        *rule += choices.choose(of).copied().unwrap_or_default();
        choices.arbitrary().unwrap_or(0_u8)
    };
    let known: Vec<&str> = NAMES.iter().map(|name| &**name).collect();
    one(
        &["[check.says]", "[check.missing]", "[check.spelling]"],
        &mut rule,
    );
    rule += "\nmessage = \"{words}\"\n";
    loop {
        let key = one(KEYS, &mut rule);
        rule += " = [\"";
        let more = loop {
            let next = one(&known, &mut rule);
            match next {
                0 => break 0,
                1..60 => break next,
                60..110 => rule += "\", \"",
                _ => drop(one(GLUE, &mut rule)),
            }
        };
        rule += "\"]\n";
        if more == 0 || key == 0 {
            break;
        }
        if more < 15 {
            rule += "[";
            one(TABLES, &mut rule);
            rule += "]\n";
        }
    }
    run(MANIFEST.as_bytes(), rule.as_bytes());
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
