use std::ops::Range;

use clauselint_plugin::data::{self, BlockKind, EntityKind};
use clauselint_reading::{PassageId, Reading, TopicSet};
use clauselint_source::Span;
use clauselint_syntax as syntax;
use clauselint_syntax::SectionId;

use super::{names, span};

/// What parts the cells of a row in the clean text.
const CELL: char = '|';

pub(super) fn sections(reading: &Reading<'_>) -> Vec<data::Section> {
    let document = reading.document;
    let section = |(id, section): (usize, &syntax::Section)| {
        let id = id as SectionId;
        let blocks = section.blocks.start as usize..section.blocks.end as usize;
        let spans = document.blocks[blocks].iter().map(|block| block.span);
        data::Section {
            level: section.level,
            number: section.number.clone().map(Into::into),
            heading: document.heading(id).to_owned().into(),
            heading_span: document.heading_span(id).map(span),
            parent: section.parent,
            span: span(spans.reduce(Span::to).unwrap_or_default()),
            blocks: indexes(&section.blocks),
            topics: names(reading.section_topics(id)),
        }
    };
    document.sections.iter().enumerate().map(section).collect()
}

pub(super) fn blocks(reading: &Reading<'_>) -> Vec<data::Block> {
    let document = reading.document;
    let block = |block: &syntax::Block| data::Block {
        kind: block_kind(block.kind),
        section: block.section,
        span: span(block.span),
        sentences: indexes(&block.sentences),
        lead: block.lead,
        depth: block.depth,
        quoted: block.quoted,
        cells: match block.kind {
            syntax::BlockKind::Row | syntax::BlockKind::HeaderRow => {
                cells(document.str(block.span), block.span.start)
            }
            _ => Vec::new(),
        },
    };
    document.blocks.iter().map(block).collect()
}

fn cells(row: &str, start: u32) -> Vec<data::Span> {
    let cell = |cell: &str| {
        let words = cell.trim();
        let at = words.as_ptr() as usize - row.as_ptr() as usize;
        let at = start + at as u32;
        data::Span::new(at, at + words.len() as u32)
    };
    row.split(CELL).map(cell).collect()
}

pub(super) fn sentences(reading: &Reading<'_>) -> Vec<data::Sentence> {
    let document = reading.document;
    let mut topics = vec![TopicSet::default(); document.sentences.len()];
    let mut leaders = vec![None; document.sentences.len()];
    for (id, passage) in reading.passages.iter().enumerate() {
        let sentence = passage.sentence as usize;
        topics[sentence] = topics[sentence].with(reading.topics(id as PassageId));
        let leader = passage
            .leader
            .map(|leader| &reading.passages[leader as usize]);
        leaders[sentence] = leaders[sentence].or(leader.map(|leader| leader.sentence));
    }
    let told = topics.into_iter().zip(leaders);
    let sentences = document.sentences.iter().zip(told);
    sentences
        .map(|(sentence, (topics, leader))| data::Sentence {
            span: span(sentence.span),
            block: sentence.block,
            leader,
            topics: names(topics),
        })
        .collect()
}

pub(super) fn entities(reading: &Reading<'_>) -> Vec<data::Entity> {
    reading.document.entities.iter().map(entity).collect()
}

fn entity(entity: &syntax::Entity) -> data::Entity {
    let mut told = data::Entity {
        kind: entity_kind(entity.kind),
        span: span(entity.span),
        date: None,
        days: None,
        bound: None,
        age: None,
    };
    match entity.kind {
        syntax::EntityKind::Date(date) => told.date = Some(date.to_string().into()),
        syntax::EntityKind::Duration(duration) => {
            told.days = Some(duration.days());
            told.bound = Some(match duration.bound {
                syntax::Bound::Exact => data::Bound::Exact,
                syntax::Bound::AtMost | syntax::Bound::LessThan => data::Bound::AtMost,
                syntax::Bound::AtLeast | syntax::Bound::MoreThan => data::Bound::AtLeast,
            });
        }
        syntax::EntityKind::Age(years) => told.age = Some(years),
        _ => {}
    }
    told
}

pub(super) fn links(reading: &Reading<'_>) -> Vec<data::Link> {
    let links = reading.document.links.iter().map(|link| data::Link {
        span: span(link.span),
        target: link.target.clone().into(),
    });
    links.collect()
}

const fn indexes(range: &Range<u32>) -> data::Indexes {
    data::Indexes {
        start: range.start,
        end: range.end,
    }
}

const fn block_kind(kind: syntax::BlockKind) -> BlockKind {
    match kind {
        syntax::BlockKind::Heading => BlockKind::Heading,
        syntax::BlockKind::Paragraph => BlockKind::Paragraph,
        syntax::BlockKind::Item => BlockKind::Item,
        syntax::BlockKind::HeaderRow => BlockKind::HeaderRow,
        syntax::BlockKind::Row => BlockKind::Row,
        syntax::BlockKind::Term => BlockKind::Term,
        syntax::BlockKind::Meta => BlockKind::Meta,
        syntax::BlockKind::Code => BlockKind::Code,
        syntax::BlockKind::Noise => BlockKind::Noise,
    }
}

pub(super) const fn entity_kind(kind: syntax::EntityKind) -> EntityKind {
    match kind {
        syntax::EntityKind::Date(_) => EntityKind::Date,
        syntax::EntityKind::Duration(_) => EntityKind::Duration,
        syntax::EntityKind::Event => EntityKind::Event,
        syntax::EntityKind::Age(_) => EntityKind::Age,
        syntax::EntityKind::Email => EntityKind::Email,
        syntax::EntityKind::Phone => EntityKind::Phone,
        syntax::EntityKind::PostalAddress => EntityKind::PostalAddress,
        syntax::EntityKind::Url => EntityKind::Url,
        syntax::EntityKind::Citation => EntityKind::Citation,
        syntax::EntityKind::CrossReference => EntityKind::CrossReference,
        syntax::EntityKind::DefinedTerm => EntityKind::DefinedTerm,
        syntax::EntityKind::Placeholder => EntityKind::Placeholder,
    }
}
