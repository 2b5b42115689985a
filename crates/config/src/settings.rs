//! A configuration as it holds: merged, checked, the command line on top.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clauselint_toml::{Fault, Key};

use crate::applied::{Applied, Part};
use crate::check;
use crate::form::{ConfigFile, FailOn, Plugins, Size};
use crate::glob::Globs;
use crate::known::Known;
use crate::path::Folders;
use crate::read::ReadFile;
use crate::select::{Layer, Names};
use crate::{Config, Origin, Setting};

/// Bytes of the largest policy that is read where nothing is configured: ten
/// times what a long one takes, saved with its page.
pub const MAX_FILE_SIZE: u64 = 16 << 20;

/// The folder of results that are kept.
const CACHE: &str = ".clauselint-cache";

/// What the command line says; it is over every file.
#[derive(Debug, Clone, Default)]
pub struct CommandLine {
    /// Rules that run, in place of all that is configured.
    pub select: Option<Vec<String>>,
    /// Rules that run besides.
    pub extend_select: Vec<String>,
    /// Rules that do not run.
    pub ignore: Vec<String>,
    /// Rules that do not run either.
    pub extend_ignore: Vec<String>,
    /// The least severity that fails.
    pub fail_on: Option<FailOn>,
    /// How findings are written.
    pub output_format: Option<Vec<String>>,
    /// Globs that a search leaves out, seen from the working folder.
    pub exclude: Option<Vec<String>>,
    /// Whether a search leaves out what `.gitignore` names.
    pub respect_gitignore: Option<bool>,
    /// Whether named files are left out, too.
    pub force_exclude: Option<bool>,
    /// The baseline, seen from the working folder.
    pub baseline: Option<PathBuf>,
    /// Whether results are kept.
    pub cache: Option<bool>,
}

/// A configuration as it holds, each value with where it came from.
#[derive(Debug)]
pub struct Settings {
    /// The least severity that fails.
    pub fail_on: Setting<FailOn>,
    /// Globs of the files that are policies; none where their names tell.
    pub include: Setting<Option<Vec<String>>>,
    /// Globs that a search leaves out.
    pub exclude: Setting<Vec<String>>,
    /// Whether a search leaves out what `.gitignore` names.
    pub respect_gitignore: Setting<bool>,
    /// Whether `exclude` and `.gitignore` hold for files that are named, too.
    pub force_exclude: Setting<bool>,
    /// Bytes of the largest policy that is read.
    pub max_file_size: Setting<u64>,
    /// How findings are written.
    pub output_format: Setting<Vec<String>>,
    /// The file of findings that are left for later.
    pub baseline: Setting<Option<PathBuf>>,
    /// Whether a suppression must give its reason.
    pub require_reasons: Setting<bool>,
    /// Whether results are kept.
    pub cache: Setting<bool>,
    /// The folder in which they are kept.
    pub cache_dir: Setting<PathBuf>,
    /// Steps of a plugin over one policy; none where the usual number holds.
    pub fuel: Setting<Option<u64>>,
    /// Bytes of memory of a plugin; none where the usual number holds.
    pub memory: Setting<Option<u64>>,
    /// Bytes of the largest module; none where the usual number holds.
    pub module_size: Setting<Option<u64>>,
    pub(crate) config: Arc<Config>,
    pub(crate) folders: Folders,
    pub(crate) known: Arc<Known>,
    pub(crate) layers: Vec<Layer>,
    pub(crate) command_line: Layer,
    pub(crate) parts: Vec<Part>,
    included: Option<Globs>,
    excluded: Globs,
    applied: Mutex<HashMap<Vec<usize>, Arc<Applied>>>,
}

impl Settings {
    /// Merges a configuration with the command line and checks it against the
    /// rules that there are.
    ///
    /// # Errors
    /// Everything that is wrong in any of its files and on the command line.
    pub fn new(
        config: &Arc<Config>,
        known: &Arc<Known>,
        line: &CommandLine,
        cwd: &Path,
    ) -> Result<Self, Vec<Fault>> {
        let missing = |file: &ReadFile| {
            let mut packs = file.value.packs.iter().flatten();
            packs.any(|pack| !file.seen(pack).exists())
        };
        let partial =
            known.partial || config.is_partial() || config.files.iter().any(|file| missing(file));
        let mut faults = Vec::new();
        for file in config.files.iter().rev() {
            let mut own = check::faults(file, known, partial);
            own.extend(file.faults.iter().cloned());
            own.sort_by_key(|fault| fault.span().start);
            faults.extend(own);
        }
        faults.extend(config.unread.iter().cloned());
        if !partial {
            faults.extend(check::command_line(line, known));
        }
        if faults.is_empty() {
            Ok(Self::merged(
                config,
                known,
                line,
                &crate::path::folder_from(cwd, Path::new("")),
            ))
        } else {
            Err(faults)
        }
    }

    fn merged(config: &Arc<Config>, known: &Arc<Known>, line: &CommandLine, cwd: &Path) -> Self {
        let merge = Merge(&config.files);
        let files = &config.files;
        let exclude_folder = merge.folder(|file| file.exclude.is_some());
        let exclude = merge.value("exclude", Vec::new(), |file, _| file.exclude.clone());
        let exclude = exclude.or_command_line(line.exclude.clone());
        let include = merge.optional("include", |file, _| file.include.clone());
        let excluded_from = match line.exclude {
            Some(_) => cwd,
            None => exclude_folder.unwrap_or(cwd),
        };
        let included_from = merge.folder(|file| file.include.is_some()).unwrap_or(cwd);
        let nearest = files.last().map_or(cwd, |file| &*file.folder);
        let bytes = |size: &Option<Size>| size.as_ref().and_then(Size::bytes);
        let plugin = |key, get: &dyn Fn(&ConfigFile) -> Option<u64>| {
            merge.at(&["plugins".into(), Key::Name(key)], None, |file, _| {
                get(file).map(Some)
            })
        };
        Self {
            fail_on: merge
                .value("fail-on", FailOn::Error, |file, _| file.fail_on)
                .or_command_line(line.fail_on),
            included: include
                .value
                .as_ref()
                .map(|globs| Globs::new(included_from, globs)),
            excluded: Globs::new(excluded_from, &exclude.value),
            include,
            exclude,
            respect_gitignore: merge
                .value("respect-gitignore", true, |file, _| file.respect_gitignore)
                .or_command_line(line.respect_gitignore),
            force_exclude: merge
                .value("force-exclude", false, |file, _| file.force_exclude)
                .or_command_line(line.force_exclude),
            max_file_size: merge.value("max-file-size", MAX_FILE_SIZE, |file, _| {
                bytes(&file.max_file_size)
            }),
            output_format: merge
                .value("output-format", vec!["text".into()], |file, read| {
                    let formats = file.output_format.as_ref()?.all().iter();
                    Some(formats.map(|format| placed(format, read)).collect())
                })
                .or_command_line(line.output_format.clone()),
            baseline: merge
                .optional("baseline", |file, read| {
                    file.baseline.as_ref().map(|path| read.seen(path))
                })
                .or_command_line(line.baseline.as_ref().map(|path| Some(cwd.join(path)))),
            require_reasons: merge.value("require-reasons", false, |file, _| file.require_reasons),
            cache: merge
                .value("cache", true, |file, _| file.cache)
                .or_command_line(line.cache),
            cache_dir: merge.value("cache-dir", nearest.join(CACHE), |file, read| {
                file.cache_dir.as_ref().map(|path| read.seen(path))
            }),
            fuel: plugin("fuel", &|file| file.plugins.fuel),
            memory: plugin("memory", &|file| bytes(&file.plugins.memory)),
            module_size: plugin("module-size", &|file| bytes(&file.plugins.module_size)),
            layers: files.iter().map(|file| Layer::of_file(file)).collect(),
            command_line: Layer::of_command_line(line),
            parts: files.iter().flat_map(Part::all).collect(),
            config: Arc::clone(config),
            folders: Folders::new(cwd),
            known: Arc::clone(known),
            applied: Mutex::default(),
        }
    }

    /// The configuration that it was made of.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Whether a search leaves a path out, seen from the working folder; so
    /// does one that is named where `force_exclude` holds.
    #[must_use]
    pub fn is_excluded(&self, path: &Path, is_folder: bool) -> bool {
        self.excluded.matches(&self.folders.file(path), is_folder)
    }

    /// The glob by which a search leaves a path out, and who writes it.
    #[must_use]
    pub fn excluded_by(&self, path: &Path, is_folder: bool) -> Option<Setting<String>> {
        let path = self.folders.file(path);
        let glob = self.excluded.matching(&path, is_folder)?;
        let at = self.exclude.value.iter().position(|own| own == glob);
        let mut files = self.config.files.iter().rev();
        let file = files.find(|file| file.value.exclude.is_some());
        let origin = match (&self.exclude.origin, file, at) {
            (Origin::File { .. }, Some(file), Some(at)) => {
                file.origin(&["exclude".into(), at.into()])
            }
            (origin, ..) => origin.clone(),
        };
        Some(Setting {
            value: glob.to_owned(),
            origin,
        })
    }

    /// Whether `include` makes a file a policy; none where its name tells.
    #[must_use]
    pub fn is_included(&self, path: &Path) -> Option<bool> {
        let included = self.included.as_ref()?;
        Some(included.matches(&self.folders.file(path), false))
    }

    /// What holds for a file, its overrides applied; the path is seen from the
    /// working folder.
    ///
    /// Files with the same overrides share it: to tell whether it has been
    /// dealt with before, compare by `Arc::ptr_eq`.
    #[must_use]
    pub fn for_path(&self, path: &Path) -> Arc<Applied> {
        let holding: Vec<usize> = match self.parts.is_empty() {
            true => Vec::new(),
            false => {
                let path = self.folders.file(path);
                let parts = self.parts.iter().enumerate();
                let holding = parts.filter(|(_, part)| part.globs.matches(&path, false));
                holding.map(|(at, _)| at).collect()
            }
        };
        let mut applied = self.applied.lock().unwrap_or_else(PoisonError::into_inner);
        let known = applied.entry(holding);
        let fresh = |holding: &Vec<usize>| Arc::new(Applied::new(self, holding));
        Arc::clone(known.or_insert_with_key(fresh))
    }
}

/// An output format, whose file is seen from the folder of who writes it.
fn placed(format: &str, file: &ReadFile) -> String {
    match format.split_once('=') {
        Some((name, path)) => format!("{name}={}", file.seen(path).display()),
        None => format.to_owned(),
    }
}

/// How much plugins may use up; none where the usual number holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PluginLimits {
    /// Steps over one policy.
    pub fuel: Option<u64>,
    /// Bytes of memory.
    pub memory: Option<u64>,
    /// Bytes of the largest module.
    pub module_size: Option<u64>,
}

impl Config {
    /// How much plugins may use up. Told before the rest is checked, since
    /// plugins come with the packs that it is checked against.
    #[must_use]
    pub fn plugin_limits(&self) -> PluginLimits {
        let last = |get: &dyn Fn(&Plugins) -> Option<u64>| {
            let mut files = self.files.iter().rev();
            files.find_map(|file| get(&file.value.plugins))
        };
        PluginLimits {
            fuel: last(&|plugins| plugins.fuel),
            memory: last(&|plugins| plugins.memory.as_ref()?.bytes()),
            module_size: last(&|plugins| plugins.module_size.as_ref()?.bytes()),
        }
    }
}

/// Files, of which the last that says something counts.
struct Merge<'f>(&'f [Arc<ReadFile>]);

impl Merge<'_> {
    fn value<T>(
        &self,
        key: &str,
        default: T,
        get: impl Fn(&ConfigFile, &ReadFile) -> Option<T>,
    ) -> Setting<T> {
        self.at(&[Key::Name(key)], default, get)
    }

    fn optional<T>(
        &self,
        key: &str,
        get: impl Fn(&ConfigFile, &ReadFile) -> Option<T>,
    ) -> Setting<Option<T>> {
        self.value(key, None, |file, read| get(file, read).map(Some))
    }

    fn at<T>(
        &self,
        path: &[Key<'_>],
        default: T,
        get: impl Fn(&ConfigFile, &ReadFile) -> Option<T>,
    ) -> Setting<T> {
        let told = self.0.iter().rev().find_map(|read| {
            let value = get(&read.value, read)?;
            let origin = read.origin(path);
            Some(Setting { value, origin })
        });
        told.unwrap_or(Setting::default(default))
    }

    /// The folder of the file that counts.
    fn folder(&self, says: impl Fn(&ConfigFile) -> bool) -> Option<&Path> {
        let mut files = self.0.iter().rev();
        Some(&files.find(|read| says(&read.value))?.folder)
    }
}

impl Layer {
    fn of_command_line(line: &CommandLine) -> Self {
        let names = |names: &[String]| -> Names {
            let names = names.iter();
            names
                .map(|name| (name.clone(), Origin::CommandLine))
                .collect()
        };
        Self {
            select: line.select.as_deref().map(names),
            add: names(&line.extend_select),
            ignore: names(&[&*line.ignore, &*line.extend_ignore].concat()),
            ..Self::default()
        }
    }
}
