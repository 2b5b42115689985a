//! Every setting as it is shown: key, value, origin.

use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::select::{Layer, Names};
use crate::{Applied, Origin, Setting, Settings};

/// A setting.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its key, as the file writes it: `fail-on`, `policy.audience`.
    pub key: String,
    /// What holds; null where nothing does.
    pub value: Value,
    /// Who says so; of a list that several add to, all of them.
    pub origins: Vec<Origin>,
}

impl Settings {
    /// Everything that holds for a file, in the order of the reference.
    #[must_use]
    pub fn rows(&self, applied: &Applied) -> Vec<Row> {
        let mut rows = self.selection(applied);
        let policy = &applied.policy;
        let path = |path: &Path| {
            let path = path.strip_prefix(self.folders.cwd()).unwrap_or(path);
            path.to_string_lossy().replace('\\', "/")
        };
        let baseline = self.baseline.value.as_deref().map(path);
        rows.extend([
            row("fail-on", &self.fail_on),
            row("include", &self.include),
            row("exclude", &self.exclude),
            row("respect-gitignore", &self.respect_gitignore),
            row("force-exclude", &self.force_exclude),
            row("max-file-size", &self.max_file_size),
            row("output-format", &self.output_format),
            of("baseline", value(&baseline), &self.baseline.origin),
            row("require-reasons", &self.require_reasons),
            row("cache", &self.cache),
            of(
                "cache-dir",
                value(&path(&self.cache_dir.value)),
                &self.cache_dir.origin,
            ),
            row("policy.controller", &policy.controller),
            row("policy.product", &policy.product),
            row("policy.audience", &policy.audience),
            row("policy.collects", &policy.collects),
            row("policy.children", &policy.children),
            row("plugins.fuel", &self.fuel),
            row("plugins.memory", &self.memory),
            row("plugins.module-size", &self.module_size),
        ]);
        for (id, origin) in &applied.off {
            rows.push(of(&format!("rules.{id}.severity"), value("off"), origin));
        }
        for (id, rule) in &applied.rules {
            if rule.severity.origin != Origin::Default {
                let severity = value(&rule.severity.value.to_string());
                let key = format!("rules.{id}.severity");
                rows.push(of(&key, severity, &rule.severity.origin));
            }
            for (option, setting) in &rule.options {
                rows.push(row(&format!("rules.{id}.options.{option}"), setting));
            }
        }
        rows
    }

    /// What is selected and ignored, as far as a later `select` leaves it.
    fn selection(&self, applied: &Applied) -> Vec<Row> {
        let parts = applied.holding.iter().map(|at| &self.parts[*at].layer);
        let layers = self.layers.iter().chain(parts);
        let layers: Vec<&Layer> = layers.chain([&self.command_line]).collect();
        let last = layers.iter().rposition(|layer| layer.select.is_some());
        let counting = &layers[last.unwrap_or(0)..];
        let select = last.and_then(|last| layers[last].select.as_ref());
        let gathered = |key: &str, get: &dyn Fn(&Layer) -> Names| {
            let names: Names = counting.iter().flat_map(|layer| get(layer)).collect();
            listed(key, &names)
        };
        let packs = applied.packs.iter();
        let packs: Names = packs
            .map(|pack| (pack.value.clone(), pack.origin.clone()))
            .collect();
        vec![
            select.map_or_else(
                || of("select", value(&["core"]), &Origin::Default),
                |select| listed("select", select),
            ),
            gathered("extend-select", &|layer| layer.add.clone()),
            gathered("ignore", &|layer| layer.ignore.clone()),
            listed("packs", &packs),
        ]
    }
}

fn row<T: Serialize>(key: &str, setting: &Setting<T>) -> Row {
    of(key, value(&setting.value), &setting.origin)
}

fn of(key: &str, value: Value, origin: &Origin) -> Row {
    Row {
        key: key.to_owned(),
        value,
        origins: vec![origin.clone()],
    }
}

fn value(value: &(impl Serialize + ?Sized)) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Names, with all who name them; names on lines below each other are of one list.
fn listed(key: &str, names: &Names) -> Row {
    let mut origins: Vec<Origin> = Vec::new();
    let mut last: Option<&Origin> = None;
    for (_, origin) in names {
        if last.is_none_or(|last| !goes_on(last, origin)) && !origins.contains(origin) {
            origins.push(origin.clone());
        }
        last = Some(origin);
    }
    if origins.is_empty() {
        origins.push(Origin::Default);
    }
    let names: Vec<&str> = names.iter().map(|(name, _)| &**name).collect();
    Row {
        key: key.to_owned(),
        value: value(&names),
        origins,
    }
}

/// Whether a place is on the line of another or right below.
fn goes_on(last: &Origin, next: &Origin) -> bool {
    let (
        Origin::File { file, line },
        Origin::File {
            file: other,
            line: at,
        },
    ) = (last, next)
    else {
        return last == next;
    };
    file == other && (*line..=line + 1).contains(at)
}
