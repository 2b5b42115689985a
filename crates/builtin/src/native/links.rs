//! `archived-link` and `insecure-link`: where links lead.

use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, EntityKind};

/// Hosts that keep copies of others' pages.
const ARCHIVES: [&str; 6] = [
    "web.archive.org",
    "archive.today",
    "archive.ph",
    "archive.is",
    "archive.li",
    "webcache.googleusercontent.com",
];
/// Parts of addresses that lead to pages on privacy.
const PRIVACY: [&str; 4] = ["privacy", "datenschutz", "data-protection", "gdpr"];
/// Hosts that nobody else can reach, or that stand for none.
const LOCAL: [&str; 8] = [
    "localhost",
    "127.",
    "10.",
    "192.168.",
    "0.0.0.0",
    "example.",
    "www.example.",
    "[::1]",
];
const LOCAL_ENDS: [&str; 5] = [".local", ".localhost", ".test", ".example", ".onion"];

/// A copy in an archive in place of the page. A page that was itself taken
/// from an archive has nothing but such links.
pub(crate) fn archived(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let links = links(reading);
    let (archived, live): (Vec<Link<'_>>, Vec<Link<'_>>) =
        links.into_iter().partition(|link| is_archived(link.target));
    if archived.len() > live.len().max(2) {
        return Vec::new();
    }
    one(&archived, |target| {
        (
            format!("\"{target}\" is an archived copy, which no longer changes with the page"),
            "link to the page itself".into(),
        )
    })
}

/// A page on privacy over a connection that anybody on the way can read and change.
pub(crate) fn insecure(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let mut links = links(reading);
    links.retain(|link| {
        let words = reading.document.str(link.span).to_lowercase();
        is_insecure(link.target, words.contains("privacy"))
    });
    one(&links, |target| {
        (
            format!("\"{target}\" leads to a page on privacy without encryption"),
            "https".into(),
        )
    })
}

#[derive(Clone, Copy)]
struct Link<'r> {
    span: Span,
    target: &'r str,
}

/// Links and addresses written out, by place; not those of menus and banners.
fn links<'r>(reading: &'r Reading<'_>) -> Vec<Link<'r>> {
    let document = reading.document;
    let is_noise = |span: Span| {
        let block = document
            .blocks
            .partition_point(|block| block.span.end < span.end);
        let block = document.blocks.get(block);
        block.is_none_or(|block| block.kind == BlockKind::Noise)
    };
    let linked = document.links.iter();
    let linked = linked.filter(|link| !link.span.is_empty() && !is_noise(link.span));
    let linked = linked.map(|link| Link {
        span: link.span,
        target: &link.target,
    });
    let written = document.entities.iter();
    let written = written
        .filter(|entity| entity.kind == EntityKind::Url)
        .map(|entity| Link {
            span: entity.span,
            target: document.str(entity.span),
        });
    let mut all: Vec<Link<'r>> = linked.chain(written).collect();
    all.sort_by_key(|link| (link.span.start, link.span.end));
    // A linked address that is written out as well is one link.
    all.dedup_by(|second, first| second.span.start < first.span.end);
    all
}

/// One finding, with the other places related to it.
fn one(links: &[Link<'_>], say: impl Fn(&str) -> (String, String)) -> Vec<Finding> {
    let Some((first, others)) = links.split_first() else {
        return Vec::new();
    };
    let (message, label) = say(first.target);
    let other = |link: &Link<'_>| (link.span, format!("and \"{}\"", link.target));
    vec![Finding {
        message,
        span: first.span,
        label,
        related: others.iter().map(other).collect(),
        ..Finding::default()
    }]
}

/// The host and what follows it.
fn host(target: &str) -> (&str, &str) {
    let rest = target.split_once("://").map_or(target, |(_, rest)| rest);
    rest.split_at(rest.find(['/', '?', '#', ':']).unwrap_or(rest.len()))
}

fn is_archived(target: &str) -> bool {
    let (host, path) = host(target);
    // "web.archive.org" alone is the archive itself.
    ARCHIVES.contains(&host.to_ascii_lowercase().as_str()) && path.len() > 1
}

fn is_insecure(target: &str, named: bool) -> bool {
    let target = target.to_ascii_lowercase();
    let Some(rest) = target.strip_prefix("http://") else {
        return false;
    };
    let (host, _) = host(rest);
    let local = LOCAL.iter().any(|start| host.starts_with(start))
        || LOCAL_ENDS.iter().any(|end| host.ends_with(end))
        || is_private(host);
    !local && (named || PRIVACY.iter().any(|part| rest.contains(part)))
}

/// 172.16.0.0/12.
fn is_private(host: &str) -> bool {
    let mut parts = host.split('.').map(str::parse::<u8>);
    matches!(
        (parts.next(), parts.next()),
        (Some(Ok(172)), Some(Ok(16..=31)))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_nobody_reaches_are_left_alone() {
        for target in [
            "http://localhost:3000/privacy",
            "http://127.0.0.1/privacy",
            "http://172.20.1.1/privacy",
            "http://shop.test/privacy",
            "https://acme.org/privacy",
            "http://acme.org/shop",
        ] {
            assert!(!is_insecure(target, false), "{target}");
        }
        assert!(is_insecure("http://acme.org/privacy", false));
        assert!(is_insecure("http://acme.org/p?id=1", true));
    }

    #[test]
    fn the_archive_itself_is_no_copy() {
        assert!(is_archived(
            "https://web.archive.org/web/2019/https://acme.org"
        ));
        assert!(!is_archived("https://web.archive.org/"));
    }
}
