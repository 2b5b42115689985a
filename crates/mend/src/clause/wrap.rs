//! Paragraphs in lines as long as the document's own.

use clauselint_syntax::BlockKind;

use super::lines;
use crate::Mender;

/// A text that holds longer lines is not broken into lines by hand.
const LONGEST: usize = 120;

/// The length of the longest line in paragraphs of several lines; none where
/// paragraphs stand on one line each.
pub(crate) fn width(mender: &Mender<'_>) -> Option<usize> {
    let blocks = mender.document.blocks.iter();
    let prose = blocks.filter(|block| block.kind == BlockKind::Paragraph);
    let mut longest = 0;
    let mut wrapped = false;
    for block in prose {
        let (place, raw) = mender.raw(block.span);
        let first = lines::line(mender.source, place.start).chars().count();
        let more = raw.lines().skip(1).map(|line| line.chars().count());
        wrapped |= raw.contains('\n');
        longest = more.chain([first, longest]).max().unwrap_or(longest);
        if longest > LONGEST {
            return None;
        }
    }
    wrapped.then_some(longest.max(40))
}

/// `text` in lines of at most `width` characters, each behind `indent`.
pub(crate) fn wrap(text: &str, width: Option<usize>, indent: &str, newline: &str) -> String {
    let Some(width) = width else {
        return format!("{indent}{}", text.replace('\n', newline));
    };
    let mut wrapped = indent.to_owned();
    let mut column = indent.chars().count();
    for (at, unit) in units(text).iter().enumerate() {
        let len = unit.chars().count();
        if at > 0 && column + 1 + len > width {
            wrapped = wrapped + newline + indent;
            column = indent.chars().count();
        } else if at > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(unit);
        column += len;
    }
    wrapped
}

/// Words; those that no line can begin with stay with the word before.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match units.last_mut().filter(|_| is_mark(word)) {
            Some(last) => *last = format!("{last} {word}"),
            None => units.push(word.to_owned()),
        }
    }
    units
}

/// Whether a word at the head of a line would begin something.
fn is_mark(word: &str) -> bool {
    let first = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.starts_with(['#', '>', '-', '+', '*', '=', '|', '(', '[']) || first.starts_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn no_line_begins_with_a_mark() {
        let text = "Go to Settings > Account and press 1. twice";
        assert_eq!(
            wrap(text, Some(14), "", "\n"),
            "Go to\nSettings >\nAccount and\npress 1. twice"
        );
        assert_eq!(wrap("a b", Some(40), "  ", "\r\n"), "  a b");
        assert_eq!(
            wrap("kept for [insert a period], at most", Some(12), "", "\n"),
            "kept\nfor [insert\na period],\nat most"
        );
    }
}
