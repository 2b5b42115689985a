//! The policy's text, block by block, each with its findings.

mod marks;

use std::collections::BTreeMap;

use clauselint_engine::{FileReport, Located};
use clauselint_rule::Severity;
use clauselint_syntax::{Block, BlockKind, Document};
use maud::{Markup, html};

use self::marks::{Mark, pieces};
use super::{Numbered, card};
use crate::Catalog;
use crate::printable::printable;

/// What is beside a block.
#[derive(Default)]
struct Beside<'a> {
    /// Findings that touch it.
    marks: Vec<Numbered<'a>>,
    /// Those whose cards stand beside it, since it is the first they touch.
    cards: Vec<Numbered<'a>>,
}

/// The text of a policy with the findings in it.
pub(super) fn text(
    catalog: &Catalog<'_>,
    report: &FileReport,
    file: usize,
    findings: &[Numbered<'_>],
) -> Markup {
    let document = report.document();
    let mut beside = place(document, findings);
    let is_left_out = |at: usize, beside: &BTreeMap<usize, Beside<'_>>| {
        document.blocks[at].kind == BlockKind::Noise && !beside.contains_key(&at)
    };
    html! {
        div.policy {
            @for (at, block) in document.blocks.iter().enumerate() {
                @if is_left_out(at, &beside) {
                    @if at == 0 || document.blocks[at - 1].kind != BlockKind::Noise {
                        div.row { p.left-out { "[a menu, left out here]" } }
                    }
                } @else {
                    @let beside = beside.remove(&at).unwrap_or_default();
                    div.row.found[!beside.cards.is_empty()] id=(format!("b{file}-{at}")) {
                        // First, so that it floats beside the block's first line.
                        @if !beside.cards.is_empty() {
                            div.margin role="note" aria-label="Findings" {
                                @for one in &beside.cards {
                                    (card::card(catalog, report, file, *one, true))
                                }
                            }
                        }
                        (words(document, block, file, &beside))
                    }
                }
            }
        }
    }
}

/// Which findings stand at which block.
fn place<'a>(document: &Document, findings: &[Numbered<'a>]) -> BTreeMap<usize, Beside<'a>> {
    let blocks = Located::blocks(document);
    let mut beside: BTreeMap<usize, Beside<'a>> = BTreeMap::new();
    for one in findings {
        let mut touched = blocks.at(one.found.span);
        let first = touched.next().unwrap_or(0);
        let chief = beside.entry(first).or_default();
        chief.cards.push(*one);
        chief.marks.push(*one);
        for block in touched {
            beside.entry(block).or_default().marks.push(*one);
        }
    }
    beside
}

fn words(document: &Document, block: &Block, file: usize, beside: &Beside<'_>) -> Markup {
    let found = beside.marks.iter().map(|one| Mark {
        number: one.number,
        span: one.found.span,
        severity: one.found.severity,
        begins: beside.cards.iter().any(|card| card.number == one.number),
    });
    let pieces = pieces(document, block.span, &found.collect::<Vec<_>>());
    let inner = html! {
        @for piece in &pieces {
            @for number in &piece.begins {
                a.number id=(format!("t{file}-{number}")) href=(format!("#f{file}-{number}")) { (number) }
                // No break between the number and what it is of.
                "\u{2060}"
            }
            @match piece.severity {
                Some(severity) => mark.(severity.to_string()) title=(title(severity)) { (shown(block, piece.text)) },
                None => (shown(block, piece.text)),
            }
        }
    };
    frame(document, block, &inner)
}

const fn title(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
        Severity::Note => "a note",
    }
}

/// Text as a reader may see it: line breaks kept, bars between cells faint.
fn shown(block: &Block, text: &str) -> Markup {
    let bars = matches!(block.kind, BlockKind::Row | BlockKind::HeaderRow);
    let cells = text.split(if bars { " | " } else { "\0" });
    let lines = |cell: &str| {
        cell.split('\n')
            .map(printable)
            .collect::<Vec<_>>()
            .join("\n")
    };
    html! {
        @for (at, cell) in cells.enumerate() {
            @if at > 0 { span.bar { " | " } }
            (lines(cell))
        }
    }
}

/// The element of a block's kind.
fn frame(document: &Document, block: &Block, inner: &Markup) -> Markup {
    let quoted = block.quoted;
    match block.kind {
        BlockKind::Heading => {
            let section = &document.sections[block.section as usize];
            let number = section.number.as_deref();
            let inner = html! {
                @if let Some(number) = number { (printable(number)) " " }
                (inner)
            };
            // The page's own headings end with the third level.
            match section.level {
                0 | 1 => html! { h4.words.heading { (inner) } },
                2 => html! { h5.words.heading { (inner) } },
                _ => html! { h6.words.heading { (inner) } },
            }
        }
        BlockKind::Item => {
            html! { div.words.item.{"d" (block.depth.min(5))}.quoted[quoted] { (inner) } }
        }
        BlockKind::HeaderRow => html! { div.words.cells.head { (inner) } },
        BlockKind::Row => html! { div.words.cells { (inner) } },
        BlockKind::Term => html! { div.words.term { (inner) } },
        BlockKind::Code => html! { pre.words { (inner) } },
        BlockKind::Meta | BlockKind::Noise => html! { div.words.meta { (inner) } },
        BlockKind::Paragraph => html! { p.words.quoted[quoted] { (inner) } },
    }
}
