//! The comments that suppress findings, as they are written.
//!
//! ```text
//! <!-- clauselint-disable-next-line vague-security, consent-by-use until 2027-01-31 -- agreed with counsel -->
//! <!-- clauselint-disable vague-security -->  ...  <!-- clauselint-enable vague-security -->
//! <!-- clauselint-disable-file missing-do-not-track -- no browser -->
//! # clauselint-disable-file hard-to-read      in plain text; `//` is as good
//! ```

use std::collections::HashSet;

use clauselint_source::Span;
use clauselint_syntax::{Date, Document, Format};
use memchr::memmem;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, multispace0, multispace1};
use nom::combinator::{opt, value};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// What every directive begins with.
const MARK: &str = "clauselint-";

/// A comment that suppresses findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Directive<'s> {
    /// The whole comment, in bytes of the source's text.
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// The rules, groups or packs as written, each with its place.
    pub(crate) names: Vec<(&'s str, Span)>,
    /// The last day on which it holds.
    pub(crate) until: Option<Date>,
    pub(crate) reason: Option<&'s str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    NextLine,
    File,
    Disable,
    Enable,
}

/// A comment that looks like a directive and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// The whole comment.
    pub(crate) span: Span,
    /// From where on it cannot be read.
    pub(crate) at: Span,
}

/// Finds all directives of a file, in order; those that a reader of the policy
/// sees, as in an example of code, are none.
pub(crate) fn find<'s>(
    text: &'s str,
    document: &Document,
) -> Vec<Result<Directive<'s>, Malformed>> {
    let finder = memmem::Finder::new(MARK);
    let Some(_) = finder.find(text.as_bytes()) else {
        return Vec::new();
    };
    let shown = shown(document);
    let mut found = Vec::new();
    let mut from = 0;
    let mut ends = memmem::find_iter(text.as_bytes(), "-->").peekable();
    while let Some(at) = finder.find(&text.as_bytes()[from..]).map(|at| from + at) {
        from = at + MARK.len();
        let comment = match document.format {
            Format::Text => line_comment(text, at),
            Format::Markdown | Format::Html => {
                while ends.next_if(|end| *end < at).is_some() {}
                let end = ends.peek().map(|end| end + "-->".len());
                end.and_then(|end| comment(text, at, end))
            }
        };
        if let Some(span) = comment.filter(|_| !shown.contains(&(at as u32))) {
            let end = match document.format {
                Format::Text => span.end as usize,
                Format::Markdown | Format::Html => span.end as usize - "-->".len(),
            };
            found.push(read(&text[at..end], at, span));
            from = from.max(span.end as usize);
        }
    }
    found
}

/// Where the mark stands in what a reader sees.
fn shown(document: &Document) -> HashSet<u32> {
    if document.format == Format::Text {
        return HashSet::new();
    }
    let places = memmem::find_iter(document.text.as_bytes(), MARK);
    let place = |at: usize| {
        let at = at as u32;
        document.locate(Span::new(at, at + MARK.len() as u32)).start
    };
    places.map(place).collect()
}

/// The comment that begins with the mark.
fn comment(text: &str, mark: usize, end: usize) -> Option<Span> {
    let before = text[..mark].trim_end().strip_suffix("<!--")?;
    Some(Span::new(before.len() as u32, end as u32))
}

/// The line of plain text that begins with `#` or `//` and the mark.
fn line_comment(text: &str, mark: usize) -> Option<Span> {
    let start = text[..mark].rfind('\n').map_or(0, |end| end + 1);
    let before = text[start..mark].trim();
    let end = text[mark..].find('\n').map_or(text.len(), |len| mark + len);
    let end = start + text[start..end].trim_end().len();
    matches!(before, "#" | "//").then(|| Span::new(start as u32, end as u32))
}

/// Reads what stands from the mark on, at `offset`.
fn read<'s>(words: &'s str, offset: usize, span: Span) -> Result<Directive<'s>, Malformed> {
    let place = |part: &str| {
        let start = (part.as_ptr() as usize - words.as_ptr() as usize + offset) as u32;
        Span::new(start, start + part.len() as u32)
    };
    let malformed = |rest: &'s str| Malformed {
        span,
        at: place(rest.trim_end()),
    };
    let (rest, (kind, names, until, reason)) = match directive(words) {
        Ok(read) => read,
        Err(nom::Err::Error(error) | nom::Err::Failure(error)) => {
            return Err(malformed(error.input));
        }
        Err(nom::Err::Incomplete(_)) => return Err(malformed("")),
    };
    if !rest.trim().is_empty() {
        return Err(malformed(rest.trim_start()));
    }
    let until = match until {
        None => None,
        Some(written) => {
            let date = Date::from_iso(written).filter(|date| date.day > 0);
            Some(date.ok_or_else(|| malformed(written))?)
        }
    };
    Ok(Directive {
        span,
        kind,
        names: names.into_iter().map(|name| (name, place(name))).collect(),
        until,
        reason,
    })
}

type Parts<'s> = (Kind, Vec<&'s str>, Option<&'s str>, Option<&'s str>);

fn directive(input: &str) -> IResult<&str, Parts<'_>> {
    let comma = delimited(multispace0, char(','), multispace0);
    let until = preceded(
        (multispace1, tag("until"), multispace1),
        take_while1(is_word),
    );
    let reason = preceded((multispace0, tag("--"), multispace0), nom::combinator::rest);
    (
        preceded(tag(MARK), kind),
        preceded(multispace1, separated_list1(comma, name)),
        opt(until),
        opt(reason.map(str::trim_end)),
    )
        .parse(input)
        .map(|(rest, (kind, names, until, reason))| {
            let reason = reason.filter(|reason| !reason.is_empty());
            (rest, (kind, names, until, reason))
        })
}

fn kind(input: &str) -> IResult<&str, Kind> {
    alt((
        value(Kind::NextLine, tag("disable-next-line")),
        value(Kind::File, tag("disable-file")),
        value(Kind::Disable, tag("disable")),
        value(Kind::Enable, tag("enable")),
    ))
    .parse(input)
}

/// A name of a rule; a double hyphen begins the reason.
fn name(input: &str) -> IResult<&str, &str> {
    let len = input.find("--").unwrap_or(input.len());
    let (_, name) = take_while1(is_word).parse(&input[..len])?;
    Ok((&input[name.len()..], name))
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, in words.
    fn shown_in(text: &str, format: Format) -> Vec<String> {
        let document = clauselint_syntax::parse(text, format);
        let found = find(text, &document).into_iter();
        let shown = found.map(|found| match found {
            Err(malformed) => format!("! {:?}", malformed.at.of(text)),
            Ok(directive) => {
                let names: Vec<&str> = directive.names.iter().map(|(name, _)| *name).collect();
                let until = directive.until.map(|date| format!(" until {date}"));
                let reason = directive.reason.map(|reason| format!(" -- {reason}"));
                for (name, span) in &directive.names {
                    assert_eq!(span.of(text), *name);
                }
                format!(
                    "{:?} {}{}{}",
                    directive.kind,
                    names.join("+"),
                    until.unwrap_or_default(),
                    reason.unwrap_or_default()
                )
            }
        });
        shown.collect()
    }

    #[test]
    fn all_forms() {
        let text = "<!-- clauselint-disable-next-line a-b, c until 2027-01-31 -- agreed -- with counsel -->\n\
            x\n<!--clauselint-disable a-->\n<!-- clauselint-enable a -->\n\
            <!-- clauselint-disable-file all\n -- two\n lines -->\n";
        assert_eq!(
            shown_in(text, Format::Markdown),
            [
                "NextLine a-b+c until 2027-01-31 -- agreed -- with counsel",
                "Disable a",
                "Enable a",
                "File all -- two\n lines"
            ]
        );
        assert_eq!(
            shown_in(
                "# clauselint-disable a -- why\r\n  // clauselint-enable a\nsee clauselint-disable b\n",
                Format::Text
            ),
            ["Disable a -- why", "Enable a"]
        );
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let text = "<!-- clauselint-disable -->\n<!-- clauselint-disable a b -->\n\
            <!-- clauselint-disbale a -->\n<!-- clauselint-disable a until soon -->\n";
        assert_eq!(
            shown_in(text, Format::Markdown),
            ["! \"\"", "! \"b\"", "! \"disbale a\"", "! \"soon\""]
        );
    }

    #[test]
    fn what_a_reader_sees_is_no_directive() {
        let text = "Write `<!-- clauselint-disable a -->` there:\n\n```\n<!-- clauselint-disable b -->\n```\n\
            \n<!-- not clauselint-disable c -->\n\n<!-- clauselint-disable d -->\n";
        assert_eq!(shown_in(text, Format::Markdown), ["Disable d"]);
    }
}
