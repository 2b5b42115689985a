//! Terms being defined.

use nom::combinator::opt;
use nom::multi::fold_many_m_n;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::lexeme::{any_word, is_one_of, letters, literal, reject, space, spaces};
use super::phrases::{Phrases, phrases};
use super::quote::quoted;

/// Words that may stand around the terms of a definition.
const AROUND: &[&str] = &[
    "the",
    "our",
    "we",
    "us",
    "you",
    "or",
    "and",
    "a",
    "an",
    "as",
    "to",
    "in",
    "this",
    "these",
    "collectively",
    "hereinafter",
    "hereafter",
    "herein",
    "referred",
    "together",
    "individually",
    "each",
    "also",
    "known",
    "jointly",
    "either",
    "with",
    "its",
    "it",
    "affiliates",
    "called",
    "simply",
    "privacy",
    "policy",
    "notice",
    "statement",
    "agreement",
    "further",
    "refer",
    "be",
    "document",
    "below",
    "throughout",
    "is",
    "are",
    "may",
    "will",
    "singularly",
    "all",
    "both",
    "subsidiaries",
    "information",
    "terms",
    "defined",
    "abbreviated",
    "here",
];
const MEANS: &Phrases = phrases![
    "means",
    "mean",
    "shall mean",
    "will mean",
    "refers to",
    "refer to",
    "shall refer to",
    "has the meaning",
    "have the meaning",
    "shall have the meaning",
    "is defined as",
    "are defined as",
    "includes and means",
];
/// Most words around the terms, and most terms.
const PARTS: usize = 24;

/// Where a definition's terms end: `("we," "our," or "us")` from the opening
/// parenthesis, `"X" means` from the quote, `hereinafter "X"` from its word.
pub(super) fn definition(input: &str) -> IResult<&str, ()> {
    match input.as_bytes().first() {
        Some(b'(') => parenthesis(input),
        Some(b'"' | b'\'') => meaning(input),
        _ => announced(input),
    }
}

/// The terms within a definition: their offsets, without a comma at the end.
pub(super) fn terms(region: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = region.get(at..)?;
            at += rest.find(['"', '\''])?;
            match quoted(&region[at..]) {
                Ok((after, term)) => {
                    let start = at + 1;
                    at = region.len() - after.len();
                    return Some((
                        start,
                        start + term.trim_end_matches([',', '.', ';', ' ']).len(),
                    ));
                }
                Err(_) => at += 1,
            }
        }
    })
}

fn parenthesis(input: &str) -> IResult<&str, ()> {
    let (after, ()) = literal("(").parse(input)?;
    let (after, terms) = around(after)?;
    let (rest, ()) = literal(")").parse(spaces(after))?;
    if terms > 0 {
        Ok((rest, ()))
    } else {
        reject(input)
    }
}

/// `"Personal Data" or "Data" means`: the quotes only.
fn meaning(input: &str) -> IResult<&str, ()> {
    let (after, _) = quoted(input)?;
    let joint = (
        opt(literal(",")),
        space,
        opt((any_word(phrases!["or", "and"]), space)),
    );
    let more = preceded(joint, quoted).map(|_| ());
    let (rest, ()) = fold_many_m_n(0, 3, more, || (), |(), ()| ()).parse(after)?;
    let (after, _) = opt(literal(",")).parse(rest)?;
    let (after, _) = opt(preceded(space, parenthesis)).parse(after)?;
    let (_, _) = (space, any_word(MEANS)).parse(after)?;
    Ok((rest, ()))
}

/// `hereinafter referred to as "Company"`, `collectively, the "Services"`.
fn announced(input: &str) -> IResult<&str, ()> {
    let openings = phrases![
        "hereinafter",
        "hereafter",
        "collectively",
        "referred to",
        "known as",
    ];
    let (after, ()) = any_word(openings).parse(input)?;
    let (rest, terms) = around(after)?;
    if terms > 0 {
        Ok((rest, ()))
    } else {
        reject(input)
    }
}

/// Terms and the words around them; counts the terms and ends behind the last.
fn around(input: &str) -> IResult<&str, usize> {
    let (mut at, mut behind, mut terms) = (input, input, 0);
    for _ in 0..PARTS {
        at = spaces(at.strip_prefix([',', ':', ';', '/']).unwrap_or(at));
        if let Ok((after, _)) = quoted(at) {
            (at, terms) = (after, terms + 1);
            behind = at;
        } else {
            match letters(at) {
                Ok((after, word)) if is_one_of(word, AROUND) => at = after,
                _ => break,
            }
        }
    }
    // In parentheses whatever follows the last term must be known as well.
    Ok((if at.starts_with(')') { at } else { behind }, terms))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let Ok((rest, ())) = definition(text) else {
            return Vec::new();
        };
        let region = &text[..text.len() - rest.len()];
        terms(region)
            .map(|(start, end)| &region[start..end])
            .collect()
    }

    #[test]
    fn terms_in_parentheses() {
        assert_eq!(read("(\"we,\" \"our,\" or \"us\")"), ["we", "our", "us"]);
        assert_eq!(read("(the \"Service\")"), ["Service"]);
        assert_eq!(read("(hereinafter \"Company\")"), ["Company"]);
        assert_eq!(read("('we', 'us')"), ["we", "us"]);
        assert!(read("(e.g. \"cookies\")").is_empty());
        assert!(read("(we or us)").is_empty());
        assert!(read("(\"cookies\" and similar files)").is_empty());
    }

    #[test]
    fn terms_by_verb() {
        assert_eq!(read("\"Personal Data\" means any"), ["Personal Data"]);
        assert_eq!(read("\"You\" or \"User\" refers to"), ["You", "User"]);
        assert_eq!(read("hereinafter referred to as \"Company\","), ["Company"]);
        assert!(read("\"Cookies\" are").is_empty());
    }
}
