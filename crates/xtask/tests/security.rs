//! SECURITY.md names the test of each promise, and the tests are there.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// All tests and trials, in one text.
fn tests(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            tests(&path, all);
        } else if matches!(ending, Some("rs" | "py")) {
            all.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_promise_has_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let promises = page
        .split("\n## ")
        .find(|part| part.starts_with("What is promised"));
    let promises: Vec<&str> = promises.unwrap().split("\n\n").skip(2).collect();
    assert!(promises.len() > 8, "{promises:?}");
    let mut all = String::new();
    tests(&root.join("crates"), &mut all);
    for promise in promises {
        let quoted = promise.split('`').skip(1).step_by(2);
        let named: Vec<&str> = quoted.filter(|word| word.contains('_')).collect();
        let files: Vec<PathBuf> = promise
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|word| word.starts_with("crates/"))
            .map(|path| root.join(path))
            .collect();
        assert!(named.len() + files.len() > 0, "{promise}");
        for name in named.iter().filter(|name| !name.contains('/')) {
            let is_there = [format!("fn {name}("), format!("def {name}(")];
            assert!(is_there.iter().any(|line| all.contains(line)), "{name}");
        }
        for file in files {
            assert!(file.exists(), "{}", file.display());
        }
        let trials = promise.split("trial").nth(1).unwrap_or_default();
        let trials = trials.split([';', ')']).next().unwrap_or_default();
        for trial in trials.split('`').skip(1).step_by(2) {
            assert!(all.contains(&format!("\"{trial}\": ")), "trial {trial}");
        }
    }
}
