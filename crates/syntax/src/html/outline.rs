//! A page's elements with their places, for those who write into it.

use clauselint_source::Span;

use super::elements::Kind;
use super::tokens::tokens;
use super::tree::Tree;

/// An element of a page; spans are of the source's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// Its start tag.
    pub start: Span,
    /// All of it, its tags included; an end tag that was left out is none.
    pub outer: Span,
    /// The element around it, by its place in the list.
    pub parent: Option<usize>,
}

/// What an element is to somebody who puts another one beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ElementKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list or table, or what belongs to one, or a quote: no paragraph goes
    /// between its parts.
    Part,
    /// Holds blocks: a section, a division.
    Box,
    /// The page, its body.
    Page,
    /// Runs along with the text, or has none.
    Inline,
}

/// The elements of a page or fragment, in the order of the source; end tags
/// that authors left out are put in.
#[must_use]
pub fn elements(text: &str) -> Vec<Element> {
    let tree = Tree::of(tokens(text), text);
    let mut places = vec![None; tree.len()];
    let mut all = Vec::new();
    for (id, node) in tree.nodes.iter().enumerate() {
        let parent = tree.parent(id).and_then(|parent| places[parent]);
        if node.is_text() {
            continue;
        }
        places[id] = Some(all.len());
        all.push(Element {
            kind: kind(node.tag.kind()),
            start: node.span,
            outer: Span::new(node.span.start, node.close.max(node.span.end)),
            parent,
        });
    }
    all
}

const fn kind(kind: Kind) -> ElementKind {
    match kind {
        Kind::Heading(_) => ElementKind::Heading,
        Kind::Paragraph => ElementKind::Paragraph,
        Kind::List
        | Kind::Item
        | Kind::Terms
        | Kind::Term
        | Kind::Description
        | Kind::Table
        | Kind::HeadGroup
        | Kind::RowGroup
        | Kind::Row
        | Kind::HeadCell
        | Kind::Cell
        | Kind::Quote
        | Kind::Preformatted => ElementKind::Part,
        Kind::Page | Kind::Head | Kind::Title => ElementKind::Page,
        _ if kind.is_block() => ElementKind::Box,
        _ => ElementKind::Inline,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_where_they_end() {
        let page = "<div><h2>a</h2><p>b<p>c</p><ul><li>d<li>e</ul></div>f";
        let all = elements(page);
        let outer: Vec<&str> = all.iter().map(|element| element.outer.of(page)).collect();
        assert_eq!(
            outer,
            [
                &page[..page.len() - 1],
                "<h2>a</h2>",
                "<p>b",
                "<p>c</p>",
                "<ul><li>d<li>e</ul>",
                "<li>d",
                "<li>e",
            ]
        );
        assert_eq!(all[6].parent, Some(4));
    }
}
