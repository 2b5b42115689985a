//! Words by their letters.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use clauselint_lexicon::{Compiler, EIGHT, Inflection, Lexicon, Source, WordHash, WordId, eight};

const WORDS: [&str; 8] = [
    "we",
    "data",
    "services",
    "partners",
    "informed",
    "informedly",
    "société",
    ",",
];

fn lexicon() -> Lexicon {
    let mut compiler = Compiler::new(Inflection::default());
    compiler.declare("words");
    let any = WORDS[..7].iter().map(|&word| word.to_owned()).collect();
    let source = Source {
        any,
        ..Source::default()
    };
    compiler.add("words", &source);
    compiler.compile().unwrap()
}

#[test]
fn short_words_are_found_by_their_number_alone() {
    let lexicon = lexicon();
    for word in WORDS.iter().filter(|word| word.len() <= EIGHT) {
        let letters = eight(word.as_bytes());
        assert_eq!(lexicon.short_word(letters, word.len()), lexicon.word(word));
    }
    for other in ["w", "wee", "datum", "service", "informe"] {
        let letters = eight(other.as_bytes());
        assert_eq!(lexicon.short_word(letters, other.len()), WordId::UNKNOWN);
    }
}

#[test]
fn words_are_told_apart_behind_the_eighth_letter() {
    let lexicon = lexicon();
    let ids: Vec<WordId> = WORDS[..7].iter().map(|word| lexicon.word(word)).collect();
    for (at, id) in ids.iter().enumerate() {
        assert_ne!(*id, WordId::UNKNOWN, "{}", WORDS[at]);
        assert!(!ids[..at].contains(id), "{}", WORDS[at]);
    }
    let hash = WordHash::of("informedly");
    assert_eq!(lexicon.word_hashed(hash, "InformedLY"), ids[5]);
    assert_eq!(lexicon.word("informedlx"), WordId::UNKNOWN);
}
