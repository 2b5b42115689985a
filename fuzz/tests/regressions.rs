//! Inputs that something once failed on, `regressions/TARGET/WHAT`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use clauselint_fuzz::target;

#[test]
fn they_stay_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    let mut failed = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let target = target(&name).unwrap_or_else(|| panic!("there is no target {name}"));
        for input in fs::read_dir(entry.path()).unwrap().flatten() {
            let data = fs::read(input.path()).unwrap();
            if catch_unwind(|| (target.run)(&data)).is_err() {
                failed.push(input.path());
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
