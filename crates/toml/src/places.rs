use std::ops::Range;

use crate::Fault;
use crate::fault::File;
use crate::text;
use crate::tree::{Kind, Node};

/// A step from a table to one of its keys, or from a list to one of its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'k> {
    /// A key of a table.
    Name(&'k str),
    /// An item of a list, from 0; the 0th of anything else is itself, since a
    /// lone table may stand for a list of one.
    Index(usize),
}

impl<'k> From<&'k str> for Key<'k> {
    fn from(name: &'k str) -> Self {
        Self::Name(name)
    }
}

impl From<usize> for Key<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Where a file says what it says.
#[derive(Debug)]
pub struct Places {
    file: File,
    tree: Node,
}

/// What a path leads to.
struct Found<'p> {
    /// The nearest thing on the path that the file writes.
    node: &'p Node,
    /// Its key, if it has one.
    key: Option<Range<usize>>,
    /// Whether the path ends there.
    whole: bool,
}

impl Places {
    pub(crate) const fn new(file: File, tree: Node) -> Self {
        Self { file, tree }
    }

    /// The name of the file.
    #[must_use]
    pub fn file(&self) -> &str {
        self.file.name()
    }

    /// Where the value at `path` stands, in bytes of the file; of a table with
    /// a header, its header. None where the file does not write it.
    #[must_use]
    pub fn span_of(&self, path: &[Key<'_>]) -> Option<Range<usize>> {
        let found = self.find(path);
        found.whole.then(|| found.node.span.clone())
    }

    /// Where the last key of `path` stands.
    #[must_use]
    pub fn key_span_of(&self, path: &[Key<'_>]) -> Option<Range<usize>> {
        let found = self.find(path);
        found.key.filter(|_| found.whole)
    }

    /// The line, from 1, of the last key or item of `path`, or of the nearest
    /// there is around it. Takes time by the length of the file.
    #[must_use]
    pub fn line_of(&self, path: &[Key<'_>]) -> usize {
        let found = self.find(path);
        let is_item = matches!(path.last(), Some(Key::Index(_)));
        let key = found.key.filter(|_| !(is_item && found.whole));
        let start = key.map_or(found.node.span.start, |key| key.start);
        let before = self.file.inner().get(..start).unwrap_or_default();
        before.matches('\n').count() + 1
    }

    /// A fault at the value at `path`, or at the nearest thing around it that
    /// the file writes.
    ///
    /// `within` counts bytes of the text as it is read, escapes resolved. Where
    /// it is no part of the text, the fault is at the whole value.
    #[must_use]
    pub fn fault(
        &self,
        path: &[Key<'_>],
        within: Option<Range<usize>>,
        message: impl Into<String>,
    ) -> Fault {
        let found = self.find(path);
        let part = within
            .filter(|_| found.whole)
            .and_then(|within| self.part(found.node, &within));
        let span = part.unwrap_or_else(|| found.node.span.clone());
        Fault::new(&self.file, span, message)
    }

    /// A fault at the last key of `path`, or at the nearest there is around it.
    #[must_use]
    pub fn key_fault(&self, path: &[Key<'_>], message: impl Into<String>) -> Fault {
        let found = self.find(path);
        let span = found.key.unwrap_or_else(|| found.node.span.clone());
        Fault::new(&self.file, span, message)
    }

    fn find(&self, path: &[Key<'_>]) -> Found<'_> {
        let mut found = Found {
            node: &self.tree,
            key: None,
            whole: true,
        };
        for step in path {
            let next = match (*step, &found.node.kind) {
                (Key::Name(name), _) => found
                    .node
                    .entry(name)
                    .map(|entry| (&entry.value, Some(entry.key.clone()))),
                // An item has no key of its own: that of its list is the nearest.
                (Key::Index(at), Kind::List(items)) => {
                    items.get(at).map(|item| (item, found.key.clone()))
                }
                (Key::Index(0), _) => Some((found.node, found.key.clone())),
                (Key::Index(_), _) => None,
            };
            let Some((node, key)) = next else {
                found.whole = false;
                return found;
            };
            (found.node, found.key) = (node, key);
        }
        found
    }

    fn part(&self, node: &Node, within: &Range<usize>) -> Option<Range<usize>> {
        let Kind::Text(read) = &node.kind else {
            return None;
        };
        let written = self.file.inner().get(node.span.clone())?;
        let part = text::part(written, read, within)?;
        Some(node.span.start + part.start..node.span.start + part.end)
    }
}
