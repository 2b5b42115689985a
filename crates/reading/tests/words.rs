//! Where the words of a sentence begin and end, and which of them the lists know.

use clauselint_reading::{Reading, concept};
use clauselint_syntax::{Format, parse};

/// The words of a sentence; in brackets those that no list knows.
fn words(sentence: &str) -> String {
    let document = parse(sentence, Format::Markdown);
    let reading = Reading::new(&document);
    let tokens = reading.tokens(&reading.passages[0]);
    let words = tokens.map(
        |token| match (document.str(token.span), reading.knows(token)) {
            (word, true) => word.to_owned(),
            (word, false) => format!("[{word}]"),
        },
    );
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn words_of_any_length_are_known_in_any_capitals() {
    for (sentence, expected) in [
        ("I use data", "I use data"),
        // Eight letters are compared at once; words of eight and more.
        ("We Identify SERVICES", "We Identify SERVICES"),
        ("authorities; Recipients", "authorities ; Recipients"),
        ("INFORMATION notifications", "INFORMATION notifications"),
        // Alike in their first eight letters, or but for the end.
        (
            "informatiox servicesx datax",
            "[informatiox] [servicesx] [datax]",
        ),
        ("third-party and/or", "third party and or"),
        // What is not of ASCII, and signs that may be part of a word.
        (
            "don't café Google+ 'data' l'été",
            "don't [café] Google+ data [l'été]",
        ),
        ("data€ (we) 5%", "data [€] [(] we [)] [5] %"),
    ] {
        assert_eq!(words(sentence), expected);
    }
}

#[test]
fn years_are_numbers_of_four_digits() {
    for (sentence, year) in [
        ("Since 1990 we keep it.", "1990"),
        ("It was '2024' then.", "2024"),
        ("In 2099, perhaps.", "2099"),
        ("In 1989 or 2100, room 20a4.", ""),
    ] {
        let document = parse(sentence, Format::Markdown);
        let reading = Reading::new(&document);
        let passage = &reading.passages[0];
        let years = reading.of(passage, concept::YEAR);
        let years = years.map(|hit| document.str(reading.span(passage, hit)));
        assert_eq!(years.collect::<String>(), year, "{sentence}");
    }
}
