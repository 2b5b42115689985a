//! How far a long run has got.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::interrupt;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is over by then shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error, where a person looks on.
pub(crate) struct Progress {
    bar: ProgressBar,
    wanted: bool,
    shown: AtomicBool,
    began: Instant,
}

impl Progress {
    /// The bar of a run over so many files; shown if it is `wanted`, standard
    /// error is a terminal and no CI's.
    pub(crate) fn new(files: usize, wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} files");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("━╸─"));
        }
        Self {
            bar,
            wanted: wanted && io::stderr().is_terminal() && !in_ci() && !dumb(),
            shown: AtomicBool::new(false),
            began: Instant::now(),
        }
    }

    /// One file more is done.
    pub(crate) fn step(&self) {
        if self.wanted
            && self.began.elapsed() >= PATIENCE
            && !self.shown.swap(true, Ordering::Relaxed)
        {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            interrupt::show(Some(&self.bar));
        }
        self.bar.inc(1);
    }

    /// Does what may print, with the bar out of its way.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Whether there may be a bar, so that output has to end with whole lines.
    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        interrupt::show(None);
        self.bar.finish_and_clear();
    }
}

fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// Whether the terminal says of itself that it cannot go back in a line.
fn dumb() -> bool {
    env::var_os("TERM").is_some_and(|value| value == "dumb")
}
