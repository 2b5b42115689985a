use clauselint_syntax::BlockKind;

use crate::lexicon::{CUES, TOPICS};
use crate::{Passage, Reading};

/// A topic as the word lists have it.
pub(crate) struct Cues {
    pub(crate) name: &'static str,
    /// What a section on it is called.
    pub(crate) called: &'static str,
    /// What is said by the way behind one of these, in the same block and under
    /// no heading of the topic, is not about it.
    pub(crate) yields: TopicSet,
}

/// What a concept tells of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Says it wherever it stands.
    Says,
    /// Says it below a heading of the topic.
    Under,
    /// Says it where neither heading nor sentence is about anything else.
    Alone,
    /// Says it in a few words that are no sentence, under no other heading.
    Brief,
    /// Keeps a passage, and a list that it introduces, from being about it.
    Unless,
    /// Says no more than that a list follows.
    Opens,
    /// In an introduction: the items of its list are about it. Of topics that
    /// have no such words any introduction that is about them will do.
    Leads,
    /// In a heading: the section is about it.
    Heading,
    /// In the first words of the document, a heading's too: they are about it.
    Title,
}

/// How many parts there are.
const PARTS: usize = 9;

/// What a passage says of topics, gathered in one pass over what was found in it.
#[derive(Default)]
pub(crate) struct Said {
    anywhere: [TopicSet; PARTS],
    itself: [TopicSet; PARTS],
}

impl Said {
    pub(crate) fn of(reading: &Reading<'_>, passage: &Passage) -> Self {
        let mut said = Self::default();
        let lead = passage.lead_len();
        for hit in reading.marked(passage) {
            // Concepts of packs tell of no topic.
            let Some(Some((part, topic))) = CUES.get(usize::from(hit.concept.0)) else {
                continue;
            };
            said.anywhere[*part as usize].insert(*topic);
            if hit.end > lead {
                said.itself[*part as usize].insert(*topic);
            }
        }
        said
    }

    /// The topics of which a part is found, the lead included.
    pub(crate) const fn anywhere(&self, part: Part) -> TopicSet {
        self.anywhere[part as usize]
    }

    /// The topics of which a part is found in the passage's own words.
    pub(crate) const fn itself(&self, part: Part) -> TopicSet {
        self.itself[part as usize]
    }
}

/// What a clause is about, by its place in the table of topics
/// (`rules/language/en/topics`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic(pub(crate) u8);

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

    /// The topics that both sets hold.
    pub(crate) const fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The topics that the other set does not hold.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Its topics, by name.
    pub(crate) fn iter(self) -> impl Iterator<Item = Topic> {
        let some = |left: u64| (left != 0).then_some(left);
        std::iter::successors(some(self.0), move |left| some(left & (left - 1)))
            .map(|left| Topic(left.trailing_zeros() as u8))
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
            let headed = &mut own[block.section as usize];
            *headed = headed.with(Said::of(reading, passage).anywhere(Part::Heading));
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
