//! One of the two versions, with what is known of its sentences.

use clauselint_reading::{ConceptId, Passage, PassageId, Reading, Topic};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Entity};

use crate::align::Fate;

/// The two versions.
pub(crate) struct Both<'r> {
    pub(crate) old: Side<'r>,
    pub(crate) new: Side<'r>,
}

impl Both<'_> {
    /// Pairs of sentences that were reworded, in the order of the old version.
    pub(crate) fn reworded(&self) -> impl Iterator<Item = (PassageId, PassageId)> {
        let fates = self.old.fates.iter().enumerate();
        fates.filter_map(|(old, fate)| match fate {
            Fate::Reworded(new) => Some((old as PassageId, *new)),
            Fate::Kept | Fate::Alone => None,
        })
    }
}

/// One version.
pub(crate) struct Side<'r> {
    pub(crate) reading: &'r Reading<'r>,
    pub(crate) fates: &'r [Fate],
    text: String,
}

impl<'r> Side<'r> {
    pub(crate) fn new(reading: &'r Reading<'r>, fates: &'r [Fate]) -> Self {
        Self {
            reading,
            fates,
            text: words(&reading.document.text),
        }
    }

    pub(crate) fn passage(&self, id: PassageId) -> &'r Passage {
        &self.reading.passages[id as usize]
    }

    /// Whether the sentence stands in the other version as well.
    pub(crate) fn is_kept(&self, id: PassageId) -> bool {
        self.fates[id as usize] == Fate::Kept
    }

    /// The sentence that it became, or was.
    pub(crate) fn other(&self, id: PassageId) -> Option<PassageId> {
        match self.fates[id as usize] {
            Fate::Reworded(other) => Some(other),
            Fate::Kept | Fate::Alone => None,
        }
    }

    /// The passage that holds a place.
    pub(crate) fn at(&self, span: Span) -> PassageId {
        let passages = &self.reading.passages;
        let at = passages.partition_point(|passage| passage.span.end < span.end);
        at.min(passages.len().saturating_sub(1)) as PassageId
    }

    /// Where a passage's own words stand.
    pub(crate) fn span(&self, id: PassageId) -> Span {
        self.passage(id).span
    }

    /// Whether the version has these words somewhere.
    pub(crate) fn mentions(&self, phrase: &str) -> bool {
        let phrase = words(phrase);
        phrase.len() > 2 && self.text.contains(&phrase)
    }

    /// Whether a concept is found in the passage's own words.
    pub(crate) fn says(&self, id: PassageId, concept: Option<ConceptId>) -> bool {
        let passage = self.passage(id);
        concept.is_some_and(|concept| {
            let mut hits = self.reading.of(passage, concept);
            hits.any(|hit| hit.end > passage.lead_len())
        })
    }

    /// Where a concept is affirmed, in running text: passage and words.
    pub(crate) fn affirmed(&self, concept: ConceptId) -> Vec<(PassageId, Span)> {
        let mut found: Vec<(PassageId, Span)> = Vec::new();
        for id in self.reading.found(concept) {
            let passage = self.passage(id);
            if !self.is_prose(id) || found.last().is_some_and(|(last, _)| *last == id) {
                continue;
            }
            let mut own = self
                .reading
                .of(passage, concept)
                .filter(|hit| hit.end > passage.lead_len());
            if let Some(hit) = own.find(|hit| !self.reading.is_denied(passage, *hit)) {
                found.push((id, self.reading.span(passage, hit)));
            }
        }
        found
    }

    /// Whether it is neither a heading nor front matter.
    pub(crate) fn is_prose(&self, id: PassageId) -> bool {
        let kind = self
            .reading
            .document
            .block_of(self.passage(id).sentence)
            .kind;
        !matches!(
            kind,
            BlockKind::Heading | BlockKind::Meta | BlockKind::HeaderRow
        )
    }

    /// Whether a passage is about a topic.
    pub(crate) fn is_about(&self, id: PassageId, topics: &[&str]) -> bool {
        let about = self.reading.topics(id);
        topics
            .iter()
            .filter_map(|name| Topic::named(name))
            .any(|topic| about.contains(topic))
    }

    /// What the grammar recognised in a passage's own words.
    pub(crate) fn entities(&self, id: PassageId) -> &'r [Entity] {
        self.reading.document.entities_in(self.span(id))
    }

    pub(crate) fn concept(&self, name: &str) -> Option<ConceptId> {
        self.reading.vocabulary.concept(name)
    }

    /// The words of a span.
    pub(crate) fn str(&self, span: Span) -> &'r str {
        self.reading.document.str(span)
    }
}

/// Words in lower case, each between spaces, marks left out: those that are left
/// of a capital, too, so that the words of words are the same.
pub(crate) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            words.push(c);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// "right-access" as people say it: "access".
pub(crate) fn spoken(name: &str) -> String {
    name.replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_words_are_the_same() {
        assert_eq!(words("Acme, \u{130}stanbul!"), " acme i stanbul ");
        for text in ["", "...", "A-B", " \u{130}We"] {
            assert_eq!(words(&words(text)), words(text));
        }
    }
}
