//! Comments that suppress what is found, written by the command.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{command, stderr, stdout};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(arguments).current_dir(folder).output().unwrap()
}

/// The corpus in a folder of its own.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for file in fs::read_dir(corpus).unwrap() {
        let path = file.unwrap().path();
        let ending = path.extension().unwrap_or_default();
        if ["md", "html", "txt"].iter().any(|known| ending == *known) {
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

#[test]
fn what_is_found_in_any_format_is_found_no_more() {
    let folder = corpus();
    let check = [
        "check",
        "--exit-zero",
        "--select=all",
        "*.md",
        "*.html",
        "*.txt",
    ];
    let before = run(folder.path(), &[&check[..], &["--statistics"]].concat());
    let suppress = [&check[..], &["--add-suppressions=agreed with counsel"]].concat();
    let output = run(folder.path(), &suppress);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(
        stdout(&output).starts_with("suppressed "),
        "{}",
        stdout(&output)
    );
    let after = run(
        folder.path(),
        &[&check[..], &["--output-format=concise"]].concat(),
    );
    let left: Vec<&str> = stdout(&after)
        .lines()
        .filter(|line| line.contains("]"))
        .filter(|line| !line.contains("-suppression]"))
        .collect();
    // Front matter has no place for a comment.
    assert!(left.len() <= 1, "{left:#?}");
    assert!(stdout(&before).lines().count() > 40, "{}", stdout(&before));
    assert!(!stdout(&after).contains("unused-suppression] nothing is found here that `missing"));
    let policy = fs::read_to_string(folder.path().join("small-app.md")).unwrap();
    assert!(policy.contains("-- agreed with counsel -->"), "{policy}");
    // A second time there is nothing to do.
    let again = run(folder.path(), &suppress);
    assert!(
        stdout(&again).starts_with("suppressed 0 findings in"),
        "{}",
        stdout(&again)
    );
}

#[test]
fn several_rules_at_one_place_share_a_comment() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# Privacy policy\n\nBy using our website, you agree to this privacy policy. \
                We may share your data with our trusted partners.\n";
    fs::write(folder.path().join("x.md"), text).unwrap();
    let rules = "--select=consent-by-use,vague-third-party-sharing,missing-retention-period,missing-contact-address";
    let suppress = ["check", "x.md", rules, "--add-suppressions=agreed", "-q"];
    let output = run(folder.path(), &suppress);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "", "quiet");
    let new = fs::read_to_string(folder.path().join("x.md")).unwrap();
    let comments: Vec<&str> = new.lines().filter(|line| line.contains("<!--")).collect();
    assert_eq!(
        comments,
        [
            "<!-- clauselint-disable-file missing-contact-address, missing-retention-period -- agreed -->",
            "<!-- clauselint-disable-next-line consent-by-use, vague-third-party-sharing -- agreed -->",
        ]
    );
    let after = run(folder.path(), &["check", "x.md", rules]);
    assert_eq!(after.status.code(), Some(0), "{}", stdout(&after));
}

#[test]
fn line_ends_and_encodings_stay() {
    let folder = corpus();
    let path = folder.path().join("small-app.md");
    let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
    fs::write(&path, format!("\u{feff}{text}")).unwrap();
    let output = run(
        folder.path(),
        &["check", "small-app.md", "--add-suppressions"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let new = fs::read_to_string(&path).unwrap();
    assert!(new.starts_with('\u{feff}'));
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    let without: Vec<&str> = new
        .lines()
        .filter(|line| !line.contains("clauselint-"))
        .collect();
    let before: Vec<String> = format!("\u{feff}{text}")
        .lines()
        .map(str::to_owned)
        .collect();
    assert_eq!(
        without.len() + usize::from(without.len() < before.len()),
        before.len()
    );
    assert!(!new.contains(" -- "), "no reason was given");
}

#[test]
fn what_cannot_be_done_is_told() {
    let folder = corpus();
    for (reason, words) in [
        ("--add-suppressions=a --> b", "a reason is one line"),
        ("--add-suppressions=a\nb", "a reason is one line"),
    ] {
        let output = run(folder.path(), &["check", "small-app.md", reason]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
    let output = super::with_stdin(
        &["check", "-", "--add-suppressions"],
        b"# Privacy policy\n\nWe collect your name and share it with our partners.\n",
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("standard input cannot be written to"));
}

#[test]
fn every_place_of_what_is_told_once_has_its_comment() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# Privacy policy\n\nBy using this site you agree to this privacy policy.\n\n\
                ## Our app\n\nBy using our app you accept this policy.\n";
    fs::write(folder.path().join("x.md"), text).unwrap();
    let check = ["check", "x.md", "--select=consent-by-use"];
    let output = run(
        folder.path(),
        &[&check[..], &["--add-suppressions"]].concat(),
    );
    assert_eq!(stdout(&output), "suppressed 1 finding in 1 file\n");
    let new = fs::read_to_string(folder.path().join("x.md")).unwrap();
    let below: Vec<&str> = new
        .split("<!-- clauselint-disable-next-line consent-by-use -->\n")
        .skip(1)
        .collect();
    assert_eq!(below.len(), 2, "{new}");
    assert!(
        below.iter().all(|below| below.starts_with("By using")),
        "{new}"
    );
}

#[test]
fn no_comment_is_written_where_it_has_no_effect() {
    let folder = tempfile::tempdir().unwrap();
    for text in [
        "# Privacy policy\n\n- We share data with our partners.\n\n      TODO retention\n",
        "# Privacy policy\n\n1. We share data with our partners.\n\n   - More.\n\n         TODO retention\n",
        "# Privacy policy\n\n> We share data with our partners.\n>\n>     TODO retention\n",
        "# Privacy policy\n\n> - We share data with our partners.\n>\n>       TODO retention\n",
    ] {
        fs::write(folder.path().join("x.md"), text).unwrap();
        let check = ["check", "x.md", "--select=placeholder-text"];
        let output = run(
            folder.path(),
            &[&check[..], &["--add-suppressions=x"]].concat(),
        );
        let new = fs::read_to_string(folder.path().join("x.md")).unwrap();
        if stdout(&output).contains("left") {
            assert_eq!(new, text, "{}", stdout(&output));
        } else {
            let after = run(folder.path(), &[&check[..], &["--fail-on=note"]].concat());
            assert_eq!(after.status.code(), Some(0), "{new}");
        }
        let again = run(
            folder.path(),
            &[&check[..], &["--add-suppressions=x"]].concat(),
        );
        assert!(!stdout(&again).contains("in 1 file"), "{}", stdout(&again));
        assert_eq!(fs::read_to_string(folder.path().join("x.md")).unwrap(), new);
    }
}
