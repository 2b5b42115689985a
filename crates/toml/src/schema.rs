//! The part of JSON Schema that schemars writes for what serde reads.

use std::any::TypeId;
use std::collections::HashMap;
use std::fmt::{self, Display};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use schemars::{JsonSchema, schema_for};
use serde_json::{Map, Value};

use crate::tree::Kind;

/// A schema's reference to another leads no further than these.
const HOPS: usize = 16;

const NOTHING: &str = "null";

/// The schemas that were asked for: to make one costs more than to check a file by it.
static MADE: LazyLock<RwLock<HashMap<TypeId, Arc<Value>>>> = LazyLock::new(RwLock::default);

/// The schema of a type.
pub(crate) fn of<T: JsonSchema + 'static>() -> Arc<Value> {
    let id = TypeId::of::<T>();
    let known = MADE.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(schema) = known.get(&id) {
        return Arc::clone(schema);
    }
    drop(known);
    let schema = Arc::new(schema_for!(T).to_value());
    let mut known = MADE.write().unwrap_or_else(PoisonError::into_inner);
    known.insert(id, Arc::clone(&schema));
    schema
}

/// A type as its JSON Schema tells it: what faults are told by, and what a
/// reference can be written from.
#[derive(Debug, Clone, Copy)]
pub struct Schema<'s> {
    root: &'s Value,
    value: &'s Value,
}

impl<'s> Schema<'s> {
    /// A whole schema, as schemars makes it (draft 2020-12).
    #[must_use]
    pub const fn new(root: &'s Value) -> Self {
        Self { root, value: root }
    }

    fn at(self, value: &'s Value) -> Self {
        Self { value, ..self }
    }

    /// The schema itself, or the one that it refers to.
    #[must_use]
    pub fn resolved(mut self) -> Self {
        for _ in 0..HOPS {
            let target = self.value.get("$ref").and_then(Value::as_str);
            let pointer = target.and_then(|target| target.strip_prefix('#'));
            match pointer.and_then(|pointer| self.root.pointer(pointer)) {
                Some(value) => self.value = value,
                None => break,
            }
        }
        self
    }

    /// The name of the type that it refers to.
    #[must_use]
    pub fn name(self) -> Option<&'s str> {
        let target = self.value.get("$ref")?.as_str()?;
        target.rsplit('/').next()
    }

    /// Its own alternatives, or itself where it has none.
    #[must_use]
    pub fn branches(self) -> Vec<Self> {
        let either = ["anyOf", "oneOf"].map(|key| self.value.get(key).and_then(Value::as_array));
        match either.into_iter().flatten().next() {
            Some(all) => {
                let ways = all.iter().map(|way| self.at(way));
                ways.filter(|way| !way.is_nothing()).collect()
            }
            None => vec![self],
        }
    }

    /// Null, for what may be left out; TOML has none.
    fn is_nothing(self) -> bool {
        self.value.get("type").and_then(Value::as_str) == Some(NOTHING)
    }

    /// The ways to write it, those of its ways included.
    #[must_use]
    pub fn ways(self) -> Vec<Self> {
        let mut ways = Vec::new();
        self.add_ways(&mut ways, HOPS);
        ways
    }

    fn add_ways(self, ways: &mut Vec<Self>, hops: usize) {
        let schema = self.resolved();
        let branches = schema.branches();
        if hops == 0
            || branches
                .iter()
                .all(|branch| std::ptr::eq(branch.value, schema.value))
        {
            ways.push(schema);
            return;
        }
        for branch in branches {
            branch.add_ways(ways, hops - 1);
        }
    }

    /// Whether a value of the kind can be it.
    pub(crate) fn admits(self, kind: &Kind) -> bool {
        let types = self.types();
        types.is_empty()
            || types.iter().any(|name| match kind {
                Kind::Text(_) => *name == "string",
                Kind::Whole(_) => matches!(*name, "integer" | "number"),
                Kind::Fraction => *name == "number",
                Kind::Flag => *name == "boolean",
                Kind::Date => false,
                Kind::List(_) => *name == "array",
                Kind::Table(_) => *name == "object",
            })
    }

    /// The names of JSON's types that it can be; none where it is anything.
    #[must_use]
    pub fn types(self) -> Vec<&'s str> {
        match self.value.get("type") {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => {
                let names = names.iter().filter_map(Value::as_str);
                names.filter(|name| *name != NOTHING).collect()
            }
            _ if !self.allowed().is_empty() => vec!["string"],
            _ => Vec::new(),
        }
    }

    /// The texts that it can be; none where it is any.
    #[must_use]
    pub fn allowed(self) -> Vec<&'s str> {
        if let Some(one) = self.value.get("const").and_then(Value::as_str) {
            return vec![one];
        }
        let several = self.value.get("enum").and_then(Value::as_array);
        several.map_or_else(Vec::new, |all| {
            all.iter().filter_map(Value::as_str).collect()
        })
    }

    /// What a list of it holds.
    #[must_use]
    pub fn items(self) -> Option<Self> {
        self.value.get("items").map(|items| self.at(items))
    }

    pub(crate) fn number(self, key: &str) -> Option<i64> {
        let number = self.value.get(key)?;
        // Bounds of whole numbers may be written as fractions.
        #[allow(clippy::cast_possible_truncation, reason = "bounds are whole")]
        number
            .as_i64()
            .or_else(|| number.as_f64().map(|number| number as i64))
    }

    fn properties(self) -> Option<&'s Map<String, Value>> {
        self.value.get("properties").and_then(Value::as_object)
    }

    /// The keys that it names, in the order of the type.
    pub fn keys(self) -> impl Iterator<Item = &'s str> {
        self.properties()
            .into_iter()
            .flatten()
            .map(|(key, _)| &**key)
    }

    /// What stands under a key that it names.
    #[must_use]
    pub fn key(self, name: &str) -> Option<Self> {
        Some(self.at(self.properties()?.get(name)?))
    }

    /// The keys that must be there.
    pub fn required(self) -> impl Iterator<Item = &'s str> {
        let required = self.value.get("required").and_then(Value::as_array);
        required.into_iter().flatten().filter_map(Value::as_str)
    }

    /// What stands under a key that it does not name.
    #[must_use]
    pub fn others(self) -> Others<'s> {
        match self.value.get("additionalProperties") {
            Some(Value::Bool(false)) => Others::None,
            Some(schema @ Value::Object(_)) => Others::Each(self.at(schema)),
            _ => Others::Any,
        }
    }

    /// The one key of a table that stands for one of several kinds.
    #[must_use]
    pub fn tag(self) -> Option<&'s str> {
        let mut keys = self.keys();
        let only = keys.next().filter(|_| keys.next().is_none())?;
        self.required().eq([only]).then_some(only)
    }

    /// Its documentation, else that of the type that it refers to.
    #[must_use]
    pub fn description(self) -> Option<&'s str> {
        let own = self.value.get("description");
        let text = own.or_else(|| self.resolved().value.get("description"));
        text.and_then(Value::as_str)
    }

    /// What it is where it is left out.
    #[must_use]
    pub fn default(self) -> Option<&'s Value> {
        self.value.get("default")
    }

    /// The first paragraph of its documentation, on one line.
    pub(crate) fn about(self) -> Option<String> {
        let first = self.description()?.split("\n\n").next()?;
        Some(first.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// What a table says of keys that it does not name.
#[derive(Debug, Clone, Copy)]
pub enum Others<'s> {
    /// There are none.
    None,
    /// Each holds this.
    Each(Schema<'s>),
    /// Nobody looks at them.
    Any,
}

impl Display for Schema<'_> {
    /// What is expected: "a text", "`native`", "a list".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let allowed = self.allowed();
        if let [only] = *allowed {
            return write!(f, "`{only}`");
        }
        let names = self.types().into_iter().filter_map(|name| {
            Some(match name {
                "string" => "a text",
                "integer" => "a whole number",
                "number" => "a number",
                "boolean" => "`true` or `false`",
                "array" => "a list",
                "object" => "a table",
                _ => return None,
            })
        });
        f.write_str(&either(names))
    }
}

/// Each once, joined by "or".
pub(crate) fn either<T: Display>(all: impl IntoIterator<Item = T>) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in all {
        let word = word.to_string();
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
