//! What goes wrong around a run: disks that are full or read-only, files that
//! change under its hands, signals, other runs at once. What stood there before
//! stays whole, and nothing is left lying about.
#![cfg(target_os = "linux")]

#[path = "faults/disks.rs"]
mod disks;
#[path = "faults/files.rs"]
mod files;
#[path = "faults/signals.rs"]
mod signals;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::command;
use super::reports::FORMATS;

const POLICY: &str = include_str!("../../../../corpus/small-app.md");
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
