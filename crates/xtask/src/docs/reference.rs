//! A page on the form of files, from the schemas of their types.

mod table;

use std::collections::BTreeMap;
use std::fmt::Write;

use clauselint_toml::{Others, Schema};
use schemars::JsonSchema;
use serde_json::Value;
use table::Table;

/// A reference of the forms added to it.
pub(super) struct Reference {
    page: String,
    /// The heading under which a type stands, by its name.
    told: BTreeMap<String, String>,
}

/// A type that gets a section of its own.
struct Section<'s> {
    name: &'s str,
    schema: Schema<'s>,
    /// The first place where it stands in the file.
    path: String,
    /// All the headers that it stands below.
    headers: Vec<String>,
}

impl Reference {
    pub(super) fn new(lead: &str) -> Self {
        Self {
            page: lead.to_owned(),
            told: BTreeMap::new(),
        }
    }

    pub(super) fn page(self) -> String {
        self.page
    }

    /// Adds the form of a file: a section for it, and one for each table in it
    /// that no file before has told.
    pub(super) fn add<T: JsonSchema>(&mut self, title: &str) {
        let schema = schemars::schema_for!(T);
        let root = Schema::new(schema.as_value());
        let mut sections = Vec::new();
        self.collect(root, "", &mut sections);
        for section in &sections {
            let heading = section.headers.join(", ");
            self.told.insert(section.name.to_owned(), heading);
        }
        let _ = write!(self.page, "\n## {title}\n\n");
        self.body(root, "");
        for section in sections {
            let _ = write!(self.page, "\n### {}\n\n", section.headers.join(", "));
            self.body(section.schema, &section.path);
        }
    }

    /// The tables below `schema`, each with all its places, in reading order.
    fn collect<'s>(&self, schema: Schema<'s>, path: &str, sections: &mut Vec<Section<'s>>) {
        for (key, value) in table::keys(schema) {
            let key = match path {
                "" => key.to_owned(),
                path => format!("{path}.{key}"),
            };
            for table in Table::all_in(value) {
                let path = table.path(&key);
                let header = table.header(&path);
                let name = table.name();
                if self.told.contains_key(name) {
                    continue;
                }
                if let Some(told) = sections.iter_mut().find(|section| section.name == name) {
                    told.headers.push(header);
                    continue;
                }
                let schema = table.schema;
                sections.push(Section {
                    name,
                    schema,
                    path: path.clone(),
                    headers: vec![header],
                });
                self.collect(schema, &path, sections);
            }
        }
    }

    /// What a table is and what it holds.
    fn body(&mut self, schema: Schema<'_>, path: &str) {
        self.text(schema.resolved().description().unwrap_or_default());
        let ways = schema.ways();
        if let [table] = *ways {
            self.page += "| key | what it holds | if left out | |\n|---|---|---|---|\n";
            let required: Vec<&str> = table.required().collect();
            for (key, value) in table.keys().filter_map(|key| Some((key, table.key(key)?))) {
                let left_out = if required.contains(&key) {
                    "**required**".into()
                } else {
                    left_out(value)
                };
                self.row(&[&code(key), &self.holds(value), &left_out, &meaning(value)]);
            }
        } else {
            self.page += "| one of | what it holds | |\n|---|---|---|\n";
            for way in ways {
                self.way(way, path);
            }
        }
    }

    /// One of several kinds of a thing.
    fn way(&mut self, way: Schema<'_>, path: &str) {
        let about = cell(way.description().unwrap_or_default());
        if let Some((tag, value)) = way.tag().and_then(|tag| Some((tag, way.key(tag)?))) {
            self.row(&[&code(tag), &self.holds(value), &about]);
        }
        for text in way.allowed() {
            let key = path.rsplit('.').next().unwrap_or(path);
            self.row(&[&format!("`{key} = \"{text}\"`"), "", &about]);
        }
    }

    fn row(&mut self, cells: &[&str]) {
        let _ = writeln!(self.page, "| {} |", cells.join(" | "));
    }

    /// The kind of a value, with links to the tables in it.
    fn holds(&self, value: Schema<'_>) -> String {
        let choices = choices(value);
        if !choices.is_empty() {
            let texts = choices.iter().map(|(text, _)| format!("`\"{text}\"`"));
            return format!("one of {}", texts.collect::<Vec<_>>().join(", "));
        }
        let tables: Vec<Table<'_>> = Table::all_in(value);
        let mut kinds: Vec<String> = tables.iter().filter_map(|table| self.link(table)).collect();
        for way in value.ways() {
            match &*way.types() {
                ["string"] => kinds.push("text".into()),
                ["boolean"] => kinds.push("`true` or `false`".into()),
                ["integer"] => kinds.push("whole number".into()),
                ["number"] => kinds.push("number".into()),
                ["array"] if tables.is_empty() => {
                    let items = way.items().map(|items| self.holds(items));
                    kinds.push(format!("list of {}s", items.unwrap_or_default()));
                }
                ["object"] if tables.is_empty() => {
                    if let Others::Each(value) = way.others() {
                        kinds.push(format!("{}s by name", self.holds(value)));
                    }
                }
                _ => {}
            }
        }
        kinds.join(", or ")
    }

    fn link(&self, table: &Table<'_>) -> Option<String> {
        let heading = self.told.get(table.name())?;
        Some(format!("[{}](#{})", table.kind(), anchor(heading)))
    }

    fn text(&mut self, text: &str) {
        for paragraph in paragraphs(text) {
            let _ = write!(self.page, "{paragraph}\n\n");
        }
    }
}

fn left_out(value: Schema<'_>) -> String {
    match value.default() {
        Some(Value::String(text)) if !text.is_empty() => format!("`\"{text}\"`"),
        Some(Value::Bool(_) | Value::Number(_)) => value
            .default()
            .map(|value| format!("`{value}`"))
            .unwrap_or_default(),
        _ => "none".into(),
    }
}

/// What a key means, and each of the texts that it can be.
fn meaning(value: Schema<'_>) -> String {
    let mut meaning = cell(value.description().unwrap_or_default());
    for (text, about) in choices(value) {
        let _ = write!(meaning, "<br>`\"{text}\"`: {}", cell(about));
    }
    meaning
}

/// The texts that a value can be, each with what it means, where it can be
/// nothing else.
fn choices(value: Schema<'_>) -> Vec<(&str, &str)> {
    let ways = value.ways();
    if ways.iter().any(|way| way.allowed().is_empty()) {
        return Vec::new();
    }
    let mut choices = Vec::new();
    for way in ways {
        let about = way.description().unwrap_or_default();
        choices.extend(way.allowed().into_iter().map(|text| (text, about)));
    }
    choices
}

fn code(key: &str) -> String {
    format!("`{key}`")
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    let paragraphs: Vec<String> = paragraphs(text).collect();
    paragraphs.join("<br>").replace('|', "\\|")
}

/// The paragraphs of a comment, which is Markdown, each on a line.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split("\n\n")
        .filter(|text| !text.is_empty())
        .map(words)
}

/// The anchor that a page gets for a heading on GitHub.
pub(super) fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text
        .chars()
        .filter(|mark| mark.is_alphanumeric() || " -_".contains(*mark));
    kept.map(|mark| if mark == ' ' { '-' } else { mark })
        .collect()
}
