use clauselint_lexicon::WordId;
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
    let mut lower = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        if is_word(c) {
            while let Some((next, _)) = chars.next_if(|(_, c)| is_word(*c) || *c == '\'') {
                end = next + text[next..].chars().next().map_or(1, char::len_utf8);
            }
            // A closing quote is no part of the word.
            end -= text[at..end].len() - text[at..end].trim_end_matches('\'').len();
            if chars
                .peek()
                .is_some_and(|(next, c)| *next == end && *c == '+')
                && text[..end].ends_with(char::is_alphabetic)
            {
                chars.next();
                end += 1;
            }
        } else if !is_mark(c) {
            continue;
        }
        let word = lower_case(&text[at..end], &mut lower);
        tokens.push(Token {
            span: Span::new(span.start + at as u32, span.start + end as u32),
            word: LEXICON.word(word),
            added: vocabulary
                .added()
                .map_or(WordId::UNKNOWN, |added| added.word(word)),
            capital: c.is_uppercase(),
        });
    }
}

fn lower_case<'t>(word: &'t str, lower: &'t mut String) -> &'t str {
    if word
        .bytes()
        .all(|byte| !byte.is_ascii_uppercase() && byte.is_ascii())
    {
        return word;
    }
    lower.clear();
    lower.extend(word.chars().flat_map(char::to_lowercase));
    lower
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
