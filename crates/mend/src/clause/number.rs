//! Numbers of headings.

use clauselint_rule::Edit;
use clauselint_source::Span;
use clauselint_syntax::{EntityKind, SectionId};

use super::heading::number_place;
use crate::Mender;

/// The number of a section that comes before others, and theirs, each one up,
/// `next` being the last; none where something else hangs on these numbers.
pub(crate) fn shifted(
    mender: &Mender<'_>,
    behind: &[SectionId],
    next: &str,
    heading: impl Fn(SectionId) -> Option<Span>,
) -> Option<(String, Vec<Edit>)> {
    let sections = &mender.document.sections;
    let numbered = behind.iter().filter_map(|id| {
        let number = sections[*id as usize].number.as_deref()?;
        Some((*id, number))
    });
    let numbered: Vec<(SectionId, &str)> = numbered.collect();
    let (_, first) = *numbered.first()?;
    let mut edits = Vec::new();
    for (at, (id, number)) in numbered.iter().enumerate() {
        if is_fixed(mender, *id, number) {
            return None;
        }
        let up = numbered.get(at + 1).map_or(next, |(_, number)| number);
        edits.push(Edit {
            span: number_place(mender, *id, heading(*id)?)?,
            text: up.to_owned(),
        });
    }
    Some((first.to_owned(), edits))
}

/// Whether a section's number shows elsewhere: in those of its parts, in
/// references and links to it, in a table of contents.
fn is_fixed(mender: &Mender<'_>, id: SectionId, number: &str) -> bool {
    let document = mender.document;
    let mut sections = document.sections.iter();
    let has_parts = sections.any(|section| section.parent == Some(id) && section.number.is_some());
    let names = |text: &str| {
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        words.any(|word| word.trim_end_matches('.') == number)
    };
    let refers = document.entities.iter().any(|entity| {
        entity.kind == EntityKind::CrossReference && names(document.str(entity.span))
    });
    let mut links = document.links.iter();
    let linked = links.any(|link| {
        link.target
            .strip_prefix('#')
            .is_some_and(|anchor| names(&anchor.replace('_', "-")))
    });
    let heading = document.heading(id);
    let own = sections_heading(mender, id);
    let mut blocks = document.blocks.iter().enumerate();
    let listed = blocks.any(|(at, block)| {
        Some(at) != own && document.str(block.span).trim_end().ends_with(heading)
    });
    has_parts || refers || linked || listed
}

fn sections_heading(mender: &Mender<'_>, id: SectionId) -> Option<usize> {
    let heading = mender.document.sections[id as usize].heading?;
    Some(heading as usize)
}

/// The number that follows: "8" behind "7", "B" behind "A", "X" behind "IX",
/// "4.3" behind "4.2". `before` is the one before it, which tells whether "I"
/// is a letter.
pub(crate) fn next(number: &str, before: Option<&str>) -> Option<String> {
    let (stem, last) = match number.rfind('.') {
        Some(at) => number.split_at(at + 1),
        None => ("", number),
    };
    let next = if let Ok(value) = last.parse::<u32>() {
        (value + 1).to_string()
    } else if is_letter(last, before) {
        let letter = last.bytes().next()?;
        let next = letter + 1;
        next.is_ascii_alphabetic()
            .then(|| char::from(next).to_string())?
    } else {
        let upper = last.to_ascii_uppercase();
        let roman = roman(value_of(&upper)? + 1);
        match upper == last {
            true => roman,
            false => roman.to_ascii_lowercase(),
        }
    };
    Some(format!("{stem}{next}"))
}

fn is_letter(number: &str, before: Option<&str>) -> bool {
    let [letter] = number.as_bytes() else {
        return false;
    };
    let before = before.and_then(|before| before.bytes().next());
    letter.is_ascii_alphabetic() && (!b"IVXivx".contains(letter) || before == letter.checked_sub(1))
}

const ROMAN: [(u32, &str); 9] = [
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(mut value: u32) -> String {
    let mut text = String::new();
    for (worth, digits) in ROMAN {
        while value >= worth {
            text.push_str(digits);
            value -= worth;
        }
    }
    text
}

fn value_of(text: &str) -> Option<u32> {
    (1..200).find(|value| roman(*value) == text)
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn numbers_of_every_kind_go_on() {
        for (number, before, after) in [
            ("7", None, Some("8")),
            ("4.2", None, Some("4.3")),
            ("A", None, Some("B")),
            ("c", Some("b"), Some("d")),
            ("Z", Some("Y"), None),
            ("IX", Some("VIII"), Some("X")),
            ("i", None, Some("ii")),
            ("I", Some("H"), Some("J")),
            ("?", None, None),
        ] {
            assert_eq!(next(number, before).as_deref(), after, "{number}");
        }
    }
}
