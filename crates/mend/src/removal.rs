//! Paragraphs that go.

use clauselint_rule::Edit;
use clauselint_source::Span;
use clauselint_syntax::{BlockId, BlockKind, ElementKind, Format};

use crate::Mender;
use crate::clause::lines;

/// A paragraph goes with the blank line behind it, and only where it fills
/// lines or an element of its own; one that a list belongs to, that links may
/// lead to or that holds a comment stays.
pub(crate) fn edit(mender: &Mender<'_>, id: BlockId) -> Option<Edit> {
    let document = mender.document;
    let block = &document.blocks[id as usize];
    let leads = document.blocks.get(id as usize + 1..)?.first();
    if block.kind != BlockKind::Paragraph
        || block.quoted
        || leads.is_some_and(|next| next.lead == Some(id))
    {
        return None;
    }
    let (place, _) = mender.raw(block.span);
    let span = match document.format {
        Format::Html => element(mender, place)?,
        Format::Markdown | Format::Text => own_lines(mender, place)?,
    };
    let raw = span.of(mender.source).to_ascii_lowercase();
    let kept = ["<!--", " id=", " name=", "[^"];
    (!kept.iter().any(|kept| raw.contains(kept))).then_some(Edit {
        span,
        text: String::new(),
    })
}

fn own_lines(mender: &Mender<'_>, place: Span) -> Option<Span> {
    let source = mender.source;
    let start = lines::start(source, place.start);
    let end = lines::end(source, place.end);
    let marks = |text: &str| text.chars().all(|c| " \t*_".contains(c));
    let alone = marks(Span::new(start, place.start).of(source))
        && marks(Span::new(place.end, end).of(source).trim_end())
        && lines::is_blank_before(source, start)
        && lines::is_blank_behind(source, end);
    let text = Span::new(start, end);
    let behind = lines::blank_end(source, end);
    match () {
        () if !alone => None,
        // At the end of the file its last line end stays as it is.
        () if behind as usize == source.len() => {
            let before = &source[..start as usize];
            Some(Span::new(before.trim_end().len() as u32, text.end))
        }
        () => Some(Span::new(start, behind)),
    }
}

fn element(mender: &Mender<'_>, place: Span) -> Option<Span> {
    let source = mender.source;
    let mut elements = mender.elements().iter().rev();
    let element = elements
        .find(|element| element.kind == ElementKind::Paragraph && element.outer.contains(place))?;
    let before = Span::new(element.start.end, place.start).of(source);
    let after = Span::new(place.end, element.outer.end).of(source);
    let bare = |text: &str| {
        let mut tag = false;
        text.chars().all(|c| {
            let was = tag;
            tag = c == '<' || (tag && c != '>');
            was || tag || c.is_whitespace()
        })
    };
    let closed = after.trim_end().to_ascii_lowercase().ends_with("</p>");
    if !closed || !bare(before) || !bare(after) {
        return None;
    }
    // With its line, where it has one.
    let start = lines::start(source, element.outer.start);
    let indent = Span::new(start, element.outer.start).of(source);
    let end = lines::end(source, element.outer.end);
    let rest = Span::new(element.outer.end, end).of(source);
    let own = indent.trim().is_empty() && rest.trim().is_empty();
    Some(match own {
        true => Span::new(start, lines::next(source, end)),
        false => element.outer,
    })
}
