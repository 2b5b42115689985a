//! What a file with faults still says.

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer};

use crate::fault::{self, File};
use crate::tree::Node;
use crate::{Checked, Fault, Form, Places, Table, form, told};

/// What the type refuses is taken out so often, and then given up.
const ROUNDS: usize = 100;

/// A file as far as it is sound, so that what it means can be checked as well.
#[derive(Debug)]
pub struct Salvaged<T> {
    /// What is left without what is at fault; none where that makes no sense.
    pub checked: Option<Checked<T>>,
    /// All faults of form, as [`read`](crate::read) tells them.
    pub faults: Vec<Fault>,
    /// Keys of the file itself that are lost, or of which something is: as they
    /// were meant where they are misspelt.
    pub lost: Vec<String>,
    /// Whether it is TOML to its end; else any key may be lost.
    pub whole: bool,
}

/// Reads the TOML in `text`, whatever is wrong with it.
#[must_use]
pub fn salvage<T: DeserializeOwned + JsonSchema + 'static>(name: &str, text: &str) -> Salvaged<T> {
    let file = fault::file(name, text);
    let table = DeTable::parse_recoverable(file.inner());
    salvaged(&file, table)
}

/// Reads one table of a file that is otherwise of somebody else, as
/// [`read_table`](crate::read_table) does; none where the file has none.
#[must_use]
pub fn salvage_table<T: DeserializeOwned + JsonSchema + 'static>(
    name: &str,
    text: &str,
    path: &[&str],
) -> Option<Salvaged<T>> {
    if path.last().is_none_or(|last| !text.contains(last)) {
        return None;
    }
    let file = fault::file(name, text);
    match crate::table_at(&file, path) {
        Ok(table) => Some(salvaged(&file, table?)),
        Err(fault) => Some(Salvaged {
            checked: None,
            faults: vec![fault],
            lost: Vec::new(),
            whole: false,
        }),
    }
}

fn salvaged<T: DeserializeOwned + JsonSchema + 'static>(
    file: &File,
    (table, errors): Table<'_>,
) -> Salvaged<T> {
    let tree = Node::of(&table);
    let whole = errors.is_empty();
    let Form {
        mut faults,
        meant,
        sound,
    } = form::<T>(file, &tree, errors);
    let mut bad: Vec<Range<usize>> = faults.iter().map(Fault::span).collect();
    let checked = left(file, &table, &mut bad, sound);
    if let (Err(error), true) = (&checked, faults.is_empty()) {
        faults.push(crate::refused(file, error));
    }
    let mut lost = meant;
    if let crate::tree::Kind::Table(entries) = &tree.kind {
        let has_fault = |whole: Range<usize>| {
            bad.iter()
                .any(|bad| whole.start <= bad.start && bad.end <= whole.end)
        };
        let entries = entries
            .iter()
            .filter(|entry| has_fault(entry.key.start..entry.value.span.end.max(entry.key.end)));
        lost.extend(entries.map(|entry| entry.name.clone()));
    }
    Salvaged {
        checked: checked.ok(),
        faults: told(faults),
        lost,
        whole,
    }
}

/// What is left of a table without what stands at `bad` places, and without
/// what the type refuses besides.
fn left<T: DeserializeOwned>(
    file: &File,
    table: &Spanned<DeTable<'_>>,
    bad: &mut Vec<Range<usize>>,
    sound: usize,
) -> Result<Checked<T>, toml::de::Error> {
    let mut rounds = 0;
    loop {
        let mut rest = table.get_ref().clone();
        prune(&mut rest, &|span| {
            span.start >= sound || span.end > sound || bad.contains(span)
        });
        let rest = Spanned::new(table.span(), rest);
        let tree = Node::of(&rest);
        let error = match T::deserialize(Deserializer::from(rest)) {
            Ok(value) => {
                return Ok(Checked {
                    value,
                    places: Places::new(Arc::clone(file), tree),
                });
            }
            Err(error) => error,
        };
        rounds += 1;
        match error.span() {
            // Without a fault of form what is refused is one itself.
            Some(span) if rounds < ROUNDS && !bad.is_empty() && !bad.contains(&span) => {
                bad.push(span);
            }
            _ => return Err(error),
        }
    }
}

/// Takes out every key and item that is bad, and lists that have no item left.
fn prune(table: &mut DeTable<'_>, is_bad: &impl Fn(&Range<usize>) -> bool) {
    for (key, mut value) in std::mem::replace(table, DeTable::new()) {
        if !is_bad(&key.span()) && stays(&mut value, is_bad) {
            table.insert(key, value);
        }
    }
}

fn stays(value: &mut Spanned<DeValue<'_>>, is_bad: &impl Fn(&Range<usize>) -> bool) -> bool {
    let span = value.span();
    // A list of tables stands where the first of them does.
    let is_first = |item: &Spanned<DeValue<'_>>| item.span() == span;
    let is_its_own =
        !matches!(value.get_ref(), DeValue::Array(items) if items.iter().any(is_first));
    if is_its_own && is_bad(&span) {
        return false;
    }
    match value.get_mut() {
        DeValue::Table(table) => prune(table, is_bad),
        DeValue::Array(items) => {
            let all = std::mem::replace(items, DeArray::new());
            let had_some = !all.is_empty();
            let kept = all.into_iter().filter_map(|mut item| {
                let stays = stays(&mut item, is_bad);
                stays.then_some(item)
            });
            *items = kept.collect();
            return !(had_some && items.is_empty());
        }
        _ => {}
    }
    true
}
