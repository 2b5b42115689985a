//! Two versions of a few sentences, and what changed between them: exactly
//! that, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use clauselint_compare::{Kind, compare};
use clauselint_reading::Reading;
use clauselint_syntax::{Format, parse};
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    note: String,
    old: String,
    new: String,
    /// Kind, then the words in the old and the new version.
    #[serde(default)]
    changes: Vec<(String, String, String)>,
    #[serde(default)]
    reworded: Option<usize>,
}

#[test]
fn pairs_have_the_changes_that_the_table_tells() {
    let table: Table = toml::from_str(include_str!("pairs.toml")).unwrap();
    let mut wrong = String::new();
    for pair in &table.pair {
        let text = |words: &str| format!("# Privacy Policy\n\n{}\n", words.trim());
        let (old, new) = (text(&pair.old), text(&pair.new));
        let (old, new) = (parse(&old, Format::Markdown), parse(&new, Format::Markdown));
        let found = compare(&Reading::new(&old), &Reading::new(&new));
        let words = |document: &clauselint_syntax::Document, span: Option<_>| {
            span.map_or_else(String::new, |span| document.str(span).to_owned())
        };
        let changes = found.changes.iter();
        let mut changes: Vec<(String, String, String)> = changes
            .map(|change| {
                (
                    change.kind.name().to_owned(),
                    words(&old, change.old),
                    words(&new, change.new),
                )
            })
            .collect();
        let mut expected = pair.changes.clone();
        changes.sort();
        expected.sort();
        if changes != expected {
            wrong += &format!("\n{}\n", pair.note);
            for change in &changes {
                wrong += &format!("    {change:?},\n");
            }
        }
        if pair
            .reworded
            .is_some_and(|count| count != found.reworded.len())
        {
            wrong += &format!("\n{}\n    {} reworded\n", pair.note, found.reworded.len());
        }
    }
    assert!(wrong.is_empty(), "found instead:\n{wrong}");
}

#[test]
fn every_kind_of_change_is_in_the_table() {
    let table: Table = toml::from_str(include_str!("pairs.toml")).unwrap();
    for kind in Kind::ALL {
        let mut changes = table.pair.iter().flat_map(|pair| &pair.changes);
        assert!(changes.any(|(name, ..)| name == kind.name()), "{kind}");
    }
}

#[test]
fn the_guide_lists_every_kind_by_its_effect() {
    let guide = include_str!("../../../docs/diff.md");
    for kind in Kind::ALL {
        let row = format!("\n| {} | ", kind.effect().name());
        let row = guide.split_once(&row).unwrap().1;
        let row = row.split_once('\n').unwrap().0;
        assert!(row.contains(&format!("`{kind}`")), "{kind}");
    }
}
