//! E-mail addresses, plain and veiled.

use nom::branch::alt;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::lexeme::{any_word, ends_word, literal, reject, run, space, spaces, word};
use super::phrases::phrases;
use super::url::{host, label};

/// Longest local part, after RFC 5321.
const LOCAL: usize = 64;

/// "privacy@example.org", also with "mailto:" in front.
pub(super) fn plain(input: &str) -> IResult<&str, ()> {
    let (after, _) = opt(literal("mailto:")).parse(input)?;
    let (after, ()) = local(after)?;
    let (after, ()) = literal("@").parse(after)?;
    let (rest, host) = host(after)?;
    if host.contains('.') && named(host) {
        Ok((rest, ()))
    } else {
        reject(input)
    }
}

/// "privacy [at] example [dot] org", "privacy(at)example.org", and
/// "privacy at example dot com", where both words are spelled.
pub(super) fn veiled(input: &str) -> IResult<&str, ()> {
    let (after, ()) = local(input)?;
    if let Ok((after, ())) = bracketed(after, "at").or_else(|_| bracketed(after, "@")) {
        return veiled_host(after, false);
    }
    let (after, _) = (space, word("at"), space).parse(after)?;
    let article = (any_word(phrases!["the", "a", "an", "our", "your"]), space)
        .parse(after)
        .is_ok();
    if article {
        reject(input)
    } else {
        veiled_host(after, true)
    }
}

/// What Cloudflare leaves of an address: "[email protected]".
pub(super) fn protected(input: &str) -> IResult<&str, ()> {
    let (rest, _) = (literal("[email"), space, literal("protected]")).parse(input)?;
    Ok((rest, ()))
}

fn local(input: &str) -> IResult<&str, ()> {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let (rest, name) = run(input, LOCAL, allowed)?;
    let ends_well = name.ends_with(|c: char| c.is_ascii_alphanumeric() || "_-+".contains(c));
    if ends_well {
        Ok((rest, ()))
    } else {
        reject(input)
    }
}

/// Labels joined by dots, plain or veiled; `spelled` asks for " dot ".
fn veiled_host(input: &str, spelled: bool) -> IResult<&str, ()> {
    let (mut rest, _) = label(input)?;
    let mut joints = 0;
    while joints < 4 {
        let joint = alt((
            |input| {
                if spelled {
                    reject(input)
                } else {
                    bracketed(input, "dot")
                }
            },
            |input| {
                if spelled {
                    reject(input)
                } else {
                    literal(".").parse(input)
                }
            },
            (space, word("dot"), space).map(|_| ()),
        ));
        let Ok((after, _)) = (joint, label).parse(rest) else {
            break;
        };
        (rest, joints) = (after, joints + 1);
    }
    if joints == 0 || !ends_word(rest) {
        reject(input)
    } else {
        Ok((rest, ()))
    }
}

fn bracketed<'a>(input: &'a str, inner: &'static str) -> IResult<&'a str, ()> {
    let (after, _) = run(spaces(input), 1, |byte| b"[({<".contains(byte))?;
    let (after, ()) = literal(inner).parse(spaces(after))?;
    let (after, _) = run(spaces(after), 1, |byte| b"])}>".contains(byte))?;
    Ok((spaces(after), ()))
}

/// Whether the last label is of letters only, two at least.
fn named(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    last.chars().count() >= 2 && last.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses() {
        assert_eq!(plain("privacy@example.org."), Ok((".", ())));
        assert_eq!(
            plain("mailto:a.b-c@mail.example.co.uk, or"),
            Ok((", or", ()))
        );
        assert!(plain("privacy@example").is_err());
        assert!(plain("@example.org").is_err());
        assert!(plain("a@1.2.3.4").is_err());
    }

    #[test]
    fn veiled_addresses() {
        assert_eq!(veiled("privacy [at] example [dot] org."), Ok((".", ())));
        assert_eq!(veiled("privacy (at) example.org"), Ok(("", ())));
        assert_eq!(veiled("privacy at example dot com"), Ok(("", ())));
        assert!(veiled("look at example.com").is_err());
        assert_eq!(protected("[email\u{a0}protected]"), Ok(("", ())));
    }
}
