//! How many words of which kind stand where, so that any element's share is
//! told at once.

use std::ops::Range;

use crate::eight::{HIGH, SMALL, filled, ones, sum_of, within};

use super::elements::{Kind, Tag};
use super::tree::{Node, NodeId, Tree};

/// A run of text with fewer words may be a menu's or a button's.
const SENTENCE: u32 = 8;

/// What a stretch of the page holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) words: u32,
    /// Words in links.
    pub(super) linked: u32,
    /// Words in runs of text that are long enough for a sentence.
    pub(super) prose: u32,
    pub(super) headings: u32,
    /// Buttons and input fields.
    pub(super) controls: u32,
}

/// Counts up to each node.
pub(super) struct Measure(Vec<Counts>);

impl Measure {
    /// Counts everything but what is `skipped`; `words` has the words of each
    /// run of text.
    pub(super) fn of(tree: &Tree, words: &[u32], skipped: &[bool]) -> Self {
        let mut sums = Vec::with_capacity(tree.len() + 1);
        let mut sum = Counts::default();
        let (mut skip_to, mut link_to) = (0, 0);
        for (id, node) in tree.nodes.iter().enumerate() {
            sums.push(sum);
            sum.controls += u32::from(matches!(node.tag, Tag::Button | Tag::Input));
            if skipped[id] {
                skip_to = skip_to.max(tree.end(id));
            }
            if id < skip_to {
                continue;
            }
            match node.kind() {
                Kind::Link if tree.href(id).is_some() => link_to = link_to.max(tree.end(id)),
                Kind::Heading(_) => sum.headings += 1,
                _ if node.is_text() => sum.add(words[id], id < link_to),
                _ => {}
            }
        }
        sums.push(sum);
        Self(sums)
    }

    /// Counts of the whole page.
    pub(super) fn total(&self) -> Counts {
        self.0.last().copied().unwrap_or_default()
    }

    /// Counts of an element.
    pub(super) fn within(&self, tree: &Tree, id: NodeId) -> Counts {
        self.over(&(id..tree.end(id)))
    }

    /// Counts of a range of nodes.
    pub(super) fn over(&self, range: &Range<NodeId>) -> Counts {
        let (from, to) = (self.0[range.start], self.0[range.end]);
        Counts {
            words: to.words - from.words,
            linked: to.linked - from.linked,
            prose: to.prose - from.prose,
            headings: to.headings - from.headings,
            controls: to.controls - from.controls,
        }
    }
}

impl Counts {
    fn add(&mut self, words: u32, linked: bool) {
        self.words += words;
        if linked {
            self.linked += words;
        } else if words >= SENTENCE {
            self.prose += words;
        }
    }
}

/// Words of each run of text that is not `skipped`.
pub(super) fn words(tree: &Tree, text: &str, skipped: &[bool]) -> Vec<u32> {
    let mut skip_to = 0;
    let words = |(id, node): (NodeId, &Node)| {
        if skipped[id] {
            skip_to = skip_to.max(tree.end(id));
        }
        if node.is_text() && id >= skip_to {
            words_in(node.span.of(text))
        } else {
            0
        }
    };
    tree.nodes.iter().enumerate().map(words).collect()
}

/// Words of a run of text: what white space parts, signs alone left out.
///
/// Bytes between gaps are all ones, to which 1 is added for each letter: the sum
/// carries over into the gap behind where there is one letter or more.
fn words_in(text: &str) -> u32 {
    let (mut count, mut carry) = (0, false);
    let (chunks, rest) = text.as_bytes().as_chunks();
    let mut last = [b' '; 8];
    last[..rest.len()].copy_from_slice(rest);
    for chunk in chunks.iter().chain([&last]) {
        let eight = u64::from_le_bytes(*chunk);
        let gaps = ones(gaps(eight));
        let (sum, over) = (!filled(gaps)).overflowing_add(ones(letters(eight)));
        let (sum, again) = sum.overflowing_add(u64::from(carry));
        carry = over || again;
        count += sum_of(sum & gaps);
    }
    count
}

/// White space.
const fn gaps(eight: u64) -> u64 {
    let breaks = within(eight, b'\t', b'\r') & !within(eight, 0x0B, 0x0B);
    breaks | within(eight, b' ', b' ')
}

/// Letters of any language, and digits.
const fn letters(eight: u64) -> u64 {
    within(eight | SMALL, b'a', b'z') | within(eight, b'0', b'9') | eight & HIGH
}

#[cfg(test)]
mod tests {
    use super::words_in;

    #[test]
    fn words_are_parted_by_white_space() {
        for (text, count) in [
            ("We don't sell it.", 4),
            ("- e-mail & co", 2),
            (" \n", 0),
            ("(\u{e9}t\u{e9})", 1),
            ("...", 0),
            ("a b c d e f g h i", 9),
            ("antidisestablishmentarianism . of , a 1", 4),
            ("seven77 eight888 --------- nine99999\u{b}9", 3),
        ] {
            assert_eq!(words_in(text), count, "{text}");
        }
    }
}
