use clauselint_lexicon::{EIGHT, Lexicon, WordHash, WordId, eight};
use clauselint_source::Span;
use clauselint_syntax::Document;
use clauselint_syntax::eight::{HIGH, SMALL, before, within};

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
    /// Whether it is a number that is a year of the web's time.
    pub(crate) year: bool,
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
    let words = Words(vocabulary.added());
    let mut lower = String::new();
    let mut push = |at: usize, end: usize, (word, added): (WordId, WordId), capital: bool| {
        tokens.push(Token {
            span: Span::new(span.start + at as u32, span.start + end as u32),
            word,
            added,
            capital,
            year: end - at == YEAR && is_year(&text[at..end]),
        });
    };
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        match KINDS[usize::from(first)] {
            Kind::Other => at += 1,
            Kind::Mark => {
                push(at, at + 1, words.short(first.into(), 1), false);
                at += 1;
            }
            Kind::Word => {
                if let Some(word) = Plain::of(bytes, at) {
                    let end = at + word.len;
                    let ids = match word.len {
                        ..=EIGHT => words.short(word.letters, word.len),
                        _ => words.hashed(word.hash, &text[at..end]),
                    };
                    push(at, end, ids, first.is_ascii_uppercase());
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
                    push(
                        at,
                        end,
                        words.hashed(WordHash::of(word), word),
                        c.is_uppercase(),
                    );
                }
                at = end;
            }
        }
    }
}

/// The words that phrases use: ours, and those of packs.
struct Words<'v>(Option<&'v Lexicon>);

impl Words<'_> {
    #[inline]
    fn short(&self, letters: u64, len: usize) -> (WordId, WordId) {
        self.both(|words| words.short_word(letters, len))
    }

    fn hashed(&self, hash: WordHash, word: &str) -> (WordId, WordId) {
        self.both(|words| words.word_hashed(hash, word))
    }

    #[inline]
    fn both(&self, id: impl Fn(&Lexicon) -> WordId) -> (WordId, WordId) {
        (id(&LEXICON), self.0.map_or(WordId::UNKNOWN, id))
    }
}

/// What may begin with a byte.
#[derive(Clone, Copy)]
enum Kind {
    /// Nothing that is kept.
    Other,
    Mark,
    /// A letter, or what is not of ASCII.
    Word,
}

/// That of each byte.
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Word; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        kinds[byte as usize] = match byte {
            byte if byte.is_ascii_alphanumeric() => Kind::Word,
            byte if is_mark(byte as char) => Kind::Mark,
            _ => Kind::Other,
        };
        byte += 1;
    }
    kinds
};

/// A word of ASCII letters and digits without a sign behind it that could be
/// part of it: nearly all are.
struct Plain {
    len: usize,
    /// The first eight letters, in lower case.
    letters: u64,
    hash: WordHash,
}

impl Plain {
    #[inline]
    fn of(bytes: &[u8], at: usize) -> Option<Self> {
        let (len, letters) = plain_letters(bytes, at);
        let mut word = Self {
            len,
            letters,
            hash: WordHash::EMPTY,
        };
        if len == EIGHT {
            word.hash = word.hash.with(letters);
            word.go_on(bytes, at + len);
        }
        let goes_on = |byte: &u8| matches!(byte, b'\'' | b'+' | 0x80..);
        let whole = word.len > 0 && !bytes.get(at + word.len).is_some_and(goes_on);
        whole.then_some(word)
    }

    fn go_on(&mut self, bytes: &[u8], mut at: usize) {
        loop {
            let (len, letters) = plain_letters(bytes, at);
            if len > 0 {
                self.hash = self.hash.with(letters);
            }
            self.len += len;
            at += len;
            if len < EIGHT {
                return;
            }
        }
    }
}

/// How many of the next eight bytes are ASCII letters and digits, up to the
/// first that is none, and these in lower case.
#[inline]
fn plain_letters(bytes: &[u8], at: usize) -> (usize, u64) {
    let next = match bytes.get(at..at + EIGHT) {
        Some(next) => eight(next),
        None => eight(&bytes[at..]),
    };
    let small = next | SMALL;
    let plain = within(small, b'a', b'z') | within(next, b'0', b'9');
    let len = before(!plain & HIGH);
    let rest = u64::MAX.checked_shl(8 * len as u32).unwrap_or(0);
    (len, small & !rest)
}

/// Letters of a year.
const YEAR: usize = 4;

/// Whether a word is a year of the web's time.
fn is_year(word: &str) -> bool {
    if !word.starts_with(['1', '2']) {
        return false;
    }
    let year = word.parse::<u16>();
    year.is_ok_and(|year| (1990..2100).contains(&year))
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
