//! Packs with those that they extend, their files read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clauselint_bundle::{Bundle, BundleError, BundleFault};
use clauselint_form::{Manifest, RuleInfo};
use clauselint_toml::{Checked, Key, read};

use crate::PackError;

/// The pack's own file.
pub(crate) const MANIFEST: &str = "pack.toml";
/// Packs that extend packs that extend packs.
const DEEPEST: usize = 16;

/// A pack with its files read.
pub(crate) struct Opened {
    pub(crate) path: PathBuf,
    pub(crate) bundle: Bundle,
    pub(crate) manifest: Checked<Manifest>,
    /// The rules, each with its file's name without ending.
    pub(crate) rules: Vec<(String, Checked<RuleInfo>)>,
    /// Names of the packs that it extends, in all.
    pub(crate) extends: Vec<String>,
    /// Whether it is asked for itself, not extended alone.
    pub(crate) asked: bool,
}

/// Opens packs, those that they extend before them; each once.
pub(crate) struct Opener<'b> {
    /// The names of the packs that come with clauselint.
    builtin: &'b [&'b str],
    known: HashSet<PathBuf>,
    /// Those whose extended packs are being opened, outermost first.
    opening: Vec<PathBuf>,
    pub(crate) packs: Vec<Opened>,
    pub(crate) errors: Vec<PackError>,
    /// Whether some pack's own file could not be read, so that nobody knows
    /// which words there are.
    pub(crate) incomplete: bool,
}

impl<'b> Opener<'b> {
    pub(crate) fn new(builtin: &'b [&'b str]) -> Self {
        Self {
            builtin,
            known: HashSet::new(),
            opening: Vec::new(),
            packs: Vec::new(),
            errors: Vec::new(),
            incomplete: false,
        }
    }

    /// Opens a pack, and tells its name and those that it extends.
    pub(crate) fn open(&mut self, path: &Path, depth: usize) -> Option<Vec<String>> {
        let canonical = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if !self.known.insert(canonical.clone()) {
            let same = |pack: &&mut Opened| {
                pack.path
                    .canonicalize()
                    .is_ok_and(|known| known == canonical)
            };
            let pack = self.packs.iter_mut().find(same)?;
            pack.asked |= depth == 0;
            let own = pack.manifest.value.name.to_string();
            return Some(pack.extends.iter().cloned().chain([own]).collect());
        }
        let bundle = match Bundle::open(path) {
            Ok(bundle) => bundle,
            Err(error) => {
                self.incomplete = true;
                self.errors.push(error.into());
                return None;
            }
        };
        if bundle.get(MANIFEST).is_none() {
            self.incomplete = true;
            let path = path.to_owned();
            self.errors.push(PackError::NoManifest { path });
            return None;
        }
        let manifest = self.read::<Manifest>(path, &bundle, MANIFEST);
        let rules = self.rules(path, &bundle);
        self.incomplete |= manifest.is_none();
        let manifest = manifest?;
        self.opening.push(canonical);
        let extends = self.extended(path, &manifest, depth);
        self.opening.pop();
        let name = manifest.value.name.to_string();
        let names = extends.iter().cloned().chain([name]).collect();
        self.packs.push(Opened {
            path: path.to_owned(),
            bundle,
            manifest,
            rules,
            extends,
            asked: depth == 0,
        });
        Some(names)
    }

    /// Every other TOML file beside the manifest is a rule.
    fn rules(&mut self, path: &Path, bundle: &Bundle) -> Vec<(String, Checked<RuleInfo>)> {
        let files: Vec<&str> = bundle.files().map(|(file, _)| file).collect();
        let mut rules = Vec::new();
        for file in files {
            let stem = file
                .strip_suffix(".toml")
                .filter(|stem| !stem.contains('/'));
            let Some(stem) = stem.filter(|_| file != MANIFEST) else {
                continue;
            };
            let rule = self.read::<RuleInfo>(path, bundle, file);
            rules.extend(rule.map(|rule| (stem.to_owned(), rule)));
        }
        rules
    }

    fn read<T>(&mut self, path: &Path, bundle: &Bundle, file: &str) -> Option<Checked<T>>
    where
        T: serde::de::DeserializeOwned + schemars::JsonSchema + 'static,
    {
        let name = path.join(file).to_string_lossy().replace('\\', "/");
        let text = match bundle.text(file) {
            Ok(text) => text,
            Err(error) => {
                self.errors.push(error.into());
                return None;
            }
        };
        match read::<T>(&name, text) {
            Ok(checked) => Some(checked),
            Err(faults) => {
                self.errors.extend(faults.into_iter().map(PackError::from));
                None
            }
        }
    }

    /// Opens what a pack extends, and tells the names of it all.
    fn extended(&mut self, path: &Path, manifest: &Checked<Manifest>, depth: usize) -> Vec<String> {
        let mut names = Vec::new();
        for (at, extended) in manifest.value.extends.iter().enumerate() {
            let place = [Key::Name("extends"), at.into()];
            let fault = |message: String| manifest.places.fault(&place, None, message);
            if self.builtin.contains(&&**extended) {
                names.push(extended.to_string());
                continue;
            }
            let is_path = extended.contains(['/', '\\', '.']);
            if !is_path {
                let near = clauselint_nearest::nearest(extended, self.builtin.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "clauselint's own are {}; others are named by a path such as `./{extended}`",
                        self.builtin.join(", ")
                    ),
                };
                let message = format!("there is no pack `{extended}`");
                self.errors.push(fault(message).with_help(help).into());
                continue;
            }
            if depth >= DEEPEST {
                let message = format!("more than {DEEPEST} packs extend each other");
                self.errors.push(fault(message).into());
                continue;
            }
            let beside = if path.is_dir() {
                Some(path)
            } else {
                path.parent()
            };
            let next = beside.unwrap_or(Path::new("")).join(&**extended);
            if !next.exists() {
                let error = BundleError {
                    path: next,
                    fault: BundleFault::NoPack,
                };
                let message = format!("`{extended}` leads to no pack: {error}");
                self.errors.push(fault(message).into());
                continue;
            }
            if next
                .canonicalize()
                .is_ok_and(|next| self.opening.contains(&next))
            {
                let message = format!("`{extended}` leads back to this pack");
                let help = "packs cannot extend themselves, nor each other in a circle";
                self.errors.push(fault(message).with_help(help).into());
                continue;
            }
            names.extend(self.open(&next, depth + 1).unwrap_or_default());
        }
        // Each once: packs that extend one twice, sixteen deep, would fill the memory.
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }
}
