//! Baselines of a run: one for each project that has one.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clauselint_engine::{Baseline, BaselineError, FileReport, Stale};
use clauselint_project::{Part, Plan};
use clauselint_report::{plural, printable};
use clauselint_rule::{RuleId, RuleInfo};

use crate::args::CheckArgs;
use crate::failure::{Failure, warn};
use crate::inputs::Inputs;
use crate::project::working_folder;
use crate::sink::Sink;

/// The file that is written where none is configured.
const NAME: &str = "clauselint-baseline.json";

/// Stale entries that are told one by one.
const SHOWN: usize = 5;

/// The baselines of a run, by path.
pub(super) struct Baselines {
    files: BTreeMap<PathBuf, Baseline>,
    /// Whether they are written anew.
    update: bool,
    cwd: PathBuf,
}

impl Baselines {
    /// Reads those that are asked for or configured.
    ///
    /// # Errors
    /// All that cannot be used; one that is missing can be written anew.
    pub(super) fn read(check: &CheckArgs, plan: &Plan) -> Result<Self, Failure> {
        let mut baselines = Self {
            files: BTreeMap::new(),
            update: check.update_baseline,
            cwd: working_folder()?,
        };
        let mut errors = Vec::new();
        for part in &plan.parts {
            let Some(path) = baselines.path(part) else {
                continue;
            };
            if baselines.files.contains_key(&path) {
                continue;
            }
            let baseline = match Baseline::read(&path) {
                Err(BaselineError::Missing(_)) if baselines.update => Ok(Baseline::new(&path)),
                Err(BaselineError::Form(fault)) if baselines.update => {
                    Baseline::salvaged(&path).ok_or(BaselineError::Other(fault))
                }
                read => read,
            };
            match baseline {
                Ok(baseline) => {
                    baselines.files.insert(path, baseline);
                }
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(baselines)
        } else {
            Err(Failure::Baselines(errors))
        }
    }

    fn path(&self, part: &Part) -> Option<PathBuf> {
        let settings = &part.project.settings;
        let configured = settings.baseline.value.as_deref();
        let path = configured.map(|path| seen(path, &self.cwd));
        path.or_else(|| {
            let beside = settings.config().path();
            let beside = beside.map(|file| seen(&file.with_file_name(NAME), &self.cwd));
            self.update.then(|| beside.unwrap_or_else(|| NAME.into()))
        })
    }

    /// The one that holds for some files.
    pub(super) fn of(&self, part: &Part) -> Option<&Baseline> {
        self.files.get(&self.path(part)?)
    }

    /// Refuses to write to what else is read.
    pub(super) fn refuse(&self, inputs: &Inputs) -> Result<(), Failure> {
        let mut paths = self.files.keys();
        paths.try_for_each(|path| inputs.refuse(Some(path)))
    }

    /// Lists a file's findings.
    pub(super) fn list(&mut self, part: &Part, report: &FileReport) {
        let infos = part.project.ruleset.infos();
        let runs = infos
            .into_iter()
            .filter(|info| part.applied.rules.contains_key(&info.id));
        let rules: BTreeMap<&RuleId, &RuleInfo> = runs.map(|info| (&info.id, info)).collect();
        let baseline = self.path(part).and_then(|path| self.files.get_mut(&path));
        if let Some(baseline) = baseline {
            baseline.update(report, &rules);
        }
    }

    /// Tells of entries that match nothing: those of the files of some parts,
    /// and those of files that are gone.
    pub(super) fn tell_stale(&self, plan: &Plan, stale: &[(usize, Stale)]) {
        for (path, baseline) in &self.files {
            let is_own = |part: usize| self.path(&plan.parts[part]).as_ref() == Some(path);
            let own = stale.iter().filter(|(part, _)| is_own(*part));
            let mut stale: Vec<Stale> = own.map(|(_, stale)| stale.clone()).collect();
            stale.extend(baseline.orphans());
            stale.sort();
            let count: usize = stale.iter().map(|stale| stale.count).sum();
            for stale in stale.iter().take(SHOWN) {
                let Stale {
                    path: policy,
                    rule,
                    message,
                    ..
                } = stale;
                let path = path.display();
                warn(&format!(
                    "note: {path}: is found no more: {policy}: [{rule}] {message}"
                ));
            }
            if count > 0 {
                let entries = if count == 1 {
                    "1 entry matches".to_owned()
                } else {
                    format!("{count} entries match")
                };
                let path = path.display();
                warn(&format!(
                    "note: {path}: {entries} nothing; `clauselint check --update-baseline` drops what is gone"
                ));
            }
        }
    }

    /// Writes them, and tells so unless it is to be `quiet`.
    ///
    /// # Errors
    /// One of them cannot be written.
    pub(super) fn write(&mut self, plan: &Plan, quiet: bool) -> Result<(), Failure> {
        let mut out = Sink::stdout();
        for (path, baseline) in &mut self.files {
            baseline.drop_orphans();
            let mut sink = Sink::open(Some(path))?;
            let text = baseline.text();
            sink.write_all(text.as_bytes())
                .map_err(|error| sink.failure(error))?;
            sink.commit()?;
            if quiet {
                continue;
            }
            let (findings, policies) = baseline.size();
            let (findings, files) = (plural(findings, "finding"), plural(policies, "file"));
            let path = printable(&path.display().to_string());
            writeln!(out, "{path}: {findings} of {files}")?;
        }
        let configured = |part: &Part| part.project.settings.baseline.value.is_some();
        if !quiet && !plan.parts.iter().all(configured) {
            writeln!(
                out,
                "`baseline = \"{NAME}\"` in the configuration, or `--baseline {NAME}`, puts it to use"
            )?;
        }
        out.flush()?;
        Ok(())
    }
}

/// A path seen from the working folder, if it is below.
fn seen(path: &Path, cwd: &Path) -> PathBuf {
    match path.strip_prefix(cwd) {
        Ok(here) if here.as_os_str().is_empty() => ".".into(),
        seen => seen.unwrap_or(path).to_owned(),
    }
}
