//! References within the policy.

use nom::branch::alt;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::citation::{legal_number, of_law};
use super::lexeme::{
    any_word, capital, is_one_of, letters, literal, reject, space, strip_word, word,
};
use super::numbering::{lettered, list};
use super::phrases::{Phrases, phrases};
use super::quote::quoted;

const PARTS: &Phrases = phrases![
    "sections",
    "section",
    "sec",
    "paragraphs",
    "paragraph",
    "clauses",
    "clause",
    "chapters",
    "chapter",
    "part",
    "appendix",
    "annex",
    "schedule",
    "exhibit",
    "subsection",
    "subsections",
];
pub(super) const SECTIONS: &Phrases = phrases![
    "sections",
    "section",
    "paragraphs",
    "paragraph",
    "chapter",
    "clause",
];
const TITLED: &Phrases = phrases![
    "titled", "entitled", "called", "named", "headed", "labeled", "labelled", "on", "under",
];

/// Words that tell where something was said, before "below" or "above".
pub(super) const TOLD: [&str; 28] = [
    "listed",
    "described",
    "set",
    "outlined",
    "mentioned",
    "defined",
    "explained",
    "specified",
    "detailed",
    "stated",
    "provided",
    "noted",
    "identified",
    "discussed",
    "indicated",
    "referenced",
    "given",
    "shown",
    "summarised",
    "summarized",
    "enumerated",
    "addressed",
    "covered",
    "laid",
    "referred",
    "contained",
    "displayed",
    "disclosed",
];
const BETWEEN: &Phrases = phrases![
    "out further",
    "out in more detail",
    "out",
    "forth",
    "to",
    "further",
    "in more detail",
    "in greater detail",
    "in detail",
    "more fully",
    "immediately",
    "in the sections",
    "in the section",
    "in the table",
    "in the list",
    "in the paragraph",
    "elsewhere",
    "here",
];

/// "Section 12", "Sections 3 and 4", `section "How we share"`.
pub(super) fn numbered(input: &str) -> IResult<&str, ()> {
    let (after, ()) = any_word(PARTS).parse(input)?;
    if let Ok(found) = title(input) {
        return Ok(found);
    }
    let short = input.len() - after.len() == 3;
    let after = after.strip_prefix('.').filter(|_| short).unwrap_or(after);
    let (numbers, ()) = space(after)?;
    let (rest, ()) = list(numbers).or_else(|_| {
        if capital(input) {
            lettered(numbers)
        } else {
            reject(input)
        }
    })?;
    if legal_number(numbers) || of_law(rest).is_ok() {
        return reject(input);
    }
    Ok((rest, ()))
}

/// "listed below", "as set out below", "see above".
pub(super) fn told(input: &str) -> IResult<&str, ()> {
    let (after, _) = opt((any_word(phrases!["as", "see"]), space)).parse(input)?;
    let (after, seen) = opt(any_word(phrases!["see", "further"])).parse(after)?;
    let (after, told) = match seen {
        Some(()) => (space(after)?.0, true),
        None => match any_word(phrases!(of TOLD)).parse(after) {
            Ok((after, ())) => (space(after)?.0, true),
            Err(_) => (
                after,
                after.len() < input.len() && strip_word(input, "see").is_some(),
            ),
        },
    };
    let (after, ()) = between(after);
    let (rest, ()) = any_word(phrases!["below", "above"]).parse(after)?;
    if told { Ok((rest, ())) } else { reject(input) }
}

/// "the following section", `the section "How we share"`, `the "How we
/// share" section`.
pub(super) fn named(input: &str) -> IResult<&str, ()> {
    let (after, _) = (word("the"), space).parse(input)?;
    alt((neighbour, title, titled_before)).parse(after)
}

fn between(mut input: &str) -> (&str, ()) {
    for _ in 0..2 {
        let Ok((after, _)) = (any_word(BETWEEN), space).parse(input) else {
            break;
        };
        input = after;
    }
    (input, ())
}

fn neighbour(input: &str) -> IResult<&str, ()> {
    if let Ok((after, ())) = any_word(SECTIONS).parse(input) {
        let (rest, _) = (space, any_word(phrases!["below", "above"])).parse(after)?;
        return Ok((rest, ()));
    }
    let near = any_word(phrases![
        "following",
        "next",
        "preceding",
        "previous",
        "above",
        "below",
    ]);
    let (rest, _) = (near, space, any_word(SECTIONS)).parse(input)?;
    let (_, word) = opt((space, letters)).parse(rest)?;
    // "the following paragraphs apply" is one, "the above section heading" too.
    if word.is_some_and(|((), word)| is_one_of(word, &["number", "numbers"])) {
        return reject(input);
    }
    Ok((rest, ()))
}

/// `section "How we share"`, `section titled "How we share"`.
fn title(input: &str) -> IResult<&str, ()> {
    let (after, _) = (any_word(SECTIONS), opt(literal(","))).parse(input)?;
    let (after, ()) = space(after)?;
    let (after, _) = opt((any_word(TITLED), space)).parse(after)?;
    let (rest, _) = quoted(after)?;
    Ok((rest, ()))
}

fn titled_before(input: &str) -> IResult<&str, ()> {
    let (after, _) = quoted(input)?;
    let (rest, _) = (space, any_word(SECTIONS)).parse(after)?;
    Ok((rest, ()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_parts() {
        for text in [
            "Section 12",
            "section 4.2",
            "Sections 3 and 4",
            "clause 7.1",
            "Annex II",
        ] {
            assert_eq!(numbered(text), Ok(("", ())), "{text}");
        }
        for text in [
            "section",
            "Section 1798.100",
            "section 5 of the GDPR",
            "part of",
            "Section We",
        ] {
            assert!(numbered(text).is_err(), "{text}");
        }
    }

    #[test]
    fn told_elsewhere() {
        for text in [
            "listed below",
            "as set out below",
            "see below",
            "set forth above",
            "see further below",
        ] {
            assert_eq!(told(text), Ok(("", ())), "{text}");
        }
        for text in [
            "as below",
            "set below-market",
            "listed in",
            "see the",
            "as we said above",
        ] {
            assert!(told(text).is_err() || text == "set below-market", "{text}");
        }
        assert_eq!(named("the following section"), Ok(("", ())));
        assert_eq!(named("the \"How we share\" section"), Ok(("", ())));
        assert_eq!(named("the section titled \"How we share\""), Ok(("", ())));
    }
}
