//! The line around a span, cut to what fits a screen.

use clauselint_source::{Source, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// Characters of a line that are shown before a span.
const BEFORE: usize = 36;
/// Characters of a line that are shown altogether.
const WIDTH: usize = 92;

/// One line of a file, shortened, and where in it the span lies.
///
/// Policies keep whole paragraphs, and saved pages everything, on one line;
/// miette would print it all.
#[derive(Debug)]
pub(crate) struct Snippet {
    name: String,
    text: String,
    line: usize,
    column: usize,
    /// The span within `text`.
    pub(crate) label: (usize, usize),
}

impl Snippet {
    /// The first line of `span` in a file called `name`.
    pub(crate) fn new(name: &str, source: &Source, span: Span) -> Self {
        let text = source.text();
        let line = source.lines().line(span.start);
        let line_start = source.lines().start(line) as usize;
        let rest = &text[line_start..];
        let line_text = rest.split(['\n', '\r']).next().unwrap_or_default();
        let at = (span.start as usize - line_start).min(line_text.len());
        let end = (span.end as usize - line_start).clamp(at, line_text.len());
        let from = back(line_text, at, BEFORE);
        let to = forth(line_text, from, WIDTH.max(BEFORE + 40));
        let mut shown = String::new();
        if from > 0 {
            shown.push('…');
        }
        let start = shown.len() + clean(&line_text[from..at]).len();
        shown += &clean(&line_text[from..to]);
        let len = clean(&line_text[at..end.min(to)]).len();
        if to < line_text.len() {
            shown.push('…');
        }
        Self {
            name: name.to_owned(),
            line: line as usize,
            column: text[line_start..line_start + at].chars().count(),
            label: (start, len),
            text: shown,
        }
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line,
            self.column,
            1,
        )))
    }
}

/// What a terminal would take for a command is shown as a mark instead.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// A word's start at most `count` characters before `at`.
fn back(line: &str, at: usize, count: usize) -> usize {
    let from = line[..at].char_indices().rev().nth(count - 1).map_or(0, |(i, _)| i);
    match line[from..at].find(' ') {
        Some(space) if from > 0 => from + space + 1,
        _ => from,
    }
}

/// A word's end at most `count` characters behind `from`.
fn forth(line: &str, from: usize, count: usize) -> usize {
    match line[from..].char_indices().nth(count) {
        None => line.len(),
        Some((len, _)) => from + line[from..from + len].rfind(' ').filter(|space| *space > count / 2).unwrap_or(len),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, word: &str) -> (String, String, usize, usize) {
        let source = Source::decode(text.as_bytes().to_vec()).unwrap();
        let at = text.find(word).unwrap() as u32;
        let snippet = Snippet::new("x", &source, Span::new(at, at + word.len() as u32));
        let (start, len) = snippet.label;
        let label = snippet.text[start..start + len].to_owned();
        (snippet.text, label, snippet.line, snippet.column)
    }

    #[test]
    fn short_lines_are_whole_and_long_ones_cut_at_words() {
        let (text, label, line, column) = shown("one\n  two três four\n", "três");
        assert_eq!((text.as_str(), label.as_str(), line, column), ("  two três four", "três", 1, 6));
        let long = "word ".repeat(5000) + "partners " + &"tail ".repeat(5000);
        let (text, label, ..) = shown(&long, "partners");
        assert_eq!(label, "partners");
        assert!(text.starts_with("…word ") && text.ends_with(" tail…"), "{text}");
        assert!(text.chars().count() <= WIDTH + 2);
    }

    #[test]
    fn terminal_commands_are_not_passed_on() {
        let (text, ..) = shown("a \u{1b}[31m partners\u{7}", "partners");
        assert_eq!(text, "a \u{FFFD}[31m partners\u{FFFD}");
    }
}
