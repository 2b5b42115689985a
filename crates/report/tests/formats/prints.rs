//! Fingerprints stay as long as the clause does.

use clauselint_engine::FileReport;
use clauselint_report::{GitLab, Reporter, Root, Summary};

use crate::sample::{catalog, report};

fn prints(report: &FileReport) -> Vec<String> {
    let mut out = Vec::new();
    let mut gitlab = GitLab::new(catalog(), Root::default());
    gitlab.file(report, &mut out).unwrap();
    gitlab.finish(&Summary::default(), &mut out).unwrap();
    let issues: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let issues = issues.as_array().unwrap().iter();
    let print = |issue: &serde_json::Value| issue["fingerprint"].as_str().unwrap().to_owned();
    issues.map(print).collect()
}

const CLAUSE: &str = "We share your data with our partners.";

#[test]
fn moved_lines_and_other_markup_leave_them_as_they_are() {
    let before = prints(&report("a.md", &format!("# Policy\n\n{CLAUSE}\n")));
    let moved = format!(
        "# Our policy\n\nIn short:\n\n{}\n",
        CLAUSE.replace("share", "**share**")
    );
    assert_eq!(before, prints(&report("a.md", &moved)));
    let wrapped = format!(
        "# Policy\r\n\r\n{}\r\n",
        CLAUSE.replace(" data", "\r\n  data")
    );
    assert_eq!(before, prints(&report("a.md", &wrapped)));
}

#[test]
fn another_path_rule_or_wording_changes_them() {
    let before = prints(&report("a.md", &format!("# Policy\n\n{CLAUSE}\n")));
    let path = prints(&report("b.md", &format!("# Policy\n\n{CLAUSE}\n")));
    let words = prints(&report(
        "a.md",
        "# Policy\n\nWe sell your data to our partners.\n",
    ));
    assert!(before.iter().all(|print| !path.contains(print)));
    // What is missing is still the same.
    assert_eq!(before[0], words[0]);
    assert_ne!(before[1], words[1]);
}

#[test]
fn what_is_alike_is_told_apart() {
    let mut all = prints(&report(
        "a.md",
        &format!("# Policy\n\n{}", format!("{CLAUSE}\n\n").repeat(9)),
    ));
    let count = all.len();
    assert!(count > 5);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}
