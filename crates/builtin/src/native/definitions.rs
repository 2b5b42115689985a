//! Terms that a policy defines, and what is as good as a definition.

use clauselint_source::Span;
use clauselint_syntax::{Document, EntityKind};

use crate::native::references::squeezed;

/// Verbs that define, wherever a term stands.
const MEANS: [&str; 4] = ["mean", "include", "refer", "consist"];
/// Verbs that define what a sentence begins with.
const IS: [&str; 2] = ["is", "are"];

/// Whether a term is quoted as one, heads a section, or is told what it is by
/// another sentence than that at `by`.
pub(crate) fn is_defined(document: &Document, by: Span, term: &str) -> bool {
    let plain = singular(term);
    let alike = |words: &str| singular(words).ends_with(&plain);
    let mut entities = document.entities.iter();
    let defined = entities
        .any(|entity| entity.kind == EntityKind::DefinedTerm && alike(document.str(entity.span)));
    let mut sections = 1..document.sections.len() as u32;
    let heads = sections.any(|id| singular(document.heading(id)) == plain);
    let told = document.sentences.iter().any(|sentence| {
        let own = sentence.span.start <= by.start && by.end <= sentence.span.end;
        !own && tells(document.str(sentence.span), &plain)
    });
    let text = document.text.to_lowercase();
    let mut quoted = [format!("\"{term}"), format!("'{term}")].into_iter();
    defined || heads || told || quoted.any(|quoted| text.contains(&quoted.to_lowercase()))
}

/// Whether a sentence tells what a term is.
fn tells(sentence: &str, term: &str) -> bool {
    let words = squeezed(sentence);
    let Some((before, behind)) = words.split_once(term) else {
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
