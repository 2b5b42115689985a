//! The words of a comment that suppresses findings, one after the other.

use clauselint_nearest::nearest;
use clauselint_syntax::Date;

use super::directive::Kind;

/// What every directive begins with.
const MARK: &str = "clauselint";

/// The directives there are.
const KINDS: [(&str, Kind); 4] = [
    ("clauselint-disable-next-line", Kind::NextLine),
    ("clauselint-disable", Kind::Disable),
    ("clauselint-enable", Kind::Enable),
    ("clauselint-disable-file", Kind::File),
];

/// What a comment says.
pub(super) struct Words<'s> {
    pub(super) kind: Kind,
    pub(super) names: Vec<&'s str>,
    pub(super) until: Option<(Date, &'s str)>,
    pub(super) reason: Option<&'s str>,
}

/// What is wrong with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is no directive.
    Directive,
    /// No rule is named behind it.
    NoName,
    /// No rule is named behind this comma.
    NoNameBehind,
    /// It is no day.
    Date,
    /// No day stands behind it.
    NoDate,
    /// It does not belong there.
    Stray,
}

/// Whether words that begin with the mark are meant as a directive.
pub(super) fn is_meant(words: &str) -> bool {
    let rest = words.strip_prefix(MARK).unwrap_or_default();
    let behind = rest.trim_start_matches([' ', ':']);
    rest.starts_with('-')
        || behind.len() < rest.len()
            && ["disable", "enable"]
                .iter()
                .any(|kind| behind.starts_with(kind))
}

/// Reads a comment from its mark on, or tells the word that is wrong.
pub(super) fn read(words: &str) -> Result<Words<'_>, (&str, Fault)> {
    let (directive, rest) = first(words);
    let known = KINDS.iter().find(|(name, _)| *name == directive);
    let Some((_, kind)) = known else {
        return Err((head(words), Fault::Directive));
    };
    let (names, rest) = names(directive, rest)?;
    let (until, rest) = until(rest)?;
    let reason = match rest.strip_prefix("--") {
        Some(reason) => Some(reason.trim()).filter(|reason| !reason.is_empty()),
        None if rest.is_empty() => None,
        None => return Err((word(rest), Fault::Stray)),
    };
    Ok(Words {
        kind: *kind,
        names,
        until,
        reason,
    })
}

type Names<'s> = (Vec<&'s str>, &'s str);

fn names<'s>(directive: &'s str, words: &'s str) -> Result<Names<'s>, (&'s str, Fault)> {
    let mut names = Vec::new();
    let mut missing = (directive, Fault::NoName);
    let mut rest = words;
    loop {
        let name = name(rest);
        if name.is_empty() || name == "until" && names.is_empty() {
            // A sign that no name can have is what is wrong, if it stands there.
            let ends = ["", "--", ","].iter().any(|end| match *end {
                "" => rest.is_empty(),
                end => rest.starts_with(end),
            });
            return Err(if ends || name == "until" {
                missing
            } else {
                (word(rest), Fault::Stray)
            });
        }
        names.push(name);
        rest = rest[name.len()..].trim_start();
        let Some(more) = rest.strip_prefix(',') else {
            return Ok((names, rest));
        };
        missing = (&rest[..1], Fault::NoNameBehind);
        rest = more.trim_start();
    }
}

type Until<'s> = (Option<(Date, &'s str)>, &'s str);

fn until(words: &str) -> Result<Until<'_>, (&str, Fault)> {
    let (until, rest) = first(words);
    if until != "until" {
        return Ok((None, words));
    }
    let written = word(rest);
    if written.is_empty() {
        return Err((until, Fault::NoDate));
    }
    let date = Date::from_iso(written).filter(|date| date.day > 0);
    let date = date.ok_or((written, Fault::Date))?;
    Ok((Some((date, written)), rest[written.len()..].trim_start()))
}

/// What was meant by words that are no directive.
pub(super) fn meant(directive: &str) -> Option<&'static str> {
    let plain = directive.trim_end_matches(':').replace([' ', ':'], "-");
    nearest(&plain, KINDS.map(|(name, _)| name))
}

/// The directives there are, as a list.
pub(super) fn all() -> String {
    KINDS.map(|(name, _)| format!("`{name}`")).join(", ")
}

/// The word at the start and what follows it.
fn first(words: &str) -> (&str, &str) {
    let end = words.find(char::is_whitespace).unwrap_or(words.len());
    (&words[..end], words[end..].trim_start())
}

/// The directive as somebody wrote it who parts its words otherwise.
fn head(words: &str) -> &str {
    let (first, rest) = first(words);
    if first.trim_end_matches(':') != MARK {
        return first;
    }
    let start = words.len() - rest.len();
    &words[..start + word(rest).len()]
}

/// The word at the start, up to a reason.
fn word(words: &str) -> &str {
    let (word, _) = first(words);
    &word[..word.find("--").unwrap_or(word.len())]
}

/// The name of a rule at the start; a double hyphen begins the reason.
fn name(words: &str) -> &str {
    let word = word(words);
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let end = word.find(|c| !is_letter(c)).unwrap_or(word.len());
    &word[..end]
}
