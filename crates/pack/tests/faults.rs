//! `faults.txt`: packs with faults, and each fault below its spot.
//!
//! `FAULTS=overwrite cargo test` writes the file anew.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use clauselint_builtin::{law_keys, provision, rules};
use clauselint_form::RuleInfo;
use clauselint_pack::{PackError, Packs, Plugins, Setting, load};
use clauselint_rule::Rule;
use miette::Diagnostic;

/// Files without a folder are of this pack.
const OWN: &str = "pack";
/// Stands in for its own file, where a case writes none.
const MANIFEST: &str = "name = \"own\"\nversion = \"1.0.0\"\nlicence = \"MIT\"\nengine = \"0.1\"\n";

struct NoPlugins;

impl Plugins for NoPlugins {
    fn rule(&self, _: RuleInfo, module: &str, _: &[u8]) -> Result<Box<dyn Rule>, (String, String)> {
        Err((format!("`{module}` is no module"), String::new()))
    }
}

/// A file of a case, as written there and as it is.
struct File {
    name: String,
    rows: Vec<(String, String)>,
}

struct Case {
    title: String,
    /// The packs that are asked for.
    asked: Vec<String>,
    files: Vec<File>,
}

impl Case {
    fn parse(text: &str) -> Self {
        let (title, text) = text.split_once('\n').unwrap();
        let mut case = Self {
            title: title.to_owned(),
            asked: vec![OWN.to_owned()],
            files: Vec::new(),
        };
        for row in text.lines() {
            if let Some(name) = row.strip_prefix("--- ") {
                let (name, rows) = (name.to_owned(), Vec::new());
                case.files.push(File { name, rows });
            } else if let Some(asked) = row.strip_prefix("asked: ") {
                case.asked = asked.split(' ').map(str::to_owned).collect();
            } else if let Some(file) = case.files.last_mut()
                && !row.trim_start().starts_with('^')
                && !row.starts_with("! ")
            {
                file.rows.push((row.to_owned(), expanded(row)));
            }
        }
        for file in &mut case.files {
            while file.rows.last().is_some_and(|(row, _)| row.is_empty()) {
                file.rows.pop();
            }
        }
        case
    }

    fn write(&self, folder: &Path) {
        let own = folder.join(OWN);
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("pack.toml"), MANIFEST).unwrap();
        for file in &self.files {
            let path = folder.join(within(&file.name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let rows = file.rows.iter().map(|(_, row)| format!("{row}\n"));
            fs::write(path, rows.collect::<String>()).unwrap();
        }
    }

    /// The case with its faults, as it ought to stand in the file.
    fn shown(&self, faults: &[PackError], folder: &str) -> String {
        let mut page = format!("{}\n", self.title);
        if self.asked != [OWN] {
            page += &format!("asked: {}\n", self.asked.join(" "));
        }
        let mut rest: Vec<&PackError> = faults.iter().collect();
        for file in &self.files {
            page += &format!("--- {}\n", file.name);
            let path = format!("{folder}/{}", within(&file.name));
            let mut line = 1;
            for (row, whole) in &file.rows {
                page += &format!("{row}\n");
                let lines = line..line + whole.lines().count().max(1);
                line = lines.end;
                rest.retain(|error| {
                    let here = caret(error, &path, &lines).map(|text| text.replace(folder, ""));
                    page += here.as_deref().unwrap_or_default();
                    here.is_none()
                });
            }
        }
        for error in rest {
            page += &format!("! {}\n", with_help(error).replace(folder, ""));
        }
        if faults.is_empty() {
            page += "! nothing wrong\n";
        }
        page
    }
}

fn within(name: &str) -> String {
    if name.contains('/') {
        name.to_owned()
    } else {
        format!("{OWN}/{name}")
    }
}

/// `{rule x}` is how a rule begins.
fn expanded(row: &str) -> String {
    let id = row
        .strip_prefix("{rule ")
        .and_then(|row| row.strip_suffix('}'));
    match id {
        Some(id) => format!("id = \"{id}\"\nsummary = \"s\"\nseverity = \"note\""),
        None => row.to_owned(),
    }
}

fn with_help(error: &PackError) -> String {
    let place = match error {
        PackError::Fault(fault) => {
            let (line, column) = fault.line_and_column();
            format!("{}:{line}:{column} ", fault.file())
        }
        _ => String::new(),
    };
    let help = error.help().map(|help| format!(" | {help}"));
    format!("{place}{error}{}", help.unwrap_or_default())
}

/// A fault below its line, if it is one of these lines of this file.
fn caret(error: &PackError, path: &str, lines: &std::ops::Range<usize>) -> Option<String> {
    let PackError::Fault(fault) = error else {
        return None;
    };
    let (line, column) = fault.line_and_column();
    if fault.file() != path || !lines.contains(&line) {
        return None;
    }
    let text = fs::read_to_string(path).unwrap();
    let spot = text[fault.span()].lines().next().unwrap_or_default();
    let width = spot.chars().count().max(1);
    let label = error.labels().and_then(|mut labels| labels.next());
    let label = label.and_then(|label| label.label().map(|label| format!(" [{label}]")));
    let help = error.help().map(|help| format!(" | {help}"));
    Some(format!(
        "{}{} {error}{}{}\n",
        " ".repeat(column - 1),
        "^".repeat(width),
        label.unwrap_or_default(),
        help.unwrap_or_default()
    ))
}

/// Everything that is wrong, that examples show included.
fn faults(paths: &[PathBuf]) -> Vec<PackError> {
    match loaded(paths) {
        Ok(packs) => packs.example_faults(),
        Err(errors) => errors,
    }
}

fn loaded(paths: &[PathBuf]) -> Result<Packs, Vec<PackError>> {
    let laws: Vec<&str> = law_keys().collect();
    let setting = Setting {
        version: env!("CARGO_PKG_VERSION"),
        is_law: &|key| provision(key).is_some(),
        laws: &laws,
        plugins: &NoPlugins,
    };
    load(paths, rules(), &setting)
}

fn place(error: &PackError) -> Option<(String, usize)> {
    match error {
        PackError::Fault(fault) => Some((fault.file().to_owned(), fault.span().start)),
        _ => None,
    }
}

#[test]
fn every_fault_is_told_at_its_place_and_in_order() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults.txt");
    let cases = fs::read_to_string(&path).unwrap();
    let mut parts = cases.split("\n=== ");
    let mut page = parts.next().unwrap().trim_end().to_owned() + "\n";
    for text in parts {
        let case = Case::parse(text);
        let folder = tempfile::tempdir().unwrap();
        case.write(folder.path());
        let paths: Vec<PathBuf> = case.asked.iter().map(|p| folder.path().join(p)).collect();
        let told = faults(&paths);
        assert!(
            told.iter().filter_map(place).is_sorted(),
            "{}: {told:?}",
            case.title
        );
        let folder = folder.path().to_str().unwrap().replace('\\', "/");
        page += &format!("\n=== {}", case.shown(&told, &folder));
    }
    if std::env::var("FAULTS").is_ok_and(|what| what == "overwrite") {
        fs::write(path, page).unwrap();
    } else if page != cases {
        for (is, ought) in page.split("\n=== ").zip(cases.split("\n=== ")) {
            assert_eq!(is.trim_end(), ought.trim_end());
        }
        assert_eq!(page, cases);
    }
}

/// Each level names the next one in sixteen ways: followed one by one, that is
/// more than memory holds.
#[test]
fn packs_that_multiply_are_opened_once() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..16 {
        let ways = (0..16).map(|way| format!("\"{}../{}\"", "./".repeat(way), at + 1));
        let extends = format!("extends = [{}]\n", ways.collect::<Vec<_>>().join(", "));
        let more = if at == 15 { "" } else { &extends };
        let pack = folder.path().join(at.to_string());
        fs::create_dir(&pack).unwrap();
        let manifest = MANIFEST.replace("own", &format!("own-{at}"));
        fs::write(pack.join("pack.toml"), manifest + more).unwrap();
    }
    let packs = loaded(&[folder.path().join("0")]);
    let packs = packs.unwrap_or_else(|errors| panic!("{errors:?}"));
    let last = packs.loaded.last().unwrap();
    assert_eq!((&*last.name, last.extends.len()), ("own-0", 15));
    assert_eq!(packs.loaded.len(), 16);
}
