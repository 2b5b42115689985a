//! A TOML file read whole: every fault at once, each with its place.
//!
//! [`read`] parses, checks against the JSON Schema of the type and only then
//! deserialises. [`Places`] leads later checks, of what the file *means*, back
//! to the spot. Knows no particular file.

mod check;
mod control;
mod fault;
mod places;
mod salvage;
mod schema;
mod syntax;
mod text;
mod tree;

pub use fault::Fault;
pub use places::{Key, Places};
pub use salvage::{Salvaged, salvage, salvage_table};
pub use schema::{Others, Schema};

use std::sync::Arc;

use fault::File;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};
use tree::Node;

/// More faults than these of one file help nobody.
const MOST: usize = 100;

/// A file without a fault, as far as its form goes.
#[derive(Debug)]
pub struct Checked<T> {
    /// What the file says.
    pub value: T,
    /// Where it says it.
    pub places: Places,
}

/// Reads the TOML in `text`; `name` is what faults call the file.
///
/// Where the text is no TOML, only what stands before the first such fault is
/// checked as well: behind it nobody can tell what was meant.
///
/// # Errors
/// All faults in the order of the file, one hundred at most.
pub fn read<T: DeserializeOwned + JsonSchema + 'static>(
    name: &str,
    text: &str,
) -> Result<Checked<T>, Vec<Fault>> {
    let file = fault::file(name, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    checked(&file, table, errors)
}

/// Reads one table of a file that is otherwise of somebody else, such as
/// `tool`, `clauselint` of a `pyproject.toml`; none where the file has none.
///
/// Places and paths are as seen from the table, spans those of the file.
///
/// # Errors
/// As [`read`]; what is wrong in other tables is left to whom they belong to,
/// unless it leaves the file no TOML.
pub fn read_table<T: DeserializeOwned + JsonSchema + 'static>(
    name: &str,
    text: &str,
    path: &[&str],
) -> Result<Option<Checked<T>>, Vec<Fault>> {
    // Most such files have nothing to do with us, whatever their state.
    if path.last().is_none_or(|last| !text.contains(last)) {
        return Ok(None);
    }
    let file = fault::file(name, text);
    match table_at(&file, path) {
        Ok(Some((table, errors))) => checked(&file, table, errors).map(Some),
        Ok(None) => Ok(None),
        Err(fault) => Err(vec![fault]),
    }
}

/// A table with what is wrong in the whole of its file.
type Table<'t> = (Spanned<DeTable<'t>>, Vec<toml::de::Error>);

fn table_at<'t>(file: &'t File, path: &[&str]) -> Result<Option<Table<'t>>, Fault> {
    let (whole, errors) = DeTable::parse_recoverable(file.inner());
    let mut span = whole.span();
    let mut table = whole.into_inner();
    for (depth, key) in path.iter().enumerate() {
        let Some((_, value)) = table.remove_entry(*key) else {
            return Ok(None);
        };
        span = value.span();
        match value.into_inner() {
            DeValue::Table(inner) => table = inner,
            _ if depth + 1 < path.len() => return Ok(None),
            _ => return Err(Fault::new(file, span, "expected a table")),
        }
    }
    Ok(Some((Spanned::new(span, table), errors)))
}

fn checked<T: DeserializeOwned + JsonSchema + 'static>(
    file: &File,
    table: Spanned<DeTable<'_>>,
    errors: Vec<toml::de::Error>,
) -> Result<Checked<T>, Vec<Fault>> {
    let tree = Node::of(&table);
    let Form { faults, .. } = form::<T>(file, &tree, errors);
    if !faults.is_empty() {
        return Err(told(faults));
    }
    match T::deserialize(Deserializer::from(table)) {
        Ok(value) => Ok(Checked {
            value,
            places: Places::new(Arc::clone(file), tree),
        }),
        Err(error) => Err(vec![refused(file, &error)]),
    }
}

/// What is wrong with the form of a file.
struct Form {
    faults: Vec<Fault>,
    /// Keys of the file itself that were meant by others, or stand elsewhere.
    meant: Vec<String>,
    /// From where on nobody can tell what is said, for it is no TOML.
    sound: usize,
}

fn form<T: JsonSchema + 'static>(file: &File, tree: &Node, errors: Vec<toml::de::Error>) -> Form {
    let text = file.inner();
    let schema = schema::of::<T>();
    let mut faults = syntax::faults(file, errors);
    let sound = faults.first().map_or(text.len(), |first| {
        text[..first.start()].rfind('\n').map_or(0, |end| end + 1)
    });
    let whole = faults.is_empty();
    let (mut found, meant) = check::faults(file, &schema, tree, whole);
    found.extend(control::faults(file, tree));
    faults.extend(found.into_iter().filter(|fault| fault.end() <= sound));
    Form {
        faults,
        meant,
        sound,
    }
}

/// What the schema could not tell and the type knows.
fn refused(file: &File, error: &toml::de::Error) -> Fault {
    Fault::new(file, error.span().unwrap_or(0..0), error.message())
}

fn told(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by_key(Fault::start);
    if let Some(more) = faults.len().checked_sub(MOST).filter(|more| *more > 0) {
        let next = &faults[MOST];
        let last = next.instead(format!("and {} from here on", counted(more)));
        faults.truncate(MOST);
        faults.push(last);
    }
    faults
}

fn counted(faults: usize) -> String {
    match faults {
        1 => "one more fault".into(),
        more => format!("{more} more faults"),
    }
}
