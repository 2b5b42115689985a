//! The files of a run, by what holds for them.

use std::path::Path;
use std::sync::Arc;

use clauselint_config::Applied;
use clauselint_engine::{Linter, Target};
use clauselint_rule::{Context, Rule, RuleInfo};

use crate::projects::{Project, ProjectError, Projects};
use crate::ruleset::selection;

/// The files of a run, each with what holds for it.
#[derive(Default)]
pub struct Plan {
    /// What holds, each once.
    pub parts: Vec<Part>,
    /// The files, each with the place of its part.
    pub targets: Vec<(Target, usize)>,
}

/// What holds for some files of a run.
pub struct Part {
    /// Their project.
    pub project: Arc<Project>,
    /// The project's settings with the overrides that hold for them.
    pub applied: Arc<Applied>,
    /// Rules whose options are set, in place of those of the project.
    changed: Vec<Box<dyn Rule>>,
}

impl Plan {
    /// Sorts files by what holds for them. `stdin_name` stands for standard input.
    ///
    /// # Errors
    /// All that is wrong with any of their projects, each once.
    pub fn new(
        projects: &Projects,
        targets: Vec<Target>,
        stdin_name: &Path,
    ) -> Result<Self, Vec<Arc<ProjectError>>> {
        let mut plan = Self::default();
        let mut errors: Vec<Arc<ProjectError>> = Vec::new();
        for target in targets {
            let path = target.path(stdin_name);
            match projects.of(path) {
                Ok(project) => {
                    let part = plan.part(project, path);
                    plan.targets.push((target, part));
                }
                Err(error) if errors.iter().any(|known| known.is(&error)) => {}
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(plan)
        } else {
            Err(errors)
        }
    }

    fn part(&mut self, project: Arc<Project>, path: &Path) -> usize {
        let applied = project.settings.for_path(path);
        let is = |part: &Part| {
            Arc::ptr_eq(&part.project, &project) && Arc::ptr_eq(&part.applied, &applied)
        };
        // Neighbours mostly share it.
        let known = self.targets.last().map(|(_, part)| *part);
        let known = known.filter(|part| is(&self.parts[*part]));
        let known = known.or_else(|| self.parts.iter().position(is));
        known.unwrap_or_else(|| {
            self.parts.push(Part::new(project, applied));
            self.parts.len() - 1
        })
    }
}

impl Part {
    /// What holds for files of a project.
    #[must_use]
    pub fn new(project: Arc<Project>, applied: Arc<Applied>) -> Self {
        let changed = |info: &RuleInfo| {
            let running = applied.rules.get(&info.id)?;
            let set = !running.options.is_empty();
            set.then(|| {
                let value = |name: &str| running.option(name);
                project.ruleset.with_options(info, value)
            })
            .flatten()
        };
        let infos = project.ruleset.infos().into_iter();
        let changed = infos.filter_map(changed).collect();
        Self {
            project,
            applied,
            changed,
        }
    }

    /// Who lints these files.
    #[must_use]
    pub fn linter(&self, context: Context) -> Linter<'_> {
        let ruleset = &self.project.ruleset;
        let rules = ruleset.rules.iter().map(|rule| {
            let id = &rule.info().id;
            let mut changed = self.changed.iter();
            let changed = changed.find(|changed| changed.info().id == *id);
            &**changed.unwrap_or(rule)
        });
        Linter::of(rules.collect(), &selection(&self.applied), context)
            .with_vocabulary(&ruleset.vocabulary)
            .with_known(self.applied.policy.known())
            .with_limit(self.project.settings.max_file_size.value)
    }
}

impl ProjectError {
    /// Whether it is the same one, met again.
    fn is(&self, other: &Arc<Self>) -> bool {
        match (self, &**other) {
            (Self::Configuration(own), Self::Configuration(other)) => Arc::ptr_eq(own, other),
            _ => std::ptr::eq(self, &raw const **other),
        }
    }
}
