//! The compiled word lists.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::statement::{Act, DataKind, Mark, Party, Role};
use crate::topic::Part;
use crate::{Topic, TopicSet};
use clauselint_lexicon::{
    CompileError, Compiler, ConceptId, Edge, Inflection, Lexicon, Made, Node, Rows, Source, Step,
    WordId,
};

/// A name that rules can use, with what it is and some of the words that say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The name.
    pub name: &'static str,
    /// What it is, by the comment in its file; may be empty.
    pub about: &'static str,
    /// Words and patterns without what may be left out of them.
    pub words: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The part that a concept plays in a statement; those of packs play none.
pub(crate) fn role(concept: ConceptId) -> Role {
    ROLES.get(concept.0 as usize).copied().unwrap_or(Role::None)
}

/// The concepts that play a part or tell of a topic, one bit each.
pub(crate) static MARKED: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut marked = vec![0; ROLES.len().div_ceil(64)];
    for (at, (role, cue)) in ROLES.iter().zip(CUES).enumerate() {
        if *role != Role::None || cue.is_some() {
            marked[at / 64] |= 1 << (at % 64);
        }
    }
    marked
});

/// The concepts of clauselint's own word lists.
pub(crate) fn concepts() -> impl Iterator<Item = ConceptId> {
    (0..).take(ROLES.len()).map(ConceptId)
}

/// All concepts that are looked for: those of clauselint's word lists, and
/// those that packs add.
#[derive(Debug, Default)]
pub struct Vocabulary {
    added: Option<Lexicon>,
}

impl Vocabulary {
    /// The word lists alone.
    #[must_use]
    pub const fn builtin() -> &'static Self {
        static BUILTIN: Vocabulary = Vocabulary { added: None };
        &BUILTIN
    }

    /// The concept of a name.
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<ConceptId> {
        self.whole().concept(name)
    }

    /// A concept's name.
    #[must_use]
    pub fn name(&self, concept: ConceptId) -> &str {
        self.whole().name(concept)
    }

    /// The names of all concepts that word lists define, parts of patterns left out.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.whole().names.iter().map(|name| &**name);
        names.filter(|name| !name.starts_with('"'))
    }

    pub(crate) fn len(&self) -> usize {
        self.whole().len()
    }

    pub(crate) const fn added(&self) -> Option<&Lexicon> {
        self.added.as_ref()
    }

    fn whole(&self) -> &Lexicon {
        self.added.as_ref().unwrap_or(&LEXICON)
    }
}

/// Adds word lists to those of clauselint.
#[derive(Debug)]
pub struct VocabularyBuilder {
    compiler: Compiler,
    empty: bool,
}

impl Default for VocabularyBuilder {
    fn default() -> Self {
        let inflection: Inflection =
            toml::from_str(include_str!("../../../rules/language/en/inflection.toml"))
                .unwrap_or_default();
        Self {
            compiler: Compiler::over(&LEXICON, inflection),
            empty: true,
        }
    }
}

impl VocabularyBuilder {
    /// Adds a word list, or phrases to one that is there already.
    ///
    /// Names in its patterns are looked up with each of `scopes` before them,
    /// then as they stand.
    pub fn add(&mut self, name: &str, source: &Source, scopes: &[String]) {
        self.empty = false;
        self.compiler.add_within(name, source, scopes);
    }

    /// The vocabulary with all that was added.
    ///
    /// # Errors
    /// Every pattern that cannot be compiled; entries count all that was added:
    /// each item of `any`, of `verbs` and of `nouns`.
    pub fn build(self) -> Result<Vocabulary, Vec<CompileError>> {
        if self.empty {
            return Ok(Vocabulary::default());
        }
        let added = self.compiler.compile()?;
        Ok(Vocabulary { added: Some(added) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_of_inflection_are_known_at_run_time_too() {
        let mut builder = VocabularyBuilder::default();
        let verbs = vec!["keep".to_owned()];
        let source = Source {
            verbs,
            ..Source::default()
        };
        builder.add("mine", &source, &[]);
        let vocabulary = builder.build().unwrap();
        let added = vocabulary.added().unwrap();
        assert_ne!(added.word("kept"), WordId::UNKNOWN);
        assert_eq!(added.word("keeped"), WordId::UNKNOWN);
    }
}
