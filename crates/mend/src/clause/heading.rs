//! Headings made after the example of others.

use clauselint_source::Span;
use clauselint_syntax::SectionId;

use crate::Mender;

/// The markup around a heading's words.
pub(crate) struct Shape {
    prefix: String,
    suffix: String,
    /// Whether all its letters are capitals.
    capitals: bool,
    /// What stands at the end of its words.
    end: &'static str,
    number: Option<String>,
}

impl Shape {
    /// The shape of a section's heading, which `around` holds with nothing
    /// besides; none where it holds more, a link for instance.
    pub(crate) fn of(mender: &Mender<'_>, id: SectionId, around: Span) -> Option<Self> {
        let section = &mender.document.sections[id as usize];
        let (place, _) = mender.raw(mender.document.heading_span(id)?);
        let words = mender.document.heading(id);
        if !around.contains(place) {
            return None;
        }
        let prefix = Span::new(around.start, place.start).of(mender.source);
        let suffix = Span::new(place.end, around.end).of(mender.source);
        let shape = Self {
            prefix: nameless(prefix),
            suffix: nameless(suffix),
            capitals: !words.contains(char::is_lowercase),
            end: if words.ends_with(':') { ":" } else { "" },
            number: section.number.clone(),
        };
        let number = section.number.as_deref().unwrap_or_default();
        (is_bare(&shape.prefix, number) && is_bare(&shape.suffix, "")).then_some(shape)
    }

    /// A heading of this shape with other words and, where it shows one,
    /// another number.
    pub(crate) fn with(&self, words: &str, number: Option<&str>) -> String {
        let prefix = match (&self.number, number) {
            (Some(old), Some(new)) => renumbered(&self.prefix, old, new),
            _ => self.prefix.clone(),
        };
        let words = match self.capitals {
            true => words.to_uppercase(),
            false => words.to_owned(),
        };
        format!("{prefix}{words}{}{}", self.end, self.suffix)
    }
}

/// Where a section's number stands, in a heading that `around` holds with
/// nothing besides.
pub(crate) fn number_place(mender: &Mender<'_>, id: SectionId, around: Span) -> Option<Span> {
    let number = mender.document.sections[id as usize].number.as_deref()?;
    Shape::of(mender, id, around)?;
    let (place, _) = mender.raw(mender.document.heading_span(id)?);
    let prefix = Span::new(around.start, place.start).of(mender.source);
    let at = number_in(prefix, number)? as u32 + around.start;
    Some(Span::new(at, at + number.len() as u32))
}

/// Parts of a text outside tags, each with where it begins.
fn outside_tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('>').map(move |piece| {
        let start = at;
        at += piece.len();
        let end = piece.find('<').unwrap_or(piece.len());
        (start, &piece[..end])
    })
}

fn renumbered(prefix: &str, old: &str, new: &str) -> String {
    match number_in(prefix, old) {
        Some(at) => format!("{}{new}{}", &prefix[..at], &prefix[at + old.len()..]),
        None => prefix.to_owned(),
    }
}

/// Where a number stands in the markup before a heading's words.
fn number_in(prefix: &str, number: &str) -> Option<usize> {
    let parts: Vec<(usize, &str)> = outside_tags(prefix).collect();
    let mut parts = parts.iter().rev();
    parts.find_map(|(start, part)| Some(start + part.rfind(number)?))
}

/// Whether markup says nothing itself: no words but a number, no link.
fn is_bare(markup: &str, number: &str) -> bool {
    let words: String = outside_tags(markup).map(|(_, part)| part).collect();
    let words = words.to_ascii_lowercase().replace("&nbsp;", " ");
    let words = words.replacen(&number.to_ascii_lowercase(), "", 1);
    let words = words.replace("section", "").replace("article", "");
    let tags = markup.to_ascii_lowercase();
    !words.contains(|c: char| c.is_alphanumeric() || "[]".contains(c)) && !tags.contains("href")
}

/// Markup without what links lead to: no two places can have one name.
pub(crate) fn nameless(markup: &str) -> String {
    let mut text = markup.to_owned();
    for name in [" id=", " name="] {
        while let Some(at) = text.to_ascii_lowercase().find(name) {
            let value = &text[at + name.len()..];
            let len = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(1, |end| end + 2),
                _ => value.find([' ', '>']).unwrap_or(value.len()),
            };
            text.replace_range(at..at + name.len() + len, "");
        }
    }
    if let Some((at, len)) = text
        .find("{#")
        .and_then(|at| Some((at, text[at..].find('}')? + 1)))
    {
        text.replace_range(at..at + len, "");
        text.truncate(text.trim_end_matches(' ').len());
    }
    text.replace("<a></a>", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_out_of_markup() {
        for (markup, bare) in [
            ("<h2 id=\"a b\" class=\"c\">", "<h2 class=\"c\">"),
            ("<h2 id=a>", "<h2>"),
            ("<a name='x'></a>## ", "## "),
            (" {#retention}", ""),
        ] {
            assert_eq!(nameless(markup), bare);
        }
    }

    #[test]
    fn only_a_number_may_stand_beside_the_words() {
        assert!(is_bare("<h2 class=\"h7\">7. ", "7"));
        assert!(is_bare("## Section 7: ", "7"));
        assert!(!is_bare("See 7. ", "7"));
        assert!(!is_bare("](#top)", ""));
        assert_eq!(
            renumbered("<h2 class=\"h7\">7. ", "7", "8"),
            "<h2 class=\"h7\">8. "
        );
    }
}
