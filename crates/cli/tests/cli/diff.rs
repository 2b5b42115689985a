//! `clauselint diff`.

use std::fs;

use super::repository::{LONGER, OLD, Repository, has};
use super::{clauselint, command, stderr, stdout};

#[test]
fn a_revision_is_compared_to_the_working_tree() {
    let Some(repository) = Repository::new(&[("PRIVACY.md", OLD)]) else {
        return;
    };
    let (told, status) = repository.run(&["diff", "v1"]);
    assert_eq!((&*told, status), ("No policy changed.\n", 0));
    repository.write("PRIVACY.md", LONGER);
    for arguments in [
        &["diff"][..],
        &["diff", "v1"],
        &["diff", "v1", "--", "PRIVACY.md"],
        &["diff", "--", "."],
    ] {
        let (told, status) = repository.run(arguments);
        assert_eq!(status, 1, "{told}");
        has(
            &told,
            &[
                "retention-lengthened",
                "changed-without-new-date",
                ":PRIVACY.md:5:71",
            ],
        );
    }
    assert_eq!(repository.run(&["diff", "--exit-zero"]).1, 0);
    assert_eq!(repository.run(&["diff", "--fail-on", "never"]).1, 0);
}

#[test]
fn two_revisions_are_compared_by_any_form() {
    let Some(repository) = Repository::new(&[("docs/privacy.md", OLD)]) else {
        return;
    };
    repository.write("docs/privacy.md", LONGER);
    repository.commit();
    repository.git(&["tag", "v2"]);
    // What is not committed does not count.
    repository.write("docs/privacy.md", OLD);
    for versions in [&["v1", "v2"][..], &["v1..v2"], &["v1...v2"], &["v1.."]] {
        let arguments = [&["diff"], versions, &["--", "privacy.md"]].concat();
        let (told, status) = repository.run_in("docs", &arguments);
        assert_eq!(status, 1, "{told}");
        has(&told, &["v1:docs/privacy.md -> ", "retention-lengthened"]);
    }
}

#[test]
fn three_dots_leave_out_what_the_other_branch_did() {
    let Some(repository) = Repository::new(&[("PRIVACY.md", OLD)]) else {
        return;
    };
    repository.git(&["checkout", "--quiet", "-b", "topic"]);
    repository.write("README.md", "x");
    repository.commit();
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("PRIVACY.md", LONGER);
    repository.commit();
    assert_eq!(repository.run(&["diff", "main..topic"]).1, 1);
    assert_eq!(repository.run(&["diff", "main...topic"]).1, 0);
}

#[test]
fn renamed_new_and_removed_policies_are_told_of() {
    let files = [("privacy.md", OLD), ("old-privacy.md", LONGER)];
    let Some(repository) = Repository::new(&files) else {
        return;
    };
    repository.git(&["mv", "privacy.md", "privacy policy.md"]);
    repository.git(&["rm", "--quiet", "old-privacy.md"]);
    repository.write("new/privacy.md", "# Privacy\n\nWe collect nothing.\n");
    let (told, status) = repository.run(&["diff", "v1"]);
    assert_eq!(status, 1, "a policy that is gone is worse");
    has(
        &told,
        &[
            "v1:privacy.md -> privacy policy.md: no change in substance",
            "old-privacy.md: policy removed",
            "new/privacy.md: new policy",
        ],
    );
    let (told, status) = repository.run(&["diff", "v1", "--", "new/privacy.md"]);
    assert_eq!(status, 0, "{told}");
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let Some(repository) = Repository::new(&[("PRIVACY.md", OLD)]) else {
        return;
    };
    for (arguments, words) in [
        (&["diff", "nowhere"][..], "unknown revision `nowhere`"),
        (
            &["diff", "v1", "--", "none.md"],
            "no such file in either version",
        ),
        (
            &["diff", "v1", "--", "PRIVACY.md", "../x.md"],
            "outside the repository",
        ),
        (
            &["diff", "v1..--output=x", "--", "PRIVACY.md"],
            "begins with a hyphen",
        ),
        (&["diff", "PRIVACY.md"], "is a file: name the version"),
        (&["check", "--since", "nowhere"], "unknown revision"),
    ] {
        let (told, status) = repository.run(arguments);
        assert_eq!(status, 2, "{arguments:?}: {told}");
        has(&told, &[words]);
    }
    assert!(!repository.path().join("x").exists());
}

#[test]
fn outside_a_repository_two_files_are_compared_and_revisions_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(path("old.md"), OLD).unwrap();
    fs::write(path("new.md"), LONGER).unwrap();
    let output = clauselint(&["diff", &path("old.md"), &path("new.md")]);
    assert_eq!(output.status.code(), Some(1));
    let output = command(&["diff", "v1"]).current_dir(folder.path()).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    has(stderr(&output), &["git"]);
}

#[test]
fn json_has_places_of_both_versions() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(path("old.md"), format!("\u{feff}{OLD}")).unwrap();
    fs::write(path("new.md"), LONGER).unwrap();
    let out = path("out.json");
    let arguments = ["diff", &path("old.md"), &path("new.md")];
    let format = ["--output-format", "json", "--output-file", &out];
    let output = clauselint(&[&arguments[..], &format].concat());
    assert_eq!(stdout(&output), "");
    let json: serde_json::Value = serde_json::from_slice(&fs::read(out).unwrap()).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["summary"]["weakens"], 2);
    let change = &json["policies"][0]["changes"][0];
    assert_eq!(change["kind"], "retention-lengthened");
    for (side, words) in [("old", "two years"), ("new", "five years")] {
        let text = fs::read(path(&format!("{side}.md"))).unwrap();
        let place = &change[side];
        let at = |key: &str| place["span"][key].as_u64().unwrap() as usize;
        assert_eq!(place["words"], words);
        assert_eq!(&text[at("start")..at("end")], words.as_bytes());
        assert_eq!(place["range"]["start"]["line"], 4);
    }
}

#[test]
fn markdown_escapes_what_a_policy_says_and_stays_short_enough() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let long = |years: &str| -> String {
        let animals = (0..900).map(|n| {
            format!("We keep the @octocat data of `animal` \\| \\<img> number {n}x for {years} years.\n\n")
        });
        format!("# Privacy Policy\n\n{}", animals.collect::<String>())
    };
    fs::write(path("old.md"), long("two")).unwrap();
    fs::write(path("new.md"), long("five")).unwrap();
    let arguments = [
        "diff",
        &path("old.md"),
        &path("new.md"),
        "--output-format",
        "markdown",
    ];
    let output = clauselint(&arguments);
    let page = stdout(&output);
    assert!(page.chars().count() < 65_536);
    has(page, &["more changes are left out here"]);
    assert!(
        !page.contains("@octocat") && !page.contains("<img"),
        "{}",
        &page[..2000]
    );
}

#[test]
fn nothing_is_said_of_a_policy_that_could_not_be_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.md"), OLD).unwrap();
    std::fs::write(folder.path().join("empty.md"), "").unwrap();
    for format in ["text", "markdown"] {
        let arguments = &["diff", "old.md", "empty.md", "--output-format", format];
        let output = command(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        has(stderr(&output), &["empty.md: holds no text"]);
        assert!(!stdout(&output).contains("changed"), "{}", stdout(&output));
    }
}
