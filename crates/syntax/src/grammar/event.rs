//! Ends and spans of time that an event gives.

use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::lexeme::{any_word, head, is_one_of, letters, parts, reject, space};
use super::phrases::{Phrases, phrases};

/// Longest clause in bytes.
const CLAUSE: usize = 120;

/// Whatever stands behind these is the event.
pub(super) const OPENINGS: &Phrases = phrases![
    "unless and until",
    "until",
    "till",
    "for as long as",
    "as long as",
    "for so long as",
    "so long as",
    "for the duration of",
    "for the lifetime of",
    "for the life of",
    "for the length of",
    "for the term of",
    "for the period that",
    "for the period during which",
    "for the time that",
    "during the term of",
    "during the life of",
    "during the lifetime of",
    "during the duration of",
    "throughout the duration of",
    "throughout the term of",
    "for the entire duration of",
];
/// Behind these the clause must tell of an end.
const MOMENTS: &Phrases = phrases!["upon", "after", "following", "once", "when", "on"];
/// Words with which the clause turns to something else than the end.
const TURNS: &[&str] = &["and", "how", "before", "based"];

/// Beginnings of the words for an end.
const ENDS: &Phrases = phrases![
    "delet",
    "clos",
    "terminat",
    "expir",
    "cancel",
    "withdr",
    "uninstall",
    "deactivat",
    "unsubscrib",
    "revok",
    "revoc",
    "ends",
    "ended",
    "cease",
    "discontinu",
    "erasure",
    "inactiv",
];
/// Words that end lies in only together: "no longer needed".
const NEEDLESS: &Phrases = phrases!["no longer"];

const DANGLING: &[&str] = &[
    "and", "or", "for", "plus", "by", "at", "to", "of", "in", "on", "the", "via", "with", "a",
    "an", "under", "per", "from", "but", "within", "see", "email", "is", "are",
];

/// An end by event, to the end of its clause: "until you delete your account".
///
/// `stops` says whether something else of the grammar begins at an offset of
/// `input`; the clause ends before it.
pub(super) fn event(input: &str, stops: impl Fn(usize) -> bool) -> IResult<&str, ()> {
    let (lead, moment) = alt((
        preceded(any_word(OPENINGS), behind).map(|()| false),
        preceded(any_word(MOMENTS), behind).map(|()| true),
        while_active.map(|()| false),
    ))
    .parse(input)?;
    let begin = input.len() - lead.len();
    let clause = clause(lead);
    if moment && !tells_end(clause, reach(input)) {
        return reject(input);
    }
    let kept = before_stop(clause, |at| stops(begin + at));
    if kept.is_empty() || (moment && !tells_end(kept, reach(input))) {
        return reject(input);
    }
    Ok((&lead[kept.len()..], ()))
}

/// "while your account is active": the opening is the first two words.
fn while_active(input: &str) -> IResult<&str, ()> {
    let subject = any_word(phrases!["your", "you", "the", "an", "a"]);
    let mut opening = (
        any_word(phrases!["for while", "while", "whilst"]),
        space,
        subject,
        space,
    );
    let (rest, _) = opening.parse(input)?;
    let tells = phrases![
        "account",
        "member",
        "active",
        "remain",
        "registered",
        "subscri",
        "customer",
    ];
    let near = words(head(rest, 60)).take(5);
    if near.into_iter().any(|(_, word)| tells.begins(word)) {
        Ok((rest, ()))
    } else {
        reject(input)
    }
}

/// The gap behind an opening, with words that carry nothing.
fn behind(input: &str) -> IResult<&str, ()> {
    let (rest, ()) = space(input)?;
    let (rest, _) =
        opt((any_word(phrases!["such time as", "the time that"]), space)).parse(rest)?;
    Ok((rest, ()))
}

/// How many words on the end must be told: "on" and "following" have more
/// uses than this one.
fn reach(input: &str) -> usize {
    match input.as_bytes() {
        [b'o' | b'O', b'n' | b'N', b' ', ..] => 3,
        [b'f' | b'F', ..] => 4,
        _ => 8,
    }
}

/// The clause that begins here: to its punctuation or its greatest length.
fn clause(lead: &str) -> &str {
    let whole = head(lead, CLAUSE);
    let bytes = whole.as_bytes();
    let closes = |at: usize| match bytes[at] {
        b'.' => bytes
            .get(at + 1)
            .is_none_or(|next| !next.is_ascii_alphanumeric()),
        b'(' => at > 0 && bytes[at - 1] == b' ',
        b')' => !bytes[..at].contains(&b'('),
        byte => matches!(
            byte,
            b',' | b';' | b':' | b'?' | b'!' | b'\n' | b'|' | b'<' | b'+'
        ),
    };
    if let Some(end) = (0..bytes.len()).find(|&at| closes(at)) {
        return &whole[..end];
    }
    let cut = lead.len() > whole.len();
    let at_word = whole.rfind(' ').filter(|_| cut).unwrap_or(whole.len());
    if cut {
        trimmed(&whole[..at_word])
    } else {
        whole
    }
}

/// What stands before something else of the grammar.
fn before_stop(clause: &str, stops: impl Fn(usize) -> bool) -> &str {
    let cut = words(clause).find(|&(at, _)| stops(at));
    let kept = cut.map_or(clause, |(at, _)| trimmed(&clause[..at]));
    kept.trim_end_matches([' ', '"', '-', '\''])
}

/// Without the words that only lead on to what was cut off.
fn trimmed(clause: &str) -> &str {
    let mut clause = clause.trim_end_matches([' ', '"', '-']);
    for _ in 0..4 {
        let start = clause.rfind(' ').map_or(0, |at| at + 1);
        if !is_one_of(&clause[start..], DANGLING) {
            break;
        }
        clause = clause[..start].trim_end();
    }
    clause
}

fn tells_end(clause: &str, reach: usize) -> bool {
    let mut near = words(clause)
        .take(reach)
        .take_while(|(_, word)| !is_one_of(word, TURNS));
    let mut user = any_word(phrases!["end user", "end users", "end-user", "end-users"]);
    let asks = |word: &str| reach < 8 && phrases!["unsubscrib"].begins(word);
    near.any(|(at, word)| {
        let told = is_end(word) && !asks(word) && user.parse(&clause[at..]).is_err();
        told || any_word(NEEDLESS).parse(&clause[at..]).is_ok()
    })
}

/// "End" begins too many other words.
fn is_end(word: &str) -> bool {
    ENDS.begins(word) || word.eq_ignore_ascii_case("end")
}

/// The words of a clause with their offsets, without what is glued to them.
fn words(clause: &str) -> impl Iterator<Item = (usize, &str)> {
    parts(clause).map(|(at, part)| (at, letters(part).map_or(part, |(_, word)| word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<&str> {
        let (rest, ()) = event(text, |_| false).ok()?;
        Some(&text[..text.len() - rest.len()])
    }

    #[test]
    fn events_run_to_the_end_of_their_clause() {
        let whole = "until you delete your account";
        for text in [
            "until you delete your account",
            "until you delete your account, or",
        ] {
            assert_eq!(read(text), Some(whole));
        }
        assert_eq!(read("upon account closure."), Some("upon account closure"));
        assert_eq!(read("upon request"), None);
        assert_eq!(
            read("while your account is active."),
            Some("while your account is active")
        );
        assert_eq!(read("while you browse"), None);
        assert_eq!(read("until"), None);
    }

    #[test]
    fn another_entity_ends_the_clause() {
        let text = "as long as you are a customer and for 6 years";
        let six = text.find('6');
        let (rest, ()) = event(text, |at| Some(at) == six).unwrap_or((text, ()));
        assert_eq!(rest, " and for 6 years");
    }

    #[test]
    fn long_clauses_end_at_a_word() {
        let text = "until ".to_owned() + &"word ".repeat(60);
        assert!(read(&text).is_some_and(|clause| clause.ends_with("word") && clause.len() <= 127));
    }
}
