//! Ends of lines.

use std::borrow::Cow;

/// The text with a line feed in place of each carriage return that ends a line
/// alone: CommonMark and HTML know three ends of lines, all readers here then
/// two. Every byte keeps its place.
///
/// `\r\r\n`, of files that were converted twice, stays the one end that it was.
pub(crate) fn without_lone_returns(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |at: &usize| !matches!(bytes[at + 1..], [b'\n', ..] | [b'\r', b'\n', ..]);
    let mut lone = memchr::memchr_iter(b'\r', bytes).filter(lone).peekable();
    if lone.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let (mut fed, mut from) = (String::with_capacity(text.len()), 0);
    for at in lone {
        fed.push_str(&text[from..at]);
        fed.push('\n');
        from = at + 1;
    }
    fed.push_str(&text[from..]);
    Cow::Owned(fed)
}

/// The beginning of a text: `most` bytes without the `\r` of its line ends, so
/// that it reaches as far whatever they are.
pub(crate) fn sample(text: &str, most: usize) -> &str {
    let bytes = text.bytes().enumerate();
    let end = bytes.filter(|(_, byte)| *byte != b'\r').nth(most);
    &text[..text.floor_char_boundary(end.map_or(text.len(), |(at, _)| at))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returns_that_end_lines_alone_are_line_feeds() {
        for (text, expected) in [
            ("é\rb\r\rc\r", "é\nb\n\nc\n"),
            ("a\r\n\r\nb\r\r\nc\n\r", "a\r\n\r\nb\r\r\nc\n\n"),
            (
                "a\u{b}b\u{c}c\u{85}d\u{2028}e\n",
                "a\u{b}b\u{c}c\u{85}d\u{2028}e\n",
            ),
        ] {
            assert_eq!(without_lone_returns(text), expected, "{text:?}");
        }
    }

    #[test]
    fn samples_reach_as_far_whatever_ends_lines() {
        assert_eq!(sample("ab\ncd\nef", 5), "ab\ncd");
        assert_eq!(sample("ab\r\ncd\r\nef", 5), "ab\r\ncd\r");
        assert_eq!(sample("aé", 2), "a");
        assert_eq!(sample("ab", 2), "ab");
    }
}
