//! What is wrong in a file that has the right form.

use clauselint_form::Table;
use clauselint_nearest::nearest;
use clauselint_toml::{Fault, Key};
use serde_json::Value;

use crate::form::{Override, Policy, RuleConfig, Size};
use crate::known::{Known, KnownRule};
use crate::path::is_below;
use crate::read::ReadFile;
use crate::{CommandLine, audience, glob};

/// More faults than these of one file help nobody.
const MOST: usize = 100;

/// Everything that a file means and cannot mean.
pub(crate) fn faults(file: &ReadFile, known: &Known, partial: bool) -> Vec<Fault> {
    let mut check = Check {
        file,
        known,
        partial,
        faults: Vec::new(),
    };
    check.file();
    check.faults
}

/// Names of the command line that stand for nothing.
pub(crate) fn command_line(line: &CommandLine, known: &Known) -> Vec<Fault> {
    let lists = [
        ("--select", line.select.as_deref().unwrap_or_default()),
        ("--extend-select", &line.extend_select),
        ("--ignore", &line.ignore),
        ("--extend-ignore", &line.extend_ignore),
    ];
    let names = lists
        .iter()
        .flat_map(|(option, names)| names.iter().map(move |name| (option, name)));
    let unknown = names.filter(|(_, name)| known.named(name, true).is_none());
    let faults = unknown.map(|(option, name)| {
        let message = format!("{option}: {}", unknown_name(name));
        let mut help = hint(name, known);
        if !help.contains("--pack") {
            help += " For a rule or pack of others, add `--pack`";
        }
        Fault::without_place("command line", message).with_help(help)
    });
    let globs = line.exclude.iter().flatten();
    let globs = globs.filter_map(|glob| {
        let message = format!("--exclude {glob}: {}", glob::fault(glob)?.0);
        Some(Fault::without_place("command line", message))
    });
    faults.chain(globs).collect()
}

fn unknown_name(name: &str) -> String {
    format!("there is no rule, pack or group `{}`", short(name))
}

fn hint(name: &str, known: &Known) -> String {
    nearest(name, known.names()).map_or_else(
        || "`clauselint rules` lists them; for a rule or pack of others, add `--pack`".into(),
        |near| format!("did you mean `{near}`?"),
    )
}

struct Check<'c> {
    file: &'c ReadFile,
    known: &'c Known,
    /// Whether a name that is not known may be one of a pack that is missing.
    partial: bool,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn file(&mut self) {
        let file = self.file;
        let value = &file.value;
        self.selected(
            &[],
            [
                &value.select,
                &value.extend_select,
                &value.ignore,
                &value.extend_ignore,
            ],
        );
        self.rules(&[], &value.rules);
        self.policy(&[], &value.policy);
        self.globs(&["include".into()], value.include.iter().flatten());
        self.globs(&["exclude".into()], value.exclude.iter().flatten());
        for (at, pack) in value.packs.iter().flatten().enumerate() {
            if !file.seen(pack).exists() {
                let message = format!("`{}` leads to no pack", short(pack));
                self.fault(&["packs".into(), at.into()], message, "");
            }
        }
        if let Some(path) = &value.baseline {
            self.baseline(path);
        }
        let formats = value.output_format.iter().flat_map(|formats| formats.all());
        for (at, format) in formats.enumerate() {
            self.output_format(at, format);
        }
        for (at, part) in value.overrides.iter().enumerate() {
            self.part(at, part);
        }
        self.size(&["max-file-size".into()], value.max_file_size.as_ref());
        let plugins = &value.plugins;
        for (key, size) in [
            ("memory", &plugins.memory),
            ("module-size", &plugins.module_size),
        ] {
            self.size(&["plugins".into(), key.into()], size.as_ref());
        }
        if value.plugins.fuel == Some(0) {
            let help = "leave the key out for as much as is usual";
            self.fault(
                &["plugins".into(), "fuel".into()],
                "no rule runs without fuel".into(),
                help,
            );
        }
    }

    fn part(&mut self, at: usize, part: &Override) {
        let around = [Key::Name("overrides"), at.into()];
        if part.paths.is_empty() {
            let place = [around[0], around[1], "paths".into()];
            self.fault(&place, "the override holds for no file".into(), "");
        }
        self.globs(&[around[0], around[1], "paths".into()], part.paths.iter());
        self.selected(
            &around,
            [
                &part.select,
                &part.extend_select,
                &part.ignore,
                &part.extend_ignore,
            ],
        );
        self.rules(&around, &part.rules);
        self.policy(&around, &part.policy);
    }

    fn selected(&mut self, around: &[Key<'_>], lists: [&Option<Vec<String>>; 4]) {
        let keys = ["select", "extend-select", "ignore", "extend-ignore"];
        for (key, list) in keys.into_iter().zip(lists) {
            for (at, name) in list.iter().flatten().enumerate() {
                if self.is_full() || self.partial || self.known.named(name, true).is_some() {
                    continue;
                }
                let place = [around, &[key.into(), at.into()]].concat();
                let help = hint(name, self.known);
                self.fault(&place, unknown_name(name), &help);
            }
        }
    }

    fn rules(&mut self, around: &[Key<'_>], rules: &Table<RuleConfig>) {
        for (id, config) in rules.iter() {
            let place = [around, &["rules".into(), id.into()]].concat();
            let rule = self.known.rules.iter().find(|rule| rule.id.as_str() == id);
            if rule.is_none() && !self.partial && !self.is_full() {
                let help = match nearest(id, self.known.ids()) {
                    _ if self.known.named(id, true).is_some() => {
                        "only single rules can be changed here; `ignore` takes packs and groups"
                            .into()
                    }
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`clauselint rules` lists them".into(),
                };
                let message = format!("there is no rule `{}`", short(id));
                self.key_fault(&place, message, &help);
            }
            if let (Some(rule), RuleConfig::Table(table)) = (rule, config) {
                for (option, value) in table.options.iter() {
                    let place = [&*place, &["options".into(), option.into()]].concat();
                    self.option(&place, rule, option, value);
                }
            }
        }
    }

    fn option(&mut self, place: &[Key<'_>], rule: &KnownRule, option: &str, value: &Value) {
        let known = rule.options.iter().find(|(known, _)| known == option);
        let Some((_, kind)) = known else {
            let message = format!("`{}` has no option `{}`", rule.id, short(option));
            let known = rule.options.iter().map(|(known, _)| &**known);
            let help = nearest(option, known).map(|near| format!("did you mean `{near}`?"));
            let none = || "`clauselint explain RULE` tells which a rule has".to_owned();
            return self.key_fault(place, message, &help.unwrap_or_else(none));
        };
        if !kind.takes(&option_text(value)) {
            let message = format!("`{option}` is {}", kind.example());
            self.fault(place, message, "");
        }
    }

    fn policy(&mut self, around: &[Key<'_>], policy: &Policy) {
        for (at, code) in policy.audience.iter().flatten().enumerate() {
            if let Some(help) = audience::fault(code) {
                let place = [around, &["policy".into(), "audience".into(), at.into()]].concat();
                let message = format!("there is no place of the code `{}`", short(code));
                self.fault(&place, message, &help);
            }
        }
        for (key, names) in [
            ("controller", &policy.controller),
            ("product", &policy.product),
        ] {
            let names = names.iter().flat_map(|names| names.all());
            for (at, _) in names.enumerate().filter(|(_, name)| name.trim().is_empty()) {
                let place = [around, &["policy".into(), key.into(), at.into()]].concat();
                self.fault(&place, "the name is empty".into(), "");
            }
        }
    }

    fn globs<'g>(&mut self, list: &[Key<'_>], globs: impl Iterator<Item = &'g String>) {
        for (at, glob) in globs.enumerate() {
            if let Some((message, part)) = glob::fault(glob).filter(|_| !self.is_full()) {
                let place = [list, &[at.into()]].concat();
                self.push(self.file.places.fault(&place, part, message), "");
            }
        }
    }

    fn output_format(&mut self, at: usize, format: &str) {
        let (name, path) = format.split_once('=').unwrap_or((format, ""));
        if !path.is_empty() && !is_below(&self.file.seen(path), &self.file.folder) {
            let message = format!("`{}` leads out of the folder of this file", short(path));
            let help = "a report that a configuration asks for stays below it, so that nobody's files are lost to a repository that they look at; `--output-format` may lead anywhere";
            self.fault(&["output-format".into(), at.into()], message, help);
            return;
        }
        let formats = &self.known.output_formats;
        if formats.is_empty() || formats.iter().any(|known| known == name) {
            return;
        }
        let help = match nearest(name, formats.iter().map(|known| &**known)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => formats.join(", "),
        };
        let message = format!("there is no output format `{}`", short(name));
        self.fault(&["output-format".into(), at.into()], message, &help);
    }

    fn baseline(&mut self, path: &str) {
        if !is_below(&self.file.seen(path), &self.file.folder) {
            let message = format!("`{}` leads out of the folder of this file", short(path));
            let help = "a baseline that a configuration names stays below it, so that nobody's files are lost where it is written anew; `--baseline` may lead anywhere";
            self.fault(&["baseline".into()], message, help);
        }
    }

    fn size(&mut self, place: &[Key<'_>], size: Option<&Size>) {
        if size.is_some_and(|size| size.bytes().is_none_or(|bytes| bytes == 0)) {
            let help = "a number and its unit, as in `\"64 MiB\"`";
            self.fault(place, "this is no size".into(), help);
        }
    }

    fn fault(&mut self, place: &[Key<'_>], message: String, help: &str) {
        self.push(self.file.places.fault(place, None, message), help);
    }

    fn key_fault(&mut self, place: &[Key<'_>], message: String, help: &str) {
        self.push(self.file.places.key_fault(place, message), help);
    }

    fn push(&mut self, fault: Fault, help: &str) {
        if self.is_full() {
            return;
        }
        self.faults.push(if help.is_empty() {
            fault
        } else {
            fault.with_help(help)
        });
    }

    fn is_full(&self) -> bool {
        self.faults.len() >= MOST
    }
}

/// A text fit for a message.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    shown
}

/// The value of an option as rules write it.
pub(crate) fn option_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
