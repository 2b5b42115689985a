//! Links without a target, and words that want one.

use clauselint_reading::{Hit, Passage, Reading, concept};
use clauselint_rule::Finding;
use clauselint_source::Span;
use clauselint_syntax::{Document, EntityKind, Format, Link};

use super::{finding, prose, prose_with};
use crate::native::references::Anchors;
use crate::native::repeated::Repeated;

/// A link stands in prose where so many words stand around it; alone it is an
/// entry of a menu, or a switch.
const AROUND: usize = 4;
/// "click here: <link>", "click here (<link>)".
const NEAR: u32 = 12;
/// So many names that all lead nowhere were lost by what made the file.
const LOST: usize = 2;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut findings = Repeated::new();
    for (span, target) in empty(reading) {
        let words = reading.document.str(span);
        let message = format!("the link \"{words}\" leads nowhere: its target is \"{target}\"");
        findings.add(words.to_lowercase(), finding(message, span, "no target"));
    }
    for (link, name) in nameless(reading.document) {
        let message = format!("the link leads to \"#{name}\", and nothing here bears that name");
        findings.add(
            name.to_owned(),
            finding(message, link.span, "no such place in this file"),
        );
    }
    if links_survive(reading.document) {
        for span in unlinked(reading) {
            let words = reading.document.str(span);
            let message = format!("\"{words}\" is no link");
            findings.add("here".into(), finding(message, span, "where?"));
        }
    }
    findings.into_findings()
}

/// Plain text has no links, and pages that have none at all have lost them.
fn links_survive(document: &Document) -> bool {
    match document.format {
        Format::Markdown => true,
        Format::Html => !document.links.is_empty(),
        Format::Text => false,
    }
}

/// Links in sentences that only look like links.
fn empty<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = (Span, &'r str)> {
    let mut links = reading.document.links.iter();
    let any = links.any(|link| is_dead(&link.target));
    let prose = any.then(|| prose(reading)).into_iter().flatten();
    prose.flat_map(|(_, passage)| {
        let links = reading.document.links_in(passage.span).iter();
        let dead = links.filter(|link| is_dead(&link.target) && !link.span.is_empty());
        dead.filter(|link| {
            words(reading.document, passage.span) >= words(reading.document, link.span) + AROUND
        })
        .map(|link| (link.span, &*link.target))
    })
}

fn is_dead(target: &str) -> bool {
    let target = target.trim_end_matches(';');
    matches!(
        target,
        "" | "#" | "javascript:" | "javascript:void(0)" | "javascript:void" | "about:blank"
    )
}

fn words(document: &Document, span: Span) -> usize {
    document.str(span).split_whitespace().count()
}

/// Links to names within the file that nothing bears.
fn nameless(document: &Document) -> Vec<(&Link, &str)> {
    let names = document.links.iter().filter_map(|link| {
        let name = link
            .target
            .strip_prefix('#')
            .filter(|name| !name.is_empty())?;
        Some((link, name))
    });
    let mut names = names.peekable();
    if names.peek().is_none() {
        return Vec::new();
    }
    let anchors = Anchors::of(document);
    let (borne, mut not): (Vec<_>, Vec<_>) = names.partition(|(_, name)| anchors.bear(name));
    not.retain(|(link, name)| !link.span.is_empty() && (!borne.is_empty() || is_slug(name)));
    if borne.is_empty() && not.len() > LOST {
        not.clear();
    }
    not
}

/// Whether a name is written as renderers make them of headings.
fn is_slug(name: &str) -> bool {
    name.len() > 2
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// "click here" without a link.
fn unlinked(reading: &Reading<'_>) -> impl Iterator<Item = Span> {
    let pointing = [concept::CLICK_HERE, concept::HERE_LAST];
    prose_with(reading, &pointing).filter_map(|(_, passage)| {
        let own = |hit: &Hit| hit.start >= passage.lead_len();
        let clicked = reading.of(passage, concept::CLICK_HERE).find(own);
        let last = || {
            let mut ends = reading.of(passage, concept::HERE_LAST).filter(own);
            ends.find(|hit| ends_clause(reading, passage, *hit))
        };
        let span = reading.span(passage, clicked.or_else(last)?);
        (!is_linked(reading.document, passage, span)).then_some(span)
    })
}

/// Whether nothing follows in the sentence but an end or a bracket.
fn ends_clause(reading: &Reading<'_>, passage: &Passage, hit: Hit) -> bool {
    let behind = reading.token(passage, hit.end);
    behind.is_none_or(|token| matches!(reading.document.str(token.span), ")" | ";"))
}

/// Whether the words are a link, or one follows at once, or an address does.
fn is_linked(document: &Document, passage: &Passage, span: Span) -> bool {
    let near = Span::new(span.start.saturating_sub(2), span.end + NEAR);
    let overlaps = |other: Span| other.start < near.end && near.start < other.end;
    let rest = Span::new(span.end, passage.span.end.max(span.end));
    let address = |kind| matches!(kind, EntityKind::Url | EntityKind::Email);
    let colon = document.str(rest).trim_start().starts_with(':');
    document.links.iter().any(|link| overlaps(link.span))
        || document
            .entities_in(rest)
            .iter()
            .any(|entity| address(entity.kind))
        || colon
}
