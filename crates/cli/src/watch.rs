//! `clauselint check --watch`: a check at every change.

use std::fs::{self, Metadata};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use clauselint_config::CommandLine;
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::args::{Args, CheckArgs};
use crate::check::check;
use crate::failure::{Failure, warn};
use crate::project::{Opened, line};

/// Changes that come within so long of the first are one with it.
const SETTLE: Duration = Duration::from_millis(50);

/// How often is looked where the system tells of no changes.
const POLL: Duration = Duration::from_secs(1);

/// Endings of files that configure.
const SETTINGS: [&str; 5] = ["toml", "lock", "json", "wasm", "zip"];

/// Checks, and checks again at every change, until it is interrupted.
pub(crate) fn watch(asked: &CheckArgs, args: &Args) -> Result<ExitCode, Failure> {
    if asked.paths.iter().any(|path| path == Path::new("-")) {
        let words = "standard input cannot be watched: name files or folders";
        return Err(Failure::Usage(words.into()));
    }
    let (send, changes) = channel();
    let mut watcher = watcher(move |event| {
        // Nobody listens any more only when the program ends.
        let _ = send.send(event);
    })?;
    let mut watched: Vec<(PathBuf, RecursiveMode)> = Vec::new();
    let mut seen = Vec::new();
    loop {
        // The configuration may name other packs by now.
        for (root, mode) in roots(asked, args) {
            if !watched.contains(&(root.clone(), mode)) && root.exists() {
                let done = watcher.watch(&root, mode);
                done.map_err(|error| Failure::Watch(root.clone(), error))?;
                watched.push((root, mode));
            }
        }
        let now = state(asked, args);
        if now == seen {
            // Something else: what is written beside, perhaps by this run.
            if !changed(&changes) {
                return Ok(ExitCode::SUCCESS);
            }
            continue;
        }
        seen = now;
        clear();
        match check(asked, args) {
            Ok(_) => {}
            // It may be mended at the next change.
            Err(failure) if failure.can_be_mended() => {
                failure.report();
            }
            Err(failure) => return Err(failure),
        }
        warn(&"watching for changes; Ctrl+C ends");
    }
}

type Told = notify::Result<Event>;

fn watcher(each: impl Fn(Told) + Send + Clone + 'static) -> Result<Box<dyn Watcher>, Failure> {
    let config = Config::default().with_poll_interval(POLL);
    if let Ok(watcher) = RecommendedWatcher::new(each.clone(), config) {
        return Ok(Box::new(watcher));
    }
    let poll = PollWatcher::new(each, config);
    let poll = poll.map_err(|error| Failure::Watch(PathBuf::new(), error))?;
    Ok(Box::new(poll))
}

/// What is watched: folders whole, files by the folders that they are in, since
/// editors put a new file in place of the old one; the working folder for
/// patterns.
fn roots(asked: &CheckArgs, args: &Args) -> Vec<(PathBuf, RecursiveMode)> {
    let mut roots: Vec<(PathBuf, RecursiveMode)> = Vec::new();
    let mut add = |root: &Path, mode| {
        let root = if root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            root
        };
        let known = roots.iter_mut().find(|(known, _)| known == root);
        match known {
            Some((_, known)) if mode == RecursiveMode::Recursive => *known = mode,
            Some(_) => {}
            None => roots.push((root.to_owned(), mode)),
        }
    };
    for path in &asked.paths {
        if path.is_dir() {
            add(path, RecursiveMode::Recursive);
        } else if path.is_file() {
            add(
                path.parent().unwrap_or(Path::new("")),
                RecursiveMode::NonRecursive,
            );
        } else {
            // A pattern.
            add(Path::new(""), RecursiveMode::Recursive);
        }
    }
    let opened = Opened::new(&asked.project, CommandLine::default(), args);
    let here = opened.and_then(|opened| opened.here()).ok();
    let config = here.as_ref().map(|here| here.settings.config());
    let configured = config.into_iter().flat_map(|config| config.packs());
    let packs = configured.map(|pack| pack.path);
    for pack in packs.chain(asked.project.packs.iter().cloned()) {
        if pack.is_dir() {
            add(&pack, RecursiveMode::Recursive);
        } else {
            add(
                pack.parent().unwrap_or(Path::new("")),
                RecursiveMode::NonRecursive,
            );
        }
    }
    let file = config.and_then(|config| config.path());
    for file in file.into_iter().chain(asked.project.config.as_deref()) {
        add(
            file.parent().unwrap_or(Path::new("")),
            RecursiveMode::NonRecursive,
        );
    }
    // Where a configuration may come to stand.
    add(Path::new(""), RecursiveMode::NonRecursive);
    roots
}

/// Waits for changes, and a little longer for what comes with them; false where
/// none can come any more.
fn changed(changes: &Receiver<Told>) -> bool {
    // Reading is no change.
    let is_reading = |told: &Told| {
        told.as_ref()
            .is_ok_and(|event| matches!(event.kind, EventKind::Access(_)))
    };
    while let Ok(told) = changes.recv() {
        if !is_reading(&told) {
            sleep(SETTLE);
            while changes.try_recv().is_ok() {}
            return true;
        }
    }
    false
}

/// All files that decide a result, with their sizes and when they changed.
fn state(asked: &CheckArgs, args: &Args) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let mut files: Vec<PathBuf> = Vec::new();
    let line = line(&asked.select, &asked.search);
    if let Ok(opened) = Opened::new(&asked.project, line, args) {
        let discovery = opened.discover(&asked.paths);
        let targets = discovery.targets.iter();
        files.extend(targets.map(|target| target.path(Path::new("-")).to_owned()));
    }
    let outputs = asked.output_format.iter().flatten();
    let outputs = outputs.filter_map(|output| output.path.clone());
    let outputs: Vec<PathBuf> = outputs.chain(asked.output_file.clone()).collect();
    files.retain(|file| !outputs.contains(file));
    files.extend(asked.baseline.clone());
    for (root, _) in roots(asked, args) {
        files.extend(settings(&root));
    }
    files.sort();
    files.dedup();
    let told = |file: PathBuf| {
        let metadata = file.metadata().ok();
        let size = metadata.as_ref().map_or(0, Metadata::len);
        (
            file,
            size,
            metadata.and_then(|metadata| metadata.modified().ok()),
        )
    };
    files.into_iter().map(told).collect()
}

/// Files of a folder that configure: TOML, lock files, baselines, modules.
fn settings(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| SETTINGS.contains(&ending))
        })
        .collect()
}

/// Begins a new page on a terminal.
fn clear() {
    let mut out = io::stdout();
    if out.is_terminal() {
        let _ = out.write_all(b"\x1b[2J\x1b[3J\x1b[H");
    }
}
