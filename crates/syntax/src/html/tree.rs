//! Tokens to a tree: end tags that authors left out are put in, stray ones
//! left out. The tree is one flat table in the order of the source.

use clauselint_source::Span;

use super::elements::{CELLS, HEADINGS, Kind, LISTS, Tag};
use super::marks::{Marks, Role};
use super::tokens::{Start, Token};

/// Index into [`Tree::nodes`].
pub(super) type NodeId = usize;

/// A page. Every element's content follows it directly.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    hrefs: Vec<String>,
}

/// An element or a run of text.
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) marks: Marks,
    /// The start tag, or the text.
    pub(super) span: Span,
    /// The first node behind the element's content.
    pub(super) end: u32,
    /// Where the element's end tag ends in the source; where it has none,
    /// where the element does.
    pub(super) close: u32,
    /// The element around it; itself where there is none.
    pub(super) parent: u32,
    href: u32,
}

impl Node {
    pub(super) fn kind(&self) -> Kind {
        match self.marks.role {
            Role::Heading => Kind::Heading(if self.marks.level == 0 {
                2
            } else {
                self.marks.level
            }),
            _ => match self.tag.kind() {
                Kind::Heading(_) if self.marks.level > 0 => Kind::Heading(self.marks.level),
                kind => kind,
            },
        }
    }

    pub(super) fn is_text(&self) -> bool {
        self.tag == Tag::Text
    }
}

impl Tree {
    pub(super) fn of(tokens: Vec<Token>, text: &str) -> Self {
        let mut growing = Growing::new(text);
        for token in tokens {
            match token {
                Token::Text(span) => {
                    growing.at = span.start;
                    growing.text(span);
                }
                Token::Start(start) => {
                    growing.at = start.span.start;
                    growing.start(start);
                }
                Token::End { tag, span } => {
                    growing.at = span.start;
                    growing.closed = None;
                    growing.end(tag, span);
                    if let Some(node) = growing.closed {
                        growing.nodes[node as usize].close = span.end;
                    }
                }
            }
        }
        growing.at = text.len() as u32;
        growing.pop_to(0);
        Self {
            nodes: growing.nodes,
            hrefs: growing.hrefs,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn end(&self, node: NodeId) -> NodeId {
        self.nodes[node].end as usize
    }

    /// The element around a node.
    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        let parent = self.nodes[node].parent as usize;
        (parent != node).then_some(parent)
    }

    /// Where a link leads.
    pub(super) fn href(&self, node: NodeId) -> Option<&str> {
        let href = self.nodes[node].href as usize;
        self.hrefs.get(href.checked_sub(1)?).map(String::as_str)
    }
}

struct Growing<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    hrefs: Vec<String>,
    /// Open elements, outermost first.
    open: Vec<Open>,
    /// For each tag where it stands among the open elements, so that nothing
    /// ever searches them.
    standing: Vec<Vec<u32>>,
    /// Where blocks stand among the open elements.
    blocks: Vec<u32>,
    /// Where the token that is looked at begins.
    at: u32,
    /// The outermost of the elements that were closed last.
    closed: Option<u32>,
}

struct Open {
    node: u32,
    tag: Tag,
    /// Its end tag came inside a block that was opened within it.
    over: bool,
}

impl<'a> Growing<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            nodes: Vec::new(),
            hrefs: Vec::new(),
            open: Vec::new(),
            standing: vec![Vec::new(); Tag::COUNT],
            blocks: Vec::new(),
            at: 0,
            closed: None,
        }
    }

    fn text(&mut self, span: Span) {
        if self.is_top(Tag::Head) {
            if span.of(self.text).trim().is_empty() {
                return;
            }
            self.close(Tag::Head, &[]);
        }
        let start = Start {
            span,
            ..Start::default()
        };
        self.add(&start, None);
    }

    fn start(&mut self, start: Start) {
        let kind = start.tag.kind();
        let in_head = kind.is_void() || kind.is_hidden() || kind == Kind::Page;
        if self.nearest(&[Tag::Head]).is_some() && (!in_head || start.tag == Tag::Body) {
            self.close(Tag::Head, &[]);
        }
        if kind == Kind::Page && self.nearest(&[start.tag]).is_some() {
            return;
        }
        self.close_before(start.tag);
        let empty = kind.is_void() || (start.closed && matches!(start.tag, Tag::Other | Tag::Svg));
        let tag = start.tag;
        let href = start.href.as_ref().map(|_| self.hrefs.len() as u32 + 1);
        let node = self.add(&start, href);
        self.hrefs.extend(start.href);
        if !empty {
            self.push(node, tag);
        }
    }

    /// Closes what a start tag ends without saying so.
    fn close_before(&mut self, tag: Tag) {
        let kind = tag.kind();
        if kind.is_block() {
            self.close(Tag::P, &CELLS);
        }
        match kind {
            Kind::Heading(_) if HEADINGS.iter().any(|&tag| self.is_top(tag)) => {
                self.pop_to(self.open.len() - 1);
            }
            Kind::Item => self.close_any(&[Tag::Li], &[&LISTS[..], &CELLS].concat()),
            Kind::Term | Kind::Description => {
                self.close_any(&[Tag::Dt, Tag::Dd], &[&[Tag::Dl][..], &CELLS].concat());
            }
            Kind::Cell | Kind::HeadCell => self.close_any(&CELLS, &[Tag::Table]),
            Kind::Row => self.close_any(&[Tag::Tr, Tag::Caption], &[Tag::Table]),
            Kind::RowGroup | Kind::HeadGroup => {
                self.close_any(
                    &[Tag::Thead, Tag::Tbody, Tag::Tfoot, Tag::Caption],
                    &[Tag::Table],
                );
            }
            Kind::Link => self.close_inline(Tag::A),
            Kind::Hidden if tag == Tag::Option => self.close_any(&[Tag::Option], &[Tag::Select]),
            _ => {}
        }
    }

    fn end(&mut self, tag: Tag, span: Span) {
        let alone = |tag| Start {
            tag,
            span,
            ..Start::default()
        };
        match tag.kind() {
            Kind::Break => self.start(alone(Tag::Br)),
            Kind::Void | Kind::Rule => {}
            Kind::Page => self.close(Tag::P, &CELLS),
            Kind::Heading(_) => self.close_any(&HEADINGS, &CELLS),
            Kind::Paragraph if self.nearest(&[Tag::P]).is_none() => {
                self.start(alone(Tag::P));
                self.close(Tag::P, &[]);
            }
            Kind::Item => self.close_any(&[Tag::Li], &LISTS),
            Kind::Cell | Kind::HeadCell | Kind::Row | Kind::RowGroup | Kind::HeadGroup => {
                self.close(tag, &[Tag::Table]);
            }
            Kind::Table | Kind::Head | Kind::Title | Kind::Hidden => self.close(tag, &[]),
            kind if kind.is_block() => self.close(tag, &CELLS),
            _ => self.close_inline(tag),
        }
    }

    /// Closes the nearest such element, unless a `border` stands nearer.
    fn close(&mut self, tag: Tag, border: &[Tag]) {
        self.close_any(&[tag], border);
    }

    fn close_any(&mut self, tags: &[Tag], border: &[Tag]) {
        let Some(at) = self.nearest(tags) else { return };
        if self
            .nearest(border)
            .is_none_or(|border| at >= border || tags.contains(&self.open[border].tag))
        {
            self.pop_to(at);
        }
    }

    /// Closes an inline element. It does not close blocks within it: then it
    /// ends with the innermost one.
    fn close_inline(&mut self, tag: Tag) {
        let Some(at) = self.nearest(&[tag]) else {
            return;
        };
        if self.blocks.last().is_some_and(|&block| block as usize > at) {
            self.open[at].over = true;
        } else {
            self.pop_to(at);
        }
    }

    fn nearest(&self, tags: &[Tag]) -> Option<usize> {
        let last = |tag: &Tag| self.standing[*tag as usize].last().map(|&at| at as usize);
        tags.iter().filter_map(last).max()
    }

    fn is_top(&self, tag: Tag) -> bool {
        self.open.last().is_some_and(|open| open.tag == tag)
    }

    fn add(&mut self, start: &Start, href: Option<u32>) -> u32 {
        let node = self.nodes.len() as u32;
        self.nodes.push(Node {
            tag: start.tag,
            marks: start.marks,
            span: start.span,
            end: node + 1,
            close: start.span.end,
            parent: self.open.last().map_or(node, |open| open.node),
            href: href.unwrap_or(0),
        });
        node
    }

    fn push(&mut self, node: u32, tag: Tag) {
        let at = self.open.len() as u32;
        self.open.push(Open {
            node,
            tag,
            over: false,
        });
        self.standing[tag as usize].push(at);
        if tag.kind().is_block() {
            self.blocks.push(at);
        }
    }

    /// Closes the open elements from `at` on, and those that wait for it.
    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at || self.open.last().is_some_and(|open| open.over) {
            let Some(open) = self.open.pop() else { break };
            self.standing[open.tag as usize].pop();
            if open.tag.kind().is_block() {
                self.blocks.pop();
            }
            let end = self.nodes.len() as u32;
            let node = &mut self.nodes[open.node as usize];
            (node.end, node.close) = (end, self.at);
            self.closed = Some(open.node);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    /// Elements as `p(..)`, text as it stands.
    fn grown(text: &str) -> String {
        let tree = Tree::of(tokens(text), text);
        let mut dump = String::new();
        let mut ends: Vec<usize> = Vec::new();
        for id in 0..=tree.len() {
            while ends.last() == Some(&id) {
                ends.pop();
                dump.push(')');
            }
            let Some(node) = tree.nodes.get(id) else {
                break;
            };
            if node.is_text() {
                dump.push_str(node.span.of(text));
            } else {
                dump.push_str(&format!("{:?}(", node.tag).to_lowercase());
                ends.push(tree.end(id));
            }
        }
        dump
    }

    #[test]
    fn missing_end_tags_are_put_in() {
        assert_eq!(grown("<p>a<p>b<div>c</div>d"), "p(a)p(b)div(c)d");
        assert_eq!(
            grown("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"),
            "ul(li(a)li(bul(li(c)))li(d))"
        );
        assert_eq!(grown("<dl><dt>a<dd>b<dt>c</dl>"), "dl(dt(a)dd(b)dt(c))");
        assert_eq!(
            grown("<table><tr><th>a<th>b<tr><td>c<p>d<td>e</table>f"),
            "table(tr(th(a)th(b))tr(td(cp(d))td(e)))f"
        );
        assert_eq!(grown("<a name=x>a<a href=y>b</a>"), "a(a)a(b)");
        assert_eq!(grown("<h2>a<h3>b</h2>c"), "h2(a)h3(b)c");
    }

    #[test]
    fn stray_end_tags_close_nothing_else() {
        assert_eq!(grown("</div><div>a</span>b</ul></div></body>c"), "div(ab)c");
        assert_eq!(grown("a</p>b</br>c"), "ap()bbr()c");
        assert_eq!(
            grown("<table><td><div>a</table></div>b"),
            "table(td(div(a)))b"
        );
        assert_eq!(grown("<div><b><h2>a</b></h2>c</div>"), "div(b(h2(a))c)");
    }

    #[test]
    fn heads_end_with_the_first_text() {
        assert_eq!(
            grown("<html><head><meta><p>a</html>b"),
            "html(head(meta())p(a)b)"
        );
        assert_eq!(
            grown("<head><title>t</title><body>a<body>b"),
            "head(title(t))body(ab)"
        );
    }

    #[test]
    fn custom_elements_may_close_themselves() {
        assert_eq!(grown("<my-icon/>a<My-Box>b</My-Box>"), "other()aother(b)");
    }

    #[test]
    fn nesting_without_end_takes_no_more_than_its_share() {
        for tag in [
            "<div>",
            "<b>",
            "<ul><li>",
            "<table><tr><td>",
            "</p>",
            "<b><p></b>",
            "<p",
        ] {
            let text = tag.repeat(100_000);
            assert!(Tree::of(tokens(&text), &text).len() <= 300_000);
        }
    }
}
