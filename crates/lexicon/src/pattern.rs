//! The notation of phrases and patterns, parsed with nom.
//!
//! ```text
//! personal (data|information)     words; alternatives
//! third [big] party                 an optional part
//! @we ..3 @share .. with          concepts; up to three words between; any number
//! @retain @data !@cookie          nowhere in the sentence
//! ```
//!
//! Signs within words part them, as they do in policies: "e-mail" is two words,
//! "AT&T" and "booking.com" as well; "Yahoo!" is one.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, u8 as number};
use nom::combinator::{all_consuming, map, opt};
use nom::multi::{many0, separated_list1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// Between two steps: any number of words.
pub(crate) const ANY_GAP: u8 = u8::MAX;

/// A part of a pattern as written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Atom(Atom),
    Gap(u8),
    Bar(Atom),
    /// Any one of these.
    Group(Vec<Vec<Element>>),
    /// Any one of these, or none.
    Optional(Vec<Vec<Element>>),
}

/// What stands at one place of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Atom {
    Word(String),
    Concept(String),
    /// Any one of these runs of words.
    AnyOf(Vec<Vec<String>>),
}

/// A pattern without alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Flat {
    /// Each with the gap that may stand before it.
    pub(crate) steps: Vec<(u8, Atom)>,
    pub(crate) barred: Vec<Atom>,
    /// A gap that the next step will take.
    gap: u8,
}

/// Most phrases that a pattern may stand for.
pub const MOST: usize = 250_000;
/// Groups within groups.
const DEEPEST: usize = 20;

/// Why a pattern is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// From this byte on it fits nothing.
    At(usize),
    /// It stands for more than [`MOST`] phrases.
    TooMany,
}

/// Parses a pattern and multiplies its alternatives out.
pub(crate) fn parse(pattern: &str) -> Result<Vec<Flat>, Unreadable> {
    if let Some(at) = too_deep(pattern) {
        return Err(Unreadable::At(at));
    }
    match all_consuming((sequence, blank)).parse(pattern) {
        Ok((_, (elements, _))) => {
            let elements = gathered(elements)?;
            if product(&elements) > MOST {
                return Err(Unreadable::TooMany);
            }
            Ok(flatten(&elements))
        }
        Err(nom::Err::Error(error) | nom::Err::Failure(error)) => {
            Err(Unreadable::At(pattern.len() - error.input.len()))
        }
        Err(nom::Err::Incomplete(_)) => Err(Unreadable::At(pattern.len())),
    }
}

/// Words that a pattern finds, the first that come: `@name` stands for another
/// concept, `…` for words between. None where the pattern is none.
#[must_use]
pub fn samples(pattern: &str, most: usize) -> Vec<String> {
    let Ok((_, elements)) = sequence(pattern) else {
        return Vec::new();
    };
    let mut samples = Vec::new();
    for nth in 0..most {
        let mut words = Vec::new();
        sample(&elements, nth, &mut words);
        let sample = words.join(" ");
        if !samples.contains(&sample) {
            samples.push(sample);
        }
    }
    samples
}

/// The words of a sequence with the `nth` alternative of each group, the last
/// where there are fewer, and nothing that may be left out.
fn sample(elements: &[Element], nth: usize, words: &mut Vec<String>) {
    for element in elements {
        match element {
            Element::Atom(Atom::Word(word)) => words.push(word.clone()),
            Element::Atom(Atom::Concept(name)) => words.push(format!("@{name}")),
            Element::Atom(Atom::AnyOf(_)) | Element::Bar(_) | Element::Optional(_) => {}
            Element::Gap(_) => words.push("…".into()),
            Element::Group(branches) => {
                let branch = branches.get(nth).or(branches.last());
                sample(branch.map_or(&[], Vec::as_slice), nth, words);
            }
        }
    }
}

/// Where groups lie deeper in each other than anybody writes them, and than
/// the stack may hold.
fn too_deep(pattern: &str) -> Option<usize> {
    let mut depth = 0_usize;
    pattern.bytes().position(|byte| {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// How many patterns without alternatives a sequence stands for.
fn product(elements: &[Element]) -> usize {
    let sum = |branches: &[Vec<Element>]| {
        let branches = branches.iter().map(|branch| product(branch));
        branches.fold(0, usize::saturating_add)
    };
    elements.iter().fold(1, |count, element| match element {
        Element::Atom(_) | Element::Gap(_) | Element::Bar(_) => count,
        Element::Group(branches) => count.saturating_mul(sum(branches)),
        Element::Optional(branches) => count.saturating_mul(sum(branches).saturating_add(1)),
    })
}

fn sequence(input: &str) -> IResult<&str, Vec<Element>> {
    let (input, first) = preceded(blank, element).parse(input)?;
    let (input, rest) = many0(preceded(blank, element)).parse(input)?;
    Ok((input, std::iter::once(first).chain(rest).collect()))
}

/// White space, and signs that are no words.
fn blank(input: &str) -> IResult<&str, ()> {
    let mut rest = input;
    loop {
        let mut chars = rest.chars();
        let (next, behind) = (chars.next(), chars.as_str());
        let skipped = match next {
            Some(c) if c.is_whitespace() => true,
            Some('.') => !behind.starts_with('.'),
            Some('!') => behind.is_empty() || behind.starts_with(ends_bang),
            Some(c) => is_sign(c),
            None => false,
        };
        if !skipped {
            return Ok((rest, ()));
        }
        rest = behind;
    }
}

/// What parts words and is none.
const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '-' | '&' | '/' | '_' | '\u{2010}'..='\u{2015}' | '®' | '™'
    )
}

/// Behind an exclamation mark: then it bars nothing.
fn ends_bang(next: char) -> bool {
    next.is_whitespace() || matches!(next, ')' | ']' | '|' | '.' | '!')
}

fn branches(input: &str) -> IResult<&str, Vec<Vec<Element>>> {
    separated_list1((blank, char('|')), sequence).parse(input)
}

fn element(input: &str) -> IResult<&str, Element> {
    alt((
        preceded(tag(".."), opt(number)).map(|gap| Element::Gap(gap.unwrap_or(ANY_GAP))),
        preceded(char('!'), barred).map(Element::Bar),
        delimited(char('['), branches, (blank, char(']'))).map(Element::Optional),
        delimited(char('('), branches, (blank, char(')'))).map(Element::Group),
        atom.map(Element::Atom),
    ))
    .parse(input)
}

fn atom(input: &str) -> IResult<&str, Atom> {
    alt((
        preceded(char('@'), name).map(|name: &str| Atom::Concept(name.to_owned())),
        word.map(|word: &str| Atom::Word(word.to_lowercase())),
    ))
    .parse(input)
}

/// What is nowhere in the sentence; "opt-out" is two words in a row.
fn barred(input: &str) -> IResult<&str, Atom> {
    let sign = take_while1(|c: char| is_sign(c) || c == '.');
    let words = separated_list1(sign, word.map(str::to_lowercase));
    let run = map(words, |mut run| match run.len() {
        1 => Atom::Word(run.remove(0)),
        _ => Atom::AnyOf(vec![run]),
    });
    alt((
        preceded(char('@'), name).map(|name: &str| Atom::Concept(name.to_owned())),
        run,
    ))
    .parse(input)
}

fn name(input: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')).parse(input)
}

/// Letters, digits, apostrophes, the plus of "google+"; or one mark of punctuation.
fn word(input: &str) -> IResult<&str, &str> {
    let mark = nom::combinator::recognize(nom::character::complete::one_of(",;:%?$€£"));
    alt((
        take_while1(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '+')),
        mark,
    ))
    .parse(input)
}

/// Leaves alternatives that are words alone together as one step, so that a
/// pattern of several does not multiply out; not in a phrase, which the table
/// of words holds whole, and not at the end, where each may end elsewhere.
fn gathered(mut elements: Vec<Element>) -> Result<Vec<Element>, Unreadable> {
    let part = |element: &Element| !matches!(element, Element::Bar(_));
    let last = elements.iter().rposition(part).unwrap_or(0);
    if elements.iter().all(is_words) {
        return Ok(elements);
    }
    for element in &mut elements[..last] {
        let (Element::Group(branches) | Element::Optional(branches)) = &*element else {
            continue;
        };
        if branches
            .iter()
            .map(|branch| product(branch))
            .fold(0, usize::saturating_add)
            > MOST
        {
            return Err(Unreadable::TooMany);
        }
        let Some(runs) = runs(branches) else {
            continue;
        };
        let any = vec![vec![Element::Atom(Atom::AnyOf(runs))]];
        *element = match element {
            Element::Optional(_) => Element::Optional(any),
            _ => Element::Group(any),
        };
    }
    Ok(elements)
}

/// Branches as runs of words, if they are nothing else.
fn runs(branches: &[Vec<Element>]) -> Option<Vec<Vec<String>>> {
    let flats = branches.iter().flat_map(|branch| flatten(branch));
    let words = |flat: Flat| {
        let plain = flat.barred.is_empty() && flat.gap == 0 && !flat.steps.is_empty();
        let word = |(gap, atom): (u8, Atom)| match atom {
            Atom::Word(word) if gap == 0 => Some(word),
            _ => None,
        };
        let run = flat.steps.into_iter().map(word);
        run.collect::<Option<Vec<String>>>().filter(|_| plain)
    };
    flats.map(words).collect()
}

fn is_words(element: &Element) -> bool {
    match element {
        Element::Atom(atom) => matches!(atom, Atom::Word(_)),
        Element::Gap(_) | Element::Bar(_) => false,
        Element::Group(branches) | Element::Optional(branches) => {
            branches.iter().flatten().all(is_words)
        }
    }
}

fn flatten(elements: &[Element]) -> Vec<Flat> {
    let mut flats = vec![Flat::default()];
    for element in elements {
        flats = flats
            .into_iter()
            .flat_map(|flat| append(flat, element))
            .collect();
    }
    flats
}

fn append(mut flat: Flat, element: &Element) -> Vec<Flat> {
    match element {
        Element::Atom(atom) => {
            let gap = std::mem::take(&mut flat.gap);
            flat.steps.push((gap, atom.clone()));
            vec![flat]
        }
        Element::Gap(gap) => {
            flat.gap = *gap;
            vec![flat]
        }
        Element::Bar(atom) => {
            flat.barred.push(atom.clone());
            vec![flat]
        }
        Element::Group(branches) => branches
            .iter()
            .flat_map(|branch| extend(&flat, branch))
            .collect(),
        Element::Optional(branches) => {
            let with = branches.iter().flat_map(|branch| extend(&flat, branch));
            let mut all: Vec<Flat> = with.collect();
            all.push(flat);
            all
        }
    }
}

fn extend(flat: &Flat, part: &[Element]) -> Vec<Flat> {
    let mut flats = vec![flat.clone()];
    for element in part {
        flats = flats
            .into_iter()
            .flat_map(|flat| append(flat, element))
            .collect();
    }
    flats
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pattern: &str) -> Vec<String> {
        let show = |flat: &Flat| {
            let step = |(gap, atom): &(u8, Atom)| match atom {
                Atom::Word(word) => format!("{gap}:{word}"),
                Atom::Concept(name) => format!("{gap}:@{name}"),
                Atom::AnyOf(runs) => {
                    let runs: Vec<String> = runs.iter().map(|run| run.join(" ")).collect();
                    format!("{gap}:({})", runs.join("|"))
                }
            };
            let steps: Vec<String> = flat.steps.iter().map(step).collect();
            format!("{}{}", steps.join(" "), " !".repeat(flat.barred.len()))
        };
        parse(pattern).unwrap().iter().map(show).collect()
    }

    #[test]
    fn alternatives_and_optional_parts_multiply_out() {
        assert_eq!(
            shown("third [big] party (data|personal information)"),
            [
                "0:third 0:big 0:party 0:data",
                "0:third 0:big 0:party 0:personal 0:information",
                "0:third 0:party 0:data",
                "0:third 0:party 0:personal 0:information",
            ],
        );
    }

    #[test]
    fn alternatives_of_a_pattern_stay_together_but_for_the_last() {
        assert_eq!(
            shown("@we [may|will not] ..3 (share|pass on) (data|names) !@not"),
            [
                "0:@we 0:(may|will not) 3:(share|pass on) 0:data !",
                "0:@we 0:(may|will not) 3:(share|pass on) 0:names !",
                "0:@we 3:(share|pass on) 0:data !",
                "0:@we 3:(share|pass on) 0:names !",
            ],
        );
    }

    #[test]
    fn gaps_and_bars() {
        assert_eq!(
            shown("@we ..3 @share .. with !@not"),
            ["0:@we 3:@share 255:with !"]
        );
    }

    #[test]
    fn signs_part_words_as_in_policies() {
        for (pattern, words) in [
            ("AT&T", "0:at 0:t"),
            ("Marks & Spencer", "0:marks 0:spencer"),
            ("Yahoo!", "0:yahoo"),
            ("booking.com", "0:booking 0:com"),
            ("St. Gallen", "0:st 0:gallen"),
            ("e-mail ..3 @we", "0:e 0:mail 3:@we"),
            ("a !b", "0:a !"),
            ("a !opt-out", "0:a !"),
            ("U.S. ..2 law", "0:u 0:s 2:law"),
        ] {
            assert_eq!(shown(pattern), [words], "{pattern}");
        }
        assert_eq!(
            shown("(Yahoo!|H&M) data"),
            ["0:yahoo 0:data", "0:h 0:m 0:data"]
        );
    }

    #[test]
    fn errors_tell_the_place() {
        assert_eq!(parse("we (share"), Err(Unreadable::At(3)));
        assert_eq!(parse("we = they"), Err(Unreadable::At(3)));
    }

    #[test]
    fn what_would_not_end_is_refused() {
        let wide = "(a|b) ".repeat(18);
        assert_eq!(parse(&wide), Err(Unreadable::TooMany));
        assert_eq!(parse(&format!("@x ({wide}) y")), Err(Unreadable::TooMany));
        let deep = "(".repeat(100_000);
        assert_eq!(parse(&deep), Err(Unreadable::At(DEEPEST)));
    }
}
