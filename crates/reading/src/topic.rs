use clauselint_lexicon::ConceptId;
use clauselint_syntax::BlockKind;

use crate::Reading;
use crate::lexicon::TOPICS;

/// A topic's name and the concepts that tell it.
pub(crate) struct Cues {
    pub(crate) name: &'static str,
    /// What a section on it is called.
    pub(crate) called: &'static str,
    /// Says it wherever it stands.
    pub(crate) says: ConceptId,
    /// Says it below a heading of the topic.
    pub(crate) under: ConceptId,
    /// Says it where neither heading nor sentence is about anything else.
    pub(crate) alone: ConceptId,
    /// Says it in a few words that are no sentence, under no other heading.
    pub(crate) brief: ConceptId,
    /// Keeps a passage, and a list that it introduces, from being about it.
    pub(crate) unless: ConceptId,
    /// Says no more than that a list follows.
    pub(crate) opens: ConceptId,
    /// In an introduction: the items of its list are about it; `None` where any
    /// introduction that is about it will do.
    pub(crate) leads: Option<ConceptId>,
    /// In a heading: the section is about it.
    pub(crate) heading: ConceptId,
    /// In the first words of the document, a heading's too: they are about it.
    pub(crate) title: ConceptId,
    /// What is said by the way behind one of these, in the same block and under
    /// no heading of the topic, is not about it.
    pub(crate) yields: TopicSet,
}

/// What a clause is about, by its place in the table of topics
/// (`rules/language/en/topics`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic(u8);

impl Topic {
    /// All topics, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TOPICS.len() as u8).map(Self)
    }

    /// The topic of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|topic| topic.name() == name)
    }

    /// Its name, which JSON output and rules use.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.cues().name
    }

    /// What a section on it is called, as policies have it.
    #[must_use]
    pub fn heading(self) -> &'static str {
        self.cues().called
    }

    /// Whether it is a right that people have over their data.
    #[must_use]
    pub fn is_right(self) -> bool {
        self.name().starts_with("right-")
    }

    pub(crate) fn cues(self) -> &'static Cues {
        &TOPICS[usize::from(self.0)]
    }
}

/// A set of topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TopicSet(pub(crate) u64);

impl TopicSet {
    /// Adds a topic.
    pub fn insert(&mut self, topic: Topic) {
        self.0 |= 1 << topic.0;
    }

    /// Whether it holds a topic.
    #[must_use]
    pub const fn contains(self, topic: Topic) -> bool {
        self.0 & (1 << topic.0) != 0
    }

    /// Whether it holds a topic other than this one.
    pub(crate) const fn has_other(self, topic: Topic) -> bool {
        self.0 & !(1 << topic.0) != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it shares a topic with another set.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it holds none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// For each section the topics that its heading names; where it names none,
/// those of the section around it, the title's excepted.
pub(crate) fn of_sections(reading: &Reading<'_>) -> Vec<TopicSet> {
    let document = reading.document;
    let mut own = vec![TopicSet::default(); document.sections.len()];
    for passage in &reading.passages {
        let block = document.block_of(passage.sentence);
        if block.kind == BlockKind::Heading {
            for topic in Topic::all() {
                if reading.has(passage, topic.cues().heading) {
                    own[block.section as usize].insert(topic);
                }
            }
        }
    }
    let title = document.title();
    for id in 0..own.len() {
        let parent = document.sections[id]
            .parent
            .filter(|parent| Some(*parent) != title);
        if let Some(parent) = parent.filter(|_| own[id].is_empty()) {
            own[id] = own[parent as usize];
        }
    }
    own
}
