//! The lines around spans, cut to what fits a screen.

use clauselint_source::{Source, Span};
use memchr::{memchr2, memrchr};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::printable::printable;

/// The share of the room, in fifths, that is for what stands before a span on
/// a line that does not fit.
const BEFORE: usize = 2;

/// The lines of a file that spans lie on, shortened, one for each span.
///
/// Policies keep whole paragraphs, and saved pages everything, on one line;
/// miette would print it all, and scan the file for each span besides.
#[derive(Debug)]
pub(crate) struct Snippets<'s> {
    name: String,
    source: &'s Source,
    room: usize,
    lines: Vec<Line>,
}

/// A shortened line; the lines stand one behind the other in a text of their
/// own, which is what miette's spans count in.
#[derive(Debug)]
struct Line {
    text: String,
    start: usize,
    number: usize,
    column: usize,
}

impl<'s> Snippets<'s> {
    /// Of a file called `name`, cut to `room` columns with the line number.
    pub(crate) fn new(name: &str, source: &'s Source, room: usize) -> Self {
        Self {
            name: printable(name),
            source,
            room,
            lines: Vec::new(),
        }
    }

    /// Adds the first line of `span` and tells where the span lies in miette's
    /// terms: start and length.
    pub(crate) fn add(&mut self, span: Span) -> (usize, usize) {
        let text = self.source.text();
        let position = self.source.position(span.start);
        let line_start = self.source.line_start(span.start) as usize;
        let (at, end) = (span.start as usize, span.end as usize);
        let room = self.room.saturating_sub(position.line.to_string().len());
        let (len, fits) = forth(&text[line_start..], room);
        let from = if fits && line_start + len >= at {
            line_start
        } else {
            at - back(&text[line_start..at], room * BEFORE / 5)
        };
        let (len, whole) = forth(&text[from..], room);
        let to = (from + len).max(at);
        let mut shown = String::from(if from > line_start { "…" } else { "" });
        shown += &printable(&text[from..at]);
        let start = self
            .lines
            .last()
            .map_or(0, |last| last.start + last.text.len() + 1);
        let label = start + shown.len();
        let words = printable(&text[at..end.clamp(at, to)]);
        shown += &words;
        shown += &printable(&text[end.clamp(at, to)..to]);
        shown += if whole { "" } else { "…" };
        self.lines.push(Line {
            text: shown,
            start,
            number: position.line as usize,
            column: position.character as usize,
        });
        (label, words.len())
    }
}

impl SourceCode for Snippets<'_> {
    /// The line of a span. Two lines never come as one, so that miette draws
    /// a frame around each.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (from, to) = (span.offset(), span.offset() + span.len());
        let holds = |line: &&Line| line.start <= from && to <= line.start + line.text.len();
        let line = self
            .lines
            .iter()
            .find(holds)
            .ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            line.text.as_bytes(),
            (line.start, line.text.len()).into(),
            line.number,
            line.column,
            1,
        )))
    }
}

/// Bytes back from the end of `line` to its start, or to a word's start at
/// most `count` characters away.
fn back(line: &str, count: usize) -> usize {
    let mut from = line.len();
    for (at, c) in line.char_indices().rev().take(count) {
        if c == '\r' {
            return line.len() - from;
        }
        from = at;
    }
    match line[from..].find(' ') {
        Some(space) if from > 0 => line.len() - (from + space + 1),
        _ => line.len() - from,
    }
}

/// Bytes forth to the end of the line, or to a word's end at most `count`
/// characters away; and whether it is the end of the line.
fn forth(rest: &str, count: usize) -> (usize, bool) {
    let is_end = |c: char| matches!(c, '\n' | '\r');
    // Of ASCII, a character is a byte.
    if let Some(near) = rest.as_bytes().get(..=count).filter(|near| near.is_ascii()) {
        if let Some(at) = memchr2(b'\n', b'\r', near) {
            return (at, true);
        }
        let word = memrchr(b' ', &near[..count]).filter(|space| *space > count / 2);
        return (word.unwrap_or(count), false);
    }
    let near = rest
        .char_indices()
        .take(count + 1)
        .find(|(_, c)| is_end(*c));
    if let Some((at, _)) = near {
        return (at, true);
    }
    let Some((len, _)) = rest.char_indices().nth(count) else {
        return (rest.len(), true);
    };
    let word = rest[..len].rfind(' ').filter(|space| *space > count / 2);
    (word.unwrap_or(len), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, labelled words, line and column of a word's snippet.
    fn shown(text: &str, word: &str) -> (String, String, usize, usize) {
        let source = Source::decode(text.as_bytes().to_vec()).unwrap();
        let at = text.find(word).unwrap() as u32;
        let mut snippets = Snippets::new("x", &source, 90);
        snippets.add(Span::new(0, 0));
        let (start, len) = snippets.add(Span::new(at, at + word.len() as u32));
        let line = snippets.lines.pop().unwrap();
        let label = line.text[start - line.start..][..len].to_owned();
        (line.text, label, line.number, line.column)
    }

    #[test]
    fn short_lines_are_whole_and_long_ones_cut_at_words() {
        let (text, label, line, column) = shown("one\n  two três four\n", "três");
        assert_eq!(
            (text.as_str(), label.as_str(), line, column),
            ("  two três four", "três", 1, 6)
        );
        let (text, label, ..) = shown(&format!("{}partners", "we ".repeat(25)), "partners");
        assert_eq!((text.find('…'), label.as_str()), (None, "partners"));
        let long = "word ".repeat(5000) + "partners " + &"tail ".repeat(5000);
        let (text, label, ..) = shown(&long, "partners");
        assert_eq!(label, "partners");
        assert!(
            text.starts_with("…word ") && text.ends_with(" tail…"),
            "{text}"
        );
        assert!(text.chars().count() <= 90, "{text}");
    }

    #[test]
    fn spans_longer_than_the_screen_are_cut() {
        let word = "é".repeat(500);
        let (text, label, ..) = shown(&format!("a {word} b"), &word);
        assert_eq!(text, format!("a {label}…"));
        assert!(text.chars().count() <= 90, "{text}");
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line_too() {
        let (text, ..) = shown("one\rtwo partners\rthree", "partners");
        assert_eq!(text, "…two partners");
    }

    #[test]
    fn terminal_commands_are_not_passed_on() {
        let (text, ..) = shown("a \u{1b}[31m partners\u{7}", "partners");
        assert_eq!(text, "a \u{FFFD}[31m partners\u{FFFD}");
    }

    #[test]
    fn lines_stay_apart() {
        let source = Source::decode(b"one\ntwo".to_vec()).unwrap();
        let mut snippets = Snippets::new("x", &source, 90);
        let (first, second) = (snippets.add(Span::new(0, 3)), snippets.add(Span::new(4, 7)));
        let line = |start, len| {
            let contents = snippets.read_span(&(start, len).into(), 0, 0);
            contents.map(|contents| contents.line())
        };
        assert_eq!(line(first.0, first.1).unwrap(), 0);
        assert_eq!(line(second.0, second.1).unwrap(), 1);
        assert!(line(first.0, second.0 + second.1).is_err());
    }
}
