//! JSON Schemas that editors complete from and check by.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

/// Where the schemas can be had.
const BASE: &str = "https://raw.githubusercontent.com/clauselint/clauselint/main/docs/schema";

/// The schema of a file, in draft 7, which every editor knows.
pub(super) fn of<T: JsonSchema>(name: &str, title: &str) -> String {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    let id = format!("{BASE}/{name}.schema.json");
    schema.insert("$id".into(), id.into());
    // What it is comes first, for people who open it.
    let schema = schema.ensure_object();
    for (place, key) in ["$schema", "$id", "title", "description"]
        .into_iter()
        .enumerate()
    {
        if let Some(value) = schema.shift_remove(key) {
            schema.shift_insert(place, key.into(), value);
        }
    }
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}
