//! A configuration file: all its faults, or what holds.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use clauselint_config::{CommandLine, Finder, Known, Settings};
use clauselint_project::{Ruleset, known};
use clauselint_report::{Style, fault_page};
use clauselint_toml::Fault;

use crate::input::file;

static KNOWN: LazyLock<Arc<Known>> = LazyLock::new(|| {
    let formats = ["text", "json", "sarif"].map(String::from);
    Arc::new(known(&Ruleset::builtin(), &formats))
});

/// Every fault has its place in the file; what has none holds for every path.
pub(crate) fn run(data: &[u8]) {
    let path = file("clauselint.toml", data);
    let folder = path.parent().unwrap_or(&path);
    let settled = || settings(folder, &path);
    match settled() {
        Err(faults) => {
            assert!(!faults.is_empty());
            faults.iter().for_each(of_fault);
            let again = settled().expect_err("it has the same faults again");
            assert_eq!(told(&faults), told(&again));
        }
        Ok(settings) => {
            for path in ["PRIVACY.md", "a/b.html", "docs/\u{e9}.txt", ""] {
                let applied = settings.for_path(Path::new(path));
                let _ = (applied.policy.known(), &applied.rules);
                let _ = settings.is_included(Path::new(path));
                let _ = settings.is_excluded(Path::new(path), path.is_empty());
            }
            let _ = settings.config().plugin_limits();
        }
    }
}

fn settings(folder: &Path, path: &Path) -> Result<Settings, Vec<Fault>> {
    let finder = Finder::fixed(folder, "0.1.0", path);
    let config = finder.find(path).map_err(|faults| faults.to_vec())?;
    Settings::new(&config, &KNOWN, &CommandLine::default(), folder)
}

/// What holds of every fault.
pub(crate) fn of_fault(fault: &Fault) {
    let text = fault.text();
    assert!(
        text.get(fault.span()).is_some(),
        "{fault}: {:?}",
        fault.span()
    );
    let (line, column) = fault.line_and_column();
    assert!(line > 0 && column > 0 && line <= text.matches('\n').count() + 1);
    assert!(!fault.to_string().is_empty());
    let style = Style {
        color: false,
        width: 80,
    };
    assert!(!fault_page(fault, style).is_empty());
}

fn told(faults: &[Fault]) -> Vec<String> {
    let told = faults.iter();
    told.map(|fault| format!("{fault} {:?}", fault.span()))
        .collect()
}
