//! JSON Schemas that editors complete from and check by.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

/// Where the schemas can be had.
const BASE: &str = "https://raw.githubusercontent.com/clauselint/clauselint/main/docs/schema";

/// The schema of a file, in draft 7, which every editor knows.
pub(super) fn of<T: JsonSchema>(name: &str, title: &str) -> String {
    let generator = SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<T>();
    let mut schema = schema.to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".into(), title.into());
        let id = format!("{BASE}/{name}.schema.json");
        root.shift_insert(1, "$id".into(), id.into());
    }
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
