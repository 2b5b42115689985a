//! The comments that suppress findings, as they are written.
//!
//! ```text
//! <!-- clauselint-disable-next-line vague-security, consent-by-use until 2027-01-31 -- agreed with counsel -->
//! <!-- clauselint-disable vague-security -->  ...  <!-- clauselint-enable vague-security -->
//! <!-- clauselint-disable-file missing-do-not-track -- no browser -->
//! # clauselint-disable-file hard-to-read      in plain text; `//` is as good
//! ```

use std::cell::LazyCell;

use clauselint_source::Span;
use clauselint_syntax::{Date, Document, Format};
use memchr::memmem;

use super::words::{self, Fault};

/// What every directive begins with.
const MARK: &str = "clauselint";

/// A comment that suppresses findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Directive<'s> {
    /// The whole comment, in bytes of the source's text.
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// The rules, groups or packs as written, each with its place.
    pub(crate) names: Vec<(&'s str, Span)>,
    /// The last day on which it holds, with its place.
    pub(crate) until: Option<(Date, Span)>,
    pub(crate) reason: Option<&'s str>,
}

impl Directive<'_> {
    /// Whether its last day is past; where nobody knows the day it holds.
    pub(crate) fn is_past(&self, today: Option<Date>) -> bool {
        let days = self.until.zip(today);
        days.is_some_and(|((until, _), today)| until < today)
    }
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
    /// The word that is wrong, or behind which something is missing.
    pub(crate) at: Span,
    pub(crate) fault: Fault,
}

/// Finds all directives of a file, in order. What looks like a comment and is
/// none, as in an example of code or within a tag, is no directive.
pub(crate) fn find<'s>(
    text: &'s str,
    document: &Document,
) -> Vec<Result<Directive<'s>, Malformed>> {
    let finder = memmem::Finder::new(MARK);
    let mut found = Vec::new();
    let mut from = 0;
    let mut ends = memmem::find_iter(text.as_bytes(), "-->").peekable();
    // Few files have directives: only those are parsed again for comments.
    let comments = LazyCell::new(|| clauselint_syntax::comments(text, document.format));
    while let Some(at) = finder.find(&text.as_bytes()[from..]).map(|at| from + at) {
        from = at + MARK.len();
        let comment = match document.format {
            Format::Text => line_comment(text, at),
            Format::Markdown | Format::Html => {
                while ends.next_if(|end| *end < at).is_some() {}
                let end = ends.peek().map(|end| end + "-->".len());
                let comment = end.and_then(|end| comment(text, at, end));
                comment.filter(|span| comments.binary_search(&span.start).is_ok())
            }
        };
        if let Some(span) = comment {
            let end = match document.format {
                Format::Text => span.end as usize,
                Format::Markdown | Format::Html => span.end as usize - "-->".len(),
            };
            if words::is_meant(&text[at..end]) {
                found.push(read(&text[at..end], at, span));
                from = from.max(span.end as usize);
            }
        }
    }
    found
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
fn read(words: &str, offset: usize, span: Span) -> Result<Directive<'_>, Malformed> {
    let place = |part: &str| {
        let start = (part.as_ptr() as usize - words.as_ptr() as usize + offset) as u32;
        Span::new(start, start + part.len() as u32)
    };
    let read = words::read(words).map_err(|(at, fault)| Malformed {
        at: place(at),
        fault,
    })?;
    Ok(Directive {
        span,
        kind: read.kind,
        names: { read.names.into_iter() }
            .map(|name| (name, place(name)))
            .collect(),
        until: read.until.map(|(date, written)| (date, place(written))),
        reason: read.reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, in words.
    fn shown_in(text: &str, format: Format) -> Vec<String> {
        let document = clauselint_syntax::parse(text, format);
        let found = find(text, &document).into_iter();
        let shown = found.map(|found| match found {
            Err(malformed) => format!("{:?} {:?}", malformed.fault, malformed.at.of(text)),
            Ok(directive) => {
                let names: Vec<&str> = directive.names.iter().map(|(name, _)| *name).collect();
                let until = directive.until.map(|(date, _)| format!(" until {date}"));
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
    fn what_cannot_be_read_is_told_at_its_word() {
        for (words, told) in [
            ("-disable", r#"NoName "clauselint-disable""#),
            ("-disable -- why", r#"NoName "clauselint-disable""#),
            (
                "-disable until 2027-01-31",
                r#"NoName "clauselint-disable""#,
            ),
            ("-disable a b", r#"Stray "b""#),
            ("-disable a, -- why", r#"NoNameBehind ",""#),
            ("-disable a,, b", r#"NoNameBehind ",""#),
            ("-disbale a", r#"Directive "clauselint-disbale""#),
            ("-disable: a", r#"Directive "clauselint-disable:""#),
            (" disable a", r#"Directive "clauselint disable""#),
            (":disable a", r#"Directive "clauselint:disable""#),
            ("-disable a until soon", r#"Date "soon""#),
            ("-disable a until 31.01.2027 -- why", r#"Date "31.01.2027""#),
            ("-disable a until 2027-13-30", r#"Date "2027-13-30""#),
            ("-disable a until -- why", r#"NoDate "until""#),
            ("-disable a until 2027-01-31 because", r#"Stray "because""#),
            ("-disable a (why)", r#"Stray "(why)""#),
            ("-disable a/b", r#"Stray "/b""#),
        ] {
            let text = format!("<!-- clauselint{words} -->\n");
            assert_eq!(shown_in(&text, Format::Markdown), [told], "{words}");
        }
        let told = "<!-- clauselint is a linter --> <!-- clauselint -->\n";
        assert!(shown_in(told, Format::Markdown).is_empty());
    }

    #[test]
    fn what_a_reader_sees_is_no_directive() {
        let text = "Write `<!-- clauselint-disable a -->` there:\n\n```\n<!-- clauselint-disable b -->\n```\n\
            \n<!-- not clauselint-disable c -->\n\n<!-- clauselint-disable d -->\n";
        assert_eq!(shown_in(text, Format::Markdown), ["Disable d"]);
    }

    #[test]
    fn what_is_no_comment_is_no_directive() {
        let comment = "<!-- clauselint-disable a -->";
        let none = [
            (format!("<p title='{comment}'>Hi</p>"), Format::Html),
            (
                format!("<script>var a = '{comment}';</script>"),
                Format::Html,
            ),
            (format!("<textarea>{comment}</textarea>"), Format::Html),
            (format!("<style>{comment}</style>"), Format::Html),
            (format!("[x](/u '{comment}')\n"), Format::Markdown),
            (format!("[x]\n\n[x]: /u '{comment}'\n"), Format::Markdown),
            (
                format!("A <a title=\"{comment}\">x</a>\n"),
                Format::Markdown,
            ),
            (format!("<p title='{comment}'>x</p>\n"), Format::Markdown),
            (
                format!("<script>\n\n'{comment}'\n</script>\n"),
                Format::Markdown,
            ),
        ];
        for (text, format) in none {
            assert!(shown_in(&text, format).is_empty(), "{text}");
            // What stands behind it is.
            let text = format!("{text}\n\n{}", comment.replace(" a ", " b "));
            assert_eq!(shown_in(&text, format), ["Disable b"], "{text}");
        }
        for text in [
            format!("---\ntitle: x\n---\n\n> - text {comment}\n"),
            format!("> - text\n>\n>   {comment}\n"),
            format!("| x |\n|---|\n| y {comment} |\n"),
            format!("<div>\n<p>é</p>{comment}\n</div>\n"),
            format!("Ä\r\r{comment}\r"),
        ] {
            assert_eq!(shown_in(&text, Format::Markdown), ["Disable a"], "{text}");
        }
        for text in [
            format!("<!DOCTYPE html><p>é</p>{comment}<p>x"),
            format!("<p title=\"x>b {comment}"),
            format!("<![if !a]>{comment}"),
        ] {
            assert_eq!(shown_in(&text, Format::Html), ["Disable a"], "{text}");
        }
    }
}
