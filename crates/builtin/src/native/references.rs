//! What a policy has that references may lead to: numbers, titles, anchors.

use std::collections::HashSet;

use clauselint_syntax::{Document, SectionId};

/// Words that numbers of sections follow.
pub(crate) const SECTIONS: [&str; 5] = ["section", "sections", "sec", "clause", "clauses"];

/// Fewer numbered sections do not count a policy.
const COUNTED: usize = 3;

/// How sections are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// "4", "4.2".
    Arabic,
    /// "IV".
    Roman,
}

/// The number of a section as far as it counts sections of the first rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) style: Style,
    pub(crate) value: u32,
    /// Whether it stands alone: "4", not "4.2".
    pub(crate) whole: bool,
}

impl Number {
    /// The number that a text is or begins with: "12", "4.2(a)", "IV".
    pub(crate) fn of(text: &str) -> Option<Self> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 {
            let value = text[..digits].parse().ok()?;
            let whole = digits == text.len();
            return Some(Self {
                style: Style::Arabic,
                value,
                whole,
            });
        }
        let value = roman(text)?;
        Some(Self {
            style: Style::Roman,
            value,
            whole: true,
        })
    }
}

/// The value of a Roman number in capitals; policies have no more than 39 sections.
fn roman(text: &str) -> Option<u32> {
    let mut value = 0;
    let mut rest = text;
    for (sign, worth) in [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)] {
        let mut times = 0;
        while let Some(after) = rest.strip_prefix(sign).filter(|_| times < 3) {
            (rest, value, times) = (after, value + worth, times + 1);
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// The numbers of all sections that have one.
pub(crate) fn numbers(document: &Document) -> impl Iterator<Item = (SectionId, Number)> {
    let sections = document.sections.iter().enumerate();
    sections.filter_map(|(id, section)| {
        let number = Number::of(section.number.as_deref()?)?;
        Some((id as SectionId, number))
    })
}

/// Whether the sections that a style counts from 1 on are many enough to be
/// relied on.
pub(crate) fn are_counted(document: &Document, style: Style) -> bool {
    let of_style = || numbers(document).filter(|(_, number)| number.style == style && number.whole);
    of_style().any(|(_, number)| number.value == 1) && of_style().count() >= COUNTED
}

/// Whether a section bears a number, or it stands where one may: at the start
/// of a sentence, or with its dot within a text.
pub(crate) fn is_number_written(document: &Document, number: &str) -> bool {
    let borne = document
        .sections
        .iter()
        .any(|section| section.number.as_deref() == Some(number));
    // Not the end of "under 13. If".
    let ends = |before: &str| before.trim_end().ends_with(['.', '!', '?', ':', ';', ')']);
    let places = document.text.match_indices(number);
    let mut marked = places.filter(|(at, _)| ends(&document.text[..*at]));
    let inside = marked.any(|(at, _)| document.text[at + number.len()..].starts_with([')', '.']));
    borne || inside || begins_block(document, number)
}

/// Whether a sentence begins with a number, heading or not: "9. Contact",
/// "Section 9 - Contact".
fn begins_block(document: &Document, number: &str) -> bool {
    document.sentences.iter().any(|sentence| {
        let words = document.str(sentence.span);
        let part = words
            .split_once(' ')
            .filter(|(first, _)| SECTIONS.contains(&&*first.to_lowercase()));
        let behind = part.map_or(words, |(_, rest)| rest).strip_prefix(number);
        behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_alphanumeric()))
    })
}

/// Letters and digits in lower case, all else gone.
pub(crate) fn squeezed(text: &str) -> String {
    if !text.is_ascii() {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        let mut kept = String::with_capacity(text.len());
        for letter in letters {
            // Most are of ASCII all the same.
            match letter.is_ascii() {
                true => kept.push(letter.to_ascii_lowercase()),
                false => kept.extend(letter.to_lowercase()),
            }
        }
        return kept;
    }
    // Every byte is written, and stays where it is a letter or digit: whole
    // texts go through here, and a branch at each byte would cost thrice as much.
    let mut kept = vec![0; text.len()];
    let mut len = 0;
    for byte in text.bytes() {
        kept[len] = byte | LOWER;
        len += usize::from(byte.is_ascii_alphanumeric());
    }
    kept.truncate(len);
    String::from_utf8(kept).unwrap_or_default()
}

/// What makes a capital letter a small one in ASCII; small letters and digits
/// have the bit.
const LOWER: u8 = 0x20;

/// What links within a file can lead to: ids, and headings by whatever rule a
/// renderer makes names of them.
pub(crate) struct Anchors(HashSet<String>);

impl Anchors {
    pub(crate) fn of(document: &Document) -> Self {
        let mut names: HashSet<String> = document.anchors.iter().map(|id| squeezed(id)).collect();
        for (id, section) in document.sections.iter().enumerate().skip(1) {
            let words = squeezed(document.heading(id as SectionId));
            let number = section.number.as_deref();
            names.extend(number.map(|number| squeezed(number) + &words));
            names.insert(words);
        }
        Self(names)
    }

    /// Whether something bears a name, or is the second or third to bear it.
    pub(crate) fn bear(&self, name: &str) -> bool {
        let name = name.strip_prefix("user-content-").unwrap_or(name);
        let made = ["top", "fn", ":~:"].iter().any(|by| name.starts_with(by));
        let plain = squeezed(&decoded(name));
        let again = plain.trim_end_matches(|c: char| c.is_ascii_digit());
        let again = Some(again).filter(|again| plain.len() - again.len() < 3);
        made || [Some(&*plain), again]
            .into_iter()
            .flatten()
            .any(|name| self.0.contains(name))
    }
}

/// `%20` and its like decoded as far as they are ASCII; others are dropped.
fn decoded(name: &str) -> String {
    let mut parts = name.split('%');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) if code.is_ascii() => text.push(char::from(code)),
            _ => {}
        }
        text.push_str(part.get(2..).unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use clauselint_syntax::{Format, parse};

    use super::*;

    #[test]
    fn numbers_of_both_styles() {
        let value = |text: &str| Number::of(text).map(|number| (number.value, number.whole));
        assert_eq!(value("12"), Some((12, true)));
        assert_eq!(value("4.2(a)"), Some((4, false)));
        assert_eq!(value("XIV"), Some((14, true)));
        assert_eq!(value("A"), None);
        assert_eq!(value("IIII"), None);
    }

    #[test]
    fn headings_bear_names() {
        let text = "# 2. Your rights & choices\n\n## Wie lange? <a name=\"keep\"></a>\n\ntext";
        let anchors = Anchors::of(&parse(text, Format::Markdown));
        for name in [
            "2-your-rights--choices",
            "your-rights-choices-1",
            "Your_Rights_%26_Choices",
            "keep",
            "top",
        ] {
            assert!(anchors.bear(name), "{name}");
        }
        assert!(!anchors.bear("rights"));
    }
}
