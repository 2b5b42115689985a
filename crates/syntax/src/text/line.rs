//! What a single line of plain text looks like; nom tells bullets from words.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy, space1};
use nom::combinator::{consumed, opt, verify};
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};

use crate::clean::{self, Cleaned};
use crate::heading;

/// A line without its end and its surrounding space.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Offset of `text` in the source.
    pub(super) start: u32,
    /// Columns of white space before it; a tab counts 4.
    pub(super) indent: usize,
    pub(super) shape: Shape,
}

/// What a line is by its looks alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    /// A row of `=` or `-` below words.
    Underline {
        level: u8,
    },
    /// A row of other marks.
    Rule,
    /// An item, whose words begin behind `marker` bytes.
    Bullet {
        marker: usize,
    },
    Prose,
}

impl Line<'_> {
    /// Whether the line ends as a sentence or the introduction of a list does.
    pub(super) fn ends_sentence(&self) -> bool {
        self.text
            .trim_end_matches(['"', ')', '\''])
            .ends_with(['.', '!', '?', ':', ';'])
    }

    pub(super) fn end_column(&self) -> usize {
        self.indent + self.text.len()
    }
}

/// Cuts text into lines.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines: Vec<Line<'_>> = Vec::new();
    for raw in text.split_inclusive('\n') {
        let words = visible(raw.trim());
        if is_directive(words) {
            start += raw.len();
            continue;
        }
        let skipped = raw.len() - raw.trim_start().len();
        let below = lines.last().is_some_and(|line| line.shape == Shape::Prose);
        lines.push(Line {
            text: words,
            start: (start + if words.is_empty() { 0 } else { skipped }) as u32,
            indent: indent(&raw[..skipped]),
            shape: shape(words, below),
        });
        start += raw.len();
    }
    lines
}

/// The words of a line; none where a reader would see none.
fn visible(words: &str) -> &str {
    let nothing = |piece| matches!(piece, Cleaned::Dropped | Cleaned::Space(_));
    let begins = words.starts_with(|c: char| c.is_ascii_graphic());
    if !begins && clean::pieces(words).all(nothing) {
        return "";
    }
    words
}

/// A line that speaks to clauselint and not to the reader of the policy.
fn is_directive(words: &str) -> bool {
    let rest = words.strip_prefix('#').or_else(|| words.strip_prefix("//"));
    rest.is_some_and(|rest| rest.trim_start().starts_with("clauselint-"))
}

fn indent(space: &str) -> usize {
    space.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn shape(words: &str, below_prose: bool) -> Shape {
    if words.is_empty() {
        return Shape::Blank;
    }
    if words.len() >= 3 && words.chars().all(|c| "=-_*~#".contains(c)) {
        return match words.as_bytes()[0] {
            b'=' if below_prose => Shape::Underline { level: 1 },
            b'-' | b'~' if below_prose => Shape::Underline { level: 2 },
            _ => Shape::Rule,
        };
    }
    match consumed(marker).parse(words) {
        Ok((rest, (marker, ()))) if !rest.is_empty() && !heading::is_numbered_title(words) => {
            Shape::Bullet {
                marker: marker.len(),
            }
        }
        _ => Shape::Prose,
    }
}

/// "- ", "* ", "• ", "(a) ", "a) ", "i. ", "7\. ", "7. ".
fn marker(input: &str) -> IResult<&str, ()> {
    let bullet = (one_of("-*+•◦▪‣·–—●○■►>"), opt(tag("\u{FE0F}")), space1).map(|_| ());
    let bracketed = (delimited(char('('), counter, char(')')), space1).map(|_| ());
    let closed = (terminated(counter, (opt(char('\\')), one_of(".)"))), space1).map(|_| ());
    alt((bullet, bracketed, closed)).parse(input)
}

/// "7", "a", "iv".
fn counter(input: &str) -> IResult<&str, ()> {
    let number = take_while_m_n(1, 3, |c: char| c.is_ascii_digit()).map(|_| ());
    let roman = verify(take_while1(|c| "ivx".contains(c)), |s: &str| s.len() <= 5).map(|_| ());
    let letter = satisfy(|c| c.is_ascii_lowercase()).map(|_| ());
    alt((number, roman, letter)).parse(input)
}

/// Whether every letter is a capital, and there are enough to tell.
pub(super) fn is_upper(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !words.chars().any(char::is_lowercase)
}

/// Whether every longer word begins with a capital.
pub(super) fn is_title_case(words: &str) -> bool {
    words
        .split_whitespace()
        .filter(|word| word.len() > 3)
        .all(|word| word.starts_with(|c: char| !c.is_lowercase()))
}
