//! What the text says: every sentence becomes a passage in which the concepts
//! of the word lists are found; concepts make clauses with topics; clauses make
//! the facts of the whole policy.
//!
//! Language is data: the word lists stand under `rules/language`. Knows the
//! document and no rule.

mod clause;
mod facts;
mod given;
mod known;
mod lexicon;
mod look_up;
mod memory;
mod passage;
mod polarity;
mod statement;
mod token;
mod topic;

use clauselint_lexicon::{Postings, WordId};
use clauselint_source::Span;
use clauselint_syntax::{Document, SectionId};

pub use clause::Clause;
pub use clauselint_lexicon::{CompileError, ConceptId, Hit, Problem, Source as WordSource};
pub use facts::{Collection, Contact, Fact, Facts, NameInRole, Period};
pub use known::{Children, KnownFacts};
pub use lexicon::{Listed, Vocabulary, VocabularyBuilder, act, concept, data_kind, listed};
pub use memory::Memory;
pub use passage::{Passage, PassageId};
pub use statement::{Act, DataKind, Found, Modality, Party, Polarity, Statement};
pub use token::Token;
pub use topic::{Topic, TopicSet};

/// A document with what it says.
#[derive(Debug)]
pub struct Reading<'d> {
    /// The document that was read.
    pub document: &'d Document,
    /// The concepts that were looked for.
    pub vocabulary: &'d Vocabulary,
    /// Every sentence with what leads it, in reading order.
    pub passages: Vec<Passage>,
    /// Clauses in reading order, by topic within a passage.
    pub clauses: Vec<Clause>,
    /// What the policy says as a whole.
    pub facts: Facts,
    /// Who does what with which data, in reading order.
    pub statements: Vec<Statement>,
    tokens: Vec<Token>,
    marked: Vec<Hit>,
    headed: Vec<TopicSet>,
    postings: Postings,
}

impl<'d> Reading<'d> {
    /// Reads a document.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        Self::with(document, Vocabulary::builtin())
    }

    /// Reads a document with words of packs.
    #[must_use]
    pub fn with(document: &'d Document, vocabulary: &'d Vocabulary) -> Self {
        Self::with_known(document, vocabulary, &KnownFacts::default())
    }

    /// Reads a document of whose author something is known; what is known
    /// counts, whatever the text says.
    #[must_use]
    pub fn with_known(
        document: &'d Document,
        vocabulary: &'d Vocabulary,
        known: &KnownFacts,
    ) -> Self {
        Self::read(document, vocabulary, known, None)
    }

    /// The same, of a text that somebody is writing; what `memory` knows of the
    /// state before is not looked up again. The result is the same.
    #[must_use]
    pub fn with_memory(
        document: &'d Document,
        vocabulary: &'d Vocabulary,
        known: &KnownFacts,
        memory: &mut Memory,
    ) -> Self {
        let reading = Self::read(document, vocabulary, known, Some(memory));
        memory.turn();
        reading
    }

    fn read(
        document: &'d Document,
        vocabulary: &'d Vocabulary,
        known: &KnownFacts,
        mut memory: Option<&mut Memory>,
    ) -> Self {
        let mut reading = passage::read(document, vocabulary, memory.as_deref_mut());
        reading.headed = topic::of_sections(&reading);
        reading.clauses = clause::find(&reading);
        reading.facts = facts::gather(&reading, known);
        reading.statements = statement::find(&reading, memory);
        facts::complete(&mut reading);
        reading
    }

    /// The words of a passage, its lead's first.
    pub fn tokens(&self, passage: &Passage) -> impl Iterator<Item = &Token> + Clone {
        let lead = passage.lead.clone().unwrap_or(0..0);
        self.tokens[lead.start as usize..lead.end as usize]
            .iter()
            .chain(&self.tokens[passage.tokens.start as usize..passage.tokens.end as usize])
    }

    /// The word at a position of a passage, which hits count in.
    #[must_use]
    pub fn token(&self, passage: &Passage, at: u16) -> Option<&Token> {
        self.tokens(passage).nth(usize::from(at))
    }

    /// How many of the document's words the lists know, and how many there are.
    pub(crate) fn known_words(&self) -> (usize, usize) {
        let words = self.tokens.iter().filter(|token| token.span.len() > 1);
        words.fold((0, 0), |(known, words), token| {
            let is_known = token.word != WordId::UNKNOWN;
            (known + usize::from(is_known), words + 1)
        })
    }

    /// Whether the word lists know a word.
    #[must_use]
    pub fn knows(&self, token: &Token) -> bool {
        token.word != WordId::UNKNOWN || token.added != WordId::UNKNOWN
    }

    /// All that was found in a passage, by concept and then by place. Asks for
    /// every concept there is; who knows which one he wants asks for it alone.
    #[must_use]
    pub fn hits(&self, passage: &Passage) -> Vec<Hit> {
        let concepts = (0..self.vocabulary.len() as u16).map(ConceptId);
        concepts
            .flat_map(|concept| self.of(passage, concept))
            .collect()
    }

    /// What was found in a passage that plays a part or tells of a topic, by
    /// concept and then by place.
    pub(crate) fn marked(&self, passage: &Passage) -> &[Hit] {
        &self.marked[passage.marked.start as usize..passage.marked.end as usize]
    }

    /// The places where a concept was found in a passage, in order.
    pub fn of(
        &self,
        passage: &Passage,
        concept: ConceptId,
    ) -> impl DoubleEndedIterator<Item = Hit> + ExactSizeIterator + Clone {
        self.postings.of(concept, passage.id)
    }

    /// The places where any of these concepts was found in a passage, in order.
    #[must_use]
    pub fn of_any(&self, passage: &Passage, concepts: &[ConceptId]) -> Vec<Hit> {
        let concepts = concepts.iter();
        let hits = concepts.flat_map(|concept| self.of(passage, *concept));
        let mut hits: Vec<Hit> = hits.collect();
        hits.sort_unstable();
        hits
    }

    /// The passages in which a concept was found, their leads included, in order.
    pub fn found(&self, concept: ConceptId) -> impl Iterator<Item = PassageId> + Clone {
        self.postings.sentences(concept)
    }

    /// Whether a concept was found in any passage.
    #[must_use]
    pub fn contains(&self, concept: ConceptId) -> bool {
        self.postings.contain(concept)
    }

    /// The passages in which any of these concepts was found, in order.
    #[must_use]
    pub fn found_any(&self, concepts: &[ConceptId]) -> Vec<PassageId> {
        let found = concepts.iter().flat_map(|concept| self.found(*concept));
        let mut passages: Vec<PassageId> = found.collect();
        passages.sort_unstable();
        passages.dedup();
        passages
    }

    /// Whether a concept was found in a passage, its lead included.
    #[must_use]
    pub fn has(&self, passage: &Passage, concept: ConceptId) -> bool {
        self.postings.have(concept, passage.id)
    }

    /// Where a hit's words stand; the part in the passage itself where it
    /// begins in the lead.
    #[must_use]
    pub fn span(&self, passage: &Passage, hit: Hit) -> Span {
        let lead = passage.lead_len();
        let own = |at: u16| &self.tokens[passage.tokens.start as usize + usize::from(at - lead)];
        if hit.end <= lead {
            let lead = passage.lead.clone().unwrap_or(0..0).start as usize;
            let token = |at: u16| self.tokens[lead + usize::from(at)].span;
            return token(hit.start).to(token(hit.end - 1));
        }
        own(hit.start.max(lead)).span.to(own(hit.end - 1).span)
    }

    /// The topics of a passage's clauses.
    #[must_use]
    pub fn topics(&self, passage: PassageId) -> TopicSet {
        let from = self
            .clauses
            .partition_point(|clause| clause.passage < passage);
        let mut topics = TopicSet::default();
        let own = self.clauses[from..].iter();
        own.take_while(|clause| clause.passage == passage)
            .for_each(|clause| topics.insert(clause.topic));
        topics
    }

    /// The section that a passage stands in.
    #[must_use]
    pub fn section(&self, passage: &Passage) -> SectionId {
        self.document.block_of(passage.sentence).section
    }

    /// What a passage states.
    #[must_use]
    pub fn statements_of(&self, passage: PassageId) -> &[Statement] {
        let from = self
            .statements
            .partition_point(|statement| statement.passage < passage);
        let own = &self.statements[from..];
        &own[..own.partition_point(|statement| statement.passage == passage)]
    }

    /// The topics that a section's heading names, or else an outer one's.
    #[must_use]
    pub fn section_topics(&self, section: SectionId) -> TopicSet {
        self.headed[section as usize]
    }
}
