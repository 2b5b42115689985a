use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use crate::lexicon::{LEXICON, TOPICS};
use crate::{ConceptId, Passage, PassageId, Reading, Topic, TopicSet};

/// A passage that is about a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// What it is about.
    pub topic: Topic,
    /// The passage.
    pub passage: PassageId,
    /// Its words.
    pub span: Span,
}

/// Finds the clauses of every passage.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Clause> {
    let mut said: Vec<TopicSet> = Vec::with_capacity(reading.passages.len());
    let mut clauses = Vec::new();
    for (id, passage) in reading.passages.iter().enumerate() {
        let inherited = inherited(reading, passage, &said);
        let mut own = TopicSet::default();
        let block = reading.document.block_of(passage.sentence);
        let silent = matches!(
            block.kind,
            BlockKind::Heading | BlockKind::Meta | BlockKind::HeaderRow
        );
        for (topic, concepts) in Topic::all().zip(TOPICS).filter(|_| !silent) {
            let headed = reading.section_topics(block.section).contains(topic);
            let says = |concept| says(reading, passage, concept);
            if says(concepts.1) || (headed && says(concepts.2)) || inherited.contains(topic) {
                own.insert(topic);
                clauses.push(Clause {
                    topic,
                    passage: id as PassageId,
                    span: passage.span,
                });
            }
        }
        said.push(own);
    }
    clauses
}

/// Whether a concept is found in the passage's own words, at least in part.
fn says(reading: &Reading<'_>, passage: &Passage, concept: ConceptId) -> bool {
    reading
        .of(passage, concept)
        .any(|hit| hit.end > passage.lead_len())
}

/// An item of a list carries on what its introduction is about.
fn inherited(reading: &Reading<'_>, passage: &Passage, said: &[TopicSet]) -> TopicSet {
    let document = reading.document;
    let item = document.block_of(passage.sentence).kind == BlockKind::Item;
    let Some(leader) = passage.leader.filter(|_| item) else {
        return TopicSet::default();
    };
    said[leader as usize]
}

impl Reading<'_> {
    /// The clauses of a topic.
    pub fn clauses_of(&self, topic: Topic) -> impl Iterator<Item = &Clause> {
        self.clauses
            .iter()
            .filter(move |clause| clause.topic == topic)
    }

    /// The names of the concepts found in a passage's own words, for those who
    /// write word lists.
    pub fn concepts(&self, passage: &Passage) -> impl Iterator<Item = (&'static str, Span)> {
        let lead = passage.lead_len();
        self.hits(passage)
            .iter()
            .filter(move |hit| hit.end > lead)
            .map(|hit| (LEXICON.name(hit.concept), self.span(passage, hit)))
            .filter(|(name, _)| !name.starts_with('"'))
    }
}
