use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use crate::lexicon::LED_BY_WORDS;
use crate::topic::{Part, Said};
use crate::{Hit, Passage, PassageId, Reading, Topic, TopicSet};

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
    let mut led: Vec<TopicSet> = Vec::with_capacity(reading.passages.len());
    let mut clauses = Vec::new();
    // The block at hand and what its sentences have been about.
    let (mut block, mut before) = (None, TopicSet::default());
    for (id, passage) in reading.passages.iter().enumerate() {
        let own = Some(reading.document.sentences[passage.sentence as usize].block);
        if block != own {
            (block, before) = (own, TopicSet::default());
        }
        let said = Said::of(reading, passage);
        let topics = topics_of(reading, passage, &said, &led, before);
        before = before.with(topics);
        clauses.extend(topics.iter().map(|topic| Clause {
            topic,
            passage: id as PassageId,
            span: passage.span,
        }));
        let leads = said.anywhere(Part::Leads);
        led.push(LED_BY_WORDS.both(leads).with(topics.without(LED_BY_WORDS)));
    }
    clauses
}

/// `led` is what each passage before it makes the items of its list about,
/// `before` what the passages of its block are about.
fn topics_of(
    reading: &Reading<'_>,
    passage: &Passage,
    said: &Said,
    led: &[TopicSet],
    before: TopicSet,
) -> TopicSet {
    let mut topics = TopicSet::default();
    let block = reading.document.block_of(passage.sentence);
    if opens_document(reading, passage) {
        topics = said.itself(Part::Title);
    }
    if matches!(
        block.kind,
        BlockKind::Heading | BlockKind::Meta | BlockKind::HeaderRow
    ) {
        return topics;
    }
    let headed = reading.section_topics(block.section);
    let barred = said.anywhere(Part::Unless).with(said.itself(Part::Opens));
    let yields = |topic: Topic| before.meets(topic.cues().yields) && !headed.contains(topic);
    let sure = said
        .itself(Part::Says)
        .with(headed.both(said.itself(Part::Under)))
        .with(led_topics(reading, passage, led))
        .without(barred);
    for topic in sure.iter().filter(|topic| !yields(*topic)) {
        topics.insert(topic);
    }
    let sure = topics;
    let mut hints = said.itself(Part::Alone);
    if is_brief(reading, passage) {
        hints = hints.with(said.itself(Part::Brief));
    }
    for topic in hints.without(barred).iter() {
        if !sure.has_other(topic) && !headed.has_other(topic) && !yields(topic) {
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

/// What the introduction of a list makes its item about.
fn led_topics(reading: &Reading<'_>, passage: &Passage, led: &[TopicSet]) -> TopicSet {
    let item = reading.document.block_of(passage.sentence).kind == BlockKind::Item;
    let leader = passage.leader.filter(|_| item);
    leader.map_or_else(TopicSet::default, |leader| led[leader as usize])
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
        let own = self.hits(passage).into_iter().filter(|hit| hit.end > lead);
        let mut own: Vec<Hit> = own.collect();
        own.sort_unstable();
        own.into_iter()
            .map(|hit| (self.vocabulary.name(hit.concept), self.span(passage, hit)))
    }
}
