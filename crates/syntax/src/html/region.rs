//! Where in the page the policy stands, and what around and within it is no
//! part of it: menus, banners, footers, whatever is hidden.

use std::ops::Range;

use super::counts::{self, Counts, Measure};
use super::elements::{Kind, Tag};
use super::marks::Role;
use super::tree::{Node, NodeId, Tree};

/// An aside or a banner of a policy's own text has this many words.
const PROSE: u32 = 40;
/// A site's sign has no more words.
const LOGO: u32 = 6;
/// Words for screen readers alone are fewer.
const UNSEEN: u32 = 20;

/// Elements within elements that are tried as the policy's.
const MAX_NARROWED: usize = 16;

/// What of a page is to be read.
pub(super) struct Region {
    pub(super) nodes: Range<NodeId>,
    /// For each node whether it is left out, with all that it holds.
    pub(super) skipped: Vec<bool>,
    /// Counts of what is left.
    pub(super) counts: Measure,
}

/// The policy's part of a page.
pub(super) fn policy(tree: &Tree, text: &str) -> Region {
    let surroundings = surroundings(tree);
    let hidden = hidden(tree, &surroundings);
    let words = counts::words(tree, text, &hidden);
    let visible = Measure::of(tree, &words, &hidden);
    let chrome = Chrome::new(tree, &visible, &hidden, &surroundings);
    let mut skipped = hidden.clone();
    for (node, skip) in skipped.iter_mut().enumerate() {
        *skip |= chrome.is(node);
    }
    let mut counts = Measure::of(tree, &words, &skipped);
    if counts.total().words * 5 < visible.total().words {
        skipped = hidden;
        counts = visible;
    }
    let nodes = narrowed(tree, &counts, &skipped);
    Region {
        nodes,
        skipped,
        counts,
    }
}

/// All of a fragment but what is hidden.
pub(super) fn fragment(tree: &Tree, text: &str) -> Region {
    let surroundings = surroundings(tree);
    let mut skipped = hidden(tree, &surroundings);
    for (skip, node) in skipped.iter_mut().zip(&tree.nodes) {
        *skip |= node.marks.hidden || node.kind() == Kind::Nav;
    }
    let words = counts::words(tree, text, &skipped);
    let counts = Measure::of(tree, &words, &skipped);
    Region {
        nodes: 0..tree.len(),
        skipped,
        counts,
    }
}

/// What a node stands in.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    /// `<main>` or `<article>`.
    main: bool,
    title: bool,
    folding: bool,
    landmark: bool,
}

fn surroundings(tree: &Tree) -> Vec<Surroundings> {
    let mut all: Vec<Surroundings> = Vec::with_capacity(tree.len());
    for id in 0..tree.len() {
        let around = tree
            .parent(id)
            .map_or_else(Surroundings::default, |parent| {
                let node = &tree.nodes[parent];
                let kind = node.kind();
                let outer = all[parent];
                Surroundings {
                    main: outer.main || is_main(tree, parent),
                    title: outer.title || matches!(kind, Kind::Heading(_) | Kind::Summary),
                    folding: outer.folding || node.marks.folding,
                    landmark: outer.landmark
                        || matches!(kind, Kind::Nav | Kind::Footer | Kind::Aside | Kind::Dialog),
                }
            });
        all.push(around);
    }
    all
}

fn is_main(tree: &Tree, node: NodeId) -> bool {
    let node = &tree.nodes[node];
    matches!(node.kind(), Kind::Main | Kind::Article)
        || matches!(node.marks.role, Role::Main | Role::Article)
}

/// What no reader ever sees as text, whatever the page.
fn hidden(tree: &Tree, surroundings: &[Surroundings]) -> Vec<bool> {
    let control = |id: NodeId| {
        let around = surroundings[id];
        !around.title && !around.folding && !tree.nodes[id].marks.folding
    };
    (0..tree.len())
        .map(|id| match tree.nodes[id].kind() {
            Kind::Control => control(id),
            kind => kind.is_hidden(),
        })
        .collect()
}

/// Tells what surrounds a policy from the policy.
struct Chrome<'a> {
    tree: &'a Tree,
    counts: &'a Measure,
    surroundings: &'a [Surroundings],
    /// What must not be left out: the main element, the largest article, the
    /// first heading.
    kept: Vec<NodeId>,
    /// Headings of the highest level that the page has, ascending.
    titles: Vec<NodeId>,
}

impl<'a> Chrome<'a> {
    fn new(
        tree: &'a Tree,
        counts: &'a Measure,
        hidden: &[bool],
        surroundings: &'a [Surroundings],
    ) -> Self {
        let level = |id: NodeId| match tree.nodes[id].kind() {
            Kind::Heading(level) => {
                let aside = surroundings[id].landmark || tree.nodes[id].marks.logo;
                (!aside && !hidden[id]).then_some(level)
            }
            _ => None,
        };
        let ids = || 0..tree.len();
        let top = ids().filter_map(level).min().unwrap_or(1);
        let main = ids().find(|&id| is_main(tree, id) && tree.nodes[id].kind() != Kind::Article);
        let article = ids()
            .filter(|&id| tree.nodes[id].kind() == Kind::Article)
            .max_by_key(|&id| (counts.within(tree, id).words, std::cmp::Reverse(id)));
        let titles: Vec<NodeId> = ids().filter(|&id| level(id) == Some(top)).collect();
        let title = titles.first().copied();
        let kept = [main, article, title].into_iter().flatten().collect();
        Self {
            tree,
            counts,
            surroundings,
            kept,
            titles,
        }
    }

    fn is(&self, id: NodeId) -> bool {
        let node = &self.tree.nodes[id];
        if node.is_text() || matches!(node.tag, Tag::Html | Tag::Body) || !self.is_named(id) {
            return false;
        }
        let holds = |kept: &NodeId| (id..self.tree.end(id)).contains(kept);
        let words = self.counts.within(self.tree, id).words;
        words * 2 <= self.counts.total().words && !self.kept.iter().any(holds)
    }

    fn is_named(&self, id: NodeId) -> bool {
        let node = &self.tree.nodes[id];
        let (marks, around) = (node.marks, self.surroundings[id]);
        let here = self.counts.within(self.tree, id);
        let prose = here.words - here.linked >= PROSE && here.linked * 2 < here.words;
        let by_element = match (node.kind(), marks.role) {
            (Kind::Nav | Kind::Dialog, _) | (_, Role::Chrome) => true,
            (Kind::Footer, _) | (_, Role::Footer) => !around.main,
            (Kind::Aside, _) | (_, Role::Aside) => {
                !((around.main && prose) || self.is_callout(id, here))
            }
            (Kind::Header, _) | (_, Role::Banner) => !around.main && !self.holds_heading(id),
            _ => false,
        };
        let boxed = matches!(node.kind(), Kind::Block | Kind::Inline);
        let folded = marks.folding || around.folding;
        by_element
            || (marks.hidden && !folded)
            || (marks.menu && !(around.main && prose) && !self.is_title(id))
            || (marks.footer && !around.main && !self.is_title(id))
            || (marks.popup && boxed && !is_clause(here))
            || (marks.logo && !around.main && here.words <= LOGO)
            || (marks.unseen && here.words < UNSEEN && !self.is_title(id))
    }

    fn is_title(&self, id: NodeId) -> bool {
        matches!(self.tree.nodes[id].kind(), Kind::Heading(_))
    }

    /// Whether an aside stands among paragraphs and is no list of links.
    fn is_callout(&self, id: NodeId, here: Counts) -> bool {
        let behind = self.tree.nodes.iter().skip(self.tree.end(id)).take(2);
        let mut behind = behind.filter(|node| !node.is_text()).map(Node::kind);
        let text = matches!(
            behind.next(),
            Some(Kind::Paragraph | Kind::Heading(_) | Kind::List)
        );
        text && here.linked * 2 < here.words
    }

    /// Whether a heading as high as the page's highest stands within.
    fn holds_heading(&self, id: NodeId) -> bool {
        let next = self.titles.partition_point(|&title| title < id);
        self.titles
            .get(next)
            .is_some_and(|&title| title < self.tree.end(id))
    }
}

/// A clause on cookies has a heading and text, and nothing to press.
const fn is_clause(here: Counts) -> bool {
    here.headings > 0 && here.words - here.linked >= PROSE / 2 && here.controls == 0
}

/// The element that holds the policy and nothing else, with its heading.
fn narrowed(tree: &Tree, counts: &Measure, skipped: &[bool]) -> Range<NodeId> {
    let mut best = 0..tree.len();
    let mut tried = 0;
    let mut id = 0;
    while id < tree.len() && tried < MAX_NARROWED {
        if skipped[id] {
            id = tree.end(id);
            continue;
        }
        let half = counts.within(tree, id).words * 2 >= counts.total().words;
        if half && (is_main(tree, id) || tree.nodes[id].marks.content) {
            tried += 1;
            let range = with_heading(tree, &best, id, skipped);
            let outer = counts.over(&best).prose;
            let lost = outer - counts.over(&range).prose;
            if is_sure(tree, id) || lost * 20 <= outer {
                best = range;
            }
        }
        id += 1;
    }
    best
}

/// Whether what stands outside an element is no part of the text for sure.
fn is_sure(tree: &Tree, id: NodeId) -> bool {
    let node = &tree.nodes[id];
    node.kind() == Kind::Main || node.marks.role == Role::Main
}

/// The range of an element, from the heading before it on if it has none of
/// that level itself.
fn with_heading(tree: &Tree, outer: &Range<NodeId>, id: NodeId, skipped: &[bool]) -> Range<NodeId> {
    let end = tree.end(id);
    let headings = |range: Range<NodeId>| {
        let mut next = range.start;
        let mut found = None;
        while next < range.end {
            if skipped[next] {
                next = tree.end(next);
                continue;
            }
            if let Kind::Heading(level) = tree.nodes[next].kind()
                && found.is_none_or(|(highest, _)| level <= highest)
            {
                found = Some((level, next));
            }
            next += 1;
        }
        found
    };
    match (headings(outer.start..id), headings(id..end)) {
        (Some((before, at)), Some((within, _))) if before < within => at..end,
        (Some((_, at)), None) => at..end,
        _ => id..end,
    }
}
