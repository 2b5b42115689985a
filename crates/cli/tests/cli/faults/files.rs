//! Files that vanish, change, or are none; runs beside each other.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::{POLICY, ends, names, spawned};
use crate::{command, stderr, stdout, write};

#[test]
fn files_may_vanish_and_change_while_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let name = |at: usize| format!("privacy-{at}.md");
    for at in 0..30 {
        write(folder, &name(at), POLICY);
    }
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut at = 0;
            while !done.load(Ordering::Relaxed) {
                let path = folder.join(name(at % 30));
                let _ = match at % 4 {
                    0 => fs::remove_file(&path),
                    1 => fs::write(&path, &POLICY.as_bytes()[..at % POLICY.len()]),
                    2 => fs::write(&path, [0xFF, 0xFE, 0, 0xD8]),
                    _ => fs::write(&path, POLICY.repeat(3)),
                };
                at += 7;
            }
        });
        for round in 0..6 {
            let more = ["--quiet", "--fix", "--no-cache"][round % 3];
            let output = command(&["check", "--exit-zero", "--output-format=json", more])
                .current_dir(folder)
                .output()
                .unwrap();
            let told = stderr(&output);
            assert!(matches!(output.status.code(), Some(0 | 2)), "{told}");
            assert!(!told.contains("panicked"), "{told}");
            let report = serde_json::from_slice::<serde_json::Value>(&output.stdout);
            assert!(report.is_ok(), "{}", stdout(&output));
        }
        done.store(true, Ordering::Relaxed);
    });
    let litter = names(folder)
        .into_iter()
        .filter(|name| name.starts_with(".clauselint-"));
    assert_eq!(litter.collect::<Vec<_>>(), [".clauselint-cache"]);
}

#[test]
fn pipes_and_devices_are_waited_for_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "PRIVACY.md", POLICY);
    write(folder, "pack/pack.toml", "name = \"x\"\n");
    let pipes = [
        "privacy-pipe.md",
        "pipe.json",
        "pipe.toml",
        "clauselint.lock",
        "pack/rule.toml",
        "pipe.zip",
    ];
    for pipe in pipes {
        let made = Command::new("mkfifo").arg(folder.join(pipe)).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: no named pipe can be made");
            return;
        }
    }
    symlink("/dev/zero", folder.join("privacy-zero.md")).unwrap();
    let packed = "packs = [\"pack\"]\n";
    write(folder, "packed/clauselint.toml", packed);
    for (arguments, words) in [
        (
            &["check", "privacy-pipe.md"][..],
            "privacy-pipe.md: is no regular file; pipe it in",
        ),
        (
            &["check", "privacy-zero.md"],
            "privacy-zero.md: is no regular file",
        ),
        (
            &["check", "PRIVACY.md", "--baseline=pipe.json"],
            "pipe.json: cannot be read: is no regular file",
        ),
        (
            &["check", "PRIVACY.md", "--config=pipe.toml"],
            "pipe.toml: is no regular file",
        ),
        (
            &["check", "PRIVACY.md", "--config=/dev/zero"],
            "/dev/zero: is no regular file",
        ),
        (
            &["check", "PRIVACY.md", "--pack=pack"],
            "`rule.toml` is no regular file",
        ),
        (&["check", "PRIVACY.md", "--pack=pipe.zip"], "pipe.zip"),
        (
            &["diff", "PRIVACY.md", "privacy-zero.md"],
            "privacy-zero.md: is no regular file",
        ),
        (&["outline", "privacy-pipe.md"], "is no regular file"),
        (&["lock"], ""),
    ] {
        let output = ends(spawned(folder, arguments), &format!("{arguments:?}"));
        assert!(
            stderr(&output).contains(words),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
    // A search tells what it leaves alone.
    let output = ends(spawned(folder, &["check", "--exit-zero"]), "a search");
    for (name, what) in [
        ("privacy-pipe.md", "is no regular file"),
        ("privacy-zero.md", "is a link to what is no regular file"),
    ] {
        let note = format!("note: {name} {what}, and is passed over");
        assert!(stderr(&output).contains(&note), "{}", stderr(&output));
    }
    let quiet = ends(spawned(folder, &["check", "--exit-zero", "-q"]), "a search");
    assert_eq!(stderr(&quiet), "");
}

#[test]
fn a_link_to_what_is_linted_needs_no_word() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "PRIVACY.md", POLICY);
    fs::create_dir(folder.join("docs")).unwrap();
    symlink("../PRIVACY.md", folder.join("docs/privacy.md")).unwrap();
    let output = command(&["check", "--exit-zero"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(stderr(&output), "");
    fs::rename(folder.join("PRIVACY.md"), folder.join("policy.md")).unwrap();
    write(
        folder,
        "privacy.html",
        "<h1>Privacy</h1><p>We collect data.",
    );
    fs::remove_file(folder.join("docs/privacy.md")).unwrap();
    symlink("../policy.md", folder.join("docs/privacy.md")).unwrap();
    symlink("privacy.md", folder.join("docs/privacy-b.md")).unwrap();
    symlink("privacy-circle.md", folder.join("docs/privacy-circle.md")).unwrap();
    let output = command(&["check", "--exit-zero"])
        .current_dir(folder)
        .output()
        .unwrap();
    let elsewhere = "is a link, and a search follows none; name it to lint what it leads to";
    assert_eq!(
        stderr(&output),
        format!(
            "clauselint: note: docs/privacy-b.md {elsewhere}\n\
             clauselint: note: docs/privacy-circle.md is a link that leads to no file, and is passed over\n\
             clauselint: note: docs/privacy.md {elsewhere}\n"
        )
    );
}

#[test]
fn runs_at_once_share_a_cache() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for at in 0..30 {
        write(folder, &format!("privacy-{at}.md"), POLICY);
    }
    let arguments = ["check", "--exit-zero", "--output-format=concise"];
    let alone = command(&[&arguments[..], &["--no-cache"]].concat())
        .current_dir(folder)
        .output()
        .unwrap();
    for _ in 0..3 {
        let runs: Vec<Child> = (0..4).map(|_| spawned(folder, &arguments)).collect();
        for run in runs {
            let output = ends(run, "a run beside others");
            assert_eq!(stderr(&output), "");
            assert_eq!(stdout(&output), stdout(&alone));
        }
        // Each round begins with less than was kept.
        write(folder, "privacy-0.md", POLICY);
    }
    let kept = names(&folder.join(".clauselint-cache"));
    assert!(
        !kept.iter().any(|name| name.starts_with("unfinished")),
        "{kept:?}"
    );
}
