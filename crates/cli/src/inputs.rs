//! What a run reads: nothing is written over it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clauselint_engine::Target;
use clauselint_project::{Plan, Project, lock_of};

use crate::failure::Failure;

/// The files of a run, as they are named.
#[derive(Default)]
pub(crate) struct Inputs(BTreeSet<PathBuf>);

impl Inputs {
    /// The policies of a run, and all that is configured for them.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut inputs = Self::default();
        for (target, _) in &plan.targets {
            if let Target::File(path) = target {
                inputs.add(path);
            }
        }
        for part in &plan.parts {
            inputs.add_project(&part.project);
        }
        inputs
    }

    /// And the baselines of its projects.
    pub(crate) fn with_baselines(mut self, plan: &Plan) -> Self {
        let settings = plan.parts.iter().map(|part| &part.project.settings);
        let baselines = settings.filter_map(|settings| settings.baseline.value.as_deref());
        baselines.for_each(|path| self.add(path));
        self
    }

    pub(crate) fn add(&mut self, path: &Path) {
        self.0.insert(path.to_owned());
    }

    /// The configuration of a project, its lock file and the files of its packs.
    pub(crate) fn add_project(&mut self, project: &Project) {
        let config = project.settings.config();
        self.0.extend(config.paths().map(Path::to_owned));
        self.0.extend(config.path().map(lock_of));
        for pack in &project.ruleset.packs {
            self.add(&pack.path);
            let files = pack.files.keys();
            self.0.extend(files.map(|file| pack.path.join(file)));
        }
    }

    /// Refuses to write to one of them, by whatever name.
    ///
    /// # Errors
    /// It is one.
    pub(crate) fn refuse(&self, output: Option<&Path>) -> Result<(), Failure> {
        // Where nothing stands nothing can be lost.
        let Some((output, there)) = output.and_then(|path| Some((path, path.canonicalize().ok()?)))
        else {
            return Ok(());
        };
        // Names tell most apart, so that few are looked up.
        let may_be = |path: &&PathBuf| path.file_name() == there.file_name() || path.is_symlink();
        let mut same = self.0.iter().filter(may_be);
        if same.any(|path| path.canonicalize().is_ok_and(|path| path == there)) {
            let path = output.display();
            return Err(Failure::Usage(format!(
                "{path} is read by this run: write to another file"
            )));
        }
        Ok(())
    }
}
