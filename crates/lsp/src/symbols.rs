//! The sections of a policy.

use clauselint_source::Span;
use clauselint_syntax::SectionId;
use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, Location, SymbolInformation, SymbolKind, Uri,
};

use crate::analysis::{Analysis, Linted};

/// A section, with where it stands in the source's text.
pub(crate) struct Section {
    pub(crate) id: SectionId,
    /// Its heading.
    pub(crate) heading: Span,
    /// All that stands under it, its heading and subsections included.
    pub(crate) whole: Span,
}

/// All sections that have a heading, in order.
pub(crate) fn sections(linted: &Linted) -> Vec<Section> {
    let document = &linted.report.document();
    let section = |(id, section): (usize, &clauselint_syntax::Section)| {
        let id = id as SectionId;
        let heading = document.locate(document.heading_span(id)?);
        let last = section.blocks.end.checked_sub(1)?;
        let last = document.locate(document.blocks[last as usize].span);
        Some(Section {
            id,
            heading,
            whole: heading.to(last),
        })
    };
    let all = document.sections.iter().enumerate();
    all.filter_map(section).collect()
}

/// The sections as a tree.
pub(crate) fn tree(analysis: &Analysis, linted: &Linted) -> Vec<DocumentSymbol> {
    let sections = sections(linted);
    children(analysis, linted, &sections, &mut 0, None)
}

/// The sections from `next` on that lie in `parent`.
fn children(
    analysis: &Analysis,
    linted: &Linted,
    sections: &[Section],
    next: &mut usize,
    parent: Option<(SectionId, Span)>,
) -> Vec<DocumentSymbol> {
    let mut symbols = Vec::new();
    while let Some(section) = sections.get(*next) {
        let known = linted.report.document().sections[section.id as usize].parent;
        // What precedes any heading is nobody's parent.
        let known = known.filter(|known| sections.iter().any(|section| section.id == *known));
        if parent.is_some_and(|(parent, _)| known != Some(parent)) {
            break;
        }
        *next += 1;
        // A client refuses what sticks out.
        let whole = match parent {
            Some((_, around)) => Span::new(
                section.whole.start.max(around.start),
                section.whole.end.min(around.end),
            ),
            None => section.whole,
        };
        let inner = children(analysis, linted, sections, next, Some((section.id, whole)));
        symbols.push(symbol(analysis, linted, section, whole, inner));
    }
    symbols
}

#[allow(deprecated, reason = "its field has no other way to be left out")]
fn symbol(
    analysis: &Analysis,
    linted: &Linted,
    section: &Section,
    whole: Span,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let topics: Vec<&str> = linted.topics[section.id as usize].iter().copied().collect();
    let heading = Span::new(
        section.heading.start.clamp(whole.start, whole.end),
        section.heading.end.clamp(whole.start, whole.end),
    );
    DocumentSymbol {
        name: name(linted, section.id),
        detail: (!topics.is_empty()).then(|| topics.join(", ")),
        kind: SymbolKind::String,
        range: analysis.range(linted, whole),
        selection_range: analysis.range(linted, heading),
        children: (!children.is_empty()).then_some(children),
        tags: None,
        deprecated: None,
    }
}

/// The sections one after the other, for clients that know no tree.
#[allow(deprecated, reason = "its field has no other way to be left out")]
pub(crate) fn list(uri: &Uri, analysis: &Analysis, linted: &Linted) -> Vec<SymbolInformation> {
    let symbol = |section: &Section| SymbolInformation {
        location: Location::new(uri.clone(), analysis.range(linted, section.whole)),
        base_symbol_information: BaseSymbolInformation {
            name: name(linted, section.id),
            kind: SymbolKind::String,
            tags: None,
            container_name: None,
        },
        deprecated: None,
    };
    sections(linted).iter().map(symbol).collect()
}

/// "4.2 Retention"; a symbol may not be nameless.
fn name(linted: &Linted, section: SectionId) -> String {
    let document = &linted.report.document();
    let number = document.sections[section as usize].number.as_deref();
    let words = [number.unwrap_or_default(), document.heading(section)];
    let name = words.join(" ").trim().to_owned();
    if name.is_empty() { "-".into() } else { name }
}
