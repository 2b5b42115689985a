use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use clauselint_reading::{ConceptId, PassageId, Reading};
use clauselint_source::Span;
use clauselint_syntax::EntityKind;
use memchr::memmem::Finder;

use crate::place::Place;

/// A link that a rule asks for, its names resolved.
#[derive(Debug)]
pub(crate) struct LinkMatcher {
    pub(crate) target: Vec<Glob>,
    pub(crate) unless: Vec<Glob>,
    pub(crate) local: Option<bool>,
    pub(crate) words: Vec<ConceptId>,
    /// Whether these words are all that the link says.
    pub(crate) alone: bool,
}

impl LinkMatcher {
    /// Links and addresses written out, in order; not those of menus and
    /// banners, which have no sentences.
    pub(crate) fn places<'r>(&self, reading: &'r Reading<'_>) -> Vec<Place<'r>> {
        let document = reading.document;
        let linked = document.links.iter().filter(|link| !link.span.is_empty());
        let linked = linked.map(|link| (link.span, &*link.target));
        let written = document.entities.iter();
        let written = written.filter(|entity| entity.kind == EntityKind::Url);
        let written = written.map(|entity| (entity.span, document.str(entity.span)));
        let mut all: Vec<(Span, &str)> = linked.chain(written).collect();
        all.sort_by_key(|(span, _)| (span.start, span.end));
        // A linked address that is written out as well is one link.
        all.dedup_by(|(second, _), (first, _)| second.start < first.end);
        let mut at = 0;
        let mut places = Vec::new();
        for (span, target) in all {
            let ends_before = |id: &usize| reading.passages[*id].span.end <= span.start;
            let passages = reading.passages.len();
            at += (at..passages).take_while(ends_before).count();
            let inside = at < passages && reading.passages[at].span.contains(span);
            if inside && self.is_asked(reading, at as PassageId, span, target) {
                places.push(Place {
                    anywhere: true,
                    target: Some(target),
                    ..Place::of(at as PassageId, span)
                });
            }
        }
        places
    }

    fn is_asked(&self, reading: &Reading<'_>, id: PassageId, span: Span, target: &str) -> bool {
        let target = match target.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(target.to_ascii_lowercase()),
            false => Cow::Borrowed(target),
        };
        let any = |globs: &[Glob]| globs.iter().any(|glob| glob.fits(&target));
        let passage = &reading.passages[id as usize];
        let said = |concept: &ConceptId| {
            let mut hits = reading.of(passage, *concept);
            hits.any(|hit| {
                let words = reading.span(passage, hit);
                span.contains(words) && (!self.alone || is_all(reading, span, words))
            })
        };
        (self.target.is_empty() || any(&self.target))
            && !any(&self.unless)
            && self.local.is_none_or(|local| local == is_local(&target))
            && (self.words.is_empty() || self.words.iter().any(said))
    }
}

/// Whether words are all of a link's, marks aside.
fn is_all(reading: &Reading<'_>, link: Span, words: Span) -> bool {
    let text = |start, end| reading.document.str(Span::new(start, end));
    let rest = [text(link.start, words.start), text(words.end, link.end)];
    rest.iter()
        .all(|rest| !rest.contains(|c: char| c.is_alphanumeric()))
}

/// Whether an address leads to a host of one network only, or to a name that
/// is kept for examples (RFC 2606).
fn is_local(target: &str) -> bool {
    const NAMES: [&str; 4] = ["localhost", "example.com", "example.net", "example.org"];
    const ENDS: [&str; 5] = [".local", ".localhost", ".test", ".example", ".invalid"];
    let Some((_, rest)) = target.split_once("://") else {
        return false;
    };
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    if let Some((address, _)) = host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        return address.parse().is_ok_and(|ip: Ipv6Addr| ip.is_loopback());
    }
    let host = host.split(':').next().unwrap_or(host);
    if let Ok(ip) = host.parse::<Ipv4Addr>() {
        return ip.is_private() || ip.is_loopback() || ip.is_unspecified() || ip.is_link_local();
    }
    let host = host.strip_prefix("www.").unwrap_or(host);
    NAMES.contains(&host) || ENDS.iter().any(|end| host.ends_with(end))
}

/// A pattern in which `*` stands for any characters.
#[derive(Debug)]
pub(crate) struct Glob {
    /// What stands before the first star.
    first: String,
    /// What stands between stars, each made ready to be looked for.
    parts: Vec<Finder<'static>>,
    /// What stands behind the last star; none where there is no star.
    last: Option<String>,
}

impl Glob {
    pub(crate) fn new(pattern: &str) -> Self {
        let (first, rest) = match pattern.split_once('*') {
            Some((first, rest)) => (first, Some(rest)),
            None => (pattern, None),
        };
        let mut parts: Vec<&str> = rest.into_iter().flat_map(|rest| rest.split('*')).collect();
        let last = parts.pop().map(str::to_owned);
        parts.retain(|part| !part.is_empty());
        let finder = |part: &str| Finder::new(part).into_owned();
        Self {
            first: first.to_owned(),
            parts: parts.into_iter().map(finder).collect(),
            last,
        }
    }

    /// Whether a text fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let Some(rest) = text.strip_prefix(&*self.first) else {
            return false;
        };
        let Some(last) = &self.last else {
            return rest.is_empty();
        };
        let Some(mut rest) = rest.as_bytes().strip_suffix(last.as_bytes()) else {
            return false;
        };
        self.parts.iter().all(|part| match part.find(rest) {
            Some(at) => {
                rest = &rest[at + part.needle().len()..];
                true
            }
            None => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_nobody_else_reaches() {
        for target in [
            "http://localhost:3000/privacy",
            "http://127.0.0.1/privacy",
            "http://172.20.1.1/privacy",
            "http://[::1]:80/privacy",
            "http://shop.test/privacy",
            "http://www.example.com?privacy",
        ] {
            assert!(is_local(target), "{target}");
        }
        for target in ["http://acme.org/localhost", "http://172.40.1.1/", "/local"] {
            assert!(!is_local(target), "{target}");
        }
    }

    #[test]
    fn stars_stand_for_any_characters() {
        for (glob, text, fit) in [
            ("http://*", "http://acme.org", true),
            ("http://*privacy*", "http://acme.org/privacy/", true),
            ("http://*privacy", "http://acme.org/privacy/", false),
            ("*.pdf", "https://acme.org/a.pdf", true),
            ("https://acme.org", "https://acme.org/", false),
            ("a*b*b", "ab", false),
            ("*", "", true),
        ] {
            assert_eq!(Glob::new(glob).fits(text), fit, "{glob} {text}");
        }
    }
}
