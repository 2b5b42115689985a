//! Results that are kept from one run to the next.

use std::env;
use std::fmt::Write;
use std::path::Path;
use std::time::UNIX_EPOCH;

use clauselint_engine::{Baseline, Cache, relative};
use clauselint_project::{Part, Plan, Project};
use clauselint_rule::Context;

use crate::failure::warn;
use crate::project::working_folder;

/// Linting fewer files takes less time than asking the cache.
const FEW: usize = 8;

/// The cache of a run, if it is to have one.
pub(super) fn open(here: &Project, plan: &Plan, context: Context) -> Option<Cache> {
    let settings = &here.settings;
    let worth = settings.cache.value && plan.targets.len() >= FEW;
    worth.then(|| {
        let kind = format!("{} {:?}", version(), context.today);
        Cache::open(&settings.cache_dir.value, kind.as_bytes())
    })
}

/// All that decides what is found in the files of a part and that its linter
/// does not know.
pub(super) fn kind(part: &Part, baseline: Option<&Baseline>) -> String {
    let project = &part.project;
    let mut kind = version();
    for pack in &project.ruleset.packs {
        let _ = write!(kind, "\n{} {}", pack.name, pack.hash);
    }
    let _ = write!(kind, "\n{:?}", project.settings.config().plugin_limits());
    for (id, running) in &part.applied.rules {
        for (name, value) in &running.options {
            let _ = write!(kind, "\n{id} {name} {}", value.value);
        }
    }
    if let Some(baseline) = baseline {
        // Its paths are seen from its folder, and the files' from ours.
        let here = working_folder().unwrap_or_default();
        let _ = write!(
            kind,
            "\n{}\n{}",
            relative(&here, baseline.folder()),
            baseline.text()
        );
    }
    kind
}

/// The version of clauselint, also where it is being worked on.
fn version() -> String {
    let mut version = env!("CARGO_PKG_VERSION").to_owned();
    let metadata = env::current_exe().and_then(|path| path.metadata());
    if let Ok(metadata) = metadata {
        let changed = metadata.modified().ok();
        let changed = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let _ = write!(version, " {} {changed:?}", metadata.len());
    }
    version
}

/// Puts what was kept in its place. A cache that cannot be written costs time,
/// and no finding.
pub(super) fn finish(cache: Option<Cache>, folder: &Path, quiet: bool) {
    if let Some(Err(error)) = cache.map(Cache::finish)
        && !quiet
    {
        let folder = folder.display();
        warn(&format!(
            "note: {folder}: no results can be kept there: {error}"
        ));
    }
}
