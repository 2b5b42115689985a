use clauselint_toml::{Others, Schema};

/// A table with a type of its own that a key can hold.
pub(super) struct Table<'s> {
    /// The schema of the table, by reference to its type.
    pub(super) schema: Schema<'s>,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    One,
    Several,
    /// By names of the author's choosing.
    Named,
}

impl<'s> Table<'s> {
    /// The tables that a value can be or hold.
    pub(super) fn all_in(value: Schema<'s>) -> Vec<Self> {
        // A reference is the table itself, whatever kinds of it there are.
        if value.name().is_some() {
            return Self::of(value).into_iter().collect();
        }
        value.branches().into_iter().filter_map(Self::of).collect()
    }

    fn of(way: Schema<'s>) -> Option<Self> {
        let typed = |schema: &Schema<'_>| schema.name().is_some() && is_table(*schema);
        let table = |form| move |schema| Self { schema, form };
        if typed(&way) {
            return Some(table(Form::One)(way));
        }
        if let Some(items) = way.items().filter(typed) {
            return Some(table(Form::Several)(items));
        }
        match way.others() {
            Others::Each(each) if typed(&each) => Some(table(Form::Named)(each)),
            _ => None,
        }
    }

    /// The type's name.
    pub(super) fn name(&self) -> &'s str {
        self.schema.name().unwrap_or_default()
    }

    /// Its path below that of the key.
    pub(super) fn path(&self, key: &str) -> String {
        match self.form {
            Form::One | Form::Several => key.to_owned(),
            Form::Named => format!("{key}.NAME"),
        }
    }

    /// The header that it stands below in a file.
    pub(super) fn header(&self, path: &str) -> String {
        match self.form {
            _ if self.schema.ways().len() > 1 => format!("`{path}`"),
            Form::One | Form::Named => format!("`[{path}]`"),
            Form::Several => format!("`[[{path}]]`"),
        }
    }

    /// What a key holds that holds it.
    pub(super) const fn kind(&self) -> &'static str {
        match self.form {
            Form::One => "table",
            Form::Several => "several tables",
            Form::Named => "tables by name",
        }
    }
}

fn is_table(schema: Schema<'_>) -> bool {
    schema.ways().iter().any(|way| way.keys().next().is_some())
}

/// The keys of a table, or of each of its kinds.
pub(super) fn keys(schema: Schema<'_>) -> Vec<(&str, Schema<'_>)> {
    let mut keys = Vec::new();
    for way in schema.ways() {
        keys.extend(way.keys().filter_map(|key| Some((key, way.key(key)?))));
    }
    keys
}
