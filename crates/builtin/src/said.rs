//! Names of things said, as rule files write them.

use clauselint_form::Names;
use clauselint_reading::{ConceptId, Fact, Vocabulary, Passage, PassageId, Reading, Topic};
use clauselint_syntax::SectionId;

/// Something that a policy may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// "retention": a clause of the topic.
    Topic(Topic),
    /// "effective-date": a fact of the whole policy.
    Fact(Fact),
    /// "@stacked-hedges": a concept of the word lists.
    Concept(ConceptId),
    /// "retention/@duration": a concept in a clause of the topic.
    Within(Topic, ConceptId),
}

impl Said {
    pub(crate) fn named(name: &str) -> Option<Self> {
        if let Some((topic, concept)) = name.split_once("/@") {
            let concept = Vocabulary::builtin().concept(concept)?;
            return Topic::named(topic).map(|topic| Self::Within(topic, concept));
        }
        if let Some(concept) = name.strip_prefix('@') {
            return Vocabulary::builtin().concept(concept).map(Self::Concept);
        }
        let fact = Fact::named(name).map(Self::Fact);
        fact.or_else(|| Topic::named(name).map(Self::Topic))
    }

    /// Those of a list that are known; a test over the registry tells of others.
    pub(crate) fn all(names: &Names) -> Vec<Self> {
        names.iter().filter_map(|name| Self::named(name)).collect()
    }

    pub(crate) fn in_policy(self, reading: &Reading<'_>) -> bool {
        match self {
            Self::Topic(topic) => reading.clauses_of(topic).next().is_some(),
            Self::Fact(fact) => reading.facts.tells(fact),
            Self::Concept(concept) => reading
                .passages
                .iter()
                .any(|passage| reading.has(passage, concept)),
            Self::Within(topic, concept) => reading
                .clauses_of(topic)
                .any(|clause| reading.has(&reading.passages[clause.passage as usize], concept)),
        }
    }

    pub(crate) fn in_passage(self, reading: &Reading<'_>, id: PassageId) -> bool {
        match self {
            Self::Topic(topic) => reading.topics(id).contains(topic),
            Self::Fact(_) => false,
            Self::Concept(concept) => reading.has(&reading.passages[id as usize], concept),
            Self::Within(topic, concept) => {
                reading.topics(id).contains(topic)
                    && reading.has(&reading.passages[id as usize], concept)
            }
        }
    }

    /// Whether the heading above a section's sentences says it.
    pub(crate) fn in_heading(self, reading: &Reading<'_>, section: SectionId) -> bool {
        match self {
            Self::Topic(topic) => reading.section_topics(section).contains(topic),
            // A heading has no clauses.
            Self::Fact(_) | Self::Within(..) => false,
            Self::Concept(concept) => {
                let heading = reading.document.heading_span(section);
                heading.is_some_and(|heading| {
                    let before = |passage: &Passage| passage.span.start < heading.start;
                    let from = reading.passages.partition_point(before);
                    reading.passages[from..]
                        .iter()
                        .take_while(|passage| heading.contains(passage.span))
                        .any(|passage| reading.has(passage, concept))
                })
            }
        }
    }
}
