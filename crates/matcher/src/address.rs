//! Addresses that a rule asks for, written out or linked.

use clauselint_form::{AddressQuery, Names};
use clauselint_reading::{PassageId, Reading};
use clauselint_source::Span;
use clauselint_syntax::EntityKind;

use crate::link::Glob;
use crate::place::Place;

/// An address that a rule asks for.
#[derive(Debug)]
pub(crate) struct AddressMatcher {
    email: Vec<Glob>,
    url: Vec<Glob>,
}

impl AddressMatcher {
    pub(crate) fn new(query: &AddressQuery) -> Self {
        let lower = |globs: &Names, form: fn(&str) -> &str| {
            let globs = globs.iter().map(|glob| glob.to_lowercase());
            globs.map(|glob| Glob::new(form(&glob))).collect()
        };
        Self {
            email: lower(&query.email, str::trim),
            url: lower(&query.url, bare),
        }
    }

    /// Where such addresses stand, in order, one a place.
    pub(crate) fn places<'r>(&self, reading: &'r Reading<'_>) -> Vec<Place<'r>> {
        let document = reading.document;
        let linked = document.links.iter().filter(|link| !link.span.is_empty());
        let linked = linked.filter(|link| self.is_linked(&link.target));
        let linked = linked.map(|link| (link.span, &*link.target));
        let written = document.entities.iter();
        let written = written.map(|entity| (entity, document.str(entity.span)));
        let written = written.filter(|(entity, words)| match entity.kind {
            EntityKind::Email => self.is_email(&unveiled(words)),
            EntityKind::Url => self.is_url(words),
            _ => false,
        });
        let written = written.map(|(entity, words)| (entity.span, words));
        let mut all: Vec<(Span, &str)> = written.chain(linked).collect();
        all.sort_by_key(|(span, _)| (span.start, span.end));
        // A linked address that is written out as well is one.
        all.dedup_by(|(second, _), (first, _)| second.start < first.end);
        let places = all.into_iter().filter_map(|(span, target)| {
            let id = reading
                .passages
                .partition_point(|passage| passage.span.end <= span.start);
            let inside = reading.passages.get(id)?.span.contains(span);
            inside.then(|| Place {
                anywhere: true,
                target: Some(target),
                ..Place::of(id as PassageId, span)
            })
        });
        places.collect()
    }

    fn is_linked(&self, target: &str) -> bool {
        let lower = target.to_lowercase();
        match lower.strip_prefix("mailto:") {
            Some(rest) => {
                let to = rest.split('?').next().unwrap_or(rest).replace("%40", "@");
                to.split(',').any(|address| self.is_email(address.trim()))
            }
            None => self.is_url(target),
        }
    }

    fn is_email(&self, address: &str) -> bool {
        let address = address.to_lowercase();
        self.email.iter().any(|glob| glob.fits(&address))
    }

    fn is_url(&self, address: &str) -> bool {
        let address = address.to_lowercase();
        self.url.iter().any(|glob| glob.fits(bare(&address)))
    }
}

/// An address without what nobody reads: the scheme, "www." and a last slash.
fn bare(address: &str) -> &str {
    let rest = address.strip_prefix("https://");
    let rest = rest.or_else(|| address.strip_prefix("http://"));
    let rest = rest.unwrap_or(address);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.strip_suffix('/').unwrap_or(rest)
}

/// "jane [at] example [dot] org" as it is to be typed.
fn unveiled(words: &str) -> String {
    if words.contains('@') && !words.contains(char::is_whitespace) {
        return words.to_owned();
    }
    let is_mark = |c: char| !(c.is_alphanumeric() || "@._%+-".contains(c));
    let parts = words.split(is_mark).filter(|part| !part.is_empty());
    let parts = parts.map(|part| match &*part.to_lowercase() {
        "at" => "@".to_owned(),
        "dot" => ".".to_owned(),
        _ => part.to_owned(),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_as_they_are_typed() {
        for veiled in [
            "jane@acme.org",
            "jane [at] acme [dot] org",
            "jane at acme.org",
        ] {
            assert_eq!(unveiled(veiled), "jane@acme.org", "{veiled}");
        }
        assert_eq!(bare("https://www.acme.org/"), "acme.org");
        assert_eq!(bare("acme.org/a"), "acme.org/a");
    }
}
