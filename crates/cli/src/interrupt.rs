//! What is left behind by a run that is interrupted: nothing. Files that are not
//! finished go, a progress bar makes room for the prompt, and the signal does
//! what it always does.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use indicatif::ProgressBar;
use tempfile::NamedTempFile;

static LEFT: Mutex<Left> = Mutex::new(Left {
    files: Vec::new(),
    bar: None,
});

/// What there is to tidy up.
struct Left {
    files: Vec<PathBuf>,
    bar: Option<ProgressBar>,
}

/// A file that is to go, as long as this is held.
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// Makes a file. An interrupt meanwhile waits until it is known.
    pub(crate) fn make(
        make: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<(NamedTempFile, Self)> {
        handler::set();
        let mut left = left();
        let file = make()?;
        left.files.push(file.path().to_owned());
        let unfinished = Self(file.path().to_owned());
        Ok((file, unfinished))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        left().files.retain(|file| *file != self.0);
    }
}

/// A bar is there, or is there no more.
pub(crate) fn show(bar: Option<&ProgressBar>) {
    if bar.is_some() {
        handler::set();
    }
    left().bar = bar.cloned();
}

fn left() -> MutexGuard<'static, Left> {
    LEFT.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
mod handler {
    use std::fs;
    use std::sync::Once;
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    /// Tidying up takes no time, unless whoever reads the output makes a writer
    /// that holds the bar wait.
    const PATIENCE: Duration = Duration::from_millis(300);

    static SET: Once = Once::new();

    /// From now on signals are waited for.
    pub(super) fn set() {
        SET.call_once(|| {
            let ignored = ignored();
            let counts = |signal: &i32| match ignored {
                Some(ignored) => ignored >> (signal - 1) & 1 == 0,
                // nohup has it ignored.
                None => *signal != SIGHUP,
            };
            let counting = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(counts);
            // Without it they end the run all the same.
            if let Ok(mut signals) = Signals::new(counting) {
                thread::spawn(move || signals.forever().for_each(end));
            }
        });
    }

    /// Signals that whoever started us wants ignored, a bit each; none where the
    /// system does not tell.
    fn ignored() -> Option<u64> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let mask = status
            .lines()
            .find_map(|line| line.strip_prefix("SigIgn:"))?;
        u64::from_str_radix(mask.trim(), 16).ok()
    }

    fn end(signal: i32) {
        let (done, wait) = channel();
        thread::spawn(move || {
            tidy_up();
            let _ = done.send(());
        });
        let _ = wait.recv_timeout(PATIENCE);
        let _ = emulate_default_handler(signal);
    }

    fn tidy_up() {
        let mut left = super::left();
        for file in left.files.drain(..) {
            let _ = fs::remove_file(file);
        }
        if let Some(bar) = left.bar.take() {
            drop(left);
            bar.finish_and_clear();
        }
    }
}

/// Elsewhere what is left stays where it is: it does no harm.
#[cfg(not(unix))]
mod handler {
    pub(super) const fn set() {}
}
