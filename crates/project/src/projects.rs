//! Which configuration holds for a path, and what it brings.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clauselint_bundle::{LockError, LockFault};
use clauselint_config::{CommandLine, Config, Finder, Origin, PluginLimits, Settings};
use clauselint_engine::Bounds;
use clauselint_pack::PackError;
use clauselint_toml::Fault;

use crate::lock::{self, Standing};
use crate::ruleset::{Ruleset, known};

/// What is asked for besides what files configure.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What is set.
    pub line: CommandLine,
    /// Packs besides those that are configured.
    pub packs: Vec<PathBuf>,
    /// The names of the output formats that may be configured.
    pub output_formats: Vec<String>,
}

/// A configuration with what it brings.
pub struct Project {
    /// The rules and words at hand.
    pub ruleset: Arc<Ruleset>,
    /// What holds, merged.
    pub settings: Settings,
}

/// Why a configuration cannot be used.
#[derive(Debug)]
pub enum ProjectError {
    /// Faults in configuration files or on the command line.
    Configuration(Arc<Vec<Fault>>),
    /// Faults in packs.
    Packs(Vec<PackError>),
    /// The lock file cannot be used.
    Lock(LockError),
    /// Packs are not those of the lock file.
    Unlocked(PathBuf, Vec<LockFault>),
}

/// The projects of a run, each loaded once, when the first of its files is met.
pub struct Projects {
    finder: Finder,
    cwd: PathBuf,
    asked: Asked,
    check_lock: bool,
    /// By the packs that are loaded; a run has few.
    rulesets: Mutex<Vec<(Packs, Shared<Ruleset>)>>,
    /// By the configuration file.
    projects: Mutex<HashMap<Option<PathBuf>, Shared<Project>>>,
    /// The one that was asked for last, which neighbours mostly share.
    last: Mutex<Option<(Arc<Config>, Shared<Project>)>>,
}

type Packs = (Vec<PathBuf>, PluginLimits);
/// What several share, or what is wrong with it.
type Shared<T> = Result<Arc<T>, Arc<ProjectError>>;

impl Projects {
    /// The projects that `finder` finds, seen from the working folder `cwd`.
    #[must_use]
    pub fn new(finder: Finder, cwd: &Path, asked: Asked) -> Self {
        Self {
            finder,
            cwd: cwd.to_owned(),
            asked,
            check_lock: true,
            rulesets: Mutex::default(),
            projects: Mutex::default(),
            last: Mutex::default(),
        }
    }

    /// Takes packs as they are, whatever the lock file says.
    #[must_use]
    pub fn without_lock(self) -> Self {
        Self {
            check_lock: false,
            ..self
        }
    }

    /// The project of a file or folder, seen from the working folder.
    ///
    /// # Errors
    /// All that is wrong with it; the same for every path of a project.
    pub fn of(&self, path: &Path) -> Result<Arc<Project>, Arc<ProjectError>> {
        let config = self
            .finder
            .find(path)
            .map_err(|faults| Arc::new(ProjectError::Configuration(faults)))?;
        let mut last = unlocked(&self.last);
        if let Some((known, project)) = &*last
            && Arc::ptr_eq(known, &config)
        {
            return project.clone();
        }
        let mut projects = unlocked(&self.projects);
        let key = config.path().map(Path::to_owned);
        let known = projects.entry(key);
        let project = known.or_insert_with(|| self.load(&config).map(Arc::new));
        *last = Some((config, project.clone()));
        project.clone()
    }

    /// What users should know of how the configurations were found.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let projects = unlocked(&self.projects);
        let sound = projects.values().flatten();
        let notes = sound.flat_map(|project| {
            let of_config = project.settings.config().notes().iter();
            of_config.chain(&project.ruleset.notes).cloned()
        });
        let mut notes: Vec<String> = notes.collect();
        notes.sort();
        notes.dedup();
        notes
    }

    fn load(&self, config: &Arc<Config>) -> Result<Project, Arc<ProjectError>> {
        let ruleset = self.ruleset(config).map_err(|error| {
            // What is wrong with packs may come of what is wrong with the file.
            let faults = config.faults();
            match faults.is_empty() {
                true => error,
                false => Arc::new(ProjectError::Configuration(Arc::new(faults))),
            }
        })?;
        let known = Arc::new(known(&ruleset, &self.asked.output_formats));
        let settings = Settings::new(config, &known, &self.asked.line, &self.cwd);
        let settings = settings.map_err(|faults| ProjectError::Configuration(Arc::new(faults)))?;
        Ok(Project { ruleset, settings })
    }

    fn ruleset(&self, config: &Config) -> Result<Arc<Ruleset>, Arc<ProjectError>> {
        let configured: Vec<PathBuf> = config.packs().into_iter().map(|pack| pack.path).collect();
        let lock = lock::Of {
            file: config
                .path()
                .map(|file| file.strip_prefix(&self.cwd).unwrap_or(file)),
            packs: &configured,
        };
        let mut paths = configured.clone();
        for pack in &self.asked.packs {
            if !paths.contains(pack) {
                paths.push(pack.clone());
            }
        }
        let key = (paths, config.plugin_limits());
        let mut rulesets = unlocked(&self.rulesets);
        // What has a lock of its own is compared with it each time.
        if configured.is_empty() || !self.check_lock {
            let loaded = rulesets.iter().find(|(known, _)| *known == key);
            if let Some((_, loaded)) = loaded {
                return loaded.clone();
            }
        }
        let mut standing = Ok(Standing::Unlocked);
        let loaded = Ruleset::load(&key.0, key.1, |packs| {
            if self.check_lock {
                standing = lock.compare(packs);
            }
            // A pack that is not the locked one is refused anyway.
            !matches!(standing, Ok(Standing::Unlocked))
        });
        let loaded = loaded.map_err(ProjectError::Packs).and_then(|ruleset| {
            standing?;
            Ok(Arc::new(ruleset))
        });
        let loaded = loaded.map_err(Arc::new);
        rulesets.push((key, loaded.clone()));
        loaded
    }

    fn settings(&self, path: &Path) -> Option<Arc<Project>> {
        // What is wrong is told when the run asks for it.
        self.of(path).ok()
    }
}

/// A search is bounded by the configuration of what it meets; a file or folder
/// belongs to the one around it.
impl Bounds for Projects {
    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let around = path.parent().unwrap_or(Path::new(""));
        let project = self.settings(around);
        project.is_some_and(|project| project.settings.is_excluded(path, is_folder))
    }

    fn excluded_by(&self, path: &Path, is_folder: bool) -> Option<String> {
        let around = path.parent().unwrap_or(Path::new(""));
        let project = self.settings(around)?;
        let by = project.settings.excluded_by(path, is_folder)?;
        Some(match by.origin {
            Origin::CommandLine => format!("`--exclude {}`", by.value),
            origin => format!("`{}` in `exclude` ({origin})", by.value),
        })
    }

    fn includes(&self, path: &Path) -> Option<bool> {
        let around = path.parent().unwrap_or(Path::new(""));
        self.settings(around)?.settings.is_included(path)
    }

    fn respects_gitignore(&self, folder: &Path) -> bool {
        let project = self.settings(folder);
        project.is_none_or(|project| project.settings.respect_gitignore.value)
    }

    fn binds_named(&self, path: &Path) -> bool {
        let project = self.settings(path);
        project.is_some_and(|project| project.settings.force_exclude.value)
    }
}

fn unlocked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
