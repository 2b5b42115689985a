//! Clauses in Markdown and plain text: headings and paragraphs are lines.

use clauselint_rule::{Clause, Edit, Setting};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Format, SectionId};

use super::heading::{Shape, nameless};
use super::lines;
use super::order::{Order, order};
use super::wrap::{width, wrap};
use crate::Mender;

/// Lines that belong to a heading: those above and below it that underline it.
struct HeadingLines {
    /// All of them, the last one's line end left out.
    all: Span,
    /// The heading's own.
    own: Span,
}

pub(crate) fn edit(mender: &Mender<'_>, clause: &Clause) -> Option<Vec<Edit>> {
    let newline = mender.newline();
    match clause.setting {
        Setting::Within(section) => {
            let text = paragraph(mender, clause, Some(section));
            let text = format!("{newline}{newline}{text}");
            put_behind(mender, section_end(mender, section)?, text).map(|edit| vec![edit])
        }
        Setting::Top => top(mender, clause).map(|edit| vec![edit]),
        Setting::Own => own(mender, clause),
    }
}

fn own(mender: &Mender<'_>, clause: &Clause) -> Option<Vec<Edit>> {
    let newline = mender.newline();
    let line = |id| heading_lines(mender, id).map(|lines| lines.own);
    let order = order(mender, clause, line);
    let body = paragraph(mender, clause, order.fellows.last().copied());
    let (text, gap) = match heading(mender, clause, &order) {
        Some((heading, above, below)) => {
            (heading + &newline.repeat(below + 1) + &body, above.max(1))
        }
        None => (body, 1),
    };
    let section = match order.before {
        Some(before) => {
            let at = with_anchors(mender.source, heading_lines(mender, before)?.all.start);
            Edit {
                span: Span::new(at, at),
                text: text + &newline.repeat(gap + 1),
            }
        }
        None => put_behind(mender, text_end(mender), newline.repeat(gap + 1) + &text)?,
    };
    Some([vec![section], order.renumbered].concat())
}

/// Where the text ends, but for a line on who may copy it.
fn text_end(mender: &Mender<'_>) -> u32 {
    let blocks = mender.document.blocks.iter().rev();
    let starts = blocks.map(|block| mender.raw(block.span).0.start);
    let is_foot = |start: &u32| {
        let line = lines::line(mender.source, *start)
            .trim_start()
            .to_lowercase();
        let signs = ["(c) ", "\u{A9}", "&copy;", "copyright "];
        signs.iter().any(|sign| line.starts_with(sign))
    };
    let start = starts.take_while(is_foot).last();
    let own = |start: u32| {
        let line = lines::start(mender.source, start);
        lines::is_blank_before(mender.source, line).then_some(line)
    };
    let text = &mender.source[..start
        .and_then(own)
        .map_or(mender.source.len(), |at| at as usize)];
    text.trim_end().len() as u32
}

/// Text behind the end of a line, parted from what follows.
fn put_behind(mender: &Mender<'_>, at: u32, text: String) -> Option<Edit> {
    let parted = lines::is_blank_behind(mender.source, at);
    Some(Edit {
        span: Span::new(at, at),
        text: if parted {
            text
        } else {
            text + mender.newline()
        },
    })
}

fn top(mender: &Mender<'_>, clause: &Clause) -> Option<Edit> {
    let newline = mender.newline();
    let text = wrap(&clause.text, width(mender), "", newline);
    match title_lines(mender) {
        Some(title) => put_behind(mender, title.all.end, format!("{newline}{newline}{text}")),
        None => {
            let mut blocks = mender.document.blocks.iter();
            let first = blocks.find(|block| block.kind != BlockKind::Meta)?;
            let at = lines::start(mender.source, mender.raw(first.span).0.start);
            Some(Edit {
                span: Span::new(at, at),
                text: text + newline + newline,
            })
        }
    }
}

/// The title with the lines of headings that directly follow it.
fn title_lines(mender: &Mender<'_>) -> Option<HeadingLines> {
    let mut id = mender.document.title()?;
    let mut title = heading_lines(mender, id)?;
    while (id as usize) + 1 < mender.document.sections.len() {
        id += 1;
        let next = heading_lines(mender, id)?;
        let below = lines::below(mender.source, title.all.end);
        if below.is_none_or(|(start, _)| start != next.all.start) {
            break;
        }
        title = next;
    }
    Some(title)
}

/// The clause's sentences as the section's own paragraphs stand.
fn paragraph(mender: &Mender<'_>, clause: &Clause, like: Option<SectionId>) -> String {
    let blocks = like.map_or(&[][..], |section| mender.document.own_blocks(section));
    let mut prose = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph);
    let indent = prose.next_back().map_or("", |block| {
        let (place, _) = mender.raw(block.span);
        let start = lines::start(mender.source, place.start);
        Span::new(start, place.start).of(mender.source)
    });
    let indent = if indent.trim().is_empty() { indent } else { "" };
    wrap(&clause.text, width(mender), indent, mender.newline())
}

/// The heading's lines, and how many blank ones stand above and below those of
/// its fellows; none where the document has no headings.
fn heading(mender: &Mender<'_>, clause: &Clause, order: &Order) -> Option<(String, usize, usize)> {
    let number = order.number.as_deref();
    let mut examples = order.examples();
    let made = examples.find_map(|id| {
        let example = heading_lines(mender, id)?;
        let shape = Shape::of(mender, id, example.own)?;
        Some((example, shape.with(&clause.heading, number)))
    });
    if let Some((example, line)) = made {
        let above = blank_above(
            mender.source,
            with_anchors(mender.source, example.all.start),
        );
        let below = blank_below(mender.source, example.all.end);
        return Some((like(mender, &example, &line), above, below));
    }
    let title = mender.document.title()?;
    let level = usize::from(mender.document.sections[title as usize].level) + 1;
    let marked = mender.document.sections[title as usize].marked;
    (mender.document.format == Format::Markdown && marked)
        .then(|| (format!("{} {}", "#".repeat(level), clause.heading), 1, 1))
}

/// A heading's line with lines above and below as the example has them.
fn like(mender: &Mender<'_>, example: &HeadingLines, line: &str) -> String {
    let newline = mender.newline();
    let old = lines::line(mender.source, example.own.start)
        .trim()
        .chars()
        .count();
    let new = line.trim().chars().count();
    let ruled = |rule: &str| -> String {
        let rule = nameless(rule);
        let first = rule.trim_start().chars().next().unwrap_or('-');
        let len = rule.trim().chars().count();
        // A rule as long as its heading goes with the heading's length.
        let len = if len.abs_diff(old) <= 1 { new } else { len };
        first.to_string().repeat(len)
    };
    let above = Span::new(example.all.start, example.own.start).of(mender.source);
    let below = Span::new(example.own.end, example.all.end).of(mender.source);
    let mut text = String::new();
    if !above.trim().is_empty() {
        text = ruled(above) + newline;
    }
    text += line;
    if !below.trim().is_empty() {
        text = text + newline + &ruled(below);
    }
    text
}

fn heading_lines(mender: &Mender<'_>, id: SectionId) -> Option<HeadingLines> {
    let source = mender.source;
    let (place, raw) = mender.raw(mender.document.heading_span(id)?);
    if raw.contains('\n') {
        return None;
    }
    let own = Span::new(
        lines::start(source, place.start),
        lines::end(source, place.end),
    );
    let mut all = own;
    if let Some((start, line)) = lines::below(source, own.end)
        && is_rule(line)
    {
        all.end = start + line.len() as u32;
        let above = lines::above(source, own.start);
        if let Some((start, _)) = above.filter(|(_, above)| above.trim_end() == line.trim_end()) {
            all.start = start;
        }
    }
    Some(HeadingLines { all, own })
}

/// Whether a line underlines the one above.
fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    let first = line.chars().next();
    line.len() >= 2
        && first.is_some_and(|first| "=-~*_#".contains(first) && line.chars().all(|c| c == first))
}

/// Where the lines begin that give a heading its name or say something of it.
fn with_anchors(source: &str, start: u32) -> u32 {
    let mut at = start;
    let mut from = start;
    while let Some((above, line)) = lines::above(source, from) {
        let line = line.trim();
        let names = line.starts_with("<a ") && line.ends_with("</a>");
        let speaks = line.starts_with("<!--") && line.ends_with("-->") && from == at;
        if names || speaks {
            at = above;
        } else if !line.is_empty() || from < at {
            break;
        }
        from = above;
    }
    at
}

fn blank_above(source: &str, start: u32) -> usize {
    let mut count = 0;
    let mut at = start;
    while let Some((above, line)) = lines::above(source, at) {
        if !line.trim().is_empty() {
            break;
        }
        (at, count) = (above, count + 1);
    }
    count
}

fn blank_below(source: &str, end: u32) -> usize {
    let mut count = 0;
    let mut at = end;
    while let Some((start, line)) = lines::below(source, at) {
        if !line.trim().is_empty() {
            break;
        }
        (at, count) = (lines::end(source, start), count + 1);
    }
    count
}

/// Where what a section says itself ends: before the first heading behind it.
fn section_end(mender: &Mender<'_>, section: SectionId) -> Option<u32> {
    let source = mender.source;
    let blocks = mender.document.own_blocks(section);
    let last = blocks
        .iter()
        .rev()
        .find(|block| block.kind != BlockKind::Noise)?;
    if last.kind == BlockKind::Heading {
        return Some(heading_lines(mender, section)?.all.end);
    }
    let (place, _) = mender.raw(last.span);
    let end = lines::end(source, place.end);
    let fence = lines::below(source, end).filter(|(_, line)| {
        let line = line.trim_start();
        last.kind == BlockKind::Code && (line.starts_with("```") || line.starts_with("~~~"))
    });
    Some(fence.map_or(end, |(start, line)| start + line.len() as u32))
}
