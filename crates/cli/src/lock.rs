//! `clauselint lock`: which packs run, and what is in them, written down.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clauselint_project::{Lock, LockError, LockFault, Project, ProjectError, lock_of, locked};
use clauselint_report::{plural, printable};

use crate::args::{Args, LockArgs};
use crate::failure::Failure;
use crate::project::{Opened, working_folder};
use crate::sink::Sink;

/// Writes the lock file, and tells what has changed; with `--check` tells only.
pub(crate) fn lock(lock: &LockArgs, args: &Args) -> Result<ExitCode, Failure> {
    let opened = Opened::without_lock(lock.config.as_deref(), args)?;
    let project = opened.here()?;
    let path = place(&project)?;
    let packs: Vec<_> = project.ruleset.packs.iter().collect();
    let new = Lock::new(locked(&packs, &path));
    let old = match Lock::read(&path) {
        // Whatever became of it, by a merge perhaps: it is written anew.
        Err(LockError::Form { .. }) if !lock.check => None,
        old => old.map_err(|error| opened.failure(ProjectError::Lock(error)))?,
    };
    let changes = old.as_ref().map_or_else(
        || {
            new.packs()
                .iter()
                .cloned()
                .map(LockFault::Unlocked)
                .collect()
        },
        |old| old.compare(new.packs()),
    );
    let mut out = Sink::stdout();
    for change in &changes {
        writeln!(out, "{}", line(change))?;
        if let LockFault::Changed { locked, now } = change {
            for file in locked.changes(now) {
                writeln!(out, "    {}", printable(&file))?;
            }
        }
    }
    let name = printable(&path.to_string_lossy());
    let (packs, fresh) = (new.packs().len(), changes.is_empty());
    if lock.check {
        let told = if fresh { "is fresh" } else { "is stale" };
        writeln!(out, "{name} {told}")?;
        out.flush()?;
        return Ok(ExitCode::from(u8::from(!fresh)));
    }
    if packs == 0 {
        remove(&path)?;
        writeln!(
            out,
            "{name}: no packs are configured, so there is nothing to lock"
        )?;
    } else {
        let error = |error| opened.failure(ProjectError::Lock(error));
        new.write(&path).map_err(error)?;
        let told = if fresh { "is fresh" } else { "written" };
        writeln!(out, "{name} {told}: {}", plural(packs, "pack"))?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The lock file of the working folder's configuration, seen from there.
fn place(project: &Project) -> Result<PathBuf, Failure> {
    let file = project.settings.config().path().ok_or_else(|| {
        Failure::Usage(
            "no configuration file stands here or above, so no packs are configured; \
             `clauselint init` writes one"
                .into(),
        )
    })?;
    let path = lock_of(file);
    let cwd = working_folder()?;
    Ok(path.strip_prefix(cwd).map_or(path.clone(), Path::to_owned))
}

fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::Output {
            path: path.to_owned(),
            error,
        }),
        _ => Ok(()),
    }
}

/// A change in a line.
fn line(change: &LockFault) -> String {
    let line = match change {
        LockFault::Unlocked(pack) => format!("+ {} {} ({})", pack.name, pack.version, pack.path),
        LockFault::Gone(pack) => format!("- {} {} ({})", pack.name, pack.version, pack.path),
        LockFault::Moved { locked, now } => {
            format!(
                "~ {} {} ({} -> {})",
                now.name, now.version, locked.path, now.path
            )
        }
        LockFault::Changed { locked, now } if locked.version == now.version => {
            format!(
                "~ {} {} (its files, and not its version)",
                now.name, now.version
            )
        }
        LockFault::Changed { locked, now } => {
            format!("~ {} {} -> {}", now.name, locked.version, now.version)
        }
    };
    printable(&line)
}
