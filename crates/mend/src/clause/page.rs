//! Clauses in HTML: headings and paragraphs are elements.

use clauselint_rule::{Clause, Edit, Setting};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Element, ElementKind, SectionId};

use super::heading::{Shape, nameless};
use super::lines;
use super::order::{Order, order};
use crate::Mender;

/// Elements by their place in [`Mender::elements`].
type ElementId = usize;

pub(crate) fn edit(mender: &Mender<'_>, clause: &Clause) -> Option<Vec<Edit>> {
    match clause.setting {
        Setting::Within(section) => within(mender, clause, section).map(|edit| vec![edit]),
        Setting::Top => top(mender, clause).map(|edit| vec![edit]),
        Setting::Own => {
            let mut order = order(mender, clause, |id| around(mender, id));
            let renumbered = std::mem::take(&mut order.renumbered);
            let section = own(mender, clause, &order)?;
            Some([vec![section], renumbered].concat())
        }
    }
}

fn own(mender: &Mender<'_>, clause: &Clause, order: &Order) -> Option<Edit> {
    let like = order.fellows.last().copied();
    let body = paragraph(mender, clause, like);
    let heading = heading(mender, clause, order);
    match (order.after, order.before) {
        (None, Some(before)) => {
            let frame = frame(mender, before, &order.fellows);
            let outer = match frame.last() {
                Some(id) => element(mender, *id).outer,
                None => around(mender, before)?,
            };
            let text = framed(mender, &frame, &heading.unwrap_or_default(), &body);
            let at = outer.start;
            Some(Edit {
                span: Span::new(at, at),
                text: text + &gap(mender, at),
            })
        }
        (last, _) => match last.or(like) {
            Some(last) => {
                let frame = frame(mender, last, &order.fellows);
                let text = framed(mender, &frame, &heading.unwrap_or_default(), &body);
                let end = match frame.split_first().and_then(|(_, rest)| rest.last()) {
                    Some(id) => element(mender, *id).outer,
                    None => section_end(mender, last, true)?,
                };
                Some(put_behind(mender, end, &text))
            }
            None => {
                let text = heading.map_or_else(|| body.clone(), |h| h + mender.newline() + &body);
                let mut blocks = mender.document.blocks.iter().rev();
                let last = blocks.find(|block| block.kind != BlockKind::Noise)?;
                let (place, _) = mender.raw(last.span);
                Some(put_behind(mender, whole(mender, place, None), &text))
            }
        },
    }
}

fn within(mender: &Mender<'_>, clause: &Clause, section: SectionId) -> Option<Edit> {
    let body = paragraph(mender, clause, Some(section));
    Some(put_behind(
        mender,
        section_end(mender, section, false)?,
        &body,
    ))
}

fn top(mender: &Mender<'_>, clause: &Clause) -> Option<Edit> {
    let body = paragraph(mender, clause, None);
    let title = mender.document.title();
    let heading = title.and_then(|title| unit(mender, mender.heading(title)?));
    let heading = heading.map(|id| element(mender, id));
    match heading.filter(|element| element.kind == ElementKind::Heading) {
        Some(title) => Some(put_behind(mender, title.outer, &body)),
        None => {
            let mut blocks = mender.document.blocks.iter();
            let first = blocks.find(|block| block.kind != BlockKind::Heading)?;
            let (place, _) = mender.raw(first.span);
            let at = whole(mender, place, None).start;
            Some(Edit {
                span: Span::new(at, at),
                text: body + &gap(mender, at),
            })
        }
    }
}

/// Words that stand loose on both sides are parted as people part them.
fn put_behind(mender: &Mender<'_>, outer: Span, text: &str) -> Edit {
    let is_element =
        |element: &Element| element.outer == outer && element.kind != ElementKind::Inline;
    let blocks = ["<h", "<p", "<div", "<section", "<article", "<li"];
    let parted = mender.elements().iter().any(is_element)
        || blocks.iter().any(|block| text.starts_with(block));
    let newline = mender.newline();
    let gap = match parted {
        true => gap(mender, outer.start),
        false => format!("{newline}<br><br>{newline}"),
    };
    Edit {
        span: Span::new(outer.end, outer.end),
        text: gap + text,
    }
}

/// What parts an element from its fellows: the line end and indentation before
/// it; nothing where it does not begin a line.
fn gap(mender: &Mender<'_>, start: u32) -> String {
    let line = lines::start(mender.source, start);
    let indent = Span::new(line, start).of(mender.source);
    match indent.trim().is_empty() {
        true => format!("{}{indent}", mender.newline()),
        false => String::new(),
    }
}

fn paragraph(mender: &Mender<'_>, clause: &Clause, like: Option<SectionId>) -> String {
    let blocks = like.map_or(&mender.document.blocks[..], |section| {
        mender.document.own_blocks(section)
    });
    let mut prose = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph);
    let example = prose.find_map(|block| {
        let id = unit(mender, mender.raw(block.span).0)?;
        let element = element(mender, id);
        (element.kind == ElementKind::Paragraph).then_some(element.start)
    });
    let open = example.map_or_else(
        || "<p>".to_owned(),
        |start| nameless(start.of(mender.source)),
    );
    format!("{open}{}</p>", mender.escaped(&clause.text))
}

/// The heading's element; none where the page has no headings.
fn heading(mender: &Mender<'_>, clause: &Clause, order: &Order) -> Option<String> {
    let number = order.number.as_deref();
    let words = mender.escaped(&clause.heading);
    let mut examples = order.examples();
    let made = examples
        .find_map(|id| Some(Shape::of(mender, id, around(mender, id)?)?.with(&words, number)));
    let plain = || {
        let level = match order.fellows.first() {
            Some(fellow) => mender.document.sections[*fellow as usize].level,
            None => mender.document.sections[mender.document.title()? as usize].level + 1,
        };
        let level = level.clamp(1, 6);
        let number = number.map_or_else(String::new, |number| format!("{number}. "));
        Some(format!("<h{level}>{number}{words}</h{level}>"))
    };
    made.or_else(plain)
}

/// The elements that hold a section's heading and nothing before it, no other
/// chief section among them, innermost first; the first is the heading's own.
/// None where it stands loose among other words.
fn frame(mender: &Mender<'_>, id: SectionId, fellows: &[SectionId]) -> Vec<ElementId> {
    let place = mender.heading(id);
    let own = place.and_then(|place| unit(mender, place));
    let own = own.filter(|own| Some(element(mender, *own).outer) == around(mender, id));
    let Some(own) = own else {
        return Vec::new();
    };
    let others: Vec<Span> = fellows
        .iter()
        .filter(|fellow| **fellow != id)
        .chain(mender.document.title().iter().filter(|title| **title != id))
        .filter_map(|fellow| mender.heading(*fellow))
        .collect();
    let mut frame = vec![own];
    let mut inner = own;
    while let Some(parent) = element(mender, inner).parent {
        let (around, within) = (element(mender, parent), element(mender, inner));
        let first = Span::new(around.start.end, within.outer.start).of(mender.source);
        let fits = matches!(around.kind, ElementKind::Box | ElementKind::Part)
            && first.trim().is_empty()
            && !others.iter().any(|other| around.outer.contains(*other));
        if !fits {
            break;
        }
        frame.push(parent);
        inner = parent;
    }
    // Without fellows nothing tells a section's element from the page's.
    if others.is_empty() {
        frame.truncate(1);
    }
    frame
}

/// A heading's element, where it holds nothing else; else the inline elements
/// that it fills, with its number.
fn around(mender: &Mender<'_>, id: SectionId) -> Option<Span> {
    let place = mender.heading(id)?;
    if let Some(own) = unit(mender, place).map(|id| element(mender, id).outer)
        && Shape::of(mender, id, own).is_some()
    {
        return Some(own);
    }
    let source = mender.source;
    let before = &source[..place.start as usize];
    let start = before.rfind(['>', '\n']).map_or(0, |at| at as u32 + 1);
    let mut around = Span::new(start, place.end);
    let elements = mender.elements();
    let from = elements.partition_point(|element| element.outer.start <= place.start);
    let mut next = from.checked_sub(1);
    while let Some(element) = next.map(|at| &elements[at]) {
        if element.kind != ElementKind::Inline || Shape::of(mender, id, element.outer).is_none() {
            break;
        }
        around = around.to(element.outer);
        next = element.parent;
    }
    Some(around)
}

/// Heading and paragraph within elements like those of the frame.
fn framed(mender: &Mender<'_>, frame: &[ElementId], heading: &str, body: &str) -> String {
    let gap_of = |id: &ElementId| gap(mender, element(mender, *id).outer.start);
    let own = frame.first().map(gap_of).unwrap_or_default();
    let mut text = format!("{heading}{own}{body}");
    let mut inside = own;
    for id in frame.iter().skip(1) {
        let start = element(mender, *id).start.of(mender.source);
        let name = start.trim_start_matches('<');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0)];
        let outside = gap_of(id);
        text = format!("{}{inside}{text}{outside}</{name}>", nameless(start));
        inside = outside;
    }
    text
}

/// What a section's last block stands in, its subsections' with `all`.
fn section_end(mender: &Mender<'_>, id: SectionId, all: bool) -> Option<Span> {
    let document = mender.document;
    let section = &document.sections[id as usize];
    let blocks = match all {
        true => &document.blocks[section.blocks.start as usize..section.blocks.end as usize],
        false => document.own_blocks(id),
    };
    let heading = mender.heading(id)?;
    let around = unit(mender, heading).and_then(|own| element(mender, own).parent);
    let around = around.map(|parent| element(mender, parent).outer);
    let places = blocks
        .iter()
        .rev()
        .filter(|block| block.kind != BlockKind::Noise);
    let mut places = places.map(|block| mender.raw(block.span).0);
    // The foot of the page is no part of its last section.
    let beside = |place: &Span| !all || around.is_none_or(|around| around.contains(*place));
    let last = places.find(beside)?;
    Some(whole(mender, last, Some(heading)))
}

/// The element that a block fills, the list or table that it is of; the words
/// alone where they stand loose beside others, `apart` among them.
fn whole(mender: &Mender<'_>, place: Span, apart: Option<Span>) -> Span {
    let Some(mut id) = unit(mender, place) else {
        return place;
    };
    let apart = apart.filter(|apart| *apart != place);
    let own = |id: ElementId| {
        let outer = element(mender, id).outer;
        apart.is_none_or(|apart| !outer.contains(apart))
    };
    let is_loose =
        |id: ElementId| matches!(element(mender, id).kind, ElementKind::Page) || !own(id);
    if is_loose(id) {
        return place;
    }
    let mut outer = id;
    while let Some(parent) = element(mender, id).parent {
        if element(mender, parent).kind == ElementKind::Part && own(parent) {
            outer = parent;
        }
        id = parent;
    }
    element(mender, outer).outer
}

/// The innermost element around words that makes a block.
fn unit(mender: &Mender<'_>, place: Span) -> Option<ElementId> {
    let elements = mender.elements();
    let from = elements.partition_point(|element| element.outer.start <= place.start);
    let mut at = from.checked_sub(1)?;
    // All that holds the words holds the last element begun before them, too.
    loop {
        let element = &elements[at];
        if element.outer.contains(place) && element.kind != ElementKind::Inline {
            return Some(at);
        }
        at = element.parent?;
    }
}

fn element<'m>(mender: &'m Mender<'_>, id: ElementId) -> &'m Element {
    &mender.elements()[id]
}

impl Mender<'_> {
    /// Where a section's heading stands in the source.
    fn heading(&self, id: SectionId) -> Option<Span> {
        Some(self.raw(self.document.heading_span(id)?).0)
    }
}
