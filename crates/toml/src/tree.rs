use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

/// A value of the file with its place.
#[derive(Debug)]
pub(crate) struct Node {
    /// Of a table or list of tables with a header: the header, the first of several.
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Text(String),
    /// None where it is beyond 64 bits.
    Whole(Option<i64>),
    Fraction,
    Flag,
    Date,
    List(Vec<Node>),
    /// By name.
    Table(Vec<Entry>),
}

/// A key of a table with its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) key: Range<usize>,
    pub(crate) value: Node,
}

impl Node {
    /// The tree of a file.
    pub(crate) fn of(table: &Spanned<DeTable<'_>>) -> Self {
        Self {
            span: table.span(),
            kind: table_of(table.get_ref()),
        }
    }

    fn of_value(value: &Spanned<DeValue<'_>>) -> Self {
        let kind = match value.get_ref() {
            DeValue::String(text) => Kind::Text(text.to_string()),
            DeValue::Integer(number) => Kind::Whole(whole(number)),
            DeValue::Float(_) => Kind::Fraction,
            DeValue::Boolean(_) => Kind::Flag,
            DeValue::Datetime(_) => Kind::Date,
            DeValue::Array(items) => Kind::List(items.iter().map(Self::of_value).collect()),
            DeValue::Table(table) => table_of(table),
        };
        Self {
            span: value.span(),
            kind,
        }
    }

    /// A key of this table.
    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        let Kind::Table(entries) = &self.kind else {
            return None;
        };
        let at = entries.binary_search_by(|entry| (*entry.name).cmp(name));
        Some(&entries[at.ok()?])
    }
}

fn table_of(table: &DeTable<'_>) -> Kind {
    let entry = |(key, value): (&Spanned<_>, &Spanned<_>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        Entry {
            name: name.to_string(),
            key: key.span(),
            value: Node::of_value(value),
        }
    };
    let mut entries: Vec<Entry> = table.iter().map(entry).collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Kind::Table(entries)
}

fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}
