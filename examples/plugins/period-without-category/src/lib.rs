//! Each retention period in a table whose category of data is not named where
//! the policy tells what it collects.
//!
//! No matcher can say it: it takes cells apart and compares what one place of
//! the policy names with what another does.

use std::collections::BTreeSet;

use clauselint_plugin::data::{Block, BlockKind, EntityKind};
use clauselint_plugin::{rules, Finding, Policy, Span};

rules! {
    "period-without-category" => period_without_category,
}

/// Words that name no kind of data.
const EMPTY: [&str; 24] = [
    "a",
    "about",
    "all",
    "an",
    "and",
    "any",
    "data",
    "detail",
    "for",
    "from",
    "in",
    "information",
    "of",
    "on",
    "or",
    "other",
    "our",
    "personal",
    "record",
    "related",
    "such",
    "the",
    "to",
    "your",
];

/// One finding a row; none in a policy that does not tell what is collected,
/// which is another rule's matter.
pub fn period_without_category(policy: &Policy) -> Vec<Finding> {
    let collected = collected(policy);
    if collected.is_empty() {
        return Vec::new();
    }
    let rows = policy.blocks().iter();
    rows.filter(|block| block.kind == BlockKind::Row && is_retention(policy, block))
        .filter_map(|row| {
            let category = category(policy, row)?;
            let words = words(policy.str(category));
            (!words.is_empty() && !words.iter().any(|word| collected.contains(word)))
                .then(|| finding(policy, row, category))
        })
        .collect()
}

fn finding(policy: &Policy, row: &Block, category: Span) -> Finding {
    let words = policy.str(category);
    let message =
        format!("\"{words}\" has a retention period, but nothing says that it is collected");
    let finding = Finding::new(category, message).label("kept, but not collected?");
    match period(policy, row.span) {
        Some(period) => finding.related(period, "its period"),
        None => finding,
    }
}

/// Whether a row tells how long something is kept: it has a period, and it, its
/// header or its section is about retention.
fn is_retention(policy: &Policy, row: &Block) -> bool {
    let about = |topics: &[_]| topics.iter().any(|topic| topic == "retention");
    let headed = &policy.sections()[row.section as usize];
    let header = row.lead.map(|lead| &policy.blocks()[lead as usize]);
    let rows = [Some(row), header].into_iter().flatten();
    let mut sentences = rows.flat_map(|block| policy.sentences_of(block));
    period(policy, row.span).is_some()
        && (about(&headed.topics) || sentences.any(|sentence| about(&sentence.topics)))
}

/// The first length of time or event that ends one.
fn period(policy: &Policy, within: Span) -> Option<Span> {
    let entities = policy.entities_in(within).iter();
    let mut periods =
        entities.filter(|entity| matches!(entity.kind, EntityKind::Duration | EntityKind::Event));
    periods.next().map(|entity| entity.span)
}

/// The first cell that is no period.
fn category(policy: &Policy, row: &Block) -> Option<Span> {
    let mut cells = row.cells.iter();
    cells.find(|cell| period(policy, **cell).is_none()).copied()
}

/// The words of all that tells what is collected; a table of periods tells no
/// such thing, whatever its rows are about.
fn collected(policy: &Policy) -> BTreeSet<String> {
    let said = policy.clauses_of("collection").filter(|clause| {
        let sentence = &policy.sentences()[clause.sentence as usize];
        !is_retention(policy, &policy.blocks()[sentence.block as usize])
    });
    said.flat_map(|clause| words(policy.str(clause.span)))
        .collect()
}

/// The words that name something, in lower case and the singular.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|char: char| !char.is_alphanumeric());
    let words = words.map(|word| singular(&word.to_lowercase()));
    words
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .collect()
}

/// Near enough to compare words by: "addresses" and "address" alike.
fn singular(word: &str) -> String {
    for (plural, singular) in [("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("s", "")] {
        if let Some(stem) = word.strip_suffix(plural) {
            return format!("{stem}{singular}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_compare_whatever_their_number_and_capitals() {
        assert_eq!(words("E-mail addresses"), words("your e-mail address"));
        assert_eq!(words("Companies"), words("company"));
        assert!(words("any other personal information").is_empty());
    }
}
