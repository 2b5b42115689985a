//! References to laws.

use nom::branch::alt;
use nom::combinator::opt;
use nom::multi::fold_many_m_n;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::law::{law, unnamed};
use super::lexeme::{any_word, digit_run, ends_word, literal, reject, run, space, spaces, word};
use super::numbering::{list, number, parenthesis};
use super::phrases::phrases;

/// A citation that begins with a word: "Art. 6(1)(f) GDPR", "Regulation (EU)
/// 2016/679", "Section 1798.83 of the California Civil Code", "GDPR".
pub(super) fn citation(input: &str) -> IResult<&str, ()> {
    alt((articles, regulation, section_of_law, law_and_section)).parse(input)
}

/// "§ 1798.100", "§ 25 Abs. 1 TTDSG", from the sign on.
pub(super) fn marked(input: &str) -> IResult<&str, ()> {
    let (after, ()) = section_sign(input)?;
    let (after, ()) = provision(after)?;
    let (rest, _) = opt(of_law).parse(after)?;
    Ok((rest, ()))
}

/// "16 CFR 312.4", "15 U.S.C. §§ 6501-6506", from the title's number on.
pub(super) fn code(input: &str) -> IResult<&str, ()> {
    let (after, _) = digit_run(input, 3)?;
    let names = phrases![
        "u.s.c.",
        "u.s.c",
        "usc",
        "c.f.r.",
        "c.f.r",
        "cfr",
        "u.s. code",
    ];
    let (after, ()) = preceded(space, any_word(names)).parse(after)?;
    let sections = preceded((opt(space), opt(alt((section_sign, part)))), provision);
    let (rest, _) = opt(sections).parse(after)?;
    Ok((rest, ()))
}

/// "95/46/EC" without "Directive".
pub(super) fn numbered(input: &str) -> IResult<&str, ()> {
    law(input)
}

/// "Art. 6(1)(f) GDPR", "Articles 15 to 21 of the GDPR", "Article 6".
fn articles(input: &str) -> IResult<&str, ()> {
    let (after, ()) =
        any_word(phrases!["articles", "article", "arts", "art", "artikel"]).parse(input)?;
    let after = after.strip_prefix('.').unwrap_or(after);
    let (after, ()) = provision(spaces(after))?;
    let mut own = (
        space,
        any_word(phrases!["of", "in"]),
        space,
        any_word(phrases!["this", "these", "our"]),
    );
    if own.parse(after).is_ok() {
        return reject(input);
    }
    let (rest, _) = opt(of_law).parse(after)?;
    Ok((rest, ()))
}

/// "Regulation (EU) 2016/679", "Directive 95/46/EC".
fn regulation(input: &str) -> IResult<&str, ()> {
    let (after, _) = opt((any_word(phrases!["eu", "ec", "council"]), space)).parse(input)?;
    let (after, ()) = any_word(phrases!["regulation", "directive", "decision"]).parse(after)?;
    let (after, _) = opt(parenthesis).parse(after)?;
    let (after, _) =
        opt((space, any_word(phrases!["no", "nr"]), opt(literal(".")))).parse(after)?;
    let (after, _) = preceded(space, |input| digit_run(input, 4)).parse(after)?;
    let (after, _) = preceded(literal("/"), |input| digit_run(input, 4)).parse(after)?;
    let (after, _) = opt((
        literal("/"),
        any_word(phrases!["ec", "eu", "eg", "ce", "ue"]),
    ))
    .parse(after)?;
    if ends_word(after) {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// "Section 1798.83 of the California Civil Code", "section 5 of the FTC Act",
/// "Section 1798.100": by its law or by a number that no policy has.
fn section_of_law(input: &str) -> IResult<&str, ()> {
    let (after, ()) = any_word(phrases!["sections", "section", "sec", "paragraph"]).parse(input)?;
    let (after, _) = opt((literal("."), space)).parse(after)?;
    let (numbers, ()) =
        alt((section_sign, |after| Ok((spaces(after), ())))).parse(spaces(after))?;
    let (after, ()) = provision(numbers)?;
    if let Ok((rest, ())) = of_law(after) {
        return Ok((rest, ()));
    }
    if legal_number(numbers) {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// Whether a section's number is too high for a policy: "1798.100".
pub(super) fn legal_number(input: &str) -> bool {
    run(input, 6, u8::is_ascii_digit).is_ok_and(|(_, digits)| digits.len() >= 3)
}

/// "GDPR", "GDPR Art. 6", "Cal. Civ. Code § 1798.100".
fn law_and_section(input: &str) -> IResult<&str, ()> {
    let (after, ()) = law(input)?;
    let (after, _) = opt(registered).parse(after)?;
    let names = any_word(phrases![
        "sections", "section", "sec", "articles", "article", "art"
    ]);
    let named = (
        opt(literal(",")),
        space,
        names,
        opt(literal(".")),
        space,
        opt(section_sign),
    )
        .map(|_| ());
    let signed = (opt(literal(",")), opt(space), section_sign).map(|_| ());
    let (rest, _) = opt((alt((signed, named)), provision)).parse(after)?;
    Ok((rest, ()))
}

/// " (EU) 2016/679" behind a law's name.
fn registered(input: &str) -> IResult<&str, ()> {
    let number = |input| digit_run(input, 4);
    let (after, _) = (parenthesis, space, number, literal("/"), number).parse(input)?;
    if ends_word(after) {
        Ok((after, ()))
    } else {
        reject(input)
    }
}

/// Whether a law follows, "of the GDPR" or " DSGVO", and what is behind it.
pub(super) fn of_law(input: &str) -> IResult<&str, ()> {
    let (after, comma) = opt(literal(",")).parse(input)?;
    let (after, ()) = space(after)?;
    let of = (any_word(phrases!["of", "under", "der", "des", "du"]), space);
    let (after, linked) = opt(of).parse(after)?;
    let (after, _) = opt((
        any_word(phrases!["the", "eu", "european", "us", "u.s."]),
        space,
    ))
    .parse(after)?;
    if let Ok(found) = alt((regulation, law)).parse(after) {
        return Ok(found);
    }
    if linked.is_some() && comma.is_none() {
        unnamed(after)
    } else {
        reject(input)
    }
}

/// Numbers with what may follow them: "6 para. 1 lit. b", "6501 et seq.".
fn provision(input: &str) -> IResult<&str, ()> {
    let (after, ()) = list(input)?;
    let (after, ()) = fold_many_m_n(0, 5, qualifier, || (), |(), ()| ()).parse(after)?;
    let seq = (
        opt(literal(",")),
        space,
        alt((literal("et seq"), literal("ff"))),
    );
    match opt(seq).parse(after)? {
        (rest, Some(_)) => Ok((rest.strip_prefix('.').unwrap_or(rest), ())),
        (rest, None) => Ok((rest, ())),
    }
}

/// " Abs. 1", " lit. f", " point (f)", ", paragraph 1".
fn qualifier(input: &str) -> IResult<&str, ()> {
    let names = phrases![
        "abs",
        "absatz",
        "para",
        "paragraph",
        "paragraphs",
        "lit",
        "letter",
        "letters",
        "satz",
        "s",
        "sentence",
        "no",
        "nr",
        "point",
        "points",
        "subsection",
        "subparagraph",
        "section",
        "sec",
        "clause",
        "alinéa",
        "par",
    ];
    let (after, _) = (opt(literal(",")), space, any_word(names)).parse(input)?;
    let after = spaces(after.strip_prefix('.').unwrap_or(after));
    let letter = |input| {
        let (rest, _) = run(input, 3, u8::is_ascii_alphabetic)?;
        let rest = rest.strip_prefix(')').unwrap_or(rest);
        if ends_word(rest) {
            Ok((rest, ()))
        } else {
            reject(input)
        }
    };
    alt((number, parenthesis, letter)).parse(after)
}

fn section_sign(input: &str) -> IResult<&str, ()> {
    let (after, _) = literal("§").parse(input)?;
    let (after, _) = opt(literal("§")).parse(after)?;
    Ok((spaces(after), ()))
}

fn part(input: &str) -> IResult<&str, ()> {
    let (after, ()) = any_word(phrases!["part", "parts", "section", "sections"]).parse(input)?;
    let (after, ()) = alt((word("§").map(|()| ()), space)).parse(after)?;
    Ok((after, ()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_citations() {
        for text in [
            "Art. 6(1)(f) GDPR",
            "Article 13 of the GDPR",
            "Articles 15 to 21 GDPR",
            "Art. 6 Abs. 1 lit. f DSGVO",
            "Art. 6 para. 1 lit. b GDPR",
            "Regulation (EU) 2016/679",
            "Directive 95/46/EC",
            "Cal. Civ. Code § 1798.100",
            "GDPR Art. 6",
            "California Civil Code Section 1798.83",
            "Section 1798.83 of the California Civil Code",
            "section 5 of the FTC Act",
            "Section 12 of the Electronic Commerce Act 2000",
        ] {
            assert_eq!(citation(text), Ok(("", ())), "{text}");
        }
        assert_eq!(code("15 U.S.C. §§ 6501-6506"), Ok(("", ())));
        assert_eq!(code("16 CFR 312.4"), Ok(("", ())));
        assert_eq!(marked("§ 25 Abs. 1 TTDSG."), Ok((".", ())));
    }

    #[test]
    fn the_policys_own_sections_are_none() {
        for text in [
            "Section 12",
            "section 4.2 of this policy",
            "Article 5 of these terms",
            "articles",
        ] {
            assert!(citation(text).is_err(), "{text}");
        }
    }
}
