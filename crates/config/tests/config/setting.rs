//! The rules and packs that tests know, and folders of files.
#![allow(dead_code, reason = "each test file uses some")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clauselint_config::{Applied, CommandLine, Finder, Known, KnownPack, KnownRule, Settings};
use clauselint_form::{RuleId, Severity};
use clauselint_toml::Fault;
use tempfile::TempDir;

pub(crate) fn known() -> Known {
    let rules = [
        ("no-contact", "completeness", "core", true),
        ("no-period", "completeness", "core", true),
        ("hedges", "vagueness", "core", false),
        ("no-basis", "completeness", "gdpr", true),
        ("vague-basis", "vagueness", "gdpr", true),
        ("no-uk-name", "completeness", "uk-gdpr", true),
        ("no-sale", "completeness", "ccpa", true),
        ("no-parents", "completeness", "coppa", true),
        ("no-acme", "house", "acme", true),
    ];
    let rule = |(id, group, pack, default): (&'static str, &str, &str, bool)| KnownRule {
        id: RuleId::from_static(id),
        group: group.into(),
        pack: pack.into(),
        default,
        severity: Severity::Warning,
        options: if id == "hedges" {
            vec![("most".into(), clauselint_form::OptionKind::Number)]
        } else {
            Vec::new()
        },
    };
    let pack = |name: &str, audience: &[&str], extends: &[&str], children| KnownPack {
        name: name.into(),
        audience: audience.iter().map(ToString::to_string).collect(),
        extends: extends.iter().map(ToString::to_string).collect(),
        children,
        asked: false,
    };
    Known {
        rules: rules.into_iter().map(rule).collect(),
        packs: vec![
            pack("core", &[], &[], false),
            pack("gdpr", &["eu", "eea", "uk"], &[], false),
            pack("uk-gdpr", &["uk"], &[], false),
            pack("ccpa", &["us-ca"], &[], false),
            pack("coppa", &["us"], &[], true),
            pack("acme", &[], &[], false),
        ],
        output_formats: vec!["text".into(), "json".into(), "sarif".into()],
        partial: false,
    }
}

/// A folder of files, by path and text.
pub(crate) fn tree(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

pub(crate) fn finder(folder: &Path) -> Finder {
    Finder::new(folder, "0.1.0")
}

pub(crate) fn settings(folder: &Path, path: &str) -> Result<Settings, Vec<Fault>> {
    with(folder, path, &CommandLine::default())
}

pub(crate) fn with(folder: &Path, path: &str, line: &CommandLine) -> Result<Settings, Vec<Fault>> {
    let config = finder(folder).find(Path::new(path));
    let config = config.map_err(|faults| faults.to_vec())?;
    Settings::new(&config, &Arc::new(known()), line, folder)
}

/// The ids of the rules that run.
pub(crate) fn running(applied: &Applied) -> String {
    let ids: Vec<&str> = applied.rules.keys().map(RuleId::as_str).collect();
    ids.join(" ")
}

pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

pub(crate) fn real(folder: &TempDir) -> PathBuf {
    folder.path().canonicalize().unwrap()
}
