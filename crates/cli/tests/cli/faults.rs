//! What goes wrong around a run: disks that are full or read-only, files that
//! change under its hands, signals, other runs at once. What stood there before
//! stays whole, and nothing is left lying about.
#![cfg(target_os = "linux")]

use std::fs::{self, Permissions};
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant, SystemTime};

use super::{command, stderr, stdout, write};

const POLICY: &str = include_str!("../../../../corpus/small-app.md");
const FORMATS: [&str; 13] = [
    "text",
    "concise",
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "rdjsonl",
    "markdown",
    "html",
];
/// What `--fix` would change.
const MENDABLE: &str = "See [our page](http://ads.acme.org/privacy).\n\n";
const INTERRUPT: i32 = 2;
const NOBODY: &str = "65534";

/// Runs the command by way of a shell, which sets limits first.
fn shell(before: &str, folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_clauselint");
    let mut shell = Command::new("sh");
    let script = format!("{before}; exec {program} \"$@\"");
    shell.args(["-c", &script, "sh"]).args(arguments);
    shell.env("CLAUSELINT_TODAY", super::TODAY);
    shell.current_dir(folder).output().unwrap()
}

/// As where a disk has room for so many half kilobytes a file.
fn on_full_disk(room: usize, folder: &Path, arguments: &[&str]) -> Output {
    shell(
        &format!("trap '' XFSZ; ulimit -f {room}"),
        folder,
        arguments,
    )
}

/// As somebody whom permissions bind; none where nobody can become that.
fn unprivileged(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let probe = folder.join("probe");
    fs::create_dir_all(&probe).unwrap();
    fs::set_permissions(&probe, Permissions::from_mode(0o555)).unwrap();
    if fs::write(probe.join("x"), "").is_err() {
        return Some(command(arguments).current_dir(folder).output().unwrap());
    }
    let ids = [format!("--reuid={NOBODY}"), format!("--regid={NOBODY}")];
    let program = env!("CARGO_BIN_EXE_clauselint");
    let become_nobody = |program: &str| {
        let mut setpriv = Command::new("setpriv");
        setpriv.args(&ids).arg("--clear-groups").arg(program);
        setpriv
            .env("CLAUSELINT_TODAY", super::TODAY)
            .current_dir(folder);
        setpriv
    };
    let can = become_nobody(program).arg("--version").output();
    if !can.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this user may write everywhere, and setpriv makes none that may not");
        return None;
    }
    Some(become_nobody(program).args(arguments).output().unwrap())
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// The names in a folder, hidden ones included.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Ends a command that does not end.
#[track_caller]
fn ends(mut child: Child, what: &str) -> Output {
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(30) {
            child.kill().unwrap();
            panic!("{what}: does not end");
        }
        sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

/// A step in the background of a script begins with signals ignored, and so
/// does all that it starts, these tests among them.
const HEEDING: &str = "env --default-signal=HUP,INT,TERM";

fn ignores_signals() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok());
    // Hangup, interrupt and terminate are signals 1, 2 and 15.
    bits.is_some_and(|bits| bits & 0x4003 != 0)
}

/// A command that heeds signals, whatever these tests do.
fn heeding(command: Command) -> Command {
    if !ignores_signals() {
        return command;
    }
    let mut words = HEEDING.split(' ');
    let mut heeding = Command::new(words.next().unwrap_or_default());
    heeding.args(words).arg(command.get_program());
    heeding.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => heeding.env(name, value),
            None => heeding.env_remove(name),
        };
    }
    heeding
}

fn spawned(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = heeding(command(arguments));
    command.current_dir(folder).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Waits until a folder holds so many files.
fn wait_for_files(folder: &Path, count: usize) {
    let begun = Instant::now();
    while names(folder).len() < count {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "{:?}",
            names(folder)
        );
        sleep(Duration::from_millis(5));
    }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

#[test]
fn a_full_disk_leaves_what_stood_there() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let policy = format!("{POLICY}\n{MENDABLE}");
    write(folder, "PRIVACY.md", &policy);
    write(folder, "report.json", "the old report");
    write(
        folder,
        "clauselint-baseline.json",
        "{\"schema\": 1, \"findings\": []}",
    );
    let before = names(folder);
    for (arguments, place) in [
        (&["check", "--fix"][..], "PRIVACY.md"),
        (&["check", "--fix", "--unsafe-fixes"], "PRIVACY.md"),
        (&["check", "--add-suppressions=later"], "PRIVACY.md"),
        (
            &["check", "--select=all", "--output-format=json=report.json"],
            "report.json",
        ),
        (
            &["check", "--select=all", "--output-format=html=report.json"],
            "report.json",
        ),
        (
            &["check", "--update-baseline", "--select=all"],
            "clauselint-baseline.json",
        ),
    ] {
        let output = on_full_disk(2, folder, arguments);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(
            told.contains(&format!("{place}: cannot be written: ")),
            "{told}"
        );
        assert!(!told.contains("panicked"), "{told}");
    }
    assert_eq!(names(folder), before);
    assert_eq!(
        fs::read_to_string(folder.join("PRIVACY.md")).unwrap(),
        policy
    );
    assert_eq!(
        fs::read_to_string(folder.join("report.json")).unwrap(),
        "the old report"
    );
}

#[test]
fn a_cache_that_finds_no_room_costs_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for at in 0..9 {
        write(folder, &format!("privacy-{at}.md"), POLICY);
    }
    let arguments = ["check", "--exit-zero", "--output-format=concise"];
    let full = on_full_disk(4, folder, &arguments);
    assert_eq!(full.status.code(), Some(0), "{}", stderr(&full));
    assert!(
        stderr(&full).contains("no results can be kept there"),
        "{}",
        stderr(&full)
    );
    let kept = names(&folder.join(".clauselint-cache"));
    assert_eq!(
        kept,
        [".gitignore", "CACHEDIR.TAG"],
        "nothing is half-written"
    );
    let free = command(&arguments).current_dir(folder).output().unwrap();
    assert_eq!(stdout(&full), stdout(&free));
    assert_eq!(stderr(&free), "");
}

#[test]
fn output_to_a_full_device_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    for format in FORMATS {
        let mut run = command(&["check", "corpus/small-app.md", "--output-format", format]);
        let output = run.stdout(full.try_clone().unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(
            stderr(&output).contains("cannot write: No space left"),
            "{format}"
        );
    }
    for arguments in [
        &["outline", "corpus/small-app.md"][..],
        &["rules"],
        &["coverage", "corpus/small-app.md"],
    ] {
        let output = command(arguments)
            .stdout(full.try_clone().unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn what_may_not_be_written_stays_and_is_told() {
    let around = tempfile::tempdir().unwrap();
    mode(around.path(), 0o755);
    let folder = around.path().join("locked");
    fs::create_dir(&folder).unwrap();
    let policy = format!("{POLICY}\n{MENDABLE}");
    for at in 0..9 {
        write(&folder, &format!("privacy-{at}.md"), &policy);
    }
    write(
        &folder,
        "clauselint-baseline.json",
        "{\"schema\": 1, \"findings\": []}",
    );
    fs::create_dir(folder.join("probe")).unwrap();
    mode(&folder, 0o555);
    let before = names(&folder);
    for (arguments, words) in [
        (
            &["check", "--fix", "--no-cache"][..],
            "privacy-0.md: cannot be written: its folder is read-only",
        ),
        (
            &["check", "--add-suppressions=x"],
            "privacy-0.md: cannot be written: ",
        ),
        (
            &["check", "--output-file=report.txt"],
            "report.txt: cannot be written: its folder is read-only",
        ),
        (
            &["check", "--update-baseline"],
            "clauselint-baseline.json: cannot be written: ",
        ),
        (&["check", "--exit-zero"], "no results can be kept there: "),
    ] {
        let Some(output) = unprivileged(&folder, arguments) else {
            return;
        };
        let told = stderr(&output);
        let expected = if arguments[1] == "--exit-zero" { 0 } else { 2 };
        assert_eq!(
            output.status.code(),
            Some(expected),
            "{arguments:?}: {told}"
        );
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
    assert_eq!(names(&folder), before);
    assert_eq!(
        fs::read_to_string(folder.join("privacy-0.md")).unwrap(),
        policy
    );
    mode(&folder, 0o755);
}

#[test]
fn what_may_not_be_read_is_told_and_the_rest_is_linted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    mode(folder, 0o755);
    write(folder, "privacy.md", POLICY);
    write(folder, "privacy-locked.md", POLICY);
    write(folder, "shut/privacy.md", POLICY);
    write(folder, "pack/pack.toml", "name = \"x\"\n");
    mode(&folder.join("privacy-locked.md"), 0);
    mode(&folder.join("shut"), 0);
    mode(&folder.join("pack/pack.toml"), 0);
    if let Some(output) = unprivileged(folder, &["check", "--output-format=concise", "--no-cache"])
    {
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.contains("privacy-locked.md: cannot be read: Permission denied"),
            "{told}"
        );
        assert!(told.contains("shut: Permission denied"), "{told}");
        assert!(
            stdout(&output).contains("privacy.md:"),
            "{}",
            stdout(&output)
        );
    }
    if let Some(output) = unprivileged(folder, &["check", "--pack=pack", "privacy.md"]) {
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("`pack.toml` cannot be read: Permission denied"),
            "{}",
            stderr(&output)
        );
    }
    mode(&folder.join("shut"), 0o755);
}

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
    for name in ["privacy-pipe.md", "privacy-zero.md"] {
        let note = format!("note: {name} is no regular file, and a search follows no links");
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
    let output = command(&["check", "--exit-zero"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        stderr(&output).contains("note: docs/privacy.md is no regular file"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn an_interrupted_run_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["-INT", "-TERM", "-HUP"] {
        // It waits for standard input, with its report begun.
        let child = spawned(folder, &["check", "-", "--output-file=report.txt"]);
        wait_for_files(folder, 1);
        signal(&child, name);
        let output = ends(child, name);
        assert!(
            output.status.signal().is_some(),
            "{name}: {:?}",
            output.status
        );
        assert_eq!(names(folder), [""; 0], "{name}");
        assert_eq!(stderr(&output), "");
    }
    // A shell calls it 130.
    let child = spawned(folder, &["check", "-", "--output-file=report.txt"]);
    wait_for_files(folder, 1);
    signal(&child, "-INT");
    assert_eq!(ends(child, "a run").status.signal(), Some(INTERRUPT));
}

/// As under nohup.
#[test]
fn a_signal_that_is_to_be_ignored_is() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let program = env!("CARGO_BIN_EXE_clauselint");
    let heeding = if ignores_signals() { HEEDING } else { "" };
    let heeding = heeding.replace("HUP,", "");
    let script = format!("trap '' HUP; exec {heeding} {program} check - --output-file=report.txt");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).current_dir(folder);
    shell.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = shell.spawn().unwrap();
    wait_for_files(folder, 1);
    signal(&child, "-HUP");
    sleep(Duration::from_millis(500));
    assert_eq!(child.try_wait().unwrap(), None);
    signal(&child, "-INT");
    assert_eq!(ends(child, "a run").status.signal(), Some(INTERRUPT));
    assert_eq!(names(folder), [""; 0]);
}

#[test]
fn an_interrupted_watch_ends_at_once() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "PRIVACY.md", POLICY);
    let mut child = spawned(
        folder.path(),
        &["check", "--watch", "--output-format=html=report.html"],
    );
    let mut told = String::new();
    let mut err = child.stderr.take().unwrap();
    while !told.contains("watching for changes") {
        let mut byte = [0];
        err.read_exact(&mut byte).unwrap();
        told.push(byte[0].into());
    }
    signal(&child, "-INT");
    assert_eq!(ends(child, "a watch").status.signal(), Some(INTERRUPT));
    assert_eq!(names(folder.path()), ["PRIVACY.md", "report.html"]);
}

#[test]
fn a_killed_run_does_its_successor_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for at in 0..9 {
        write(folder, &format!("privacy-{at}.md"), POLICY);
    }
    write(folder, "report.txt", "the old report");
    let arguments = ["check", "-", ".", "--output-file=report.txt", "--exit-zero"];
    let mut child = spawned(folder, &arguments);
    wait_for_files(folder, 11);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        fs::read_to_string(folder.join("report.txt")).unwrap(),
        "the old report"
    );
    // What it left is looked at by nobody, and goes with the next results.
    let cache = folder.join(".clauselint-cache");
    fs::create_dir_all(&cache).unwrap();
    write(&cache, "unfinished-old", "half a result");
    write(&cache, "unfinished-new", "of a run that goes on");
    write(&cache, "laboratory.results", "of somebody else");
    for (name, hours) in [("unfinished-old", 2), ("laboratory.results", 200)] {
        let file = fs::File::options().write(true).open(cache.join(name));
        let then = SystemTime::now() - Duration::from_hours(hours);
        file.unwrap().set_modified(then).unwrap();
    }
    let output = command(&["check", "--exit-zero", "--output-file=report.txt"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
    let report = fs::read_to_string(folder.join("report.txt")).unwrap();
    assert!(report.contains("in 9 files"), "{report}");
    let kept = names(&cache);
    assert!(!kept.contains(&"unfinished-old".to_owned()), "{kept:?}");
    for name in ["unfinished-new", "laboratory.results"] {
        assert!(kept.contains(&name.to_owned()), "{name}: {kept:?}");
    }
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

#[test]
fn a_reader_that_goes_away_ends_every_output_quietly() {
    let formats = FORMATS.map(|format| format!("--output-format={format}"));
    let policy = "corpus/small-app.md";
    let checks = formats.iter().map(|format| vec!["check", format, policy]);
    let others = [
        vec!["outline", policy],
        vec!["outline", "--output-format=json", policy],
        vec!["coverage", policy],
        vec!["coverage", "--output-format=markdown", policy],
        vec!["check", "--statistics", policy],
        vec!["check", "--diff", "--unsafe-fixes", policy],
        vec!["rules"],
        vec!["names"],
        vec!["config", "--rules"],
        vec!["explain", "stale-policy"],
        vec!["man"],
        vec!["completions", "bash"],
    ];
    for arguments in checks.chain(others) {
        let mut child = spawned(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments);
        // Nobody reads from the start.
        drop(child.stdout.take());
        let output = ends(child, &format!("{arguments:?}"));
        assert_eq!(stderr(&output), "", "{arguments:?}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}");
    }
}

/// Whoever looks at a repository loses no file to it.
#[test]
fn a_configuration_writes_nothing_elsewhere() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("repository");
    let secret = write(around.path(), "secret", "of somebody else");
    write(&folder, "PRIVACY.md", POLICY);
    symlink("../secret", folder.join("report.txt")).unwrap();
    symlink("..", folder.join("up")).unwrap();
    for path in [
        "../secret",
        &secret,
        "report.txt",
        "up/secret",
        "up/new.txt",
    ] {
        write(
            &folder,
            "clauselint.toml",
            format!("output-format = 'concise={path}'"),
        );
        let output = command(&["check"]).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(
            stderr(&output).contains("leads out of the folder"),
            "{}",
            stderr(&output)
        );
    }
    assert_eq!(fs::read_to_string(&secret).unwrap(), "of somebody else");
    assert_eq!(names(around.path()), ["repository", "secret"]);
    // A link within stays one.
    fs::create_dir(folder.join("out")).unwrap();
    fs::remove_file(folder.join("report.txt")).unwrap();
    write(&folder, "out/real.txt", "");
    symlink("out/real.txt", folder.join("report.txt")).unwrap();
    write(
        &folder,
        "clauselint.toml",
        "output-format = 'concise=report.txt'",
    );
    let output = command(&["check"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        fs::read_to_string(folder.join("out/real.txt"))
            .unwrap()
            .contains("PRIVACY.md:")
    );
}
