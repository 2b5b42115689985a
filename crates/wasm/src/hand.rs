//! What is handed to plugins: the reading as the typed data of the interface.

mod about;
mod document;
mod statement;
mod table;

use std::sync::OnceLock;

use clauselint_plugin::{Item, data};
use clauselint_reading::{Reading, Topic, TopicSet};
use clauselint_rule::Context;
use clauselint_source::Span;
use serde::Serialize;

/// A policy as plugins see it.
///
/// Parts are made when they are first asked for and kept, so that the rules of
/// a policy may share one.
pub struct Handed<'r> {
    reading: &'r Reading<'r>,
    context: Context,
    parts: [OnceLock<Vec<u8>>; Item::ALL.len()],
}

impl<'r> Handed<'r> {
    /// The policy of a reading, seen on the day of `context`.
    #[must_use]
    pub fn new(reading: &'r Reading<'r>, context: &Context) -> Self {
        Self {
            reading,
            context: *context,
            parts: Default::default(),
        }
    }

    /// An item, as [`Item`] says.
    #[must_use]
    pub fn item(&self, item: Item) -> &[u8] {
        if item == Item::Text {
            return self.text().as_bytes();
        }
        let place = Item::ALL.iter().position(|known| *known == item);
        self.parts[place.unwrap_or_default()].get_or_init(|| self.make(item))
    }

    /// The text that spans count in.
    pub(crate) fn text(&self) -> &'r str {
        &self.reading.document.text
    }

    fn make(&self, item: Item) -> Vec<u8> {
        let reading = self.reading;
        match item {
            Item::Text => Vec::new(),
            Item::About => json(&about::about(reading, &self.context)),
            Item::Sections => json(&document::sections(reading)),
            Item::Blocks => json(&document::blocks(reading)),
            Item::Sentences => json(&document::sentences(reading)),
            Item::Clauses => json(&statement::clauses(reading)),
            Item::Statements => json(&statement::statements(reading)),
            Item::Entities => json(&document::entities(reading)),
            Item::Links => json(&document::links(reading)),
            Item::Kinds => json(&statement::kinds()),
            Item::SentenceTable => table::sentences(reading),
            Item::EntityTable => table::entities(reading),
        }
    }
}

/// Types of the interface have no map with odd keys, so this cannot fail.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

const fn span(span: Span) -> data::Span {
    data::Span::new(span.start, span.end)
}

fn names(topics: TopicSet) -> Vec<data::Text> {
    let topics = Topic::all().filter(|topic| topics.contains(*topic));
    topics.map(|topic| topic.name().into()).collect()
}
