//! A block's text cut where findings begin and end.

use clauselint_rule::Severity;
use clauselint_source::Span;
use clauselint_syntax::Document;

/// A finding that touches a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) number: usize,
    /// Its place in the source.
    pub(super) span: Span,
    pub(super) severity: Severity,
    /// Whether it begins in this block.
    pub(super) begins: bool,
}

/// A run of text under the same findings.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'d> {
    pub(super) text: &'d str,
    /// The worst of its findings; none where it has none.
    pub(super) severity: Option<Severity>,
    /// The numbers of findings that begin with it.
    pub(super) begins: Vec<usize>,
}

/// Cuts the text of `block`, a span of clean text.
pub(super) fn pieces<'d>(document: &'d Document, block: Span, marks: &[Mark]) -> Vec<Piece<'d>> {
    let text = document.str(block);
    if marks.is_empty() {
        return vec![Piece {
            text,
            severity: None,
            begins: Vec::new(),
        }];
    }
    let covered = covered(document, block, marks);
    let mut cuts: Vec<usize> = covered.iter().flat_map(|(from, to)| [*from, *to]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut edges: Vec<(usize, bool, Mark)> = Vec::new();
    for ((from, to), mark) in covered.iter().zip(marks) {
        edges.push((*from, true, *mark));
        edges.push((*to, false, *mark));
    }
    edges.sort_by_key(|(at, _, mark)| (*at, mark.number));
    let mut edges = edges.into_iter().peekable();
    let mut open = [0_usize; 3];
    let mut pieces = Vec::new();
    for at in 0..cuts.len() {
        let mut begins = Vec::new();
        while let Some((_, opens, mark)) = edges.next_if(|(edge, ..)| *edge <= cuts[at]) {
            let count = &mut open[mark.severity as usize];
            *count = if opens {
                *count + 1
            } else {
                count.saturating_sub(1)
            };
            if opens && mark.begins {
                begins.push(mark.number);
            }
        }
        let end = cuts.get(at + 1).copied().unwrap_or(cuts[at]);
        if end > cuts[at] || !begins.is_empty() {
            pieces.push(Piece {
                text: &text[cuts[at]..end],
                severity: worst(open),
                begins,
            });
        }
    }
    pieces
}

/// From where to where each finding reaches, in bytes of the block's text.
fn covered(document: &Document, block: Span, marks: &[Mark]) -> Vec<(usize, usize)> {
    let text = document.str(block);
    let places: Vec<(usize, Span)> = text
        .char_indices()
        .map(|(at, c)| {
            let start = block.start + at as u32;
            let end = start + c.len_utf8() as u32;
            (at, document.locate(Span::new(start, end)))
        })
        .collect();
    let cover = |mark: &Mark| {
        let from = places.partition_point(|(_, place)| place.end <= mark.span.start);
        let to = places.partition_point(|(_, place)| place.start < mark.span.end);
        let at = |index: usize| places.get(index).map_or(text.len(), |(at, _)| *at);
        (at(from), at(to.max(from)))
    };
    marks.iter().map(cover).collect()
}

fn worst(open: [usize; 3]) -> Option<Severity> {
    let kinds = [Severity::Error, Severity::Warning, Severity::Note];
    kinds.into_iter().find(|kind| open[*kind as usize] > 0)
}
