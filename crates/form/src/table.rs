use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::Text;

/// A table with keys of the author's choosing, in the order written.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Table<T: Clone + 'static>(pub Cow<'static, [(Text, T)]>);

impl<T: Clone> Table<T> {
    /// A value by its key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }

    /// All keys with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

impl<T: Clone> Default for Table<T> {
    fn default() -> Self {
        Self(Cow::Borrowed(&[]))
    }
}

impl<'de, T: Clone + Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Clone + Deserialize<'de> + 'static> Visitor<'de> for Entries<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, T>()? {
                    entries.push((Cow::Owned(name), value));
                }
                Ok(Table(Cow::Owned(entries)))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<T: Clone + schemars::JsonSchema> schemars::JsonSchema for Table<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("TableOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeMap<String, T>>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

/// One table, or several.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "bake",
    derive(databake::Bake),
    databake(path = clauselint_form)
)]
pub struct Many<T: Clone + 'static>(pub Cow<'static, [T]>);

impl<'de, T: Clone + Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore<T>(PhantomData<T>);
        impl<'de, T: Clone + Deserialize<'de> + 'static> Visitor<'de> for OneOrMore<T> {
            type Value = Many<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table or an array of tables")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Many<T>, A::Error> {
                let one = T::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Many(Cow::Owned(vec![one])))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Many<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = seq.next_element()? {
                    all.push(one);
                }
                Ok(Many(Cow::Owned(all)))
            }
        }
        deserializer.deserialize_any(OneOrMore(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<T: Clone + schemars::JsonSchema> schemars::JsonSchema for Many<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMore{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({
            "anyOf": [one.clone(), { "type": "array", "items": one, "minItems": 1 }]
        })
    }

    fn inline_schema() -> bool {
        true
    }
}
