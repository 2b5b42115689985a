//! Which sections a new one stands among, and between which.

use std::collections::BTreeMap;

use clauselint_rule::{Clause, Edit};
use clauselint_source::Span;
use clauselint_syntax::{Document, Format, SectionId};

use super::number;
use crate::Mender;

/// Where a section of its own goes.
#[derive(Default)]
pub(crate) struct Order {
    /// The sections that it is one of, in order.
    pub(crate) fellows: Vec<SectionId>,
    /// Its number, where they are numbered.
    pub(crate) number: Option<String>,
    /// The section that it follows, where its number follows that one's.
    pub(crate) after: Option<SectionId>,
    /// The section that it stands before; none at the end.
    pub(crate) before: Option<SectionId>,
    /// The numbers of those behind it, each one up.
    pub(crate) renumbered: Vec<Edit>,
}

/// Headings that are looked at for an example; those of a page that has many
/// and none that will do are all of one kind.
const TRIES: usize = 16;

impl Order {
    /// Sections to follow in how a heading is written: a numbered one, where
    /// they are numbered, and the last fellows.
    pub(crate) fn examples(&self) -> impl Iterator<Item = SectionId> {
        let numbered = self.before.filter(|_| self.number.is_some());
        let fellows = self.fellows.iter().rev().copied();
        let first = self.after.or(numbered);
        first.into_iter().chain(fellows).take(TRIES)
    }
}

/// The place of a section of its own: before what closes a policy. Where that
/// is numbered and its numbers cannot change, behind the last number.
///
/// `heading` is where a section's heading stands in the source, markup and
/// number with it.
pub(crate) fn order(
    mender: &Mender<'_>,
    clause: &Clause,
    heading: impl Fn(SectionId) -> Option<Span>,
) -> Order {
    let document = mender.document;
    let fellows = fellows(document);
    let closing = closing(&fellows, clause);
    let before = closing.first().copied();
    let Some((next, last)) = next_number(document, &fellows) else {
        return Order {
            before,
            fellows,
            ..Order::default()
        };
    };
    if let Some((number, renumbered)) = number::shifted(mender, closing, &next, heading) {
        return Order {
            number: Some(number),
            before,
            renumbered,
            fellows,
            ..Order::default()
        };
    }
    let end = document.sections[last as usize].blocks.end;
    let behind = last + 1..document.sections.len() as SectionId;
    let mut behind = behind.filter(|id| document.sections[*id as usize].blocks.start >= end);
    Order {
        number: Some(next),
        after: Some(last),
        before: behind.next(),
        fellows,
        ..Order::default()
    }
}

/// The sections that close a policy. One more may stand behind them: an annex,
/// definitions.
fn closing<'f>(fellows: &'f [SectionId], clause: &Clause) -> &'f [SectionId] {
    let run = |fellows: &[SectionId]| {
        let closes = |id: &&SectionId| clause.closing.binary_search(id).is_ok();
        fellows.iter().rev().take_while(closes).count()
    };
    let len = fellows.len();
    let last = run(fellows);
    let rest = &fellows[..len.saturating_sub(1)];
    let behind = match run(rest) {
        _ if last > 0 => last,
        run if 0 < run && run < rest.len() => run + 1,
        _ => 0,
    };
    &fellows[len - behind..]
}

/// The chief sections: those of the highest level that there are several of,
/// the title's aside.
fn fellows(document: &Document) -> Vec<SectionId> {
    let all = 1..document.sections.len() as SectionId;
    let section = |id: &SectionId| &document.sections[*id as usize];
    let mut all: Vec<SectionId> = all.filter(|id| Some(*id) != document.title()).collect();
    // What only looks like a heading may be a line of an address.
    if document.format != Format::Text && all.iter().any(|id| section(id).marked) {
        all.retain(|id| section(id).marked);
    }
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for id in &all {
        *counts.entry(section(id).level).or_default() += 1;
    }
    let several = counts.iter().find(|(_, count)| **count > 1);
    let level = several.or_else(|| counts.first_key_value());
    let level = level.map(|(level, _)| *level);
    all.retain(|id| Some(section(id).level) == level);
    all
}

/// The number behind the last one, where most fellows have one.
fn next_number(document: &Document, fellows: &[SectionId]) -> Option<(String, SectionId)> {
    let numbered = |id: &&SectionId| document.sections[**id as usize].number.is_some();
    let mut numbers = fellows.iter().filter(numbered).rev();
    if numbers.clone().count() * 2 <= fellows.len() {
        return None;
    }
    let of = |id: &SectionId| document.sections[*id as usize].number.as_deref();
    let last = numbers.next()?;
    let before = numbers.next().and_then(of);
    Some((number::next(of(last)?, before)?, *last))
}
