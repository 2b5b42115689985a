//! What can be folded: sections, lists, tables, front matter, comments.

use clauselint_source::Span;
use clauselint_syntax::{Block, BlockKind, Format};
use gen_lsp_types::{FoldingRange, FoldingRangeKind};

use crate::analysis::{Analysis, Linted};
use crate::symbols::sections;

/// Ranges of lines, the largest first where there may not be more than `limit`.
pub(crate) fn ranges(analysis: &Analysis, linted: &Linted, limit: usize) -> Vec<FoldingRange> {
    let region = |span| (span, FoldingRangeKind::Region);
    let folded = sections(linted).into_iter().map(|section| section.whole);
    let mut spans: Vec<(Span, FoldingRangeKind)> = folded.map(region).collect();
    spans.extend(runs(linted).into_iter().map(region));
    let comments = comments(linted).into_iter();
    spans.extend(comments.map(|span| (span, FoldingRangeKind::Comment)));
    let range = |(span, kind): (Span, FoldingRangeKind)| {
        let range = analysis.range(linted, span);
        (range.end.line > range.start.line).then_some(FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind: Some(kind),
            ..FoldingRange::default()
        })
    };
    let mut ranges: Vec<FoldingRange> = spans.into_iter().filter_map(range).collect();
    ranges.sort_by_key(|range| (range.start_line, std::cmp::Reverse(range.end_line)));
    // One line folds one way.
    ranges.dedup_by_key(|range| range.start_line);
    if ranges.len() > limit {
        ranges.sort_by_key(|range| std::cmp::Reverse(range.end_line - range.start_line));
        ranges.truncate(limit);
    }
    ranges
}

/// Lists, tables and front matter: blocks of one kind that follow each other.
fn runs(linted: &Linted) -> Vec<Span> {
    let document = &linted.report.document();
    let kind = |block: &Block| match block.kind {
        BlockKind::Item => Some(BlockKind::Item),
        BlockKind::HeaderRow | BlockKind::Row => Some(BlockKind::Row),
        BlockKind::Meta => Some(BlockKind::Meta),
        _ => None,
    };
    let alike = |a: &Block, b: &Block| kind(a) == kind(b) && a.section == b.section;
    let runs = document.blocks.chunk_by(alike);
    let runs = runs.filter(|run| kind(&run[0]).is_some());
    let span = |run: &[Block]| {
        let spans = run.iter().map(|block| document.locate(block.span));
        spans.reduce(Span::to)
    };
    runs.filter_map(span).collect()
}

/// Comments of markup.
fn comments(linted: &Linted) -> Vec<Span> {
    if linted.report.format == Format::Text {
        return Vec::new();
    }
    let text = linted.report.source.text();
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("<!--").map(|start| at + start) {
        let Some(end) = text[start..].find("-->") else {
            break;
        };
        at = start + end + "-->".len();
        spans.push(Span::new(start as u32, at as u32));
    }
    spans
}
