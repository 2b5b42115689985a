//! Links that are to lead elsewhere.

use clauselint_rule::Edit;
use clauselint_source::Span;

use crate::{Edits, Mender};

/// Further from its words a link's address is not looked for.
const NEAR: usize = 2000;

/// The address is replaced where it is written beside the link's words; where
/// it is the link's words, these are. One that is code stays as it is.
pub(crate) fn edit(
    mender: &Mender<'_>,
    span: Span,
    from: &str,
    to: &str,
    edits: &mut Edits,
) -> Option<()> {
    let (words, raw) = mender.raw(span);
    let beside = behind(mender.source, words, from).or_else(|| before(mender.source, words, from));
    let own = (raw == from).then_some(words);
    beside.or(own)?;
    let own = own.filter(|own| !mender.is_code(*own));
    let mut places: Vec<Span> = beside.into_iter().chain(own).collect();
    places.sort_unstable();
    edits.edits.extend(places.into_iter().map(|span| Edit {
        span,
        text: to.to_owned(),
    }));
    Some(())
}

/// `[words](address "title")`.
fn behind(source: &str, words: Span, address: &str) -> Option<Span> {
    let rest = source.get(words.end as usize..)?;
    let marks = rest.len() - rest.trim_start_matches(['*', '_', '`', ' ']).len();
    let inner = rest[marks..].strip_prefix("](")?;
    let inner = inner.strip_prefix('<').unwrap_or(inner);
    let after = inner.strip_prefix(address)?;
    after.starts_with([')', '>', ' ', '\n']).then(|| {
        let start = words.end + (rest.len() - inner.len()) as u32;
        Span::new(start, start + address.len() as u32)
    })
}

/// `<a href="address">words`, the last start of a link before the words.
fn before(source: &str, words: Span, address: &str) -> Option<Span> {
    let end = words.start as usize;
    let from = source.ceil_char_boundary(end.saturating_sub(NEAR));
    let near = source.get(from..end)?;
    let tag = near.rmatch_indices('<').map(|(at, _)| at).find(|at| {
        let name = &near.as_bytes()[at + 1..];
        matches!(name, [b'a' | b'A', next, ..] if next.is_ascii_whitespace())
            || near[at + 1..].starts_with("/a")
    })?;
    // The attribute ends where the address does, quoted or not.
    let mut found = near[tag..].match_indices(address).filter(|(at, _)| {
        let value = &near[tag..][..*at];
        let key = value.trim_end_matches(['"', '\'']).trim_end();
        let ends = near[tag..][at + address.len()..].starts_with(['"', '\'', '>', ' ']);
        key.strip_suffix('=')
            .is_some_and(|key| key.trim_end().to_ascii_lowercase().ends_with("href"))
            && ends
    });
    let at = from + tag + found.next()?.0;
    Some(Span::new(at as u32, (at + address.len()) as u32))
}
