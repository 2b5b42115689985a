//! Texts of a rule with gaps for what was found.

use clauselint_form::{Table, Text};
use clauselint_reading::Reading;
use clauselint_source::Span;

use crate::place::{Place, Value, value};

/// What gaps are filled with.
pub(crate) struct Filling<'f> {
    pub(crate) reading: &'f Reading<'f>,
    pub(crate) place: &'f Place<'f>,
    pub(crate) other: Option<Span>,
    pub(crate) count: usize,
    pub(crate) today: String,
    pub(crate) with: &'f Table<Text>,
}

impl Filling<'_> {
    /// The text with its gaps filled.
    pub(crate) fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = next_gap(rest) {
            filled.push_str(before);
            match self.word(name) {
                Some(word) => filled.push_str(&word),
                None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
            }
            rest = after;
        }
        filled + rest
    }

    fn word(&self, name: &str) -> Option<String> {
        let words = |span: Span| self.reading.document.str(span).to_owned();
        if let Some(word) = self.with.get(name) {
            return Some(word.clone().into_owned());
        }
        let statement = self.place.statement;
        let part = |part: Option<Span>| Some(part.map(words).unwrap_or_default());
        match name {
            "words" => Some(words(self.place.span)),
            "other" => part(self.other),
            "count" => Some(self.count.to_string()),
            "today" => Some(self.today.clone()),
            "date" => Some(match value(self.reading, self.place.span) {
                Some(Value::Date(date)) => date.to_string(),
                _ => words(self.place.span),
            }),
            "actor" => part(statement.and_then(|(_, matched)| matched.actor)),
            "act" => part(statement.map(|(said, _)| said.act.span)),
            "data" => part(statement.and_then(|(_, matched)| matched.data)),
            "recipient" => part(statement.and_then(|(_, matched)| matched.recipient)),
            "purpose" => part(statement.and_then(|(_, matched)| matched.purpose)),
            "condition" => part(statement.and_then(|(_, matched)| matched.condition)),
            "period" => part(statement.and_then(|(said, _)| said.time)),
            "target" => Some(self.place.target.unwrap_or_default().to_owned()),
            _ => None,
        }
    }
}

/// What stands before the next gap, its name, and what stands behind it.
fn next_gap(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The names of a text's gaps, each with the byte at which it begins.
pub(crate) fn gaps(text: &str) -> Vec<(usize, &str)> {
    let mut gaps = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_gap(rest) {
        gaps.push((text.len() - rest.len() + before.len() + 1, name));
        rest = after;
    }
    gaps
}
