//! The file of a baseline, by whoever it was written or merged.

use std::collections::BTreeMap;
use std::path::Path;

use clauselint_engine::{Baseline, FileReport, Linter};

use crate::check::lint;
use crate::input::file;
use crate::pool::{another, infos, linter};

/// What the baseline is held against.
const POLICY: &str = "# Privacy policy\n\nWe collect your name. We may share it with our partners. \
    By using our website, you agree to this privacy policy.\n";

/// What is read is written and read again the same; what was one has lines
/// that can be saved; listed findings are known, and nothing else is stale.
pub(crate) fn run(data: &[u8]) {
    let path = file("baseline.json", data);
    if let Some(salvaged) = Baseline::salvaged(&path) {
        stable(&salvaged);
    }
    let Ok(mut baseline) = Baseline::read(&path) else {
        return;
    };
    stable(&baseline);
    let _ = baseline.orphans();
    let report = report(&path.with_file_name("a.md"), linter());
    let all = report.diagnostics.len();
    let parted = parted(&baseline);
    assert_eq!(parted.diagnostics.len() + parted.known.len(), all);
    let rules: BTreeMap<_, _> = infos().iter().map(|info| (&info.id, *info)).collect();
    baseline.update(&report, &rules);
    stable(&baseline);
    let parted = self::parted(&baseline);
    assert!(parted.diagnostics.is_empty(), "{:?}", parted.diagnostics);
    assert_eq!((parted.known.len(), parted.stale.len()), (all, 0));
}

fn stable(baseline: &Baseline) {
    let text = baseline.text();
    let path = file("again.json", text.as_bytes());
    let again = Baseline::read(&path).expect("what was written can be read");
    assert_eq!(*baseline, again);
    assert_eq!(Baseline::salvaged(&path), Some(again.clone()));
    assert_eq!(text, again.text());
}

fn parted(baseline: &Baseline) -> FileReport {
    let path = baseline.folder().join("a.md");
    report(&path, &another().with_baseline(Some(baseline)))
}

fn report(path: &Path, linter: &Linter<'_>) -> FileReport {
    lint(linter, path, POLICY.as_bytes()).expect("it is a policy")
}

/// A baseline that clauselint writes.
pub(crate) fn written() -> Vec<u8> {
    let mut baseline = Baseline::new(Path::new("baseline.json"));
    let rules = infos().iter().map(|info| (&info.id, *info)).collect();
    baseline.update(&report(Path::new("a.md"), linter()), &rules);
    baseline.text().into_bytes()
}
