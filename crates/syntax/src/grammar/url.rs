//! Web addresses written out.

use nom::branch::alt;
use nom::{IResult, Parser};

use super::lexeme::{literal, reject, rest};

/// Longest host name, after RFC 1035, and the most labels worth reading.
const HOST: usize = 253;
const LABELS: usize = 10;

/// Top-level domains at which a bare name is taken for an address.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "eu", "uk", "de", "fr", "nl",
    "io", "co", "app", "dev", "ca", "au", "nz", "ch", "se", "no", "dk", "fi", "es", "it", "pt",
    "pl", "cz", "at", "be", "ie", "us", "jp", "cn", "kr", "in", "br", "mx", "za", "ru", "ua", "ai",
    "me", "tv", "gg", "xyz", "online", "site", "tech", "cloud", "shop", "store", "blog", "games",
    "social", "chat", "health", "page", "wiki", "sg", "hk", "tw", "il", "gr", "ro", "hu", "bg",
    "lt", "lv", "ee", "sk", "si", "hr", "is", "lu", "ly", "fm", "tr", "ar", "cl", "im", "to", "id",
];
/// Those that are words as well, met where a full stop lost its space.
const WORDS: &[&str] = &[
    "in", "it", "me", "us", "at", "no", "be", "is", "to", "si", "id", "im", "page", "online",
    "site", "store", "shop", "health", "games", "social", "chat", "cloud", "tech", "blog", "app",
];

/// An address that names itself: "https://example.org/privacy", "www.example.org".
pub(super) fn marked(input: &str) -> IResult<&str, ()> {
    let scheme = alt((literal("https://"), literal("http://"), literal("ftp://")));
    let (after, ()) = alt((scheme, literal("www."))).parse(input)?;
    let (after, name) = host(after)?;
    if !name.contains('.') && input.starts_with(['w', 'W']) {
        return reject(input);
    }
    Ok((tail(after), ()))
}

/// A bare domain: "example.com", "policies.google.com/privacy".
pub(super) fn bare(input: &str) -> IResult<&str, ()> {
    let (after, name) = host(input)?;
    let Some((front, domain)) = name.rsplit_once('.') else {
        return reject(input);
    };
    let path =
        after.starts_with('/') && after[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let known = DOMAINS
        .iter()
        .any(|entry| entry.eq_ignore_ascii_case(domain));
    let shouted = domain.starts_with(char::is_uppercase) && !front.ends_with(char::is_uppercase);
    let joined = WORDS.contains(&domain) && !front.contains('.') && !path;
    let named = front.chars().any(char::is_alphabetic);
    let address = after.starts_with('@');
    if known && named && !shouted && !joined && !address {
        Ok((tail(after), ()))
    } else {
        reject(input)
    }
}

/// Labels joined by single dots; a trailing dot stays outside.
pub(super) fn host(input: &str) -> IResult<&str, &str> {
    let (mut after, _) = label(input)?;
    for _ in 1..LABELS {
        let Some(Ok((next, _))) = after.strip_prefix('.').map(label) else {
            break;
        };
        after = next;
    }
    let name = &input[..input.len() - after.len()];
    if name.len() > HOST {
        reject(input)
    } else {
        Ok((after, name))
    }
}

/// One label of a domain name: letters, digits and inner dashes.
pub(super) fn label(input: &str) -> IResult<&str, &str> {
    let mut end = 0;
    for (at, c) in input.char_indices().take(64) {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
        } else if !(at > 0 && (c == '-' || c == '_')) {
            break;
        }
    }
    let (after, ()) = rest(input, input.get(end..).filter(|_| end > 0))?;
    Ok((after, &input[..end]))
}

/// Skips port, path, query and fragment, but no punctuation at their end.
fn tail(input: &str) -> &str {
    let length = match input.as_bytes() {
        [b':', digit, ..] if digit.is_ascii_digit() => path_length(input),
        [b'/' | b'?' | b'#', ..] => path_length(input),
        _ => 0,
    };
    &input[length..]
}

fn path_length(input: &str) -> usize {
    let (mut end, mut open) = (0, 0_usize);
    for (at, c) in input.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => break,
            ')' => open -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' => continue,
            _ if c.is_whitespace() || "\"<>[]{}|\\^`\u{201c}\u{201d}".contains(c) => break,
            _ => {}
        }
        end = at + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_addresses_end_before_punctuation() {
        assert_eq!(marked("https://example.org/a?b=c#d."), Ok((".", ())));
        assert_eq!(marked("www.example.org), and"), Ok(("), and", ())));
        assert_eq!(marked("https://example.org/a_(b) c"), Ok((" c", ())));
        assert_eq!(marked("http://localhost:80/"), Ok(("", ())));
        assert!(marked("www.").is_err());
    }

    #[test]
    fn bare_domains_need_a_known_ending() {
        assert_eq!(bare("policies.google.com/privacy,"), Ok((",", ())));
        assert_eq!(bare("EXAMPLE.COM"), Ok(("", ())));
        for text in [
            "e.g.",
            "Inc.Company",
            "privacy.md",
            "data.it",
            "data.In",
            "1.2",
            "x.com@y",
        ] {
            assert!(bare(text).is_err(), "{text}");
        }
    }
}
