//! The packs of `examples/packs`: each does what its examples say.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_builtin::{law_keys, provision, rules};
use clauselint_form::RuleInfo;
use clauselint_pack::{PackError, Packs, Plugins, Setting, load};
use clauselint_rule::Rule;
use clauselint_wasm::{Limits, Plugin, PluginRule};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

struct Modules;

impl Plugins for Modules {
    fn rule(
        &self,
        info: RuleInfo,
        module: &str,
        bytes: &[u8],
    ) -> Result<Box<dyn Rule>, (String, String)> {
        let plugin = Plugin::new(module, bytes, Limits::default());
        Ok(Box::new(PluginRule::new(info, Arc::new(plugin))))
    }
}

fn loaded(paths: &[PathBuf]) -> Result<Packs, Vec<PackError>> {
    let laws: Vec<&str> = law_keys().collect();
    let setting = Setting {
        version: env!("CARGO_PKG_VERSION"),
        is_law: &|key| provision(key).is_some(),
        laws: &laws,
        plugins: &Modules,
    };
    load(paths, rules(), &setting)
}

fn packs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/packs");
    let entries = fs::read_dir(folder).unwrap();
    let mut packs: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    packs.retain(|path| path.join("pack.toml").is_file());
    packs.sort();
    assert!(packs.len() >= 4, "{packs:?}");
    packs
}

#[track_caller]
fn works(paths: &[PathBuf]) -> Packs {
    let packs = match loaded(paths) {
        Ok(packs) => packs,
        Err(errors) => panic!("{paths:?}: {errors:?}"),
    };
    for trial in packs.trials() {
        assert_eq!(trial.mismatches, [], "{}", trial.rule);
    }
    packs
}

#[test]
fn every_pack_does_what_its_examples_say() {
    for pack in packs() {
        let packs = works(std::slice::from_ref(&pack));
        let files = fs::read_dir(&pack).unwrap();
        let files = files.filter(|file| {
            let path = file.as_ref().unwrap().path();
            path.extension().is_some_and(|ending| ending == "toml")
        });
        assert_eq!(packs.trials().len(), files.count() - 1, "{pack:?}");
    }
}

/// The cookbook's recipes are shorter.
#[test]
fn rules_have_two_examples_each_way_and_say_why() {
    for pack in packs() {
        if pack.ends_with("cookbook") {
            continue;
        }
        let packs = works(&[pack]);
        let own = &packs.loaded.last().unwrap().name;
        let infos = packs.rules.iter().map(|rule| rule.info());
        for info in infos.filter(|info| info.pack == *own) {
            assert!(info.passes.len() > 1 && info.fails.len() > 1, "{}", info.id);
            assert!(!info.why.is_empty() && !info.help.is_empty(), "{}", info.id);
        }
    }
}

#[test]
fn packs_work_side_by_side() {
    works(&packs());
}

/// An archive is the folder, byte by byte: it has its hash, too.
#[test]
fn an_archive_is_as_good_as_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    for pack in packs() {
        let name = pack.file_name().unwrap().to_str().unwrap();
        let archive = folder.path().join(format!("{name}.zip"));
        let mut zip = ZipWriter::new(File::create(&archive).unwrap());
        let mut files: Vec<PathBuf> = fs::read_dir(&pack)
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        for file in files {
            let inside = format!("{name}/{}", file.file_name().unwrap().to_str().unwrap());
            zip.start_file(inside, SimpleFileOptions::default())
                .unwrap();
            zip.write_all(&fs::read(file).unwrap()).unwrap();
        }
        zip.finish().unwrap();
        let zipped = works(&[archive]);
        let plain = works(std::slice::from_ref(&pack));
        let hash = |packs: &Packs| packs.loaded.last().unwrap().hash.clone();
        assert_eq!(hash(&zipped), hash(&plain), "{name}");
    }
}
