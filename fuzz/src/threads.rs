//! One thread and several find the same; so does an editor.

use std::path::Path;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use clauselint_engine::Draft;
use clauselint_reading::Memory;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::check::lint;
use crate::input::{format, path};
use crate::pool::linter;
use crate::words;

/// Drafts that are longer run their rules in parallel.
const LONG: usize = 9 * 1024;
/// Longer ones take too long.
const LONGEST: usize = 40 * 1024;

static TWO: LazyLock<ThreadPool> = LazyLock::new(|| {
    let pool = ThreadPoolBuilder::new().num_threads(2).build();
    pool.expect("there is room for two threads")
});

pub(crate) fn run(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let of = format(choices.arbitrary().unwrap_or(0));
    let text = words::policy(&mut choices, of);
    let text = text.repeat(LONG / text.len().max(1) + 1);
    if text.len() > LONGEST {
        return;
    }
    let Some(one) = lint(linter(), path(of), text.as_bytes()) else {
        return;
    };
    let drafted = TWO.install(|| draft(path(of), &text));
    assert_eq!(one.diagnostics, drafted);
    let several: Vec<_> = TWO.install(|| {
        let files = [(); 2].par_iter();
        files
            .map(|()| lint(linter(), path(of), text.as_bytes()))
            .collect()
    });
    for report in several {
        let report = report.expect("what can be read once can be read twice");
        assert_eq!(one.diagnostics, report.diagnostics);
    }
}

fn draft(path: &Path, text: &str) -> Vec<clauselint_rule::Diagnostic> {
    let draft = Draft {
        path,
        format: None,
        text,
        is_stale: &|| false,
        memory: &mut Memory::default(),
    };
    let report = linter().lint_draft(draft, |_| ());
    let report = report
        .ok()
        .flatten()
        .expect("it can be read, and is waited for");
    report.0.diagnostics
}
