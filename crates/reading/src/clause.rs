use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use crate::topic::Cues;
use crate::{ConceptId, Passage, PassageId, Reading, Topic, TopicSet};

/// More words are a sentence.
const BRIEF_WORDS: usize = 10;

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
    // The block at hand and what its sentences have been about.
    let (mut block, mut before) = (None, TopicSet::default());
    let mut present = Present::default();
    for (id, passage) in reading.passages.iter().enumerate() {
        let own = Some(reading.document.sentences[passage.sentence as usize].block);
        if block != own {
            (block, before) = (own, TopicSet::default());
        }
        present.fill(reading, passage);
        let topics = topics_of(reading, passage, &present, &said, before);
        before = before.with(topics);
        for topic in Topic::all().filter(|topic| topics.contains(*topic)) {
            clauses.push(Clause {
                topic,
                passage: id as PassageId,
                span: passage.span,
            });
        }
        said.push(topics);
    }
    clauses
}

/// `said` is what each passage before it is about, `before` those of its block.
fn topics_of(
    reading: &Reading<'_>,
    passage: &Passage,
    present: &Present,
    said: &[TopicSet],
    before: TopicSet,
) -> TopicSet {
    let mut topics = TopicSet::default();
    let block = reading.document.block_of(passage.sentence);
    let says = |concept| present.says(concept);
    if opens_document(reading, passage) {
        let titled = Topic::all().filter(|topic| says(topic.cues().title));
        titled.for_each(|topic| topics.insert(topic));
    }
    if matches!(
        block.kind,
        BlockKind::Heading | BlockKind::Meta | BlockKind::HeaderRow
    ) {
        return topics;
    }
    let headed = reading.section_topics(block.section);
    let barred = |topic: Topic| {
        let cues = topic.cues();
        present.has(cues.unless)
            || says(cues.opens)
            || before.meets(cues.yields) && !headed.contains(topic)
    };
    for topic in Topic::all() {
        let cues = topic.cues();
        if (says(cues.says)
            || headed.contains(topic) && says(cues.under)
            || is_led(reading, passage, topic, said))
            && !barred(topic)
        {
            topics.insert(topic);
        }
    }
    let sure = topics;
    let brief = is_brief(reading, passage);
    let hints = |cues: &Cues| says(cues.alone) || brief && says(cues.brief);
    for topic in Topic::all().filter(|topic| hints(topic.cues())) {
        if !sure.has_other(topic) && !headed.has_other(topic) && !barred(topic) {
            topics.insert(topic);
        }
    }
    topics
}

/// Whether it is the first that the document says.
fn opens_document(reading: &Reading<'_>, passage: &Passage) -> bool {
    reading
        .passages
        .first()
        .is_some_and(|first| first.sentence == passage.sentence)
}

/// Whether it is a few words and no sentence: an item "Phone number".
fn is_brief(reading: &Reading<'_>, passage: &Passage) -> bool {
    let words = reading.document.str(passage.span);
    passage.tokens.len() <= BRIEF_WORDS && !words.ends_with(['.', '!', '?', ':'])
}

/// The concepts found in a passage, one bit each: every topic asks for several.
#[derive(Default)]
struct Present {
    /// In its own words, at least in part.
    own: Vec<u64>,
    /// In these or in its lead.
    all: Vec<u64>,
}

impl Present {
    fn fill(&mut self, reading: &Reading<'_>, passage: &Passage) {
        let len = reading.vocabulary.len().div_ceil(64);
        for bits in [&mut self.own, &mut self.all] {
            bits.clear();
            bits.resize(len, 0);
        }
        for hit in reading.hits(passage) {
            let (slot, bit) = place(hit.concept);
            self.all[slot] |= bit;
            if hit.end > passage.lead_len() {
                self.own[slot] |= bit;
            }
        }
    }

    fn says(&self, concept: ConceptId) -> bool {
        let (slot, bit) = place(concept);
        self.own[slot] & bit != 0
    }

    fn has(&self, concept: ConceptId) -> bool {
        let (slot, bit) = place(concept);
        self.all[slot] & bit != 0
    }
}

fn place(concept: ConceptId) -> (usize, u64) {
    (usize::from(concept.0) / 64, 1 << (concept.0 % 64))
}

/// Whether an item of a list carries on what its introduction is about.
fn is_led(reading: &Reading<'_>, passage: &Passage, topic: Topic, said: &[TopicSet]) -> bool {
    let document = reading.document;
    let item = document.block_of(passage.sentence).kind == BlockKind::Item;
    let Some(leader) = passage.leader.filter(|_| item) else {
        return false;
    };
    match topic.cues().leads {
        Some(leads) => reading.has(&reading.passages[leader as usize], leads),
        None => said[leader as usize].contains(topic),
    }
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
    pub fn concepts(&self, passage: &Passage) -> impl Iterator<Item = (&str, Span)> {
        let lead = passage.lead_len();
        self.hits(passage)
            .iter()
            .filter(move |hit| hit.end > lead)
            .map(|hit| (self.vocabulary.name(hit.concept), self.span(passage, hit)))
            .filter(|(name, _)| !name.starts_with('"'))
    }
}
