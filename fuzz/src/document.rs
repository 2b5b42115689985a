//! Parsing: total, and every place leads back into the file.

use clauselint_source::{Source, Span};
use clauselint_syntax::{Block, BlockKind, Document, Format, parse};

pub(crate) fn markdown(data: &[u8]) {
    run(data, Format::Markdown);
}

pub(crate) fn html(data: &[u8]) {
    run(data, Format::Html);
}

pub(crate) fn text(data: &[u8]) {
    run(data, Format::Text);
}

fn run(data: &[u8], format: Format) {
    let Ok(source) = Source::decode(data.to_vec()) else {
        return;
    };
    // Whatever it looks like is some format.
    let _ = Format::of_text(source.text());
    let document = parse(source.text(), format);
    sound(&document, source.text());
    let again = parse(source.text(), format);
    assert_eq!(format!("{document:?}"), format!("{again:?}"));
}

/// What holds of every document.
pub(crate) fn sound(document: &Document, source: &str) {
    let place = Places { document, source };
    sections(document);
    let (mut end, mut sentences) = (0, 0);
    for (id, block) in document.blocks.iter().enumerate() {
        assert!(end <= block.span.start, "blocks do not overlap: {block:?}");
        end = block.span.end;
        place.of(block.span);
        assert!((block.section as usize) < document.sections.len());
        assert!(
            block.lead.is_none_or(|lead| (lead as usize) < id),
            "a lead comes first"
        );
        assert_eq!(block.sentences.start, sentences, "sentences go on");
        sentences = block.sentences.end;
        of_block(&place, id, block);
    }
    assert_eq!(sentences as usize, document.sentences.len());
    entities(&place);
    let mut start = 0;
    for link in &document.links {
        assert!(start <= link.span.start, "links are in order");
        start = link.span.start;
        place.of(link.span);
    }
    for stray in &document.strays {
        assert!(source.get(stray.source.range()).is_some(), "{stray:?}");
        assert!(
            document.text.is_char_boundary(stray.at as usize),
            "{stray:?}"
        );
    }
    assert!(document.strays.is_sorted());
}

fn of_block(place: &Places<'_>, id: usize, block: &Block) {
    let document = place.document;
    let whole = place.of(block.span);
    let own = block.sentences.start as usize..block.sentences.end as usize;
    let sentences = &document.sentences[own];
    if matches!(block.kind, BlockKind::Code | BlockKind::Noise) {
        assert!(sentences.is_empty(), "{:?} has no sentences", block.kind);
    }
    let mut end = block.span.start;
    for sentence in sentences {
        assert_eq!(sentence.block as usize, id);
        assert!(end <= sentence.span.start, "sentences do not overlap");
        end = sentence.span.end;
        assert!(end <= block.span.end, "a sentence lies in its block");
        let words = document.str(sentence.span);
        assert!(!words.is_empty() && words.trim() == words, "{words:?}");
        let found = place.of(sentence.span);
        assert!(
            whole.contains(found),
            "{found:?} of {words:?} lies in {whole:?}"
        );
    }
}

fn entities(place: &Places<'_>) {
    let document = place.document;
    let mut end = 0;
    for entity in &document.entities {
        assert!(end <= entity.span.start, "entities do not overlap");
        assert!(!entity.span.is_empty(), "{entity:?}");
        end = entity.span.end;
        let at = document
            .blocks
            .partition_point(|block| block.span.end <= entity.span.start);
        let block = &document.blocks[at];
        assert!(
            block.span.contains(entity.span),
            "{entity:?} in {:?}",
            block.span
        );
        let (whole, part) = (place.of(block.span), place.of(entity.span));
        assert!(
            whole.contains(part),
            "{part:?} of {entity:?} lies in {whole:?}"
        );
    }
}

fn sections(document: &Document) {
    let first = &document.sections[0];
    assert!(first.heading.is_none() && first.parent.is_none());
    assert!(
        document
            .title()
            .is_none_or(|title| (title as usize) < document.sections.len())
    );
    for (id, section) in document.sections.iter().enumerate() {
        assert!(section.blocks.start <= section.blocks.end);
        assert!(section.blocks.end as usize <= document.blocks.len());
        if let Some(parent) = section.parent {
            assert!((parent as usize) < id, "a section stands in one before it");
            let outer = &document.sections[parent as usize];
            assert!(outer.level < section.level);
            assert!(
                parent == 0 || outer.blocks.end >= section.blocks.end,
                "{outer:?} {section:?}"
            );
        }
        if let Some(heading) = section.heading {
            let block = &document.blocks[heading as usize];
            assert_eq!(
                (block.kind, block.section as usize),
                (BlockKind::Heading, id)
            );
            assert!(section.blocks.contains(&heading));
        }
        let own = document.own_blocks(id as u32);
        assert!(own.iter().all(|block| block.section as usize == id));
    }
    assert!(document.blocks.is_sorted_by_key(|block| block.section));
}

struct Places<'d> {
    document: &'d Document,
    source: &'d str,
}

impl Places<'_> {
    /// Where a span stands in the source.
    fn of(&self, span: Span) -> Span {
        let text = &self.document.text;
        assert!(
            text.get(span.range()).is_some(),
            "{span:?} is a span of the clean text"
        );
        let place = self.document.locate(span);
        assert!(
            self.source.get(place.range()).is_some(),
            "{place:?} of {:?} is a span of the source",
            span.of(text)
        );
        place
    }
}
