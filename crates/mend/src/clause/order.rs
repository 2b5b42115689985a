//! Which sections a new one stands among, and between which.

use std::collections::BTreeMap;

use clauselint_rule::Clause;
use clauselint_syntax::{Document, Format, SectionId};

use super::number;

/// Where a section of its own goes.
pub(crate) struct Order {
    /// The sections that it is one of, in order.
    pub(crate) fellows: Vec<SectionId>,
    /// Its number, where they are numbered, and the section that it follows.
    pub(crate) number: Option<(String, SectionId)>,
    /// The section that it stands before; none at the end.
    pub(crate) before: Option<SectionId>,
}

/// Headings that are looked at for an example; those of a page that has many
/// and none that will do are all of one kind.
const TRIES: usize = 16;

impl Order {
    /// Sections to follow in how a heading is written: the last number, where
    /// they are numbered, and the last fellows.
    pub(crate) fn examples(&self) -> impl Iterator<Item = SectionId> {
        let last = self.number.as_ref().map(|(_, last)| *last);
        let fellows = self.fellows.iter().rev().copied();
        last.into_iter().chain(fellows).take(TRIES)
    }
}

/// The place of a section of its own: numbered ones follow the last, so that
/// no number changes; others stand before what closes a policy.
pub(crate) fn order(document: &Document, clause: &Clause) -> Order {
    let fellows = fellows(document);
    if let Some((number, last)) = next_number(document, &fellows) {
        let end = document.sections[last as usize].blocks.end;
        let behind = last + 1..document.sections.len() as SectionId;
        let mut behind = behind.filter(|id| document.sections[*id as usize].blocks.start >= end);
        return Order {
            number: Some((number, last)),
            before: behind.next(),
            fellows,
        };
    }
    let closing = fellows.iter().rev();
    let closing = closing.take_while(|id| clause.closing.binary_search(id).is_ok());
    Order {
        number: None,
        before: closing.last().copied(),
        fellows,
    }
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
