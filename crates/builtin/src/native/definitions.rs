//! Terms that a policy defines, and what is as good as a definition.

use std::cell::OnceCell;

use clauselint_source::Span;
use clauselint_syntax::{Document, EntityKind};

use crate::native::references::squeezed;

/// Verbs that define, wherever a term stands.
const MEANS: [&str; 4] = ["mean", "include", "refer", "consist"];
/// Verbs that define what a sentence begins with.
const IS: [&str; 2] = ["is", "are"];

/// What a document defines; its text is made ready for questions when the first
/// is asked.
pub(crate) struct Definitions<'d> {
    document: &'d Document,
    /// Of each sentence the letters.
    sentences: OnceCell<Vec<String>>,
    lower: OnceCell<String>,
}

impl<'d> Definitions<'d> {
    pub(crate) const fn of(document: &'d Document) -> Self {
        Self {
            document,
            sentences: OnceCell::new(),
            lower: OnceCell::new(),
        }
    }

    /// Whether a term is quoted as one, heads a section, or is told what it is
    /// by another sentence than that at `by`.
    pub(crate) fn has(&self, by: Span, term: &str) -> bool {
        let document = self.document;
        let plain = singular(term);
        let alike = |words: &str| singular(words).ends_with(&plain);
        let mut entities = document.entities.iter();
        let defined = entities.any(|entity| {
            entity.kind == EntityKind::DefinedTerm && alike(document.str(entity.span))
        });
        let mut sections = 1..document.sections.len() as u32;
        let mut quoted = [format!("\"{term}"), format!("'{term}")].into_iter();
        defined
            || sections.any(|id| singular(document.heading(id)) == plain)
            || quoted.any(|quoted| self.lower().contains(&quoted.to_lowercase()))
            || self.is_told(by, &plain)
    }

    fn is_told(&self, by: Span, term: &str) -> bool {
        let letters = self.sentences.get_or_init(|| {
            let sentences = self.document.sentences.iter();
            let words = sentences.map(|sentence| self.document.str(sentence.span));
            words.map(squeezed).collect()
        });
        let mut sentences = self.document.sentences.iter().zip(letters);
        sentences.any(|(sentence, letters)| {
            let own = sentence.span.start <= by.start && by.end <= sentence.span.end;
            !own && tells(letters, term)
        })
    }

    fn lower(&self) -> &str {
        self.lower.get_or_init(|| self.document.text.to_lowercase())
    }
}

/// Whether the letters of a sentence tell what a term is.
fn tells(letters: &str, term: &str) -> bool {
    let Some((before, behind)) = letters.split_once(term) else {
        return false;
    };
    let behind = behind.trim_start_matches('s');
    let has = |verbs: &[&str]| verbs.iter().any(|verb| behind.starts_with(verb));
    has(&MEANS) || (before.is_empty() && has(&IS))
}

/// Letters and digits in lower case, without the end of a plural.
pub(crate) fn singular(words: &str) -> String {
    let words = squeezed(words);
    match words.strip_suffix("ies") {
        Some(stem) => stem.to_owned(),
        None => words.trim_end_matches(['s', 'y']).to_owned(),
    }
}

/// Whether a term is written as one: each word with its capital, and no mere
/// abbreviation.
pub(crate) fn is_titled(term: &str) -> bool {
    let small = |word: &str| word.len() < 4 && word != term;
    let titled = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let abbreviated = !term.contains(char::is_lowercase) && !term.contains(' ');
    !abbreviated
        && term.is_ascii()
        && term
            .split([' ', '-'])
            .all(|word| small(word) || titled(word))
}
