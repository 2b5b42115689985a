//! Tables of data from tables that only place things.

use super::elements::{HEADINGS, Kind};
use super::marks::Role;
use super::tree::{NodeId, Tree};

/// What a table and its rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shape {
    /// Not a table, or one that only places things.
    #[default]
    Flow,
    Data,
    Row,
    HeaderRow,
}

/// The shape of every node, most of them [`Shape::Flow`].
pub(super) fn shapes(tree: &Tree, text: &str) -> Vec<Shape> {
    let mut reading = Reading {
        tree,
        shapes: vec![Shape::Flow; tree.len()],
        tables: Vec::new(),
    };
    for id in 0..tree.len() {
        reading.close(id);
        reading.node(id, text);
    }
    reading.close(tree.len());
    reading.shapes
}

struct Reading<'a> {
    tree: &'a Tree,
    shapes: Vec<Shape>,
    /// Open tables, outermost first.
    tables: Vec<Table>,
}

/// What is known of a table so far.
struct Table {
    node: NodeId,
    rows: Vec<Row>,
    /// A heading, a nested table or the role of a layout.
    placing: bool,
    /// Lists, and paragraphs that follow others, in cells.
    blocks: u32,
    /// Paragraphs of the cell being read.
    paragraphs: u32,
    in_head: Option<NodeId>,
    bold_to: NodeId,
}

struct Row {
    node: NodeId,
    cells: u32,
    heads: u32,
    filled: bool,
    plain: bool,
    in_head: bool,
}

impl Reading<'_> {
    fn node(&mut self, id: NodeId, text: &str) {
        let node = &self.tree.nodes[id];
        let kind = node.kind();
        if kind == Kind::Table {
            if let Some(outer) = self.tables.last_mut() {
                outer.placing = true;
            }
            self.tables.push(Table::at(id, node.marks.role));
        } else if let Some(table) = self.tables.last_mut() {
            table.read(self.tree, id, kind, text);
        }
    }

    /// Judges the tables that end before `id`.
    fn close(&mut self, id: NodeId) {
        while let Some(table) = self.tables.pop_if(|table| self.tree.end(table.node) <= id) {
            if table.is_data() {
                self.shapes[table.node] = Shape::Data;
                let several = table.rows.len() > 1;
                for (at, row) in table.rows.iter().enumerate() {
                    let header = row.is_header(at == 0 && several);
                    self.shapes[row.node] = if header { Shape::HeaderRow } else { Shape::Row };
                }
            }
        }
    }
}

impl Table {
    fn at(node: NodeId, role: Role) -> Self {
        Self {
            node,
            rows: Vec::new(),
            placing: role == Role::Layout,
            blocks: 0,
            paragraphs: 0,
            in_head: None,
            bold_to: 0,
        }
    }

    fn read(&mut self, tree: &Tree, id: NodeId, kind: Kind, text: &str) {
        let node = &tree.nodes[id];
        self.placing |= HEADINGS.contains(&node.tag);
        match kind {
            Kind::HeadGroup => self.in_head = Some(tree.end(id)),
            Kind::Row => {
                let in_head = self.in_head.is_some_and(|end| id < end);
                self.rows.push(Row {
                    node: id,
                    cells: 0,
                    heads: 0,
                    filled: false,
                    plain: false,
                    in_head,
                });
            }
            Kind::Cell | Kind::HeadCell => self.cell(kind == Kind::HeadCell),
            Kind::Strong => self.bold_to = self.bold_to.max(tree.end(id)),
            Kind::List => self.blocks += 1,
            Kind::Paragraph => {
                self.paragraphs += 1;
                self.blocks += u32::from(self.paragraphs > 1);
            }
            _ if node.is_text() => self.text(node.span.of(text), id),
            _ => {}
        }
    }

    fn cell(&mut self, head: bool) {
        self.paragraphs = 0;
        if let Some(row) = self.rows.last_mut() {
            row.cells += 1;
            row.heads += u32::from(head);
        }
    }

    fn text(&mut self, text: &str, id: NodeId) {
        let bold = id < self.bold_to;
        if let Some(row) = self.rows.last_mut()
            && text.contains(|c: char| c.is_alphanumeric())
        {
            row.filled = true;
            row.plain |= !bold;
        }
    }

    /// Two columns at least, and what stands in them is not laid out itself,
    /// unless a header row says that these are columns of data.
    fn is_data(&self) -> bool {
        let columns = self.rows.iter().map(|row| row.cells).max().unwrap_or(0);
        let headed = self
            .rows
            .first()
            .is_some_and(|row| row.is_header(self.rows.len() > 1));
        let listed = self.rows.len() > 1 && self.blocks == 0;
        columns > 1 && !self.placing && (headed || listed)
    }
}

impl Row {
    fn is_header(&self, first: bool) -> bool {
        let all_heads = self.cells > 1 && self.heads == self.cells;
        let all_bold = first && self.cells > 1 && self.filled && !self.plain;
        self.in_head || all_heads || all_bold
    }
}
