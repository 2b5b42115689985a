//! How many words of which kind stand where, so that any element's share is
//! told at once.

use std::ops::Range;

use super::elements::{Kind, Tag};
use super::tree::{NodeId, Tree};

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
    /// Counts everything but what is `skipped`.
    pub(super) fn of(tree: &Tree, text: &str, skipped: &[bool]) -> Self {
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
                _ if node.is_text() => sum.add(words(node.span.of(text)), id < link_to),
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

/// Words of a run of text: what white space parts, signs alone left out.
fn words(text: &str) -> u32 {
    let mut count = 0;
    let mut inside = false;
    for byte in text.bytes() {
        let class = CLASSES[usize::from(byte)];
        count += u32::from(class == PART && !inside);
        inside = class == PART || (inside && class != GAP);
    }
    count
}

const GAP: u8 = 0;
const SIGN: u8 = 1;
const PART: u8 = 2;

static CLASSES: [u8; 256] = {
    let mut classes = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        let one = byte as u8;
        if one.is_ascii_alphanumeric() || one >= 0x80 {
            classes[byte] = PART;
        } else if one.is_ascii_whitespace() {
            classes[byte] = GAP;
        }
        byte += 1;
    }
    classes
};
