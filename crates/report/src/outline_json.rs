//! The outline of policies for programs.

use std::io::{self, Write};

use clauselint_reading::Reading;
use clauselint_source::{Source, Span};
use clauselint_syntax::{BlockKind, Document, SectionId};
use serde::Serialize;

use crate::json::{SpanJson, format_name, span};
use crate::outline::kind_name;
use crate::statement::{self, StatementJson};

/// Writes one JSON object; files are streamed as they come.
#[derive(Debug, Default)]
pub struct OutlineJson {
    files: usize,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    format: &'static str,
    sections: Vec<SectionJson<'a>>,
    statements: Vec<StatementJson>,
    clauses: Vec<ClauseJson>,
    entities: Vec<EntityJson>,
}

#[derive(Serialize)]
struct SectionJson<'a> {
    level: u8,
    number: Option<&'a str>,
    heading: &'a str,
    parent: Option<SectionId>,
    /// From the heading to the end of the last block.
    span: SpanJson,
    blocks: Vec<BlockJson>,
}

#[derive(Serialize)]
struct BlockJson {
    kind: &'static str,
    span: SpanJson,
    sentences: Vec<SpanJson>,
}

#[derive(Serialize)]
struct ClauseJson {
    topic: &'static str,
    span: SpanJson,
}

#[derive(Serialize)]
struct EntityJson {
    kind: &'static str,
    span: SpanJson,
}

impl OutlineJson {
    /// Writes a file's outline.
    ///
    /// # Errors
    /// What writing returned.
    pub fn file(
        &mut self,
        path: &str,
        source: &Source,
        reading: &Reading<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let start = if self.files == 0 {
            "{\"schema\":1,\n\"files\":["
        } else {
            ",\n"
        };
        write!(out, "{start}")?;
        self.files += 1;
        let document = reading.document;
        let place = |clean: Span| span(source, document.locate(clean));
        let clauses = reading.clauses.iter().map(|clause| ClauseJson {
            topic: clause.topic.name(),
            span: place(clause.span),
        });
        let statements = reading.statements.iter();
        let statements = statements.map(|statement| statement::json(statement, &place));
        let entities = document.entities.iter().map(|entity| EntityJson {
            kind: kind_name(entity.kind),
            span: place(entity.span),
        });
        let sections = 0..document.sections.len() as SectionId;
        let file = FileJson {
            path,
            format: format_name(document.format),
            sections: sections.map(|id| section(document, id, &place)).collect(),
            statements: statements.collect(),
            clauses: clauses.collect(),
            entities: entities.collect(),
        };
        serde_json::to_writer(out, &file).map_err(io::Error::from)
    }

    /// Writes what comes after the last file.
    ///
    /// # Errors
    /// What writing returned.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let start = if self.files == 0 {
            "{\"schema\":1,\n\"files\":["
        } else {
            ""
        };
        writeln!(out, "{start}]}}")
    }
}

fn section<'a>(
    document: &'a Document,
    id: SectionId,
    place: &impl Fn(Span) -> SpanJson,
) -> SectionJson<'a> {
    let section = &document.sections[id as usize];
    let blocks = &document.blocks[section.blocks.start as usize..section.blocks.end as usize];
    let span = match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    };
    let block = |block: &clauselint_syntax::Block| BlockJson {
        kind: block_name(block.kind),
        span: place(block.span),
        sentences: document.sentences[block.sentences.start as usize..block.sentences.end as usize]
            .iter()
            .map(|sentence| place(sentence.span))
            .collect(),
    };
    SectionJson {
        level: section.level,
        number: section.number.as_deref(),
        heading: document.heading(id),
        parent: section.parent,
        span: place(span),
        blocks: document.own_blocks(id).iter().map(block).collect(),
    }
}

const fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Item => "item",
        BlockKind::HeaderRow => "header-row",
        BlockKind::Row => "row",
        BlockKind::Term => "term",
        BlockKind::Meta => "meta",
        BlockKind::Code => "code",
        BlockKind::Noise => "noise",
    }
}
