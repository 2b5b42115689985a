//! Where the next block stands: in which list, as what, led by which block.

use crate::builder::{Builder, Place};
use crate::document::{BlockId, BlockKind};

use super::tree::NodeId;

/// The lists and items that are open, and the quotes around.
#[derive(Default)]
pub(super) struct Places {
    open: Vec<Around>,
    /// Which of them are items.
    items: Vec<usize>,
    /// The list that was closed last.
    closed: Option<Closed>,
    /// Ends of the quotes that are open.
    quotes: Vec<NodeId>,
}

/// A list or an item around the next block.
struct Around {
    /// Where it ends.
    end: NodeId,
    depth: u8,
    lead: Option<BlockId>,
    what: What,
}

enum What {
    List,
    /// The kind of its first block, and that block once it is written.
    Item {
        kind: BlockKind,
        block: Option<BlockId>,
    },
    /// An item that holds a heading: what follows stands on its own.
    Section,
}

/// A list behind which another may go on.
struct Closed {
    last: Option<BlockId>,
    depth: u8,
    lead: Option<BlockId>,
}

/// What the next block is to be.
pub(super) struct Next {
    pub(super) kind: BlockKind,
    pub(super) place: Place,
}

impl Places {
    pub(super) fn open_list(&mut self, end: NodeId, builder: &Builder) {
        let depth = self.depth().saturating_add(1);
        let lead = self.lead(depth, builder);
        self.open.push(Around {
            end,
            depth,
            lead,
            what: What::List,
        });
    }

    pub(super) fn open_item(&mut self, end: NodeId, builder: &Builder) {
        self.item(end, BlockKind::Item, builder);
    }

    pub(super) fn open_term(&mut self, end: NodeId, builder: &Builder) {
        self.item(end, BlockKind::Term, builder);
    }

    pub(super) fn open_quote(&mut self, end: NodeId) {
        self.quotes.push(end);
    }

    fn item(&mut self, end: NodeId, kind: BlockKind, builder: &Builder) {
        let (depth, lead) = match self.open.last() {
            Some(Around {
                what: What::List,
                depth,
                lead,
                ..
            }) => (*depth, *lead),
            _ => {
                let depth = self.depth().saturating_add(1);
                (depth, self.lead(depth, builder))
            }
        };
        let what = What::Item { kind, block: None };
        self.items.push(self.open.len());
        self.open.push(Around {
            end,
            depth,
            lead,
            what,
        });
    }

    /// Closes what ends before `id`.
    pub(super) fn close(&mut self, id: NodeId, builder: &Builder) {
        while self.quotes.pop_if(|end| *end <= id).is_some() {}
        while let Some(around) = self.open.pop_if(|around| around.end <= id) {
            self.items.pop_if(|item| *item == self.open.len());
            match around.what {
                What::Item {
                    kind: BlockKind::Term,
                    block,
                } => self.described(block),
                What::Section => self.closed = None,
                What::List | What::Item { .. } => {
                    let last = builder.last_block();
                    self.closed = Some(Closed {
                        last,
                        depth: around.depth,
                        lead: around.lead,
                    });
                }
            }
        }
    }

    /// Descriptions that follow are those of a term.
    fn described(&mut self, term: Option<BlockId>) {
        if let Some(list) = self.open.last_mut()
            && matches!(list.what, What::List)
            && term.is_some()
        {
            list.lead = term;
        }
    }

    /// The block that leads a list which begins here.
    fn lead(&self, depth: u8, builder: &Builder) -> Option<BlockId> {
        if let Some(closed) = &self.closed
            && closed.last == builder.last_block()
            && closed.depth == depth
        {
            return closed.lead;
        }
        let (last, _) = builder.last()?;
        let leads = matches!(
            last.kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Term
        );
        builder.last_block().filter(|_| leads)
    }

    /// The lead of an item that is one only by its bullet.
    pub(super) fn bullet_lead(&self, builder: &Builder) -> (u8, Option<BlockId>) {
        let depth = self.depth().saturating_add(1);
        (depth, self.lead(depth, builder))
    }

    /// An item by its bullet has been written.
    pub(super) fn close_bullet(&mut self, lead: Option<BlockId>, builder: &Builder) {
        let depth = self.depth().saturating_add(1);
        self.closed = Some(Closed {
            last: builder.last_block(),
            depth,
            lead,
        });
    }

    pub(super) fn depth(&self) -> u8 {
        match self.open.last() {
            None
            | Some(Around {
                what: What::Section,
                ..
            }) => 0,
            Some(around) => around.depth,
        }
    }

    pub(super) fn next(&self) -> Next {
        let quoted = !self.quotes.is_empty();
        let plain = |lead, depth| Next {
            kind: BlockKind::Paragraph,
            place: Place {
                lead,
                depth,
                quoted,
            },
        };
        match self.items.last().map(|&item| &self.open[item]) {
            Some(Around {
                what: What::Item { kind, block: None },
                depth,
                lead,
                ..
            }) => {
                let term = *kind == BlockKind::Term;
                let (lead, depth) = if term {
                    (None, depth - 1)
                } else {
                    (*lead, *depth)
                };
                Next {
                    kind: *kind,
                    place: Place {
                        lead,
                        depth,
                        quoted,
                    },
                }
            }
            Some(Around {
                what: What::Item { block, .. },
                depth,
                ..
            }) => plain(*block, *depth),
            _ => plain(None, 0),
        }
    }

    /// The first block of the innermost item has been written.
    pub(super) fn written(&mut self, id: Option<BlockId>) {
        if let Some(&item) = self.items.last()
            && let What::Item { block, .. } = &mut self.open[item].what
            && block.is_none()
        {
            *block = id;
        }
    }

    /// A heading stands in the innermost item.
    pub(super) fn headed(&mut self) {
        if let Some(around) = self.open.last_mut()
            && matches!(around.what, What::Item { .. })
        {
            around.what = What::Section;
        }
    }
}
