use std::cell::OnceCell;
use std::iter::successors;

use serde::de::DeserializeOwned;

use crate::Item;
use crate::data::{
    About, Block, Clause, DataKind, Entity, Link, Section, Sentence, Span, Statement,
};

/// A policy and what it says.
///
/// Each part is fetched when it is first asked for, so a rule pays for what it
/// looks at. Parts point at each other by index.
pub struct Policy {
    source: Box<dyn Fn(Item) -> Vec<u8>>,
    text: OnceCell<String>,
    about: OnceCell<About>,
    sections: OnceCell<Vec<Section>>,
    blocks: OnceCell<Vec<Block>>,
    sentences: OnceCell<Vec<Sentence>>,
    clauses: OnceCell<Vec<Clause>>,
    statements: OnceCell<Vec<Statement>>,
    entities: OnceCell<Vec<Entity>>,
    links: OnceCell<Vec<Link>>,
    kinds: OnceCell<Vec<DataKind>>,
}

impl Policy {
    /// A policy whose parts `source` gives, in JSON.
    ///
    /// # Panics
    /// Not here, but each part where it is asked for, if `source` gives
    /// something else; no host does.
    #[must_use]
    pub fn new(source: impl Fn(Item) -> Vec<u8> + 'static) -> Self {
        Self {
            source: Box::new(source),
            text: OnceCell::new(),
            about: OnceCell::new(),
            sections: OnceCell::new(),
            blocks: OnceCell::new(),
            sentences: OnceCell::new(),
            clauses: OnceCell::new(),
            statements: OnceCell::new(),
            entities: OnceCell::new(),
            links: OnceCell::new(),
            kinds: OnceCell::new(),
        }
    }

    /// The clean text, which all spans count in: markup gone, one block a line.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let text = String::from_utf8((self.source)(Item::Text));
            text.expect("the host hands over UTF-8")
        })
    }

    /// The words of a span; empty where it does not fit the text.
    #[must_use]
    pub fn str(&self, span: Span) -> &str {
        let range = span.start as usize..span.end as usize;
        self.text().get(range).unwrap_or_default()
    }

    /// The policy as a whole: its title, its format, its facts, today's date.
    #[must_use]
    pub fn about(&self) -> &About {
        self.part(&self.about, Item::About)
    }

    /// Sections in reading order; the first holds what precedes any heading.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        self.list(&self.sections, Item::Sections)
    }

    /// Blocks in reading order: paragraphs, list items, rows of tables.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        self.list(&self.blocks, Item::Blocks)
    }

    /// Sentences in reading order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        self.list(&self.sentences, Item::Sentences)
    }

    /// Clauses in reading order: what is about which topic.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        self.list(&self.clauses, Item::Clauses)
    }

    /// Statements in reading order: who does what with which data.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        self.list(&self.statements, Item::Statements)
    }

    /// Dates, durations, addresses and the like, by place.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        self.list(&self.entities, Item::Entities)
    }

    /// Links in reading order.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        self.list(&self.links, Item::Links)
    }

    /// All kinds of data that clauselint knows, by name.
    #[must_use]
    pub fn kinds(&self) -> &[DataKind] {
        self.list(&self.kinds, Item::Kinds)
    }

    /// The clauses of a topic.
    pub fn clauses_of(&self, topic: &str) -> impl Iterator<Item = &Clause> {
        let clauses = self.clauses().iter();
        clauses.filter(move |clause| clause.topic == topic)
    }

    /// The entities that lie within a span.
    #[must_use]
    pub fn entities_in(&self, span: Span) -> &[Entity] {
        let entities = self.entities();
        let from = entities.partition_point(|entity| entity.span.start < span.start);
        let len = entities[from..].partition_point(|entity| entity.span.end <= span.end);
        &entities[from..from + len]
    }

    /// The blocks of a section, its heading's and its subsections' among them.
    #[must_use]
    pub fn blocks_of(&self, section: &Section) -> &[Block] {
        &self.blocks()[section.blocks.range()]
    }

    /// The sentences of a block.
    #[must_use]
    pub fn sentences_of(&self, block: &Block) -> &[Sentence] {
        &self.sentences()[block.sentences.range()]
    }

    /// Whether a kind of data is `other` or a kind of it: an `ip-address` is a
    /// kind of `personal-data`.
    #[must_use]
    pub fn is_kind_of(&self, kind: &str, other: &str) -> bool {
        let named = |name: &str| self.kinds().iter().find(|kind| kind.name == name);
        let parent = |kind: &&DataKind| named(kind.parent.as_deref()?);
        successors(named(kind), parent).any(|kind| kind.name == other)
    }

    fn list<'p, T: DeserializeOwned>(&'p self, cell: &'p OnceCell<Vec<T>>, item: Item) -> &'p [T] {
        self.part::<Vec<T>>(cell, item)
    }

    fn part<'p, T: DeserializeOwned>(&'p self, cell: &'p OnceCell<T>, item: Item) -> &'p T {
        cell.get_or_init(|| match serde_json::from_slice(&(self.source)(item)) {
            Ok(part) => part,
            Err(error) => panic!("{item:?} of the policy are not as expected: {error}"),
        })
    }
}
