use clauselint_lexicon::{WordHash, WordId};
use clauselint_source::Span;
use clauselint_syntax::Document;

use crate::Vocabulary;
use crate::lexicon::LEXICON;

/// A word or a mark of punctuation.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands in the clean text.
    pub span: Span,
    /// The word, if any phrase uses it.
    pub word: WordId,
    /// The word, if any phrase of a pack uses it.
    pub(crate) added: WordId,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// Appends the words of a span.
///
/// Hyphens and slashes part words ("third-party" is two); apostrophes do not,
/// nor does the plus of a name ("Google+").
/// Of punctuation only what parts clauses is kept.
pub(crate) fn tokenize(
    vocabulary: &Vocabulary,
    document: &Document,
    span: Span,
    tokens: &mut Vec<Token>,
) {
    let text = document.str(span);
    let bytes = text.as_bytes();
    let added = vocabulary.added();
    let mut lower = String::new();
    let mut push = |at: usize, end: usize, hash: WordHash, word: &str, capital: bool| {
        tokens.push(Token {
            span: Span::new(span.start + at as u32, span.start + end as u32),
            word: LEXICON.word_hashed(hash, word),
            added: added.map_or(WordId::UNKNOWN, |added| added.word_hashed(hash, word)),
            capital,
        });
    };
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        if first.is_ascii_alphanumeric()
            && let Some((end, hash)) = plain_word(bytes, at)
        {
            push(at, end, hash, &text[at..end], first.is_ascii_uppercase());
            at = end;
            continue;
        }
        let Some(c) = char_at(text, at) else { return };
        let mut end = at + c.len_utf8();
        if is_word(c) {
            end = word_end(text, end);
        }
        if is_word(c) || is_mark(c) {
            let word = lower_case(&text[at..end], &mut lower);
            push(at, end, WordHash::of(word), word, c.is_uppercase());
        }
        at = end;
    }
}

/// The end of a word and its hash, where it is of ASCII letters and digits and
/// no sign behind it could be part of it: nearly all are.
fn plain_word(bytes: &[u8], at: usize) -> Option<(usize, WordHash)> {
    let (mut end, mut hash) = (at, WordHash::EMPTY);
    while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric()) {
        hash = hash.with(byte.to_ascii_lowercase());
        end += 1;
    }
    let goes_on = |byte: &u8| matches!(byte, b'\'' | b'+' | 0x80..);
    (!bytes.get(end).is_some_and(goes_on)).then_some((end, hash))
}

/// The character at a place; most are one byte, which needs no decoding.
fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        Some(char::from(byte))
    } else {
        text[at..].chars().next()
    }
}

/// The end of a word whose first letter ends at `at`.
fn word_end(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at).filter(|c| is_word(*c) || *c == '\'') {
        at += c.len_utf8();
    }
    let word = &text[..at];
    if word.ends_with('\'') {
        // A closing quote is no part of the word.
        word.trim_end_matches('\'').len()
    } else if text[at..].starts_with('+') && word.ends_with(char::is_alphabetic) {
        at + 1
    } else {
        at
    }
}

fn lower_case<'t>(word: &'t str, lower: &'t mut String) -> &'t str {
    if !word.is_ascii() {
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        lower
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        lower.clear();
        lower.push_str(word);
        lower.make_ascii_lowercase();
        lower
    } else {
        word
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

const fn is_mark(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '(' | ')' | '|' | '?' | '%' | '$' | '€' | '£'
    )
}
