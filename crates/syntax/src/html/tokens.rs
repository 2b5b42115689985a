//! Source text to tags and runs of text, by html5gum.
//!
//! Text is not taken from the tokenizer's own text tokens, whose values are
//! decoded copies: whatever stands between two tags is text, as it is written.

use clauselint_source::Span;
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span as Range, Tokenizer};

use super::elements::{Kind, Tag};
use super::marks::Marks;
use crate::document::SCRIPTED;

/// How often reading is taken up again behind a tag that never ends.
const MAX_RUNS: usize = 8;

/// A piece of a page, in the order of the source.
#[derive(Debug)]
pub(super) enum Token {
    Text(Span),
    Start(Start),
    End { tag: Tag, span: Span },
}

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct Start {
    pub(super) tag: Tag,
    pub(super) span: Span,
    /// Ends in `/>`, which counts only for elements that HTML does not know.
    pub(super) closed: bool,
    pub(super) marks: Marks,
    pub(super) href: Option<String>,
    /// Its id and, of a link, its name.
    pub(super) anchors: Vec<String>,
    /// Whether a script may listen to it.
    pub(super) scripted: bool,
}

/// Cuts `text` into tokens; comments and doctypes are left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    cut(text, &mut all, &mut Vec::new());
    all
}

fn cut(text: &str, all: &mut Vec<Token>, others: &mut Vec<u32>) {
    let mut at = run(text, 0, true, all, others);
    // What an unclosed quote, `<title>` or `<textarea>` has swallowed is read
    // again without them: a browser would lose it, a linter must not.
    for _ in 1..MAX_RUNS {
        let Some(from) = at else { break };
        at = run(text, from, false, all, others);
    }
}

/// Where comments begin, in order.
pub(super) fn comments(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    cut(text, &mut Vec::new(), &mut found);
    // What some other thing in angle brackets is read as is no comment to an author.
    found.retain(|at| text[*at as usize..].starts_with("<!--"));
    found
}

/// Reads from `from` to the end. Returns where to go on if the end lies
/// inside a tag or an element whose content is not markup. Comments and
/// doctypes go to `others`.
fn run(
    text: &str,
    from: usize,
    raw_states: bool,
    all: &mut Vec<Token>,
    others: &mut Vec<u32>,
) -> Option<usize> {
    let mut emitter = CallbackEmitter::new(Collector::at(from));
    emitter.naively_switch_states(raw_states);
    let mut end = from;
    for markup in Tokenizer::new_with_emitter(&text[from..], Tags(emitter)) {
        let Ok(markup) = markup;
        let span = markup.span();
        push_text(text, end, span.start as usize, all);
        end = span.end as usize;
        match markup {
            Markup::Start(start) => all.push(Token::Start(start)),
            Markup::End(tag, span) => all.push(Token::End { tag, span }),
            Markup::Other(span) => others.push(span.start),
        }
    }
    rest(text, end, raw_states, all)
}

/// What follows the last tag: text, unless there is a tag in it.
fn rest(text: &str, end: usize, raw_states: bool, all: &mut Vec<Token>) -> Option<usize> {
    let Some(tag) = text.get(end..).and_then(tag_start) else {
        push_text(text, end, text.len(), all);
        return None;
    };
    let raw = matches!(all.last(), Some(Token::Start(start)) if is_raw(start.tag));
    if raw_states && raw {
        return Some(end);
    }
    push_text(text, end, end + tag, all);
    let close = text[end + tag..].find('>')?;
    Some(end + tag + close + 1)
}

fn is_raw(tag: Tag) -> bool {
    matches!(tag.kind(), Kind::Hidden | Kind::Title | Kind::Preformatted)
}

/// Offset of the first `<` that a tag's name follows.
fn tag_start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    memchr::memchr_iter(b'<', bytes)
        .find(|&at| letter(at + 1) || (bytes.get(at + 1) == Some(&b'/') && letter(at + 2)))
}

fn push_text(text: &str, from: usize, to: usize, all: &mut Vec<Token>) {
    if from < to && text.is_char_boundary(from) && text.is_char_boundary(to) {
        all.push(Token::Text(Span::new(from as u32, to as u32)));
    }
}

/// Tags alone: text is neither copied nor looked at for faults.
struct Tags(CallbackEmitter<Collector, Markup, usize>);

impl ForwardingEmitter for Tags {
    type Token = Markup;

    fn inner(&mut self) -> &mut impl Emitter<Token = Markup> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn emit_string(&mut self, _: &[u8]) {}
}

/// What the tokenizer hands over.
enum Markup {
    Start(Start),
    End(Tag, Span),
    Other(Span),
}

impl Markup {
    const fn span(&self) -> Span {
        match self {
            Self::Start(start) => start.span,
            Self::End(_, span) | Self::Other(span) => *span,
        }
    }
}

/// Gathers the events of one start tag; attributes are judged as they pass.
struct Collector {
    base: usize,
    start: Start,
    attribute: Attribute,
}

#[derive(Clone, Copy, Default)]
enum Attribute {
    Id,
    /// `name`, of a link what `id` is.
    LinkName,
    Class,
    Href,
    Style,
    Role,
    Level,
    AriaHidden,
    #[default]
    Other,
}

impl Collector {
    fn at(base: usize) -> Self {
        Self {
            base,
            start: Start::default(),
            attribute: Attribute::default(),
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(
            (self.base + range.start) as u32,
            (self.base + range.end) as u32,
        )
    }

    fn name(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"id" => Attribute::Id,
            b"name" if self.start.tag == Tag::A => Attribute::LinkName,
            b"class" => Attribute::Class,
            b"href" => Attribute::Href,
            b"style" => Attribute::Style,
            b"role" => Attribute::Role,
            b"aria-level" => Attribute::Level,
            b"aria-hidden" => Attribute::AriaHidden,
            b"hidden" => {
                self.start.marks.hidden = true;
                Attribute::Other
            }
            _ => Attribute::Other,
        };
        self.start.scripted |= matches!(name, b"id" | b"role")
            || [&b"on"[..], b"data-", b"@", b":"]
                .iter()
                .any(|start| name.starts_with(start));
    }

    fn value(&mut self, value: &[u8]) {
        let marks = &mut self.start.marks;
        let Ok(value) = str::from_utf8(value) else {
            return;
        };
        match self.attribute {
            Attribute::Id | Attribute::LinkName => {
                if matches!(self.attribute, Attribute::Id) {
                    marks.name(value);
                }
                self.start.anchors.push(value.trim().to_owned());
            }
            Attribute::Class => marks.name(value),
            Attribute::Href => {
                self.start
                    .href
                    .get_or_insert_with(|| value.trim().to_owned());
            }
            Attribute::Style => marks.style(value),
            Attribute::Role => marks.role(value),
            Attribute::Level => marks.level = value.trim().parse().unwrap_or(0),
            Attribute::AriaHidden => marks.hidden |= value.trim().eq_ignore_ascii_case("true"),
            Attribute::Other => {}
        }
    }
}

impl Callback<Markup, usize> for Collector {
    fn handle_event(&mut self, event: CallbackEvent<'_>, range: Range<usize>) -> Option<Markup> {
        let span = self.span(range);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let tag = Tag::of(name);
                self.start = Start {
                    tag,
                    span,
                    ..Start::default()
                };
                None
            }
            CallbackEvent::AttributeName { name } => {
                self.name(name);
                None
            }
            CallbackEvent::AttributeValue { value } => {
                self.value(value);
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut start = std::mem::take(&mut self.start);
                start.span.end = span.end;
                start.closed = self_closing;
                let nowhere = start.href.as_deref().is_some_and(leads_nowhere);
                if start.scripted && nowhere {
                    start.href = Some(SCRIPTED.to_owned());
                }
                Some(Markup::Start(start))
            }
            CallbackEvent::EndTag { name } => Some(Markup::End(Tag::of(name), span)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                Some(Markup::Other(span))
            }
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => None,
        }
    }
}

/// Whether a link has no target of its own.
fn leads_nowhere(href: &str) -> bool {
    matches!(href, "" | "#") || href.starts_with("javascript:")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text as `'..'`, tags as they stand in the source.
    fn cut(text: &str) -> String {
        let mut dump = String::new();
        for token in tokens(text) {
            match token {
                Token::Text(span) => dump.push_str(&format!("'{}'", span.of(text))),
                Token::Start(Start { span, .. }) | Token::End { span, .. } => {
                    dump.push_str(span.of(text));
                }
            }
        }
        dump
    }

    #[test]
    fn spans_hold_through_wide_characters_and_carriage_returns() {
        assert_eq!(
            cut("<p class='größe'>Ä\r\nb\r</p >\r\n<BR/>„x“ 😀\r\n<i\r\n id=ü>\r\nz</i>é"),
            "<p class='größe'>'Ä\r\nb\r'</p >'\r\n'<BR/>'„x“ 😀\r\n'<i\r\n id=ü>'\r\nz'</i>'é'"
        );
    }

    #[test]
    fn comments_doctypes_and_lonely_brackets_are_no_tags() {
        assert_eq!(
            cut(
                "\u{feff}<!DOCTYPE html>\r\n<!-- <p>é\r\n--><?php x ?><![if !a]>a < b <3 &lt; </ x>c<p>"
            ),
            "'\u{feff}''\r\n''a < b <3 &lt; ''c'<p>"
        );
    }

    #[test]
    fn scripts_and_titles_hold_no_tags() {
        assert_eq!(
            cut("<script>if (a<b) <p></script><title>a <b></title><p>x"),
            "<script>'if (a<b) <p>'</script><title>'a <b>'</title><p>'x'"
        );
    }

    #[test]
    fn what_an_unclosed_quote_or_title_swallows_is_read_again() {
        assert_eq!(cut("a<p title=\"x>b <i>c"), "'a''b '<i>'c'");
        assert_eq!(
            cut("<title>Acme<body><p>Text"),
            "<title>'Acme'<body><p>'Text'"
        );
        assert_eq!(cut("<p>ends <b"), "<p>'ends '");
    }
}
