//! A file against the schema of its type.

use std::collections::BTreeSet;

use clauselint_nearest::nearest;
use serde_json::Value;

use crate::Fault;
use crate::fault::File;
use crate::schema::{Others, Schema, either};
use crate::tree::{Entry, Kind, Node};

/// Names are listed where there are no more than these.
const FEW: usize = 12;

/// All faults of form, and the keys of the file itself that were meant by
/// others; where the file is not `whole`, nothing is missing.
pub(crate) fn faults<'f>(
    file: &'f File,
    schema: &'f Value,
    tree: &'f Node,
    whole: bool,
) -> (Vec<Fault>, Vec<String>) {
    let mut check = Check {
        file,
        whole,
        root: (Schema::new(schema), tree),
        astray: BTreeSet::new(),
        meant: Vec::new(),
        faults: Vec::new(),
    };
    check.value(Schema::new(schema), tree);
    check.meant.extend(check.astray);
    (check.faults, check.meant)
}

const TEXT: Kind = Kind::Text(String::new());

struct Check<'f> {
    file: &'f File,
    whole: bool,
    root: (Schema<'f>, &'f Node),
    /// Keys of the file itself that stand below a header, and so elsewhere.
    astray: BTreeSet<String>,
    /// Keys of the file itself that are misspelt.
    meant: Vec<String>,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn value(&mut self, schema: Schema<'_>, node: &Node) {
        let ways = schema.ways();
        let fit: Vec<Schema<'_>> = ways
            .iter()
            .copied()
            .filter(|way| way.admits(&node.kind))
            .collect();
        if fit.is_empty() {
            self.wrong_type(schema, &ways, node);
            return;
        }
        match &node.kind {
            Kind::Text(text) => self.text(&fit, text, node),
            Kind::Whole(number) => self.number(fit[0], *number, node),
            Kind::List(items) => self.list(fit[0], items, node),
            Kind::Table(entries) => self.either_table(&fit, entries, node),
            Kind::Fraction | Kind::Flag | Kind::Date => {}
        }
    }

    fn wrong_type(&mut self, schema: Schema<'_>, ways: &[Schema<'_>], node: &Node) {
        let message = format!("expected {}, found {}", either(ways), found(&node.kind));
        let fault = self.fault(node, message);
        let header = self.file.inner().get(node.span.clone()).unwrap_or_default();
        let lists = ways.iter().all(|way| way.items().is_some());
        let several = lists && header.starts_with('[') && !header.starts_with("[[");
        let several = several.then(|| format!("write `[{header}]`: there may be several"));
        let help = several.or_else(|| mended(ways, &node.kind).map(str::to_owned));
        let help = help.or_else(|| schema.about());
        self.faults.push(helped(fault, help));
    }

    fn text(&mut self, fit: &[Schema<'_>], text: &str, node: &Node) {
        let allowed: Vec<&str> = fit.iter().flat_map(|way| way.allowed()).collect();
        let free = fit.iter().any(|way| way.allowed().is_empty());
        if free || allowed.contains(&text) {
            return;
        }
        // A table may stand there, too, but this is no table.
        let fault = self.fault(
            node,
            format!("`{}` is none of the values allowed", short(text)),
        );
        self.faults
            .push(helped(fault, advice("it can be", &allowed, text)));
    }

    fn number(&mut self, schema: Schema<'_>, number: Option<i64>, node: &Node) {
        let (least, most) = (schema.number("minimum"), schema.number("maximum"));
        let message = match number {
            None => "a number with too many digits".into(),
            Some(number) if least.is_some_and(|least| number < least) => {
                format!("expected {} or more", least.unwrap_or_default())
            }
            Some(number) if most.is_some_and(|most| number > most) => {
                format!("expected {} or less", most.unwrap_or_default())
            }
            Some(_) => return,
        };
        let fault = self.fault(node, message);
        self.faults.push(fault);
    }

    fn list(&mut self, schema: Schema<'_>, items: &[Node], node: &Node) {
        if items.is_empty() && schema.number("minItems").is_some_and(|least| least > 0) {
            let fault = self.fault(node, "the list is empty".into());
            self.faults.push(fault);
        }
        if let Some(each) = schema.items() {
            items.iter().for_each(|item| self.value(each, item));
        }
    }

    fn either_table(&mut self, fit: &[Schema<'_>], entries: &[Entry], node: &Node) {
        let tags: Vec<&str> = fit.iter().filter_map(|way| way.tag()).collect();
        if fit.len() > 1 && tags.len() == fit.len() {
            let known = |entry: &Entry| fit.iter().any(|way| way.key(&entry.name).is_some());
            let astray = self.astray(&known, entries, node);
            self.below_header(&astray, node);
            let own = |entry: &&Entry| !astray.iter().any(|astray| std::ptr::eq(*astray, *entry));
            let own: Vec<&Entry> = entries.iter().filter(own).collect();
            if !own.is_empty() || astray.is_empty() {
                self.tagged(fit, &tags, &own, node);
            }
            return;
        }
        // The likeliest by its own keys: to try each in depth could take for ever.
        let likeliest = fit.iter().min_by_key(|way| misfits(**way, node, entries));
        if let Some(way) = likeliest {
            self.table(*way, entries, node);
        }
    }

    /// A table whose one key tells what it is.
    fn tagged(&mut self, fit: &[Schema<'_>], tags: &[&str], entries: &[&Entry], node: &Node) {
        let mut first: Option<&Entry> = None;
        let mut in_order = entries.to_vec();
        in_order.sort_by_key(|entry| entry.key.start);
        for entry in in_order {
            let Some(schema) = fit.iter().find_map(|way| way.key(&entry.name)) else {
                self.unknown_key(entry, tags.iter().copied());
                continue;
            };
            if let Some(first) = first {
                let message = format!("`{}` stands beside `{}`", entry.name, first.name);
                let fault = Fault::new(self.file, entry.key.clone(), message);
                self.faults.push(fault.with_help("keep one of them"));
            }
            first = first.or(Some(entry));
            self.value(schema, &entry.value);
        }
        if entries.is_empty() && self.whole {
            let fault = self.fault(node, "the table is empty".into());
            self.faults
                .push(helped(fault, advice("it can hold", tags, "")));
        }
    }

    fn table(&mut self, schema: Schema<'_>, entries: &[Entry], node: &Node) {
        let mut misspelt = Vec::new();
        let known = |entry: &Entry| {
            schema.key(&entry.name).is_some() || !matches!(schema.others(), Others::None)
        };
        let astray = self.astray(&known, entries, node);
        self.below_header(&astray, node);
        for entry in entries {
            if astray.iter().any(|own| std::ptr::eq(*own, entry)) {
                continue;
            }
            match (schema.key(&entry.name), schema.others()) {
                (Some(value), _) | (None, Others::Each(value)) => self.value(value, &entry.value),
                (None, Others::None) => {
                    let open = schema.keys().filter(|key| node.entry(key).is_none());
                    misspelt.extend(self.unknown_key(entry, open));
                }
                (None, Others::Any) => {}
            }
        }
        if std::ptr::eq(self.root.1, node) {
            self.meant
                .extend(misspelt.iter().map(|key| (*key).to_owned()));
        }
        let missing = schema.required().filter(|key| node.entry(key).is_none());
        let missing: Vec<&str> = missing
            .filter(|key| !misspelt.contains(key) && !self.astray.contains(*key))
            .collect();
        for key in missing.into_iter().filter(|_| self.whole) {
            let fault = self.fault(node, format!("the key `{key}` is missing"));
            let about = schema.key(key).and_then(Schema::about);
            self.faults.push(helped(
                fault,
                about.map(|about| format!("`{key}`: {about}")),
            ));
        }
    }

    /// Keys of a table that it does not have, and the file itself could have and
    /// has not.
    fn astray<'e>(
        &self,
        known: &dyn Fn(&Entry) -> bool,
        entries: &'e [Entry],
        node: &Node,
    ) -> Vec<&'e Entry> {
        let (root, tree) = self.root;
        let mut astray: Vec<&Entry> = entries.iter().filter(|entry| !known(entry)).collect();
        let header = self.file.inner().get(node.span.clone()).unwrap_or_default();
        if astray.is_empty() || std::ptr::eq(tree, node) || !header.starts_with(['[', '{']) {
            return Vec::new();
        }
        let ways = root.ways();
        let of_root = |name: &str| {
            tree.entry(name).is_none() && ways.iter().any(|way| way.key(name).is_some())
        };
        astray.retain(|entry| of_root(&entry.name));
        astray.sort_by_key(|entry| entry.key.start);
        astray
    }

    /// One fault for all keys that stand below a header and belong above it.
    fn below_header(&mut self, astray: &[&Entry], node: &Node) {
        let Some(first) = astray.first() else { return };
        let names: Vec<String> = astray.iter().map(|key| format!("`{}`", key.name)).collect();
        let names = match names.as_slice() {
            [one] => one.clone(),
            [more @ .., last] => format!("{} and {last}", more.join(", ")),
            [] => return,
        };
        let (it, stands, belongs) = match astray {
            [_] => ("it", "stands", "belongs"),
            _ => ("them", "stand", "belong"),
        };
        let header = &self.file.inner()[node.span.clone()];
        let message = if header.starts_with('{') {
            format!("{names} {stands} within braces and so {belongs} to what they hold")
        } else {
            format!("{names} {stands} below `{header}` and so {belongs} to it")
        };
        let help = format!("move {it} to the top of the file, above the first header");
        let fault = Fault::new(self.file, first.key.clone(), message);
        self.faults.push(fault.with_help(help));
        self.astray
            .extend(astray.iter().map(|key| key.name.clone()));
    }

    /// What was meant, if one of the keys that are still open is near.
    fn unknown_key<'k>(
        &mut self,
        entry: &Entry,
        open: impl Iterator<Item = &'k str>,
    ) -> Option<&'k str> {
        let open: Vec<&str> = open.collect();
        let message = format!("unknown key `{}`", short(&entry.name));
        let fault = Fault::new(self.file, entry.key.clone(), message);
        let advice = advice("there may be", &open, &entry.name);
        self.faults.push(helped(fault, advice));
        nearest(&entry.name, open)
    }

    fn fault(&self, node: &Node, message: String) -> Fault {
        Fault::new(self.file, node.span.clone(), message)
    }
}

fn helped(fault: Fault, help: Option<String>) -> Fault {
    match help {
        Some(help) => fault.with_help(help),
        None => fault,
    }
}

/// How a value of the wrong type becomes one of the right.
fn mended(ways: &[Schema<'_>], kind: &Kind) -> Option<&'static str> {
    let text = |way: Schema<'_>| way.admits(&TEXT) && way.allowed().is_empty();
    let texts = |way: Schema<'_>| {
        way.items()
            .is_some_and(|item| item.ways().into_iter().any(text))
    };
    match kind {
        Kind::Whole(_) | Kind::Fraction | Kind::Flag | Kind::Date => {
            let quotes = ways.iter().any(|way| text(*way));
            quotes.then_some("put it in quotes")
        }
        Kind::Text(flag) if matches!(&**flag, "true" | "false") => {
            let bare = ways.iter().any(|way| way.admits(&Kind::Flag));
            bare.then_some("leave the quotes out")
        }
        Kind::Text(_) => {
            let list = ways.iter().any(|way| texts(*way));
            list.then_some("put it in brackets: `[\"...\"]`")
        }
        Kind::List(_) | Kind::Table(_) => None,
    }
}

/// How many keys of a table, itself alone, speak against a schema.
fn misfits(schema: Schema<'_>, node: &Node, entries: &[Entry]) -> usize {
    let odd = entries.iter().filter(|entry| {
        schema.key(&entry.name).map_or_else(
            || matches!(schema.others(), Others::None),
            |value| match &entry.value.kind {
                Kind::Text(text) => value.ways().iter().all(|way| {
                    let allowed = way.allowed();
                    !way.admits(&entry.value.kind)
                        || !allowed.is_empty() && !allowed.contains(&&**text)
                }),
                kind => !value.ways().iter().any(|way| way.admits(kind)),
            },
        )
    });
    let missing = schema.required().filter(|key| node.entry(key).is_none());
    odd.count() + missing.count()
}

const fn found(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text(_) => "a text",
        Kind::Whole(_) | Kind::Fraction => "a number",
        Kind::Flag => "`true` or `false`",
        Kind::Date => "a date",
        Kind::List(_) => "a list",
        Kind::Table(_) => "a table",
    }
}

/// The name that was meant, or all there are where they are few.
fn advice(lead: &str, known: &[&str], name: &str) -> Option<String> {
    if let Some(near) = nearest(name, known.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let quoted = known.iter().map(|name| format!("`{name}`"));
    (1..=FEW)
        .contains(&known.len())
        .then(|| format!("{lead} {}", either(quoted)))
}

/// A text fit for a message.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    shown
        .escape_debug()
        .to_string()
        .replace("\\'", "'")
        .replace("\\\"", "\"")
}
