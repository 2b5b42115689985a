//! Findings that are known and left for later.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{command, stderr, stdout, write};

const POLICY: &str = include_str!("../../../../corpus/small-app.md");
const BASELINE: &str = "clauselint-baseline.json";
const CONFIGURATION: &str = "baseline = 'clauselint-baseline.json'\noutput-format = 'concise'\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(arguments).current_dir(folder).output().unwrap()
}

/// A folder with a policy whose findings are all listed.
fn listed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "clauselint.toml", CONFIGURATION);
    write(folder.path(), "PRIVACY.md", POLICY);
    let output = run(folder.path(), &["check", "--update-baseline"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    folder
}

#[test]
fn what_writes_no_report_takes_no_option_of_one() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "PRIVACY.md", POLICY);
    for mode in ["--update-baseline", "--add-suppressions", "--diff"] {
        for option in ["--statistics", "--output-file=x", "--output-format=json"] {
            if (mode, option) == ("--diff", "--output-file=x") {
                continue;
            }
            let output = run(folder.path(), &["check", mode, option]);
            assert_eq!(output.status.code(), Some(2), "{mode} {option}");
            let told = stderr(&output);
            assert!(told.contains("cannot be used with"), "{told}");
        }
    }
    assert_eq!(
        fs::read(folder.path().join("PRIVACY.md")).unwrap(),
        POLICY.as_bytes()
    );
    let output = run(
        folder.path(),
        &["check", "--statistics", "--output-format=json"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("stands in for"),
        "{}",
        stderr(&output)
    );
    // A format that is set for all runs of a job is none of this run.
    let mut set = command(&["check", "--update-baseline", "-q"]);
    let set = set
        .current_dir(folder.path())
        .env("CLAUSELINT_OUTPUT_FORMAT", "github");
    let output = set.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "", "quiet");
    assert!(folder.path().join(BASELINE).exists());
}

fn rules(output: &Output) -> Vec<&str> {
    let lines = stdout(output).lines();
    lines
        .filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0))
        .collect()
}

#[test]
fn what_is_listed_is_not_told_wherever_it_moves() {
    let folder = listed();
    let clean = run(folder.path(), &["check", "--fail-on=note"]);
    assert_eq!(clean.status.code(), Some(0), "{}", stdout(&clean));
    let moved = POLICY.replacen('\n', "\n\nWelcome, and *thank you* for reading.\n\n", 1);
    write(folder.path(), "PRIVACY.md", moved.replace('\n', "\r\n"));
    let moved = run(folder.path(), &["check", "--fail-on=note"]);
    assert_eq!(rules(&moved), [""; 0], "{}", stdout(&moved));
    assert_eq!(stderr(&moved), "");
}

#[test]
fn what_is_new_is_told_also_where_it_is_like_what_is_listed() {
    let folder = listed();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/packs/house-style");
    let check = |more: &[&str]| {
        let pack = pack.to_str().unwrap();
        let arguments = [&["check", "--pack", pack, "--select=click-here"], more].concat();
        run(folder.path(), &arguments)
    };
    let clause = "To opt out, [click here](https://acme.example/out).";
    let twice = format!("{POLICY}\n{clause}\n\n{clause}\n");
    write(folder.path(), "PRIVACY.md", &twice);
    check(&["--update-baseline"]);
    assert_eq!(rules(&check(&[])), [""; 0]);
    write(folder.path(), "PRIVACY.md", format!("{twice}\n{clause}\n"));
    assert_eq!(rules(&check(&[])), ["click-here"]);
}

#[test]
fn entries_that_match_nothing_are_told_until_they_are_dropped() {
    let folder = listed();
    write(
        folder.path(),
        "PRIVACY.md",
        POLICY.replace("trusted third parties", "Acme Hosting GmbH"),
    );
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0));
    let told = stderr(&output);
    assert!(
        told.contains("is found no more: PRIVACY.md: [vague-third-party-sharing]"),
        "{told}"
    );
    assert!(told.contains("1 entry matches nothing"), "{told}");
    // Of a rule that does not run nobody knows.
    let other = run(
        folder.path(),
        &["check", "--select=missing-contact-address"],
    );
    assert_eq!(stderr(&other), "");
    let update = run(folder.path(), &["check", "--update-baseline"]);
    assert_eq!(update.status.code(), Some(0));
    assert_eq!(stderr(&run(folder.path(), &["check"])), "");
    fs::rename(
        folder.path().join("PRIVACY.md"),
        folder.path().join("privacy-policy.md"),
    )
    .unwrap();
    let gone = run(folder.path(), &["check"]);
    assert_eq!(gone.status.code(), Some(1), "the policy has another name");
    assert!(
        stderr(&gone).contains("2 entries match nothing"),
        "{}",
        stderr(&gone)
    );
}

#[test]
fn an_update_leaves_alone_what_it_did_not_look_at() {
    let folder = listed();
    let before = fs::read_to_string(folder.path().join(BASELINE)).unwrap();
    let again = run(folder.path(), &["check", "--update-baseline"]);
    assert_eq!(again.status.code(), Some(0));
    let some = [
        "check",
        "--update-baseline",
        "--select=missing-contact-address",
    ];
    assert_eq!(run(folder.path(), &some).status.code(), Some(0));
    write(folder.path(), "other-privacy.md", POLICY);
    let one = [
        "check",
        "--update-baseline",
        "other-privacy.md",
        "--today=2026-01-01",
    ];
    assert_eq!(run(folder.path(), &one).status.code(), Some(0));
    let after = fs::read_to_string(folder.path().join(BASELINE)).unwrap();
    for line in before.lines().filter(|line| line.starts_with("{\"path")) {
        assert!(
            after.contains(line.trim_end_matches(',')),
            "{line}\n{after}"
        );
    }
    assert!(after.contains("\"other-privacy.md\""), "{after}");
    // Nothing is written where something went wrong.
    fs::write(folder.path().join("broken-privacy.md"), [0, 159, 146, 150]).unwrap();
    let output = run(folder.path(), &["check", "--update-baseline"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("the baseline stays as it is"));
    assert_eq!(
        fs::read_to_string(folder.path().join(BASELINE)).unwrap(),
        after
    );
}

#[test]
fn an_update_saves_what_a_merge_left() {
    let folder = listed();
    write(folder.path(), "other-privacy.md", POLICY);
    run(folder.path(), &["check", "--update-baseline"]);
    let path = folder.path().join(BASELINE);
    let whole = fs::read_to_string(&path).unwrap();
    let marked = whole.replacen("},\n", "},\n<<<<<<< ours\n=======\n>>>>>>> theirs\n", 1);
    fs::write(&path, marked).unwrap();
    let one = run(folder.path(), &["check", "--update-baseline", "PRIVACY.md"]);
    assert_eq!(one.status.code(), Some(0), "{}", stderr(&one));
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
}

#[test]
fn a_baseline_that_is_none_is_told() {
    let folder = listed();
    let path = folder.path().join(BASELINE);
    let whole = fs::read_to_string(&path).unwrap();
    let cases = [
        (whole.replacen("\"rule\"", "\"rulle\"", 1), ":4:"),
        (
            whole.replacen("},\n", "},\n<<<<<<< ours\n", 1),
            ":5:1: this is no baseline",
        ),
        (whole[..whole.len() / 2].to_owned(), "this is no baseline"),
        (String::new(), ":1:1: this is no baseline"),
        ("{\"schema\": 9, \"new\": 1}".to_owned(), "is of version 9"),
    ];
    for (text, words) in cases {
        fs::write(&path, text).unwrap();
        let output = run(folder.path(), &["check"]);
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        assert!(stdout(&output).is_empty());
    }
    // A newer clauselint wrote it: it is not ours to write over.
    let output = run(folder.path(), &["check", "--update-baseline"]);
    assert_eq!(output.status.code(), Some(2));
    fs::remove_file(&path).unwrap();
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("there is no such baseline"),
        "{}",
        stderr(&output)
    );
}

#[cfg(unix)]
#[test]
fn it_does_not_matter_by_which_link_one_comes() {
    let folder = listed();
    let around = tempfile::tempdir().unwrap();
    let link = around.path().join("link");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    let through = link.join(BASELINE);
    let baseline = format!("--baseline={}", through.display());
    for place in [folder.path(), &link] {
        let output = run(place, &["check", "PRIVACY.md", &baseline]);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
        let output = run(place, &["check", "--no-config", "-q", &baseline]);
        assert_eq!(stdout(&output), "");
    }
    let before = fs::read(&through).unwrap();
    run(&link, &["check", "--update-baseline", &baseline]);
    assert_eq!(fs::read(&through).unwrap(), before);
}

#[test]
fn standard_input_goes_into_no_baseline() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["check", "--update-baseline", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("standard input is none"));
    assert!(!folder.path().join(BASELINE).exists());
}

#[test]
fn another_place_of_what_is_told_once_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let check = |more: &[&str]| {
        let arguments = ["check", "--select=consent-by-use"];
        run(folder.path(), &[&arguments, more].concat())
    };
    let first = "# Privacy policy\n\nBy using this site you agree to this privacy policy.\n";
    let both = format!("{first}\n## Our app\n\nBy using our app you accept this policy.\n");
    write(folder.path(), "clauselint.toml", CONFIGURATION);
    write(folder.path(), "PRIVACY.md", first);
    check(&["--update-baseline"]);
    write(folder.path(), "PRIVACY.md", &both);
    let told = check(&[]);
    assert_eq!(rules(&told), ["consent-by-use"]);
    assert!(stdout(&told).starts_with("PRIVACY.md:7:"), "{told:?}");
    assert!(stdout(&told).contains("1 more in the baseline"), "{told:?}");
    let update = check(&["--update-baseline"]);
    assert!(
        stdout(&update).contains("1 finding of 1 file"),
        "{update:?}"
    );
    let known = check(&[]);
    assert_eq!(rules(&known), [""; 0], "{known:?}");
    // The first place is gone, the other is the finding, and as known as it was.
    let other = both.replace(
        "By using this site you agree to this privacy policy.",
        "Hello.",
    );
    write(folder.path(), "PRIVACY.md", other);
    let moved = check(&[]);
    assert_eq!(rules(&moved), [""; 0], "{moved:?}");
    assert!(stderr(&moved).contains("is found no more"), "{moved:?}");
}
